"""What a rule may look at, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from macros.handbook.guides import Page
from macros.handbook.kinds import KINDS
from macros.handbook.model import Handbook
from macros.handbook.problems import Where, nearest, shortened
from macros.handbook.prose import strings

Found = Iterator[tuple[Where, str]]


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

    @cached_property
    def texts(self) -> list[tuple[Where, str]]:
        """Every text of the handbook with its path."""
        return strings(self.book)

    def lacks(self, page: Page, anchor: str) -> bool:
        """Tell whether a link to an anchor leads nowhere; of a page that could not be read nobody knows."""
        return page.is_whole and anchor not in self.anchors_of(page)

    def anchors_of(self, page: Page) -> set[str]:
        """Name what a link to a page may point to, entries from the data included."""
        listed = self.ids["changes"] if ("changes", "") in page.calls else set()
        return page.anchors | {f"change-{id_}" for id_ in listed}

    def unknown(self, section: str, name: str) -> str:
        """Say that a section has no such record, and which one may be meant or came after it."""
        told = f"没有名为 “{shortened(name)}” 的{KINDS[section].title}"
        stone = self.book.retired.get(name)
        if stone is None:
            return f"{told}{nearest(name, self.ids[section])}"
        instead = f"请改用 “{stone.replaced_by}”。" if stone.replaced_by else "请改写这里。"
        return f"{told}：它在 {stone.on} 退役了（{stone.reason}）{instead}"


Rule = Callable[[Context], Found]
