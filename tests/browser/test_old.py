"""Old and odd browsers: those inside WeChat and 千牛, and those that lack what is a few years old.

They are approximated: Chromium with another name, and without what they lack.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import (
    EMPTY_CASE,
    FULL_CASE,
    NOW,
    TOOLS,
    press,
    ready,
    seed,
    stored,
    the_case,
    uncover,
    watch,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from tests.conftest import Site

    Open = Callable[..., Page]

WECHAT = (
    "Mozilla/5.0 (Linux; Android 10; HMA-AL00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/86.0.4240.99 MMWEBID/1 Mobile Safari/537.36 MicroMessenger/8.0.16 WeChat/arm64"
)
QIANNIU = (
    "Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/86.0.4240.198 Safari/537.36 AliApp(QN/9.0) Qianniu/9.0"
)
# What came after 2019, and what the browsers inside of apps refuse.
WITHOUT = """
  for (const [owner, names] of [
    [window, ["structuredClone", "BroadcastChannel", "ClipboardItem"]], [Object, ["hasOwn", "groupBy"]],
    [Array.prototype, ["at", "findLast", "toSorted"]], [String.prototype, ["at", "replaceAll"]],
    [Promise, ["allSettled", "any"]], [HTMLInputElement.prototype, ["showPicker"]],
    [Crypto.prototype, ["subtle", "randomUUID"]], [Navigator.prototype, ["clipboard", "storage"]],
    [Element.prototype, ["role"]],
  ]) for (const name of names) delete owner[name];
  document.execCommand = () => false;
"""
NO_DOWNLOADS = "delete URL.createObjectURL; HTMLAnchorElement.prototype.click = () => {};"
SAID = "这里的工具没有打开"
BY_HAND = "请按住它，选“复制”"
LETTER = "[data-kb-template='appeal-goods']"


@pytest.fixture
def opened(browser: Browser, browser_context_args: dict[str, Any], site: Site) -> Iterator[Open]:
    """Give pages of an odd browser; errors fail the test."""
    contexts: list[BrowserContext] = []
    trouble: list[list[str]] = []

    def page(user_agent: str | None = None, script: str = WITHOUT) -> Page:
        context = browser.new_context(
            **browser_context_args, user_agent=user_agent, accept_downloads=False
        )
        contexts.append(context)
        context.add_init_script(script)
        trouble.append(watch(context, site))
        made = context.new_page()
        made.set_default_timeout(10_000)
        made.clock.set_fixed_time(NOW)
        return made

    yield page
    for context in contexts:
        context.close()
    assert [each for each in trouble if each] == []


@pytest.fixture(params=[WECHAT, QIANNIU], ids=["wechat", "qianniu"])
def inside(opened: Open, request: pytest.FixtureRequest) -> Page:
    """A page inside of an app, which drops downloads without a word."""
    return opened(request.param)


def by_hand(widget: Locator) -> str:
    """Give the text that stands selected below the status of a widget."""
    expect(widget.get_by_role("status").filter(has_text=BY_HAND)).to_be_visible()
    box = widget.locator(".kb-copybox")
    expect(box).to_be_focused()
    text: str = box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")
    return text


@pytest.mark.parametrize("button", ["复制全文", "复制带格式", "下载 .txt"])
def test_inside_of_an_app_a_letter_is_there_to_copy_by_hand(inside: Page, button: str) -> None:
    inside.goto("respond/appeal-goods/")
    letter = inside.locator(LETTER)
    letter.locator(".kb-disclosure__head").click()
    inside.locator("#blank-appeal-goods-shop-name").fill("某店")
    press(letter, button)
    assert "申诉店铺：某店" in by_hand(letter)
    expect(letter.locator(".kb-copybox")).to_have_count(1)


def test_inside_of_an_app_a_case_goes_elsewhere_as_text(inside: Page, opened: Open) -> None:
    seed(inside, {"case-a": FULL_CASE})
    inside.goto("tools/backup/")
    inside.get_by_role("button", name="导出备份").click()
    text = by_hand(inside.locator("kb-backup"))
    other = opened()
    other.goto("tools/backup/")
    other.locator("summary", has_text="粘贴备份的文字").click()
    other.get_by_label("备份的全文").fill(text)
    other.get_by_role("button", name="看看会改动什么").click()
    expect(other.locator(".kb-offer")).to_contain_text("“粘贴的文字”里有 1 件案件")
    other.get_by_role("button", name="合并").click()
    assert stored(other)["cases"]["case-a"]["blanks"] == FULL_CASE["blanks"]


def test_a_backup_pasted_in_part_changes_nothing(phone: Page) -> None:
    phone.goto("tools/backup/")
    phone.locator("summary", has_text="粘贴备份的文字").click()
    phone.get_by_label("备份的全文").fill('{"format": "shensu-youju.back')
    phone.get_by_role("button", name="看看会改动什么").click()
    expect(phone.locator("kb-backup").get_by_role("status")).to_contain_text("不是完整的 JSON")


def test_inside_of_an_app_the_list_of_exhibits_is_there_to_copy_by_hand(inside: Page) -> None:
    seed(inside, {"case-a": FULL_CASE})
    inside.goto("tools/exhibits/")
    inside.get_by_role("button", name="下载表格").click()
    assert "底单.png" in by_hand(inside.locator("kb-exhibits"))


def test_inside_of_an_app_a_deadline_is_told_to_be_written_down(inside: Page) -> None:
    seed(inside, {"case-a": FULL_CASE})
    inside.goto("tools/deadlines/")
    for button in ("加到日历", "全部加到日历"):
        inside.get_by_role("button", name=button, exact=True).click()
        expect(inside.locator("kb-deadlines").get_by_role("status")).to_contain_text(
            "请自己在手机日历里记下：虚假交易申诉截止（十月那批）：2026 年 11 月 25 日（周三）10:00"
        )
        inside.reload()


def test_without_files_to_hand_out_the_text_is_shown(opened: Open) -> None:
    page = opened(script=WITHOUT + NO_DOWNLOADS)
    page.goto("respond/appeal-goods/")
    press(page.locator(LETTER), "下载 .txt")
    assert "申诉店铺：" in by_hand(page.locator(LETTER))


PAPERS = {
    "tools/log/": ("kb-log", "打印", "买家说收到了"),
    "tools/exhibits/": ("kb-exhibits", "打印目录", "底单.png"),
    "tools/timeline/": ("kb-timeline", "打印", "买家说收到了"),
    "tools/package/": ("kb-package", "打印或存成 PDF", "材料包"),
    "respond/first-day/": ("kb-checklist", "打印", "☑"),
}


@pytest.mark.parametrize("address", PAPERS)
def test_inside_of_an_app_what_cannot_be_printed_is_there_to_copy(
    inside: Page, address: str
) -> None:
    seed(inside, {"case-a": FULL_CASE})
    inside.goto(address)
    ready(inside)
    inside.evaluate("window.print = () => {}")
    name, button, said = PAPERS[address]
    widget = inside.locator(name).first
    press(widget, button)
    expect(widget.get_by_role("status").first).not_to_contain_text("已打印")
    assert "tool.package" not in the_case(inside)["letters"]
    press(widget, "没弹出窗口，改为复制")
    assert said in by_hand(widget)


def test_inside_of_an_app_the_word_file_gives_way_to_the_text(inside: Page) -> None:
    inside.goto("respond/appeal-goods/")
    letter = inside.locator(LETTER)
    inside.on("download", lambda _: pytest.fail("the app drops it"))
    uncover(letter.get_by_role("link", name="Word 版", include_hidden=True)).click()
    assert "申诉店铺：" in by_hand(letter)


def test_inside_of_an_app_a_link_to_a_file_says_that_none_comes(inside: Page) -> None:
    inside.goto("about/")
    inside.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend', "
        "'<p><a href=\"../offline.zip\" download>离线包</a></p>')"
    )
    for _ in range(2):
        inside.get_by_role("link", name="离线包").click()
        expect(inside.get_by_role("status").filter(has_text="这里存不下文件")).to_have_count(1)


@pytest.mark.parametrize("tool", TOOLS)
def test_each_tool_works_with_what_a_browser_of_2021_has(opened: Open, tool: str) -> None:
    page = opened()
    seed(page, {"case-a": FULL_CASE, "case-b": EMPTY_CASE | {"title": "乙案"}})
    page.goto(f"tools/{tool}/")
    ready(page)
    expect(page.locator(f"kb-{tool} .kb-dead")).to_have_count(0)
    expect(page.locator(f"kb-{tool} .kb-button:visible").first).to_be_visible()


def test_a_role_is_said_where_it_is_no_property(opened: Open) -> None:
    """`role` is a property since Chrome 103, Safari 16 and Firefox 119; as an attribute it is old."""
    page = opened()
    page.goto("tools/package/")
    expect(page.get_by_role("region", name="材料包预览")).to_be_visible()
    page.goto("tools/log/")
    expect(page.locator("kb-log .kb-form__advice")).to_have_attribute("role", "status")


def test_exhibits_have_a_digest_where_the_browser_computes_none(opened: Open) -> None:
    page = opened()
    page.goto("tools/exhibits/")
    page.locator("kb-exhibits input[type=file]").first.set_input_files(
        {"name": "甲.png", "mimeType": "image/png", "buffer": b"1"}
    )
    expect(page.locator("kb-exhibits").get_by_role("status")).to_contain_text("已列入 1 份")
    [exhibit] = the_case(page)["exhibits"]
    assert exhibit["sha256"] == hashlib.sha256(b"1").hexdigest()


def test_search_answers_without_a_channel_between_tabs(opened: Open) -> None:
    page = opened()
    page.goto("reference/questions/")
    page.get_by_role("searchbox", name="写你的问题").fill("刷单会坐牢吗")
    expect(page.locator(".kb-results > li").first).to_be_visible()


def test_asking_to_be_kept_where_nobody_can_is_answered(opened: Open) -> None:
    page = opened()
    page.goto("tools/backup/")
    page.locator("summary", has_text="防止浏览器自动清掉").click()
    page.get_by_role("button", name="请求长期保留").click()
    expect(page.locator("kb-backup")).to_contain_text("浏览器没有答应")


PLACES = {
    "respond/appeal-goods/": "template", "respond/first-day/": "checklist", "start/triage/": "triage",
    "reference/questions/": "search", "after-sales/overview/": "deadline",
    **{f"tools/{tool}/": tool for tool in TOOLS},
}  # fmt: skip


@pytest.mark.parametrize("address", PLACES)
def test_in_a_browser_too_old_for_it_each_tool_says_so_and_its_text_stays(
    opened: Open, address: str
) -> None:
    page = opened(script="delete Element.prototype.replaceChildren")
    page.goto(address)
    widget = page.locator(f"kb-{PLACES[address]}").first
    expect(widget.locator(".kb-dead")).to_contain_text(SAID)
    assert len(widget.inner_text()) > len(widget.locator(".kb-dead").inner_text()) + 20
    assert not page.evaluate(f"Boolean(customElements.get('kb-{PLACES[address]}'))")


def test_a_tool_that_was_not_fetched_says_so(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    """As with syntax that a browser cannot read; it complains, so nobody watches this context."""
    page = browser.new_context(**browser_context_args).new_page()
    page.route("**/assets/kb/template.*.js", lambda route: route.fulfill(body="let a ?= b", content_type="text/javascript"))  # fmt: skip
    page.goto("respond/appeal-goods/")
    expect(page.locator(f"{LETTER} .kb-dead")).to_contain_text(SAID)
    expect(page.locator(LETTER)).to_contain_text("申诉店铺")
    page.goto("tools/cases/")  # another pack
    expect(page.locator("kb-cases:defined .kb-dead")).to_have_count(0)
    page.context.close()


PRIVATE = """
  const refuse = () => { throw new DOMException("", "QuotaExceededError") };
  Storage.prototype.setItem = refuse;
"""


@pytest.mark.parametrize("tool", TOOLS)
def test_where_nothing_can_be_stored_each_tool_opens_and_the_page_says_so(
    browser: Browser, browser_context_args: dict[str, Any], tool: str
) -> None:
    """As in a private window of an older Safari; the theme complains, so nobody watches."""
    context = browser.new_context(**browser_context_args)
    context.add_init_script(PRIVATE)
    page = context.new_page()
    page.goto(f"tools/{tool}/")
    ready(page)
    expect(page.locator("kb-case-bar").get_by_role("status")).to_contain_text("没有存下")
    expect(page.locator(f"kb-{tool} .kb-button").first).to_be_attached()
    context.close()
