"""The story of a case is told in order."""

from __future__ import annotations

from typing import Any

from tests.browser.modules.kit import (
    NOW,
    Json,
    Modules,
    a_case,
    an_entry,
    an_exhibit,
    done,
)


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
        ("2026-11-22T00:30", "letter", "复制或打印过《申诉说明》"),
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
