from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.handbook.letters import chosen, fill, parts_of, places, standing, unfilled, whole
from macros.handbook.model import Handbook, Without

LABELS = {"order-no": "订单编号", "name": "姓名", "constructor": "构造"}


def test_letters_fill_as_the_shared_cases_say(
    fill_cases: list[dict[str, Any]], subtests: pytest.Subtests
) -> None:
    for case in fill_cases:
        with subtests.test(case["name"]):
            body = chosen(case["body"], case.get("says", {}), case.get("choices", {}))
            text = standing(body, case.get("without", {}), case.get("none", []))
            assert fill(text, case["values"], LABELS) == case["filled"]


@given(st.text(min_size=1).filter(str.strip))
def test_whatever_is_typed_stands_in_the_letter_unchanged(typed: str) -> None:
    assert fill("甲{order-no}乙", {"order-no": typed, "name": "X"}, LABELS) == f"甲{typed}乙"


def test_an_unfilled_letter_shows_numbers_names_and_pledge(small: dict[str, Any]) -> None:
    book = Handbook.model_validate(small)
    assert unfilled(book.templates["letter-a"], book).splitlines() == [
        "订单 【订单编号】，按 7 日计。",
        "电话：【电话】",
        "以上内容真实。",
    ]


PARTS = [
    ({"field": "phone"}, "订单 {order-no}，按 7 日计。\n以上内容真实。"),
    ({"field": "phone", "instead": "没有电话。"}, "订单 {order-no}，按 7 日计。\n没有电话。\n以上内容真实。"),
    ({"field": "order-no"}, "电话：{phone}\n以上内容真实。"),
    ({"field": "order-no", "part": "订单 {order-no}，", "instead": "没有订单，"},
     "没有订单，按 7 日计。\n电话：{phone}\n以上内容真实。"),
    ({"field": "order-no", "part": "{order-no}，按 {fact-a.window}计", "instead": "满 {fact-a.window}"},
     "订单 满 7 日。\n电话：{phone}\n以上内容真实。"),
]  # fmt: skip


@pytest.mark.parametrize(("without", "said"), PARTS)
def test_what_stands_only_with_a_blank_goes_or_gives_way(
    small: dict[str, Any], without: dict[str, str], said: str
) -> None:
    small["templates"]["letter-a"]["without"] = [without]
    book = Handbook.model_validate(small)
    template = book.templates["letter-a"]
    text = standing(whole(template, book), parts_of(template, book), [without["field"]])
    assert text == said


def test_a_line_is_not_taken_for_the_end_of_another(small: dict[str, Any]) -> None:
    small["templates"]["letter-a"] |= {
        "body": "订单\n号码：{phone}\n{phone}\n{order-no}",
        "without": [{"field": "phone", "part": "号码：{phone}", "instead": "没有号码"}],
    }
    book = Handbook.model_validate(small)
    _, other = places(book.templates["letter-a"], Without(field="phone", part=None, instead=None))
    assert standing("订单\n号码：{phone}\n{phone}\n{order-no}", {"phone": [other]}, ["phone"]) == (
        "订单\n号码：{phone}\n{order-no}"
    )
