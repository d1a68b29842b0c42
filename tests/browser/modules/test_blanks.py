"""Blanks advise, compare, and stand written in the letter."""

from __future__ import annotations

import pytest

from tests.browser.modules.kit import (
    Json,
    Modules,
)

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
