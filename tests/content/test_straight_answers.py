"""What is asked first is answered first, and said once."""

from __future__ import annotations

import re

import pytest

from macros.handbook.guides import read_pages
from macros.handbook.loader import load
from macros.handbook.prose import strings
from tests.conftest import DOCS

BOOK = load(DOCS / "data" / "handbook.yml")
GUIDES = read_pages(DOCS)


def first_screen(path: str) -> str:
    """What stands above the first heading of a page, its title apart."""
    return GUIDES[path].body.partition("\n## ")[0]


def section(path: str, anchor: str) -> str:
    [found] = [s for s in GUIDES[path].body.split("\n## ") if f"{{ #{anchor} }}\n" in s[:80]]
    return found


def test_the_two_times_of_an_appeal_are_told_once_and_first() -> None:
    told = [path for path, page in GUIDES.items() if 'value("tb-appeal-72h"' in page.body]
    quoted = [path for path, page in GUIDES.items() if 'fact("tb-appeal-72h")' in page.body]
    assert told == ["respond/first-day.md"]
    assert quoted == []
    assert 'value("tb-appeal-72h", "short")' in first_screen("respond/first-day.md")


def test_who_did_not_send_the_goods_asks_the_one_who_did_on_the_first_day() -> None:
    assert re.search(r"\n3\. [^\n]*今天[^\n]*供货商", first_screen("respond/first-day.md"))


@pytest.mark.parametrize(
    ("path", "anchor"),
    [
        ("rules/fake-trade.md", "few"),
        ("rules/points.md", "fake"),
        ("respond/admission.md", "choose"),
    ],
)
def test_how_grave_it_is_opens_the_page(path: str, anchor: str) -> None:
    opening = GUIDES[path].body.split("\n## ")[1]
    assert f"{{ #{anchor} }}" in opening.partition("\n")[0]


def test_few_orders_are_weighed_by_the_platform_and_by_law() -> None:
    few = section("rules/fake-trade.md", "few")
    for fact in ("tb-fake-tier", "aucl25-25-fine", "apl-33-first-offence"):
        assert f'"{fact}"' in few, fact


def test_to_admit_or_not_is_a_table_that_fits_a_phone() -> None:
    rows = [line for line in section("respond/admission.md", "choose").split("\n") if "|" in line]
    assert len(rows) >= 5
    assert {row.count("|") - 1 for row in rows} == {3}


def test_many_refunds_at_once_are_answered_on_one_page() -> None:
    """Three pages told three things: to refund, to obey the countdown, and not to cancel."""
    said = re.compile("不自己取消|别自己取消|不替他取消|直接退，或者")
    places = [path for path, page in GUIDES.items() if said.search(page.body)]
    assert places == ["prevent/hostile-orders.md"]
    assert [where for where, text in strings(BOOK) if said.search(text)] == []
    assert "hostile-orders.md#refunds" in GUIDES["after-sales/malicious.md"].body
