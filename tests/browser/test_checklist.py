"""Checklists tick, remember, count and reset; without scripts they read as lists."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import press, ready, uncover

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from macros.handbook.model import Handbook

ADDRESS = "respond/first-day/"
LIST = "[data-kb-checklist='first-day']"


@pytest.fixture
def checklist(phone: Page) -> Locator:
    phone.goto(ADDRESS)
    ready(phone)
    return phone.locator(LIST)


def test_ticks_are_counted_and_survive_a_reload(
    checklist: Locator, phone: Page, book: Handbook
) -> None:
    size = len(book.checklists["first-day"].items)
    boxes = checklist.get_by_role("checkbox")
    expect(boxes).to_have_count(size)
    boxes.nth(0).check()
    boxes.nth(2).check()
    expect(checklist.get_by_text(f"完成 2 / {size}")).to_be_visible()
    phone.reload()
    expect(boxes.nth(0)).to_be_checked()
    expect(boxes.nth(1)).not_to_be_checked()
    expect(boxes.nth(2)).to_be_checked()
    expect(checklist.get_by_text(f"完成 2 / {size}")).to_be_visible()


def test_the_words_of_an_item_tick_it_too(checklist: Locator) -> None:
    checklist.locator(".kb-item__what").first.click()
    expect(checklist.get_by_role("checkbox").first).to_be_checked()


def test_a_reset_can_be_undone(checklist: Locator, phone: Page) -> None:
    boxes = checklist.get_by_role("checkbox")
    boxes.nth(1).check()
    boxes.nth(3).check()
    press(checklist, "清除勾选")
    expect(boxes.nth(1)).not_to_be_checked()
    expect(checklist.get_by_role("status")).to_contain_text("已清除 2 个勾选")
    checklist.get_by_role("button", name="撤销").click()
    expect(boxes.nth(1)).to_be_checked()
    expect(boxes.nth(3)).to_be_checked()
    phone.reload()
    expect(boxes.nth(3)).to_be_checked()


def test_a_reset_leaves_other_checklists_alone(phone: Page) -> None:
    phone.goto("respond/appeal/")
    other = phone.locator("[data-kb-checklist='appeal-submit']").get_by_role("checkbox").first
    other.check()
    phone.goto(ADDRESS)
    checklist = phone.locator(LIST)
    checklist.get_by_role("checkbox").first.check()
    press(checklist, "清除勾选")
    phone.goto("respond/appeal/")
    expect(other).to_be_checked()


def test_a_keyboard_alone_ticks_and_opens(checklist: Locator, phone: Page) -> None:
    first = checklist.get_by_role("checkbox").first
    checklist.locator(".kb-bar summary").focus()
    phone.keyboard.press("Tab")
    expect(first).to_be_focused()
    phone.keyboard.press("Space")
    expect(first).to_be_checked()
    expect(first).to_be_focused()
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(checklist.get_by_text("为什么：").first).to_be_visible()


def test_ticks_survive_going_away_and_back(checklist: Locator, phone: Page) -> None:
    checklist.get_by_role("checkbox").first.check()
    phone.locator("article").get_by_role("link", name="自查自纠").first.click()
    phone.wait_for_url("**/respond/self-check/")
    phone.go_back()
    phone.wait_for_url("**/respond/first-day/")
    expect(phone.locator(LIST).get_by_role("checkbox").first).to_be_checked()
    expect(phone.locator(f"{LIST} .kb-bar")).to_have_count(1)


def test_two_tabs_keep_each_others_ticks(checklist: Locator, phone: Page) -> None:
    second = phone.context.new_page()
    second.goto(ADDRESS)
    checklist.get_by_role("checkbox").nth(0).check()
    second.locator(LIST).get_by_role("checkbox").nth(1).check()
    expect(second.locator(LIST).get_by_role("checkbox").nth(0)).to_be_checked()
    expect(checklist.get_by_role("checkbox").nth(1)).to_be_checked()
    phone.reload()
    expect(checklist.get_by_text("完成 2 /")).to_be_visible()


@pytest.mark.parametrize(
    "stored", ["{broken", "[]", "null", '{"version":1}', '{"version":1,"active":"a","cases":{"a":{"ticks":[],"blanks":{}}}}']
)  # fmt: skip
def test_broken_storage_is_set_aside_and_told(phone: Page, stored: str) -> None:
    phone.add_init_script(
        f"if (!sessionStorage.seeded) {{ sessionStorage.seeded = 1; localStorage.setItem('shensu-youju', {json.dumps(stored)}) }}"
    )
    phone.goto(ADDRESS)
    checklist = phone.locator(LIST)
    expect(phone.locator("kb-case-bar").get_by_role("status")).to_contain_text("没有覆盖")
    checklist.get_by_role("checkbox").first.check()
    kept = phone.evaluate(
        "Object.entries(localStorage).filter(([k]) => k.startsWith('shensu-youju.broken.')).map(([, v]) => v)"
    )
    assert kept == [stored]
    phone.reload()
    expect(checklist.get_by_role("checkbox").first).to_be_checked()


def test_storage_of_a_newer_version_is_left_untouched(phone: Page) -> None:
    stored = '{"version":99,"shape":"unknown"}'
    phone.add_init_script(f"localStorage.setItem('shensu-youju', {json.dumps(stored)})")
    phone.goto(ADDRESS)
    checklist = phone.locator(LIST)
    expect(phone.locator("kb-case-bar").get_by_role("status")).to_contain_text("更新的版本")
    checklist.get_by_role("checkbox").first.check()
    assert phone.evaluate("localStorage.getItem('shensu-youju')") == stored


def test_ticks_stay_on_the_page_when_storage_is_full_of_other_things(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    """What could not be stored is not lost with the next tick."""
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    page.goto(ADDRESS)
    boxes = page.locator(LIST).get_by_role("checkbox")
    boxes.nth(0).check()
    page.evaluate(f"{SPOILED['full'][0]}; null")
    for n in (1, 2, 3):
        boxes.nth(n).check()
    assert [boxes.nth(n).is_checked() for n in range(4)] == [True] * 4
    context.close()


def test_undo_keeps_what_was_ticked_since(checklist: Locator) -> None:
    boxes = checklist.get_by_role("checkbox")
    boxes.nth(0).check()
    press(checklist, "清除勾选")
    boxes.nth(1).check()
    checklist.get_by_role("button", name="撤销").click()
    expect(boxes.nth(0)).to_be_checked()
    expect(boxes.nth(1)).to_be_checked()


def test_a_newer_state_written_meanwhile_is_not_overwritten(
    checklist: Locator, phone: Page
) -> None:
    phone.evaluate("""localStorage.setItem('shensu-youju', '{"version":99}')""")
    checklist.get_by_role("checkbox").first.check()
    assert phone.evaluate("localStorage.getItem('shensu-youju')") == '{"version":99}'
    expect(checklist.get_by_role("status")).to_contain_text("更新的版本")


SPOILED = {
    "blocked": (
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })",
        "不让网页保存",
    ),
    "full": (
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
        "存储满了",
    ),
}


@pytest.mark.parametrize("how", SPOILED)
def test_storage_that_fails_is_told_and_ticking_goes_on(
    browser: Browser, browser_context_args: dict[str, Any], how: str
) -> None:
    """The theme itself complains on the console here, so nobody watches this context."""
    spoil, said = SPOILED[how]
    context = browser.new_context(**browser_context_args)
    context.add_init_script(spoil)
    page = context.new_page()
    page.goto(ADDRESS)
    checklist = page.locator(LIST)
    checklist.get_by_role("checkbox").first.check()
    expect(checklist.get_by_role("checkbox").first).to_be_checked()
    expect(checklist.get_by_role("status")).to_contain_text(said)
    context.close()


def test_without_scripts_it_reads_as_a_list(
    browser: Browser, browser_context_args: dict[str, Any], book: Handbook
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    for item in book.checklists["first-day"].items:
        row = page.locator(f"[data-kb-item='first-day.{item.id}']")
        expect(row.locator(".kb-item__what")).to_be_visible()
        expect(row.locator("summary")).to_be_visible()
    expect(page.get_by_role("checkbox", name="先停")).to_have_count(0)
    page.locator(f"{LIST} summary").first.click()
    expect(page.get_by_text("为什么：").first).to_be_visible()
    context.close()


def test_a_step_that_does_not_apply_is_not_counted(
    checklist: Locator, phone: Page, book: Handbook
) -> None:
    size = len(book.checklists["first-day"].items)
    press(checklist, "不适用", 1)
    checklist.get_by_role("checkbox").nth(0).check()
    expect(checklist.get_by_text(f"完成 1 / {size - 1}，1 步不适用")).to_be_visible()
    phone.reload()
    skip = uncover(checklist.get_by_role("button", name="不适用", include_hidden=True).nth(1))
    expect(skip).to_have_attribute("aria-pressed", "true")
    checklist.get_by_role("checkbox").nth(1).check()
    expect(checklist.get_by_text(f"完成 2 / {size}")).to_be_visible()


def test_a_note_stays_with_its_step(checklist: Locator, phone: Page) -> None:
    press(checklist, "备注", 2)
    phone.keyboard.type("<i>已截图</i>")
    phone.reload()
    note = checklist.get_by_role("textbox", name="备注").first
    expect(note).to_have_value("<i>已截图</i>")
    note.fill("")
    phone.reload()
    expect(checklist.get_by_role("textbox", name="备注")).to_have_count(0)


def test_progress_is_told_by_section(checklist: Locator, book: Handbook) -> None:
    first = book.checklists["first-day"].items[0].section
    size = sum(item.section == first for item in book.checklists["first-day"].items)
    checklist.get_by_role("checkbox").first.check()
    expect(checklist.locator("h4").first).to_have_text(f"{first}1 / {size}")


def test_only_what_remains_is_shown_and_focus_goes_on(checklist: Locator) -> None:
    boxes = checklist.get_by_role("checkbox")
    boxes.nth(0).check()
    checklist.get_by_role("button", name="只看未完成").click()
    rows = checklist.locator("[data-kb-item]")
    expect(rows.nth(0)).to_be_hidden()
    expect(rows.nth(1)).to_be_visible()
    rows.nth(1).get_by_role("checkbox").click()
    expect(rows.nth(1)).to_be_hidden()
    expect(rows.nth(2).get_by_role("checkbox")).to_be_focused()
    expect(checklist.get_by_role("status")).to_contain_text("还剩 10 步")
    checklist.get_by_role("button", name="只看未完成").click()
    expect(rows.nth(0)).to_be_visible()


@pytest.mark.parametrize(
    ("button", "signs"), [("打印", ["☑", "—", "☐"]), ("打印空白", ["☐", "☐", "☐"])]
)
def test_it_prints_with_marks_or_blank(
    checklist: Locator, phone: Page, button: str, signs: list[str]
) -> None:
    phone.evaluate("window.print = () => {}")
    checklist.get_by_role("checkbox").nth(0).check()
    press(checklist, "不适用", 1)
    press(checklist, button)
    phone.emulate_media(media="print")
    steps = phone.locator(".kb-sheet li")
    assert [text.strip()[0] for text in steps.all_inner_texts()[:3]] == signs
    expect(phone.locator("article")).to_be_hidden()
    phone.emulate_media(media="screen")
    phone.keyboard.press("Shift")
    expect(phone.locator(".kb-sheet")).to_have_count(0)


def test_a_recurring_checklist_starts_a_round_and_keeps_the_last(phone: Page) -> None:
    phone.goto("respond/self-check-monthly/")
    checklist = phone.locator("[data-kb-checklist='monthly-check']")
    boxes = checklist.get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(1).check()
    press(checklist, "开始新一轮")
    expect(boxes.nth(0)).not_to_be_checked()
    checklist.locator("summary", has_text="过去的轮次（1）").click()
    expect(checklist.get_by_text("结束：完成 2 步")).to_be_visible()
    checklist.get_by_role("button", name="撤销").click()
    expect(boxes.nth(1)).to_be_checked()
    expect(checklist.get_by_text("过去的轮次")).to_be_hidden()


def test_each_step_has_an_address_of_its_own(checklist: Locator, phone: Page) -> None:
    phone.goto(f"{ADDRESS}#first-day.save-notice")
    expect(phone.locator("#first-day\\.save-notice")).to_be_in_viewport()
    checklist.locator(".kb-item summary").first.click()
    link = checklist.get_by_role("link", name="这一步的链接").first
    assert (link.get_attribute("href") or "").startswith("#first-day.")
