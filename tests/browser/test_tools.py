"""Deadlines, exhibits, log, timeline, package and backup, as a seller uses them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import EMPTY_CASE, seed, stored

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload, Locator, Page

    from macros.model import Handbook

NOW = "2026-11-22T02:00:00Z"  # ten o'clock in China


def saved(page: Page, widget: Locator, button: str) -> tuple[str, bytes]:
    """Press a button that hands out a file; give its name and content."""
    with page.expect_download() as download:
        widget.get_by_role("button", name=button).first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def the_case(page: Page) -> dict[str, Any]:
    state = stored(page)
    case: dict[str, Any] = state["cases"][state["active"]]
    return case


# --- deadlines ---------------------------------------------------------------------------------


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
    expect(review).to_contain_text("行政复议法 第 20 条")
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
    deadline.locator(".kb-due summary").click()
    deadline.get_by_label("倒计时：小时").fill("30")
    deadline.get_by_role("button", name="算出截止时间").click()
    expect(deadline).to_contain_text("截止：2026 年 11 月 23 日（周一）16:00")
    expect(deadline).to_contain_text("还有 1 天 6 小时")
    context.close()


def test_a_deadline_of_hearsay_computes_nothing(phone: Page) -> None:
    phone.goto("respond/first-day/")
    deadline = phone.locator("[data-kb-deadline='appeal-fake']")
    deadline.locator("summary", has_text="记下截止时间").click()
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
    assert all(len(each.walk("VALARM")) == 3 for each in events)
    _, again = saved(phone, phone.locator("kb-deadlines"), "全部加到日历")
    uids = {str(each["uid"]) for each in icalendar.Calendar.from_ical(again).walk("VEVENT")}
    assert uids == {str(each["uid"]) for each in events}


# --- exhibits ----------------------------------------------------------------------------------


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


FILES = {"底单.png": b"a" * 5_000_000, "=cmd|' /C calc'!A0.png": b"b"}


def test_exhibits_are_numbered_and_digested_but_not_kept(exhibits: Locator, phone: Page) -> None:
    pick(exhibits, FILES)
    expect(exhibits.locator(".kb-card__title")).to_contain_text(["附件 1", "附件 2"])
    kept = the_case(phone)["exhibits"]
    assert [each["sha256"] for each in kept] == [
        hashlib.sha256(data).hexdigest() for data in FILES.values()
    ]
    assert set(kept[0]) == {"id", "name", "size", "type", "sha256", "kind", "proves", "added"}
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
    expect(verdict).to_contain_text("名字一样，内容变了（1）")
    expect(verdict).to_contain_text("这次没有选到（1）")
    expect(verdict).to_contain_text("不在目录里（1）")


def test_the_same_file_is_listed_once(exhibits: Locator) -> None:
    pick(exhibits, {"甲.png": b"1"})
    pick(exhibits, {"甲-副本.png": b"1", "乙.png": b"2"})
    expect(exhibits.locator(".kb-card")).to_have_count(2)
    expect(exhibits.get_by_role("status")).to_contain_text("1 份已经在目录里")


# --- log, timeline, package --------------------------------------------------------------------


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
    said = log.locator(".kb-said").all_inner_texts()
    assert said == ["<script>先说的</script>", "后说的"]


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


FULL_CASE = {
    "title": "十月那批",
    "kind": "fake-trade",
    "marks": {"first-day.save-notice": {"state": "done", "at": "2026-11-20T02:00:00.000Z"}},
    "notes": {"first-day.save-notice": "截了三张"},
    "blanks": {"notice-time": "2026-11-20T09:30", "shop-name": "某店", "order-no": "12345"},
    "deadlines": {
        "appeal-fake": {"title": "虚假交易申诉", "from": "", "due": "2026-11-25T10:00", "met": ""}
    },
    "letters": {"appeal-goods": "2026-11-21T02:00:00.000Z"},
    "exhibits": [
        {"id": "exhibit-a", "name": "底单.png", "size": 10, "type": "image/png", "sha256": "a" * 64,
         "kind": "shipping-slip", "proves": "已揽收", "added": "2026-11-20T08:00:00.000Z"}
    ],
    "log": [
        {"id": "entry-a", "at": "2026-11-20T15:00", "channel": "旺旺", "who": "买家",
         "said": "买家说收到了", "promised": ""}
    ],
}  # fmt: skip


def test_the_story_of_a_case_is_drawn_in_order(phone: Page) -> None:
    seed(phone, {"case-a": FULL_CASE})
    phone.clock.set_fixed_time(NOW)
    phone.goto("tools/timeline/")
    expect(phone.locator("kb-timeline .kb-story__title")).to_have_text([
        "经过收到通知的时间", "步骤做完 1 步", "沟通旺旺 · 买家", "证据列入 1 份证据",
        "信复制或打印过《实物订单申诉说明》", "期限虚假交易申诉：截止",
    ])  # fmt: skip
    order = phone.locator("kb-timeline .kb-story > li").all_inner_texts()
    assert order.index("现在") == 5


def test_the_package_is_one_document(phone: Page) -> None:
    seed(phone, {"case-a": FULL_CASE})
    phone.goto("tools/package/")
    paper = phone.locator("kb-package .kb-paper")
    for words in (
        "十月那批（虚假交易）",
        "店铺名称：某店",
        "申诉店铺：某店",
        "底单.png",
        "买家说收到了",
    ):
        expect(paper).to_contain_text(words)
    expect(phone.locator("kb-package")).to_contain_text("处没填")
    phone.locator("summary", has_text="放哪些进去").click()
    phone.get_by_label("清单的完成情况").check()
    expect(paper).to_contain_text("☑ 把通知整页截图")
    phone.get_by_label("沟通记录").uncheck()
    expect(paper.get_by_role("heading", name="沟通记录")).to_have_count(0)


def test_steps_in_the_package_stand_in_their_order(phone: Page, book: Handbook) -> None:
    seed(phone, {"case-a": FULL_CASE})
    phone.goto("tools/package/")
    phone.locator("summary", has_text="放哪些进去").click()
    phone.get_by_label("清单的完成情况").check()
    first = book.checklists["first-day"].items[0].what
    expect(phone.locator(".kb-paper .kb-sheet__steps li").first).to_have_text(f"☐ {first}")


def test_the_package_prints_alone_on_a4(phone: Page) -> None:
    seed(phone, {"case-a": FULL_CASE})
    phone.goto("tools/package/")
    phone.evaluate("window.print = () => {}")
    phone.get_by_role("button", name="打印或存成 PDF").click()
    phone.emulate_media(media="print")
    expect(phone.locator(".kb-sheet")).to_contain_text("证据目录")
    expect(phone.locator("header").first).to_be_hidden()
    pdf = phone.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 594" in pdf or b"/MediaBox [0 0 595" in pdf


# --- backup ------------------------------------------------------------------------------------


@pytest.fixture
def backup(phone: Page) -> Locator:
    seed(phone, {"case-a": FULL_CASE, "case-b": {"title": "乙案"}})
    phone.goto("tools/backup/")
    return phone.locator("kb-backup")


def offer(backup: Locator, content: bytes | str) -> None:
    data = content.encode() if isinstance(content, str) else content
    backup.locator("input[type=file]").set_input_files(
        {"name": "备份.json", "mimeType": "application/json", "buffer": data}
    )


def file_of(cases: dict[str, Any], version: int = 2) -> str:
    whole = {id_: EMPTY_CASE | case for id_, case in cases.items()}
    return json.dumps({"format": "shensu-youju.backup", "version": version, "cases": whole})


def test_all_cases_or_one_are_exported(backup: Locator, phone: Page) -> None:
    expect(backup).to_contain_text("还没有备份过")
    name, content = saved(phone, backup, "导出备份")
    assert name.startswith("申诉有据 全部案件 ")
    assert set(json.loads(content)["cases"]) == {"case-a", "case-b"}
    expect(backup).to_contain_text("上次备份：")
    backup.get_by_label("导出哪些").select_option("case-b")
    _, content = saved(phone, backup, "导出备份")
    assert set(json.loads(content)["cases"]) == {"case-b"}


def test_an_import_shows_what_it_changes_and_changes_nothing_yet(
    backup: Locator, phone: Page
) -> None:
    before = stored(phone)["cases"]
    offer(backup, file_of({"case-a": {"title": "十月那批"}, "case-c": {"title": "丙案"}}))
    expect(backup.locator(".kb-changes")).to_contain_text("不一样")
    expect(backup.locator(".kb-changes")).to_contain_text("丙案　新的")
    expect(backup).to_contain_text("这里另外 1 件会去掉")
    assert stored(phone)["cases"] == before
    backup.get_by_role("button", name="不导入").click()
    assert stored(phone)["cases"] == before


@pytest.mark.parametrize(
    ("how", "left"), [("合并", {"case-a", "case-b", "case-c"}), ("替换", {"case-c"})]
)
def test_an_import_merges_or_replaces_and_can_be_undone(
    backup: Locator, phone: Page, how: str, left: set[str]
) -> None:
    before = stored(phone)["cases"]
    offer(backup, file_of({"case-c": {"title": "丙案"}}))
    backup.get_by_role("button", name=how).click()
    assert set(stored(phone)["cases"]) == left
    backup.get_by_role("button", name="撤销").click()
    assert stored(phone)["cases"] == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "不是完整的 JSON"),
        ('"text"', "不是本站导出的备份"),
        ("null", "不是本站导出的备份"),
        ('{"format": "other"}', "不是本站导出的备份"),
        (file_of({"case-a": {}}, version=99), "更新的版本"),
        (file_of({}), "没有能读出的案件"),
        (b"\xff\xfe\x00", "不是完整的 JSON"),
    ],
)  # fmt: skip
def test_what_is_no_backup_is_refused_with_a_reason(
    backup: Locator, phone: Page, content: bytes | str, said: str
) -> None:
    before = stored(phone)
    offer(backup, content)
    expect(backup.get_by_role("status")).to_contain_text(said)
    assert stored(phone) == before


def test_a_file_too_large_to_keep_is_refused_at_once(backup: Locator, tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    file.write_bytes(b" " * 20 * 1024 * 1024)
    backup.locator("input[type=file]").set_input_files(file)
    expect(backup.get_by_role("status")).to_contain_text("20 MB")


def test_a_hostile_file_comes_in_as_text_or_not_at_all(backup: Locator, phone: Page) -> None:
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}\u202e"
    case = FULL_CASE | {
        "title": evil, "archived": "yes", "marks": {"__proto__": {"state": "done", "at": ""}},
        "notes": {"first-day.save-notice": evil}, "unknown": {"a": 1},
        "blanks": {"shop-name": evil, "__proto__": "x", "BAD KEY": "y"},
        "log": [{"id": "entry-a", "said": evil}, "no entry", {"id": "<b>"}],
    }  # fmt: skip
    text = file_of({"case-x": case}).replace('"blanks":', '"__proto__": {"polluted": 1}, "blanks":')
    offer(backup, text)
    expect(backup).to_contain_text("处不认识或类型不对")
    backup.get_by_role("button", name="合并").click()
    assert phone.evaluate("({}).polluted") is None
    kept = stored(phone)["cases"]["case-x"]
    assert set(kept["blanks"]) == {"shop-name"}
    assert kept["archived"] is False
    assert "unknown" not in kept
    assert len(kept["log"]) == 1
    phone.on("dialog", lambda dialog: pytest.fail(dialog.message))
    phone.goto("tools/cases/")
    phone.locator(".kb-card", has_text="<img src=x").get_by_role("button", name="用这件").click()
    for page in ("cases", "log", "timeline", "package", "exhibits", "deadlines", "backup"):
        phone.goto(f"tools/{page}/")
        expect(phone.locator("article img, article script")).to_have_count(0)
    phone.goto("tools/package/")
    expect(phone.locator(".kb-paper")).to_contain_text("<img src=x")


def test_work_without_a_backup_is_quietly_reminded_of(phone: Page) -> None:
    marks = {f"list.item-{n}": {"state": "done", "at": ""} for n in range(20)}
    seed(phone, {"case-a": {"marks": marks}})
    phone.goto("about/")
    expect(phone.locator("kb-case-bar")).to_contain_text("20 处没有备份")
    phone.get_by_role("link", name="20 处没有备份").click()
    saved(phone, phone.locator("kb-backup"), "导出备份")
    expect(phone.locator("kb-case-bar")).not_to_contain_text("没有备份")


# --- what a hostile tester found ---------------------------------------------------------------


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


def test_an_entry_being_changed_can_be_left_and_a_draft_comes_back(log: Locator) -> None:
    note(log, "第一条")
    log.get_by_label("说了什么").fill("没写完的第二条")
    log.get_by_role("button", name="修改").click()
    expect(log.get_by_label("说了什么")).to_have_value("第一条")
    log.get_by_role("button", name="撤销").click()
    expect(log.get_by_label("说了什么")).to_have_value("没写完的第二条")
    log.get_by_role("button", name="修改").click()
    log.get_by_role("button", name="不改了").click()
    expect(log.get_by_label("说了什么")).to_have_value("")
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


def test_moving_and_showing_more_keep_the_keyboards_place(phone: Page) -> None:
    exhibits = [
        {"id": f"exhibit-{n}", "name": f"{n}.png", "size": 1, "type": "", "sha256": "", "kind": "",
         "proves": "", "added": ""}
        for n in range(60)
    ]  # fmt: skip
    seed(phone, {"case-a": {"exhibits": exhibits}})
    phone.goto("tools/exhibits/")
    phone.get_by_role("button", name="上移：1.png").click()
    expect(phone.get_by_role("button", name="下移：1.png")).to_be_focused()
    phone.get_by_role("button", name="再显示 10 份").click()
    expect(phone.locator(".kb-card").nth(50).get_by_label("证明什么")).to_be_focused()


def test_an_exhibit_moved_elsewhere_is_still_the_one_that_moves(phone: Page) -> None:
    exhibits = [
        {"id": f"exhibit-{n}", "name": f"{n}.png", "size": 1, "type": "", "sha256": "", "kind": "",
         "proves": "", "added": ""}
        for n in range(3)
    ]  # fmt: skip
    seed(phone, {"case-a": {"exhibits": exhibits}})
    phone.goto("tools/exhibits/")
    phone.get_by_label("证明什么").first.focus()
    second = phone.context.new_page()
    second.goto("tools/exhibits/")
    second.get_by_role("button", name="下移：0.png").click()
    phone.get_by_role("button", name="下移：0.png").click()
    names = [each["name"] for each in the_case(phone)["exhibits"]]
    assert names == ["1.png", "2.png", "0.png"]
