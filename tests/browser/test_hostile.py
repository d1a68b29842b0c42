"""Hostile text wherever a seller or an address can bring it: it is shown as it stands, and nothing runs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import icalendar
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import (
    FULL_CASE,
    NOW,
    TOOLS,
    ready,
    saved,
    seed,
    stored,
    the_case,
)
from tests.hostile import FORMULAS, MARKDOWN, MARKUP, TEMPLATES, UNSEEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LINE = " ".join([*MARKUP, *TEMPLATES, *MARKDOWN, *FORMULAS[:5], *UNSEEN[:4], "{order-no}"])
TEXT = f"{LINE}\n{MARKUP[0]}\n# a"
ADDRESSES = [
    *MARKUP,
    "$&",
    "(",
    "[",
    "\\",
    "*a*",
    "%00",
    "\u202e",
    "\ud800",
    "{{ 7*7 }}",
    "javascript:alert(1)",
]
FOREIGN_ONES = """[...document.querySelectorAll(
    "script, img, iframe, object, embed, base, style, [onerror], [onload], [onclick], [style], [src^='//'], "
    + "[href^='javascript:'], [href*='evil']")]"""
FOREIGN = f"() => {FOREIGN_ONES}.length"


@pytest.fixture(autouse=True)
def _no_dialog(phone: Page) -> None:
    """Whatever ran would show one; `context` sees scripts that the policy refused."""
    phone.set_default_timeout(20_000)
    phone.on("dialog", lambda dialog: pytest.fail(dialog.message))


def case_of(text: str, line: str) -> dict[str, Any]:
    """A case that says this wherever a backup may hold any text."""
    deadline = {"title": line, "from": "", "due": "2026-11-25T10:00", "met": ""}
    exhibit = FULL_CASE["exhibits"][0] | {"name": line, "proves": text, "type": line}
    entry = FULL_CASE["log"][0] | {"channel": line, "who": line, "said": text, "promised": text}
    order = dict.fromkeys(
        ("created", "paid", "shipped", "done", "amount", "refund", "quantity"), ""
    )
    order |= dict.fromkeys(("status", "title", "tracking", "carrier"), line)
    return FULL_CASE | {
        "title": line,
        "plan": {"guide": line, "tasks": []},
        "notes": {"first-day.save-notice": text},
        "blanks": {"shop-name": line, "order-no": line, "facts": text, "notice-time": line},
        "deadlines": {"appeal-fake": deadline, "own-a": deadline},
        "exhibits": [exhibit],
        "log": [entry],
        "orders": {
            "4012345678901234567": order
            | {"named": True, "route": "goods", "verdict": "real", "evidence": [], "note": text}
        },
    }


def foreign(page: Page) -> int:
    """Count the elements of foreign kinds, once the script that brings the tasks of a case has come and gone."""
    expect(page.locator("body > script[src*='/tasks.']:not([defer])")).to_have_count(0)
    count: int = page.evaluate(FOREIGN)
    return count


def seen(page: Page, address: str) -> tuple[int, str]:
    """Count the elements of foreign kinds, and give the text of the page."""
    page.goto(address)
    ready(page)
    return foreign(page), page.locator("article").text_content() or ""


def test_what_a_backup_brings_is_text_in_every_tool(phone: Page) -> None:
    """The tools are looked at with harmless words first: only text may differ."""
    phone.clock.set_fixed_time(NOW)
    pages = [
        *(f"tools/{tool}/" for tool in TOOLS),
        "respond/appeal-goods/",
        "respond/first-day/",
        "",
    ]
    seed(phone, {"case-a": case_of("甲\n乙\n丙", "丁")})
    harmless = {page: seen(phone, page)[0] for page in pages}
    import_case(phone, case_of(TEXT, LINE))
    assert the_case(phone)["title"] == LINE
    for page in pages:
        count, text = seen(phone, page)
        assert count == harmless[page], page
        assert not page.startswith("tools/") or LINE in text, page


def import_case(page: Page, case: dict[str, Any]) -> None:
    empty = stored(page)["cases"]["case-a"]
    backup = {"format": "shensu-youju.backup", "version": 4, "cases": {"case-a": empty | case}}
    page.goto("tools/backup/")
    page.locator("kb-backup input[type=file]").set_input_files(
        {"name": f"{MARKUP[0]}.json", "mimeType": "application/json", "buffer": json.dumps(backup).encode()}
    )  # fmt: skip
    page.locator("kb-backup").get_by_role("button", name="替换").click()
    expect(page.locator("kb-backup").get_by_role("status")).to_contain_text("撤销")


def test_what_is_handed_out_holds_it_as_text(phone: Page) -> None:
    phone.clock.set_fixed_time(NOW)
    exhibits = [
        {**FULL_CASE["exhibits"][0], "id": f"exhibit-{n}", "name": name, "proves": name}
        for n, name in enumerate(FORMULAS)
    ]
    seed(phone, {"case-a": case_of(TEXT, LINE) | {"exhibits": exhibits}})
    phone.goto("tools/exhibits/")
    _, table = saved(phone, phone.locator("kb-exhibits"), "下载表格")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))[1:]
    guards = ["\t" if name == "-1" else "'" for name in FORMULAS]  # a number is text, unseen
    assert [row[1] for row in rows] == [
        f"{guard}{name}" for guard, name in zip(guards, FORMULAS, strict=True)
    ]
    phone.goto("tools/deadlines/")
    name, calendar = saved(phone, phone.locator("kb-deadlines"), "全部加到日历")
    assert not set(name) & set('\\/:*?"<>|')
    events = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    assert len(events) == 2
    assert any(str(event["summary"]).startswith(LINE[:200]) for event in events)
    phone.goto("tools/backup/")
    _, backup = saved(phone, phone.locator("kb-backup"), "导出备份")
    assert json.loads(backup)["cases"]["case-a"]["title"] == LINE


def test_every_blank_of_a_letter_takes_it_as_text(phone: Page) -> None:
    count, _ = seen(phone, "respond/appeal-goods/")
    letter = phone.locator("[data-kb-template='appeal-goods']")
    letter.locator(".kb-disclosure__head").click()
    blanks = letter.locator("input[type=text], input[inputmode], textarea")
    for blank in blanks.all():
        blank.fill(LINE)
    assert blanks.count() > 5
    assert foreign(phone) == count
    assert (letter.locator("[data-kb-part=letter]").text_content() or "").count(LINE) >= 5
    _, content = saved(phone, letter, ".txt")
    assert content.decode("utf-8-sig").count(LINE) >= 5


def test_text_copied_with_its_formatting_is_escaped(phone: Page) -> None:
    seed(phone, {"case-a": case_of(TEXT, LINE)})
    phone.goto("tools/log/")
    ready(phone)
    phone.evaluate("""() => { navigator.clipboard.write = async ([item]) => {
        window.copied = await (await item.getType("text/html")).text();
    } }""")
    phone.locator("kb-log").get_by_role("button", name="复制全部").click()
    expect(phone.locator("kb-log").get_by_role("status").last).to_contain_text("已复制")
    made = phone.evaluate("""() => {
        const { body } = new DOMParser().parseFromString(window.copied, "text/html");
        return [body.textContent, ...new Set([...body.querySelectorAll("*")].flatMap((e) => [e.localName, ...e.getAttributeNames()]))];
    }""")
    assert LINE in made[0]
    assert set(made[1:]) <= {
        "h1",
        "p",
        "class",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "scope",
    }


def test_what_is_typed_into_tools_is_text(phone: Page) -> None:
    phone.clock.set_fixed_time(NOW)
    count, _ = seen(phone, "tools/log/")
    phone.get_by_label("和谁").fill(LINE)
    phone.get_by_label("说了什么").fill(TEXT)
    phone.get_by_role("button", name="记下这一条").click()
    expect(phone.locator(".kb-said").first).to_contain_text(MARKUP[0])
    assert foreign(phone) == count
    count, _ = seen(phone, "tools/exhibits/")
    files = [{"name": f"{n} {name}", "mimeType": "image/png", "buffer": bytes([n])}
             for n, name in enumerate([MARKUP[0], MARKUP[3], "\u202egnp.exe"])]  # fmt: skip
    phone.locator("kb-exhibits input[type=file]").first.set_input_files(files)  # type: ignore[arg-type]
    expect(phone.locator("kb-exhibits .kb-card__title")).to_have_count(3)
    assert foreign(phone) == count
    count, _ = seen(phone, "respond/first-day/")
    phone.locator("[data-kb-checklist='first-day'] .kb-item").first.get_by_role(
        "checkbox"
    ).first.check()
    assert foreign(phone) == count


def test_an_address_brings_nothing_but_text(phone: Page) -> None:
    """The theme looks for `?q=`, marks `?h=` on the page, and goes to the place behind `#`."""

    def brought(piece: str) -> list[str]:
        word = quote(piece, errors="surrogatepass")
        phone.goto(f"about/?h={word}&q={word}#{word}")
        expect(phone.locator(".kb-ways")).to_be_attached()
        expect(phone.locator(".md-search-result__meta")).not_to_have_text("正在初始化搜索引擎")
        expect(phone.locator("body[data-md-scrolllock]")).to_be_attached()  # the theme's window
        found: list[str] = phone.evaluate(
            f"() => {FOREIGN_ONES}.map((each) => each.cloneNode().outerHTML)"
        )
        return found

    own = brought("x")
    for piece in ADDRESSES:
        assert brought(piece) == own, piece


def test_an_address_that_is_not_there_is_looked_for_as_text(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    """The browser reports a missing page on its console, so nobody watches this context."""
    page = browser.new_context(**browser_context_args).new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto("no/x/")
    count = page.evaluate(FOREIGN)
    for piece in ADDRESSES:
        page.goto(f"no/{quote(piece, safe='', errors='surrogatepass')}/")
        expect(page.get_by_role("heading", name="没有这一页")).to_be_visible()
        ready(page)
        assert page.evaluate(FOREIGN) == count, piece
    page.context.close()
