"""The journeys of a seller, written once, run by each engine's driver."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from icalendar import Calendar
from pypdf import PdfReader

from macros.handbook.model import Handbook
from tests.browser.conftest import EMPTY_CASE, FULL_CASE
from tests.conftest import Site, served
from tests.engines.engine import Engine
from tests.find_engines import standing

ENGINES = standing()

LETTER = "//*[@data-kb-template='appeal-goods']"
FIRST_DAY = "//*[@data-kb-checklist='first-day']"
DEADLINE = "//*[@data-kb-deadline='appeal-fake']"
ORDERS = Path(__file__).parents[1] / "data" / "orders"
SAID = "买家说收到了，运单是 SF7700001"
TYPED = {
    "text": "某某家居小店",
    "long-text": "第一行\n第二行",
    "number": "14",
    "money": "128.50",
    "date": "2026-11-20",
    "datetime": "2026-11-20T09:30",
    "order-number": "1234567890123456789",
    "tracking-number": "7700000000000",
    "phone": "13800000000",
}
"""Kind of blank → what a seller writes there."""


def keep(engine: Engine, site: Site, *cases: dict[str, object]) -> None:
    """Store cases, as an earlier visit would have."""
    kept = {f"case-{n}": EMPTY_CASE | case for n, case in enumerate(cases)}
    backup = {"at": "", "things": 0}
    state = {"version": 4, "active": "case-0", "cases": kept, "backup": backup}
    engine.goto(f"{site.url}robots.txt")
    engine.run("localStorage.setItem('shensu-youju', arguments[0])", json.dumps(state))


def open_card(engine: Engine, within: str) -> None:
    """Open the card of a widget by its head."""
    engine.element(f"{within}//summary[contains(@class, 'kb-disclosure__head')]").click()


def blank(letter: str, field: str) -> str:
    return f"//*[@id='blank-{letter}-{field}']"


def pasted(engine: Engine) -> str:
    """Paste what was copied into a field of the page, and read it."""
    engine.run(
        "document.querySelector('#tests-paste')?.remove();"
        "const box = document.createElement('textarea'); box.id = 'tests-paste';"
        "document.querySelector('article').append(box)"
    )
    engine.element("//*[@id='tests-paste']").click()
    engine.paste()
    return engine.value("//*[@id='tests-paste']")


# --- reading ------------------------------------------------------------------------------------


def test_the_home_page_follows_the_device_into_the_dark_and_a_reader_out_of_it(
    engine: Engine, site: Site
) -> None:
    def scheme() -> str:
        return str(engine.run("return document.body.dataset.mdColorScheme"))

    engine.open(site.url)
    engine.sees("收到通知，先做对第一步")
    assert scheme() == "default"
    engine.prefer("dark")
    engine.until(lambda: scheme() == "slate", "the dark page")
    engine.element("//label[@for='__palette_0' and not(@hidden)]").click()
    engine.until(lambda: scheme() == "default", "the light page that was asked for")
    engine.reload()
    assert scheme() == "default"


def test_search_answers_in_its_window_and_on_its_page(engine: Engine, site: Site) -> None:
    engine.open(site.url)
    engine.run("document.querySelector('[for=__search]').click()")
    engine.write("//input[@data-md-component='search-query']", "刷单会坐牢吗")
    engine.sees("最接近的几页", "//*[@data-md-component='search-result']")
    engine.open(f"{site.url}reference/questions/")
    engine.write("//*[@id='kb-question']", "刷单会坐牢吗")
    engine.sees("刷单", "//kb-search//ol/li")


def test_triage_asks_goes_back_and_forward_and_begins_a_case(engine: Engine, site: Site) -> None:
    def at() -> str:
        return str(engine.run("return decodeURIComponent(location.hash)"))

    engine.open(f"{site.url}start/triage/")
    engine.press_link("平台判了我虚假交易", "//kb-triage")
    first = at()
    engine.press_link("没有，都是真实成交", "//kb-triage")
    engine.back()
    engine.until(lambda: at() == first, "the question before")
    engine.forward()
    engine.press_link("我自己发的货", "//kb-triage")
    engine.press("按这个建一件案件")
    engine.until(lambda: engine.the_case()["plan"]["tasks"], "tasks of the case")


# --- working ------------------------------------------------------------------------------------


def test_a_checklist_keeps_ticks_notes_and_what_does_not_apply(engine: Engine, site: Site) -> None:
    engine.open(f"{site.url}respond/first-day/")
    step = f"({FIRST_DAY}//*[@data-kb-item])"
    engine.element(f"{step}[1]//input[@type='checkbox']").click()
    engine.element(f"{step}[2]//button[starts-with(@aria-label, '不适用')]").click()
    engine.element(f"{step}[3]//button[starts-with(@aria-label, '备注')]").click()
    engine.write(f"{step}[3]//textarea", "截了三张")
    engine.reload()
    assert engine.value(f"{step}[3]//textarea") == "截了三张"
    assert engine.run("return arguments[0].checked", engine.element(f"{step}[1]//input"))
    engine.sees("1 步不适用", FIRST_DAY)
    engine.press("清除勾选", FIRST_DAY)
    engine.sees("已清除 2 个勾选", FIRST_DAY)
    engine.press("撤销", FIRST_DAY)
    engine.sees("完成 1 /", FIRST_DAY)


def letters_with_every_kind(book: Handbook) -> dict[str, dict[str, str]]:
    """Few letters that have every kind of blank between them → their blanks, with their kinds.

    Of those that say one of several things, which asks for other blanks, there are none.
    """
    kinds = {id_: field.kind for id_, field in book.fields.items()}
    whole = {id_: template for id_, template in book.templates.items() if not template.says}
    left = {kinds[field] for template in whole.values() for field in template.fields}
    assert left == set(kinds.values())
    chosen: dict[str, dict[str, str]] = {}
    while left:
        best = max(
            whole,
            key=lambda id_: len(left & {kinds[f] for f in book.templates[id_].fields}),
        )
        chosen[best] = {field: kinds[field] for field in book.templates[best].fields}
        left -= set(chosen[best].values())
    return chosen


def test_letters_take_every_kind_of_blank(
    engine: Engine, site: Site, book: Handbook, pages_of_letters: dict[str, str]
) -> None:
    for letter, blanks in letters_with_every_kind(book).items():
        engine.open(site.url + pages_of_letters[letter])
        widget = f"//*[@data-kb-template='{letter}']"
        open_card(engine, widget)
        for field, kind in blanks.items():
            choices = book.fields[field].choices
            text = choices[0] if choices else TYPED[kind]
            fill_in = engine.set if kind in ("date", "datetime", "choice") else engine.write
            fill_in(blank(letter, field), text)
        engine.sees(f"已填 {len(blanks)} / {len(blanks)}", widget)
        engine.reload()
        kept = engine.the_case()["blanks"]
        expected = {f for f in blanks if not book.fields[f].personal}
        assert expected <= set(kept)


def test_a_letter_is_copied_or_shown_to_be_copied_by_hand(engine: Engine, site: Site) -> None:
    engine.open(f"{site.url}respond/appeal-goods/")
    open_card(engine, LETTER)
    engine.write(blank("appeal-goods", "shop-name"), "某某家居小店")
    engine.press("复制全文", LETTER)
    engine.sees("已复制全文", LETTER)
    assert "某某家居小店" in pasted(engine)
    engine.press("复制带格式", LETTER)
    engine.sees("已复制带格式的全文", LETTER)
    engine.run(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})"
    )
    engine.write(blank("appeal-goods", "shop-name"), "另一家小店")
    engine.press("复制全文", LETTER)
    engine.sees("已复制全文", LETTER)
    assert "另一家小店" in pasted(engine)
    engine.run("document.execCommand = () => false")
    engine.press("复制全文", LETTER)
    engine.sees("浏览器不让网页复制", LETTER)
    assert "另一家小店" in engine.value(f"{LETTER}//textarea[contains(@class, 'kb-copybox')]")


def test_a_deadline_is_counted_and_handed_to_a_calendar(engine: Engine, site: Site) -> None:
    engine.open(f"{site.url}respond/first-day/")
    open_card(engine, DEADLINE)
    engine.write(f"{DEADLINE}//input[@aria-label='倒计时：小时']", "50")
    engine.press("记下", DEADLINE)
    engine.sees("小时", f"{DEADLINE}//*[contains(@class, 'kb-due__result')]")
    engine.press("加到日历", DEADLINE)
    calendar = Calendar.from_ical(engine.downloaded("*.ics").read_bytes())
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == [
        "虚假交易申诉截止（我的案件）"
    ]
    engine.reload()
    engine.sees("截止：", DEADLINE)


def test_exhibits_are_listed_with_their_digests(engine: Engine, site: Site, tmp_path: Path) -> None:
    files = [tmp_path / "盖章轨迹.png", tmp_path / "底单 2.jpg"]
    for file in files:
        file.write_bytes(file.name.encode())
    engine.open(f"{site.url}tools/exhibits/")
    engine.attach("(//kb-exhibits//input[@type='file'])[1]", files)
    engine.sees("附件 2", "//kb-exhibits//ol")
    engine.reload()
    kept = {each["name"]: each["sha256"] for each in engine.the_case()["exhibits"]}
    assert kept == {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def test_a_talk_is_logged_told_as_a_story_and_packed_into_a_pdf(engine: Engine, site: Site) -> None:
    engine.open(f"{site.url}tools/log/")
    said = "//kb-log//textarea"
    engine.write(said, SAID)
    engine.reload()
    assert engine.value(said) == SAID
    engine.press("记下这一条")
    engine.sees(SAID, "//kb-log//ol")
    engine.reload()
    engine.sees(SAID, "//kb-log//ol")
    assert (
        engine.run("return Object.keys(localStorage).filter((key) => key.includes('broken'))") == []
    )
    engine.open(f"{site.url}tools/timeline/")
    engine.sees(SAID)
    engine.open(f"{site.url}tools/package/")
    engine.press("打印或存成 PDF")
    (engine.folder / "case.pdf").write_bytes(engine.printed())
    words = "".join(page.extract_text() for page in PdfReader(engine.folder / "case.pdf").pages)
    assert SAID[-9:] in words  # the digits: what a reader of PDF makes of Chinese differs


def test_a_backup_goes_out_and_comes_in_again(engine: Engine, site: Site) -> None:
    keep(engine, site, FULL_CASE)
    engine.open(f"{site.url}tools/backup/")
    engine.press("导出备份")
    file = engine.downloaded("*.json")
    assert engine.stored()["backup"]["at"] == ""  # nobody has said that it arrived
    engine.forget()
    engine.open(f"{site.url}tools/backup/")
    engine.attach("//kb-backup//input[@type='file']", [file])
    engine.press("合并")
    engine.sees("已合并 1 件案件")
    assert engine.the_case()["log"] == FULL_CASE["log"]


def read_fourteen(engine: Engine) -> None:
    """Drop the report, then paste the notice that names its orders."""
    engine.attach("//kb-orders//input[@type='file']", [ORDERS / "report.csv"])
    engine.sees("读到 14 笔订单")
    engine.press("放进案件（14 笔）")
    engine.sees("现在一共 14 笔", "//kb-orders")
    notice = (ORDERS / "notice.txt").read_text("utf-8")
    engine.set("//kb-orders//textarea[contains(@placeholder, '订单号')]", notice)
    engine.press("读出来")
    engine.sees("已经有的 14 个")
    engine.press("列为通知点名的")
    engine.sees("现在一共 14 笔", "//kb-orders")


def judge_fourteen(engine: Engine) -> dict[str, Any]:
    """Judge nine as real and five as wrong: two one by one, as on a phone, the others at once."""
    change = "//kb-orders//select[@aria-label='选中的怎么改']"
    engine.element("//kb-orders//input[@aria-label='全选']").click()
    engine.set(change, "verdict wrong")
    engine.press("改选中的 14 笔")
    for _ in range(2):
        engine.press("真实")
        engine.press("下一笔")
    numbers = list(engine.the_case()["orders"])
    for number in (*numbers[9:], *numbers[:2]):
        engine.element(f"//kb-orders//input[@aria-label='选中 {number}']").click()
    engine.set(change, "verdict real")
    engine.press("改选中的 7 笔")
    kept: dict[str, Any] = engine.the_case()["orders"]
    assert [each["verdict"] for each in kept.values()] == ["real"] * 9 + ["wrong"] * 5
    assert all(each["named"] for each in kept.values())
    engine.sees("有问题的 5 笔和真实的混在一起")
    engine.set("(//kb-orders//select[option[@value='lacking']])[2]", "real")
    engine.press("复制“还缺什么”", "//kb-orders")
    engine.sees("已复制", "//kb-orders")
    assert "签收证明" in pasted(engine)
    return kept


def tie_exhibit(engine: Engine, folder: Path, order: str) -> None:
    """List two files; the second belongs to an order, named by the end of its number."""
    files = [folder / "别的.png", folder / "底单.jpg"]
    for file in files:
        file.write_bytes(file.name.encode())
    engine.attach("(//kb-exhibits//input[@type='file'])[1]", files)
    engine.sees("附件 2", "//kb-exhibits//ol")
    engine.set("(//kb-exhibits//input[starts-with(@aria-label, '属于哪笔订单')])[2]", order[-5:])
    engine.sees(f"已归到订单 {order}", "//kb-exhibits")


def letter_of(engine: Engine, order: str) -> str:
    """Let the appeal follow the orders and the exhibits, and tell of one order; give what is copied."""
    open_card(engine, LETTER)
    for field in ("order-count", "order-list", "order-sum", "evidence-list"):
        row = f"//*[@id='blank-appeal-goods-{field}']/.."
        engine.element(f"{row}//button[contains(@aria-label, '按')]").click()
    engine.set(f"{LETTER}//select[option[contains(text(), '选一笔')]]", order)
    engine.sees("共 9 笔", LETTER)
    engine.press("复制全文", LETTER)
    engine.sees("已复制全文", LETTER)
    return pasted(engine)


def test_a_notice_of_fourteen_orders_becomes_a_letter_a_table_and_a_package(
    engine: Engine, site: Site, tmp_path: Path
) -> None:
    """A report is dropped and judged; letter, table and exhibits carry the numbers into another profile."""
    engine.open(f"{site.url}tools/orders/")
    read_fourteen(engine)
    kept = judge_fourteen(engine)
    first, *_, last = kept
    engine.open(f"{site.url}tools/exhibits/")
    tie_exhibit(engine, tmp_path, first)
    engine.open(f"{site.url}respond/appeal-goods/")
    letter = letter_of(engine, first)
    for words in ("见附件订单核查表", f"时间线（订单 {first}", "底单.jpg"):
        assert words in letter
    engine.open(f"{site.url}tools/package/")
    engine.sees("订单核查表", "//kb-package//*[contains(@class, 'kb-paper')]")
    words = engine.text("//kb-package//*[contains(@class, 'kb-paper')]")
    assert words.count("真实") >= 9
    assert last not in words  # judged wrong: not handed in beside the others
    engine.open(f"{site.url}tools/backup/")
    engine.press("导出备份")
    file = engine.downloaded("*.json")
    engine.forget()
    engine.open(f"{site.url}tools/backup/")
    engine.attach("//kb-backup//input[@type='file']", [file])
    engine.press("合并")
    engine.sees("已合并 1 件案件")
    assert engine.the_case()["orders"] == kept
    assert engine.the_case()["answers"]["order-list"] == "follow"


def test_two_windows_on_one_case_keep_each_others_work(engine: Engine, site: Site) -> None:
    engine.open(f"{site.url}respond/first-day/")
    step = f"({FIRST_DAY}//*[@data-kb-item])"
    engine.element(f"{step}[1]//input[@type='checkbox']").click()
    engine.stored()
    engine.open_tab()
    engine.open(f"{site.url}respond/first-day/")
    engine.element(f"{step}[2]//input[@type='checkbox']").click()
    engine.stored()
    engine.close_tab()
    engine.sees("完成 2 /", FIRST_DAY)
    engine.element(f"{step}[3]//input[@type='checkbox']").click()
    assert len(engine.the_case()["marks"]) == 3


# --- when something is missing ------------------------------------------------------------------


def test_what_was_read_stands_without_a_network_and_after_a_restart(
    engine: Engine, site: Site
) -> None:
    with served(site.folder) as url:
        engine.open(f"{url}respond/first-day/")
        engine.until_kept()
        engine.open(f"{url}tools/log/")
    engine.open(f"{url}respond/first-day/")
    engine.element(f"({FIRST_DAY}//*[@data-kb-item])[1]//input[@type='checkbox']").click()
    engine.stored()
    engine.restart()
    engine.open(f"{url}respond/first-day/")
    engine.sees("完成 1 /", FIRST_DAY)
    engine.open(f"{url}tools/log/")


def test_with_storage_blocked_all_is_read_and_it_is_said(engine: Engine, site: Site) -> None:
    engine.block_storage(blocked=True)
    try:
        for address in ("", "respond/first-day/", "tools/cases/", "tools/backup/", "tools/log/"):
            engine.open(site.url + address)
        engine.write("//kb-log//textarea", SAID)
        engine.press("记下这一条")
        engine.sees("浏览器不让网页保存内容", "//body")
        engine.run("document.querySelector('[for=__search]').click()")
        engine.write("//input[@data-md-component='search-query']", "刷单会坐牢吗")
        engine.sees("最接近的几页", "//*[@data-md-component='search-result']")
        assert engine.troubles() == []
    finally:
        engine.block_storage(blocked=False)


def test_a_copy_on_a_disk_praises_no_backup_of_nothing(engine: Engine, copy_on_disk: str) -> None:
    engine.open(f"{copy_on_disk}respond/first-day/index.html")
    engine.element(f"({FIRST_DAY}//*[@data-kb-item])[1]//input[@type='checkbox']").click()
    engine.stored()
    engine.open(f"{copy_on_disk}tools/backup/index.html")
    engine.press("导出备份")
    if engine.shares_on_disk:
        engine.sees("已交给浏览器下载", "//kb-backup")
        assert len(json.loads(engine.downloaded("*.json").read_bytes())["cases"]) == 1
    else:
        engine.sees("每一页各存各的", "//kb-backup")
        assert list(engine.downloads.iterdir()) == []
