"""Cases: nobody must make one, several stand side by side, and nothing done to them is final."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NOW, seed, stored

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@pytest.fixture
def cases(phone: Page) -> Locator:
    phone.goto("tools/cases/")
    return phone.locator("kb-cases")


def create(cases: Locator, name: str) -> None:
    cases.locator("summary", has_text="新建案件").click()
    cases.locator("details", has_text="新建案件").get_by_label("案件名称").fill(name)
    cases.get_by_role("button", name="新建", exact=True).click()
    expect(cases.get_by_role("status")).to_contain_text("已新建")


def card(cases: Locator, title: str) -> Locator:
    return cases.locator(".kb-card").filter(has=cases.page.get_by_text(title, exact=True))


def test_a_first_case_appears_by_itself_and_is_named_on_every_page(phone: Page) -> None:
    phone.goto("respond/first-day/")
    expect(phone.locator("kb-case-bar")).to_contain_text("案件：我的案件")
    phone.locator("[data-kb-checklist='first-day']").get_by_role("checkbox").first.check()
    phone.locator("kb-case-bar a").first.click()
    phone.wait_for_url("**/tools/cases/")
    expect(phone.locator("kb-cases")).to_contain_text("收到通知的第一天")
    expect(phone.locator("kb-cases .kb-desk")).to_contain_text("清单1/12")


def test_each_case_has_ticks_and_blanks_of_its_own(cases: Locator, phone: Page) -> None:
    phone.goto("respond/first-day/")
    first = phone.locator("[data-kb-checklist='first-day']").get_by_role("checkbox").first
    first.check()
    phone.goto("tools/cases/")
    create(cases, "乙案")
    phone.goto("respond/first-day/")
    expect(phone.locator("kb-case-bar")).to_contain_text("案件：乙案")
    expect(first).not_to_be_checked()
    phone.goto("tools/cases/")
    cases.get_by_role("button", name="用这件：我的案件").click()
    phone.goto("respond/first-day/")
    expect(first).to_be_checked()


def test_creating_a_case_can_be_undone(cases: Locator) -> None:
    create(cases, "乙案")
    expect(cases.locator(".kb-desk")).to_contain_text("乙案")
    cases.get_by_role("button", name="撤销").click()
    expect(cases.locator(".kb-desk")).to_contain_text("我的案件")
    expect(cases.get_by_role("heading", name="全部案件")).to_contain_text("（1）")


def test_a_case_is_renamed_and_takes_its_kind(cases: Locator, phone: Page) -> None:
    cases.locator("summary", has_text="改名字").click()
    name = cases.locator(".kb-desk").get_by_label("案件名称")
    name.fill("<b>十月</b>那批")
    name.press("Tab")
    expect(cases.locator(".kb-desk h2")).to_have_text("<b>十月</b>那批")
    cases.locator(".kb-desk").get_by_label("类别").select_option("dispute")
    expect(cases.locator(".kb-desk")).to_contain_text("售后纠纷")
    phone.reload()
    expect(phone.locator("kb-case-bar")).to_contain_text("<b>十月</b>那批")
    expect(cases.locator(".kb-desk")).to_contain_text("售后纠纷")


def test_a_deleted_case_comes_back_with_all_it_held(cases: Locator, phone: Page) -> None:
    seed(phone, {"case-a": {"title": "甲案", "notes": {"first-day.save-notice": "记"}}})
    phone.goto("tools/cases/")
    cases.get_by_role("button", name="删除：甲案").click()
    expect(cases.locator(".kb-desk")).not_to_contain_text("甲案")
    cases.get_by_role("button", name="撤销").click()
    expect(cases.locator(".kb-desk")).to_contain_text("甲案")
    note = "JSON.parse(localStorage['shensu-youju']).cases['case-a'].notes"
    assert phone.evaluate(note) == {"first-day.save-notice": "记"}


def test_an_archived_case_goes_last_and_comes_back(cases: Locator) -> None:
    create(cases, "乙案")
    cases.get_by_role("button", name="归档：乙案").click()
    expect(cases.locator(".kb-card").last).to_contain_text("已归档")
    cases.get_by_role("button", name="取消归档：乙案").click()
    expect(cases.locator(".kb-cards")).not_to_contain_text("已归档")


def test_a_copy_does_not_change_its_original(cases: Locator, phone: Page) -> None:
    cases.get_by_role("button", name="复制一份：我的案件").click()
    expect(cases.locator(".kb-desk")).to_contain_text("我的案件（副本）")
    phone.goto("respond/first-day/")
    phone.locator("[data-kb-checklist='first-day']").get_by_role("checkbox").first.check()
    phone.goto("tools/cases/")
    expect(card(cases, "我的案件")).not_to_contain_text("做完 1 步")


def test_the_case_with_the_nearest_deadline_comes_first(phone: Page, cases: Locator) -> None:
    due = {"title": "申诉", "from": "", "met": ""}
    seed(phone, {
        "case-a": {"title": "甲案"},
        "case-b": {"title": "乙案", "deadlines": {"appeal-fake": {**due, "due": "2099-02-01T10:00"}}},
        "case-c": {"title": "丙案", "deadlines": {"appeal-fake": {**due, "due": "2099-01-01T10:00"}}},
    })  # fmt: skip
    phone.goto("tools/cases/")
    expect(cases.locator(".kb-card__title")).to_contain_text(["丙案", "乙案", "甲案"])


def test_home_offers_to_go_on_only_when_there_is_something(phone: Page) -> None:
    phone.goto("")
    expect(phone.locator("kb-resume")).to_be_hidden()
    phone.goto("respond/first-day/")
    phone.locator("[data-kb-checklist='first-day']").get_by_role("checkbox").first.check()
    phone.goto("")
    card = phone.get_by_role("region", name="继续上次")
    expect(card).to_contain_text("1/12")
    card.get_by_role("link", name="全部任务：做完 0 / 1").click()
    phone.wait_for_url("**/tools/cases/")


def start_from_triage(phone: Page, result: str = "appeal-own") -> None:
    phone.goto(f"start/triage/#what-happened.{result}")
    phone.get_by_role("button", name="按这个建一件案件").click()


def test_a_new_case_stands_on_the_home_page_at_once_with_its_next_task(phone: Page) -> None:
    start_from_triage(phone)
    phone.goto("")
    card = phone.get_by_role("region", name="继续上次")
    expect(card).to_contain_text("自己发货的真实订单")
    expect(card).to_contain_text("还没填时间")
    card.get_by_role("link", name="下一步：虚假交易申诉").click()
    phone.wait_for_url("**/respond/first-day/#deadline-appeal-fake")
    expect(phone.locator("[data-kb-deadline='appeal-fake']")).to_be_in_viewport()


def test_the_bar_of_a_guide_leads_to_the_next_task_as_the_work_goes_on(phone: Page) -> None:
    start_from_triage(phone)
    phone.goto("respond/first-day/")
    bar = phone.locator("kb-case-bar")
    expect(bar).to_contain_text("下一步：虚假交易申诉")
    for box in phone.locator("[data-kb-checklist='first-day']").get_by_role("checkbox").all():
        box.check()
    bar.get_by_role("link", name="下一步：逐单核对").click()
    phone.wait_for_url("**/tools/orders/")
    orders = phone.locator("kb-orders")
    orders.get_by_label("或者粘贴").fill("4012345678901234567")
    orders.get_by_role("button", name="读出来").click()
    orders.get_by_role("button", name="列为通知点名的").click()
    expect(bar).to_contain_text("下一步：逐单核对")
    orders.get_by_role("button", name="真实").click()
    bar.get_by_role("link", name="下一步：实物订单的取证").click()
    phone.wait_for_url("**/respond/evidence/#checklist-evidence-goods")
    expect(bar).to_contain_text("下一步：实物订单的取证")


def test_a_deadline_that_is_near_comes_first(phone: Page) -> None:
    phone.clock.set_fixed_time(NOW)
    due = {"title": "虚假交易申诉", "from": "", "met": "", "due": "2026-11-22T15:00"}
    plan = {"guide": "", "tasks": ["checklist.first-day", "deadline.appeal-fake"]}
    seed(phone, {"case-a": {"title": "甲案", "plan": plan, "deadlines": {"appeal-fake": due}}})
    phone.goto("respond/appeal/")
    expect(phone.locator("kb-case-bar")).to_contain_text("下一步：虚假交易申诉 还有 5 小时")
    phone.goto("tools/cases/")
    first = phone.locator("kb-cases .kb-tasks").first
    expect(first).to_contain_text("虚假交易申诉")
    expect(first.locator(".kb-due__left--soon")).to_have_text("还有 5 小时")


def test_the_header_leads_to_the_cases_once_there_is_one(phone: Page) -> None:
    phone.goto("")
    link = phone.locator(".md-header").get_by_role("link", name="我的案件")
    expect(link).to_be_hidden()
    start_from_triage(phone)
    expect(link).to_be_visible()
    phone.goto("rules/fake-trade/")
    link.click()
    phone.wait_for_url("**/tools/cases/")


def test_tasks_stand_by_what_is_to_do_now_then_and_done(phone: Page, cases: Locator) -> None:
    start_from_triage(phone)
    phone.goto("respond/first-day/")
    for box in phone.locator("[data-kb-checklist='first-day']").get_by_role("checkbox").all():
        box.check()
    phone.goto("tools/cases/")
    headings = cases.locator(".kb-desk h3")
    expect(headings).to_have_text(["现在做", "然后", "已完成"])
    lists = cases.locator(".kb-desk .kb-tasks")
    expect(lists.nth(0)).to_contain_text("逐单核对")
    expect(lists.nth(2)).to_have_text("收到通知的第一天清单已完成")
    phone.goto("start/triage/#what-happened.appeal-own")
    result = phone.locator("#what-happened\\.appeal-own")
    expect(result).to_contain_text("清单 · 已完成")


def test_a_task_that_is_of_no_use_goes_and_comes_back(phone: Page, cases: Locator) -> None:
    start_from_triage(phone)
    phone.goto("tools/cases/")
    rows = cases.locator(".kb-desk .kb-tasks")
    cases.locator("summary", has_text="去掉用不上的任务").click()
    cases.get_by_role("button", name="去掉：材料包").click()
    expect(rows.nth(1)).not_to_contain_text("材料包")
    expect(cases.locator(".kb-desk .kb-tools")).to_contain_text("材料包")
    cases.get_by_role("button", name="撤销").click()
    expect(rows.nth(1)).to_contain_text("材料包")


def test_a_printed_package_and_a_backup_are_done(phone: Page, cases: Locator) -> None:
    plan = {"guide": "", "tasks": ["tool.package", "tool.backup"]}
    seed(phone, {"case-a": {"title": "甲案", "plan": plan}})
    phone.goto("tools/package/")
    phone.evaluate("window.print = () => {}")
    phone.get_by_role("button", name="打印或存成 PDF").click()
    phone.get_by_role("button", name="印好了").click()
    expect(phone.locator("kb-case-bar")).to_contain_text("下一步：备份")
    phone.goto("tools/backup/")
    with phone.expect_download():
        phone.get_by_role("button", name="导出备份").click()
    phone.get_by_role("button", name="存好了").click()
    phone.goto("tools/cases/")
    expect(cases.locator(".kb-desk h3")).to_have_text(["已完成"])


def test_a_triage_result_starts_a_case_with_what_it_needs(phone: Page, cases: Locator) -> None:
    phone.goto("start/triage/#what-happened.appeal-own")
    phone.get_by_role("button", name="按这个建一件案件").click()
    phone.get_by_role("link", name="打开我的案件").click()
    phone.wait_for_url("**/tools/cases/")
    desk = cases.locator(".kb-desk")
    expect(desk).to_contain_text("自己发货的真实订单")
    expect(desk.locator(".kb-tasks a")).to_have_text(
        [
            "虚假交易申诉",
            "收到通知的第一天",
            "逐单核对",
            "实物订单的取证",
            "证据目录",
            "实物订单申诉说明",
            "提交申诉前后",
            "材料包",
            "备份",
        ]
    )
    expect(desk).to_contain_text("指南：自己发货的申诉")
    phone.goto("tools/deadlines/")
    expect(phone.locator("kb-deadlines .kb-card")).to_contain_text("虚假交易申诉")


def test_starting_a_case_from_a_triage_can_be_undone(phone: Page) -> None:
    phone.goto("start/triage/#what-happened.appeal-own")
    phone.get_by_role("button", name="按这个建一件案件").click()
    phone.locator("kb-triage").get_by_role("button", name="撤销").click()
    expect(phone.locator("kb-case-bar")).to_contain_text("案件：我的案件")


def test_each_tab_keeps_its_own_case(phone: Page) -> None:
    seed(phone, {"case-a": {"title": "甲案"}, "case-b": {"title": "乙案"}})
    phone.goto("respond/first-day/")
    second = phone.context.new_page()
    second.goto("tools/cases/")
    second.get_by_role("button", name="用这件：乙案").click()
    expect(second.locator("kb-case-bar")).to_contain_text("乙案")
    expect(phone.locator("kb-case-bar")).to_contain_text("甲案")
    phone.reload()
    expect(phone.locator("kb-case-bar")).to_contain_text("甲案")


def test_a_click_right_after_renaming_is_not_missed(phone: Page, cases: Locator) -> None:
    seed(phone, {"case-a": {"title": "甲案"}, "case-b": {"title": "乙案"}})
    phone.goto("tools/cases/")
    cases.locator("summary", has_text="改名字").click()
    cases.locator(".kb-desk").get_by_label("案件名称").fill("甲甲案")
    cases.get_by_role("button", name="用这件：乙案").click()
    expect(cases.locator(".kb-desk h2")).to_have_text("乙案")


def test_tab_goes_on_after_renaming(cases: Locator) -> None:
    cases.locator("summary", has_text="改名字").click()
    name = cases.locator(".kb-desk").get_by_label("案件名称")
    name.fill("甲甲案")
    name.press("Tab")
    expect(cases.locator(".kb-desk").get_by_label("类别")).to_be_focused()


def test_a_case_the_seller_named_is_not_taken_over_by_a_triage(phone: Page) -> None:
    seed(phone, {"case-a": {"title": "我起的名字"}})
    phone.goto("start/triage/#what-happened.appeal-own")
    phone.get_by_role("button", name="按这个建一件案件").click()
    titles = {case["title"] for case in stored(phone)["cases"].values()}
    assert "我起的名字" in titles
    assert len(titles) == 2


def test_undoing_the_deletion_of_the_last_case_leaves_just_that_one(
    phone: Page, cases: Locator
) -> None:
    seed(phone, {"case-a": {"title": "甲案"}})
    phone.goto("tools/cases/")
    cases.get_by_role("button", name="删除：甲案").click()
    cases.get_by_role("button", name="撤销").click()
    expect(cases.locator(".kb-card__title")).to_have_text("甲案正在用")
