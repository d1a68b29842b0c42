"""A real browser on the site behind nginx: what only headers say refuses nothing that the site does.

Each page says the same policy itself, so every other test of this folder tries that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests import servers
from tests.browser.conftest import saved, watch
from tests.browser.test_search import ask, opened
from tests.conftest import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="module")
def behind(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same files, at the address where nginx serves them."""
    if servers.find("nginx") is None:
        pytest.skip(servers.REMEDY.format(name="nginx"))
    with servers.serving("nginx", site.folder, tmp_path_factory.mktemp("nginx")) as url:
        yield Site(site.folder, url)


@pytest.fixture
def context(
    browser: Browser, browser_context_args: dict[str, Any], behind: Site
) -> Iterator[BrowserContext]:
    """Watch every page of a test for errors, violations of the policy among them."""
    context = browser.new_context(**browser_context_args | {"base_url": behind.url})
    trouble = watch(context, behind)
    yield context
    context.close()
    assert trouble == []


@pytest.mark.parametrize("address", ["", "about/", "respond/appeal/"])
def test_a_page_at_any_depth_keeps_the_colours_that_were_chosen(phone: Page, address: str) -> None:
    """The theme's inline scripts do that, one text for each depth of folders."""
    phone.goto(address)
    phone.get_by_title("换成深色").click()
    phone.reload()
    expect(phone.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_guide_ticks_fills_copies_and_saves(phone: Page) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto("respond/first-day/")
    phone.locator("[data-kb-checklist='first-day']").get_by_role("checkbox").first.check()
    phone.goto("respond/appeal-goods/")
    letter = phone.locator("[data-kb-template='appeal-goods']")
    letter.locator(".kb-disclosure__head").click()
    phone.locator("#blank-appeal-goods-shop-name").fill("某某家居小店")
    letter.get_by_role("button", name="复制全文").click()
    expect(letter.get_by_role("status").last).to_contain_text("已复制全文")
    _, content = saved(phone, letter, ".txt")
    assert "某某家居小店" in content.decode("utf-8-sig")


def test_search_answers_and_enter_opens_what_it_found(phone: Page) -> None:
    """Enter would send the form, which the policy refuses; the theme must be first."""
    best = ask(opened(phone), "买家说没收到货")[0]
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**/{best.replace('#', '?h=*#')}")
