"""Fields for days, times and numbers: what a seller types is taken whole, or it is said why not; nothing is dropped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NOW, ready, seed, stored_text, the_case

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

NO_CONTROLS = """{
  const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "type");
  Object.defineProperty(HTMLInputElement.prototype, "type", {
    get, set(kind) { set.call(this, /^(date|time|month|week)/.test(kind) ? "text" : kind); },
  });
}"""
"""As in Safari 14 on a computer, Firefox before 93 and old browsers inside of apps: their date fields are text."""

LETTER = "[data-kb-template='appeal-goods']"
FULL = "2026 年 11 月 25 日（周三）10:30"
WAYS = ["2026-11-25 10:30", "2026/11/25 10:30", "2026年11月25日上午10点半", "１１月２５日１０：３０", "20261125 1030"]  # fmt: skip
NOT_TAKEN = ["下周三", "2026-11-25", "2026-02-30 10:30", "2026-11-25 25:00", "2026-11-25 10:30 前后", "1999-11-25 10:30"]  # fmt: skip


@pytest.fixture(autouse=True)
def _now(phone: Page) -> None:
    phone.clock.set_fixed_time(NOW)


@pytest.fixture
def old(phone: Page) -> Page:
    """A browser whose fields for days and times are text."""
    phone.add_init_script(NO_CONTROLS)
    return phone


def letter_of(page: Page) -> Locator:
    page.goto("respond/appeal-goods/")
    letter = page.locator(LETTER)
    letter.locator(".kb-disclosure__head").click()
    return letter


def blank(letter: Locator, name: str) -> Locator:
    return letter.locator(f"#blank-appeal-goods-{name}")


def told(letter: Locator, name: str) -> Locator:
    return letter.locator(f"#blank-appeal-goods-{name}-advice")


def deadline_of(page: Page) -> Locator:
    page.goto("respond/first-day/")
    deadline = page.locator("[data-kb-deadline='appeal-fake']")
    deadline.locator(".kb-disclosure__head").click()
    return deadline


def due_of(deadline: Locator) -> Locator:
    return deadline.get_by_label("后台或文书写的截止时间")


# --- typed as text ---------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", WAYS)
def test_a_deadline_takes_a_time_that_was_typed(old: Page, typed: str) -> None:
    deadline = deadline_of(old)
    expect(due_of(deadline)).to_have_attribute("placeholder", "例如：2026-11-22 10:30")
    due_of(deadline).fill(typed)
    due_of(deadline).blur()
    expect(deadline.locator(".kb-due__when")).to_have_text(f"截止：{FULL}")
    expect(due_of(deadline)).to_have_value("2026-11-25 10:30")
    assert the_case(old)["deadlines"]["appeal-fake"]["due"] == "2026-11-25T10:30"


@pytest.mark.parametrize("typed", NOT_TAKEN)
def test_a_deadline_says_what_it_does_not_take_and_keeps_the_words(old: Page, typed: str) -> None:
    deadline = deadline_of(old)
    due_of(deadline).fill(typed)
    due_of(deadline).blur()
    expect(deadline.locator(".kb-form__told:not(:empty)")).to_have_count(1)
    deadline.get_by_label("倒计时：小时").fill("")  # the keyboard is elsewhere
    expect(due_of(deadline)).to_have_value(typed)
    expect(due_of(deadline)).to_have_accessible_description(re.compile("。$"))
    assert not stored_text(old)


def test_what_a_deadline_does_not_take_leaves_the_time_that_stands(old: Page) -> None:
    deadline = deadline_of(old)
    due_of(deadline).fill("2026-11-25 10:30")
    due_of(deadline).blur()
    due_of(deadline).fill("下周三")
    due_of(deadline).blur()
    expect(deadline.locator(".kb-due__when")).to_have_text(f"截止：{FULL}")
    expect(due_of(deadline)).to_have_value("下周三")
    expect(due_of(deadline)).to_have_accessible_description(re.compile("没看懂"))


@pytest.mark.parametrize("typed", WAYS)
def test_a_letter_keeps_the_time_that_was_typed(old: Page, typed: str) -> None:
    letter = letter_of(old)
    blank(letter, "notice-time").fill(typed)
    blank(letter, "notice-time").blur()
    place = letter.locator("[data-kb-field=notice-time]")
    expect(place).to_have_text("2026 年 11 月 25 日 10:30")
    assert the_case(old)["blanks"]["notice-time"] in {"2026-11-25T10:30", "2026-11-25 10:30"}
    if typed != WAYS[0]:
        expect(told(letter, "notice-time")).to_contain_text("看作 2026 年 11 月 25 日 10:30。")
    old.reload()
    expect(place).to_have_text("2026 年 11 月 25 日 10:30")
    letter.locator(".kb-disclosure__head").click()
    expect(blank(letter, "notice-time")).to_have_value("2026-11-25 10:30")
    old.goto("tools/timeline/")
    expect(old.locator(".kb-story")).to_contain_text(FULL)


def test_a_letter_keeps_what_it_did_not_understand_and_says_so(old: Page) -> None:
    letter = letter_of(old)
    for name, typed, why in (
        ("letter-date", "下周三", "没看懂"),
        ("notice-time", "2026-02-30 10:30", "日历上没有"),
        ("order-time", "2026-11-25", "还差几点几分"),
    ):
        blank(letter, name).fill(typed)
        blank(letter, name).blur()
        expect(told(letter, name)).to_contain_text(why)
    old.reload()
    letter.locator(".kb-disclosure__head").click()
    expect(blank(letter, "letter-date")).to_have_value("下周三")
    expect(letter.locator("[data-kb-field=letter-date]").first).to_have_text("下周三")
    expect(told(letter, "letter-date")).to_contain_text("请写成 2026-11-22 这样")
    expect(letter.locator("[data-kb-field=order-time]")).to_have_text("2026 年 11 月 25 日")


@pytest.mark.parametrize("typed", WAYS)
def test_the_log_takes_a_time_that_was_typed_and_says_it_in_full(old: Page, typed: str) -> None:
    old.goto("tools/log/")
    log = old.locator("kb-log")
    at = log.get_by_label("时间（北京时间）")
    expect(at).to_have_value("2026-11-22 10:00")
    at.fill(typed)
    log.get_by_label("说了什么").fill("买家说少一件")
    if typed != WAYS[0]:
        expect(at).to_have_accessible_description(f"看作 {FULL}。")
    log.get_by_role("button", name="记下这一条").click()
    expect(log.locator(".kb-card__title")).to_have_text(FULL)
    old.reload()
    expect(log.locator(".kb-card__title")).to_have_text(FULL)


@pytest.mark.parametrize("typed", NOT_TAKEN)
def test_the_log_does_not_take_half_a_time(old: Page, typed: str) -> None:
    old.goto("tools/log/")
    log = old.locator("kb-log")
    at = log.get_by_label("时间（北京时间）")
    at.fill(typed)
    log.get_by_label("说了什么").fill("买家说少一件")
    log.get_by_role("button", name="记下这一条").click()
    expect(log.locator(".kb-card")).to_have_count(0)
    expect(at).to_be_focused()
    expect(at).to_have_value(typed)
    expect(at).to_have_accessible_description(re.compile("。$"))
    at.fill("2026-11-25 10:30")
    log.get_by_role("button", name="记下这一条").click()
    expect(log.locator(".kb-card__title")).to_have_text(FULL)


# --- a control of the browser's own ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "shown", "kind"),
    [
        ("2026-11-25 10:30", "2026-11-25T10:30", "datetime-local"),
        ("2026年11月25日上午10点半", "2026-11-25T10:30", "datetime-local"),
        ("下周三", "下周三", "text"),
        ("2026-11-25", "2026-11-25", "text"),
        ("", "", "datetime-local"),
    ],
)
def test_what_an_older_browser_kept_is_shown_whole(phone: Page, kept: str, shown: str, kind: str) -> None:  # fmt: skip
    seed(phone, {"case-a": {"blanks": {"notice-time": kept}}})
    letter = letter_of(phone)
    expect(blank(letter, "notice-time")).to_have_value(shown)
    expect(blank(letter, "notice-time")).to_have_attribute("type", kind)
    blank(letter, "shop-name").fill("某店")
    expect(blank(letter, "notice-time")).to_have_value(shown)


def half_typed(field: Locator, page: Page) -> None:
    field.focus()
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    field.blur()


def test_a_half_typed_time_says_so(phone: Page) -> None:
    words = "时间还没填完整，没有记下。"
    letter = letter_of(phone)
    half_typed(blank(letter, "notice-time"), phone)
    expect(told(letter, "notice-time")).to_have_text(words)
    deadline = deadline_of(phone)
    half_typed(due_of(deadline), phone)
    expect(due_of(deadline)).to_have_accessible_description(re.compile(words))
    count_down(deadline, "1", "")  # what was counted stands elsewhere
    expect(due_of(deadline)).to_have_value("")
    expect(deadline.locator(".kb-form__told:not(:empty)")).to_have_count(0)
    phone.goto("tools/log/")
    log = phone.locator("kb-log")
    at = log.get_by_label("时间（北京时间）")
    at.fill("")
    half_typed(at, phone)
    expect(at).to_have_accessible_description(words)
    log.get_by_label("说了什么").fill("买家说少一件")
    log.get_by_role("button", name="记下这一条").click()
    expect(log.get_by_role("status").filter(has_text=words)).not_to_have_count(0)
    expect(log.locator(".kb-card")).to_have_count(0)


def test_an_emptied_deadline_comes_back_and_says_how_it_is_cleared(phone: Page) -> None:
    deadline = deadline_of(phone)
    due_of(deadline).fill("2026-11-25T10:30")
    due_of(deadline).blur()
    due_of(deadline).fill("")
    due_of(deadline).blur()
    expect(due_of(deadline)).to_have_value("2026-11-25T10:30")
    expect(due_of(deadline)).to_have_accessible_description(re.compile("点“更多”里的“清除时间”"))


def test_an_empty_time_looks_empty_and_one_in_focus_has_a_ring(phone: Page) -> None:
    field = blank(letter_of(phone), "notice-time")
    words = "each => getComputedStyle(each, '::before').content"
    assert field.evaluate(words) == '"还没填"'
    field.click()
    assert field.evaluate(words) == "none"
    expect(field).to_have_css("outline-style", "solid")
    field.fill("2026-11-25T10:30")
    field.blur()
    assert field.evaluate(words) == "none"
    field.fill("")
    field.blur()
    assert field.evaluate(words) == '"还没填"'


# --- numbers -----------------------------------------------------------------------------------------


def count_down(deadline: Locator, days: str, hours: str, minutes: str = "") -> None:
    for unit, typed in {"天": days, "小时": hours, "分": minutes}.items():
        deadline.get_by_label(f"倒计时：{unit}").fill(typed)
    deadline.get_by_role("button", name="记下").click()


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        (("2天", "3"), "2026-11-24T13:00"),
        (("两天", "3小时", "５分"), "2026-11-24T13:05"),
        (("", "30"), "2026-11-23T16:00"),
        (("２", ""), "2026-11-24T10:00"),
    ],
)
def test_a_countdown_takes_numbers_as_people_write_them(phone: Page, typed: tuple[str, ...], due: str) -> None:  # fmt: skip
    deadline = deadline_of(phone)
    count_down(deadline, *typed)
    expect(deadline.locator(".kb-due__when")).to_contain_text(due[11:])
    assert the_case(phone)["deadlines"]["appeal-fake"]["due"] == due


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        (("-1", "5"), "天"),
        (("2.5", ""), "天"),
        (("两三天", "3"), "天"),
        (("2小时", ""), "天"),
        (("2", "3天"), "小时"),
        (("2", "1e3"), "小时"),
        (("1000", ""), "天"),
        (("1", "2", "很快"), "分"),
    ],
)
def test_a_countdown_that_is_not_understood_sets_nothing(phone: Page, typed: tuple[str, ...], box: str) -> None:  # fmt: skip
    deadline = deadline_of(phone)
    count_down(deadline, *typed)
    expect(deadline.locator(".kb-form__told:not(:empty)")).to_contain_text(f"“{box}”这一格没看懂")
    expect(deadline.get_by_label(f"倒计时：{box}")).to_be_focused()
    for unit, value in zip(("天", "小时", "分"), typed, strict=False):
        expect(deadline.get_by_label(f"倒计时：{unit}")).to_have_value(value)
    assert not stored_text(phone)
    count_down(deadline, "2", "3")
    expect(deadline.locator(".kb-form__told:not(:empty)")).to_have_count(0)


def test_an_amount_is_compared_and_written_as_a_number(phone: Page) -> None:
    seed(phone, {"case-a": {"blanks": {"pay-amount": "￥1,000.00"}}})
    phone.goto("after-sales/shortage/")
    letter = phone.locator("[data-kb-template='evidence-shortage']")
    letter.locator(".kb-disclosure__head").click()
    refund = letter.locator("#blank-evidence-shortage-refund-amount")
    refund.fill("1,280元")
    refund.blur()
    expect(letter).to_contain_text("“涉及的退款金额”大于“实付金额”，请再核对。")
    expect(letter.locator("[data-kb-field=refund-amount]").first).to_have_text("1280")
    expect(refund).to_have_value("1280")


# --- drawn alike in every engine -------------------------------------------------------------------

RATIOS = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => {
    const part = [r, g, b][i] / 255;
    return sum + share * (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  }, 0);
  const ratio = (one, other) => {
    const [a, b] = [light(parts(one)), light(parts(other))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const [on, off] = [true, false].map((each) => [...document.querySelectorAll(".kb-item__box")].find(({ checked }) => checked === each));
  const meter = getComputedStyle(document.querySelector(".kb-bar progress"));
  const accent = getComputedStyle(document.querySelector(".kb-kicker")).color;
  const ground = getComputedStyle(document.body).backgroundColor;
  return {
    "an empty box": ratio(getComputedStyle(off).borderTopColor, ground),
    "its inside": 22 - ratio(getComputedStyle(off).backgroundColor, ground),
    "a ticked box": ratio(getComputedStyle(on).backgroundColor, ground),
    "its tick": ratio(getComputedStyle(on, "::before").borderRightColor, getComputedStyle(on).backgroundColor),
    "a meter": ratio(meter.borderTopColor, meter.backgroundColor),
    "its bar": ratio(accent, meter.backgroundColor),
  };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_boxes_and_meters_are_drawn_in_the_colours_of_the_page(phone: Page, scheme: str) -> None:
    phone.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    phone.goto("respond/first-day/")
    ready(phone)
    phone.locator(".kb-item__box").first.check()
    ratios: dict[str, float] = phone.evaluate(RATIOS)
    assert {name: ratio for name, ratio in ratios.items() if ratio < 3} == {}
    assert ratios["its inside"] > 20, "an empty box is of the colour of the page"
    for part in (".kb-item__box", ".kb-bar progress"):
        expect(phone.locator(part).first).to_have_css("appearance", "none")


def test_in_forced_colours_they_are_the_browsers_own(phone: Page) -> None:
    phone.emulate_media(forced_colors="active")
    phone.goto("respond/first-day/")
    ready(phone)
    for part in (".kb-item__box", ".kb-bar progress"):
        expect(phone.locator(part).first).to_have_css("appearance", "auto")


def test_a_tick_is_seen_on_paper(phone: Page) -> None:
    phone.goto("respond/first-day/")
    box = phone.locator(".kb-item__box").first
    box.check()
    phone.emulate_media(media="print")
    tick = box.evaluate("each => getComputedStyle(each, '::before').borderRightColor")
    assert tick == "rgb(0, 0, 0)"


@pytest.mark.parametrize("width", [320, 390])
def test_a_box_of_a_countdown_stays_with_its_unit(phone: Page, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": 800})
    deadline = deadline_of(phone)
    for part in deadline.locator(".kb-countdown__part").all():
        assert part.evaluate(
            """part => {
              const box = part.querySelector("input").getBoundingClientRect();
              const range = document.createRange();
              range.selectNodeContents(part.lastChild);
              const unit = range.getBoundingClientRect();
              return unit.left >= box.right && unit.top < box.bottom && unit.bottom > box.top
                && range.getClientRects().length === 1 && unit.right <= innerWidth;
            }"""
        )


def test_a_heading_on_paper_holds_on_to_what_follows(phone: Page) -> None:
    """Chromium keeps them together by itself; Firefox only what cannot be broken."""
    phone.goto("after-sales/mismatch/")
    ready(phone)
    phone.emulate_media(media="print")
    reaches = phone.locator("article :is(h2, h3, h4):not(summary *)").evaluate_all(
        """all => all.filter(each => each.offsetHeight && each.nextElementSibling).map(each => {
          const end = each.getBoundingClientRect().bottom;
          return end - each.nextElementSibling.getBoundingClientRect().top;
        })"""
    )
    assert len(reaches) > 5
    assert min(reaches) > 30  # px: more than a line of what follows
