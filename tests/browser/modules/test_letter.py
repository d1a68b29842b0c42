"""Letters are filled, counted, and say what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.modules.kit import (
    Json,
    Modules,
)


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
