"""Counts the facts that a guide shows, itself or in its widgets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from macros.handbook.guides import Page
from macros.handbook.kinds import named_at
from macros.handbook.links import SOURCES_PAGE
from macros.handbook.macro_table import MACROS, Macro
from macros.handbook.model import Handbook
from macros.handbook.problems import Where
from macros.handbook.prose import marks, strings


@dataclass(frozen=True)
class Tally:
    """What a page rests on.

    Attributes:
        by_basis: how many facts were checked how well.
        checked_on: the earliest day one of them was checked; empty when there are none.
        reviews: fact → the day by which it is to be checked again, the earliest first.
    """

    by_basis: Mapping[str, int]
    checked_on: str
    reviews: Mapping[str, str]


def tally(book: Handbook, page: Page) -> Tally:
    """Count the facts of a page by basis."""
    facts = {name: book.facts[name] for name in sorted(facts_on(book, page))}
    due = sorted(facts.items(), key=lambda pair: pair[1].review_by)
    return Tally(
        by_basis=Counter(fact.basis for fact in facts.values()),
        checked_on=min((fact.checked_on.isoformat() for fact in facts.values()), default=""),
        reviews={name: fact.review_by.isoformat() for name, fact in due},
    )


def last_check(book: Handbook, page: Page) -> str:
    """Give the latest day on which a fact of the page was checked; empty when it shows none."""
    return max(
        (book.facts[name].checked_on.isoformat() for name in facts_on(book, page)), default=""
    )


def facts_on(book: Handbook, page: Page) -> set[str]:
    """Name the facts that a page shows, itself or in its widgets."""
    return set(_in_order(book, page))


def grounds(book: Handbook, page: Page) -> list[str]:
    """Name the facts that a page lists at its end, in the order of the page; sources list their own."""
    return [] if page.path == SOURCES_PAGE else _in_order(book, page)


def _in_order(book: Handbook, page: Page) -> list[str]:
    found = (name for call in page.calls for name in sorted(_facts_of(book, *call)))
    return [name for name in dict.fromkeys(found) if name in book.facts]


def _facts_of(book: Handbook, macro: str, name: str) -> set[str]:
    shown = MACROS.get(macro, Macro())
    if shown.inline:
        return {name}
    match macro:
        case "timeline":
            return {each.fact for each in book.deadlines.values() if each.route == name}
        case "sources":
            kinds = {id_: source.kind for id_, source in book.sources.items()}
            return {id_ for id_, f in book.facts.items() if name in {"", kinds[f.source]}}
        case "unchecked":
            return {id_ for id_, f in book.facts.items() if f.basis == "secondary"}
    if shown.lists:
        return _mentioned(strings(getattr(book, shown.lists), (shown.lists,)))
    [section, *_] = shown.arguments or [""]
    record = getattr(book, section, {}).get(name)
    return _mentioned(strings(record, (section, name)))


def _mentioned(texts: list[tuple[Where, str]]) -> set[str]:
    """Name the facts that records cite or quote, at any depth."""
    cited = {text for where, text in texts if named_at(where) == "facts"}
    return cited | {mark.name for _, text in texts for mark in marks(text) if mark.value}
