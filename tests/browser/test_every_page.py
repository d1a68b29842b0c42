"""What holds on every page: no sideways scroll, no axe violation, no script but ours.

Contrast, the slow half of axe, is a matter of widgets: it is checked where each of them stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from macros.handbook.guides import read_pages, url_of
from tests.browser.conftest import SAY_VIOLATIONS, ready
from tests.conftest import DOCS
from tests.lengths import CEILINGS, screens

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

ADDRESSES = [url_of(path) for path in read_pages(DOCS)]
# Between them, these have each widget and each kind of text.
EVERY_WIDGET = [
    "", "start/triage/", "respond/first-day/", "respond/self-check/", "after-sales/not-received/",
    "after-sales/overview/", "rules/burden/", "prevent/", "rules/fake-trade/",
    "reference/deadlines/", "about/", *[a for a in ADDRESSES if a.startswith("tools/")],
]  # fmt: skip
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
WIDE: ViewportSize = {"width": 1280, "height": 860}
LINKS_BY_LINE = {"link-in-text-block": {"enabled": False}}
"""The check of axe to leave out, so that a link in text passes by its line alone.

That asks for more, as a colour would do for axe; to weigh colours takes it half of its time.
"""


def violations(page: Page, within: str | None = None, **options: object) -> list[str]:
    """Ask axe about a page, or about what a selector finds there."""
    # Without details of what passed, axe takes half the time.
    given = {"resultTypes": ["violations"], "checks": LINKS_BY_LINE} | options
    told = Axe().run(page, context=within, options=given)
    found = told.response["violations"]
    return [
        f"{v['id']}: {node['html'][:200]} {node['any'][0]['message'] if node['any'] else ''}"
        for v in found
        for node in v["nodes"]
    ]


def visit(page: Page, address: str) -> None:
    """Open a page and wait until each of its widgets is there."""
    page.goto(address)
    ready(page)


def violations_in_both_schemes(
    page: Page, within: str | None = None, **options: object
) -> list[str]:
    """Check everything in light, and colours, which alone differ, in the dark."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    light = violations(page, within, **options)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    dark = violations(page, within, runOnly=["color-contrast"])
    return light + [f"dark: {line}" for line in dark]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_passes_axe_and_is_no_wider_than_a_phone(reader: Page, address: str) -> None:
    """Not even on the narrowest, 320 px, with everything open; it shows no data of machines, and is not too long."""
    visit(reader, address)
    length, most = screens(reader), CEILINGS[address]
    assert length <= most, (
        f"这一页有 {length} 屏，上限是 {most} 屏：删掉别处说过的话，或者拆成两页。"
        "确实要长的，运行 python -m bench.lengths site --hold，把新的上限一起提交。"
    )
    shown = "[...document.querySelectorAll('script')].filter(s => s.getClientRects().length)"
    assert reader.evaluate(f"{shown}.map(script => script.text)") == []
    assert violations(reader, rules={"color-contrast": {"enabled": False}}) == []
    reader.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    for width in (360, 320):
        reader.set_viewport_size({"width": width, "height": 600})
        assert reader.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_links_in_text_without_a_line(reader: Page) -> None:
    """However much their colour differs."""
    visit(reader, "respond/appeal/")
    plain = (
        "for (const each of document.querySelectorAll('article a')) Object.assign(each.style, %s)"
    )
    reader.evaluate(plain % "{ textDecoration: 'none', color: '#000' }")
    reader.evaluate("document.querySelector('article').style.color = '#0a0'")
    found = violations(reader, rules={"color-contrast": {"enabled": False}})
    assert {line.partition(":")[0] for line in found} == {"link-in-text-block"}


@pytest.mark.parametrize("address", EVERY_WIDGET)
def test_every_widget_has_contrast(reader: Page, address: str) -> None:
    visit(reader, address)
    for scheme in SCHEMES:
        reader.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert violations(reader, runOnly=["color-contrast"]) == [], scheme


@pytest.mark.parametrize("address", ["", "respond/appeal/", "start/triage/", "tools/cases/"])
def test_axe_finds_nothing_on_a_wide_screen(page: Page, address: str) -> None:
    page.set_viewport_size(WIDE)
    visit(page, address)
    assert violations_in_both_schemes(page) == []


def test_axe_finds_nothing_in_an_open_form_with_all_details_open(phone: Page) -> None:
    visit(phone, "respond/appeal-goods/")
    phone.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    phone.get_by_role("checkbox").first.check()
    phone.locator("#blank-appeal-goods-order-no").fill("12")
    phone.locator("#blank-appeal-goods-order-no").blur()
    assert violations_in_both_schemes(phone, "[data-kb-template]") == []


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_while_searching(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 860})
    visit(page, "respond/appeal/?q=刷单会坐牢吗")
    expect(page.locator(".md-search-result__item").nth(5)).to_be_attached()
    expect(page.locator(".kb-ways")).to_be_attached()
    page.wait_for_timeout(500)  # the theme fades its dialog in
    assert violations_in_both_schemes(page, ".md-header") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_in_the_answers_of_the_list_of_questions(phone: Page) -> None:
    visit(phone, "reference/questions/")
    phone.get_by_role("searchbox", name="写你的问题").fill("刷单会坐牢吗")
    phone.get_by_role("button", name=re.compile("再看")).click()
    expect(phone.locator(".kb-results > li").nth(5)).to_be_visible()
    assert violations_in_both_schemes(phone, "kb-search") == []


def test_a_missing_page_offers_the_way_back(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    """The browser reports a missing page on its console, so nobody watches this context."""
    page = browser.new_context(**browser_context_args).new_page()
    page.goto("no/such/page/")
    expect(page.get_by_role("heading", name="没有这一页")).to_be_visible()
    assert violations(page) == []
    page.locator("article").get_by_role("link", name="从这里开始").click()
    page.wait_for_url("**/start/triage/")
    page.context.close()


def test_a_script_that_is_not_ours_does_not_run(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    """Each page's own policy holds, and every other test of this folder would see a violation."""
    page = browser.new_page(**browser_context_args)
    page.add_init_script(SAY_VIOLATIONS)
    page.goto("respond/appeal/")
    with page.expect_console_message(lambda message: message.text == "script-src-elem inline"):
        page.evaluate("""() => {
            const script = document.createElement("script");
            script.textContent = "window.foreign = true";
            document.body.append(script);
        }""")
    assert page.evaluate("window.foreign") is None
    page.close()


HIDDEN = """() => {
    const own = (each) => {
        const names = Object.getOwnPropertyNames(each);
        const above = Object.getPrototypeOf(each);
        return above === HTMLElement.prototype ? names : [...names, ...own(above)];
    };
    const ours = [...document.querySelectorAll("*")].filter(({ localName }) => localName.startsWith("kb-"));
    return ours.flatMap((each) => own(each)
        .filter((name) => name !== "constructor" && name in HTMLElement.prototype)
        .map((name) => `${each.localName}.${name}`));
}"""


@pytest.mark.parametrize("address", EVERY_WIDGET)
def test_no_widget_hides_what_an_element_has(reader: Page, address: str) -> None:
    """`kb-offline` had a button named `remove`, so that nobody could take it from the page."""
    visit(reader, address)
    assert reader.evaluate(HIDDEN) == []
    if address.startswith("tools/"):  # the log gave itself the id of the entry in its form
        lost = "[...document.querySelectorAll('[data-kb-tool]')].filter((each) => each.id !== `tool-${each.dataset.kbTool}`)"
        assert reader.evaluate(f"{lost}.length") == 0
