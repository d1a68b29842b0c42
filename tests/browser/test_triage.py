"""Triage asks one question at a time; the address and the back button keep the place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ready

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from macros.handbook.model import Handbook

ADDRESS = "start/triage/"


def question(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", name=words)).to_be_visible()


def test_answers_lead_to_a_result_and_back_returns(phone: Page) -> None:
    phone.goto(ADDRESS)
    ready(phone)
    question(phone, "现在发生了什么？")
    phone.get_by_role("link", name="平台判了我虚假交易").click()
    question(phone, "被点名的订单，有没有你自己安排的？")
    expect(phone.get_by_role("heading", name="现在发生了什么？")).to_be_hidden()
    phone.get_by_role("link", name="没有，都是真实成交").click()
    phone.get_by_role("link", name="我自己发的货").click()
    question(phone, "自己发货的真实订单")
    assert phone.url.endswith("#what-happened.appeal-own")
    phone.go_back()
    question(phone, "这些货是怎么发出去的？")
    phone.get_by_role("link", name="上一步").click()
    question(phone, "被点名的订单，有没有你自己安排的？")


def test_a_shared_address_opens_its_result(phone: Page) -> None:
    phone.goto(f"{ADDRESS}#what-happened.shortage")
    ready(phone)
    question(phone, "少件、空包、破损")
    phone.get_by_role("link", name="从头再选一次").last.click()
    question(phone, "现在发生了什么？")


def test_a_step_back_from_a_shared_result_stays_on_the_site(phone: Page) -> None:
    phone.goto(f"{ADDRESS}#what-happened.shortage")
    ready(phone)
    phone.get_by_role("link", name="上一步").click()
    question(phone, "货有什么问题？")


@pytest.mark.parametrize("address", ["%3Cscript%3E", "%", "questions"])
def test_an_unknown_address_opens_the_first_question(phone: Page, address: str) -> None:
    phone.goto(f"{ADDRESS}#{address}")
    question(phone, "现在发生了什么？")


def test_the_next_question_is_focused_for_screen_readers(phone: Page) -> None:
    phone.goto(ADDRESS)
    ready(phone)
    phone.get_by_role("link", name="平台已经判了，我不服").click()
    expect(phone.get_by_role("heading", name="判的是哪一类？")).to_be_focused()


def test_without_scripts_every_question_and_result_is_readable(
    browser: Browser, browser_context_args: dict[str, Any], book: Handbook
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    triage = book.triage["what-happened"]
    for each in triage.questions.values():
        expect(page.get_by_role("heading", name=each.ask, exact=True)).to_be_visible()
    for result in triage.results.values():
        expect(page.get_by_role("heading", name=result.title, exact=True)).to_be_visible()
    shown = page.locator("#what-happened\\.appeal-dropship")
    expect(shown.locator(".kb-tasks li")).to_have_text([
        "虚假交易申诉 期限", "收到通知的第一天 清单 · 12 步", "请供货商提供发货材料 模板", "逐单核对 工具",
        "一件代发的取证 清单 · 10 步", "证据目录 工具", "一件代发订单申诉说明 模板", "提交申诉前后 清单 · 12 步", "材料包 工具", "备份 工具",
    ])  # fmt: skip
    assert all(link.get_attribute("href") for link in shown.locator(".kb-tasks a").all())
    context.close()
