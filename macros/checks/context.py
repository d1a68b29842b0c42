"""What a rule may look at, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.problem import Where

if TYPE_CHECKING:
    from macros.model import Handbook
    from macros.pages import Page

Found = Iterator[tuple[Where, str]]

SECTION_NAMES = {
    "sources": "来源",
    "facts": "事实",
    "deadlines": "期限",
    "evidence": "证据",
    "fields": "填写项",
    "templates": "模板",
    "checklists": "清单",
    "figures": "图",
    "triage": "分流",
    "terms": "术语",
}


@dataclass(frozen=True)
class Context:
    """What the rules may look at.

    Attributes:
        book: the records that have the right shape.
        ids: section → every id written there, misshapen records included.
        pages: the guides, by their path below docs/, such as `respond/appeal.md`.
    """

    book: Handbook
    ids: dict[str, set[str]]
    pages: dict[str, Page]


Rule = Callable[[Context], Found]
