"""Calendar files are read back by a real parser."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests import deno

CHINA = ZoneInfo("Asia/Shanghai")

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


def written(*events: dict[str, Any], now: str = "2026-11-22T12:00") -> str:
    [text] = all_written([events], now)
    return text


def all_written(calendars: list[Any], now: str = "2026-11-22T12:00") -> list[str]:
    """Have a calendar file written for each list of events."""
    instant = round(datetime.fromisoformat(now).replace(tzinfo=CHINA).timestamp() * 1000)
    asked = [{"events": events, "now": instant} for events in calendars]
    texts: list[str] = deno.run("calendar.js", asked)
    return texts


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


@settings(max_examples=20)
@given(st.lists(st.tuples(awkward, awkward), min_size=10, max_size=10))
@example([("C:\\new\\", "\\\\n \\, \\; \\N"), ("一,二;三:四", "一\r\n二\r三\n\n四\t五")])
def test_a_calendar_reads_back_what_was_typed(typed: list[tuple[str, str]]) -> None:
    calendars = [[EVENT | {"title": title, "text": text}] for title, text in typed]
    for (title, text), raw in zip(typed, all_written(calendars), strict=True):
        assert_well_formed(raw)
        [event] = read(raw)
        assert str(event["SUMMARY"]) == without_controls(title)
        assert str(event["DESCRIPTION"]) == without_controls(text)


@pytest.mark.parametrize(
    "text",
    ["长" * 300, "😀" * 100, "a" * 300, "\\;,\n" * 80, "a" + "长" * 99],
    ids=["Chinese", "emoji", "Latin", "escaped", "off by one"],
)
def test_long_lines_are_folded_between_characters(text: str) -> None:
    raw = written(EVENT | {"title": text, "text": text})
    assert_well_formed(raw)
    assert str(read(raw)[0]["DESCRIPTION"]) == text


def test_typed_lines_cannot_add_to_the_calendar() -> None:
    hostile = "申诉\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:other\rATTACH:file:///etc/passwd"
    [event] = read(written(EVENT | {"title": hostile, "text": hostile}))
    assert str(event["UID"]).startswith("appeal.case-1")
    assert "ATTACH" not in event


def test_an_event_begins_when_the_deadline_ends() -> None:
    [event] = read(written(EVENT))
    assert event.start == datetime(2026, 11, 25, 10, tzinfo=CHINA)
    assert event.decoded("DTSTAMP") == datetime(2026, 11, 22, 12, tzinfo=CHINA)


def test_each_event_warns_three_days_one_day_and_three_hours_before() -> None:
    events = read(written(EVENT, EVENT | {"uid": "second.case-1"}, now="2026-11-22T09:59"))
    assert len(events) == 2
    for event in events:
        alarms = event.alarms.times
        assert [alarm.trigger for alarm in alarms] == [
            datetime(2026, 11, 22, 10, tzinfo=CHINA),
            datetime(2026, 11, 24, 10, tzinfo=CHINA),
            datetime(2026, 11, 25, 7, tzinfo=CHINA),
        ]
        assert {alarm.alarm["ACTION"] for alarm in alarms} == {"DISPLAY"}


def test_an_alarm_of_a_time_gone_by_is_left_out() -> None:
    [event] = read(written(EVENT, now="2026-11-24T10:00"))
    assert [alarm.trigger for alarm in event.alarms.times] == [
        datetime(2026, 11, 25, 7, tzinfo=CHINA)
    ]


def test_a_deadline_of_an_hour_warns_a_quarter_of_an_hour_before() -> None:
    [event] = read(written(EVENT, now="2026-11-25T09:00"))
    assert [alarm.trigger for alarm in event.alarms.times] == [
        datetime(2026, 11, 25, 9, 45, tzinfo=CHINA)
    ]
    [over] = read(written(EVENT, now="2026-11-25T09:50"))
    assert over.alarms.times == []


def sequence(text: str) -> int:
    [event] = read(text)
    return int(event.decoded("SEQUENCE"))


def test_a_corrected_deadline_takes_the_place_of_the_one_before() -> None:
    """A calendar that has the event takes a higher sequence only; the same moment gives the same bytes."""
    later = written(EVENT | {"due": "2026-11-24T10:00"}, now="2026-11-22T12:01")
    assert sequence(written(EVENT)) + 60 == sequence(later)
    [event] = read(later)
    assert event.decoded("LAST-MODIFIED") == datetime(2026, 11, 22, 12, 1, tzinfo=CHINA)
    assert written(EVENT) == written(EVENT)


def test_a_clock_that_is_wrong_gives_a_sequence_that_calendars_take() -> None:
    assert sequence(written(EVENT, now="2001-01-01T00:00")) == 0
    assert 0 < sequence(written(EVENT, now="2090-01-01T08:00")) < 2**31


def test_the_same_deadline_keeps_its_uid() -> None:
    first, again, other = (
        str(read(raw)[0]["UID"])
        for raw in (
            written(EVENT),
            written(EVENT | {"due": "2026-12-01T10:00", "title": "改"}, now="2026-11-23T12:00"),
            written(EVENT | {"uid": "appeal.case-2"}),
        )
    )
    assert first == again
    assert first != other


def test_a_day_that_does_not_exist_spoils_no_calendar() -> None:
    """A backup may hold such a day: its shape is right."""
    events = read(written(EVENT | {"uid": "bad", "due": "2026-02-30T10:00"}, EVENT))
    assert [str(event["UID"]) for event in events] == ["appeal.case-1@shensu-youju"]
