"""The copy for a disk, as a seller has it: unzipped into some folder and opened without a server."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from macros.deploy import disk_copy
from macros.handbook.guides import url_of
from tests.browser.conftest import NOW, press, ready, the_case, watch
from tests.browser.test_every_page import EVERY_WIDGET
from tests.browser.test_search import ask
from tests.conftest import Site
from tests.questions import WRITTEN
from tests.site.test_site import broken_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from macros.handbook.model import Handbook

LISTED = "links => [...new Set(links.map((link) => link.href))]"
BEGUN = "start/triage/index.html#what-happened.appeal-own"


@pytest.fixture(scope="module")
def packed(site: Site, book: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("packed") / "offline.zip"
    disk_copy.write(book, site.folder, target)
    return target


@pytest.fixture(scope="module")
def copy(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return unzipped(packed, tmp_path_factory.mktemp("desk") / "新建 文件夹 #1")


def unzipped(packed: Path, folder: Path) -> Site:
    """Unzip into a folder named as people name theirs."""
    with zipfile.ZipFile(io.BytesIO(packed.read_bytes())) as archive:
        archive.extractall(folder)
    top = folder / disk_copy.TOP
    return Site(top, f"{top.as_uri()}/")


@pytest.fixture
def context(
    browser: Browser, browser_context_args: dict[str, Any], copy: Site
) -> Iterator[BrowserContext]:
    """Fail on an error, a missing file, and whatever is not below the copy's folder."""
    context = browser.new_context(**browser_context_args | {"base_url": copy.url})
    context.set_default_timeout(10_000)
    trouble = watch(context, copy)
    yield context
    context.close()
    assert trouble == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def targets(page: Page, links: str) -> list[str]:
    """Where these links lead once a reader points at them."""
    for link in page.locator(links).all():
        link.dispatch_event("pointerover")
    found: list[str] = page.locator(links).evaluate_all(LISTED)
    return found


def missing(copy: Site, addresses: list[str]) -> list[str]:
    files = {path.as_uri() for path in copy.folder.rglob("*") if path.is_file()}
    return [one for one in addresses if one.partition("#")[0].partition("?")[0] not in files]


def test_each_widget_comes_to_life(page: Page) -> None:
    for address in EVERY_WIDGET:
        page.goto(f"{address}index.html", wait_until="commit")
        ready(page)


def test_no_link_leads_to_a_folder_or_nowhere(copy: Site) -> None:
    errors = broken_links(Site(copy.folder, "", "no address"), copy.folder, index="")
    assert errors == {}, json.dumps(errors, ensure_ascii=False, indent=1)


def test_a_seller_ticks_and_finds_it_again_in_the_case(page: Page) -> None:
    page.goto("index.html")
    page.get_by_role("link", name="平台判了我虚假交易").click()
    page.goto("respond/first-day/index.html")
    page.get_by_role("checkbox").first.check()
    page.reload()
    expect(page.get_by_role("checkbox").first).to_be_checked()
    page.locator("kb-case-bar a").first.click()
    expect(page.get_by_role("heading", name="我的案件").first).to_be_visible()
    assert page.url.endswith("/tools/cases/index.html")
    expect(page.locator("kb-cases")).to_contain_text("1/12")


def test_links_that_scripts_make_lead_to_pages(page: Page, copy: Site) -> None:
    page.goto(BEGUN)
    page.get_by_role("button", name="按这个建一件案件").click()
    page.get_by_role("link", name="打开我的案件").click()
    page.wait_for_url("**/tools/cases/index.html")
    ready(page)
    planned = targets(page, "kb-cases a, kb-case-bar a")
    assert len(planned) > 8
    assert missing(copy, planned) == []
    page.locator("kb-cases").get_by_role("link", name="证据目录").click()
    page.wait_for_url("**/tools/exhibits/index.html")


def test_a_letter_fills_itself(page: Page) -> None:
    page.goto("respond/appeal-goods/index.html")
    letter = page.locator("[data-kb-template='appeal-goods']")
    letter.locator(".kb-disclosure__head").click()
    letter.locator("#blank-appeal-goods-order-no").fill("1234567890")
    expect(letter.locator("[data-kb-field='order-no']").first).to_have_text("1234567890")
    with page.expect_download() as download:
        press(letter, ".txt")
    assert "1234567890" in Path(download.value.path()).read_text("utf-8")


def test_a_deadline_becomes_a_date(page: Page) -> None:
    page.clock.set_fixed_time(NOW)
    page.goto("respond/first-day/index.html")
    deadline = page.locator("[data-kb-deadline='appeal-fake']")
    deadline.locator(".kb-disclosure__head").click()
    deadline.get_by_label("倒计时：小时").fill("30")
    deadline.get_by_role("button", name="记下").click()
    expect(deadline).to_contain_text("截止：2026 年 11 月 23 日（周一）16:00")


def test_the_box_finds_what_it_finds_on_the_web(page: Page, copy: Site) -> None:
    page.goto("about/index.html")
    page.locator("[data-md-component=search-query]").focus()
    expect(page.locator(".md-search-result__meta")).to_contain_text("写几个字")
    for asked in WRITTEN["tuning"][:8]:
        places = {
            url_of(place.partition("#")[0]) for place in [asked["at"], *asked.get("also", [])]
        }
        [first, *_] = ask(page, asked["q"])
        assert first.partition("#")[0].partition(f"/{disk_copy.TOP}/")[2] in places, asked["q"]
    assert missing(copy, targets(page, ".md-search-result__link, .kb-ways a")) == []


def test_enter_opens_the_section_and_marks_the_words(page: Page) -> None:
    page.goto("about/index.html")
    page.locator("[data-md-component=search-query]").fill("刷单会坐牢吗")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__item").first).to_contain_text("刷单的法律责任")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rules/liability/index.html?h=*#crime")
    expect(page.locator("article mark").first).to_be_attached()


def test_the_list_of_questions_finds_pages(page: Page) -> None:
    page.goto("reference/questions/index.html")
    page.get_by_role("searchbox", name="写你的问题").fill("买家拒收运费谁出")
    page.locator(".kb-results a").first.click()
    page.wait_for_url("**/after-sales/rejected/index.html#*")


def test_a_newer_copy_beside_it_finds_the_ticks(
    browser: Browser, browser_context_args: dict[str, Any], packed: Path, copy: Site, tmp_path: Path
) -> None:
    """What the text beside the pages says of a new version."""
    newer = unzipped(packed, tmp_path / "新版")
    page = browser.new_page(**browser_context_args)
    page.goto(f"{copy.url}respond/first-day/index.html")
    page.get_by_role("checkbox").first.check()
    before = the_case(page)["marks"]
    page.goto(f"{newer.url}respond/first-day/index.html")
    expect(page.get_by_role("checkbox").first).to_be_checked()
    assert the_case(page)["marks"] == before
    page.close()


def test_each_page_says_that_it_is_a_copy_and_where_the_page_stands(page: Page, site: Site) -> None:
    page.goto("respond/appeal/index.html")
    note = page.get_by_role("complementary", name="离线副本")
    expect(note).to_contain_text("不会自己更新")
    expect(note.get_by_role("link")).to_have_attribute("href", f"{site.address}respond/appeal/")


FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_firefox_is_told_on_every_page_that_pages_do_not_share(
    browser: Browser, browser_context_args: dict[str, Any], copy: Site
) -> None:
    """From a disk Firefox gives each page a storage of its own: ticks are gone on the next page."""
    context = browser.new_context(
        **browser_context_args | {"base_url": copy.url}, user_agent=FIREFOX
    )
    page = context.new_page()
    for address in ("index.html", "respond/first-day/index.html", "tools/backup/index.html"):
        page.goto(address)
        note = page.get_by_role("complementary", name="离线副本")
        expect(note.get_by_role("alert")).to_contain_text("只留在这一页")
        expect(note.get_by_role("alert")).to_contain_text("Edge 或 Chrome")
        expect(note.get_by_role("alert")).to_contain_text("http://127.0.0.1:8000/")
        if address != "index.html":  # which has no bar
            bar = page.locator("kb-case-bar").get_by_role("status")
            expect(bar).to_contain_text("每一页各存各的")
    page.on("download", lambda _: pytest.fail("a backup of nothing"))
    backup = page.locator("kb-backup")
    backup.get_by_role("button", name="导出备份").click()
    expect(backup.get_by_role("status")).to_contain_text("别的页填的，这里看不到，也备份不了")
    expect(backup.get_by_role("button", name="存好了")).to_have_count(0)
    context.close()


def test_other_browsers_are_not_told_what_concerns_firefox(page: Page) -> None:
    page.goto("index.html")
    expect(page.get_by_role("complementary", name="离线副本").get_by_role("alert")).to_have_count(0)


def test_the_text_beside_the_pages_does_not_send_to_firefox(copy: Site) -> None:
    text = (copy.folder / disk_copy.README).read_text("utf-8-sig")
    assert "Edge、Chrome 或 Firefox" not in text
    assert "不要用 Firefox" in text
    assert "python3 -m http.server" in text
    assert "http://127.0.0.1:8000/" in text


def test_without_scripts_links_lead_to_pages(
    browser: Browser, browser_context_args: dict[str, Any], copy: Site
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{copy.url}index.html")
    page.get_by_role("link", name="平台判了我虚假交易").click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.partition("#")[0].endswith("/index.html")
    context.close()
