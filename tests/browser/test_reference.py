"""The reference pages, for looking up: lines that open, and a box that leaves what one looks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ready
from tests.browser.test_every_page import violations_in_both_schemes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from macros.handbook.model import Handbook

PAGES = [
    *(f"reference/{name}/" for name in (
        "questions", "checklists", "letters", "evidence", "deadlines", "terms", "sources", "unchecked"
    )),
    "rules/changes/",
]  # fmt: skip
MOST = 8
"""Screens of a phone."""

ENTRIES = "[data-kb-entry]:visible"


def box(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="只看含有…的")


def said(page: Page) -> Locator:
    return page.locator("kb-filter").get_by_role("status")


@pytest.mark.parametrize("address", PAGES)
def test_a_reference_page_is_short_until_something_is_opened(reader: Page, address: str) -> None:
    reader.set_viewport_size({"width": 390, "height": 844})
    reader.goto(address)
    ready(reader)
    assert reader.evaluate("document.documentElement.scrollHeight") <= MOST * 844
    expect(reader.locator(".kb-fold[open]")).to_have_count(0)
    expect(box(reader)).to_be_visible()
    reader.set_viewport_size({"width": 320, "height": 640})
    assert reader.evaluate("document.documentElement.scrollWidth") <= 320


def test_typing_leaves_what_contains_all_the_words(phone: Page) -> None:
    phone.goto("reference/questions/")
    box(phone).fill("拒收 运费")
    expect(said(phone)).to_have_text(re.compile(r"^还剩 \d+ 条。$"))
    expect(phone.get_by_role("link", name="买家拒收运费谁出")).to_be_visible()
    for entry in phone.locator(ENTRIES).all():
        around = entry.locator("xpath=ancestor::details[1]").inner_text()
        assert "拒收" in around
        assert "运费" in around
    expect(phone.locator("#search")).to_be_hidden()


def test_words_of_a_source_leave_its_facts(phone: Page, book: Handbook) -> None:
    phone.goto("reference/sources/")
    name = "消费者权益保护法"
    [id_] = [id_ for id_, source in book.sources.items() if source.title == f"中华人民共和国{name}"]
    box(phone).fill(f"{name} 退货")
    expect(phone.locator(f"#source-{id_}")).to_have_attribute("open", "")
    facts = phone.locator(f"#source-{id_} {ENTRIES}").all_inner_texts()
    assert facts
    assert all("退货" in fact for fact in facts)
    assert not all(name in fact for fact in facts)  # the line of the source says it for them


def test_what_was_opened_by_typing_is_closed_again_and_what_was_open_stays(phone: Page) -> None:
    phone.goto("reference/terms/")
    phone.locator("summary", has_text="X–Z").click()
    counts = phone.locator(".kb-fold__count").all_inner_texts()
    box(phone).fill("补单")
    expect(phone.locator("#term-brushing, .kb-term:visible").first).to_be_visible()
    box(phone).press("Escape")
    expect(box(phone)).to_have_value("")
    expect(said(phone)).to_be_empty()
    expect(phone.locator(".kb-terms > [open]")).to_have_count(1)
    expect(phone.locator(".kb-terms > [open] > summary")).to_contain_text("X–Z")
    assert phone.locator(".kb-fold__count").all_inner_texts() == counts


def test_many_that_are_left_stay_closed_and_are_counted(phone: Page, book: Handbook) -> None:
    phone.goto("reference/sources/")
    box(phone).fill("待核")
    expect(said(phone)).to_contain_text("条")
    box(phone).fill("复核")
    expect(said(phone)).to_have_text(f"还剩 {len(book.facts)} 条，再写一个词会更少。")
    expect(phone.locator(".kb-fold[open]")).to_have_count(0)


def test_nothing_left_offers_the_search_with_the_words(phone: Page) -> None:
    phone.goto("reference/terms/")
    box(phone).fill("<b>氤氲</b> 饕餮")
    expect(said(phone)).to_contain_text("这里没有含“<b>氤氲</b> 饕餮”的。")
    expect(phone.locator(ENTRIES)).to_have_count(0)
    box(phone).fill("刷单会坐牢吗")
    phone.get_by_role("link", name="在全站搜“刷单会坐牢吗”").click()
    expect(phone.locator(".md-search-result__item").first).to_contain_text("刷单的法律责任")


def test_half_a_character_leaves_everything(phone: Page) -> None:
    """A method of input tells each of its letters before the character is chosen."""
    phone.goto("reference/terms/")
    box(phone).focus()
    box(phone).evaluate(
        """input => { input.value = "fahuo";
        input.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true })) }"""
    )
    expect(phone.locator(".kb-fold[open]")).to_have_count(0)
    box(phone).evaluate(
        """input => { input.value = "发货"; input.dispatchEvent(new CompositionEvent("compositionend")) }"""
    )
    expect(phone.locator(".kb-terms > [open]").first).to_be_visible()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("reference/sources/#fact-{fact}", "#fact-{fact}"),
        ("reference/sources/#source-{source}", "#source-{source} .kb-source__meta"),
        ("reference/terms/#term-{term}", "#term-{term} .kb-fold__body"),
        ("reference/unchecked/#appeal-window", "text=两种说法和怎么准备"),
        ("rules/changes/#change-2027-01-01-trademark-law", "text=侵权行为的条号从第 57 条"),
        ("reference/deadlines/#authority", ".kb-timeline:visible"),
    ],
)
def test_an_address_opens_what_it_leads_to(
    phone: Page, book: Handbook, address: str, shown: str
) -> None:
    fact = list(book.facts)[300]
    names = {"fact": fact, "source": book.facts[fact].source, "term": list(book.terms)[100]}
    phone.goto(address.format(**names))
    place = phone.locator(shown.format(**names)).first
    expect(place).to_be_visible()
    expect(place).to_be_in_viewport()


def test_an_address_brings_back_what_typing_has_hidden(phone: Page, book: Handbook) -> None:
    phone.goto("reference/sources/")
    fact = list(book.facts)[300]
    box(phone).fill("氤氲饕餮")
    expect(said(phone)).to_contain_text("没有")
    phone.evaluate("id => { location.hash = id }", f"fact-{fact}")
    expect(phone.locator(f"#fact-{fact}")).to_be_in_viewport()
    expect(box(phone)).to_have_value("")


def test_it_all_works_by_keyboard(phone: Page) -> None:
    phone.goto("reference/terms/")
    box(phone).focus()
    phone.keyboard.type("举证号")
    expect(phone.locator(ENTRIES).first).to_be_visible()
    phone.keyboard.press("Tab")
    expect(phone.locator("summary:focus")).to_have_count(1)
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.locator(".kb-term[open]")).to_have_count(1)


def test_without_scripts_there_is_no_box_and_each_entry_is_two_lines_away(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    page = browser.new_context(**browser_context_args, java_script_enabled=False).new_page()
    page.goto("reference/terms/")
    expect(page.locator("kb-filter")).to_be_hidden()
    page.locator("summary", has_text="A–C").click()
    page.locator("summary", has_text="补单").first.click()
    expect(page.locator(".kb-term[open] > .kb-fold__body")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize(
    "address", ["reference/terms/", "reference/questions/", "reference/sources/"]
)
def test_axe_finds_nothing_in_what_is_left(phone: Page, address: str) -> None:
    phone.goto(address)
    ready(phone)
    box(phone).fill("拒收")
    expect(said(phone)).to_contain_text("还剩")
    assert violations_in_both_schemes(phone, "article") == []
