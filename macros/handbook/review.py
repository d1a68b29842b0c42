"""What is due for another look. "Today" is always a parameter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from macros.handbook.model import Handbook


@dataclass(frozen=True, order=True)
class Due:
    """A fact to review: the day it was due, its id, its claim's source and its basis."""

    review_by: date
    fact: str
    source: str
    basis: str


def due(book: Handbook, on: date) -> list[Due]:
    """List the facts whose review date is `on` or earlier, the longest overdue first."""
    return sorted(
        Due(fact.review_by, id_, fact.source, fact.basis)
        for id_, fact in book.facts.items()
        if fact.review_by <= on
    )


def date_of(book: Handbook) -> date:
    """Give the day of the data: when a fact was last checked, whatever the clock says."""
    return max(fact.checked_on for fact in book.facts.values())
