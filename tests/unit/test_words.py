from __future__ import annotations

import pytest

from macros.handbook import duration, typography
from macros.handbook.duration import Duration
from macros.handbook.prose import Mark, marks, plain, split


@pytest.mark.parametrize(
    "text",
    [
        "7 日",
        "48小时",
        "3至7天",
        "100 万元",
        "1 %",
        "三倍以内 2 倍",
        "96 笔",
        "两天内",
        "十个工作日内",
        "3 个工作日",
    ],
)
def test_numbers_that_mean_something_are_found(text: str) -> None:
    assert list(typography.numbers(f"要{text}。"))


@pytest.mark.parametrize(
    "text",
    [
        "2025 年 10 月 15 日",
        "2026-11-22",
        "10 月 15 日",
        "第 25 条第 1 款",
        "12315",
        "七天无理由",
        "第一天",
        "退一赔三",
        "1. 先看",
        "A4 纸",
    ],
)
def test_dates_names_and_articles_may_be_typed(text: str) -> None:
    assert not list(typography.numbers(f"看{text}。"))


@pytest.mark.parametrize(
    "text", ["https://a.b/c：好", "价格 12.50 和 12:30", "SKU、App", "（a）", "e.g. 甲"]
)
def test_ordinary_chinese_text_is_clean(text: str) -> None:
    assert not list(typography.characters(text))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("7 日", Duration(7, "day")),
        ("48小时", Duration(48, "hour")),
        ("3 个工作日", Duration(3, "workday")),
        ("6 个月", Duration(6, "month")),
        ("3 年", Duration(3, "year")),
        ("30 分钟", Duration(30, "minute")),
        ("100 万元", None),
        ("0 日", None),
        ("约 7 日", None),
    ],
)
def test_durations_are_read(text: str, read: Duration | None) -> None:
    assert duration.parse(text) == read


def test_prose_splits_into_text_and_marks() -> None:
    text = "甲{a-b}乙{c.d-e}{ x }{X}"
    assert split(text) == ["甲", Mark("a-b", None), "乙", Mark("c", "d-e"), "{ x }{X}"]
    assert marks(text) == [Mark("a-b", None), Mark("c", "d-e")]
    assert plain(text) == "甲乙{ x }{X}"
