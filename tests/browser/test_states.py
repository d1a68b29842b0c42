"""Every state of every tool passes axe, in light and dark, with targets of at least 24 px.

A finger wants 44 px; that is measured here for what is pressed, wherever it stands.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import EMPTY_CASE, FULL_CASE, NOW, press, ready, seed, store_text
from tests.browser.test_every_page import violations_in_both_schemes

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    State = Callable[[Page], None]

DUE = {
    "appeal-fake": {"title": "虚假交易申诉", "from": "", "due": "2026-11-22T15:00", "met": ""},
    "dispute-respond": {"title": "响应售后申请", "from": "", "due": "2026-11-21T10:00", "met": ""},
    "own-slip": {
        "title": "底单", "from": "", "due": "2026-11-30T10:00", "met": "2026-11-21T10:00:00.000Z"
    },
}  # fmt: skip
WORKED = FULL_CASE | {"deadlines": DUE}
CASES = {
    "case-a": WORKED,
    "case-b": EMPTY_CASE | {"title": "乙案", "archived": True},
    "case-c": EMPTY_CASE | {"title": "丙案", "deadlines": DUE},
}
CHANGED = json.dumps(
    {
        "format": "shensu-youju.backup",
        "version": 4,
        "cases": {"case-a": EMPTY_CASE | {"title": "坏了的\ufffd"}},
    }
).encode()
STATES: dict[str, tuple[str, str, State]] = {}
"""What is seen → the page, where on it, and what is done."""


def state(name: str, address: str, within: str = "article") -> Callable[[State], State]:
    def keep(act: State) -> State:
        STATES[name] = (address, within, act)
        return act

    return keep


def unfold(page: Page, summary: str) -> None:
    page.locator("summary", has_text=summary).first.click()


@state("a new case being described", "tools/cases/")
def _(page: Page) -> None:
    unfold(page, "新建案件")
    unfold(page, "改名字")


@state("a deleted case, to be undone", "tools/cases/")
def _(page: Page) -> None:
    press(page, "删除：丙案")
    expect(page.get_by_role("button", name="撤销")).to_be_visible()


@state("deadlines past, soon and met", "tools/deadlines/")
def _(page: Page) -> None:
    expect(page.locator("kb-deadlines .kb-due__left--soon")).to_have_count(2)
    for summary in page.locator("kb-deadlines summary").all():
        summary.click()


@state("nothing chosen, and it is said", "tools/deadlines/")
def _(page: Page) -> None:
    unfold(page, "加一项期限")
    press(page, "加到案件")


@state("exhibits just listed, and checked again", "tools/exhibits/")
def _(page: Page) -> None:
    file: Any = {"name": "甲.png", "mimeType": "image/png", "buffer": b"1"}
    page.locator("kb-exhibits input[type=file]").first.set_input_files(file)
    expect(page.get_by_role("button", name="撤销")).to_be_visible()
    unfold(page, "核对")
    page.locator("kb-exhibits input[type=file]").nth(1).set_input_files(file)
    expect(page.locator(".kb-verdict")).to_contain_text("没有变")


@state("an entry of the log that holds a number, being changed", "tools/log/")
def _(page: Page) -> None:
    press(page, "修改")
    page.get_by_label("说了什么").fill("买家电话 13812345678")
    expect(page.get_by_role("button", name="遮盖")).to_be_visible()


@state("an entry of the log that lacks its words", "tools/log/")
def _(page: Page) -> None:
    press(page, "记下这一条")


@state("the story of a case", "tools/timeline/")
def _(page: Page) -> None:
    expect(page.locator(".kb-story__now")).to_be_visible()


@state("a package with everything in it", "tools/package/")
def _(page: Page) -> None:
    unfold(page, "放哪些进去")
    page.get_by_label("清单的完成情况").check()


@state("what an import would change", "tools/backup/")
def _(page: Page) -> None:
    backup = {"format": "shensu-youju.backup", "version": 4, "cases": {"case-z": EMPTY_CASE}}
    unfold(page, "粘贴备份的文字")
    unfold(page, "防止浏览器自动清掉")
    page.get_by_label("备份的全文").fill(json.dumps(backup))
    press(page, "看看会改动什么")
    expect(page.get_by_role("button", name="合并")).to_be_visible()


@state("a file that is no backup", "tools/backup/")
def _(page: Page) -> None:
    page.locator("kb-backup input[type=file]").set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": b"{"}
    )
    expect(page.locator("kb-backup").get_by_role("status")).to_contain_text("不是完整的 JSON")


@state("a checklist with a note, a step that does not apply, and only what remains", "respond/first-day/", "[data-kb-checklist='first-day']")  # fmt: skip
def _(page: Page) -> None:
    press(page, "不适用", 3)
    press(page, "备注：", 4)
    press(page, "只看未完成")


@state("a checklist cleared, to be undone", "respond/first-day/", "[data-kb-checklist='first-day']")
def _(page: Page) -> None:
    press(page, "清除勾选")
    expect(page.get_by_role("button", name="撤销")).to_be_visible()


@state("a letter with warnings", "respond/appeal-goods/", "[data-kb-template='appeal-goods']")
def _(page: Page) -> None:
    page.locator("[data-kb-template='appeal-goods'] .kb-disclosure__head").click()
    page.locator("#blank-appeal-goods-order-no").fill("12")
    page.locator("#blank-appeal-goods-wrong-point").fill("买家 13812345678 签收")
    page.locator("#blank-appeal-goods-shop-name").focus()
    expect(page.get_by_role("button", name="遮盖").first).to_be_visible()


@state(
    "a letter that could not be copied",
    "respond/appeal-goods/",
    "[data-kb-template]:has(.kb-copybox)",
)
def _(page: Page) -> None:
    page.evaluate("document.execCommand = () => false; delete Navigator.prototype.clipboard; null")
    press(page, "复制全文")
    expect(page.locator(".kb-copybox")).to_be_visible()


@state("a backup that was handed out", "tools/backup/", "kb-backup:has(.kb-out)")
def _(page: Page) -> None:
    press(page, "导出备份")
    expect(page.get_by_role("button", name="没有文件，改为复制")).to_be_visible()


@state("a backup that changed on its way", "tools/backup/", ".kb-offer")
def _(page: Page) -> None:
    page.locator("kb-backup input[type=file]").set_input_files(
        {"name": "备份.json", "mimeType": "application/json", "buffer": CHANGED}
    )
    expect(page.get_by_role("button", name="另建成新案件")).to_be_visible()


@state("exhibits that are other bytes", "tools/exhibits/", ".kb-verdict")
def _(page: Page) -> None:
    page.locator("summary", has_text="核对原件").click()
    page.locator("kb-exhibits input[type=file]").nth(1).set_input_files(
        {"name": "底单.png", "mimeType": "image/png", "buffer": b"1"}
    )
    expect(page.locator(".kb-verdict")).to_contain_text("不是同一份字节")


@state("a second question", "start/triage/", "kb-triage")
def _(page: Page) -> None:
    page.get_by_role("link", name="平台判了我虚假交易").click()


@state("a result that became a case", "start/triage/#what-happened.appeal-own", "kb-triage")
def _(page: Page) -> None:
    press(page, "按这个建一件案件")
    expect(page.get_by_role("link", name="打开我的案件")).to_be_visible()


@state("a deadline being set on its guide", "respond/first-day/", "kb-deadline")
def _(page: Page) -> None:
    for head in page.locator("kb-deadline .kb-disclosure__head").all():
        head.click()
    for summary in page.locator(".kb-due summary").filter(visible=True).all():
        summary.click()


@state("a search that found nothing", "reference/questions/", "kb-search")
def _(page: Page) -> None:
    page.get_by_role("searchbox", name="写你的问题").fill("qqqqzzzz")
    expect(page.locator("kb-search").get_by_role("status")).not_to_be_empty()


@state("the menu of pages", "respond/appeal/", ".md-sidebar--primary")
def _(page: Page) -> None:
    page.locator("label.md-header__button[for=__drawer]").click()
    page.wait_for_timeout(300)


def found(page: Page, within: str = "article") -> list[str]:
    """What axe says of a place, with targets of at least 24 px."""
    return violations_in_both_schemes(page, within, rules={"target-size": {"enabled": True}})


SMALL = """
  [...document.querySelectorAll("article :is(button, input, select, textarea, summary, .kb-answers a)")]
    .filter((each) => each.checkVisibility())
    .map((each) => [each, (each.closest("label") ?? each).getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 24 || height < 43.5)
    .map(([each, { width, height }]) => `${Math.round(width)}×${Math.round(height)} ${each.outerHTML.slice(0, 120)}`)
"""


@pytest.mark.parametrize("name", STATES)
def test_a_tool_passes_axe_and_fits_a_finger_when_it_shows(phone: Page, name: str) -> None:
    address, within, act = STATES[name]
    seed(phone, CASES)
    phone.clock.set_fixed_time(NOW)
    phone.goto(address)
    ready(phone)
    act(phone)
    assert phone.locator(within).count()
    assert found(phone, within) == []
    assert phone.evaluate(SMALL) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("how", ["{", '{"version": 99}'], ids=["broken", "newer"])
def test_axe_finds_nothing_when_storage_cannot_be_read(phone: Page, how: str) -> None:
    store_text(phone, how)
    phone.goto("tools/cases/")
    ready(phone)
    expect(phone.locator("kb-case-bar").get_by_role("status")).not_to_be_empty()
    assert found(phone, "kb-case-bar, article") == []


def test_axe_finds_nothing_when_a_tool_could_not_open(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    page = browser.new_context(**browser_context_args).new_page()
    page.add_init_script("delete Element.prototype.replaceChildren")
    page.goto("respond/appeal/")
    expect(page.locator(".kb-dead").first).to_be_visible()
    assert found(page) == []
    page.context.close()
