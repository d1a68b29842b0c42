"""No page grows unseen: its screens of a phone, with scripts and nothing opened, have a ceiling."""

from __future__ import annotations

import json
import statistics
from typing import TYPE_CHECKING

import pytest

from macros.handbook.guides import read_pages, url_of
from tests.browser.conftest import ready
from tests.conftest import DATA, DOCS

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

FILE = DATA / "lengths.json"
CEILINGS: dict[str, float] = json.loads(FILE.read_text("utf-8"))
PHONE: ViewportSize = {"width": 390, "height": 844}
ADDRESSES = [url_of(path) for path in read_pages(DOCS)]
GUIDES = ("respond/", "after-sales/", "prevent/", "rules/")


def screens(page: Page, address: str) -> float:
    """Open a page and say how many screens long it is."""
    page.goto(address)
    ready(page)
    length: int = page.evaluate("document.documentElement.scrollHeight")
    return round(length / PHONE["height"], 2)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_stays_below_its_ceiling(reader: Page, address: str) -> None:
    reader.set_viewport_size(PHONE)
    length = screens(reader, address)
    assert length <= CEILINGS[address], (
        f"这一页有 {length} 屏，上限是 {CEILINGS[address]} 屏：删掉别处说过的话，或者拆成两页。"
        "确实要长的，运行 python -m bench.lengths site --hold，把新的上限一起提交。"
    )


def test_ceilings_are_low() -> None:
    assert set(CEILINGS) == set(ADDRESSES), "新页面要有上限：python -m bench.lengths site --hold"
    guides = [each for address, each in CEILINGS.items() if address.startswith(GUIDES)]
    assert statistics.median(guides) <= 7
    assert max(guides) <= 12
    assert max(each for address, each in CEILINGS.items() if not address.startswith(GUIDES)) <= 8
    tools = [each for address, each in CEILINGS.items() if address.startswith("tools/")]
    assert max([*tools, CEILINGS[""]]) <= 3
