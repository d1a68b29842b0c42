"""What a first visit fetches: few files, and nothing for what the page does not show."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ready

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.conftest import Site

REQUESTS = 10
KB = 1000
LIMITS = {
    "": 80, "respond/first-day/": 103, "respond/appeal/": 108, "tools/deadlines/": 96,
    "tools/cases/": 91,
}  # fmt: skip
"""Page → kB that a first visit may fetch, each file as gzip -6 packs it, without headers."""


def visited(page: Page, path: str) -> list[str]:
    """Open a page for the first time; list what is fetched, once nothing more is."""
    urls: list[str] = []
    page.context.on("request", lambda request: urls.append(request.url))
    page.goto(path)
    ready(page)
    page.wait_for_load_state("networkidle")
    return [url for url in urls if not url.startswith("data:")]


def weight(site: Site, urls: list[str]) -> int:
    files = [url.removeprefix(site.url).partition("?")[0] for url in urls]
    paths = [site.folder / (name if name and not name.endswith("/") else f"{name}index.html")
             for name in files]  # fmt: skip
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)


@pytest.mark.parametrize("path", LIMITS)
def test_a_first_visit_is_light(page: Page, site: Site, path: str) -> None:
    urls = visited(page, path)
    assert all(url.startswith(site.url) for url in urls)
    assert len(urls) <= REQUESTS, urls
    assert weight(site, urls) <= LIMITS[path] * KB, urls


def test_the_index_of_search_is_fetched_when_it_is_wanted(page: Page) -> None:
    urls = visited(page, "respond/first-day/")
    assert not [url for url in urls if "handbook.json" in url]
    with page.expect_request("**/search/handbook.json"):
        page.locator("[data-md-component=search-query]").focus()


def test_a_tools_script_is_fetched_only_where_the_tool_is(page: Page) -> None:
    assert own(visited(page, "respond/first-day/")) == ["deadline", "guide", "shared"]
    assert own(visited(page, "tools/cases/")) == ["cases"]
    assert own(visited(page, "start/triage/")) == ["triage"]


def own(urls: list[str]) -> list[str]:
    """Name the packs besides those that every page loads."""
    names = {url.rpartition("/")[2].split(".")[0] for url in urls if "/assets/kb/" in url}
    return sorted(names - {"core", "site", "worker"})


SHIFTS = """
window.kbShifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    window.kbShifts.push([value, sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? "")]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("path", [*LIMITS, "reference/questions/", "start/triage/"])
def test_nothing_moves_when_scripts_come(phone: Page, path: str) -> None:
    """Less than a thousandth of the window: no line of text."""
    held: list[Route] = []
    phone.route("**/assets/kb/*.js", lambda route: held.append(route))  # noqa: PLW0108 - not a builtin
    phone.add_init_script(SHIFTS)
    with phone.expect_request("**/assets/kb/*.js"):
        phone.goto(path, wait_until="commit")
    expect(phone.locator("footer")).to_be_visible()
    phone.wait_for_timeout(300)  # painted without them
    assert len(held) >= 1
    for route in held:
        route.continue_()
    ready(phone)
    phone.wait_for_timeout(500)
    moved = phone.evaluate("window.kbShifts")
    assert sum(value for value, _ in moved) < 0.001, moved
