"""Letters fill while one types, copy wherever the browser allows, and keep personal data short."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from macros.handbook.guides import read_pages, url_of
from tests.browser.conftest import press, ready, seed, the_case, uncover
from tests.conftest import DOCS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from macros.handbook.model import Handbook

ADDRESS = "respond/appeal-goods/"
LETTER = "[data-kb-template='appeal-goods']"
HOSTILE = "$& {shop-name} <img src=x onerror=alert(1)> \\1 `x` 😀"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
WITH_LETTERS = [
    url_of(path)
    for path, page in read_pages(DOCS).items()
    if any(macro == "template" for macro, _ in page.calls)
]
FILL_ALL = """async () => {
  const typed = { date: "2026-11-20", datetime: "2026-11-20T09:00" };
  for (const letter of document.querySelectorAll("kb-template")) {
    letter.querySelector(".kb-disclosure__head").click();
    await new Promise((opened) => setTimeout(opened, 50));
    for (const { id, kind, example } of JSON.parse(letter.dataset.kbLetter).fields) {
      const control = letter.querySelector(`[id$="-${id}"]:is(input, textarea, select)`);
      control.value = kind === "choice" ? control.options[1].value : (typed[kind] ?? example);
      for (const event of ["input", "change", "focusout"]) {
        control.dispatchEvent(new Event(event, { bubbles: true }));
      }
    }
  }
}"""
NO_COMMAND = "document.execCommand = () => false"


@pytest.fixture
def letter(phone: Page) -> Locator:
    return opened(phone)


def opened(page: Page) -> Locator:
    page.goto(ADDRESS)
    letter = page.locator(LETTER)
    letter.locator(".kb-disclosure__head").click()
    return letter


def blank(letter: Locator, name: str) -> Locator:
    return letter.locator(f"#blank-appeal-goods-{name}")


def shown(letter: Locator) -> str:
    return letter.locator("[data-kb-part=letter]").inner_text()


def pasted(page: Page) -> str:
    """Paste what was copied, as a seller would, into a field of the same page."""
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' }))"
    )
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    return page.locator("#paste").input_value()


def test_typing_fills_the_letter_and_is_remembered(letter: Locator, phone: Page) -> None:
    blank(letter, "shop-name").fill("某某家居小店")
    blank(letter, "notice-time").fill("2026-11-20T09:05")
    expect(letter.locator("[data-kb-field=shop-name]")).to_have_text("某某家居小店")
    expect(letter.locator("[data-kb-field=notice-time]")).to_have_text("2026 年 11 月 20 日 09:05")
    expect(letter.locator(".kb-form > summary")).to_contain_text("已填 2 /")
    phone.reload()
    expect(letter.locator("[data-kb-field=shop-name]")).to_have_text("某某家居小店")
    letter.locator(".kb-disclosure__head").click()
    expect(blank(letter, "notice-time")).to_have_value("2026-11-20T09:05")


def test_a_blank_typed_once_serves_every_letter(letter: Locator, phone: Page) -> None:
    blank(letter, "shop-name").fill("某某家居小店")
    phone.goto("respond/appeal-dropship/")
    other = phone.locator("[data-kb-template='appeal-dropship'] [data-kb-field=shop-name]")
    expect(other.first).to_have_text("某某家居小店")
    phone.goto("after-sales/shortage/")
    third = phone.locator("[data-kb-template='evidence-shortage'] [data-kb-field=shop-name]")
    expect(third.first).to_have_text("某某家居小店")


def test_characters_are_counted_against_the_suggested_length(
    letter: Locator, book: Handbook
) -> None:
    length = book.templates["appeal-goods"].length
    expect(letter.locator(".kb-count")).to_contain_text(f"建议 {length} 字以内")
    blank(letter, "wrong-point").fill("长" * 900)
    expect(letter.locator(".kb-count")).to_contain_text("比建议多")
    expect(letter.locator(".kb-count")).to_contain_text("真正的上限以提交页为准")


@pytest.mark.parametrize("scripts", [[], [NO_CLIPBOARD]], ids=["clipboard API", "execCommand"])
def test_the_whole_letter_is_copied_as_typed(phone: Page, scripts: list[str]) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for script in scripts:
        phone.add_init_script(script)
    letter = opened(phone)
    blank(letter, "shop-name").fill(HOSTILE)
    letter.get_by_role("button", name="复制全文").click()
    expect(letter.get_by_role("status").last).to_contain_text("已复制全文")
    expect(letter.get_by_role("status").last).to_contain_text("处没填：填写日期")
    text = pasted(phone)
    assert text.startswith(f"申诉店铺：{HOSTILE}\n填写日期：【填写日期】\n")
    assert text.endswith("我愿意承担责任。")
    assert text.split() == shown(letter).split()
    expect(phone.locator("img[src=x]")).to_have_count(0)


def test_where_copying_is_refused_the_text_is_selected(phone: Page) -> None:
    phone.add_init_script(f"{NO_CLIPBOARD}; {NO_COMMAND}")
    letter = opened(phone)
    blank(letter, "shop-name").fill("某店")
    letter.get_by_role("button", name="复制全文").click()
    expect(letter.get_by_role("status").last).to_contain_text("按住它")
    box = letter.get_by_role("textbox", name="全文，已选中")
    expect(box).to_be_focused()
    selected = box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")
    assert selected.startswith("申诉店铺：某店\n")
    assert selected == box.input_value()


def test_the_blank_word_file_stands_among_the_other_ways(letter: Locator, phone: Page) -> None:
    link = letter.get_by_role("link", name="Word 版（空白）")
    expect(link).to_have_count(0)
    letter.locator("summary", has_text="更多").click()
    with phone.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "实物订单申诉说明.docx"
    assert Path(download.value.path()).read_bytes().startswith(b"PK")


def test_the_letter_downloads_as_text(letter: Locator, phone: Page, tmp_path: Path) -> None:
    blank(letter, "shop-name").fill("某店")
    with phone.expect_download() as download:
        press(letter, "下载 .txt")
    assert download.value.suggested_filename == "实物订单申诉说明.txt"
    path = tmp_path / "letter.txt"
    download.value.save_as(path)
    assert path.read_text("utf-8").startswith("申诉店铺：某店\n")


def test_personal_blanks_last_only_as_long_as_the_tab(letter: Locator, phone: Page) -> None:
    blank(letter, "contact-phone").fill("13800000000")
    blank(letter, "shop-name").fill("某店")
    assert "13800000000" not in phone.evaluate("JSON.stringify(localStorage)")
    phone.reload()
    expect(letter.locator("[data-kb-field=contact-phone]")).to_have_text("13800000000")
    fresh = phone.context.new_page()
    fresh.goto(ADDRESS)
    expect(fresh.locator(f"{LETTER} [data-kb-field=shop-name]")).to_have_text("某店")
    expect(fresh.locator(f"{LETTER} [data-kb-field=contact-phone]")).to_have_text("【联系电话】")


def test_a_wrong_value_is_advised_on_and_kept(letter: Locator) -> None:
    field = blank(letter, "order-no")
    field.fill("12ab")
    field.blur()
    expect(letter.locator("#blank-appeal-goods-order-no-advice")).to_contain_text("订单编号")
    expect(letter.locator("[data-kb-field=order-no]").first).to_have_text("12ab")
    field.fill("1234567890123456789")
    field.blur()
    expect(letter.locator("#blank-appeal-goods-order-no-advice")).to_have_text("")


def test_clearing_can_be_undone(letter: Locator, phone: Page) -> None:
    blank(letter, "shop-name").fill("某店")
    blank(letter, "contact-phone").fill("13800000000")
    press(letter, "清空填写")
    expect(letter.locator("[data-kb-field=shop-name]")).to_have_text("【店铺名称】")
    letter.get_by_role("button", name="撤销").click()
    expect(letter.locator("[data-kb-field=shop-name]")).to_have_text("某店")
    expect(letter.locator("[data-kb-field=contact-phone]")).to_have_text("13800000000")
    phone.reload()
    expect(letter.locator("[data-kb-field=shop-name]")).to_have_text("某店")


@pytest.mark.parametrize("stored", ["null", '{"contact-phone":5}', "{bad", "[]"])
def test_broken_personal_blanks_leave_the_letter_usable(phone: Page, stored: str) -> None:
    phone.add_init_script(f"sessionStorage.setItem('shensu-youju.personal', {json.dumps(stored)})")
    letter = opened(phone)
    blank(letter, "contact-phone").fill("13800000000")
    expect(letter.locator("[data-kb-field=contact-phone]")).to_have_text("13800000000")


def test_undo_keeps_what_was_typed_since(letter: Locator) -> None:
    blank(letter, "shop-name").fill("旧店")
    press(letter, "清空填写")
    blank(letter, "shop-name").fill("新店")
    letter.get_by_role("button", name="撤销").click()
    expect(letter.locator("[data-kb-field=shop-name]")).to_have_text("新店")


def test_a_link_within_the_page_leaves_an_open_form_as_it_is(letter: Locator, phone: Page) -> None:
    blank(letter, "shop-name").fill("某店")
    phone.evaluate("document.querySelector('a.headerlink').click()")
    phone.wait_for_timeout(500)
    expect(blank(letter, "shop-name")).to_be_visible()


def test_older_browsers_fill_too(phone: Page) -> None:
    phone.add_init_script(
        "delete Object.hasOwn; delete window.structuredClone; delete Array.prototype.at"
    )
    letter = opened(phone)
    blank(letter, "shop-name").fill("某店")
    expect(letter.locator("[data-kb-field=shop-name]")).to_have_text("某店")


def test_a_letter_prints_dark_on_white_without_its_form(letter: Locator, phone: Page) -> None:
    phone.emulate_media(media="print", color_scheme="dark")
    expect(letter.locator("details.kb-form")).to_be_hidden()
    ink = letter.locator("[data-kb-part=letter]").evaluate("sheet => getComputedStyle(sheet).color")
    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 100


def test_a_keyboard_alone_fills_and_copies(phone: Page) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto(ADDRESS)
    letter = phone.locator(LETTER)
    letter.locator(".kb-disclosure__head").focus()
    phone.keyboard.press("Enter")
    for _ in range(40):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.id") == "blank-appeal-goods-shop-name":
            break
    phone.keyboard.type("mouse-free")
    expect(letter.locator("[data-kb-field=shop-name]")).to_have_text("mouse-free")
    for _ in range(80):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.textContent") == "复制全文":
            break
    phone.keyboard.press("Enter")
    expect(letter.get_by_role("status").last).to_contain_text("已复制全文")
    assert "mouse-free" in pasted(phone)


@pytest.mark.parametrize("path", WITH_LETTERS)
def test_every_blank_of_every_letter_can_be_filled(phone: Page, path: str) -> None:
    phone.goto(path)
    ready(phone)
    phone.evaluate(FILL_ALL)
    for letter in phone.locator("kb-template").all():
        assert "【" not in letter.locator("[data-kb-part=letter]").inner_text()
        expect(letter.locator(".kb-form__advice:not(:empty)")).to_have_count(0)


def test_without_scripts_it_reads_as_a_letter(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    page.locator(f"{LETTER} .kb-disclosure__head").click()
    text = shown(page.locator(LETTER))
    assert text.startswith("申诉店铺：【店铺名称】")
    assert text.rstrip().endswith("我愿意承担责任。")
    expect(page.locator(f"{LETTER} .kb-form")).to_have_count(0)
    context.close()


def test_dates_out_of_order_are_pointed_out_and_nothing_is_refused(letter: Locator) -> None:
    blank(letter, "order-time").fill("2026-11-10T20:15")
    blank(letter, "ship-time").fill("2026-11-09T16:40")
    blank(letter, "ship-time").blur()
    advice = letter.locator("#blank-appeal-goods-ship-time-advice")
    expect(advice).to_have_text("“发货时间”早于“下单时间”，请再核对。")
    expect(letter.locator("[data-kb-field=ship-time]").first).to_contain_text("11 月 9 日")
    blank(letter, "ship-time").fill("2026-11-11T16:40")
    blank(letter, "ship-time").blur()
    expect(advice).to_have_text("")


def test_a_refund_above_the_payment_is_pointed_out_across_letters(phone: Page) -> None:
    seed(phone, {"case-a": {"blanks": {"pay-amount": "100.00"}}})
    phone.goto("after-sales/shortage/")
    letter = phone.locator("[data-kb-template='evidence-shortage']")
    letter.locator(".kb-disclosure__head").click()
    refund = letter.locator("#blank-evidence-shortage-refund-amount")
    refund.fill("128")
    refund.blur()
    expect(letter).to_contain_text("“涉及的退款金额”大于“实付金额”，请再核对。")


def test_personal_data_in_a_text_for_the_platform_can_be_masked_and_unmasked(
    letter: Locator,
) -> None:
    typed = "买家电话 13812345678，住幸福路18号3栋201室"
    blank(letter, "wrong-point").fill(typed)
    blank(letter, "wrong-point").blur()
    expect(letter).to_contain_text("里面像是有手机号、详细地址")
    letter.get_by_role("button", name="遮盖").click()
    expect(blank(letter, "wrong-point")).to_have_value("买家电话 138****5678，住幸福路**号*栋***室")
    letter.get_by_role("button", name="撤销").click()
    expect(blank(letter, "wrong-point")).to_have_value(typed)


def test_too_long_a_letter_says_what_to_cut(letter: Locator) -> None:
    blank(letter, "wrong-point").fill("经过" * 400)
    expect(letter.locator(".kb-count")).to_contain_text("最长的是认定不符之处（800 字）")


def test_formatted_text_goes_to_a_word_processor(letter: Locator, phone: Page) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    blank(letter, "shop-name").fill("<b>某店</b>")
    press(letter, "复制带格式")
    expect(letter.get_by_role("status").last).to_contain_text("已复制带格式")
    html = phone.evaluate(
        "navigator.clipboard.read().then(([i]) => i.getType('text/html')).then(b => b.text())"
    )
    assert "<h1>实物订单申诉说明</h1>" in html
    assert "&lt;b&gt;某店&lt;/b&gt;" in html
    assert "盖章" in html


LYING = "document.execCommand = () => true"
SILENT = "() => new Promise(() => {})"
LATE = "() => new Promise((_, no) => setTimeout(no, 500))"
THROWING = "() => { throw new DOMException('', 'NotAllowedError') }"
UNFOCUSED = "() => Promise.reject(new DOMException('Document is not focused.', 'NotAllowedError'))"


def clipboard(act: str) -> str:
    """Give a script by which both ways of writing to the clipboard act like this."""
    return (
        "Object.defineProperty(navigator, 'clipboard', "
        f"{{ value: {{ write: {act}, writeText: {act} }} }})"
    )


NEITHER = {
    "absent, and the command lies": f"{NO_CLIPBOARD}; {LYING}",
    "silent": f"{clipboard(SILENT)}; {NO_COMMAND}",
    "silent, and the command lies": f"{clipboard(SILENT)}; {LYING}",
    "late": f"{clipboard(LATE)}; {LYING}",
    "throwing": f"{clipboard(THROWING)}; {LYING}",
    "not focused": f"{clipboard(UNFOCUSED)}; {LYING}",
    "no ClipboardItem": f"delete window.ClipboardItem; {clipboard(UNFOCUSED)}; {LYING}",
    "a command that throws": f"{NO_CLIPBOARD}; document.execCommand = () => {{ throw new Error() }}",
    "an event without data": f"{NO_CLIPBOARD}; document.execCommand = () => "
    "document.activeElement.dispatchEvent(new Event('copy', { bubbles: true }))",
}


@pytest.mark.parametrize("button", ["复制全文", "复制带格式"])
@pytest.mark.parametrize("script", NEITHER.values(), ids=NEITHER.keys())
def test_nothing_is_called_copied_that_is_not_known_to_be(
    phone: Page, script: str, button: str
) -> None:
    phone.add_init_script(script)
    letter = opened(phone)
    blank(letter, "shop-name").fill("某店")
    press(letter, button)
    box = letter.locator(".kb-copybox")
    expect(box).to_be_focused()
    selected = box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")
    assert selected.startswith("申诉店铺：某店\n")
    expect(letter.get_by_role("status").last).not_to_contain_text("已复制")
    assert the_case(phone)["letters"] == {}
    letter.get_by_role("button", name="复制好了").click()
    assert set(the_case(phone)["letters"]) == {"appeal-goods"}


@pytest.mark.parametrize("act", [SILENT, THROWING, UNFOCUSED], ids=["silent", "throws", "refuses"])
@pytest.mark.parametrize("button", ["复制全文", "复制带格式"])
def test_where_the_clipboard_refuses_the_old_command_copies(
    phone: Page, act: str, button: str
) -> None:
    phone.add_init_script(clipboard(act))
    letter = opened(phone)
    blank(letter, "shop-name").fill("某店")
    press(letter, button)
    expect(letter.get_by_role("status").last).to_contain_text("已复制")
    expect(letter.get_by_role("button", name="贴不出来，自己选")).to_be_visible()
    assert "申诉店铺：某店" in pasted(phone)


@pytest.mark.parametrize(("button", "sure"), [("打印", "印好了"), ("下载 .txt", "存好了")])
def test_a_letter_is_done_only_when_its_owner_says_so(
    letter: Locator, phone: Page, button: str, sure: str
) -> None:
    phone.evaluate("window.print = () => {}")
    press(letter, button)
    expect(letter.get_by_role("button", name="改为复制")).to_be_visible()
    assert phone.evaluate("localStorage.getItem('shensu-youju')") is None
    letter.get_by_role("button", name=sure).click()
    expect(letter.get_by_role("status").last).to_contain_text("已记下")
    assert set(the_case(phone)["letters"]) == {"appeal-goods"}


def test_a_copy_with_blanks_left_is_done_only_when_its_owner_says_so(phone: Page) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    letter = opened(phone)
    blank(letter, "shop-name").fill("某店")
    press(letter, "复制全文")
    expect(letter.get_by_role("status").last).to_contain_text("处没填")
    assert the_case(phone)["letters"] == {}
    letter.get_by_role("button", name="就用这一版").click()
    expect(letter.get_by_role("status").last).to_contain_text("已记下")
    assert set(the_case(phone)["letters"]) == {"appeal-goods"}


def test_where_no_window_to_print_opens_the_letter_is_copied(letter: Locator, phone: Page) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.evaluate("delete window.print; window.print = undefined")
    blank(letter, "shop-name").fill("某店")
    press(letter, "打印")
    letter.get_by_role("button", name="没弹出窗口，改为复制").click()
    expect(letter.get_by_role("status").last).to_contain_text("已复制")
    expect(letter.get_by_role("status").last).to_contain_text("处没填")
    expect(letter.get_by_role("button", name="就用这一版")).to_be_visible()
    assert the_case(phone)["letters"] == {}
    assert "申诉店铺：某店" in pasted(phone)


def test_the_word_file_is_not_called_saved(letter: Locator, phone: Page) -> None:
    link = letter.get_by_role("link", name="Word 版", include_hidden=True)
    uncover(link)
    with phone.expect_download():
        link.click()
    expect(letter.get_by_role("status").last).to_contain_text("在下载里看到它，才算存好")
    letter.get_by_role("button", name="没有文件，改为复制").click()
    expect(letter.get_by_label("全文，已选中")).to_have_value(re.compile("^申诉店铺："))


def test_where_the_new_clipboard_is_missing_formatted_text_is_copied_the_old_way(
    phone: Page,
) -> None:
    phone.add_init_script(NO_CLIPBOARD)
    letter = opened(phone)
    blank(letter, "shop-name").fill("某店")
    press(letter, "复制带格式")
    expect(letter.get_by_role("status").last).to_contain_text("已复制带格式")
    assert "申诉店铺：某店" in pasted(phone)


def test_the_letter_prints_alone_with_place_for_signature_and_seal(
    letter: Locator, phone: Page
) -> None:
    phone.evaluate("window.print = () => {}")
    blank(letter, "shop-name").fill("某店")
    press(letter, "打印")
    phone.emulate_media(media="print")
    sheet = phone.locator(".kb-sheet")
    for words in ("实物订单申诉说明", "申诉店铺：某店", "签名：", "盖章："):
        expect(sheet).to_contain_text(words)
    expect(phone.locator("article")).to_be_hidden()


def test_masking_keeps_what_was_typed_after_the_advice(letter: Locator) -> None:
    box = blank(letter, "wrong-point")
    box.fill("电话 13812345678")
    box.blur()
    box.fill("电话 13812345678\n又写了一段")
    box.blur()
    letter.get_by_role("button", name="遮盖").click()
    expect(box).to_have_value("电话 138****5678\n又写了一段")
