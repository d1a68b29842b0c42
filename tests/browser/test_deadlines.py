"""Deadlines: computed, taken over from the back office, met, and in a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NOW, saved

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page


@pytest.fixture
def review(phone: Page) -> Locator:
    """A deadline that was read in the law: sixty days, from the next day."""
    phone.clock.set_fixed_time(NOW)
    phone.goto("tools/deadlines/")
    phone.locator("summary", has_text="加一项期限").click()
    phone.get_by_label("哪一项").select_option("ask-review")
    phone.get_by_role("button", name="加到案件").click()
    return phone.locator(".kb-card", has_text="申请行政复议")


def test_a_deadline_read_in_an_article_becomes_a_date(review: Locator, phone: Page) -> None:
    review.get_by_label("从什么时候算").fill("2026-11-20T09:30")
    review.get_by_label("从什么时候算").blur()
    expect(review).to_contain_text("截止：2027 年 1 月 19 日（周二）23:59")
    expect(review).to_contain_text("还有 58 天 13 小时")
    expect(review).to_contain_text("错过会怎样")
    expect(review).to_contain_text("行政复议法 第 20、23 条")
    expect(phone.locator("kb-case-bar")).to_contain_text("申请行政复议 还有 58 天")
    phone.reload()
    expect(review).to_contain_text("截止：2027 年 1 月 19 日（周二）23:59")


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati"])
def test_a_date_is_chinas_wherever_the_device_thinks_it_is(
    browser: Browser, browser_context_args: dict[str, Any], zone: str
) -> None:
    context = browser.new_context(**browser_context_args | {"timezone_id": zone})
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    page.goto("respond/first-day/")
    deadline = page.locator("[data-kb-deadline='appeal-fake']")
    deadline.locator(".kb-disclosure__head").click()
    deadline.get_by_label("倒计时：小时").fill("30")
    deadline.get_by_role("button", name="算出截止时间").click()
    expect(deadline).to_contain_text("截止：2026 年 11 月 23 日（周一）16:00")
    expect(deadline).to_contain_text("还有 30 小时")
    context.close()


def test_a_deadline_of_hearsay_computes_nothing(phone: Page) -> None:
    phone.goto("respond/first-day/")
    deadline = phone.locator("[data-kb-deadline='appeal-fake']")
    deadline.locator(".kb-disclosure__head").click()
    expect(deadline).to_contain_text("不估算")
    expect(deadline.get_by_label("从什么时候算")).to_have_count(0)
    deadline.get_by_label("后台或文书写的截止时间").fill("2026-11-25T10:00")
    deadline.get_by_label("后台或文书写的截止时间").blur()
    expect(deadline).to_contain_text("截止：2026 年 11 月 25 日（周三）10:00")


def test_what_the_office_wrote_wins_over_what_was_computed(review: Locator) -> None:
    review.get_by_label("从什么时候算").fill("2026-11-20T09:30")
    review.get_by_label("后台或文书写的截止时间").fill("2026-12-01T12:00")
    review.get_by_label("后台或文书写的截止时间").blur()
    expect(review).to_contain_text("截止：2026 年 12 月 1 日（周二）12:00")


def test_a_passed_deadline_says_so_and_a_met_one_rests(review: Locator, phone: Page) -> None:
    review.get_by_label("后台或文书写的截止时间").fill("2026-11-22T09:00")
    review.get_by_label("后台或文书写的截止时间").blur()
    expect(review).to_contain_text("已过 1 小时")
    review.get_by_role("button", name="办完了").click()
    expect(review).to_contain_text("已办完")
    expect(phone.locator("kb-case-bar")).not_to_contain_text("已过")


def test_a_removed_deadline_comes_back(review: Locator, phone: Page) -> None:
    review.get_by_label("后台或文书写的截止时间").fill("2026-11-25T10:00")
    review.get_by_label("后台或文书写的截止时间").blur()
    review.get_by_role("button", name="从案件里去掉").click()
    expect(phone.locator(".kb-card")).to_have_count(0)
    phone.locator("kb-deadlines").get_by_role("button", name="撤销").click()
    expect(review).to_contain_text("11 月 25 日")


def test_all_deadlines_go_into_a_calendar(review: Locator, phone: Page) -> None:
    review.get_by_label("后台或文书写的截止时间").fill("2026-11-25T10:00")
    review.get_by_label("后台或文书写的截止时间").blur()
    phone.locator("summary", has_text="自己的期限").click()
    phone.get_by_label("什么事").fill("底单；到了,没有")
    phone.get_by_role("button", name="加上", exact=True).click()
    own = phone.locator(".kb-card", has_text="底单；到了,没有")
    own.get_by_label("后台或文书写的截止时间").fill("2026-11-24T18:30")
    own.get_by_label("后台或文书写的截止时间").blur()
    name, content = saved(phone, phone.locator("kb-deadlines"), "全部加到日历")
    assert name == "我的案件.ics"
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    starts = {str(each["summary"]): each.decoded("dtstart").isoformat() for each in events}
    assert starts == {
        "底单；到了,没有截止（我的案件）": "2026-11-24T10:30:00+00:00",
        "申请行政复议截止（我的案件）": "2026-11-25T02:00:00+00:00",
    }
    assert all(len(each.walk("VALARM")) == 2 for each in events)  # three days before is gone by
    _, again = saved(phone, phone.locator("kb-deadlines"), "全部加到日历")
    uids = {str(each["uid"]) for each in icalendar.Calendar.from_ical(again).walk("VEVENT")}
    assert uids == {str(each["uid"]) for each in events}


def test_a_date_of_the_office_is_not_replaced_by_a_computed_one(review: Locator) -> None:
    review.get_by_label("后台或文书写的截止时间").fill("2026-12-01T12:00")
    review.get_by_label("后台或文书写的截止时间").blur()
    review.get_by_label("从什么时候算").fill("2026-11-20T09:30")
    review.get_by_label("从什么时候算").blur()
    expect(review).to_contain_text("截止：2026 年 12 月 1 日（周二）12:00")
    expect(review.page.locator("kb-deadlines").get_by_role("status")).to_contain_text(
        "按规定算是 2027 年 1 月 19 日"
    )


def test_a_date_half_emptied_stays_as_it_was(review: Locator, phone: Page) -> None:
    due = review.get_by_label("后台或文书写的截止时间")
    due.fill("2026-12-01T12:00")
    due.blur()
    due.focus()
    phone.keyboard.press("Backspace")
    due.blur()
    expect(review).to_contain_text("截止：2026 年 12 月 1 日（周二）12:00")


def test_clearing_the_time_keeps_the_deadline_and_can_be_undone(
    review: Locator, phone: Page
) -> None:
    review.get_by_label("后台或文书写的截止时间").fill("2026-12-01T12:00")
    review.get_by_label("后台或文书写的截止时间").blur()
    review.get_by_role("button", name="清除时间").click()
    expect(review).to_be_visible()
    expect(review).not_to_contain_text("截止：")
    phone.locator("kb-deadlines").get_by_role("button", name="撤销").click()
    expect(review).to_contain_text("截止：2026 年 12 月 1 日（周二）12:00")


@pytest.mark.usefixtures("review")
def test_a_deadline_that_moves_in_the_list_keeps_the_keyboard(phone: Page) -> None:
    phone.locator("summary", has_text="自己的期限").click()
    phone.get_by_label("什么事").fill("底单")
    phone.get_by_role("button", name="加上", exact=True).click()
    own = phone.locator(".kb-card", has_text="底单")
    box = own.get_by_label("后台或文书写的截止时间")
    box.fill("2026-11-23T18:30")
    expect(phone.locator("kb-deadlines .kb-card").first).to_contain_text("底单")
    expect(box).to_be_focused()


def test_with_all_met_there_is_nothing_to_put_into_a_calendar(review: Locator, phone: Page) -> None:
    review.get_by_label("后台或文书写的截止时间").fill("2026-12-01T12:00")
    review.get_by_label("后台或文书写的截止时间").blur()
    review.get_by_role("button", name="办完了").click()
    expect(phone.get_by_role("button", name="全部加到日历")).to_be_hidden()


def added(page: Page, name: str, words: str) -> Locator:
    """Add a deadline of the handbook to the case."""
    page.clock.set_fixed_time(NOW)
    page.goto("tools/deadlines/")
    page.locator("summary", has_text="加一项期限").click()
    page.get_by_label("哪一项").select_option(name)
    page.get_by_role("button", name="加到案件").click()
    return page.locator(".kb-card", has_text=words)


def test_working_days_skip_days_off_and_count_make_up_days_in_the_calendar_too(
    phone: Page,
) -> None:
    """A date typed from the office was not counted, and nothing is said of how."""
    hearing = added(phone, "ask-hearing", "要求听证")
    hearing.get_by_label("从什么时候算").fill("2026-09-30T09:30")
    hearing.get_by_label("从什么时候算").blur()
    expect(hearing).to_contain_text("截止：2026 年 10 月 13 日（周二）23:59")
    told = "周末和放假的日子跳过，调休上班的周末也算"
    expect(hearing).to_contain_text(told)
    expect(hearing).not_to_contain_text("以官方安排为准")
    assert told in described(phone)
    hearing.get_by_label("后台或文书写的截止时间").fill("2026-12-01T12:00")
    hearing.get_by_label("后台或文书写的截止时间").blur()
    expect(hearing).not_to_contain_text(told)
    assert told not in described(phone)


def test_a_year_without_a_notice_is_told(phone: Page) -> None:
    hearing = added(phone, "ask-hearing", "要求听证")
    hearing.get_by_label("从什么时候算").fill("2099-12-30T09:30")
    hearing.get_by_label("从什么时候算").blur()
    expect(hearing).to_contain_text("截止：2100 年 1 月 7 日（周四）23:59")
    told = "2099、2100 年的放假安排这里还没有"
    expect(hearing).to_contain_text(told)
    assert told in described(phone)


def test_a_last_day_that_is_off_shows_both_days_the_safe_one_first(phone: Page) -> None:
    review = added(phone, "ask-review", "申请行政复议")
    review.get_by_label("从什么时候算").fill("2026-08-02T09:30")
    review.get_by_label("从什么时候算").blur()
    expect(review).to_contain_text("截止：2026 年 10 月 1 日（周四）23:59")
    told = (
        "最稳妥：2026 年 10 月 1 日（周四）办完。"
        "那天是休息日，按行政复议法 第 88 条顺延到 2026 年 10 月 8 日（周四）。"
    )
    expect(review).to_contain_text(told)
    _, content = saved(phone, phone.locator("kb-deadlines"), "全部加到日历")
    [event] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2026-10-01T15:59:00+00:00"
    assert told in str(event["DESCRIPTION"]).replace("\n", "")


def described(page: Page) -> str:
    _, content = saved(page, page.locator("kb-deadlines"), "全部加到日历")
    [event] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return str(event["DESCRIPTION"])
