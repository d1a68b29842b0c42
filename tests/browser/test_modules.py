"""The modules behind the workbench keep their promises, each loaded in the browser by itself.

What they compute is compared with Python: its dates, its CSV, its digests, a calendar reader and
a JSON Schema validator that know nothing of the modules.
"""

from __future__ import annotations

import calendar
import copy
import csv
import hashlib
import io
import json
import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

import icalendar
import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import DATA, DOCS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from tests.conftest import Site

CHINA = ZoneInfo("Asia/Shanghai")
Json: TypeAlias = Any  # whatever JSON can hold

NOW = "2026-11-22T04:00:00.000Z"
LATER = "2026-11-23T04:00:00.000Z"
EMPTY_DIGEST = hashlib.sha256(b"").hexdigest()
SCHEMA = json.loads((DOCS / "data" / "backup.schema.json").read_text("utf-8"))
BACKUP = jsonschema.Draft202012Validator(SCHEMA)
DEADLINES = json.loads((DATA / "deadline_cases.json").read_text("utf-8"))
PRIVACY = json.loads((DATA / "privacy_cases.json").read_text("utf-8"))
FEW = settings(max_examples=30)

# Storage as a browser keeps it, in a plain object, and a clock that stands still.
SHELF = """
    const shelf = (kept = {}) => ({
        kept,
        getItem: (key) => (Object.keys(kept).includes(key) ? kept[key] : null),
        setItem: (key, text) => { kept[key] = String(text); },
        removeItem: (key) => { delete kept[key]; },
    });
    const full = () => { throw new DOMException("full", "QuotaExceededError"); };
    const clock = () => new Date("2026-11-22T04:00:00.000Z");
    const opened = (local, session = shelf()) => new m.Store(() => local, () => session, clock);
"""


class Modules:
    """The site's modules, in a page of the site that holds nothing else."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.root = f"{site.url}assets/js/"
        page.goto(f"{self.root}fill.js")

    def run(self, name: str, body: str, *values: Json) -> Json:
        """Run a function's body that knows the module as `m` and the values as `a`.

        All goes through JSON text, so that a key such as `__proto__` arrives as it is.
        """
        text = self.page.evaluate(
            f"""async ([url, given]) => {{
                const m = await import(url);
                const a = JSON.parse(given);
                const result = await (async () => {{ {body} }})();
                return JSON.stringify(result) ?? "null";
            }}""",
            [f"{self.root}{name}.js", json.dumps(values)],
        )
        return json.loads(text)

    def call(self, name: str, function: str, *values: Json) -> Json:
        return self.run(name, f"return m.{function}(...a);", *values)

    def each(self, name: str, function: str, calls: list[list[Any]]) -> list[Any]:
        results: list[Any] = self.run(
            name, f"return a[0].map((one) => m.{function}(...one));", calls
        )
        return results


@pytest.fixture(scope="module")
def js(browser: Browser, browser_context_args: dict[str, Any], site: Site) -> Iterator[Modules]:
    context = browser.new_context(**browser_context_args)
    yield Modules(context.new_page(), site)
    context.close()


def stored(name: str) -> Json:
    return json.loads((DATA / name).read_text("utf-8"))


def named(cases: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in cases]


def a_case(**changes: Json) -> dict[str, Any]:
    """A case with nothing in it, and these changes."""
    records = ["marks", "notes", "rounds", "blanks", "personal", "deadlines", "letters"]
    return {
        "title": "甲",
        "kind": "other",
        "created": NOW,
        "changed": NOW,
        "archived": False,
        "remember": False,
        "plan": {"guide": "", "checklists": [], "templates": [], "deadlines": []},
        **{record: {} for record in records},
        "exhibits": [],
        "log": [],
        **changes,
    }


def a_state(cases: dict[str, Any], saved_at: str = "", saved: int = 0) -> dict[str, Any]:
    return {
        "version": 2,
        "active": next(iter(cases)),
        "cases": cases,
        "backup": {"at": saved_at, "things": saved},
    }


def an_exhibit(id_: str, **changes: Json) -> dict[str, Any]:
    blank = {"name": f"{id_}.jpg", "size": 1, "type": "", "sha256": "", "kind": "", "proves": ""}
    return {"id": id_, **blank, "added": NOW, **changes}


def an_entry(id_: str, **changes: Json) -> dict[str, Any]:
    blank = {"at": "2026-11-22T10:00", "channel": "", "who": "", "said": "", "promised": ""}
    return {"id": id_, **blank, **changes}


def a_backup(cases: Json, **changes: Json) -> str:
    whole = {"format": "shensu-youju.backup", "version": 2, "exported": NOW, "cases": cases}
    return json.dumps(whole | changes)


def done(*items: str, at: str = NOW) -> dict[str, Any]:
    return {item: {"state": "done", "at": at} for item in items}


# --- deadline ---------------------------------------------------------------------------------

moments = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)).map(  # noqa: DTZ001 - a clock's face
    lambda moment: moment.replace(second=0, microsecond=0)
)


def wall(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


def instant(text: str) -> int:
    """Milliseconds since the epoch of a wall time in China, by the zone database."""
    return round(datetime.fromisoformat(text).replace(tzinfo=CHINA).timestamp() * 1000)


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
    assert js.run("deadline", body, text) == [instant(text), text]


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
    assert js.run("deadline", "return [NaN, Infinity].map(m.wallOf);") == ["", ""]


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
        (DAY, "还有 1 天", False, False),
        (DAY + 59 * MINUTE, "还有 1 天", False, False),
        (DAY + HOUR, "还有 1 天 1 小时", False, False),
        (40 * DAY + 5 * HOUR, "还有 40 天 5 小时", False, False),
        (-1, "已过 0 分钟", True, False),
        (-90 * MINUTE, "已过 1 小时 30 分", True, False),
        (-3 * DAY, "已过 3 天", True, False),
    ],
)
def test_what_is_left_is_told_in_two_units(
    js: Modules, left: int, words: str, *, past: bool, soon: bool
) -> None:
    told = js.call("deadline", "leftUntil", "2026-11-22T12:00", instant("2026-11-22T12:00") - left)
    assert told == {"past": past, "soon": soon, "words": words}


def test_what_is_left_until_a_day_that_does_not_exist_is_not_told(js: Modules) -> None:
    """A backup may hold such a day: its shape is right."""
    now = instant("2026-11-22T12:00")
    assert "NaN" not in js.call("deadline", "leftUntil", "2026-02-30T10:00", now)["words"]


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
    assert js.call("deadline", "inFull", text) == full


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu"])
def test_the_devices_zone_changes_no_result(
    js: Modules, browser: Browser, browser_context_args: dict[str, Any], site: Site, zone: str
) -> None:
    body = """
        const now = Date.parse("2026-11-22T20:30:00Z");
        const events = a[0].map(({ due }, at) => ({ uid: `u${at}`, title: "申诉", due, text: "" }));
        const calendar = await import(new URL("calendar.js", a[1]));
        const timeline = await import(new URL("timeline.js", a[1]));
        const happened = { ...a[2], letters: { one: "2026-11-22T20:30:00.000Z" } };
        return [
            a[0].map((one) => m.dueOf(one.from, one)), a[0].map(({ due }) => m.instantOf(due)),
            a[0].map(({ due }) => m.inFull(due)), a[0].map(({ due }) => m.leftUntil(due, now)),
            m.wallOf(now), m.endOf(now, { hours: 5 }), calendar.calendarOf(events, now),
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


# --- calendar -----------------------------------------------------------------------------------

EVENT = {
    "uid": "appeal.case-1",
    "title": "申诉截止",
    "due": "2026-11-25T10:00",
    "text": "要做：申诉",
}
awkward = st.text(
    st.one_of(
        st.sampled_from(",;:\\\n\r\tnN\"'=^ 　长😀\u2028\x85\x00\x1b\x7f"),
        st.characters(codec="utf-8"),
    ),
    max_size=120,
)


def written(js: Modules, *events: dict[str, Any], now: str = "2026-11-22T12:00") -> str:
    text = js.call("calendar", "calendarOf", list(events), instant(now))
    assert isinstance(text, str)
    return text


def read(text: str) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(text.encode()).events


def without_controls(text: str) -> str:
    return "".join(" " if ord(c) == 127 or (ord(c) < 32 and c != "\n") else c for c in text)


def assert_well_formed(text: str) -> None:
    """CRLF ends every line and stands nowhere else; no line is longer than 75 octets."""
    octets = text.encode()
    assert octets.endswith(b"\r\n")
    lines = octets.split(b"\r\n")
    assert [line for line in lines if b"\n" in line or b"\r" in line] == []
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is split between two lines


@FEW
@given(awkward, awkward)
@example("C:\\new\\", "\\\\n \\, \\; \\N")
@example("一,二;三:四", "一\r\n二\r三\n\n四\t五")
def test_a_calendar_reads_back_what_was_typed(js: Modules, title: str, text: str) -> None:
    raw = written(js, EVENT | {"title": title, "text": text})
    assert_well_formed(raw)
    [event] = read(raw)
    assert str(event["SUMMARY"]) == without_controls(title)
    assert str(event["DESCRIPTION"]) == without_controls(text)


@pytest.mark.parametrize(
    "text",
    ["长" * 300, "😀" * 100, "a" * 300, "\\;,\n" * 80, "a" + "长" * 99],
    ids=["Chinese", "emoji", "Latin", "escaped", "off by one"],
)
def test_long_lines_are_folded_between_characters(js: Modules, text: str) -> None:
    raw = written(js, EVENT | {"title": text, "text": text})
    assert_well_formed(raw)
    assert str(read(raw)[0]["DESCRIPTION"]) == text


def test_typed_lines_cannot_add_to_the_calendar(js: Modules) -> None:
    hostile = "申诉\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:other\rATTACH:file:///etc/passwd"
    [event] = read(written(js, EVENT | {"title": hostile, "text": hostile}))
    assert str(event["UID"]).startswith("appeal.case-1")
    assert "ATTACH" not in event


def test_an_event_begins_when_the_deadline_ends(js: Modules) -> None:
    [event] = read(written(js, EVENT))
    assert event.start == datetime(2026, 11, 25, 10, tzinfo=CHINA)
    assert event.decoded("DTSTAMP") == datetime(2026, 11, 22, 12, tzinfo=CHINA)


def test_each_event_warns_three_days_one_day_and_three_hours_before(js: Modules) -> None:
    events = read(written(js, EVENT, EVENT | {"uid": "second.case-1"}))
    assert len(events) == 2
    for event in events:
        alarms = event.alarms.times
        assert [alarm.trigger for alarm in alarms] == [
            datetime(2026, 11, 22, 10, tzinfo=CHINA),
            datetime(2026, 11, 24, 10, tzinfo=CHINA),
            datetime(2026, 11, 25, 7, tzinfo=CHINA),
        ]
        assert {alarm.alarm["ACTION"] for alarm in alarms} == {"DISPLAY"}


def test_the_same_deadline_keeps_its_uid(js: Modules) -> None:
    first, again, other = (
        str(read(raw)[0]["UID"])
        for raw in (
            written(js, EVENT),
            written(js, EVENT | {"due": "2026-12-01T10:00", "title": "改"}, now="2026-11-23T12:00"),
            written(js, EVENT | {"uid": "appeal.case-2"}),
        )
    )
    assert first == again
    assert first != other


def test_a_day_that_does_not_exist_spoils_no_calendar(js: Modules) -> None:
    """A backup may hold such a day: its shape is right."""
    events = read(written(js, EVENT | {"uid": "bad", "due": "2026-02-30T10:00"}, EVENT))
    assert [str(event["UID"]) for event in events] == ["appeal.case-1@shensu-youju"]


# --- exhibits -----------------------------------------------------------------------------------

SLICE = 4 * 1024 * 1024


@pytest.mark.parametrize("size", [0, 1, SLICE, SLICE + 1, 2 * SLICE + 12345])
def test_a_digest_is_sha256_and_progress_adds_up(js: Modules, size: int) -> None:
    body = """
        const bytes = new Uint8Array(a[0]);
        for (let at = 0; at < bytes.length; at += 1) bytes[at] = at % 251;
        const parts = [];
        const digest = await m.digestOf(new Blob([bytes]), (read) => parts.push(read));
        return [digest, parts];
    """
    digest, parts = js.run("exhibits", body, size)
    data = (bytes(range(251)) * (size // 251 + 1))[:size]
    assert digest == hashlib.sha256(data).hexdigest()
    assert sum(parts) == size
    assert max(parts, default=0) <= SLICE


def test_a_file_too_large_for_memory_has_no_digest_and_is_not_read(js: Modules) -> None:
    body = """
        const slice = () => { throw new Error("read"); };
        return [await m.digestOf({ size: m.LARGEST + 1, slice }), m.LARGEST];
    """
    assert js.run("exhibits", body)[0] == ""


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1.0 KB"),
        (1536, "1.5 KB"),
        (1024**2, "1.0 MB"),
        (1024**2 - 1, "1.0 MB"),
        (5 * 1024**2 + 200_000, "5.2 MB"),
        (1024**3, "1.0 GB"),
        (1024**3 - 1, "1.0 GB"),
        (2048 * 1024**3, "2048.0 GB"),
    ],
)
def test_a_size_is_told_in_the_unit_that_fits(js: Modules, size: int, words: str) -> None:
    assert js.call("exhibits", "sizeInWords", size) == words


cells = st.text(
    st.one_of(
        st.sampled_from("=+-@＝＋－＠|% \t\r\n　\xa0'\",;a1中"), st.characters(codec="utf-8")
    ),
    max_size=12,
)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=5)
)


def as_spreadsheet(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")  # without it Excel misreads Chinese
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


@settings(max_examples=60)
@given(tables)
def test_a_spreadsheet_holds_the_list_and_no_formula(js: Modules, rows: list[list[str]]) -> None:
    held = as_spreadsheet(js.call("exhibits", "csvOf", rows) if rows else "\ufeff")
    assert [len(row) for row in held] == [len(row) for row in rows]
    for text, cell in zip(sum(rows, []), sum(held, []), strict=True):  # noqa: RUF017 - few cells
        assert cell in {text, f"'{text}"}
        assert cell.lstrip(" \t\r\n\u3000\xa0")[:1] not in set("=+-@＝＋－＠")


@pytest.mark.parametrize("before", ["", " ", "\t", "\r\n", "\u3000", "\xa0 "], ids=ascii)
def test_a_cell_that_would_run_is_guarded(js: Modules, before: str) -> None:
    texts = [f"{before}{mark}1+1" for mark in "=+-@＝＋－＠"]
    assert as_spreadsheet(js.call("exhibits", "csvOf", [texts])) == [[f"'{t}" for t in texts]]


@pytest.mark.parametrize(
    "text", ["", "附件 1", "a=1", "1-2", "'quoted'", '"=1"', "，", "3+4", "长\n文"]
)
def test_a_harmless_cell_stays_as_it_is(js: Modules, text: str) -> None:
    assert as_spreadsheet(js.call("exhibits", "csvOf", [[text, "次"]])) == [[text, "次"]]


def test_the_list_numbers_exhibits_and_names_their_kinds(js: Modules) -> None:
    exhibits = [
        an_exhibit("one", name="单.jpg", size=2048, sha256=EMPTY_DIGEST, kind="buy", proves="货真"),
        an_exhibit("two", name="录像.mp4", kind="gone"),
    ]
    rows = js.call("exhibits", "rowsOf", exhibits, {"buy": "进货凭证"})
    assert rows == [
        ["附件 1", "单.jpg", "进货凭证", "货真", "2.0 KB", EMPTY_DIGEST],
        ["附件 2", "录像.mp4", "", "", "1 B", "未计算"],
    ]
    assert js.call("exhibits", "linesOf", rows) == "附件 1　单.jpg　证明：货真\n附件 2　录像.mp4"


def test_a_kind_that_objects_inherit_is_no_kind(js: Modules) -> None:
    exhibits = [an_exhibit("one", kind="constructor")]
    assert js.run("exhibits", "return m.rowsOf(a[0], {})[0][2];", exhibits) == ""


def compared(
    js: Modules, listed: list[tuple[str, str]], picked: list[tuple[str, str]]
) -> dict[str, list[str]]:
    """Compare; exhibits are named by their place in the list, and what is empty is left out."""
    exhibits = [{"id": str(at), "name": n, "sha256": s} for at, (n, s) in enumerate(listed)]
    files = [{"name": name, "sha256": sha256} for name, sha256 in picked]
    result = js.call("exhibits", "compare", exhibits, files)
    found = {
        verdict: [each if isinstance(each, str) else each["id"] for each in members]
        for verdict, members in result.items()
    }
    return {verdict: members for verdict, members in found.items() if members}


@pytest.mark.parametrize(
    ("listed", "picked", "verdicts"),
    [
        pytest.param([("a", "A")], [("a", "A")], {"same": ["0"]}, id="same"),
        pytest.param([("a", "A")], [("b", "A")], {"same": ["0"]}, id="renamed"),
        pytest.param([("a", "A")], [("a", "B")], {"changed": ["0"]}, id="changed"),
        pytest.param([("a", "A")], [], {"absent": ["0"]}, id="absent"),
        pytest.param([("a", "A")], [("a", "")], {"unchecked": ["0"]}, id="no digest picked"),
        pytest.param([("a", "")], [("a", "A")], {"unchecked": ["0"]}, id="no digest listed"),
        pytest.param([], [("x", "X")], {"unknown": ["x"]}, id="unknown"),
        pytest.param([("a", "")], [("x", "")], {"absent": ["0"], "unknown": ["x"]},
                     id="no digest on either side tells nothing"),
        pytest.param([("a", "A"), ("a", "B")], [("a", "B"), ("a", "A")], {"same": ["0", "1"]},
                     id="two of the same name, both there"),
        pytest.param([("a", "A")], [("a", "B"), ("a", "A")], {"same": ["0"]},
                     id="another file of the same name besides"),
        pytest.param([("a", "A")], [("a", "A"), ("a", "B")], {"same": ["0"]},
                     id="another file of the same name after it"),
        pytest.param([("a", "A"), ("a", "B")], [("a", "A")], {"same": ["0"], "absent": ["1"]},
                     id="two listed under one name, one there"),
        pytest.param([("a", "A")], [("a", "B"), ("a", "")], {"unchecked": ["0"]},
                     id="two of the same name, the second unread"),
        pytest.param([("a", "A")], [("a", ""), ("a", "B")], {"unchecked": ["0"]},
                     id="two of the same name, the first unread"),
    ],
)  # fmt: skip
def test_files_picked_again_are_told_same_changed_or_absent(
    js: Modules,
    listed: list[tuple[str, str]],
    picked: list[tuple[str, str]],
    verdicts: dict[str, list[str]],
) -> None:
    assert compared(js, listed, picked) == verdicts


@pytest.mark.parametrize(
    ("start", "to", "result"),
    [(0, 2, "bca"), (2, 0, "cab"), (1, 1, "abc"), (0, 1, "bac"), (0, 9, "bca"), (2, -5, "cab")],
)
def test_an_entry_is_moved_within_a_new_list(js: Modules, start: int, to: int, result: str) -> None:
    body = "const list = [...a[0]]; return [m.moved(list, a[1], a[2]).join(''), list.join('')];"
    assert js.run("exhibits", body, "abc", start, to) == [result, "abc"]


# --- shape --------------------------------------------------------------------------------------


def parsed(js: Modules, state: Json) -> tuple[dict[str, Any], list[str]]:
    result = js.call("shape", "parseState", json.dumps(state), "case-first")
    return result["state"], result["dropped"]


def cleaned(js: Modules, case: Json) -> tuple[dict[str, Any], list[str]]:
    body = "const dropped = []; const kept = m.clean(a[0], m.CASE, '', dropped); return [kept, dropped];"
    kept, dropped = js.run("shape", body, case)
    return kept, dropped


def put(whole: Json, path: tuple[str | int, ...], value: Json) -> Json:
    """Give a copy with another value at this path."""
    result = copy.deepcopy(whole)
    inner = result
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return result


def taken(whole: Json, path: tuple[str | int, ...]) -> Json:
    result = put(whole, path, None)
    inner = result
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    return result


def in_words(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)


def rich() -> dict[str, Any]:
    case: dict[str, Any] = stored("state_v2.json")["cases"]["case-a1b2c3d4"]
    return case


def test_nothing_becomes_an_empty_case(js: Modules) -> None:
    blank = a_case(title="", created="", changed="")
    assert cleaned(js, {}) == (blank, [])


def test_a_whole_case_is_kept_as_it_is(js: Modules) -> None:
    assert cleaned(js, rich()) == (rich(), [])


@pytest.mark.parametrize(
    ("path", "wrong", "blank"),
    [
        (("title",), 5, ""),
        (("kind",), "nonsense", "other"),
        (("created",), "yesterday", ""),
        (("archived",), "yes", False),
        (("remember",), 1, False),
        (("plan",), [], {"guide": "", "checklists": [], "templates": [], "deadlines": []}),
        (("plan", "checklists"), {"a": 1}, []),
        (("marks",), [], {}),
        (("marks", "first-day.save-notice", "at"), "soon", ""),
        (("rounds", "monthly", 0, "marks"), None, {}),
        (("deadlines", "appeal", "due"), "2026-11-23", ""),
        (("exhibits",), {}, []),
        (("exhibits", 0, "size"), -1, 0),
        (("exhibits", 0, "size"), 1.5, 0),
        (("exhibits", 0, "sha256"), "xyz", ""),
        (("exhibits", 1, "kind"), "Not An Id", ""),
        (("log", 0, "said"), None, ""),
    ],
    ids=str,
)
def test_what_does_not_fit_is_left_blank_and_named(
    js: Modules, path: tuple[str | int, ...], wrong: Json, blank: Json
) -> None:
    assert cleaned(js, put(rich(), path, wrong)) == (put(rich(), path, blank), [in_words(path)])


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("marks", "first-day.save-notice"), "yes"),
        (("marks", "first-day.save-notice"), {"at": NOW}),
        (("notes", "first-day.save-notice"), 5),
        (("blanks", "order-no"), None),
        (("letters", "appeal-goods"), "2026"),
        (("rounds", "monthly", 0), "junk"),
        (("exhibits", 0), "junk"),
        (("exhibits", 0), {"name": "no id.jpg"}),
        (("log", 1), None),
        (("plan", "checklists", 1), "Not An Id"),
    ],
    ids=str,
)
def test_an_entry_that_does_not_fit_is_left_out_and_named(
    js: Modules, path: tuple[str | int, ...], wrong: Json
) -> None:
    assert cleaned(js, put(rich(), path, wrong)) == (taken(rich(), path), [in_words(path)])


@pytest.mark.parametrize("path", [("unknown",), ("plan", "more"), ("exhibits", 1, "file"),
                                  ("marks", "Not An Id"), ("blanks", "a\n"), ("notes", ""),
                                  ("constructor",), ("toString",), ("plan", "__proto__"),
                                  ("__proto__",), ("marks", "__proto__")], ids=str)  # fmt: skip
def test_a_key_that_is_not_known_is_dropped_and_named(
    js: Modules, path: tuple[str | int, ...]
) -> None:
    spoiled = put(rich(), path, {"state": "done", "at": NOW})
    assert cleaned(js, spoiled) == (rich(), [in_words(path)])


def test_no_stored_key_reaches_what_objects_inherit(js: Modules) -> None:
    evil = {"polluted": "yes", "state": "done", "prototype": {"polluted": "yes"}}
    keys = {"__proto__": evil, "constructor": evil}
    case = {**rich(), **keys, **dict.fromkeys(("marks", "notes", "plan", "rounds"), keys)}
    body = """
        const { state } = m.parseState(a[0], "case-first");
        const found = [state, state.cases, state.cases.one, state.cases.one.marks, state.cases.one.plan];
        return [({}).polluted ?? "", ...found.map((each) => Object.getPrototypeOf(each) === Object.prototype)];
    """
    state = {"version": 2, "active": "one", "cases": {"one": case, "__proto__": case}, **keys}
    assert js.run("shape", body, json.dumps(state)) == ["", *[True] * 5]


@pytest.mark.parametrize("list_", ["exhibits", "log"])
@pytest.mark.parametrize("id_", [5, "", "Not An Id", "__proto__"])
def test_an_entry_without_a_good_id_is_left_out(js: Modules, list_: str, id_: Json) -> None:
    """Two of them would be taken for one when cases are merged."""
    path = (list_, 0)
    kept, dropped = cleaned(js, put(rich(), (*path, "id"), id_))
    assert kept == taken(rich(), path)
    assert dropped != []


def test_a_mark_that_is_not_understood_does_not_count_as_done(js: Modules) -> None:
    case = put(rich(), ("marks", "first-day.save-notice", "state"), "half")
    kept, _ = cleaned(js, case)
    assert kept["marks"].get("first-day.save-notice", {}).get("state") != "done"


def test_what_was_dropped_is_named_by_its_place_in_the_file(js: Modules) -> None:
    case = rich() | {"log": ["junk", an_entry("log-1"), an_entry("log-2", said=5)]}
    assert cleaned(js, case)[1] == [".log[0]", ".log[2].said"]


def paths(value: Json, so_far: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Address everything within a value."""
    inner: Any = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, each in inner:
        found.append((*so_far, key))
        if isinstance(each, dict | list):
            found += paths(each, (*so_far, key))
    return found


junk = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-5, 5),
        st.floats(allow_nan=False, allow_infinity=False),
        st.sampled_from(["", "x", "a b", "2026-11-20T10:00", NOW, "2026-11-20T10:00\n", "１"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["__proto__", "constructor", "toString", "a", "a.b", "A", "id", "state"]
            ),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=5,
)
spoils = st.lists(st.tuples(st.sampled_from(paths(rich())), junk), min_size=1, max_size=6)


def spoil(case: dict[str, Any], changes: list[tuple[tuple[str | int, ...], Any]]) -> dict[str, Any]:
    for path, value in changes:
        try:
            case = put(case, path, value)
        except (TypeError, KeyError, IndexError):
            continue  # what held it was replaced before
    return case


@settings(max_examples=60)
@given(spoils)
def test_whatever_is_imported_leaves_as_a_valid_backup(
    js: Modules, changes: list[tuple[tuple[str | int, ...], Any]]
) -> None:
    body = """
        const { cases } = m.readBackup(a[0]);
        return JSON.parse(m.backupOf({ cases }, Object.keys(cases), new Date()));
    """
    exported = js.run("transfer", body, a_backup({"one": spoil(rich(), changes)}))
    BACKUP.validate(exported)


@FEW
@given(st.dictionaries(st.sampled_from(["active", "backup", "more", "__proto__"]), junk), spoils)
def test_whatever_is_stored_is_read_as_a_state(
    js: Modules, top: dict[str, Any], changes: list[tuple[tuple[str | int, ...], Any]]
) -> None:
    state, _ = parsed(js, {"version": 2, "cases": {"one": spoil(rich(), changes)}} | top)
    assert set(state) == {"version", "active", "cases", "backup"}
    assert state["active"] == "one"
    assert set(state["cases"]["one"]) == set(rich())
    assert {type(state["backup"][key]) for key in ("at", "things")} == {str, int}


def test_the_published_schema_is_the_one_that_is_used(js: Modules) -> None:
    used = js.run("shape", "return m.BACKUP_SCHEMA;")
    assert used == SCHEMA, (
        "docs/data/backup.schema.json is not BACKUP_SCHEMA of docs/assets/js/shape.js. Paste:\n"
        + json.dumps(used, ensure_ascii=False, indent=2)
    )


def test_the_published_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "wrong", [{"format": "other"}, {"version": 1}, {"cases": []}, {"more": 1}, {"exported": "now"}]
)
def test_the_published_schema_refuses_what_is_no_backup(wrong: dict[str, Any]) -> None:
    backup = json.loads(a_backup({"one": rich()}))
    assert BACKUP.is_valid(backup)
    assert not BACKUP.is_valid(backup | wrong)


def test_a_current_state_is_read_unchanged(js: Modules) -> None:
    assert parsed(js, stored("state_v2.json")) == (stored("state_v2.json"), [])


def test_a_state_of_version_1_becomes_a_case_of_version_2(js: Modules) -> None:
    day = "2026-11-20T01:00:00.000Z"
    case = a_case(
        title="我的案件",
        created=day,
        changed=day,
        marks=done("first-day.stop-suspect", at=day),
        blanks={"order-no": "123"},
    )
    assert parsed(js, stored("state_v1.json")) == (a_state({"case-first": case}), [])


def test_a_case_of_version_1_was_created_with_its_first_tick(js: Modules) -> None:
    old = stored("state_v1.json")
    old["cases"]["case-1"]["ticks"] |= {"a.b": LATER, "a.c": "2026-11-01T00:00:00.000Z"}
    case = parsed(js, old)[0]["cases"]["case-first"]
    assert (case["created"], case["changed"]) == ("2026-11-01T00:00:00.000Z", LATER)


def test_an_active_case_that_is_gone_gives_way_to_the_latest(js: Modules) -> None:
    cases = {"old": a_case(), "new": a_case(changed=LATER), "older": a_case()}
    assert parsed(js, a_state(cases) | {"active": "gone"})[0]["active"] == "new"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "SyntaxError"),
        ("{bad", "SyntaxError"),
        ("null", "TypeError"),
        ("[]", "TypeError"),
        ('"text"', "TypeError"),
        ('{"version":"2","cases":{"a":{}}}', "TypeError"),
        ('{"version":2}', "TypeError"),
        ('{"version":2,"cases":{}}', "TypeError"),
        ('{"version":2,"cases":{"a":5}}', "TypeError"),
        ('{"version":1}', "TypeError"),
        ('{"version":1,"active":"a","cases":{"a":{"ticks":[],"blanks":{}}}}', "TypeError"),
        ('{"version":1,"active":"constructor","cases":{}}', "TypeError"),
        ('{"version":0,"cases":{"a":{}}}', "TypeError"),
        ('{"version":3}', "RangeError"),
        ('{"version":99,"cases":{"a":{}}}', "RangeError"),
    ],
)
def test_text_that_is_no_state_is_refused(js: Modules, text: str, error: str) -> None:
    body = (
        "try { m.parseState(a[0], 'first'); } catch (error) { return error.name; } return 'read';"
    )
    assert js.run("shape", body, text) == error


# --- transfer -----------------------------------------------------------------------------------


def restored(js: Modules, text: str) -> tuple[dict[str, Any], list[str]]:
    result = js.call("transfer", "readBackup", text)
    return result["cases"], result["dropped"]


def backed_up(js: Modules, state: dict[str, Any], ids: list[str]) -> str:
    body = "return m.backupOf(a[0], a[1], new Date(a[2]));"
    text = js.run("transfer", body, state, ids, NOW)
    assert isinstance(text, str)
    return text


def test_a_backup_is_what_the_published_schema_says(js: Modules) -> None:
    state = stored("state_v2.json")
    backup = json.loads(backed_up(js, state, list(state["cases"])))
    BACKUP.validate(backup)
    assert backup["exported"] == NOW


def test_a_backup_gives_back_every_case(js: Modules) -> None:
    state = stored("state_v2.json")
    text = backed_up(js, state, list(state["cases"]))
    assert restored(js, text) == (state["cases"], [])


def test_a_backup_holds_only_the_cases_asked_for(js: Modules) -> None:
    backup = json.loads(backed_up(js, stored("state_v2.json"), ["case-e5f6g7h8"]))
    assert list(backup["cases"]) == ["case-e5f6g7h8"]


NOT_OURS, NEWER = "不是本站导出的备份", "来自更新的版本"
UNREADABLE, NO_CASES = "不是完整的 JSON", "没有能读出的案件"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", UNREADABLE),
        ('{"format": "shensu-youju.backup"', UNREADABLE),
        ("PK\x03\x04", UNREADABLE),
        ("null", NOT_OURS),
        ("5", NOT_OURS),
        ("[]", NOT_OURS),
        ('{"version":2,"cases":{"a":{}}}', NOT_OURS),
        (a_backup({}, format="other"), NOT_OURS),
        (a_backup({"a": {}}, version=3), NEWER),
        (a_backup({}), NO_CASES),
        (a_backup(None), NO_CASES),
        (a_backup([]), NO_CASES),
        (a_backup({"Not An Id": {}}), NO_CASES),
        (a_backup({"a": "text"}), NO_CASES),
        (a_backup({"a": {}}, version=1), ""),
        (a_backup({}, version=1, active="a"), ""),
    ],
)
def test_a_file_that_is_no_backup_is_refused_in_words(js: Modules, text: str, words: str) -> None:
    body = """
        try {
            m.readBackup(a[0]);
        } catch (error) {
            return [error instanceof m.ImportError, error.message];
        }
        return [false, "read"];
    """
    refused, message = js.run("transfer", body, text)
    assert refused, message
    assert words in message


def test_what_does_not_fit_in_a_backup_is_named(js: Modules) -> None:
    cases, dropped = restored(js, a_backup({"a": rich() | {"title": 5}, "b": rich(), "c": 1}))
    assert cases == {"a": rich() | {"title": "没有名字的案件"}, "b": rich()}
    assert dropped == [".cases.a.title", ".cases.c"]


def test_personal_blanks_are_imported_only_where_they_are_to_be_remembered(js: Modules) -> None:
    told = {"contact-phone": "13800000000"}
    cases, _ = restored(
        js,
        a_backup({"a": a_case(personal=told), "b": a_case(personal=told, remember=True)}),
    )
    assert cases["a"]["personal"] == {}
    assert cases["b"]["personal"] == told


def test_a_preview_tells_what_an_import_changes(js: Modules) -> None:
    state = a_state({"same": a_case(), "differs": a_case(marks=done("a.b"), title="旧")})
    incoming = {
        "same": a_case(changed=LATER),
        "differs": a_case(marks=done("a.b", "a.c"), title="改"),
        "fresh": a_case(title="新", log=[an_entry("one")]),
    }
    assert js.call("transfer", "preview", state, incoming) == [
        {"id": "same", "title": "甲", "change": "same", "here": 0, "there": 0},
        {"id": "differs", "title": "改", "change": "differs", "here": 1, "there": 2},
        {"id": "fresh", "title": "新", "change": "new", "here": 0, "there": 1},
    ]


def test_a_case_typed_in_another_order_is_the_same_case(js: Modules) -> None:
    state = a_state({"a": a_case(blanks={"one": "1", "two": "2"})})
    incoming = {"a": a_case(blanks={"two": "2", "one": "1"})}
    assert js.call("transfer", "preview", state, incoming)[0]["change"] == "same"


ids = st.sampled_from(["a", "b", "c", "d.e", "d.f"])
stamps = st.sampled_from([f"2026-11-{day}T01:00:00.000Z" for day in range(10, 20)])
words_ = st.sampled_from(["", "甲", "乙", "丙"])
marks_ = st.dictionaries(
    ids, st.fixed_dictionaries({"state": st.sampled_from(["done", "skip"]), "at": stamps})
)


def records_of(make: Callable[..., dict[str, Any]], field: str) -> st.SearchStrategy[Any]:
    each = st.builds(lambda id_, text: make(id_, **{field: text}), ids, words_)
    return st.lists(each, unique_by=lambda one: one["id"], max_size=4)


def rounds_of(side: str) -> st.SearchStrategy[Any]:
    """Rounds that end in the minute of that side: no two devices end one at the same moment."""
    ended = st.integers(10, 19).map(lambda day: f"2026-10-{day}T01:{side}:00.000Z")
    each = st.fixed_dictionaries({"ended": ended, "marks": marks_})
    return st.dictionaries(ids, st.lists(each, unique_by=lambda one: one["ended"], max_size=3))


def sides(side: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "changed": st.just(f"2026-11-22T01:{side}:00.000Z"),
            "marks": marks_,
            "notes": st.dictionaries(ids, words_),
            "blanks": st.dictionaries(ids, words_),
            "letters": st.dictionaries(ids, stamps),
            "rounds": rounds_of(side),
            "exhibits": records_of(an_exhibit, "proves"),
            "log": records_of(an_entry, "said"),
        }
    ).map(lambda parts: a_case(**parts))


def merged(js: Modules, ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = js.call("transfer", "merged", {"one": ours}, {"one": theirs})["one"]
    return result


@FEW
@given(older=sides("10"), later=sides("20"), here_is_later=st.booleans())
def test_merging_loses_nothing_and_the_later_side_is_right(
    js: Modules, older: dict[str, Any], later: dict[str, Any], *, here_is_later: bool
) -> None:
    both = merged(js, *((later, older) if here_is_later else (older, later)))
    for name in ("marks", "notes", "blanks", "letters"):
        said = {key for side in (older, later) for key, value in side[name].items() if value}
        assert {key for key, value in both[name].items() if value} == said, name
        for key in said:
            assert both[name][key] == (later[name].get(key) or older[name][key]), name
    for name in ("exhibits", "log"):
        of = {each["id"]: each for side in (older, later) for each in side[name]}
        assert sorted(each["id"] for each in both[name]) == sorted(of), name
        assert {each["id"]: each for each in both[name]} == of, name
    for name in {*older["rounds"], *later["rounds"]}:
        ended = [each["ended"] for side in (older, later) for each in side["rounds"].get(name, [])]
        assert sorted(each["ended"] for each in both["rounds"][name]) == sorted(ended)


def test_merging_keeps_cases_that_only_one_side_has(js: Modules) -> None:
    result = js.call(
        "transfer", "merged", {"a": a_case(), "b": rich()}, {"c": rich(), "a": a_case()}
    )
    assert result == {"a": a_case(), "b": rich(), "c": rich()}


def test_merging_a_backup_of_the_same_case_changes_nothing(js: Modules) -> None:
    assert merged(js, rich(), rich()) == rich()


@pytest.mark.parametrize("here_is_later", [True, False])
def test_the_later_title_and_deadline_are_right(js: Modules, *, here_is_later: bool) -> None:
    due = {"title": "申诉", "from": "", "due": "2026-11-25T10:00", "met": ""}
    older = a_case(title="旧", deadlines={"appeal": due, "other": due})
    later = a_case(title="新", deadlines={"appeal": due | {"met": NOW}}, changed=LATER)
    both = merged(js, *((later, older) if here_is_later else (older, later)))
    assert both["title"] == "新"
    assert both["deadlines"] == {"appeal": due | {"met": NOW}, "other": due}


def test_a_later_side_without_a_plan_does_not_take_the_plan_away(js: Modules) -> None:
    plan = {"guide": "a.md", "checklists": ["one"], "templates": ["two"], "deadlines": ["three"]}
    older, later = a_case(plan=plan, kind="dispute"), a_case(changed=LATER)
    assert merged(js, older, later)["plan"] == plan


@pytest.mark.parametrize(("here", "kept"), [(True, {"a": "1", "b": "2"}), (False, {})])
def test_this_device_decides_whether_personal_blanks_stay(
    js: Modules, *, here: bool, kept: dict[str, str]
) -> None:
    ours = a_case(remember=here, personal={"a": "1"} if here else {})
    theirs = a_case(remember=not here, personal={"b": "2"}, changed=LATER)
    both = merged(js, ours, theirs)
    assert (both["remember"], both["personal"]) == (here, kept)


def test_an_id_that_objects_inherit_does_not_stop_a_merge(js: Modules) -> None:
    past = {"constructor": [{"ended": NOW, "marks": {}}]}
    assert merged(js, a_case(), a_case(rounds=past, changed=LATER))["rounds"] == past


# --- cases --------------------------------------------------------------------------------------


def moved_ids(
    js: Modules, case: dict[str, Any], kind: str, renamed: dict[str, str]
) -> tuple[dict[str, Any], bool]:
    body = "const moved = m.moveRetired(a[0], a[1], a[2]); return [a[0].cases.one, moved];"
    result, moved = js.run("cases", body, a_state({"one": case}), kind, renamed)
    return result, moved


@pytest.mark.parametrize(
    ("kind", "holder", "value"),
    [
        ("item", "marks", {"state": "skip", "at": NOW}),
        ("item", "notes", "记"),
        ("field", "blanks", "某店"),
        ("field", "personal", "138"),
        ("deadline", "deadlines", {"title": "申诉", "from": "", "due": "", "met": ""}),
        ("template", "letters", NOW),
        ("checklist", "rounds", [{"ended": NOW, "marks": {}}]),
    ],
)
def test_what_stands_under_a_retired_id_moves_to_its_replacement(
    js: Modules, kind: str, holder: str, value: Json
) -> None:
    case = a_case(**{holder: {"old": value, "stays": value}})
    moved = a_case(**{holder: {"new": value, "stays": value}})
    assert moved_ids(js, case, kind, {"old": "new"}) == (moved, True)


def test_a_replacement_that_is_marked_already_stays_as_it_is(js: Modules) -> None:
    marks = {"old": {"state": "done", "at": NOW}, "new": {"state": "skip", "at": LATER}}
    result, moved = moved_ids(js, a_case(marks=marks), "item", {"old": "new"})
    assert result["marks"] == {"new": marks["new"]}
    assert moved


@pytest.mark.parametrize("kind", ["item", "field", "deadline", "template", "checklist"])
def test_nothing_moves_where_no_retired_id_is_used(js: Modules, kind: str) -> None:
    renamed = {"old": "new", "constructor": "newer"}
    assert moved_ids(js, rich(), kind, renamed) == (rich(), False)


@pytest.mark.parametrize(
    ("kind", "list_"),
    [("checklist", "checklists"), ("template", "templates"), ("deadline", "deadlines")],
)
def test_a_plan_names_the_replacement_of_what_was_retired(
    js: Modules, kind: str, list_: str
) -> None:
    plan = {"guide": "", "checklists": [], "templates": [], "deadlines": [], list_: ["old", "x"]}
    result, _ = moved_ids(js, a_case(plan=plan), kind, {"old": "new"})
    assert result["plan"][list_] == ["new", "x"]


def test_progress_counts_only_steps_that_apply(js: Modules) -> None:
    marks = done("a", "b", "elsewhere") | {"c": {"state": "skip", "at": NOW}}
    told = js.call("cases", "progress", a_case(marks=marks), ["a", "b", "c", "d", "constructor"])
    assert told == {"done": 2, "skipped": 1, "total": 4}


def test_the_next_deadline_is_the_earliest_not_met(js: Modules) -> None:
    def due(at: str, met: str = "") -> dict[str, str]:
        return {"title": at, "from": "", "due": at, "met": met}

    deadlines = {
        "met": due("2026-11-01T10:00", NOW),
        "unset": due(""),
        "second": due("2026-11-25T10:00"),
        "first": due("2026-11-24T10:00"),
    }
    assert js.call("cases", "nextDue", a_case(deadlines=deadlines))[0] == "first"
    assert js.call("cases", "nextDue", a_case(deadlines={"met": deadlines["met"]})) is None


def test_cases_stand_by_deadline_then_by_work_and_archived_last(js: Modules) -> None:
    def until(at: str) -> dict[str, Any]:
        return {"x": {"title": "", "from": "", "due": at, "met": ""}}

    cases = {
        "archived-soon": a_case(archived=True, deadlines=until("2026-11-01T10:00")),
        "archived-later": a_case(archived=True, changed=LATER),
        "idle": a_case(),
        "busy": a_case(changed=LATER),
        "next-week": a_case(deadlines=until("2026-11-29T10:00")),
        "tomorrow": a_case(deadlines=until("2026-11-23T10:00")),
    }
    order = [id_ for id_, _ in js.call("cases", "inOrder", cases)]
    assert order == ["tomorrow", "next-week", "busy", "idle", "archived-later", "archived-soon"]


def worked(count: int) -> dict[str, Any]:
    """A case that was created on 1 November and holds this many things."""
    items = (f"item-{number}" for number in range(count))
    return a_case(created="2026-11-01T00:00:00.000Z", marks=done(*items))


@pytest.mark.parametrize(
    ("count", "saved", "saved_at", "now", "told"),
    [
        (20, 0, "", "2026-11-01T01:00:00.000Z", 20),
        (19, 0, "", "2026-11-01T01:00:00.000Z", 0),
        (19, 0, "", "2026-11-05T23:59:59.999Z", 0),
        (1, 0, "", "2026-11-06T00:00:00.000Z", 1),
        (0, 0, "", "2027-11-06T00:00:00.000Z", 0),
        (25, 25, "2026-11-02T00:00:00.000Z", "2027-01-01T00:00:00.000Z", 0),
        (26, 25, "2026-11-02T00:00:00.000Z", "2026-11-06T23:59:59.999Z", 0),
        (26, 25, "2026-11-02T00:00:00.000Z", "2026-11-07T00:00:00.000Z", 1),
        (45, 25, "2026-11-02T00:00:00.000Z", "2026-11-02T01:00:00.000Z", 20),
        (23, 25, "2026-11-02T00:00:00.000Z", "2026-11-07T00:00:00.000Z", 2),
    ],
)
def test_a_backup_is_suggested_after_much_work_or_some_days(  # noqa: PLR0913, PLR0917 - a table
    js: Modules, count: int, saved: int, saved_at: str, now: str, told: int
) -> None:
    body = "return m.unsaved(a[0], new Date(a[1]));"
    assert js.run("cases", body, a_state({"one": worked(count)}, saved_at, saved), now) == told


def test_a_case_counts_what_a_seller_put_in(js: Modules) -> None:
    assert js.call("cases", "things", rich()) == 3 + 1 + 1 + 3 + 2 + 1 + 2 + 2
    assert js.call("cases", "things", a_case(blanks={"a": " \n", "b": ""})) == 0


def test_a_copy_shares_nothing_with_its_original(js: Modules) -> None:
    body = """
        const copy = m.duplicate(a[0], new Date(a[1]));
        const fresh = JSON.parse(JSON.stringify(copy));
        copy.marks["first-day.save-notice"].state = "skip";
        copy.plan.checklists.push("x");
        copy.exhibits[0].name = copy.log[0].said = "changed";
        copy.rounds.monthly[0].marks = {};
        return [fresh, a[0]];
    """
    fresh, original = js.run("cases", body, rich() | {"archived": True}, LATER)
    assert original == rich() | {"archived": True}
    changes = {
        "title": f"{rich()['title']}（副本）",
        "archived": False,
        "created": LATER,
        "changed": LATER,
    }
    assert fresh == rich() | changes


def test_a_new_id_is_an_id_and_its_own(js: Modules) -> None:
    made = js.run("cases", "return Array.from({ length: 500 }, () => m.newId('case'));")
    pattern = SCHEMA["properties"]["cases"]["propertyNames"]["pattern"]
    assert [one for one in made if not re.fullmatch(pattern, one)] == []
    assert len(set(made)) == len(made)


# --- privacy ------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"]) for case in PRIVACY["found"]])
def test_personal_data_is_found_and_masked(js: Modules, case: dict[str, str]) -> None:
    assert case["gone"] in case["text"]
    body = "return [m.personalIn(a[0]), m.masked(a[0])];"
    found, hidden = js.run("privacy", body, case["text"])
    assert found == [case["kind"]]
    assert case["gone"] not in hidden


@pytest.mark.parametrize("text", PRIVACY["left"])
def test_what_is_not_personal_is_left_alone(js: Modules, text: str) -> None:
    assert js.run("privacy", "return [m.personalIn(a[0]), m.masked(a[0])];", text) == [[], text]


def test_a_mask_leaves_enough_to_tell_whose_it_is(js: Modules) -> None:
    text = "电话 138 1234 5678，身份证 11010119900307123X，住幸福路18号3栋201室。"
    assert js.call("privacy", "masked", text) == (
        "电话 138****5678，身份证 110***********123X，住幸福路**号*栋***室。"
    )
    assert js.call("privacy", "personalIn", text) == ["手机号", "身份证号", "详细地址"]


def test_a_date_beside_an_address_is_not_masked(js: Modules) -> None:
    text = js.call("privacy", "masked", "幸福路18号，2026-11-20 签收")
    assert text == "幸福路**号，2026-11-20 签收"


pieces = st.sampled_from([
    "13812345678", "138-1234-5678", "110101199003071234", "11010119900307123X", "幸福路18号3栋201室",
    "4012345678901234567", "幸福路", "花园", "1", "13", "138", "1234", "5678", "0", "X", "12号", "号", "号楼",
    "栋", "室", "单元", "弄", "长", "*", "，", "-", "+", " ", "\n",
])  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.lists(pieces, max_size=8).map("".join), min_size=8, max_size=8))
def test_masked_text_holds_no_more_personal_data(js: Modules, texts: list[str]) -> None:
    body = """
        return a[0].map((text) => {
            const hidden = m.masked(text);
            return [text, m.personalIn(hidden), m.masked(hidden) === hidden];
        });
    """
    assert [left for left in js.run("privacy", body, texts) if left[1:] != [[], True]] == []


# --- timeline -----------------------------------------------------------------------------------


def story(js: Modules, **changes: Json) -> list[dict[str, Any]]:
    book = {
        "items": {"a": "截图", "b": "停手", "c": "告诉店员", "d": "复查"},
        "templates": {"appeal": {"title": "申诉说明"}},
        "fields": {
            "noticed": {"label": "收到通知的时间", "kind": "datetime"},
            "ordered": {"label": "填写日期", "kind": "date"},
            "shop": {"label": "店铺", "kind": "text"},
        },
    }
    told: list[dict[str, Any]] = js.call("timeline", "storyOf", a_case(**changes), book)
    return told


def test_a_story_is_told_in_order(js: Modules) -> None:
    """Moments are stored in UTC, and told as a clock in China shows them."""
    told = story(
        js,
        blanks={"noticed": "2026-11-20T08:50", "ordered": "2026-11-11", "shop": "2026-11-01"},
        marks=done("a", at="2026-11-20T01:00:00.000Z"),
        letters={"appeal": "2026-11-21T16:30:00.000Z", "unknown": NOW},
        exhibits=[an_exhibit("one", name="单.jpg", added="2026-11-21T02:00:00.000Z")],
        log=[
            an_entry(
                "one",
                at="2026-11-20T20:00",
                channel="电话",
                who="客服",
                said="收到",
                promised="两天",
            )
        ],
        deadlines={
            "x": {
                "title": "申诉",
                "from": "2026-11-20T08:55",
                "due": "2026-11-23T08:55",
                "met": "2026-11-22T00:00:00.000Z",
            }
        },
    )
    assert [(each["at"], each["kind"], each["title"]) for each in told] == [
        ("2026-11-20T08:50", "event", "收到通知的时间"),
        ("2026-11-20T08:55", "event", "申诉：从这时起算"),
        ("2026-11-20T09:00", "step", "做完 1 步"),
        ("2026-11-20T20:00", "log", "电话 · 客服"),
        ("2026-11-21T10:00", "exhibit", "列入 1 份证据"),
        ("2026-11-22T00:30", "letter", "写好《申诉说明》"),
        ("2026-11-23T08:55", "deadline", "申诉：截止"),
    ]
    assert [each["details"] for each in told[3:5]] == [["收到", "答应：两天"], ["附件 1　单.jpg"]]
    assert told[-1]["details"] == ["2026 年 11 月 22 日（周日）08:00 办完"]


def test_steps_done_in_the_same_hour_are_one_happening(js: Modules) -> None:
    marks = {
        **done("a", at="2026-11-20T01:50:00.000Z"),
        **done("b", at="2026-11-20T01:10:00.000Z"),
        **done("d", at="2026-11-20T02:00:00.000Z"),
        **done("unknown", at="2026-11-20T01:20:00.000Z"),
        "c": {"state": "skip", "at": "2026-11-20T01:30:00.000Z"},
    }
    assert [(each["at"], each["title"], each["details"]) for each in story(js, marks=marks)] == [
        ("2026-11-20T09:10", "做完 2 步", ["停手", "截图"]),
        ("2026-11-20T10:00", "做完 1 步", ["复查"]),
    ]


def test_exhibits_of_a_day_stand_at_the_first_that_was_added(js: Modules) -> None:
    exhibits = [
        an_exhibit("late", added="2026-11-21T09:00:00.000Z"),
        an_exhibit("early", added="2026-11-21T01:00:00.000Z"),
    ]
    [told] = story(js, exhibits=exhibits)
    assert told["title"] == "列入 2 份证据"
    assert told["at"] == "2026-11-21T09:00"


def test_what_has_no_time_is_not_in_the_story(js: Modules) -> None:
    untold = story(
        js,
        blanks={"noticed": ""},
        marks=done("a", at=""),
        letters={"appeal": ""},
        exhibits=[an_exhibit("one", added="")],
        log=[an_entry("one", at="")],
        deadlines={"x": {"title": "申诉", "from": "", "due": "", "met": ""}},
    )
    assert untold == []


def test_what_was_typed_instead_of_a_day_is_no_moment_of_the_story(js: Modules) -> None:
    """An old browser shows a plain box where a day is asked for."""
    assert story(js, blanks={"noticed": "昨天上午", "ordered": "十一月二十日下午三点"}) == []


def test_a_step_or_letter_that_objects_inherit_is_none(js: Modules) -> None:
    assert story(js, marks=done("constructor"), letters={"constructor": NOW}) == []


# --- triage -------------------------------------------------------------------------------------

GRAPH = {
    "ask": ["ask.two", "ask.done"],
    "ask.two": ["ask.yes", "ask.no"],
    "ask.done": [],
    "ask.yes": [],
    "ask.no": [],
}


@pytest.mark.parametrize(
    ("part", "question"),
    [("ask", ""), ("ask.two", "ask"), ("ask.no", "ask.two"), ("elsewhere", ""), ("", "")],
)
def test_the_way_back_leads_to_the_question_before(js: Modules, part: str, question: str) -> None:
    assert js.call("triage", "before", GRAPH, part) == question


@pytest.mark.parametrize(
    ("address", "current", "part"),
    [
        ("", "", "ask"),
        ("#ask.yes", "", "ask.yes"),
        ("#ask.yes", "ask.two", "ask.yes"),
        ("#sources", "ask.two", "ask.two"),
        ("#sources", "", "ask"),
        ("#constructor", "", "ask"),
        ("#__proto__", "ask.no", "ask.no"),
        ("", "ask.no", "ask.no"),
    ],
)
def test_an_address_shows_its_part_or_what_was_shown(
    js: Modules, address: str, current: str, part: str
) -> None:
    assert js.call("triage", "shown", GRAPH, address, current) == part


# --- letter -------------------------------------------------------------------------------------


def a_letter(length: int | None) -> dict[str, Any]:
    def field(id_: str, kind: str) -> dict[str, str]:
        return {"id": id_, "label": f"名-{id_}", "kind": kind, "hint": "", "example": ""}

    fields = [
        field("shop", "text"),
        field("day", "date"),
        field("what", "long-text"),
        field("why", "long-text"),
    ]
    return {
        "id": "appeal",
        "title": "申诉说明",
        "kind": "letter",
        "length": length,
        "body": "店铺：{shop}\n日期：{day}\n经过：{what}\n原因：{why}",
        "pledge": "以上属实。",
        "fields": fields,
        "labels": {each["id"]: each["label"] for each in fields},
    }


def of_letter(js: Modules, function: str, length: int | None, **typed: str) -> Json:
    body = f"return m.{function}(a[0], ({{ id }}) => a[1][id] ?? '');"
    return js.run("letter", body, a_letter(length), typed)


def test_a_letter_stands_with_its_pledge_and_its_blanks_named(js: Modules) -> None:
    text = of_letter(js, "textOf", None, shop="某店", day="2026-11-02")
    assert (
        text
        == "店铺：某店\n日期：2026 年 11 月 2 日\n经过：【名-what】\n原因：【名-why】\n以上属实。"
    )


def test_what_is_missing_is_what_holds_nothing(js: Modules) -> None:
    missing = of_letter(js, "missing", None, shop="某店", day=" ", what="\n", why="0")
    assert [blank["id"] for blank in missing] == ["day", "what"]


def test_a_letter_is_counted_without_line_breaks(js: Modules) -> None:
    filled = {"shop": "店", "day": "2026-11-02", "what": "😀\n𠮷", "why": "因"}
    letter = "店铺：店日期：2026 年 11 月 2 日经过：😀𠮷原因：因以上属实。"
    assert of_letter(js, "measure", None, **filled) == f"共 {len(letter)} 字。"


@pytest.mark.parametrize("over", [0, -1])
def test_a_letter_within_its_length_gets_no_advice(js: Modules, over: int) -> None:
    count = len(of_letter(js, "textOf", None, shop="某店").replace("\n", ""))
    told = of_letter(js, "measure", count - over, shop="某店")
    assert told == f"共 {count} 字，建议 {count - over} 字以内。真正的上限以提交页为准。"


def test_a_letter_too_long_is_told_where_to_cut(js: Modules) -> None:
    typed = {"shop": "店" * 99, "what": "长" * 31, "why": "因" * 40}
    count = len(of_letter(js, "textOf", None, **typed).replace("\n", ""))
    assert of_letter(js, "measure", count - 3, **typed) == (
        f"共 {count} 字，建议 {count - 3} 字以内。比建议多 3 字。"
        "最长的是名-why（40 字）、名-what（31 字），先删重复的话和猜测，细节留给附件。真正的上限以提交页为准。"
    )


def test_short_answers_are_not_blamed_for_a_long_letter(js: Modules) -> None:
    told = of_letter(js, "measure", 5, what="长" * 30)
    assert "比建议多" in told
    assert "最长的是" not in told


# --- blanks -------------------------------------------------------------------------------------

EARLY = "“发货”早于“下单”，请再核对。"
ABOVE = "“退款”大于“实付”，请再核对。"


def warned(js: Modules, value: str, other: str, **rule: Json) -> list[str]:
    labels = {"ordered": "下单", "paid": "实付"}
    blank = {"id": "it", "label": "退款" if "at_most" in rule else "发货", "kind": "text", **rule}
    body = "return m.compared(a[0], (id) => (id === 'it' ? a[1] : a[2]), a[3]);"
    told: list[str] = js.run("blanks", body, blank, value, other, labels)
    return told


@pytest.mark.parametrize(
    ("value", "other", "told"),
    [
        ("2026-11-20", "2026-11-21", [EARLY]),
        ("2026-11-20", "2026-11-20", []),
        ("2026-11-21", "2026-11-20", []),
        ("2026-11-20", "2026-11-20T18:00", []),
        ("2026-11-20T00:00", "2026-11-20", []),
        ("2026-11-19T23:59", "2026-11-20", [EARLY]),
        ("2026-11-20T09:00", "2026-11-20T09:01", [EARLY]),
        ("2026-11-20T09:00", "2026-11-20T09:00", []),
        ("", "2026-11-20", []),
        ("2026-11-20", "", []),
        ("昨天", "2026-11-20", []),
        ("2025", "2026-11-20", []),
    ],
)
def test_a_day_before_the_one_it_follows_is_pointed_out(
    js: Modules, value: str, other: str, told: list[str]
) -> None:
    assert warned(js, value, other, not_before=["ordered"]) == told


@pytest.mark.parametrize(
    ("value", "other", "told"),
    [
        ("128.51", "128.50", [ABOVE]),
        ("128.50", "128.5", []),
        ("9", "10", []),
        ("10", "9", [ABOVE]),
        ("10", "", []),
        ("", "0", []),
        ("十元", "9", []),
    ],
)
def test_an_amount_above_its_limit_is_pointed_out(
    js: Modules, value: str, other: str, told: list[str]
) -> None:
    assert warned(js, value, other, at_most="paid") == told


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("number", ["3", " 12 "], ["3个", "1.5", "-1"]),
        ("money", ["128.50", "0", "128.5"], ["¥128", "128.505", "1,280"]),
        ("order-number", ["4012345678901234567", "4012 3456 7890 1234 567"], ["12ab", "1234"]),
        ("tracking-number", ["SF1391234567890", "JDVB-1234567890-1"], ["顺丰123", "SF1"]),
        ("phone", ["138 0000 0000", "0571-88888888", "+86 138 0000 0000"], ["问客服", "138"]),
        ("text", ["12ab", "", "任意"], []),
        ("date", ["昨天"], []),
    ],
)
def test_advice_is_given_only_on_what_looks_wrong(
    js: Modules, kind: str, good: list[str], bad: list[str]
) -> None:
    advice = js.each("blanks", "advise", [[kind, value] for value in [*good, "", " ", *bad]])
    assert [bool(each) for each in advice] == [*[False] * (len(good) + 2), *[True] * len(bad)]


# --- store --------------------------------------------------------------------------------------


def test_two_tabs_keep_each_others_work(js: Modules) -> None:
    body = f"""{SHELF}
        const local = shelf();
        const one = opened(local);
        one.mark("a.a", "done");
        const two = opened(local);
        two.note("a.b", "记");
        one.type({{ id: "shop-name" }}, "某店");
        const {{ marks, notes, blanks }} = opened(local).case;
        return [Object.keys(marks), notes, blanks, Object.keys(opened(local).state.cases).length];
    """
    assert js.run("store", body) == [["a.a"], {"a.b": "记"}, {"shop-name": "某店"}, 1]


def test_a_store_of_version_1_is_kept_as_version_2(js: Modules) -> None:
    body = f"""{SHELF}
        const local = shelf({{ [m.KEY]: a[0] }});
        const store = opened(local);
        store.mark("first-day.save-notice", "done");
        return [JSON.parse(local.kept[m.KEY]), store.notice, Object.keys(local.kept)];
    """
    state, notice, keys = js.run("store", body, json.dumps(stored("state_v1.json")))
    [case] = state["cases"].values()
    assert state["version"] == 2
    assert sorted(case["marks"]) == ["first-day.save-notice", "first-day.stop-suspect"]
    assert case["blanks"] == {"order-no": "123"}
    assert (notice, keys) == ("", ["shensu-youju"])


def test_text_that_cannot_be_read_is_set_aside_untouched(js: Modules) -> None:
    body = f"""{SHELF}
        const local = shelf({{ [m.KEY]: "{{bad" }});
        const store = opened(local);
        store.mark("a.a", "done");
        const {"{ notice }"} = store;
        const aside = Object.keys(local.kept).filter((key) => key.startsWith(`${{m.KEY}}.broken.`));
        return [aside.map((key) => local.kept[key]), notice, Object.keys(opened(local).case.marks)];
    """
    aside, notice, marks = js.run("store", body)
    assert aside == ["{bad"]
    assert "已原样另存" in notice
    assert marks == ["a.a"]


def test_text_that_can_be_read_in_part_is_set_aside_and_the_rest_used(js: Modules) -> None:
    text = json.dumps(put(stored("state_v2.json"), ("cases", "case-a1b2c3d4", "title"), 5))
    body = f"""{SHELF}
        const local = shelf({{ [m.KEY]: a[0] }});
        const store = opened(local);
        const [aside] = Object.keys(local.kept).filter((key) => key !== m.KEY);
        return [local.kept[aside], store.case.blanks["shop-name"], store.notice, opened(local).notice];
    """
    aside, kept, notice, later = js.run("store", body, text)
    assert (aside, kept, later) == (text, "某某家居小店", "")
    assert "有几处读不出来" in notice


def test_what_a_newer_page_stored_is_never_overwritten(js: Modules) -> None:
    body = f"""{SHELF}
        const local = shelf({{ [m.KEY]: a[0] }});
        const store = opened(local);
        const saved = store.change((current) => {{ current.title = "改"; }});
        return [local.kept, saved, store.notice];
    """
    text = '{"version":99,"cases":{"a":{}}}'
    kept, saved, notice = js.run("store", body, text)
    assert (kept, saved) == ({"shensu-youju": text}, False)
    assert "更新的版本" in notice


def test_broken_text_that_cannot_be_set_aside_is_never_overwritten(js: Modules) -> None:
    body = f"""{SHELF}
        const local = {{ ...shelf({{ [m.KEY]: "{{bad" }}), setItem: full }};
        const store = opened(local);
        const saved = store.change((current) => {{ current.title = "改"; }});
        return [local.kept, saved];
    """
    assert js.run("store", body) == [{"shensu-youju": "{bad"}, False]


def test_what_a_full_device_refused_is_kept_and_stored_later(js: Modules) -> None:
    body = f"""{SHELF}
        const local = shelf();
        const store = opened(local);
        const {"{ setItem }"} = local;
        local.setItem = full;
        store.mark("a.a", "done");
        const told = store.notice;
        local.setItem = setItem;
        store.mark("a.b", "done");
        return [told, store.notice, Object.keys(opened(local).case.marks)];
    """
    told, after, marks = js.run("store", body)
    assert "存储满了" in told
    assert (after, marks) == ("", ["a.a", "a.b"])


def test_where_storage_is_blocked_the_page_works_and_says_so(js: Modules) -> None:
    body = f"""{SHELF}
        const blocked = () => {{ throw new DOMException("no", "SecurityError"); }};
        const store = new m.Store(blocked, blocked, clock);
        store.mark("a.a", "done");
        store.type({{ id: "phone", personal: true }}, "138");
        return [Object.keys(store.case.marks), store.typed({{ id: "phone", personal: true }}), store.notice];
    """
    marks, typed, notice = js.run("store", body)
    assert (marks, typed) == (["a.a"], "138")
    assert "不让网页保存" in notice


def test_personal_blanks_reach_the_device_only_when_asked(js: Modules) -> None:
    body = f"""{SHELF}
        const [local, session] = [shelf(), shelf()];
        const phone = {{ id: "phone", personal: true }};
        const store = opened(local, session);
        store.mark("a.a", "done");
        store.type(phone, "13800000000");
        const found = () => [store.typed(phone), local.kept[m.KEY].includes("13800000000")];
        const seen = [found()];
        store.remember(true);
        seen.push([...found(), opened(local).typed(phone)]);
        store.remember(false);
        seen.push([...found(), opened(local).typed(phone)]);
        return seen;
    """
    assert js.run("store", body) == [
        ["13800000000", False],
        ["13800000000", True, "13800000000"],
        ["13800000000", False, ""],
    ]


@pytest.mark.parametrize("text", ["null", "5", "[]", "{bad", '"x"', '{"one":5}'])
def test_broken_personal_blanks_can_be_typed_anew(js: Modules, text: str) -> None:
    body = f"""{SHELF}
        const local = shelf({{ [m.KEY]: a[0] }});
        const session = shelf({{ [`${{m.KEY}}.personal`]: a[1] }});
        const phone = {{ id: "phone", personal: true }};
        opened(local, session).type(phone, "138");
        return opened(local, session).typed(phone);
    """
    state = a_state({"one": a_case()})
    assert js.run("store", body, json.dumps(state), text) == "138"


def test_each_case_has_its_own_personal_blanks(js: Modules) -> None:
    body = f"""{SHELF}
        const [local, session] = [shelf({{ [m.KEY]: a[0] }}), shelf()];
        const phone = {{ id: "phone", personal: true }};
        const store = opened(local, session);
        store.use("one");
        store.type(phone, "138");
        store.use("two");
        return [store.typed(phone), opened(local, session).active, store.use("one") ?? store.typed(phone)];
    """
    state = a_state({"one": a_case(), "two": a_case()})
    assert js.run("store", body, json.dumps(state)) == ["", "two", "138"]


def test_another_tab_keeps_the_case_it_uses(js: Modules) -> None:
    body = f"""{SHELF}
        const local = shelf({{ [m.KEY]: a[0] }});
        const [here, there] = [opened(local), opened(local)];
        here.use("two");
        there.mark("a.a", "done");
        return Object.values(opened(local).state.cases).map(({{ marks }}) => Object.keys(marks));
    """
    state = a_state({"one": a_case(), "two": a_case()})
    assert js.run("store", body, json.dumps(state)) == [["a.a"], []]
