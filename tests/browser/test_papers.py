"""What goes on paper: the story of a case, its package, and a handout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import FULL_CASE, NOW, press, seed

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from macros.handbook.model import Handbook


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


def test_a_signature_never_stands_on_a_sheet_alone(phone: Page) -> None:
    """The appeal with its blanks empty is a few lines too long for one sheet."""
    phone.goto("respond/appeal-goods/")
    phone.evaluate("window.print = () => {}")
    press(phone.locator("[data-kb-template='appeal-goods']"), "打印")
    phone.emulate_media(media="print")
    sign = phone.locator(".kb-sheet__sign")
    assert sign.evaluate("each => getComputedStyle(each).breakBefore") == "avoid"
    for what in (".kb-log-form", ".kb-file", ".kb-actions"):
        assert not any(each.is_visible() for each in phone.locator(what).all())


def test_a_case_prints_without_the_links_to_its_tools(phone: Page) -> None:
    seed(phone, {"case-a": FULL_CASE})
    phone.goto("tools/cases/")
    links = phone.locator(".kb-tools")
    expect(links).to_be_visible()
    phone.emulate_media(media="print")
    expect(links).to_be_hidden()


def test_the_handout_for_staff_prints_on_two_sheets(phone: Page) -> None:
    phone.goto("prevent/training/")
    phone.emulate_media(media="print")
    expect(phone.get_by_role("heading", name="一件也不能做")).to_be_visible()
    for heading in ("一页纸培训", "讲课的清单", "下一步"):
        expect(phone.get_by_role("heading", name=heading)).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page[^s]", phone.pdf(prefer_css_page_size=True))) == 2
