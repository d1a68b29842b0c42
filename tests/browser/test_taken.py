"""What a seller types stands as it was understood when a field is left, and comes back with one button."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NOW, PASTE, press, stored_text, the_case

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ONE, OTHER = "4012345678901234567", "4012345678901234568"
LETTER = "appeal-goods"


@pytest.fixture(autouse=True)
def _now(phone: Page) -> None:
    phone.clock.set_fixed_time(NOW)


def blank(page: Page, name: str, letter: str = LETTER) -> Locator:
    return page.locator(f"#blank-{letter}-{name}")


def told(page: Page, name: str, letter: str = LETTER) -> Locator:
    return page.locator(f"#blank-{letter}-{name}-advice")


def open_letter(page: Page, address: str = "respond/appeal-goods/", letter: str = LETTER) -> None:
    page.goto(address)
    page.locator(f"[data-kb-template='{letter}'] .kb-disclosure__head").click()
    expect(page.locator(f"[data-kb-template='{letter}'] .kb-form__row").first).to_be_visible()


def leave(field: Locator, typed: str) -> None:
    field.fill(typed)
    field.blur()


@pytest.mark.parametrize(
    ("name", "typed", "stands", "said"),
    [
        ("pay-amount", "１２８．５０", "128.50", "看作 128.50。"),
        ("pay-amount", "128.5元", "128.5", "看作 128.5。"),
        ("pay-amount", "¥128", "128", "看作 128。"),
        ("pay-amount", "1,280.00", "1280.00", "看作 1280.00。"),
        ("order-count", "14笔", "14", "看作 14。"),
        ("order-no", "４０１２３４５６７８９０１２３４５６７", ONE, f"看作 {ONE}。"),
        ("order-no", "4012 3456 7890 1234 567", ONE, f"看作 {ONE}。"),
        ("order-list", f"{ONE}\n{OTHER}", f"{ONE}、{OTHER}", f"看作 {ONE}、{OTHER}。"),
        ("tracking-no", "No: ＳＦ139 1234 567890", "SF1391234567890", "看作 SF1391234567890。"),
        ("contact-phone", "１３８ ００００ ００００", "13800000000", "看作 13800000000。"),
    ],
)
def test_what_is_typed_stands_as_it_is_understood_and_comes_back(
    phone: Page, name: str, typed: str, stands: str, said: str
) -> None:
    open_letter(phone)
    field = blank(phone, name)
    leave(field, typed)
    expect(field).to_have_value(stands)
    expect(told(phone, name)).to_contain_text(said)
    expect(told(phone, name)).to_have_attribute("role", "status")
    place = phone.locator(f"[data-kb-template='{LETTER}'] [data-kb-field={name}]").first
    expect(place).to_have_text(stands)
    told(phone, name).get_by_role("button", name="撤销").click()
    expect(field).to_have_value(typed)
    expect(field).to_be_focused()
    field.blur()  # and is not understood anew
    expect(field).to_have_value(typed)
    expect(told(phone, name)).to_contain_text("已改回原样。")
    if name != "contact-phone":  # personal, and not stored
        assert the_case(phone)["blanks"][name] == typed


def test_nothing_is_stored_or_said_when_a_field_is_only_visited(phone: Page) -> None:
    open_letter(phone)
    leave(blank(phone, "pay-amount"), "128.50")
    expect(told(phone, "pay-amount")).to_be_empty()
    before = stored_text(phone)
    for name in ("pay-amount", "order-no", "notice-time", "order-list"):
        blank(phone, name).focus()
        blank(phone, name).blur()
    assert stored_text(phone) == before
    expect(told(phone, "pay-amount")).to_be_empty()


def test_two_orders_where_one_fits_stay_and_it_is_said_where_the_other_goes(phone: Page) -> None:
    open_letter(phone)
    leave(blank(phone, "order-no"), f"{ONE}、{OTHER}")
    expect(blank(phone, "order-no")).to_have_value(f"{ONE}、{OTHER}")
    expect(told(phone, "order-no")).to_have_text("这一空只写一笔，另一笔写到“涉及订单编号”。")
    expect(told(phone, "order-no").get_by_role("button")).to_have_count(0)


def test_a_button_is_not_missed_when_advice_appears_above_it(phone: Page) -> None:
    open_letter(phone)
    blank(phone, "order-no").fill("４０１２３４５６７８９０１２３４５６７")
    target = blank(phone, "order-time")
    target.scroll_into_view_if_needed()
    place = target.bounding_box()
    assert place
    phone.mouse.move(place["x"] + 20, place["y"] + place["height"] / 2)
    phone.mouse.down()
    expect(told(phone, "order-no")).to_be_empty()
    phone.mouse.up()
    expect(target).to_be_focused()
    expect(told(phone, "order-no")).to_contain_text("看作")


def test_typing_by_pinyin_is_understood_when_the_word_is_chosen(phone: Page) -> None:
    open_letter(phone)
    keys = phone.context.new_cdp_session(phone)
    field = blank(phone, "order-count")
    field.focus()
    keys.send("Input.imeSetComposition", {"text": "shi'si'bi", "selectionStart": 9, "selectionEnd": 9})  # fmt: skip
    phone.wait_for_timeout(200)
    expect(told(phone, "order-count")).to_be_empty()
    keys.send("Input.insertText", {"text": "十四笔"})
    expect(field).to_have_value("十四笔")
    field.blur()
    expect(field).to_have_value("14")


# --- days and times, pasted ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["2026年11月3日 14:05", "2026/11/3 14:05", "11.3 14:05", "11月3日下午2点05分", "20261103 1405"],
)
def test_a_pasted_time_fills_a_letter(phone: Page, text: str) -> None:
    open_letter(phone)
    field = blank(phone, "notice-time")
    field.evaluate(PASTE, text)
    expect(field).to_have_value("2026-11-03T14:05")
    expect(field).to_have_attribute("type", "datetime-local")
    expect(told(phone, "notice-time")).to_contain_text("看作 2026 年 11 月 3 日 14:05。")
    assert the_case(phone)["blanks"]["notice-time"] == "2026-11-03T14:05"
    told(phone, "notice-time").get_by_role("button", name="撤销").click()
    expect(field).to_have_value("")
    assert not the_case(phone)["blanks"]["notice-time"]


def test_a_real_paste_reaches_a_field_for_days(phone: Page) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_letter(phone)
    phone.evaluate("navigator.clipboard.writeText('2026年11月3日 14:05')")
    blank(phone, "letter-date").focus()
    phone.keyboard.press("ControlOrMeta+V")
    expect(blank(phone, "letter-date")).to_have_value("2026-11-03")
    expect(told(phone, "letter-date")).to_contain_text("看作 2026 年 11 月 3 日。")


def test_a_pasted_day_waits_for_its_time(phone: Page) -> None:
    open_letter(phone)
    field = blank(phone, "notice-time")
    field.evaluate(PASTE, "2026/11/3")
    expect(field).to_have_value("2026-11-03")
    expect(told(phone, "notice-time")).to_contain_text("还差几点几分")
    field.press_sequentially(" 14:05")
    field.blur()
    assert the_case(phone)["blanks"]["notice-time"] == "2026-11-03T14:05"


def test_a_paste_that_is_not_understood_is_said_and_changes_nothing(phone: Page) -> None:
    open_letter(phone)
    field = blank(phone, "notice-time")
    leave(field, "2026-11-20T09:30")
    field.evaluate(PASTE, "下周三")
    expect(field).to_have_value("2026-11-20T09:30")
    expect(told(phone, "notice-time")).to_contain_text("粘贴的是“下周三”。没看懂。")


def deadline_of(page: Page) -> Locator:
    page.goto("respond/first-day/")
    deadline = page.locator("[data-kb-deadline='appeal-fake']")
    deadline.locator(".kb-disclosure__head").click()
    return deadline


def test_a_pasted_time_sets_a_deadline_and_is_taken_back(phone: Page) -> None:
    deadline = deadline_of(phone)
    due = deadline.get_by_label("后台或文书写的截止时间")
    due.evaluate(PASTE, "11月25日上午10点半")
    expect(due).to_have_value("2026-11-25T10:30")
    expect(due).to_have_accessible_description(re.compile("看作 2026 年 11 月 25 日"))
    expect(deadline.locator(".kb-due__when")).to_contain_text("10:30")
    due.blur()
    press(deadline, "撤销")
    expect(due).to_have_value("")
    expect(due).to_be_focused()
    expect(deadline.locator(".kb-due__result")).to_be_hidden()
    assert the_case(phone)["deadlines"]["appeal-fake"]["due"] == ""
    due.blur()
    expect(due).to_have_value("")


def test_a_pasted_day_waits_for_its_time_in_a_deadline_and_outlives_a_reload(phone: Page) -> None:
    deadline = deadline_of(phone)
    due = deadline.get_by_label("后台或文书写的截止时间")
    due.evaluate(PASTE, "2026年11月25日")
    expect(due).to_have_value("2026-11-25")
    expect(due).to_have_accessible_description(re.compile("还差几点几分"))
    phone.reload()
    deadline.locator(".kb-disclosure__head").click()
    expect(due).to_have_value("2026-11-25")
    leave(due, "2026-11-25 10点半")
    assert the_case(phone)["deadlines"]["appeal-fake"]["due"] == "2026-11-25T10:30"
    expect(due).to_have_attribute("type", "datetime-local")


def test_a_count_stands_as_a_number_and_comes_back(phone: Page) -> None:
    deadline = deadline_of(phone)
    days = deadline.get_by_label("倒计时：天")
    leave(days, "２天")
    expect(days).to_have_value("2")
    said = deadline.locator(".kb-form__told", has_text="“天”看作 2。")
    expect(said).to_be_visible()
    said.get_by_role("button", name="撤销").click()
    expect(days).to_have_value("２天")
    expect(days).to_be_focused()
    leave(deadline.get_by_label("倒计时：小时"), "３小时")
    expect(deadline.get_by_label("倒计时：小时")).to_have_value("3")
    press(deadline, "记下")
    assert the_case(phone)["deadlines"]["appeal-fake"]["due"] == "2026-11-24T13:00"


def test_a_pasted_time_fills_the_log(phone: Page) -> None:
    phone.goto("tools/log/")
    log = phone.locator("kb-log")
    at = log.get_by_label("时间（北京时间）")
    at.evaluate(PASTE, "2026/11/3 14:05")
    expect(at).to_have_value("2026-11-03T14:05")
    at.evaluate(PASTE, "昨天")
    expect(at).to_have_value("2026-11-03T14:05")
    expect(at).to_have_accessible_description(re.compile("粘贴的是“昨天”"))
    log.get_by_label("说了什么").fill("买家说少一件")
    log.get_by_role("button", name="记下这一条").click()
    expect(log.locator(".kb-card__title")).to_contain_text("2026 年 11 月 3 日")
