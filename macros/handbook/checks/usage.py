"""Rules that find records nothing uses. They apply only when every record has the right shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.handbook.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from macros.handbook.checks.context import Context, Found


def sections_are_filled(context: Context) -> Found:
    """No section of the handbook is missing or empty."""
    for section, kind in KINDS.items():
        if not getattr(context.book, section):
            yield (
                (section,),
                f"缺少 “{section}:” 这一节，或者它是空的；里面至少要有一条{kind.title}。",
            )


def sources_are_used(context: Context) -> Found:
    """Every source supports a fact."""
    used = {fact.source for fact in context.book.facts.values()}
    yield from _unused(context.book.sources, used, "sources", "没有事实引用这个来源；请删掉它。")


def fields_are_used(context: Context) -> Found:
    """Every blank stands in a letter."""
    used = {name for template in context.book.templates.values() for name in template.fields}
    yield from _unused(context.book.fields, used, "fields", "没有模板用到这个填写项；请删掉它。")


def evidence_is_used(context: Context) -> Found:
    """Every kind of evidence is asked for by an item or a letter."""
    book = context.book
    used = {name for template in book.templates.values() for name in template.evidence}
    for checklist in book.checklists.values():
        used |= {name for item in checklist.items for name in item.evidence}
    yield from _unused(
        book.evidence, used, "evidence", "没有步骤或模板用到这种证据；请引用它或删掉它。"
    )


def _unused(ids: Iterable[str], used: set[str], section: str, message: str) -> Found:
    yield from (((section, id_), message) for id_ in ids if id_ not in used)
