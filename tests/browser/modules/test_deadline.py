"""Deadlines end when Python's calendar says, in China time."""

from __future__ import annotations

import calendar
import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.browser.modules.kit import (
    FEW,
    Modules,
    a_case,
    instant,
    named,
)
from tests.conftest import DATA

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Site

DEADLINES = json.loads((DATA / "deadline_cases.json").read_text("utf-8"))


moments = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)).map(  # noqa: DTZ001 - a clock's face
    lambda moment: moment.replace(second=0, microsecond=0)
)


def wall(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


def end_of_day(day: date) -> str:
    return f"{day.isoformat()}T23:59"


def months_after(day: date, count: int) -> date:
    """Find the day of the same number, or the month's last, by walking month by month."""
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@pytest.mark.parametrize("case", named(DEADLINES))
def test_a_deadline_ends_when_the_calendar_says(js: Modules, case: dict[str, Any]) -> None:
    rule = {key: case[key] for key in ("count", "unit", "counting")}
    assert js.call("deadline", "dueOf", case["from"], rule) == case["due"]


@FEW
@given(moments)
def test_a_wall_time_is_the_instant_of_china_and_reads_back(js: Modules, moment: datetime) -> None:
    text = wall(moment)
    body = "return [m.instantOf(a[0]), m.wallOf(m.instantOf(a[0]))];"
    assert js.run("wall-time", body, text) == [instant(text), text]


@FEW
@given(moments, st.integers(1, 400))
def test_days_from_the_next_day_end_with_the_last_of_them(
    js: Modules, moment: datetime, count: int
) -> None:
    rule = {"count": count, "unit": "day", "counting": "next-day"}
    days = [moment.date() + timedelta(days=number) for number in range(1, count + 1)]
    assert js.call("deadline", "dueOf", wall(moment), rule) == end_of_day(days[-1])


@FEW
@given(moments, st.integers(1, 40), st.sampled_from(["day", "next-day"]))
def test_workdays_are_mondays_to_fridays(
    js: Modules, moment: datetime, count: int, counting: str
) -> None:
    first = moment.date() + timedelta(days=counting == "next-day")
    days = [first + timedelta(days=number) for number in range(3 * count + 3)]
    workdays = [day for day in days if day.strftime("%a") not in {"Sat", "Sun"}]
    rule = {"count": count, "unit": "workday", "counting": counting}
    assert js.call("deadline", "dueOf", wall(moment), rule) == end_of_day(workdays[count - 1])


@FEW
@given(moments, st.integers(1, 48), st.sampled_from(["month", "year"]))
def test_months_from_a_moment_end_on_the_day_of_the_same_number(
    js: Modules, moment: datetime, count: int, unit: str
) -> None:
    day = months_after(moment.date(), count * (12 if unit == "year" else 1))
    rule = {"count": count, "unit": unit, "counting": "moment"}
    assert (
        js.call("deadline", "dueOf", wall(moment), rule) == f"{day.isoformat()}{wall(moment)[10:]}"
    )


@settings(max_examples=60)
@given(moments, st.integers(1, 48))
def test_months_from_the_next_day_end_on_the_day_of_the_same_number(
    js: Modules, moment: datetime, count: int
) -> None:
    rule = {"count": count, "unit": "month", "counting": "next-day"}
    expected = end_of_day(months_after(moment.date(), count))
    assert js.call("deadline", "dueOf", wall(moment), rule) == expected


IMPOSSIBLE = [
    "",
    "x",
    "2026-02-30T10:00",
    "2026-02-29T10:00",
    "2026-13-01T10:00",
    "2026-00-10T10:00",
    "2026-11-20T24:00",
    "2026-11-20T10:60",
    "2026-11-20",
    "2026-11-20 10:00",
    "2026-11-20T10:00:00",
    "2026-11-20T10:00\n",
    "0020-01-01T00:00",
]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_what_is_no_wall_time_gives_no_deadline(js: Modules, text: str) -> None:
    rules = [
        {"count": 1, "unit": unit, "counting": counting}
        for unit in ("minute", "hour", "day", "workday", "month", "year")
        for counting in ("moment", "day", "next-day")
    ]
    assert set(js.each("deadline", "dueOf", [[text, rule] for rule in rules])) == {""}


def test_no_instant_has_no_wall_time(js: Modules) -> None:
    assert js.run("wall-time", "return [NaN, Infinity].map(m.wallOf);") == ["", ""]


@pytest.mark.parametrize(
    ("left", "due"),
    [
        ({"days": 2, "hours": 3, "minutes": 4}, "2026-11-24T15:04"),
        ({"hours": 36}, "2026-11-24T00:00"),
        ({"minutes": 1}, "2026-11-22T12:01"),
        ({"days": 9}, "2026-12-01T12:00"),
        ({}, ""),
        ({"days": 0, "hours": 0, "minutes": 0}, ""),
        ({"days": -1}, ""),
    ],
)
def test_a_countdown_ends_that_much_later(js: Modules, left: dict[str, int], due: str) -> None:
    assert js.call("deadline", "endOf", instant("2026-11-22T12:00"), left) == due


@pytest.mark.parametrize("days", [3_000_000, 999_999_999])
def test_a_countdown_beyond_every_calendar_gives_no_date(js: Modules, days: int) -> None:
    assert js.call("deadline", "endOf", instant("2026-11-22T12:00"), {"days": days}) == ""


SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000


@pytest.mark.parametrize(
    ("left", "words", "past", "soon"),
    [
        (0, "还有 0 分钟", False, True),
        (59 * SECOND, "还有 0 分钟", False, True),
        (MINUTE, "还有 1 分钟", False, True),
        (HOUR - 1, "还有 59 分钟", False, True),
        (HOUR, "还有 1 小时", False, True),
        (HOUR + MINUTE, "还有 1 小时 1 分", False, True),
        (DAY - 1, "还有 23 小时 59 分", False, True),
        (DAY, "还有 24 小时", False, False),
        (2 * DAY + HOUR + 59 * MINUTE, "还有 49 小时 59 分", False, False),
        (3 * DAY, "还有 3 天", False, False),
        (3 * DAY + 59 * MINUTE, "还有 3 天", False, False),
        (3 * DAY + HOUR, "还有 3 天 1 小时", False, False),
        (40 * DAY + 5 * HOUR, "还有 40 天 5 小时", False, False),
        (-1, "已过 0 分钟", True, False),
        (-90 * MINUTE, "已过 1 小时 30 分", True, False),
        (-3 * DAY, "已过 3 天", True, False),
    ],
)
def test_what_is_left_is_told_in_two_units(
    js: Modules, left: int, words: str, *, past: bool, soon: bool
) -> None:
    told = js.call("wall-time", "leftUntil", "2026-11-22T12:00", instant("2026-11-22T12:00") - left)
    assert told == {"past": past, "soon": soon, "words": words}


def test_what_is_left_until_a_day_that_does_not_exist_is_not_told(js: Modules) -> None:
    """A backup may hold such a day: its shape is right."""
    now = instant("2026-11-22T12:00")
    assert "NaN" not in js.call("wall-time", "leftUntil", "2026-02-30T10:00", now)["words"]


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("2026-11-25T10:00", "2026 年 11 月 25 日（周三）10:00"),
        ("2026-01-04T09:05", "2026 年 1 月 4 日（周日）09:05"),
        ("2028-02-29T23:59", "2028 年 2 月 29 日（周二）23:59"),
        ("", ""),
        ("昨天", ""),
    ],
)
def test_a_wall_time_is_written_with_its_weekday(js: Modules, text: str, full: str) -> None:
    assert js.call("wall-time", "inFull", text) == full


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu"])
def test_the_devices_zone_changes_no_result(
    js: Modules, browser: Browser, browser_context_args: dict[str, Any], site: Site, zone: str
) -> None:
    body = """
        const now = Date.parse("2026-11-22T20:30:00Z");
        const events = a[0].map(({ due }, at) => ({ uid: `u${at}`, title: "申诉", due, text: "" }));
        const calendar = await import(new URL("deadline/calendar.js", a[1]));
        const wall = await import(new URL("deadline/wall-time.js", a[1]));
        const timeline = await import(new URL("case/timeline.js", a[1]));
        const happened = { ...a[2], letters: { one: "2026-11-22T20:30:00.000Z" } };
        return [
            a[0].map((one) => m.dueOf(one.from, one)), a[0].map(({ due }) => wall.instantOf(due)),
            a[0].map(({ due }) => wall.inFull(due)), a[0].map(({ due }) => wall.leftUntil(due, now)),
            wall.wallOf(now), m.endOf(now, { hours: 5 }), calendar.calendarOf(events, now),
            timeline.storyOf(happened, { items: {}, templates: { one: { title: "信" } }, fields: {} }),
        ];
    """
    context = browser.new_context(**browser_context_args | {"timezone_id": zone})
    away = Modules(context.new_page(), site)
    winter = datetime(2026, 11, 22, tzinfo=ZoneInfo(zone))
    offset = away.run(
        "fill", "return -new Date(a[0]).getTimezoneOffset();", winter.timestamp() * 1000
    )
    assert timedelta(minutes=offset) == winter.utcoffset()  # the browser is where it should be
    values = [DEADLINES, js.root, a_case()]
    there = away.run("deadline", body, *values)
    context.close()
    assert there == js.run("deadline", body, *values)
    assert there[4:6] == ["2026-11-23T04:30", "2026-11-23T09:30"]
