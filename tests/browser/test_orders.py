"""The orders of a case: read from a report, judged one by one, printed, listed, kept."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASTE, press, saved, seed, stored_text, the_case, uncover

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

REPORTS = Path(__file__).parents[1] / "data" / "orders"
ORDER: dict[str, Any] = {
    "created": "", "paid": "", "shipped": "", "done": "", "amount": "", "refund": "", "status": "",
    "title": "", "quantity": "", "tracking": "", "carrier": "", "named": False, "route": "goods",
    "verdict": "", "evidence": [], "note": "",
}  # fmt: skip


def number(n: int) -> str:
    return f"40123456789012{n:05d}"


def batch(count: int, **changes: object) -> dict[str, Any]:
    """Orders with numbers of 19 digits, an hour apart."""
    return {
        number(n): ORDER
        | {"created": f"2026-10-{1 + n // 24 % 28:02d}T{n % 24:02d}:00", "amount": "10.00"}
        | changes
        for n in range(count)
    }


@pytest.fixture
def orders(phone: Page) -> Locator:
    phone.goto("tools/orders/")
    return phone.locator("kb-orders")


def opened(page: Page, cases: dict[str, dict[str, Any]]) -> Locator:
    """The tool with these cases."""
    seed(page, cases)
    page.goto("tools/orders/")
    return page.locator("kb-orders")


def status(orders: Locator) -> Locator:
    return orders.locator("> .kb-status")


def pick(orders: Locator, report: str) -> None:
    orders.locator("input[type=file]").set_input_files(REPORTS / report)
    expect(status(orders)).to_contain_text("读到")


def paste(orders: Locator, text: str) -> None:
    uncover(orders.get_by_label("或者粘贴"))
    orders.get_by_label("或者粘贴").fill(text)
    press(orders, "读出来")


@pytest.mark.parametrize("report", ["report.csv", "report-utf8.csv", "report-openpyxl.xlsx"])
def test_a_report_is_read_shown_and_put_into_the_case_without_its_buyers(
    orders: Locator, phone: Page, report: str
) -> None:
    pick(orders, report)
    preview = orders.locator(".kb-import")
    expect(preview).to_contain_text("读到 14 笔订单")
    for kind in ("姓名", "账号", "电话", "地址", "留言", "备注"):
        expect(preview).to_contain_text(kind)
    assert "1380" not in preview.inner_text()
    press(orders, "放进案件")
    expect(status(orders)).to_contain_text("现在一共 14 笔")
    kept = the_case(phone)["orders"]
    first = kept["3441747661435545823"]
    assert (first["created"], first["amount"]) == ("2026-09-04T19:44", "88.91")
    assert first["tracking"] == "YT1950143669791"
    assert len(kept) == 14
    for personal in ("buyer0", "示例", "1380", "example.com", "尽快", "送人"):
        assert personal not in stored_text(phone)
    press(orders, "撤销")
    expect(status(orders)).to_contain_text("已撤销")
    assert the_case(phone)["orders"] == {}


def test_a_notice_names_orders_of_the_report_and_others(orders: Locator, phone: Page) -> None:
    pick(orders, "report.csv")
    press(orders, "放进案件")
    expect(status(orders)).to_contain_text("14 笔")
    paste(
        orders,
        "以下订单异常：3441747661435545823、3793748411144102619，4999999999999999999。电话 13900000000",
    )
    preview = orders.locator(".kb-import")
    expect(preview).to_contain_text("认出 3 个订单号")
    expect(preview).to_contain_text("已经有的 2 个；案件里还没有的 1 个；案件里没被点名的 12 笔")
    press(orders, "列为通知点名的")
    expect(status(orders)).to_contain_text("15 笔")
    kept = the_case(phone)["orders"]
    assert [no for no, each in kept.items() if each["named"]] == [
        "3441747661435545823",
        "3793748411144102619",
        "4999999999999999999",
    ]
    assert kept["3441747661435545823"]["amount"] == "88.91"
    orders.get_by_label("看哪些").select_option("named")
    expect(orders.get_by_text("1 / 3", exact=True)).to_be_visible()


def test_only_what_the_notice_names_or_a_span_of_days_is_kept(orders: Locator, phone: Page) -> None:
    pick(orders, "report-200.csv")
    orders.get_by_label("放哪些进去").select_option("days")
    orders.get_by_label("从哪天").evaluate(PASTE, "2026年9月10日")
    expect(orders.get_by_label("从哪天")).to_have_value("2026-09-10")
    orders.get_by_label("到哪天").evaluate(PASTE, "下周三")
    expect(orders.get_by_text("粘贴的是“下周三”。没看懂。")).to_be_visible()
    orders.get_by_label("到哪天").fill("2026-09-12")
    button = orders.get_by_role("button", name="放进案件")
    count = int(button.inner_text().split("（")[1].split(" ")[0])
    assert 0 < count < 200
    button.click()
    expect(status(orders)).to_contain_text(f"{count} 笔")
    days = {each["created"][:10] for each in the_case(phone)["orders"].values()}
    assert days <= {"2026-09-10", "2026-09-11", "2026-09-12"}


def test_spoilt_numbers_and_unread_rows_are_told_with_their_row(orders: Locator) -> None:
    paste(orders, (REPORTS / "pasted.tsv").read_text("utf-8"))
    preview = orders.locator(".kb-import")
    expect(preview).to_contain_text("E+18")
    expect(preview).to_contain_text("第 4（")
    expect(preview).to_contain_text("重新导出")


def test_a_workbook_with_spoilt_numbers_keeps_the_others(orders: Locator) -> None:
    pick(orders, "report-xlsxwriter.xlsx")
    preview = orders.locator(".kb-import")
    expect(preview).to_contain_text("读到 11 笔订单")
    expect(preview).to_contain_text("第 4（4.605957454830874E+18）、7（")


def test_a_column_that_was_not_recognized_is_set_by_hand(orders: Locator, phone: Page) -> None:
    paste(orders, "编码\t下单时间\t钱\n4012345678901234567\t2026-10-01 10:00\t12.50\n")
    expect(orders.locator(".kb-import")).to_contain_text("还不知道哪一列是订单编号")
    orders.get_by_label("第 3 列是什么").select_option("amount")
    expect(orders.locator(".kb-import")).to_contain_text("读到")
    orders.get_by_label("第 1 列是什么").select_option("no")
    expect(orders.locator(".kb-import")).to_contain_text("读到 1 笔")
    press(orders, "放进案件")
    expect(status(orders)).to_contain_text("1 笔")
    [kept] = the_case(phone)["orders"].values()
    assert kept["amount"] == "12.50"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为 CSV"),
        ("empty.csv", b"", "空"),
        ("page.csv", b"<html><table></table>", "网页"),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "订单"),
    ],
)
def test_what_is_no_report_is_refused_in_words(
    orders: Locator, phone: Page, name: str, content: bytes, told: str
) -> None:
    payload: Any = {"name": name, "mimeType": "text/csv", "buffer": content}
    orders.locator("input[type=file]").set_input_files(payload)
    expect(status(orders)).not_to_have_text("正在读……")
    expect(status(orders)).to_contain_text(told)
    assert phone.evaluate("localStorage.getItem('shensu-youju')") is None


def test_a_dropped_report_is_read(orders: Locator, phone: Page) -> None:
    data = (REPORTS / "report-utf8.csv").read_text("utf-8")
    phone.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "报表.csv"));
          const to = document.querySelector(".kb-drop");
          to.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        data,
    )
    expect(status(orders)).to_contain_text("读到 14 笔")


def test_orders_are_judged_by_keys_and_by_touch_and_none_is_skipped(phone: Page) -> None:
    orders = opened(phone, {"case-a": {"orders": batch(4)}})
    card = orders.get_by_role("group", name="这一笔订单")
    expect(card).to_contain_text(number(0))
    expect(card).to_contain_text("没有运单号")
    card.focus()
    for key in ("1", "ArrowRight", "2", "ArrowRight", "3", "ArrowRight", "4"):
        phone.keyboard.press(key)
    expect(card).to_contain_text(number(3))
    expect(orders.get_by_text("4 / 4", exact=True)).to_be_visible()
    kept = the_case(phone)["orders"]
    assert [each["verdict"] for each in kept.values()] == ["real", "doubtful", "wrong", "unsure"]
    phone.keyboard.press("4")  # again: taken back
    orders.get_by_role("button", name="上一笔").click()
    card.get_by_label("物流轨迹").check()
    card.get_by_label("备注").fill("1 点在网点问的")  # a figure typed here is no verdict
    kept = the_case(phone)["orders"]
    assert kept[number(2)]["evidence"] == ["tracking-record"]
    assert kept[number(2)]["note"] == "1 点在网点问的"
    assert kept[number(3)]["verdict"] == ""
    phone.reload()
    expect(card).to_contain_text(number(3))  # the first without a verdict


def test_a_swipe_turns_to_the_next(phone: Page) -> None:
    orders = opened(phone, {"case-a": {"orders": batch(2)}})
    card = orders.get_by_role("group", name="这一笔订单")
    card.evaluate(
        """card => {
          const touch = (x) => new Touch({ identifier: 1, target: card, clientX: x, clientY: 100 });
          card.dispatchEvent(new TouchEvent("touchstart", { touches: [touch(300)] }));
          card.dispatchEvent(new TouchEvent("touchend", { changedTouches: [touch(100)] }));
        }"""
    )
    expect(card).to_contain_text(number(1))


def test_the_way_of_delivery_decides_what_evidence_is_asked_for(phone: Page) -> None:
    orders = opened(phone, {"case-a": {"orders": batch(1)}})
    card = orders.get_by_role("group", name="这一笔订单")
    expect(card.get_by_label("揽收记录")).to_be_visible()
    card.get_by_label("怎么发货的").select_option("virtual")
    expect(card.get_by_label("虚拟商品交付记录")).to_be_visible()
    expect(card.get_by_label("揽收记录")).to_have_count(0)
    expect(card).not_to_contain_text("没有运单号")


def test_many_are_changed_at_once_and_taken_back(phone: Page) -> None:
    orders = opened(phone, {"case-a": {"orders": batch(150, verdict="unsure")}})
    orders.locator("summary", has_text="列表").click()
    orders.get_by_label("全选").check()
    orders.get_by_label("选中的怎么改").select_option("verdict real")
    press(orders, "改选中的 150 笔")
    expect(status(orders)).to_contain_text("已改 150 笔")
    assert {each["verdict"] for each in the_case(phone)["orders"].values()} == {"real"}
    press(orders, "撤销")
    expect(status(orders)).to_contain_text("已恢复")
    assert the_case(phone)["orders"] == batch(150, verdict="unsure")
    orders.get_by_label("选中的怎么改").select_option("remove all")
    press(orders, "改选中的 150 笔")
    expect(status(orders)).to_contain_text("已从案件里去掉 150 笔")
    press(orders, "撤销")
    expect(status(orders)).to_contain_text("已恢复")
    assert list(the_case(phone)["orders"]) == list(batch(150))


def test_the_table_goes_out_as_a_spreadsheet_takes_it(phone: Page) -> None:
    batch_ = batch(2, verdict="real") | batch(1, verdict="wrong", note="=1+1", title="<b>杯</b>")
    orders = opened(phone, {"case-a": {"orders": batch_}})
    expect(orders.get_by_text("有问题的 1 笔和真实的混在一起")).to_be_visible()
    name, content = saved(phone, orders, "下载表格 .csv")
    assert name.startswith("订单核查表")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert [row[0].strip() for row in rows] == [number(0), number(1)]
    assert all(row[0].startswith("\t") for row in rows)  # text, not a number of 15 digits
    assert rows[0][head.index("备注")] == "'=1+1"
    assert rows[0][head.index("商品")] == "<b>杯</b>"
    orders.get_by_label("打印和下载哪些").select_option("real")
    expect(orders.get_by_text("混在一起")).to_be_hidden()
    _, content = saved(phone, orders, "下载表格 .csv")
    assert len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) == 2


def test_what_is_lacking_and_the_batch_by_the_hour_are_listed(phone: Page) -> None:
    exhibit = {
        "id": "exhibit-a", "name": "底单.png", "size": 1, "type": "", "sha256": "", "kind": "waybill",
        "proves": "", "order": number(0), "added": "",
    }  # fmt: skip
    orders = opened(phone, {"case-a": {"orders": batch(3), "exhibits": [exhibit]}})
    orders.locator("summary", has_text="还缺什么").click()
    expect(orders.get_by_text("发货底单或电子面单，2 笔")).to_be_visible()
    expect(orders.get_by_text("物流轨迹，3 笔")).to_be_visible()
    orders.locator("summary", has_text="按小时数一数").click()
    expect(orders.get_by_role("cell", name="2026-10-01 02:00 起一小时")).to_be_visible()
    with phone.expect_event("console", lambda m: m.text == "printed"):
        phone.evaluate("window.print = () => console.log('printed')")
        press(orders, "打印核查表")
    sheet = phone.locator("body > .kb-sheet")
    expect(sheet).to_contain_text("共 3 笔，实付合计 30.00 元")


def test_full_storage_is_said_and_nothing_is_half_stored(phone: Page) -> None:
    orders = opened(phone, {"case-a": {"orders": batch(1)}})
    phone.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') } }"
    )
    pick(orders, "report-200.csv")
    press(orders, "放进案件")
    expect(status(orders)).to_contain_text("什么都没有改")
    expect(orders.get_by_text("1 / 1", exact=True)).to_be_visible()
    expect(orders.locator(".kb-import")).to_contain_text("读到 200 笔")  # still there, to try again


def test_an_exhibit_belongs_to_an_order_and_is_numbered_by_it(phone: Page) -> None:
    kept = {"size": 1, "type": "", "sha256": "", "kind": "", "proves": "", "order": "", "added": ""}
    files = [{"id": f"exhibit-{n}", "name": f"{n}.png"} | kept for n in range(2)]
    seed(phone, {"case-a": {"orders": batch(2), "exhibits": files}})
    phone.goto("tools/exhibits/")
    exhibits = phone.locator("kb-exhibits")
    for n, typed in ((0, number(1)), (1, number(0)[-5:])):
        box = exhibits.get_by_label("属于哪笔订单").nth(n)
        box.fill(typed)
        box.blur()
        expect(status(exhibits)).to_contain_text("已归到订单")
    assert [each["order"] for each in the_case(phone)["exhibits"]] == [number(1), number(0)]
    press(exhibits, "按订单编号次序")
    expect(exhibits.locator(".kb-card__title").first).to_contain_text("附件 1　1.png")
    exhibits.get_by_label("属于哪笔订单").first.fill("123")
    exhibits.get_by_label("属于哪笔订单").first.blur()
    expect(status(exhibits)).to_contain_text("写全订单编号")
