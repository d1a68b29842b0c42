"""Traps of the law that a reader of one article falls into; each was once in the data."""

from __future__ import annotations

import re

import pytest

from macros.loader import load
from tests.conftest import DOCS

BOOK = load(DOCS / "data" / "handbook.yml")

SHORT_DAYS = re.compile(r"(?<![\d.一二三四五六七八九十百])(?<!月)(?<!月 )[2357二三五七]\s*[日天]")
"""Two, three, five or seven days that nobody calls working days; no date, no end of a larger number."""


def calendar_days(*texts: str) -> list[str]:
    return [text for text in texts if SHORT_DAYS.search(text)]


@pytest.mark.parametrize("text", ["7 日", "五日", "在 3 天内告知", "2日"])
def test_short_days_are_found(text: str) -> None:
    assert calendar_days(text)


@pytest.mark.parametrize(
    "text", ["7 个工作日", "五个工作日", "15 日", "六十七日", "90 日", "7 月 3 日", "3%"]
)
def test_working_days_and_longer_times_are_not(text: str) -> None:
    assert not calendar_days(text)


@pytest.mark.parametrize(
    "name", [name for name, f in BOOK.facts.items() if f.source == "administrative-penalty-law"]
)
def test_short_days_of_the_penalty_law_are_working_days(name: str) -> None:
    """Article 85: its 二日, 三日, 五日 and 七日 are working days, without public holidays."""
    fact = BOOK.facts[name]
    assert calendar_days(fact.claim, fact.note or "", *fact.values.values()) == []
