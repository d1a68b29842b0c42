"""The two routes, walked from the home page to a copied letter and a known deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


def fill(page: Page, letter: str, blank: str, text: str) -> None:
    page.locator(f"#blank-{letter}-{blank}").fill(text)


def copy(page: Page, letter: str) -> None:
    widget = page.locator(f"[data-kb-template='{letter}']")
    widget.get_by_role("button", name="复制全文").click()
    expect(widget.get_by_role("status").last).to_contain_text("已复制全文")


def test_from_a_fake_trade_notice_to_a_copied_appeal(phone: Page) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto("")
    phone.get_by_role("link", name="平台判了我虚假交易").click()
    phone.wait_for_url("**/respond/first-day/")
    expect(phone.locator("[data-kb-deadline='appeal-fake']")).to_contain_text(
        "以后台显示的倒计时为准"
    )
    phone.locator("[data-kb-checklist='first-day']").get_by_role("checkbox").first.check()
    phone.locator("article").get_by_role("link", name="取证", exact=True).last.click()
    phone.wait_for_url("**/respond/evidence/")
    phone.locator("[data-kb-checklist='evidence-goods']").get_by_role("checkbox").first.check()
    phone.goto("respond/appeal/")
    letter = phone.locator("[data-kb-template='appeal-goods']")
    expect(letter).to_contain_text("交到哪里")
    letter.locator("summary").first.click()
    fill(phone, "appeal-goods", "shop-name", "某某家居小店")
    fill(phone, "appeal-goods", "order-no", "1234567890123456789")
    copy(phone, "appeal-goods")


def test_from_a_dispute_to_a_copied_reply(phone: Page) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto("")
    phone.get_by_role("link", name="说不清是哪一种").click()
    phone.wait_for_url("**/start/triage/")
    phone.get_by_role("link", name="买家要退款、要补发，或者投诉了").click()
    phone.get_by_role("link", name="没收到货，或者不是本人签收").click()
    phone.locator("#what-happened\\.not-received").get_by_role(
        "link", name="未收到货"
    ).first.click()
    phone.wait_for_url("**/after-sales/not-received/**")
    phone.locator("[data-kb-checklist='evidence-not-received']").get_by_role(
        "checkbox"
    ).first.check()
    phone.locator("[data-kb-template='reply-not-received'] summary").first.click()
    fill(phone, "reply-not-received", "tracking-no", "7700000000000")
    copy(phone, "reply-not-received")
    phone.goto("after-sales/overview/")
    expect(phone.locator("[data-kb-deadline='dispute-respond']")).to_contain_text("错过会怎样")
