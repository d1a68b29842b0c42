"""What once stood on a page, and where it stands now: `moved:` in the front matter of a guide."""

from __future__ import annotations

from collections.abc import Mapping

from macros.handbook.guides import Page, relative, url_of
from macros.handbook.kinds import KINDS
from macros.handbook.model import Handbook
from macros.handbook.prose import plain

_CHECKLIST = "checklist-"


def moved(page: Page, book: Handbook, pages: Mapping[str, Page]) -> list[list[str]]:
    """List what has left a page: its old id, what it is called, the link to it; the steps of a checklist, too."""
    if not page.moved:
        return []
    here, titles = url_of(page.path), _titles(book)
    return [
        [id_, _name(target, pages, titles) if step is None else step, relative(target, here)]
        for old, place in page.moved.items()
        for id_, step, target in [(old, None, place), *_steps(old, place, book)]
    ]


def _name(target: str, pages: Mapping[str, Page], titles: Mapping[str, str]) -> str:
    path, _, anchor = target.partition("#")
    return pages[path].headings.get(anchor) or titles.get(anchor) or pages[path].title


def _titles(book: Handbook) -> dict[str, str]:
    """The titles of records by the ids that their widgets have."""
    return {
        f"{kind.name}-{id_}": record.title
        for section, kind in KINDS.items()
        for id_, record in getattr(book, section).items()
        if hasattr(record, "title")
    }


def _steps(old: str, target: str, book: Handbook) -> list[tuple[str, str, str]]:
    """What a step of a checklist that moved is called, and where it stands."""
    path, _, anchor = target.partition("#")
    checklist = book.checklists.get(anchor.removeprefix(_CHECKLIST))
    if checklist is None or not old.startswith(_CHECKLIST):
        return []
    was, now = old.removeprefix(_CHECKLIST), anchor.removeprefix(_CHECKLIST)
    return [
        (f"{was}.{item.id}", plain(item.what), f"{path}#{now}.{item.id}")
        for item in checklist.items
    ]
