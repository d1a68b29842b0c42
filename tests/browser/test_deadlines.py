"""Deadlines: computed, taken over from the back office, met, and in a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NOW, press, saved, seed, the_case

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
    deadline.get_by_role("button", name="记下").click()
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
    expect(review).to_contain_text("，以写明的为准")


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
    expect(review).to_contain_text(
        "按行政复议法 第 20、23 条算是 2027 年 1 月 19 日（周二）23:59，以写明的为准。"
    )
    expect(review.get_by_label("从什么时候算")).to_have_value("2026-11-20T09:30")
    expect(review.get_by_label("后台或文书写的截止时间")).to_have_value("2026-12-01T12:00")


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
    press(review, "清除时间")
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


# --- beside the field ------------------------------------------------------------------------------


def fine_of(phone: Page) -> Locator:
    """A deadline that is counted, on a page that is read on a phone."""
    phone.set_viewport_size({"width": 360, "height": 780})
    phone.clock.set_fixed_time(NOW)
    phone.goto("respond/authority-decision/")
    fine = phone.locator("[data-kb-deadline='pay-fine']")
    fine.locator(".kb-disclosure__head").click()
    return fine


def stands_below(result: Locator, field: Locator) -> None:
    """Both are in sight, with nothing in between, within what a keyboard on the screen leaves."""
    expect(result.locator(".kb-due__when")).to_be_in_viewport(ratio=1)
    expect(field).to_be_in_viewport(ratio=1)
    upper, lower = field.bounding_box(), result.locator(".kb-due__left").bounding_box()
    assert upper
    assert lower
    assert 0 < lower["y"] + lower["height"] - upper["y"] < 200  # px


def written(deadline: Locator) -> Locator:
    return deadline.get_by_label("后台或文书写的截止时间")


def kept_of(page: Page, name: str) -> dict[str, str]:
    due: dict[str, str] = the_case(page)["deadlines"][name]
    return due


def test_the_end_stands_below_the_day_that_was_typed_and_not_in_the_field_of_the_office(
    phone: Page,
) -> None:
    fine = fine_of(phone)
    got = fine.get_by_label("从什么时候算")
    got.fill("2026-11-20T09:30")
    got.blur()
    result = fine.locator(".kb-due__result")
    expect(result).to_contain_text("截止：2026 年 12 月 5 日（周六）23:59")
    expect(result).to_contain_text("按行政处罚法 第 66、67 条算。")
    stands_below(result, got)
    expect(written(fine)).to_have_value("")
    assert kept_of(phone, "pay-fine")["by"] == ""
    phone.reload()
    fine.locator(".kb-disclosure__head").click()
    expect(result).to_contain_text("按行政处罚法 第 66、67 条算。")
    expect(written(fine)).to_have_value("")


def test_the_end_that_was_written_stands_below_its_field_and_the_difference_is_said(
    phone: Page,
) -> None:
    fine = fine_of(phone)
    fine.get_by_label("从什么时候算").fill("2026-11-20T09:30")
    written(fine).fill("2026-12-01T18:00")
    written(fine).blur()
    result = fine.locator(".kb-due__result")
    expect(result).to_contain_text("截止：2026 年 12 月 1 日（周二）18:00")
    expect(result).to_contain_text("算是 2026 年 12 月 5 日（周六）23:59，以写明的为准")
    stands_below(result, written(fine))
    expect(fine.get_by_label("从什么时候算")).to_have_value("2026-11-20T09:30")


def test_a_countdown_is_no_time_that_the_office_wrote(phone: Page) -> None:
    fine = fine_of(phone)
    hours = fine.get_by_label("倒计时：小时")
    hours.fill("30")
    fine.get_by_role("button", name="记下").click()
    result = fine.locator(".kb-due__result")
    expect(result).to_contain_text("截止：2026 年 11 月 23 日（周一）16:00")
    stands_below(result, hours)
    expect(written(fine)).to_have_value("")
    assert kept_of(phone, "pay-fine")["by"] == "countdown"


@pytest.mark.parametrize("label", ["从什么时候算", "后台或文书写的截止时间", "倒计时：天"])
def test_one_button_keeps_what_was_filled_in_and_stands_below_it(phone: Page, label: str) -> None:
    fine = fine_of(phone)
    field = fine.get_by_label(label)
    shown = fine.get_by_role("button")
    expect(shown).to_have_text(["记下"])
    field.press_sequentially("3") if "倒计时" in label else field.fill("2026-11-27T09:30")
    if "倒计时" in label:
        stands = fine.get_by_role("button", name="记下")
        upper, lower = field.bounding_box(), stands.bounding_box()
        assert upper
        assert lower
        assert 0 < lower["y"] - upper["y"] < 120  # px
        stands.click()
    expect(fine.locator(".kb-due__result")).to_contain_text("截止：")
    expect(fine.get_by_role("button", name="记下")).to_be_hidden()


def test_the_button_says_what_is_lacking_where_nothing_is_filled_in(phone: Page) -> None:
    fine = fine_of(phone)
    fine.get_by_role("button", name="记下").click()
    expect(fine.get_by_label("从什么时候算")).to_be_focused()
    expect(fine).to_contain_text("请先填时间。")


def test_what_was_kept_before_reads_as_it_did(phone: Page) -> None:
    """Version 4 told what it counted from what it was given only by the moment it counted from."""
    counted = {
        "title": "缴纳罚款",
        "from": "2026-11-20T09:30",
        "due": "2026-12-05T23:59",
        "met": "",
    }
    given = {"title": "申请行政复议", "from": "", "due": "2026-12-01T12:00", "met": ""}
    seed(phone, {"case-a": {"deadlines": {"pay-fine": counted, "ask-review": given}}}, version=4)
    fine = fine_of(phone)
    expect(fine).to_contain_text("截止：2026 年 12 月 5 日（周六）23:59")
    expect(written(fine)).to_have_value("")
    review = phone.locator("[data-kb-deadline='ask-review']")
    review.locator(".kb-disclosure__head").click()
    expect(review).to_contain_text("截止：2026 年 12 月 1 日（周二）12:00")
    expect(written(review)).to_have_value("2026-12-01T12:00")
    press(review, "办完了")
    assert [kept_of(phone, name)["by"] for name in ("pay-fine", "ask-review")] == ["", ""]
