"""A real browser on the site behind nginx: the policy refuses nothing that the site does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests import servers
from tests.browser.conftest import FULL_CASE, ready, saved, seed, watch
from tests.browser.test_search import ask, opened
from tests.conftest import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

SAY_VIOLATIONS = """document.addEventListener("securitypolicyviolation",
  ({ effectiveDirective, blockedURI }) => console.error(`${effectiveDirective} ${blockedURI}`))"""
TOOLS = ["cases", "deadlines", "exhibits", "log", "timeline", "package", "backup"]


@pytest.fixture(scope="module")
def behind(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same files, at the address where nginx serves them."""
    if servers.find("nginx") is None:
        pytest.skip(servers.REMEDY.format(name="nginx"))
    with servers.serving("nginx", site.folder, tmp_path_factory.mktemp("nginx")) as url:
        yield Site(site.folder, url)


@pytest.fixture
def refused() -> list[str]:
    """What a test expects the browser to complain of; nothing, as a rule."""
    return []


@pytest.fixture
def context(
    browser: Browser, browser_context_args: dict[str, Any], behind: Site, refused: list[str]
) -> Iterator[BrowserContext]:
    """Watch every page of a test for errors, violations of the policy among them."""
    context = browser.new_context(**browser_context_args | {"base_url": behind.url})
    context.add_init_script(SAY_VIOLATIONS)
    trouble = watch(context, behind)
    yield context
    context.close()
    assert [line for line in trouble if line not in refused] == []


@pytest.mark.parametrize("address", ["", "about/", "respond/appeal/"])
def test_a_page_at_any_depth_keeps_the_colours_that_were_chosen(phone: Page, address: str) -> None:
    """The theme's inline scripts do that, one text for each depth of folders."""
    phone.goto(address)
    phone.get_by_title("换成深色").click()
    phone.reload()
    expect(phone.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_page_for_a_wrong_address_searches(phone: Page, refused: list[str]) -> None:
    refused.append("Failed to load resource: the server responded with a status of 404 (Not Found)")
    phone.goto("respond/apeal/")
    expect(phone.locator("kb-search").get_by_role("link").first).to_be_visible()


def test_a_guide_ticks_fills_copies_and_saves(phone: Page) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto("respond/first-day/")
    phone.locator("[data-kb-checklist='first-day']").get_by_role("checkbox").first.check()
    phone.goto("respond/appeal/")
    letter = phone.locator("[data-kb-template='appeal-goods']")
    letter.locator(".kb-form > summary").click()
    phone.locator("#blank-appeal-goods-shop-name").fill("某某家居小店")
    letter.get_by_role("button", name="复制全文").click()
    expect(letter.get_by_role("status").last).to_contain_text("已复制全文")
    _, content = saved(phone, letter, ".txt")
    assert "某某家居小店" in content.decode("utf-8-sig")


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_shows_its_case(phone: Page, tool: str) -> None:
    seed(phone, {"case-a": FULL_CASE})
    phone.goto(f"tools/{tool}/")
    ready(phone)
    expect(phone.locator("article")).to_contain_text("十月那批")


def test_search_answers_and_enter_opens_what_it_found(phone: Page) -> None:
    """Enter would send the form, which the policy refuses; the theme must be first."""
    best = ask(opened(phone), "买家说没收到货")[0]
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**/{best.replace('#', '?h=*#')}")


def test_a_script_that_is_not_ours_does_not_run(behind: Site, browser: Browser) -> None:
    """The policy holds, and a violation would be seen by the tests above."""
    page = browser.new_page(base_url=behind.url)
    page.add_init_script(SAY_VIOLATIONS)
    page.goto("")
    with page.expect_console_message(lambda message: message.text == "script-src-elem inline"):
        page.evaluate("""() => {
            const script = document.createElement("script");
            script.textContent = "window.foreign = true";
            document.body.append(script);
        }""")
    assert page.evaluate("window.foreign") is None
    page.close()
