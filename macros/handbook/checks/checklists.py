"""Rules for checklists: items and sections."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from macros.handbook.checks.context import Context, Found


def items_are_unique(context: Context) -> Found:
    """No two items of a checklist share an id."""
    for id_, checklist in context.book.checklists.items():
        ids = [item.id for item in checklist.items]
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield ("checklists", id_, "items", index, "id"), f"步骤 id “{name}” 重复了。"


def sections_are_whole(context: Context) -> Found:
    """The items of a section stand together, and a checklist has sections throughout or not."""
    for id_, checklist in context.book.checklists.items():
        seen: set[str | None] = set()
        for section, run in groupby(enumerate(checklist.items), lambda pair: pair[1].section):
            index, _ = next(run)
            where = ("checklists", id_, "items", index, "section")
            if section in seen:
                yield where, f"“{section}” 这一段断开了；请把同一段的步骤放在一起。"
            elif seen and None in {section, *seen}:
                yield where, "这份清单有的步骤写了 section，有的没写；请都写上，或都删掉。"
            seen.add(section)


def something_must_be_done(context: Context) -> Found:
    """A checklist has at least one step that must be done."""
    for id_, checklist in context.book.checklists.items():
        if all(item.level != "must" for item in checklist.items):
            yield ("checklists", id_, "items"), "至少有一步写 level: must（必做）。"
