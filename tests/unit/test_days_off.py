"""Working days by the handbook are those that somebody else read in the same notices."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import chinese_calendar
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.handbook.model import Handbook
from macros.publish import days_off
from tests import deno

FIXED = ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"]
"""What `deadline/workdays.js` takes for off in a year without a notice."""


def told(book: Handbook, days: list[date], asked: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Ask the browser's own code which of these days are worked, and when deadlines end."""
    given = {"arranged": days_off.arranged(book), "days": days, "asked": asked}
    answer: dict[str, list[str]] = deno.run(
        "workdays.js", json.loads(json.dumps(given, default=str))
    )
    return answer


def days_known(book: Handbook) -> list[date]:
    """List the days of the years whose notice both have."""
    year = min(int(max(book.holidays)), max(chinese_calendar.holidays).year)
    first, last = date(int(min(book.holidays)), 1, 1), date(year, 12, 31)
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def test_each_day_is_worked_as_another_calendar_says(book: Handbook) -> None:
    days = days_known(book)
    theirs = [str(day) for day in days if chinese_calendar.is_workday(day)]
    assert told(book, days, [])["worked"] == theirs


@settings(max_examples=5)
@given(data=st.data())
def test_working_days_end_as_another_calendar_says(book: Handbook, data: st.DataObject) -> None:
    days = days_known(book)
    asked = data.draw(
        st.lists(
            st.tuples(st.sampled_from(days[:-60]), st.integers(1, 20)), min_size=40, max_size=40
        )
    )
    rule = {"unit": "workday", "counting": "next-day"}
    answer = told(
        book, [], [rule | {"from": f"{day}T09:30", "count": count} for day, count in asked]
    )
    theirs = [
        chinese_calendar.find_workday(count, day)
        if chinese_calendar.is_workday(day)
        else chinese_calendar.find_workday(count - 1, day)
        for day, count in asked
    ]
    assert answer["due"] == [f"{day}T23:59" for day in theirs]


def test_years_follow_each_other_and_a_year_holds_the_days_that_are_always_off(
    book: Handbook,
) -> None:
    assert all(int(after) == int(before) + 1 for before, after in pairwise(book.holidays))
    days = [date(int(year), *map(int, day.split("-"))) for year in book.holidays for day in FIXED]
    assert told(book, days, [])["worked"] == []


def test_the_browser_gets_little(book: Handbook) -> None:
    [text] = days_off.modules(book).values()
    assert len(text) <= 1000
    assert text.startswith("export const ARRANGED = {")
