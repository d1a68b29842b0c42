from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from macros.handbook.letters import fill, unfilled
from macros.handbook.model import Handbook

if TYPE_CHECKING:
    import pytest

LABELS = {"order-no": "订单编号", "name": "姓名", "constructor": "构造"}


def test_letters_fill_as_the_shared_cases_say(
    fill_cases: list[dict[str, Any]], subtests: pytest.Subtests
) -> None:
    for case in fill_cases:
        with subtests.test(case["name"]):
            assert fill(case["body"], case["values"], LABELS) == case["filled"]


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
