"""A reader who comes by an old link reaches what has left the page, with scripts and without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("appeal/#dropship", "appeal-dropship/"),
        ("appeal/#template-appeal-goods", "appeal-goods/#template-appeal-goods"),
        ("evidence/#evidence-virtual.success-log", "evidence-virtual/#evidence-virtual.success-log"),
        ("authority/?h=甲#deadline-pay-fine", "authority-decision/#deadline-pay-fine"),
    ],
)  # fmt: skip
def test_an_old_link_leads_on(phone: Page, old: str, new: str) -> None:
    phone.goto("about/")
    phone.goto(f"respond/{old}")
    phone.wait_for_url(f"**/respond/{new}")
    if "#" in new:
        expect(phone.locator(":target")).to_be_visible()
    phone.go_back()  # and not into the old page, which would send on again
    phone.wait_for_url("**/about/")


def test_an_old_link_on_the_page_itself_leads_on(phone: Page) -> None:
    phone.goto("respond/appeal/#scene")
    phone.evaluate("location.hash = 'wrong'")
    phone.wait_for_url("**/respond/appeal-wrong/")


@pytest.mark.parametrize("stays", ["#entry", "#", "#nothing", "#%E7%94%B2"])
def test_any_other_link_stays(phone: Page, stays: str) -> None:
    phone.goto(f"respond/appeal/{stays}")
    phone.wait_for_load_state("networkidle")
    assert "/respond/appeal/" in phone.url
    expect(phone.locator(".kb-moved")).not_to_have_attribute("open", "")


def test_without_scripts_the_list_leads_on(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto("respond/appeal/")
    page.locator(".kb-moved > summary").click()
    page.locator(".kb-moved a#hostile").click()
    page.wait_for_url("**/respond/appeal-hostile/")
    context.close()
