"""Backups: exported, looked at, taken in, undone, refused."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import (
    EMPTY_CASE,
    FULL_CASE,
    TOOLS,
    saved,
    seed,
    stored,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Locator, Page


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
    backup.get_by_role("button", name="存好了").click()
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


GOOD = file_of({"case-a": {"title": "十月那批", "blanks": {"shop-name": "某某家居小店"}}})
CHINESE = json.dumps(json.loads(GOOD), ensure_ascii=False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
def test_a_backup_saved_again_by_an_editor_is_read_as_it_was(
    backup: Locator, phone: Page, encoding: str
) -> None:
    offer(backup, CHINESE.encode(encoding))
    expect(backup.locator(".kb-changes")).to_contain_text("十月那批")
    told = backup.locator(".kb-offer").get_by_text("已照 GBK 读出")
    expect(told).to_have_count(int(encoding.startswith("gb")))
    backup.get_by_role("button", name="合并").click()
    assert stored(phone)["cases"]["case-a"]["blanks"]["shop-name"] == "某某家居小店"


@pytest.mark.parametrize(
    "content",
    [
        CHINESE.encode("gbk").decode("utf-8", "replace"),
        CHINESE.replace("家居", "\ufffd\ufffd"),
        CHINESE.replace("家居", "\\ufffd"),
        CHINESE.replace("家居", "锟斤拷"),
    ],
)
def test_what_was_repaired_is_never_merged(backup: Locator, phone: Page, content: str) -> None:
    before = stored(phone)["cases"]
    offer(backup, content)
    expect(backup.locator(".kb-offer")).to_contain_text("字已经坏了，例如：")
    expect(backup.get_by_role("button", name="合并")).to_have_count(0)
    expect(backup.get_by_role("button", name="替换")).to_have_count(0)
    assert stored(phone)["cases"] == before
    backup.get_by_role("button", name="另建成新案件").click()
    after = stored(phone)["cases"]
    assert {id_: after[id_] for id_ in before} == before
    assert len(after) == len(before) + 1
    backup.get_by_role("button", name="撤销").click()
    expect(backup.get_by_role("status").first).to_have_text("已撤销。")
    assert stored(phone)["cases"] == before


PASSED_ON: dict[str, Callable[[str], str]] = {
    "in words": lambda text: f"备份在这里：{text}收好。",
    "in lines": lambda text: "\r\n".join(text[at : at + 50] for at in range(0, len(text), 50)),
    "zero width": lambda text: "\u200b".join(text[at : at + 50] for at in range(0, len(text), 50)),
    "as a page": html.escape,
}


@pytest.mark.parametrize("how", PASSED_ON)
def test_a_backup_that_a_chat_passed_on_is_read_as_it_was(
    backup: Locator, phone: Page, how: str
) -> None:
    _, content = saved(phone, backup, "导出备份")
    before = stored(phone)["cases"]
    backup.locator("summary", has_text="粘贴备份的文字").click()
    backup.get_by_label("备份的全文").fill(PASSED_ON[how](content.decode()))
    backup.get_by_role("button", name="看看会改动什么").click()
    expect(backup.locator(".kb-changes")).to_contain_text("十月那批　一样")
    backup.get_by_role("button", name="合并").click()
    assert stored(phone)["cases"] == before


SPOILT: dict[str, tuple[Callable[[str], str], str]] = {
    "empty": (lambda _: " \n", "里面是空的"),
    "cut short": (lambda text: text[:-40], "少了一截"),
    "pretty quotes": (lambda _: GOOD.replace('"', "”"), "中文引号"),
    "something else": (lambda _: "在吗", "没有备份的内容"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_text_is_refused_and_says_what_to_do(
    backup: Locator, phone: Page, how: str
) -> None:
    _, content = saved(phone, backup, "导出备份")
    before = stored(phone)
    spoil, said = SPOILT[how]
    for way in ("a file", "pasted"):
        if way == "a file":
            offer(backup, spoil(content.decode()))
        else:
            backup.locator("summary", has_text="粘贴备份的文字").click()
            backup.get_by_label("备份的全文").fill(spoil(content.decode()))
            backup.get_by_role("button", name="看看会改动什么").click()
        expect(backup.get_by_role("status")).to_contain_text(said)
        expect(backup.get_by_role("status")).to_contain_text("请到原来的设备重新导出")
        expect(backup.get_by_role("button", name="合并")).to_have_count(0)
    assert stored(phone) == before


def test_a_backup_edited_on_its_way_is_not_merged(backup: Locator, phone: Page) -> None:
    """The digest tells, where no character betrays it."""
    _, content = saved(phone, backup, "导出备份")
    before = stored(phone)["cases"]
    offer(backup, content.decode().replace("某店", "某?"))
    expect(backup.locator(".kb-offer")).to_contain_text("导出以后变过")
    expect(backup.get_by_role("button", name="合并")).to_have_count(0)
    assert stored(phone)["cases"] == before


def test_a_backup_of_another_name_and_of_megabytes_is_read(backup: Locator, phone: Page) -> None:
    large = file_of({"case-a": {"title": "大案", "notes": {"a.b": "长" * 1_200_000}}})
    backup.locator("input[type=file]").set_input_files(
        {"name": "备份.json.txt", "mimeType": "text/plain", "buffer": large.encode()}
    )
    expect(backup.locator(".kb-changes")).to_contain_text("大案")
    assert backup.locator("input[type=file]").get_attribute("accept") is None
    assert "大案" not in json.dumps(stored(phone), ensure_ascii=False)


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
    for page in TOOLS:
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
    expect(phone.locator("kb-case-bar")).to_contain_text("20 处没有备份")
    phone.get_by_role("button", name="存好了").click()
    expect(phone.locator("kb-case-bar")).not_to_contain_text("没有备份")


def test_a_backup_that_never_arrived_can_be_copied_instead(backup: Locator, phone: Page) -> None:
    _, content = saved(phone, backup, "导出备份")
    backup.get_by_role("button", name="没有文件，改为复制").click()
    expect(backup.get_by_label("全文，已选中")).to_have_value(content.decode())
    expect(backup).to_contain_text("还没有备份过")
    assert stored(phone)["backup"] == {"at": "", "things": 0}


def test_a_confirmed_backup_counts_what_was_in_the_file(backup: Locator, phone: Page) -> None:
    """What is done between the file and the confirmation is not in the file."""
    saved(phone, backup, "导出备份")
    before = stored(phone)
    other = phone.context.new_page()
    other.goto("respond/first-day/")
    other.get_by_role("checkbox").nth(3).check()
    backup.get_by_role("button", name="存好了").click()
    marks = stored(phone)["cases"]["case-a"]["marks"]
    assert len(marks) == len(before["cases"]["case-a"]["marks"]) + 1
    assert stored(phone)["backup"]["things"] == 9  # of FULL_CASE


def test_nothing_is_not_backed_up(phone: Page) -> None:
    seed(phone, {"case-a": {}})
    phone.goto("tools/backup/")
    backup = phone.locator("kb-backup")
    phone.on("download", lambda _: pytest.fail("a backup of nothing"))
    backup.get_by_role("button", name="导出备份").click()
    expect(backup.get_by_role("status")).to_contain_text("还没有内容")
    expect(backup.get_by_role("button", name="存好了")).to_have_count(0)
    assert stored(phone)["backup"] == {"at": "", "things": 0}


INSIDE = {
    "an Android app": "Mozilla/5.0 (Linux; Android 14; V2309A; wv) AppleWebKit/537.36 (KHTML, like "
    "Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36",
    "Lark": "Mozilla/5.0 (Linux; Android 13; M2012K11AC Build/TKQ1; wv) AppleWebKit/537.36 (KHTML, "
    "like Gecko) Version/4.0 Chrome/110.0 Mobile Safari/537.36 Lark/7.23.5 LarkLocale/zh_CN",
    "an app on an iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) "
    "AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Lark/7.20.0",
    "WeChat": "Mozilla/5.0 (Linux; Android 12; V1) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0.40",
}


@pytest.mark.parametrize("agent", INSIDE.values(), ids=INSIDE.keys())
def test_inside_an_app_that_drops_files_nothing_is_called_saved(
    browser: Browser, browser_context_args: dict[str, Any], agent: str
) -> None:
    context = browser.new_context(**browser_context_args, user_agent=agent, accept_downloads=False)
    page = context.new_page()
    seed(page, {"case-a": FULL_CASE})
    page.goto("tools/backup/")
    page.on("download", lambda _: pytest.fail("the app drops it"))
    backup = page.locator("kb-backup")
    backup.get_by_role("button", name="导出备份").click()
    expect(backup.get_by_role("status")).to_contain_text("这里存不下文件")
    expect(backup.get_by_label("全文，已选中")).to_have_value(re.compile("shensu-youju.backup"))
    expect(backup).to_contain_text("还没有备份过")
    backup.get_by_role("button", name="存好了").click()
    expect(backup).to_contain_text("上次备份：")
    context.close()


OUTSIDE = {
    "Chrome on Android": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Mobile Safari/537.36",
    "Safari on an iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) "
    "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
}


@pytest.mark.parametrize("agent", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_a_browser_of_its_own_gets_a_file(
    browser: Browser, browser_context_args: dict[str, Any], agent: str
) -> None:
    context = browser.new_context(**browser_context_args, user_agent=agent)
    page = context.new_page()
    seed(page, {"case-a": FULL_CASE})
    page.goto("tools/backup/")
    name, _ = saved(page, page.locator("kb-backup"), "导出备份")
    assert name.endswith(".json")
    context.close()


def test_the_way_to_the_top_does_not_come_where_undo_is_about_to_be_pressed(
    backup: Locator, phone: Page
) -> None:
    """The page moves up by itself, to what was done: the reader did not ask for the top."""
    offer(backup, file_of({"case-c": {"title": "丙案"}}))
    merge = backup.get_by_role("button", name="合并")
    merge.evaluate("each => { scrollTo(0, 9999); each.focus({ preventScroll: true }); }")
    low = phone.evaluate("scrollY")
    phone.keyboard.press("Enter")
    expect(backup.get_by_role("button", name="撤销")).to_be_in_viewport()
    assert phone.evaluate("new Promise((done) => setTimeout(() => done(scrollY), 200))") < low
    expect(phone.locator(".md-top")).to_have_attribute("hidden", "")
