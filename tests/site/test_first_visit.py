"""What a first visit takes, of every page; `bench/first_visit.py` prints the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import first_visit

if TYPE_CHECKING:
    from tests.conftest import Site

KB = 1000
MOST = 95
LONG = {
    "after-sales/categories/": 96, "after-sales/platform-step-in/": 103, "after-sales/quality/": 96, "after-sales/shortage/": 96,
    "reference/questions/": 105,
    "reference/sources/": 166, "reference/terms/": 116, "respond/after-decision/": 98, "tools/package/": 113,
}  # fmt: skip
"""Page → kB, of those that list or hold all of something, or many letters: their own text is most of it."""


def test_a_first_visit_to_any_page_is_light(site: Site) -> None:
    sizes = first_visit.measured(site.folder)
    heavy = {page: size for page, size in sizes.items() if size > LONG.get(page, MOST) * KB}
    assert heavy == {}
    assert len(sizes) > 90


def test_a_page_that_became_light_needs_no_ceiling_of_its_own(site: Site) -> None:
    sizes = first_visit.measured(site.folder)
    assert [page for page in LONG if sizes[page] <= MOST * KB] == []
