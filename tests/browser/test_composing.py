"""Typing by pinyin: nothing answers to a word that is not chosen yet, and nothing typed is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import press, ready, stored

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

NONE = "没有找到"
LETTER = "[data-kb-template='appeal-goods']"
SHOP = "#blank-appeal-goods-shop-name"


@pytest.fixture
def keys(phone: Page) -> CDPSession:
    """A keyboard that composes, as a real one does."""
    return phone.context.new_cdp_session(phone)


def compose(keys: CDPSession, text: str) -> None:
    """Show letters that are not chosen yet; a key is let go after each, which the theme hears."""
    for end in range(1, len(text) + 1):
        keys.send("Input.imeSetComposition", {"text": text[:end], "selectionStart": end, "selectionEnd": end})  # fmt: skip
        for kind in ("rawKeyDown", "keyUp"):
            keys.send("Input.dispatchKeyEvent", {"type": kind, "key": "Process", "windowsVirtualKeyCode": 229})  # fmt: skip


def choose(keys: CDPSession, text: str) -> None:
    keys.send("Input.insertText", {"text": text})


def test_the_search_window_waits_for_the_word(phone: Page, keys: CDPSession) -> None:
    phone.goto("respond/first-day/")
    phone.keyboard.press("/")
    said = phone.locator(".md-search-result__meta")
    results = phone.locator(".md-search-result__item")
    expect(said).to_contain_text("写几个字")
    compose(keys, "zhua'zhu'xia'qu")
    phone.wait_for_timeout(500)
    expect(said).to_contain_text("写几个字")
    expect(results).to_have_count(0)
    choose(keys, "刷单会坐牢吗")
    expect(results.first).to_contain_text("刷单的法律责任")
    compose(keys, "xyz")
    phone.wait_for_timeout(300)
    expect(results.first).to_contain_text("刷单的法律责任")


def test_the_search_window_waits_for_the_word_while_it_comes(phone: Page, keys: CDPSession) -> None:
    """The theme asks as soon as it is there, whatever stands in the box."""
    phone.goto("respond/first-day/")
    phone.locator("[data-md-component=search-query]").focus()
    compose(keys, "zhua'zhu'xia'qu")
    expect(phone.locator(".md-search-result__meta")).to_contain_text("写几个字")
    phone.wait_for_timeout(500)
    expect(phone.locator(".md-search-result__meta")).to_contain_text("写几个字")
    choose(keys, "刷单会坐牢吗")
    expect(phone.locator(".md-search-result__item").first).to_contain_text("刷单的法律责任")


def test_enter_chooses_a_word_and_no_result(phone: Page, keys: CDPSession) -> None:
    phone.goto("respond/first-day/")
    phone.keyboard.press("/")
    choose(keys, "刷单会坐牢吗")
    expect(phone.locator(".md-search-result__item").first).to_be_visible()
    compose(keys, "ma")
    keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "windowsVirtualKeyCode": 229})  # fmt: skip
    # Safari tells of the key after the word was chosen
    phone.evaluate(
        """() => {
          const event = new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
          document.querySelector("[data-md-component=search-query]").dispatchEvent(event);
        }"""
    )
    phone.wait_for_timeout(300)
    assert phone.url.endswith("respond/first-day/")
    expect(phone.locator(".md-search-result__item").first).to_be_visible()


def test_the_search_page_waits_for_the_word(phone: Page, keys: CDPSession) -> None:
    phone.goto("reference/questions/")
    phone.get_by_role("searchbox", name="写你的问题").focus()
    compose(keys, "zhua'zhu")
    phone.wait_for_timeout(500)
    expect(phone.locator("kb-search")).not_to_contain_text(NONE)
    expect(phone.locator(".kb-results > li")).to_have_count(0)
    choose(keys, "刷单会坐牢吗")
    expect(phone.locator("kb-search")).to_contain_text("刷单的法律责任")


def test_a_list_narrows_when_the_word_is_chosen(phone: Page, keys: CDPSession) -> None:
    phone.goto("reference/letters/")
    box = phone.get_by_label("只看含有…的")
    box.focus()
    compose(keys, "qqqqq")
    phone.wait_for_timeout(300)
    expect(phone.locator("kb-filter")).not_to_contain_text("没有含")
    expect(phone.locator("[data-kb-entry]").first).to_be_attached()
    assert phone.locator("[data-kb-entry][hidden]").count() == 0
    choose(keys, "申诉")
    expect(phone.locator("kb-filter")).to_contain_text("还剩")


def test_a_letter_shows_the_word_when_it_is_chosen_and_keeps_each_key(
    phone: Page, keys: CDPSession
) -> None:
    phone.goto("respond/appeal-goods/")
    letter = phone.locator(LETTER)
    letter.locator(".kb-disclosure__head").click()
    phone.locator(SHOP).focus()
    place = letter.locator("[data-kb-field=shop-name]").first
    before = place.inner_text()
    compose(keys, "mou'dian")
    phone.wait_for_timeout(200)
    assert place.inner_text() == before
    assert stored(phone)["cases"][stored(phone)["active"]]["blanks"]["shop-name"] == "mou'dian"
    expect(phone.locator(SHOP)).to_have_value("mou'dian")
    choose(keys, "某店")
    expect(place).to_have_text("某店")
    assert stored(phone)["cases"][stored(phone)["active"]]["blanks"]["shop-name"] == "某店"


def test_another_tab_does_not_take_the_letters_from_the_box(phone: Page, keys: CDPSession) -> None:
    phone.goto("respond/appeal-goods/")
    phone.locator(f"{LETTER} .kb-disclosure__head").click()
    phone.locator(SHOP).focus()
    compose(keys, "mou'dian")
    phone.evaluate("dispatchEvent(new StorageEvent('storage', { key: null }))")
    expect(phone.locator(SHOP)).to_have_value("mou'dian")
    choose(keys, "某店")
    expect(phone.locator(SHOP)).to_have_value("某店")
    expect(phone.locator(f"{LETTER} [data-kb-field=shop-name]").first).to_have_text("某店")


def test_a_note_that_is_half_composed_when_the_page_goes_is_kept_as_it_stands(
    phone: Page, keys: CDPSession
) -> None:
    phone.goto("respond/first-day/")
    ready(phone)
    first = phone.locator("[data-kb-checklist='first-day'] [data-kb-item]").first
    press(first, "备注")
    choose(keys, "截了三张，")
    compose(keys, "zai'fa")
    phone.reload()
    ready(phone)
    expect(first.locator("textarea")).to_have_value("截了三张，zai'fa")


def test_the_log_advises_when_the_word_is_chosen(phone: Page, keys: CDPSession) -> None:
    phone.goto("tools/log/")
    ready(phone)
    phone.get_by_label("说了什么").focus()
    compose(keys, "13800138000")
    phone.wait_for_timeout(200)
    expect(phone.locator("kb-log .kb-form__advice")).to_have_text("")
    choose(keys, "13800138000")
    expect(phone.locator("kb-log .kb-form__advice")).to_contain_text("里面像是有")


def test_escape_while_composing_closes_nothing(phone: Page) -> None:
    phone.goto("respond/first-day/")
    phone.locator("a.kb-mark:visible").first.click()
    note = phone.locator(".kb-provenance")
    expect(note).to_be_visible()
    phone.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true }))"
    )
    expect(note).to_be_visible()
    phone.keyboard.press("Escape")
    expect(note).to_have_count(0)


def test_a_box_that_goes_while_a_word_is_chosen_holds_nothing_up(
    phone: Page, keys: CDPSession
) -> None:
    phone.goto("respond/first-day/")
    ready(phone)
    first = phone.locator("[data-kb-checklist='first-day'] [data-kb-item]").first
    press(first, "备注")
    compose(keys, "ni")
    phone.evaluate("document.activeElement.blur()")
    first.get_by_role("checkbox").check()
    expect(first).to_have_class(re.compile("kb-item--done"))
