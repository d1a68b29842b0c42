"""A letter that says one of several things: one is chosen first, and only that one goes out."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser.conftest import press, saved
from tests.browser.test_letter_answers import blank, copied, opened, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

REPLY = ("reply-quality", "after-sales/quality/")
OURS, UNCLEAR = "查到是货的问题", "看不出是货的问题"
ORDERS = [f"40123456789012345{number}" for number in range(10, 24)]


@pytest.mark.parametrize("way", ["复制全文", "复制带格式", "下载 .txt", "Word 版", "打印"])
def test_nothing_goes_out_before_one_is_chosen(phone: Page, way: str) -> None:
    phone.add_init_script(
        "navigator.clipboard.writeText = navigator.clipboard.write = () => { window.went = 1; }"
    )
    phone.add_init_script("window.print = () => { window.went = 1; }")
    phone.on("download", lambda _: pytest.fail("a file went out"))
    reply = opened(phone, *REPLY)
    if way != "复制全文":
        reply.locator("summary", has_text="更多").click()
    press(reply, way)
    expect(
        reply.get_by_role("status").filter(has_text="先选“查到哪一步了”，信里只写选中的那一段。")
    ).to_be_visible()
    expect(blank(reply, "quality-case")).to_be_focused()
    assert phone.evaluate("() => window.went") is None


def test_only_the_chosen_text_is_copied_and_asked_for(phone: Page) -> None:
    reply = opened(phone, *REPLY)
    expect(blank(reply, "check-finding")).to_be_hidden()
    blank(reply, "quality-case").select_option(OURS)
    expect(blank(reply, "buyer-claim")).to_be_hidden()
    blank(reply, "check-finding").fill("左袖口的线没有缝住")
    blank(reply, "proposal").fill("换一件")
    text = copied(reply)
    assert text.split("\n") == shown(reply)
    assert "左袖口的线没有缝住" in text
    assert "看不出" not in text
    assert "检测" not in text
    assert "【查到" not in text


def test_another_choice_keeps_what_was_typed(phone: Page) -> None:
    reply = opened(phone, *REPLY)
    blank(reply, "quality-case").select_option(OURS)
    blank(reply, "proposal").fill("换一件")
    blank(reply, "quality-case").select_option("还没查清")
    assert not any("换一件" in line for line in shown(reply))
    blank(reply, "quality-case").select_option(OURS)
    assert any("换一件" in line for line in shown(reply))
    phone.reload()
    again = opened(phone, *REPLY)
    expect(blank(again, "quality-case")).to_have_value(OURS)


def test_the_form_counts_what_is_asked_for(phone: Page) -> None:
    reply = opened(phone, *REPLY)
    count = reply.locator(".kb-form > summary")
    rows = reply.locator(".kb-form__row:visible")
    before = rows.count()
    expect(count).to_contain_text(f"已填 0 / {before}")
    blank(reply, "quality-case").select_option(OURS)
    assert rows.count() > before
    expect(count).to_contain_text(f"已填 1 / {rows.count()}")


def test_an_answer_tells_what_becomes_of_the_chosen_text_alone(phone: Page) -> None:
    reply = opened(phone, "reply-late", "after-sales/late-lost/")
    blank(reply, "late-case").select_option("已发出，物流停住")
    reply.get_by_role("button", name="快递工单号：还没有").click()
    told = reply.get_by_role("status").filter(has_text="信里")
    expect(told).to_have_count(1)
    said = (told.text_content() or "").removeprefix("信里写：").rstrip("。")
    text = "".join(shown(reply))
    assert all(part in text for part in said.split("；")) or said == "信里不写这一处"


def listed(letter: Locator) -> Locator:
    blank(letter, "order-list").fill("\n".join(ORDERS))
    blank(letter, "order-list").blur()
    return letter


def test_many_numbers_stand_in_a_list_behind_the_letter(phone: Page) -> None:
    letter = listed(opened(phone))
    assert any("见附件《涉及订单编号清单》" in line for line in shown(letter))
    assert ORDERS[13] not in copied(letter)
    letter.locator("summary", has_text="更多").click()
    _, data = saved(phone, letter, "Word 版")
    lines = [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]
    assert lines[-15:] == [
        "附件《涉及订单编号清单》",
        *(f"{n}. {no}" for n, no in enumerate(ORDERS, 1)),
    ]
    _, text = saved(phone, letter, "下载 .txt")
    assert text.decode().rstrip().endswith(f"14. {ORDERS[13]}")


def test_a_count_that_is_not_the_list_is_pointed_out(phone: Page) -> None:
    letter = listed(opened(phone))
    blank(letter, "order-count").fill("5 笔")
    blank(letter, "order-count").blur()
    told = letter.locator("[id$='-order-count-advice']")
    expect(told).to_contain_text("列出的编号是 14 个，请再核对。")
    blank(letter, "order-count").fill("14")
    blank(letter, "order-count").blur()
    expect(told).not_to_contain_text("列出的编号")


def test_without_scripts_each_text_stands_below_its_choice(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(REPLY[1])
    letter = page.locator("[data-kb-template='reply-quality']")
    assert {f"【{OURS}】", f"【{UNCLEAR}】", "【还没查清】", "【需要检测】"} <= {*shown(letter)}
    context.close()
