"""Changes of laws and rules: their order, the day from which they hold, and whether they were checked."""

from __future__ import annotations

from datetime import date

from macros.handbook.model import Change, Handbook


def newest_first(book: Handbook) -> list[tuple[str, Change]]:
    """Order the changes by when they hold; one with a year alone ends its year."""
    return sorted(book.changes.items(), key=lambda pair: (pair[1].on, pair[0]), reverse=True)


def day_of(change: Change) -> date | None:
    """The day from which a change holds, where it is known."""
    return date.fromisoformat(change.on) if len(change.on) > len("2026") else None


def unchecked(change: Change, book: Handbook) -> bool:
    """Whether the change itself, which its first fact states, is told by a third party alone."""
    return book.facts[change.facts[0]].basis == "secondary"
