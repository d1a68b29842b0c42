"""Rules for the arrangements of days off: days that can be, each said once."""

from __future__ import annotations

import re
from datetime import date, timedelta

from macros.handbook.checks.context import Context, Found
from macros.handbook.problems import Where

_SATURDAY = 5
_DECEMBER = 12


def days_off_are_possible(context: Context) -> Found:
    """An arrangement is of one year; its days off lie there, in order, and none is said twice."""
    end = date.min
    for id_, holiday in context.book.holidays.items():
        if not re.fullmatch(r"20\d\d", id_):
            yield ("holidays", id_), 'id 是那一年，加引号，例如 "2026"。'
            continue
        for at, days in enumerate(holiday.rest):
            where: Where = ("holidays", id_, "rest", at)
            if days.last < days.first:
                yield where, "last 不能早于 first。"
            if not _belongs(days.first, id_) or str(days.last.year) != id_:
                yield where, f"这一段不在 {id_} 年；元旦的假可以从前一年的 12 月开始。"
            if days.first <= end:
                yield where, "和前一段假期重叠，或者没有按先后排列。"
            end = max(end, days.last)


def make_up_days_are_possible(context: Context) -> Found:
    """A make-up day is a Saturday or a Sunday of that year which is not off, said once, in order."""
    off = _all_off(context)
    for id_, holiday in context.book.holidays.items():
        end = date.min
        for at, day in enumerate(holiday.work):
            where: Where = ("holidays", id_, "work", at)
            if re.fullmatch(r"20\d\d", id_) and not _belongs(day, id_):
                yield where, f"{day} 不在 {id_} 年。"
            if day.weekday() < _SATURDAY:
                yield where, f"{day} 不是周末，本来就上班；请对照通知。"
            if day in off:
                yield where, f"{day} 写成了放假，不能同时上班。"
            if day <= end:
                yield where, "上班的日子各写一次，按先后排列。"
            end = day


def _belongs(day: date, year: str) -> bool:
    """Say whether the notice for a year may arrange this day: one of the December before may be off, too."""
    return year == str(day.year) or (day.month == _DECEMBER and year == str(day.year + 1))


def _all_off(context: Context) -> set[date]:
    spans = (days for holiday in context.book.holidays.values() for days in holiday.rest)
    return {
        days.first + timedelta(n)
        for days in spans
        for n in range((days.last - days.first).days + 1)
    }
