"""Zoomed, with large text, in forced colours, without motion, and by the keyboard alone."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FULL_CASE, NOW, TOOLS, ready, seed

if TYPE_CHECKING:
    from playwright.sync_api import Page

PLACES = {
    "respond/first-day/": "kb-checklist", "respond/appeal-goods/": "kb-template",
    "start/triage/": "kb-triage", **{f"tools/{tool}/": f"kb-{tool}" for tool in TOOLS},
}  # fmt: skip
STOP = """
  () => {
    const at = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(
      at.matches(".kb-file__input") ? at.nextElementSibling : at);
    const box = at.getBoundingClientRect();
    const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
    return {
      html: at.outerHTML.slice(0, 120),
      ring: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1,
      seen: at.closest(".md-header, .md-skip") || (box.bottom > header + 1 && box.top < innerHeight),
      tool: Boolean(at.closest("article :is(.kb-widget, .kb-tool)")),
      index: [...document.querySelectorAll("*")].indexOf(at),
    };
  }
"""


def opened(page: Page, address: str) -> None:
    seed(page, {"case-a": FULL_CASE, "case-b": {"title": "乙案"}})
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    ready(page)


def stops(page: Page, count: int) -> list[dict[str, Any]]:
    """Press Tab that often; give where the keyboard stood each time."""
    found = []
    for _ in range(count):
        page.keyboard.press("Tab")
        found.append(page.evaluate(STOP))
    return found


@pytest.mark.parametrize("address", PLACES)
def test_each_stop_of_the_keyboard_is_seen_and_none_is_a_trap(page: Page, address: str) -> None:
    """1280×1024 at 400 %: the smallest window there is, below the header that stays."""
    page.set_viewport_size({"width": 320, "height": 256})
    opened(page, address)
    page.locator(PLACES[address]).first.evaluate(
        "widget => { const at = document.createElement('a'); at.href = '#'; at.textContent = '_'; widget.before(at); at.focus(); at.remove() }"
    )
    found = [stop for stop in stops(page, 25) if stop["tool"]]
    # A moment is one box with a stop for each of its parts; the browser marks the part itself.
    boxes = [list(parts) for _, parts in groupby(found, key=itemgetter("index"))]
    assert boxes
    assert max(map(len, boxes)) < 10, "no trap"
    assert [parts[0]["html"] for parts in boxes if not parts[0]["ring"]] == []
    assert [parts[0]["html"] for parts in boxes if not parts[0]["seen"]] == []
    places = [parts[0]["index"] for parts in boxes]
    assert places == sorted(places), "the keyboard goes down the page"


@pytest.mark.parametrize("address", PLACES)
def test_no_two_buttons_of_a_tool_share_a_name(phone: Page, address: str) -> None:
    opened(phone, address)
    for tool in phone.locator(PLACES[address]).all():
        snapshot = tool.aria_snapshot()
        buttons = [
            line.strip() for line in snapshot.splitlines() if line.strip(" -").startswith("button")
        ]
        assert "- button:" not in buttons, "each has a name"
        assert sorted(set(buttons)) == sorted(buttons)


@pytest.mark.parametrize("address", ["", *PLACES])
def test_text_twice_as_large_is_cut_nowhere(phone: Page, address: str) -> None:
    opened(phone, address)
    phone.evaluate("document.documentElement.style.fontSize = '250%'; null")  # the theme's is 125 %
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    cut = """
      [...document.querySelectorAll("article :is(.kb-button, label, summary, h2, h3, p)")]
        .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1
          && getComputedStyle(each).overflow !== "visible").map((each) => each.outerHTML.slice(0, 120))
    """
    assert phone.evaluate(cut) == []


def test_the_first_stop_skips_to_the_text(phone: Page) -> None:
    phone.goto("respond/first-day/")
    phone.keyboard.press("Tab")
    skip = phone.locator(".md-skip")
    expect(skip).to_be_focused()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    assert phone.evaluate("Boolean(document.activeElement.closest('article'))")


def test_escape_leaves_the_search(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 860})
    page.goto("respond/first-day/")
    page.keyboard.press("f")
    expect(page.get_by_role("textbox", name="搜索")).to_be_focused()
    page.keyboard.type("刷单")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="搜索")).not_to_be_focused()


def test_forced_colours_show_what_is_on_and_what_is_urgent(phone: Page) -> None:
    """Backgrounds are gone there: a line must say it."""
    phone.emulate_media(forced_colors="active")
    opened(phone, "respond/first-day/")
    only = phone.get_by_role("button", name="只看未完成").first
    off = only.evaluate("each => getComputedStyle(each).backgroundColor")
    only.click()
    assert only.evaluate("each => getComputedStyle(each).backgroundColor") != off
    opened(phone, "tools/deadlines/")
    left = phone.locator(".kb-due__left").first
    expect(left).to_contain_text("还有")


def test_nothing_of_ours_moves_for_whoever_asked_for_less_motion(phone: Page) -> None:
    phone.emulate_media(reduced_motion="reduce")
    opened(phone, "tools/cases/")
    moving = """
      [...document.querySelectorAll("article *")].filter((each) => {
        const { transitionDuration, animationName } = getComputedStyle(each);
        return animationName !== "none" || transitionDuration.split(",").some((time) => parseFloat(time) > 0);
      }).map((each) => each.outerHTML.slice(0, 120))
    """
    assert phone.evaluate(moving) == []
