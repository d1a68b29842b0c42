"""What a seller did must outlive content updates, old and new versions, tabs, reloads and size."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import (
    EMPTY_CASE,
    TOOLS,
    ready,
    seed,
    store_text,
    stored,
    stored_text,
)
from tests.conftest import DATA, Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIRST_DAY = "[data-kb-checklist='first-day']"


def test_a_state_of_the_first_version_is_carried_over(phone: Page) -> None:
    store_text(phone, (DATA / "state_v1.json").read_text("utf-8"))
    phone.goto("respond/first-day/")
    box = phone.locator(FIRST_DAY).get_by_role("checkbox").first
    expect(box).to_be_checked()
    phone.locator(FIRST_DAY).get_by_role("checkbox").nth(1).check()
    state = stored(phone)
    assert state["version"] == 5
    [(id_, case)] = state["cases"].items()
    assert id_ != "case-1", "every browser had a case of this name"
    assert case["blanks"] == {"order-no": "123"}
    assert set(case["marks"]) == {"first-day.stop-suspect", "first-day.who-wrote"}


def test_what_cannot_be_read_is_set_aside_and_the_rest_is_kept(phone: Page) -> None:
    seed(
        phone,
        {
            "case-a": {
                "title": "甲案",
                "notes": {"first-day.save-notice": 7},
                "blanks": {"order-no": "12"},
            }
        },
    )
    text = phone.evaluate("localStorage.getItem('shensu-youju')")
    phone.goto("respond/first-day/")
    expect(phone.locator("kb-case-bar").get_by_role("status")).to_contain_text("没有覆盖")
    assert stored(phone)["cases"]["case-a"]["blanks"] == {"order-no": "12"}
    aside = "Object.entries(localStorage).filter(([k]) => k.includes('.broken.')).map(([, v]) => v)"
    assert phone.evaluate(aside) == [text]


@pytest.fixture
def renaming(phone: Page) -> Page:
    """A site whose handbook has since retired some ids, the way the build writes it."""

    def retire(html: str) -> str:
        former = {"item": {"first-day.old-step": "first-day.stop-suspect"}}
        mark = f"data-kb-checklist=\"first-day\" data-kb-formerly='{json.dumps(former)}'"
        return html.replace('data-kb-checklist="first-day"', mark)

    phone.route(
        "**/respond/first-day/",
        lambda route: route.fulfill(response=(answer := route.fetch()), body=retire(answer.text())),
    )
    return phone


def test_the_tick_of_a_retired_step_moves_to_its_replacement(renaming: Page) -> None:
    marks = {"first-day.old-step": {"state": "done", "at": "2026-11-20T02:00:00.000Z"}}
    seed(renaming, {"case-a": {"marks": marks, "notes": {"first-day.old-step": "记"}}})
    renaming.goto("respond/first-day/")
    expect(renaming.locator(FIRST_DAY).get_by_role("checkbox").first).to_be_checked()
    case = stored(renaming)["cases"]["case-a"]
    assert set(case["marks"]) == {"first-day.stop-suspect"}
    assert case["notes"] == {"first-day.stop-suspect": "记"}


def open_form(page: Page) -> None:
    page.locator("[data-kb-template='appeal-goods'] .kb-disclosure__head").click()


def test_two_tabs_lose_nothing_of_one_case(phone: Page) -> None:
    phone.goto("respond/appeal-goods/")
    second = phone.context.new_page()
    second.goto("respond/appeal-goods/")
    for page, field, text in (
        (phone, "shop-name", "甲店"),
        (second, "order-no", "123456789012345"),
    ):
        open_form(page)
        page.locator(f"#blank-appeal-goods-{field}").fill(text)
    second.goto("tools/log/")
    second.get_by_label("说了什么").fill("乙说的")
    second.get_by_role("button", name="记下这一条").click()
    phone.locator("#blank-appeal-goods-goods-name").fill("上衣")
    state = stored(phone)
    case = state["cases"][state["active"]]
    assert case["blanks"] == {
        "shop-name": "甲店",
        "order-no": "123456789012345",
        "goods-name": "上衣",
    }
    assert [entry["said"] for entry in case["log"]] == ["乙说的"]


def test_a_reload_in_the_middle_of_typing_loses_nothing(phone: Page) -> None:
    phone.goto("respond/appeal-goods/")
    open_form(phone)
    phone.locator("#blank-appeal-goods-shop-name").press_sequentially("打到一半")
    phone.locator("#blank-appeal-goods-contact-phone").press_sequentially("1380013")
    phone.reload()
    open_form(phone)
    expect(phone.locator("#blank-appeal-goods-shop-name")).to_have_value("打到一半")
    expect(phone.locator("#blank-appeal-goods-contact-phone")).to_have_value("1380013")


def test_personal_blanks_alone_survive_a_reload_of_the_tab(phone: Page) -> None:
    phone.goto("respond/appeal-goods/")
    open_form(phone)
    phone.locator("#blank-appeal-goods-contact-phone").fill("13800138000")
    phone.reload()
    open_form(phone)
    expect(phone.locator("#blank-appeal-goods-contact-phone")).to_have_value("13800138000")


def test_personal_blanks_are_kept_only_when_the_seller_says_so(phone: Page) -> None:
    phone.goto("respond/appeal-goods/")
    open_form(phone)
    phone.locator("#blank-appeal-goods-contact-phone").fill("13800138000")
    keep = phone.get_by_label("在本机记住这个案件的个人信息").first
    keep.check()
    assert "13800138000" in stored_text(phone)
    keep.uncheck()
    assert "13800138000" not in stored_text(phone)
    expect(phone.locator("#blank-appeal-goods-contact-phone")).to_have_value("13800138000")


def test_a_clock_set_otherwise_moves_no_deadline(phone: Page) -> None:
    due = {"title": "申诉", "from": "", "due": "2026-11-25T10:00", "met": ""}
    seed(phone, {"case-a": {"deadlines": {"appeal-fake": due}}})
    for now, words in (
        ("2026-11-24T02:00:00Z", "还有 24 小时"),
        ("2020-01-01T00:00:00Z", "还有 2520 天"),
    ):
        phone.clock.set_fixed_time(now)
        phone.goto("respond/first-day/")
        deadline = phone.locator("[data-kb-deadline='appeal-fake']")
        expect(deadline).to_contain_text("截止：2026 年 11 月 25 日（周三）10:00")
        expect(deadline).to_contain_text(words)


def test_going_back_and_forth_doubles_nothing(phone: Page) -> None:
    """The theme's instant navigation takes elements off the page and puts them back."""
    phone.goto("respond/first-day/")
    ready(phone)
    phone.evaluate("""() => {
      for (const widget of document.querySelectorAll('kb-checklist, kb-deadline, kb-case-bar')) {
        const place = document.createComment('');
        for (let n = 0; n < 3; n += 1) {
          widget.replaceWith(place);
          place.replaceWith(widget);
        }
      }
    }""")
    checklist = phone.locator(FIRST_DAY)
    expect(checklist.locator(".kb-bar")).to_have_count(1)
    checklist.get_by_role("checkbox").first.click()
    expect(checklist.get_by_text("完成 1 /")).to_have_count(1)
    assert len(stored(phone)["cases"]) == 1
    listeners = "kb['case/page-store'].store.listeners.size"
    widgets = (
        "document.querySelectorAll(['kb-checklist', 'kb-deadline', 'kb-case-bar'].join()).length"
    )
    expect(phone.locator(".kb-case-bar__ahead a").first).to_be_visible()
    ahead = 1  # the next task in the bar, which a page fetches once a case is begun
    assert phone.evaluate(listeners) == phone.evaluate(widgets) + ahead


def many() -> dict[str, Any]:
    """Two hundred cases, one of them with two thousand exhibits."""
    exhibits = [
        {"id": f"exhibit-{n}", "name": f"底单 {n}.png", "size": 1000 + n, "type": "image/png",
         "sha256": f"{n:064x}", "kind": "", "proves": f"证明第 {n} 件事", "order": "", "added": "2026-11-20T02:00:00.000Z"}
        for n in range(2000)
    ]  # fmt: skip
    marks = {
        f"first-day.step-{n}": {"state": "done", "at": "2026-11-20T02:00:00.000Z"}
        for n in range(20)
    }
    cases: dict[str, Any] = {
        f"case-{n}": {"title": f"第 {n} 件", "marks": marks} for n in range(199)
    }
    return {"case-big": {"title": "最大的一件", "exhibits": exhibits}} | cases


def test_two_thousand_exhibits_and_two_hundred_cases_stay_usable(phone: Page) -> None:
    seed(phone, many(), active="case-big")
    phone.goto("tools/exhibits/")
    expect(phone.locator("kb-exhibits .kb-card")).to_have_count(50)
    start = time.monotonic()
    phone.get_by_label("证明什么").first.press_sequentially("一二三四五六七八九十")
    assert time.monotonic() - start < 5, "typing ten characters"
    phone.get_by_role("button", name="再显示 50 份").click()
    expect(phone.locator("kb-exhibits .kb-card")).to_have_count(100)
    phone.goto("tools/cases/")
    expect(phone.get_by_role("heading", name="全部案件（200）")).to_be_visible()
    phone.goto("tools/package/")
    expect(phone.locator(".kb-paper tbody").first.locator("tr")).to_have_count(2000, timeout=20_000)


def test_without_scripts_each_tool_says_how_to_do_it_by_hand(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    for tool in TOOLS:
        page.goto(f"tools/{tool}/")
        expect(page.locator(f"#tool-{tool}")).to_contain_text("脚本关着")
        expect(page.locator("kb-case-bar")).to_contain_text("我的案件")
    context.close()


APPEAL = "#blank-appeal-goods-"


def opened_letter(page: Page) -> None:
    page.goto("respond/appeal-goods/")
    open_form(page)


def test_a_case_deleted_in_another_tab_takes_no_work_with_it(phone: Page) -> None:
    seed(phone, {"case-a": {"title": "甲案"}, "case-b": {"title": "乙案"}})
    opened_letter(phone)
    phone.locator(f"{APPEAL}shop-name").fill("甲店")
    second = phone.context.new_page()
    second.goto("tools/cases/")
    second.get_by_role("button", name="删除：甲案").click()
    expect(phone.locator("kb-case-bar")).to_contain_text("在别的标签页删掉了")
    phone.locator(f"{APPEAL}goods-name").fill("上衣")
    cases = stored(phone)["cases"]
    assert cases["case-a"]["blanks"] == {"shop-name": "甲店", "goods-name": "上衣"}
    assert cases["case-b"]["blanks"] == {}


def test_what_could_not_be_stored_joins_what_another_tab_stored_since(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    """The theme itself complains about a full storage, so nobody watches this context."""
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    opened_letter(page)
    page.locator(f"{APPEAL}shop-name").fill("甲店")
    stored(page)  # it is written soon after, and the device is full only then
    fill_up = "const set = Storage.prototype.setItem; window.free = () => { Storage.prototype.setItem = set }; Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }; null"
    page.evaluate(fill_up)
    page.locator(f"{APPEAL}goods-name").fill("上衣")
    second = context.new_page()
    second.goto("tools/log/")
    second.get_by_label("说了什么").fill("乙说的")
    second.get_by_role("button", name="记下这一条").click()
    page.evaluate("free()")
    page.locator(f"{APPEAL}order-no").fill("123456789012345")
    [case] = stored(page)["cases"].values()
    assert case["blanks"] == {
        "shop-name": "甲店",
        "goods-name": "上衣",
        "order-no": "123456789012345",
    }
    assert [entry["said"] for entry in case["log"]] == ["乙说的"]
    context.close()


def test_an_entry_that_could_not_be_stored_stays_in_its_form(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    page.goto("tools/log/")
    page.get_by_label("说了什么").fill("很长的一段")
    page.evaluate(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }; null"
    )
    page.get_by_role("button", name="记下这一条").click()
    expect(page.locator("kb-log").get_by_role("status").last).to_contain_text("没有存下")
    expect(page.get_by_label("说了什么")).to_have_value("很长的一段")
    context.close()


def test_going_back_finds_the_personal_blanks_of_the_tab(phone: Page) -> None:
    opened_letter(phone)
    phone.goto("about/")
    opened_letter(phone)
    phone.locator(f"{APPEAL}contact-phone").fill("13800138000")
    phone.goto("about/")
    phone.go_back()
    phone.go_back()
    phone.go_back()
    phone.wait_for_url("**/respond/appeal-goods/")
    if not phone.locator(f"{APPEAL}contact-phone").is_visible():  # not brought back from memory
        open_form(phone)
    expect(phone.locator(f"{APPEAL}contact-phone")).to_have_value("13800138000")


def test_a_blank_of_the_tab_stays_when_another_tab_stores_the_first_case(phone: Page) -> None:
    opened_letter(phone)
    second = phone.context.new_page()
    second.goto("respond/first-day/")
    phone.locator(f"{APPEAL}contact-phone").fill("13800138000")
    second.locator(FIRST_DAY).get_by_role("checkbox").first.check()
    expect(phone.locator("kb-case-bar")).to_contain_text("案件：我的案件")
    expect(phone.locator(f"{APPEAL}contact-phone")).to_have_value("13800138000")
    phone.reload()
    open_form(phone)
    expect(phone.locator(f"{APPEAL}contact-phone")).to_have_value("13800138000")


def test_undoing_an_import_leaves_alone_what_was_done_since(phone: Page) -> None:
    seed(phone, {"case-a": {"title": "甲案"}})
    phone.goto("tools/backup/")
    case = EMPTY_CASE | {"title": "乙案"}
    content = {"format": "shensu-youju.backup", "version": 4, "cases": {"case-b": case}}
    phone.locator("kb-backup input[type=file]").set_input_files(
        {"name": "b.json", "mimeType": "application/json", "buffer": json.dumps(content).encode()}
    )
    phone.get_by_role("button", name="合并").click()
    second = phone.context.new_page()
    second.goto("tools/cases/")
    second.get_by_role("button", name="用这件：乙案").click()
    second.goto("respond/first-day/")
    second.locator(FIRST_DAY).get_by_role("checkbox").first.check()
    phone.get_by_role("button", name="撤销").click()
    expect(phone.locator("kb-backup").get_by_role("status")).to_contain_text("又改过")
    assert set(stored(phone)["cases"]) == {"case-a", "case-b"}


def test_a_widget_that_fails_takes_no_other_along(
    browser: Browser, browser_context_args: dict[str, Any], site: Site
) -> None:
    html = (site.folder / "respond" / "self-check" / "index.html").read_text("utf-8")
    broken = html.replace('data-kb-letter="', 'data-kb-letter="broken ', 1)
    page = browser.new_context(**browser_context_args).new_page()
    page.route(
        "**/respond/self-check/", lambda route: route.fulfill(body=broken, content_type="text/html")
    )
    page.goto("respond/self-check/")
    letters = page.locator("kb-template")
    expect(page.locator("kb-template .kb-form")).to_have_count(letters.count() - 1)
    page.get_by_role("checkbox").first.check()
    page.context.close()
