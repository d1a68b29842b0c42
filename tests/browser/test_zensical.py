"""The site that Zensical built, in a real browser: what a seller does there works as here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.conftest import watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Site


def test_a_seller_ticks_writes_and_asks(
    browser: Browser, browser_context_args: dict[str, Any], zensical: Site
) -> None:
    context = browser.new_context(**browser_context_args | {"base_url": zensical.url})
    trouble = watch(context, zensical)
    page = context.new_page()

    page.goto("respond/first-day/")
    tick = page.locator("[data-kb-checklist='first-day']").get_by_role("checkbox").first
    tick.check()
    page.reload()
    expect(tick).to_be_checked()

    page.goto("respond/appeal-goods/")
    letter = page.locator("[data-kb-template='appeal-goods']")
    letter.locator(".kb-disclosure__head").click()
    letter.locator("input[id$='-order-no']").fill("1234567890")
    expect(letter.locator(".kb-letter [data-kb-field='order-no']").first).to_have_text("1234567890")

    page.get_by_role("banner").get_by_role("link", name="搜索").click()
    page.get_by_role("searchbox", name="写你的问题").fill("买家拒收运费谁出")
    expect(page.locator(".kb-results > li").first).to_contain_text("拒收")
    page.locator(".kb-results a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.goto("respond/appeals/form")
    nearest = page.locator(".kb-results a").first
    expect(nearest).to_have_attribute("href", f"{zensical.url}respond/appeal/")
    assert [one for one in trouble if "404" not in one] == []
    context.close()
