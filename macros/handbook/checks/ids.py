"""Rules for sections and ids: filled, sorted, and never reused."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from macros.handbook.kinds import KINDS
from macros.handbook.problems import nearest

if TYPE_CHECKING:
    from macros.handbook.checks.context import Context, Found
    from macros.handbook.model import Handbook


def sections_are_filled(context: Context) -> Found:
    """No section of the handbook is missing or empty."""
    for section, kind in KINDS.items():
        if not getattr(context.book, section):
            told = f"缺少 “{section}:” 这一节，或者它是空的；里面至少要有一条{kind.title}。"
            yield (section,), told


def sections_are_sorted(context: Context) -> Found:
    """Records stand in the order of their ids, so that two changes seldom meet on one line."""
    for section in KINDS:
        ids = list(getattr(context.book, section))
        for before, after in pairwise(ids):
            if before > after:
                yield (section, after), f"请按 id 的字母顺序排列：“{after}” 应在 “{before}” 之前。"


def retired_ids_are_gone(context: Context) -> Found:
    """A retired id is not in use; its replacement is, or was retired in its turn."""
    live = live_ids(context.book)
    for id_, stone in context.book.retired.items():
        if id_ in live[stone.kind]:
            yield ("retired", id_), f"“{id_}” 还在使用，不能同时退役。请删掉其中一处。"
        if stone.kind == "fact" and not stone.said:
            yield ("retired", id_), "退役的事实要写 said（原来写的是什么），旧链接来的读者还要看。"
        target = stone.replaced_by
        if target and target not in live[stone.kind] and target not in context.book.retired:
            hint = nearest(target, live[stone.kind])
            yield ("retired", id_, "replaced_by"), f"替代者 “{target}” 不存在{hint}"


def live_ids(book: Handbook) -> dict[str, set[str]]:
    """List the ids in use by kind; an item's id is `checklist.item`."""
    ids = {kind.name: set(getattr(book, kind.section)) for kind in KINDS.values()}
    ids["item"] = {f"{id_}.{item.id}" for id_, c in book.checklists.items() for item in c.items}
    return ids
