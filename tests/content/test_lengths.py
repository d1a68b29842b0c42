"""The ceilings of pages are low, and each page has one; `tests/browser/test_every_page.py` holds pages to them."""

from __future__ import annotations

import statistics

from macros.handbook.guides import read_pages, url_of
from tests.conftest import DOCS
from tests.lengths import CEILINGS

GUIDES = ("respond/", "after-sales/", "prevent/", "rules/")


def ceilings(*folders: str) -> list[float]:
    return [each for address, each in CEILINGS.items() if address.startswith(folders)]


def test_each_page_has_a_ceiling() -> None:
    assert set(CEILINGS) == set(map(url_of, read_pages(DOCS))), (
        "新页面要有上限：python -m bench.lengths site --hold"
    )


def test_a_guide_is_read_in_seven_screens_and_none_takes_more_than_twelve() -> None:
    assert statistics.median(ceilings(*GUIDES)) <= 7
    assert max(ceilings(*GUIDES)) <= 12


def test_home_and_tools_take_three_screens_and_a_page_for_looking_up_eight() -> None:
    assert max(CEILINGS[""], *ceilings("tools/")) <= 3
    assert max(ceilings("reference/")) <= 8
