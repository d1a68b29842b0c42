"""Writes a fact in words: its claim with the numbers in it, and how well it was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.handbook.labels import BASIS
from macros.handbook.prose import replaced

if TYPE_CHECKING:
    from macros.handbook.model import Fact, Handbook


def claim(fact: Fact) -> str:
    """Write a fact's claim with its numbers in it."""
    return replaced(fact.claim, lambda mark: fact.values[mark.name])


def basis(fact: Fact, book: Handbook) -> str:
    """Say how well a fact was checked, and for an unchecked one what to go by instead."""
    if fact.basis != "secondary":
        return BASIS[fact.basis]
    platform = book.sources[fact.source].kind in {"platform-rule", "guide"}
    return f"{BASIS[fact.basis]}，以{'千牛后台显示' if platform else '官方原文'}为准"
