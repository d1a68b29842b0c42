"""What could not be stored is not done, whatever button was pressed; what was typed outlives a reload."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import EMPTY_CASE, FULL_CASE, press, ready, seed, stored, uncover
from tests.browser.test_acts import CLAIMS, FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page


@pytest.fixture(params=["blocked", "full"])
def failing(
    browser: Browser, browser_context_args: dict[str, Any], request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A page that has a case, and can store nothing more once its window is called so."""
    context = browser.new_context(**browser_context_args)
    context.add_init_script(FAULTS)
    page = context.new_page()
    seed(page, {"case-a": FULL_CASE | {"title": "甲案"}, "case-b": {"title": "乙案"}})
    page.fault = request.param  # type: ignore[attr-defined]
    yield page
    context.close()


def refused(page: Page, address: str, widget: str) -> Locator:
    """Open a tool and let storage fail from now on."""
    page.goto(address)
    ready(page)
    page.evaluate("fault => { name = fault; }", page.fault)  # type: ignore[attr-defined]
    return page.locator(widget).first


def says_that_it_is_not_stored(page: Page, within: Locator) -> None:
    """Here and in the bar, and nowhere that anything was kept."""
    status = within.get_by_role("status").filter(has_text="没有存下")
    expect(status).to_have_count(1)
    assert not CLAIMS.search(" ".join(within.get_by_role("status").all_inner_texts()))
    expect(page.locator("kb-case-bar").get_by_role("status")).not_to_be_empty()


def test_an_entry_of_the_log(failing: Page) -> None:
    log = refused(failing, "tools/log/", "kb-log")
    log.get_by_label("说了什么").fill("很长的一段")
    for _ in range(3):
        log.get_by_role("button", name="记下这一条").click()
    says_that_it_is_not_stored(failing, log)
    expect(log.locator(".kb-said")).to_have_text(["买家说收到了"])
    expect(log.get_by_label("说了什么")).to_have_value("很长的一段")
    failing.evaluate("name = ''")
    log.get_by_role("button", name="记下这一条").click()
    expect(log.locator(".kb-said")).to_have_text(["买家说收到了", "很长的一段"])
    expect(failing.locator("kb-case-bar .kb-status")).to_be_empty()


def test_an_entry_that_is_deleted(failing: Page) -> None:
    log = refused(failing, "tools/log/", "kb-log")
    press(log, "删除")
    says_that_it_is_not_stored(failing, log)
    expect(log.locator(".kb-card")).to_have_count(1)


def test_files(failing: Page) -> None:
    exhibits = refused(failing, "tools/exhibits/", "kb-exhibits")
    for name in ("甲.png", "乙.png"):
        file: Any = {"name": name, "mimeType": "image/png", "buffer": name.encode()}
        exhibits.locator("input[type=file]").first.set_input_files(file)
        says_that_it_is_not_stored(failing, exhibits)
    expect(exhibits.locator(".kb-card__title")).to_have_text(["附件 1　底单.png"])


def test_a_deadline_of_ones_own(failing: Page) -> None:
    deadlines = refused(failing, "tools/deadlines/", "kb-deadlines")
    uncover(deadlines.get_by_label("什么事")).fill("给底单")
    for _ in range(2):
        press(deadlines, "加上")
    says_that_it_is_not_stored(failing, deadlines)
    expect(deadlines.locator(".kb-card")).to_have_count(1)
    expect(deadlines.get_by_label("什么事")).to_have_value("给底单")


def test_a_deadline_that_is_met_and_one_that_is_removed(failing: Page) -> None:
    deadlines = refused(failing, "tools/deadlines/", "kb-deadlines")
    for name in ("办完了", "清除时间", "从案件里去掉"):
        press(deadlines, name)
        says_that_it_is_not_stored(failing, deadlines)
    expect(deadlines.locator(".kb-card")).to_contain_text("截止：2026 年 11 月 25 日")
    expect(deadlines.get_by_role("button", name="办完了")).to_be_attached()


def test_the_date_of_a_deadline(failing: Page) -> None:
    deadline = refused(failing, "respond/first-day/", "[data-kb-deadline='appeal-fake']")
    box = uncover(deadline.get_by_label("后台或文书写的截止时间"))
    box.fill("2026-11-30T10:00")
    box.press("Tab")
    says_that_it_is_not_stored(failing, deadline)
    expect(deadline.get_by_role("status").last).to_contain_text("2026 年 11 月 30 日")
    expect(box).to_have_value("2026-11-30T10:00")
    expect(deadline.locator(".kb-due__when")).to_contain_text("11 月 25 日")


@pytest.mark.parametrize("act", ["新建", "复制一份", "归档", "删除"])
def test_cases(failing: Page, act: str) -> None:
    cases = refused(failing, "tools/cases/", "kb-cases")
    uncover(cases.get_by_placeholder("例如：10 月那批订单")).fill("丙案")
    before = cases.locator(".kb-card").all_inner_texts()
    for _ in range(2):
        press(cases, act)
        says_that_it_is_not_stored(failing, cases)
    assert cases.locator(".kb-card").all_inner_texts() == before
    expect(cases.get_by_placeholder("例如：10 月那批订单")).to_have_value("丙案")


def test_a_plan(failing: Page) -> None:
    triage = refused(failing, "start/triage/#what-happened.appeal-own", "kb-triage")
    press(triage, "按这个建一件案件")
    says_that_it_is_not_stored(failing, triage)
    expect(triage.get_by_role("link", name="打开我的案件")).to_have_count(0)
    expect(failing.locator("kb-case-bar")).to_contain_text("甲案")


def test_ticks_that_are_cleared(failing: Page) -> None:
    checklist = refused(failing, "respond/first-day/", "[data-kb-checklist='first-day']")
    expect(checklist.get_by_text("完成 1 /")).to_be_visible()
    press(checklist, "清除勾选")
    says_that_it_is_not_stored(failing, checklist)
    expect(checklist.get_by_text("完成 1 /")).to_be_visible()


def test_ticks_and_notes_stay_where_they_are_made_and_it_is_said(failing: Page) -> None:
    checklist = refused(failing, "respond/first-day/", "[data-kb-checklist='first-day']")
    checklist.get_by_role("checkbox").nth(1).check()
    press(checklist, "备注：", 1)
    checklist.locator("textarea").nth(1).fill("打到一半")
    expect(checklist.get_by_role("checkbox").nth(1)).to_be_checked()
    expect(checklist.locator("textarea").nth(1)).to_have_value("打到一半")
    expect(failing.locator("kb-case-bar").get_by_role("status")).not_to_be_empty()


def test_an_import(failing: Page) -> None:
    backup = refused(failing, "tools/backup/", "kb-backup")
    content = {"format": "shensu-youju.backup", "version": 4, "cases": {"case-z": EMPTY_CASE}}
    uncover(backup.get_by_label("备份的全文")).fill(json.dumps(content))
    press(backup, "看看会改动什么")
    for name in ("合并", "替换"):
        press(backup, name)
        says_that_it_is_not_stored(failing, backup)
        assert "已" not in backup.locator(".kb-status").inner_text()
    expect(failing.locator("kb-case-bar")).to_contain_text("甲案")
    failing.evaluate("name = ''")
    press(backup, "合并")
    assert set(stored(failing)["cases"]) == {"case-a", "case-b", "case-z"}


DRAFTS = [
    ("tools/log/", "kb-log", "说了什么", "打到一半"),
    ("tools/log/", "kb-log", "答应了什么", "明天"),
    ("tools/cases/", "kb-cases section + * + *", "案件名称", "丙案"),
    ("tools/cases/", "kb-cases .kb-desk", "案件名称", "改到一半"),
    ("tools/deadlines/", "kb-deadlines", "什么事", "给底单"),
    ("tools/deadlines/", "kb-deadlines", "倒计时：小时", "5"),
    ("respond/first-day/", "[data-kb-deadline='appeal-fake']", "倒计时：天", "3"),
    ("tools/backup/", "kb-backup", "备份的全文", "{打到一半"),
    ("tools/exhibits/", "kb-exhibits", "证明什么", "已揽"),
]


@pytest.mark.parametrize(("address", "within", "label", "text"), DRAFTS)
def test_what_is_typed_anywhere_outlives_a_reload(
    phone: Page, address: str, within: str, label: str, text: str
) -> None:
    seed(phone, {"case-a": FULL_CASE})
    phone.goto(address)
    ready(phone)
    box = phone.locator(within).get_by_label(label).first
    uncover(box).fill(text)
    phone.reload()
    ready(phone)
    expect(box).to_have_value(text)


def test_an_entry_changed_in_one_tab_and_reloaded_takes_nothing_back_of_another(
    phone: Page,
) -> None:
    seed(phone, {"case-a": FULL_CASE})
    phone.goto("tools/log/")
    press(phone.locator("kb-log"), "修改")
    phone.get_by_label("答应了什么").fill("明天答复")
    second = phone.context.new_page()
    second.goto("tools/log/")
    press(second.locator("kb-log"), "修改")
    second.get_by_label("说了什么").fill("买家说没收到")
    second.get_by_role("button", name="存下修改").click()
    phone.reload()
    expect(phone.get_by_label("答应了什么")).to_have_value("明天答复")
    phone.get_by_role("button", name="存下修改").click()
    [entry] = stored(phone)["cases"]["case-a"]["log"]
    assert (entry["said"], entry["promised"]) == ("买家说没收到", "明天答复")


def test_a_draft_of_one_case_does_not_go_into_another(phone: Page) -> None:
    seed(phone, {"case-a": {"title": "甲案"}, "case-b": {"title": "乙案"}})
    phone.goto("tools/log/")
    phone.get_by_label("说了什么").fill("甲案的话")
    phone.goto("tools/cases/")
    press(phone.locator("kb-cases"), "用这件：乙案")
    phone.go_back()
    ready(phone)
    expect(phone.get_by_label("说了什么")).to_have_value("")
    phone.goto("tools/cases/")
    press(phone.locator("kb-cases"), "用这件：甲案")
    phone.goto("tools/log/")
    expect(phone.get_by_label("说了什么")).to_have_value("甲案的话")
