"""Light and dark: as the system says until a reader chooses, before anything shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = {"default": "换成深色", "slate": "换成浅色"}
GROUNDS = {"default": "#ffffff", "slate": "#161c1d"}
BAR = """[...document.querySelectorAll("meta[name=theme-color]")]
  .find((each) => matchMedia(each.media).matches).content"""


def shows(page: Page, scheme: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    expect(page.locator("label[for^=__palette]:visible")).to_have_attribute("title", NAMES[scheme])
    expect(page.locator("input[name=__palette]:checked")).to_have_accessible_name(NAMES[scheme])
    around = page.locator("html").evaluate("(html) => getComputedStyle(html).colorScheme")
    assert (around == "dark") is (scheme == "slate"), "the window's scroll bars"
    assert page.evaluate(BAR) == GROUNDS[scheme], "the browser's own bar"


def test_a_page_follows_the_system_until_a_reader_chooses(phone: Page) -> None:
    phone.emulate_media(color_scheme="dark")
    phone.goto("about/")
    shows(phone, "slate")
    phone.emulate_media(color_scheme="light")
    shows(phone, "default")
    phone.goto("about/privacy/")
    shows(phone, "default")
    phone.locator("label[for^=__palette]:visible").click()
    shows(phone, "slate")
    phone.emulate_media(color_scheme="dark")
    phone.emulate_media(color_scheme="light")
    shows(phone, "slate")
    phone.goto("about/")
    shows(phone, "slate")


def test_a_keyboard_changes_it_and_stays_at_the_button(phone: Page) -> None:
    phone.goto("about/")
    shows(phone, "default")
    phone.locator("input[name=__palette]:checked").focus()
    phone.keyboard.press("Enter")
    shows(phone, "slate")
    phone.keyboard.press("Enter")
    shows(phone, "default")


def test_dark_needs_no_script_of_ours(phone: Page) -> None:
    """Nobody who reads in the dark gets a flash of light while scripts are on their way."""
    phone.route("**/assets/**/*.js", lambda route: route.fulfill(body=""))
    phone.emulate_media(color_scheme="dark")
    phone.goto("about/")
    expect(phone.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(phone.locator("html")).to_have_css("color-scheme", "dark")


@pytest.mark.parametrize("scheme", NAMES)
def test_where_storage_is_refused_the_button_works_for_the_visit(page: Page, scheme: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.emulate_media(color_scheme="dark" if scheme == "slate" else "light")
    page.goto("about/")
    shows(page, scheme)
    page.locator("label[for^=__palette]:visible").click()
    shows(page, next(name for name in NAMES if name != scheme))
    page.goto("about/privacy/")
    shows(page, next(name for name in NAMES if name != scheme))
