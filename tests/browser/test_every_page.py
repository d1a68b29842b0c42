"""What holds on every page: no sideways scroll, no axe violation in light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from macros.pages import read_pages, url_of
from tests.conftest import DOCS

if TYPE_CHECKING:
    from playwright.sync_api import Page

ADDRESSES = [*(url_of(path) for path in read_pages(DOCS)), "no/such/page/"]
WIDE = {"width": 1280, "height": 860}


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {node['html'][:200]} {node['any'][0]['message'] if node['any'] else ''}"
        for v in found
        for node in v["nodes"]
    ]


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("address", [a for a in ADDRESSES if "no/such" not in a])
def test_nothing_is_wider_than_a_phone(phone: Page, address: str) -> None:
    visit(phone, address)
    widest = phone.evaluate("document.documentElement.scrollWidth")
    assert widest <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [a for a in ADDRESSES if "no/such" not in a])
def test_axe_finds_nothing(phone: Page, address: str, scheme: str) -> None:
    phone.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    visit(phone, address)
    assert violations(phone) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["", "respond/appeal/", "start/triage/"])
def test_axe_finds_nothing_on_a_wide_screen(page: Page, address: str, scheme: str) -> None:
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    visit(page, address)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_form_with_all_details_open(phone: Page, scheme: str) -> None:
    phone.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    visit(phone, "respond/appeal/")
    phone.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    phone.get_by_role("checkbox").first.check()
    phone.locator("#blank-appeal-goods-order-no").fill("12")
    phone.locator("#blank-appeal-goods-order-no").blur()
    assert violations(phone) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_searching(page: Page, scheme: str) -> None:
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    visit(page, "respond/appeal/")
    page.get_by_role("textbox", name="搜索").click()
    page.wait_for_timeout(500)  # the theme fades its dialog in
    assert violations(page) == []


def test_a_missing_page_offers_the_way_back(site_page_not_found: Page) -> None:
    assert site_page_not_found.get_by_role("heading", name="没有这一页").is_visible()
    site_page_not_found.get_by_role("link", name="从这里开始").last.click()
    site_page_not_found.wait_for_url("**/start/triage/")


@pytest.fixture
def site_page_not_found(browser_context_args: dict[str, str], browser: object) -> Page:
    """The browser reports a missing page on its console, so this page is watched by no one."""
    context = browser.new_context(**browser_context_args)  # type: ignore[attr-defined]
    page: Page = context.new_page()
    page.goto("no/such/page/")
    return page
