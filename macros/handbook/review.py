"""What is due for another look. "Today" is always a parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from macros.handbook.model import Fact, Handbook


def due(book: Handbook, on: date) -> list[tuple[str, Fact]]:
    """List the facts whose review date is `on` or earlier, the longest overdue first."""
    found = [(id_, fact) for id_, fact in book.facts.items() if fact.review_by <= on]
    return sorted(found, key=lambda pair: (pair[1].review_by, pair[0]))


def date_of(book: Handbook) -> date:
    """Give the day of the data: when a fact was last checked, whatever the clock says."""
    return max(fact.checked_on for fact in book.facts.values())
