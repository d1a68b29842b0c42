"""Personal data is found and masked, and nothing else is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.browser.modules.kit import (
    Modules,
)
from tests.conftest import DATA

PRIVACY = json.loads((DATA / "privacy_cases.json").read_text("utf-8"))


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
