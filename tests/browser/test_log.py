"""The log of conversations: written, changed, masked, kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import EMPTY_CASE, NOW, ready, store_text, stored_text, the_case

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@pytest.fixture
def log(phone: Page) -> Locator:
    phone.clock.set_fixed_time(NOW)
    phone.goto("tools/log/")
    return phone.locator("kb-log")


def note(log: Locator, said: str, at: str = "2026-11-21T14:05") -> None:
    log.get_by_label("时间（北京时间）").fill(at)
    log.get_by_label("说了什么").fill(said)
    log.get_by_role("button", name="记下这一条").click()
    expect(log.get_by_role("status").last).to_contain_text("已记下")


def test_conversations_are_kept_in_the_order_they_happened(log: Locator, phone: Page) -> None:
    note(log, "后说的", "2026-11-21T18:00")
    note(log, "<script>先说的</script>", "2026-11-20T09:00")
    phone.reload()
    expect(log.locator(".kb-said")).to_have_text(["<script>先说的</script>", "后说的"])


def test_an_entry_is_changed_deleted_and_restored(log: Locator) -> None:
    note(log, "买家说少一件")
    log.get_by_role("button", name="修改").click()
    log.get_by_label("答应了什么").fill("明天答复")
    log.get_by_role("button", name="存下修改").click()
    expect(log.locator(".kb-card")).to_contain_text("答应：明天答复")
    log.get_by_role("button", name="删除").click()
    expect(log.locator(".kb-card")).to_have_count(0)
    log.get_by_role("button", name="撤销").click()
    expect(log.locator(".kb-card")).to_have_count(1)


def test_a_telephone_number_in_the_log_can_be_masked(log: Locator) -> None:
    log.get_by_label("说了什么").fill("买家电话 13812345678")
    log.get_by_role("button", name="遮盖").click()
    expect(log.get_by_label("说了什么")).to_have_value("买家电话 138****5678")


def test_what_is_being_typed_survives_a_reload(log: Locator, phone: Page) -> None:
    log.get_by_label("说了什么").press_sequentially("打到一半")
    phone.reload()
    expect(log.get_by_label("说了什么")).to_have_value("打到一半")


def test_an_entry_begun_before_a_reload_is_kept_and_read_back_whole(
    log: Locator, phone: Page
) -> None:
    log.get_by_label("说了什么").press_sequentially("打到一半")
    phone.reload()
    log.get_by_role("button", name="记下这一条").click()
    expect(log.get_by_role("status").last).to_contain_text("已记下")
    phone.reload()
    expect(log.locator(".kb-said")).to_have_text("打到一半")
    expect(phone.locator("kb-case-bar")).not_to_contain_text("读不出来")
    assert copies_set_aside(phone) == []


def test_an_entry_that_a_draft_spoilt_is_mended_without_a_word(phone: Page) -> None:
    """Until 2026-11 the owner of a draft was stored with the entry."""
    entry = {"id": "entry-a", "at": "2026-11-20T15:00", "channel": "旺旺", "who": "买家"}
    spoilt = entry | {"said": "说过的", "promised": "", "owner": "case-a"}
    plan: dict[str, Any] = {"guide": "", "checklists": [], "templates": [], "deadlines": []}
    case = EMPTY_CASE | {"log": [spoilt], "plan": plan}
    state = {
        "version": 2,
        "active": "case-a",
        "cases": {"case-a": case},
        "backup": {"at": "", "things": 0},
    }
    store_text(phone, json.dumps(state))
    phone.goto("tools/log/")
    ready(phone)
    expect(phone.locator(".kb-said")).to_have_text("说过的")
    expect(phone.locator("kb-case-bar")).not_to_contain_text("读不出来")
    assert copies_set_aside(phone) == []


def copies_set_aside(page: Page) -> list[str]:
    """Name the copies of unreadable states that the browser keeps."""
    stored_text(page)
    names: list[str] = page.evaluate(
        "Object.keys(localStorage).filter((key) => key.includes('.broken.'))"
    )
    return names


def test_an_entry_being_changed_can_be_left_and_a_draft_comes_back(log: Locator) -> None:
    note(log, "第一条")
    log.get_by_label("说了什么").fill("没写完的第二条")
    log.get_by_role("button", name="修改").click()
    expect(log.get_by_label("说了什么")).to_have_value("第一条")
    log.get_by_role("button", name="撤销").click()
    expect(log.get_by_label("说了什么")).to_have_value("没写完的第二条")
    log.get_by_role("button", name="修改").click()
    log.get_by_role("button", name="不改了").click()
    expect(log.get_by_label("说了什么")).to_have_value("没写完的第二条")
    expect(log.locator(".kb-said")).to_have_text("第一条")


def test_two_tabs_change_two_parts_of_one_entry(log: Locator, phone: Page) -> None:
    note(log, "原来的")
    second = phone.context.new_page()
    second.goto("tools/log/")
    log.get_by_role("button", name="修改").click()
    second.get_by_role("button", name="修改").click()
    log.get_by_label("说了什么").fill("甲改的")
    log.get_by_role("button", name="存下修改").click()
    second.get_by_label("答应了什么").fill("乙答应的")
    second.get_by_role("button", name="存下修改").click()
    [entry] = the_case(phone)["log"]
    assert (entry["said"], entry["promised"]) == ("甲改的", "乙答应的")
