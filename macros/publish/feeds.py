"""Writes the rule changes as an Atom feed and a calendar; the same input gives the same bytes.

Sources: RFC 4287 (Atom), RFC 5545 (iCalendar).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from macros.handbook.changes import day_of, newest_first, unchecked
from macros.handbook.guides import Page, home_of, url_of
from macros.handbook.labels import NAME
from macros.handbook.letters import with_numbers
from macros.handbook.links import ATOM, CALENDAR
from macros.handbook.model import Change, Handbook
from macros.publish.files import render

TITLE = f"{NAME}：规则变更"
_FIRST = date(2020, 1, 1)
"""Before any record: sequences count days from here."""


def files(book: Handbook, pages: dict[str, Page], root: str) -> dict[str, str | bytes]:
    """Name both files and give their content; `root` as in `atom`."""
    home = home_of(pages, "changes", "")
    page = root + (url_of(home) if home else "")
    return {ATOM: atom(book, page, root), CALENDAR: calendar(book, page)}


def atom(book: Handbook, page: str, root: str) -> str:
    """Write the feed, the newest change first; there must be one.

    `page` is the address of the page that lists the changes, each as `#change-ID`. Without the
    address of the site (`root`) links are relative.
    """
    return render(
        f"publish/templates/{ATOM}",
        name=NAME,
        title=TITLE,
        file=ATOM,
        page=page,
        root=root,
        newest=max(change.recorded for change in book.changes.values()),
        changes=newest_first(book),
        words=partial(_words, book=book),
        urn=_urn,
    )


def calendar(book: Handbook, page: str) -> bytes:
    """Write the days from which something holds, as whole days; a change without a day is left out.

    Past days stay, so that no entry vanishes from a subscriber's calendar when it comes to pass.
    """
    made = Calendar()
    made.add("prodid", "-//shensu-youju//changes//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", TITLE)
    for id_, change in book.changes.items():
        if day := day_of(change):
            event = _event(id_, change, day, _words(change, book), page)
            _date(event, _changed(change, book))
            made.add_component(event)
    return bytes(made.to_ical())


def _event(id_: str, change: Change, day: date, words: str, page: str) -> Event:
    event = Event()
    event.add("uid", f"change-{id_}@shensu-youju")
    event.add("dtstart", day)
    event.add("summary", f"规则变更：{change.title}")
    event.add("description", words)
    event.add("transp", "TRANSPARENT")
    if "://" in page:
        event.add("url", f"{page}#change-{id_}")
    return event


def _date(event: Event, changed: date) -> None:
    """Say when an event was written; a calendar that has it already takes the one with the higher sequence."""
    event.add("dtstamp", datetime.combine(changed, time(), UTC))
    event.add("last-modified", datetime.combine(changed, time(), UTC))
    event.add("sequence", max(0, (changed - _FIRST).days))


def _changed(change: Change, book: Handbook) -> date:
    """The day on which what is said of a change was last written: itself, or the facts that it quotes."""
    return max(change.recorded, *(book.facts[name].checked_on for name in change.facts))


def _words(change: Change, book: Handbook) -> str:
    mark = "（待核：没有读到官方原文）" if unchecked(change, book) else ""
    facts = (book.facts[name] for name in change.facts)
    basis = "；".join(
        dict.fromkeys(f"{book.sources[f.source].short} {f.article or ''}".strip() for f in facts)
    )
    what, meaning = with_numbers(change.what, book), with_numbers(change.meaning, book)
    return f"{what}{mark}\n对你：{meaning}\n依据：{basis}"


def _urn(name: str) -> str:
    """Name a thing forever, whatever address the site has."""
    return uuid5(NAMESPACE_URL, f"shensu-youju/{name}").urn
