"""What a first visit fetches: few files, and nothing for what the page does not show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from bench import first_visit
from macros.publish import service_worker
from tests.browser.conftest import ready, seed

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.conftest import Site

REQUESTS = 10
KB = 1000
LIMITS = {
    "": 51, "respond/first-day/": 76, "respond/appeal-goods/": 78, "tools/deadlines/": 73,
    "tools/cases/": 65,
}  # fmt: skip
"""Page → kB that a first visit may fetch, each file as gzip -6 packs it, without headers."""
UNASKED = {"assets/img/favicon.svg", "assets/img/icon-32.png", "manifest.webmanifest"}
"""What a browser with a window asks for, and one without does not."""


def visited(page: Page, path: str) -> list[str]:
    """Open a page for the first time; list what is fetched, once nothing more is."""
    urls: list[str] = []
    page.context.on("request", lambda request: urls.append(request.url))
    page.goto(path)
    ready(page)
    page.wait_for_load_state("networkidle")
    return [url for url in urls if not url.startswith("data:")]


def files(site: Site, urls: list[str]) -> set[str]:
    names = [url.removeprefix(site.url).partition("?")[0] for url in urls]
    return {name if name and not name.endswith("/") else f"{name}index.html" for name in names}


def weight(site: Site, urls: list[str]) -> int:
    return sum(
        service_worker.sent(name, (site.folder / name).read_bytes()) for name in files(site, urls)
    )


@pytest.mark.parametrize("path", LIMITS)
def test_a_first_visit_is_light(page: Page, site: Site, path: str) -> None:
    urls = visited(page, path)
    assert all(url.startswith(site.url) for url in urls)
    assert len(urls) <= REQUESTS, urls
    assert weight(site, urls) <= LIMITS[path] * KB, urls


@pytest.mark.parametrize("path", ["respond/authority/", "tools/package/", "reference/sources/"])
def test_what_is_counted_is_what_a_browser_fetches(page: Page, site: Site, path: str) -> None:
    fetched = files(site, visited(page, path))
    assert fetched | UNASKED == first_visit.loaded(site.folder, path) | UNASKED


def test_the_themes_script_is_fetched_when_search_is_wanted(page: Page) -> None:
    urls = visited(page, "respond/first-day/")
    assert not [url for url in urls if "assets/javascripts" in url]
    with page.expect_request("**/assets/javascripts/bundle.*.js"):
        page.keyboard.press("/")
    expect(page.locator("[data-md-component=search-query]")).to_be_focused()


@pytest.mark.parametrize("place", ["", "?q=申诉", "?h=申诉"])
def test_the_themes_script_takes_no_other_reading_of_a_page_for_a_language(
    page: Page, place: str
) -> None:
    """It would ask for a sitemap beside each, which is not there: an error in the console."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_event("requestfinished", lambda r: "javascripts/bundle." in r.url):
        page.goto(f"respond/first-day/{place}")
        if not place:
            page.keyboard.press("/")
    page.locator("[data-md-component=search-query]").fill("申诉")
    expect(page.locator(".md-search-result__item").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "sitemap" in url] == []


def test_the_index_of_search_is_fetched_when_it_is_wanted(page: Page) -> None:
    urls = visited(page, "respond/first-day/")
    assert not [url for url in urls if "handbook.gb18030.json" in url]
    with page.expect_request("**/search/handbook.gb18030.json"):
        page.locator("[data-md-component=search-query]").focus()


def test_a_tools_script_is_fetched_only_where_the_tool_is(page: Page) -> None:
    assert own(visited(page, "respond/first-day/")) == ["checklist", "deadline", "shared"]
    assert own(visited(page, "tools/cases/")) == ["cases", "tasks"]
    assert own(visited(page, "start/triage/")) == ["triage"]


def own(urls: list[str]) -> list[str]:
    """Name the packs besides those that every page loads."""
    names = {url.rpartition("/")[2].split(".")[0] for url in urls if "/assets/kb/" in url}
    return sorted(names - {"core", "site", "worker"})


def test_what_shows_tasks_is_fetched_once_a_case_is_begun(phone: Page) -> None:
    with phone.expect_request("**/assets/kb/tasks.*.js"):
        phone.goto("respond/first-day/")
        ready(phone)
        phone.locator("[data-kb-checklist='first-day']").get_by_role("checkbox").first.check()
    assert "tasks" in own(visited(phone, "rules/fake-trade/"))


def test_a_first_visit_is_answered_on_one_screen_of_a_phone(phone: Page) -> None:
    """Where am I, is it free, is it safe, what next."""
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.goto("")
    for words in ("不是淘宝官方", "不收费", "不上传"):
        expect(phone.get_by_text(words).first).to_be_in_viewport(ratio=1)
    ways = phone.locator(".kb-home ~ ul").first.get_by_role("link")
    expect(ways).to_have_count(7)
    for way in ways.all():
        expect(way).to_be_in_viewport(ratio=1)
    expect(ways.filter(has_text="一批怪订单")).to_have_attribute(
        "href", re.compile("hostile-orders")
    )


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


@pytest.mark.parametrize("path", ["", "respond/first-day/", "start/triage/"])
def test_nothing_moves_for_who_has_a_case(phone: Page, path: str) -> None:
    plan = {"guide": "respond/appeal.md", "tasks": ["checklist.first-day", "tool.log"]}
    seed(phone, {"case-a": {"title": "代发的真实订单（11 月 29 日）", "plan": plan}})
    phone.add_init_script(SHIFTS)
    phone.goto(path)
    ready(phone)
    expect(phone.get_by_text("下一步：收到通知的第一天")).to_be_visible()
    phone.wait_for_timeout(500)
    moved = phone.evaluate("window.kbShifts")
    assert sum(value for value, _ in moved) < 0.001, moved
