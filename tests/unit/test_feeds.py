from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from macros.handbook.guides import parse_page
from macros.handbook.model import Handbook
from macros.publish import feeds

PAGE = "https://example.org/rules/changes/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def little(small: dict[str, Any]) -> Handbook:
    return Handbook.model_validate(small)


def test_the_feed_tells_each_change_newest_first(little: Handbook) -> None:
    tree = ET.fromstring(feeds.atom(little, PAGE, "https://example.org/"))  # noqa: S314 - our own
    assert [node.text for node in tree.findall("a:entry/a:title", ATOM)] == [
        "2027 乙文", "2026-11-22 甲法修订",
    ]  # fmt: skip
    links = [node.get("href") for node in tree.findall("a:entry/a:link", ATOM)]
    assert links == [f"{PAGE}#change-2027-rumour-b", f"{PAGE}#change-2026-11-22-law-a"]


def test_a_feed_entry_keeps_its_name_when_the_site_moves(little: Handbook) -> None:
    trees = [ET.fromstring(feeds.atom(little, f"{r}p/", r)) for r in ("https://a.example/", "")]  # noqa: S314
    first, second = ([n.text for n in tree.findall(".//a:id", ATOM)] for tree in trees)
    assert first == second
    assert len(set(first)) == 3


def test_the_feed_is_as_new_as_its_newest_record(little: Handbook) -> None:
    tree = ET.fromstring(feeds.atom(little, PAGE, ""))  # noqa: S314
    assert tree.findtext("a:updated", "", ATOM) == "2026-11-23T00:00:00+08:00"


def test_a_change_says_how_well_it_was_checked(little: Handbook) -> None:
    text = feeds.atom(little, PAGE, "")
    assert "有人说要改。（待核：没有读到官方原文）" in text
    assert "改成 7 日。\n对你：旧的不要再引。\n依据：甲法 第 1 条" in text


def test_the_calendar_holds_each_day_that_is_known(little: Handbook) -> None:
    event: Any
    [event] = Calendar.from_ical(feeds.calendar(little, PAGE)).walk("VEVENT")
    assert (event["DTSTART"].dt, event["SUMMARY"]) == (date(2026, 11, 22), "规则变更：甲法修订")
    assert event["DTSTAMP"].dt == datetime(2026, 11, 22, tzinfo=UTC)
    assert event["URL"] == f"{PAGE}#change-2026-11-22-law-a"


def test_a_corrected_day_takes_the_place_of_the_one_before(small: dict[str, Any]) -> None:
    """A calendar that has the event takes a higher sequence only; the same handbook gives the same bytes."""
    change = small["changes"]["2026-11-22-law-a"]
    before = event_of(small)
    change |= {"on": "2026-11-24", "recorded": "2026-11-23"}
    again = event_of(small)
    assert (before["UID"], before["SEQUENCE"] + 1) == (again["UID"], again["SEQUENCE"])
    assert again.decoded("LAST-MODIFIED") == datetime(2026, 11, 23, tzinfo=UTC)
    small["facts"]["fact-a"] |= {"checked_on": "2026-12-01"}
    assert event_of(small)["SEQUENCE"] == again["SEQUENCE"] + 8
    change["recorded"] = "2001-01-01"
    small["facts"]["fact-a"] |= {"checked_on": "2001-01-01"}
    assert event_of(small)["SEQUENCE"] == 0


def event_of(data: dict[str, Any]) -> Any:  # noqa: ANN401 - an event
    book = Handbook.model_validate(data)
    assert feeds.calendar(book, PAGE) == feeds.calendar(book, PAGE)
    [event] = Calendar.from_ical(feeds.calendar(book, PAGE)).walk("VEVENT")
    return event


def test_a_calendar_without_a_site_address_has_no_relative_address(little: Handbook) -> None:
    assert b"URL" not in feeds.calendar(little, "rules/changes/")


def test_the_files_lead_to_the_page_that_lists_the_changes(little: Handbook) -> None:
    pages = {"rules/changes.md": parse_page("rules/changes.md", "{{ changes() }}\n")}
    made = feeds.files(little, pages, "https://example.org/")
    assert list(made) == ["changes.atom", "changes.ics"]
    assert f'href="{PAGE}"' in str(made["changes.atom"])
