"""The list of exhibits: digested, described, ordered, checked again."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import saved, seed, the_case

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Locator, Page


@pytest.fixture
def exhibits(phone: Page) -> Locator:
    phone.goto("tools/exhibits/")
    return phone.locator("kb-exhibits")


def pick(exhibits: Locator, files: dict[str, bytes], *, again: bool = False) -> None:
    if again:
        exhibits.locator("summary", has_text="核对").click()
    payload: list[FilePayload] = [
        {"name": name, "mimeType": "image/png", "buffer": data} for name, data in files.items()
    ]
    exhibits.locator("input[type=file]").nth(int(again)).set_input_files(payload)
    expect(exhibits.get_by_role("status")).to_contain_text("核对完" if again else "已列入")


def open_list(page: Page, length: int) -> None:
    """Open a list of exhibits 0.png, 1.png and so on."""
    empty = {
        "size": 1,
        "type": "",
        "sha256": "",
        "kind": "",
        "proves": "",
        "order": "",
        "added": "",
    }
    exhibits = [{"id": f"exhibit-{n}", "name": f"{n}.png"} | empty for n in range(length)]
    seed(page, {"case-a": {"exhibits": exhibits}})
    page.goto("tools/exhibits/")


FILES = {"底单.png": b"a" * 5_000_000, "=cmd|' /C calc'!A0.png": b"b"}


def test_exhibits_are_numbered_and_digested_but_not_kept(exhibits: Locator, phone: Page) -> None:
    pick(exhibits, FILES)
    expect(exhibits.locator(".kb-card__title")).to_contain_text(["附件 1", "附件 2"])
    kept = the_case(phone)["exhibits"]
    assert [each["sha256"] for each in kept] == [
        hashlib.sha256(data).hexdigest() for data in FILES.values()
    ]
    assert set(kept[0]) == {
        "id",
        "name",
        "size",
        "type",
        "sha256",
        "kind",
        "proves",
        "order",
        "added",
    }
    assert len(phone.evaluate("localStorage.getItem('shensu-youju')")) < 5000


def test_exhibits_are_described_ordered_deleted_and_restored(
    exhibits: Locator, phone: Page
) -> None:
    pick(exhibits, FILES)
    exhibits.get_by_label("证明什么").first.fill("证明已揽收")
    exhibits.get_by_role("button", name="下移：底单.png").click()
    expect(exhibits.get_by_label("证明什么").nth(1)).to_have_value("证明已揽收")
    exhibits.get_by_role("button", name="删除：底单.png").click()
    expect(exhibits.locator(".kb-card")).to_have_count(1)
    exhibits.get_by_role("button", name="撤销").click()
    phone.reload()
    expect(exhibits.get_by_label("证明什么").nth(1)).to_have_value("证明已揽收")


def test_the_table_is_safe_in_a_spreadsheet(exhibits: Locator, phone: Page) -> None:
    pick(exhibits, FILES)
    name, content = saved(phone, exhibits, "下载表格")
    assert name == "证据目录 我的案件.csv"
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[1][:2] == ["附件 1", "底单.png"]
    assert rows[2][1] == "'=cmd|' /C calc'!A0.png"


def test_picking_the_files_again_shows_what_changed(exhibits: Locator) -> None:
    pick(exhibits, {"甲.png": b"1", "乙.png": b"2", "丙.png": b"3"})
    pick(exhibits, {"甲.png": b"1", "乙.png": b"changed", "丁.png": b"4"}, again=True)
    verdict = exhibits.locator(".kb-verdict")
    expect(verdict).to_contain_text("内容没有变（1）")
    expect(verdict).to_contain_text("名字一样，和当时登记的不是同一份字节（1）")
    expect(verdict).not_to_contain_text("内容变了")
    expect(verdict).to_contain_text("手机常会转换格式、改名字、去掉位置")
    expect(verdict).to_contain_text("这次没有选到（1）")
    expect(verdict).to_contain_text("不在目录里（1）")


PICKED_OTHERWISE = {"IMG_0001.jpeg": b"converted"}


def test_a_photo_that_the_picker_renamed_is_not_called_changed(exhibits: Locator) -> None:
    pick(exhibits, {"IMG_0001.HEIC": b"original"})
    pick(exhibits, PICKED_OTHERWISE, again=True)
    verdict = exhibits.locator(".kb-verdict")
    expect(verdict).to_contain_text("这次没有选到（1）")
    expect(verdict).to_contain_text("不是同一份字节，不等于内容改过")
    expect(exhibits).not_to_contain_text("内容变了")


UNREADABLE = """
  const { slice } = Blob.prototype;
  Blob.prototype.slice = function (...range) {
    const part = slice.apply(this, range);
    if (this.name?.startsWith("坏")) part.arrayBuffer = async () => { throw new DOMException("", "%s") };
    return part;
  };"""


@pytest.mark.parametrize(
    ("error", "said"),
    [("NotReadableError", "先下载到这台设备"), ("NotFoundError", "不在原来的地方")],
)
def test_a_file_that_cannot_be_read_says_why_and_the_others_are_listed(
    phone: Page, error: str, said: str
) -> None:
    phone.add_init_script(UNREADABLE % error)
    phone.goto("tools/exhibits/")
    exhibits = phone.locator("kb-exhibits")
    pick(exhibits, {"甲.png": b"1", "坏.mp4": b"2", "乙.png": b"3"})
    expect(exhibits.get_by_role("status")).to_contain_text("已列入 2 份")
    expect(exhibits.get_by_role("status")).to_contain_text("读不出：坏.mp4（")
    expect(exhibits.get_by_role("status")).to_contain_text(said)
    assert [each["name"] for each in the_case(phone)["exhibits"]] == ["甲.png", "乙.png"]
    expect(exhibits.locator("progress")).to_be_hidden()


NUMBERS = {"1234567890123456789": b"1", "-1.jpg": b"2", "3-4": b"3"}


def test_numbers_are_text_in_the_table_and_unmarked_elsewhere(
    exhibits: Locator, phone: Page
) -> None:
    pick(exhibits, NUMBERS)
    _, content = saved(phone, exhibits, "下载表格")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row[1] for row in rows[1:]] == [f"\t{name}" for name in NUMBERS]
    exhibits.get_by_role("button", name="没有文件，改为复制").click()
    lines = exhibits.get_by_label("全文，已选中").input_value().split("\n")
    assert lines == [f"附件 {at}　{name}" for at, name in enumerate(NUMBERS, 1)]
    phone.goto("tools/package/")
    for name in NUMBERS:
        expect(phone.get_by_role("cell", name=name, exact=True)).to_have_text(name)


def test_the_same_file_is_listed_once(exhibits: Locator) -> None:
    pick(exhibits, {"甲.png": b"1"})
    pick(exhibits, {"甲-副本.png": b"1", "乙.png": b"2"})
    expect(exhibits.locator(".kb-card")).to_have_count(2)
    expect(exhibits.get_by_role("status")).to_contain_text("1 份已经在目录里")


def test_moving_and_showing_more_keep_the_keyboards_place(phone: Page) -> None:
    open_list(phone, 60)
    phone.get_by_role("button", name="上移：1.png").click()
    expect(phone.get_by_role("button", name="下移：1.png")).to_be_focused()
    phone.get_by_role("button", name="再显示 10 份").click()
    expect(phone.locator(".kb-card").nth(50).get_by_label("证明什么")).to_be_focused()


def test_an_exhibit_moved_elsewhere_is_still_the_one_that_moves(phone: Page) -> None:
    open_list(phone, 3)
    phone.get_by_label("证明什么").first.focus()
    second = phone.context.new_page()
    second.goto("tools/exhibits/")
    second.get_by_role("button", name="下移：0.png").click()
    phone.get_by_role("button", name="下移：0.png").click()
    names = [each["name"] for each in the_case(phone)["exhibits"]]
    assert names == ["1.png", "2.png", "0.png"]
