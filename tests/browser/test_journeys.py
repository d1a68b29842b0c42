"""The two routes, walked from the home page to a copied letter and a known deadline."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.conftest import press, ready

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


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
    ready(phone)
    expect(phone.locator("[data-kb-deadline='appeal-fake']")).to_contain_text(
        "以后台显示的倒计时为准"
    )
    phone.locator("[data-kb-checklist='first-day']").get_by_role("checkbox").first.check()
    phone.locator("article").get_by_role("link", name="取证", exact=True).last.click()
    phone.wait_for_url("**/respond/evidence/")
    ready(phone)
    phone.locator("[data-kb-checklist='evidence-goods']").get_by_role("checkbox").first.check()
    phone.goto("respond/appeal/")
    phone.get_by_role("link", name="自己发货的申诉").first.click()
    phone.wait_for_url("**/respond/appeal-goods/")
    ready(phone)
    letter = phone.locator("[data-kb-template='appeal-goods']")
    expect(letter).to_contain_text("交到哪里")
    letter.locator(".kb-disclosure__head").click()
    fill(phone, "appeal-goods", "shop-name", "某某家居小店")
    fill(phone, "appeal-goods", "order-no", "1234567890123456789")
    copy(phone, "appeal-goods")


def test_from_a_dispute_to_a_copied_reply(phone: Page) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto("")
    phone.get_by_role("link", name="说不清哪一种").click()
    phone.wait_for_url("**/start/triage/")
    ready(phone)
    phone.get_by_role("link", name="买家要退款、要补发，或者投诉了").click()
    phone.get_by_role("link", name="物流有问题：没收到、慢、丢、拒收").click()
    phone.get_by_role("link", name="没收到货，或者不是本人签收").click()
    phone.locator("#what-happened\\.not-received").get_by_role(
        "link", name="未收到货"
    ).first.click()
    phone.wait_for_url("**/after-sales/not-received/**")
    phone.locator("[data-kb-checklist='evidence-not-received']").get_by_role(
        "checkbox"
    ).first.check()
    phone.locator("[data-kb-template='reply-not-received'] .kb-disclosure__head").click()
    phone.locator("#blank-reply-not-received-handover-consent").select_option("还不知道")
    fill(phone, "reply-not-received", "tracking-no", "7700000000000")
    copy(phone, "reply-not-received")
    phone.goto("after-sales/overview/")
    expect(phone.locator("[data-kb-deadline='dispute-respond']")).to_contain_text("错过会怎样")


def test_from_notice_to_a_submission_ready_appeal_with_nothing_leaving_the_browser(
    phone: Page, browser: Browser, browser_context_args: dict[str, Any], tmp_path: Path
) -> None:
    """On a phone: triage, case, checklist, deadline, letter, exhibits, package, export, import.

    Each page is opened once while the network is there; then the work is done without it.
    """
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    start_a_case(phone)
    tick_and_set_the_deadline(phone)
    write_the_letter(phone)
    list_an_exhibit(phone)
    with opened_then_offline(phone, "tools/package/"):
        for words in ("某某家居小店", "包裹已揽收并签收", "盖章轨迹.png", "证明已揽收并签收"):
            expect(phone.locator(".kb-paper")).to_contain_text(words)
    export(phone, tmp_path / "backup.json")
    origin = "/".join(phone.url.split("/")[:3])
    assert [url for url in asked if not url.startswith((origin, "blob:", "data:"))] == []
    assert "1234567890123456789" not in "".join(asked)

    other = browser.new_context(**browser_context_args)
    go_on_elsewhere(other.new_page(), tmp_path / "backup.json")
    other.close()


def start_a_case(page: Page) -> None:
    page.goto("")
    page.get_by_role("link", name="说不清哪一种").click()
    for answer in ("平台判了我虚假交易", "没有，都是真实成交", "我自己发的货"):
        page.get_by_role("link", name=answer).click()
    page.get_by_role("button", name="按这个建一件案件").click()


def tick_and_set_the_deadline(page: Page) -> None:
    with opened_then_offline(page, "respond/first-day/"):
        checklist = page.locator("[data-kb-checklist='first-day']")
        for n in range(3):
            checklist.get_by_role("checkbox").nth(n).check()
        press(checklist, "不适用", 5)
        deadline = page.locator("[data-kb-deadline='appeal-fake']")
        deadline.locator(".kb-disclosure__head").click()
        deadline.get_by_label("倒计时：小时").fill("50")
        deadline.get_by_role("button", name="记下").click()
        expect(deadline.locator(".kb-due .kb-due__left")).to_contain_text("小时")
        with page.expect_download() as calendar:
            deadline.get_by_role("button", name="加到日历").click()
        assert calendar.value.suggested_filename == "虚假交易申诉.ics"


def write_the_letter(page: Page) -> None:
    with opened_then_offline(page, "respond/appeal-goods/"):
        letter = page.locator("[data-kb-template='appeal-goods']")
        letter.locator(".kb-disclosure__head").click()
        fill(page, "appeal-goods", "shop-name", "某某家居小店")
        fill(page, "appeal-goods", "order-no", "1234567890123456789")
        fill(page, "appeal-goods", "wrong-point", "包裹已揽收并签收，见附件 1。")
        copy(page, "appeal-goods")


def list_an_exhibit(page: Page) -> None:
    with opened_then_offline(page, "tools/exhibits/"):
        page.locator("kb-exhibits input[type=file]").first.set_input_files(
            {"name": "盖章轨迹.png", "mimeType": "image/png", "buffer": b"stamped"}
        )
        expect(page.locator("kb-exhibits .kb-card")).to_contain_text("附件 1")
        page.get_by_label("证明什么").fill("证明已揽收并签收")


def export(page: Page, file: Path) -> None:
    page.goto("tools/backup/")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出备份").click()
    download.value.save_as(file)


def go_on_elsewhere(page: Page, file: Path) -> None:
    page.goto("tools/backup/")
    page.locator("kb-backup input[type=file]").set_input_files(file)
    page.get_by_role("button", name="合并").click()
    expect(page.locator("kb-backup")).to_contain_text("现在用的是“自己发货的真实订单")
    page.goto("respond/first-day/")
    expect(page.locator("[data-kb-checklist='first-day']")).to_contain_text("完成 3 / 11")
    page.goto("tools/package/")
    expect(page.locator(".kb-paper")).to_contain_text("盖章轨迹.png")


@contextmanager
def opened_then_offline(page: Page, address: str) -> Iterator[None]:
    page.goto(address)
    ready(page)
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)
