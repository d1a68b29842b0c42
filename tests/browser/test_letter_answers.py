"""A blank that has nothing to fill in, or that follows the case: preview, copies, paper, Word and package say the same."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser.conftest import press, ready, saved, seed, the_case

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ADDRESS = "respond/appeal-goods/"
LETTER = "[data-kb-template='appeal-goods']"
SIGNATURE = ["签名：＿＿＿＿＿＿＿＿＿＿", "盖章：", "日期：＿＿＿＿年＿＿月＿＿日"]
HOSTILE = "<b>&amp;</b> ]]> \u0001\ufffe\x0b “引”\t尾"


def opened(page: Page, name: str = "appeal-goods", address: str = ADDRESS) -> Locator:
    page.goto(address)
    letter = page.locator(f"[data-kb-template='{name}']")
    letter.locator(".kb-disclosure__head").click()
    return letter


def answer(letter: Locator, name: str) -> Locator:
    return letter.get_by_role("button", name=name, exact=True)


def blank(letter: Locator, name: str) -> Locator:
    return letter.locator(f"[id$='-{name}']:is(input, textarea, select)")


def shown(letter: Locator) -> list[str]:
    """The lines of the preview."""
    return letter.locator("[data-kb-part=letter] p").all_text_contents()


def copied(letter: Locator) -> str:
    """What the button copies, as it is shown to copy by hand."""
    letter.get_by_role("button", name="复制全文").click()
    letter.get_by_role("button", name="贴不出来，自己选").click()
    return letter.get_by_label("全文，已选中").input_value()


def word(page: Page, letter: Locator) -> tuple[str, Any]:
    letter.locator("summary", has_text="更多").click()
    name, data = saved(page, letter, "Word 版")
    return name, Document(BytesIO(data))


def styled(document: Any, style: str) -> list[str]:  # noqa: ANN401
    return [p.text for p in document.paragraphs if p.style.name == style]


def exhibit(number: int, kind: str = "waybill") -> dict[str, Any]:
    return {
        "id": f"exhibit-{number}", "name": f"底单 {number}.png", "size": 10, "type": "", "sha256": "",
        "kind": kind, "proves": "已揽收", "order": "", "added": "2026-11-20T08:00:00.000Z",
    }  # fmt: skip


def test_an_answer_shows_in_preview_copy_word_print_and_package_alike(phone: Page) -> None:
    letter = opened(phone)
    blank(letter, "shop-name").fill("某店")
    answer(letter, "收到通知的时间：没有").click()
    answer(letter, "签收时间：还没有").click()
    expect(letter.locator(".kb-form > summary")).to_contain_text("已填 3 /")
    lines = shown(letter)
    assert "违规编号：【违规编号】，没有收到通知" in lines
    assert "5. 签收：没有查到签收记录" in lines
    text = copied(letter)
    assert text.split("\n") == lines
    phone.evaluate("window.print = () => {}")
    press(letter, "打印")
    assert phone.locator(".kb-sheet > p").all_text_contents() == lines
    phone.keyboard.press("Escape")
    name, document = word(phone, letter)
    assert name == "实物订单申诉说明.docx"
    assert styled(document, "Title") == ["实物订单申诉说明"]
    assert styled(document, "Normal") == lines
    assert styled(document, "Signature") == SIGNATURE
    phone.goto("tools/package/")
    ready(phone)
    phone.get_by_label("用哪份说明").select_option("appeal-goods")
    paper = phone.locator("kb-package .kb-paper")
    expect(paper).to_contain_text("违规编号：【违规编号】，没有收到通知")
    hint = phone.locator("kb-package .kb-form__advice")
    expect(hint).to_contain_text("违规编号")
    expect(hint).not_to_contain_text("签收时间")


def test_an_answer_says_what_becomes_of_the_letter_and_is_kept(phone: Page) -> None:
    letter = opened(phone, "followup-note", "respond/after-submission/")
    row = letter.locator(".kb-form__row", has=phone.locator("#blank-followup-note-platform-ticket"))
    answer(letter, "申诉编号或工单号：没有").click()
    expect(row).to_contain_text("信里不写这一行。")
    assert not [line for line in shown(letter) if "工单号：" in line]
    phone.reload()
    letter.locator(".kb-disclosure__head").click()
    expect(answer(letter, "申诉编号或工单号：没有")).to_have_attribute("aria-pressed", "true")
    assert not [line for line in shown(letter) if "工单号：" in line]
    assert the_case(phone)["answers"] == {"platform-ticket": "none"}


@pytest.mark.parametrize(
    ("name", "address", "button", "told"),
    [
        ("appeal-goods", ADDRESS, "违规编号：没有", "信里写：违规编号：无。"),
        (
            "complaint-reply",
            "respond/authority-complaint/",
            "投诉或举报编号：没有",
            "信里不写这一处。",
        ),
        ("followup-note", "respond/after-submission/", "违规编号：没有", "信里不写这一行。"),
    ],
)
def test_what_is_new_in_the_letter_is_said(
    phone: Page, name: str, address: str, button: str, told: str
) -> None:
    letter = opened(phone, name, address)
    answer(letter, button).click()
    expect(letter.get_by_role("status").filter(has_text="信里")).to_have_text(told)


@pytest.mark.parametrize("name", ["chat-no", "sign-time"])
def test_pressed_again_it_gives_back_what_was_typed(phone: Page, name: str) -> None:
    letter = opened(phone)
    typed, button = {
        "chat-no": ("JZ1", "聊天举证号：没有"),
        "sign-time": ("2026-11-13T18:05", "签收时间：还没有"),
    }[name]
    blank(letter, name).fill(typed)
    before = shown(letter)
    answer(letter, button).click()
    expect(blank(letter, name)).to_have_value("")
    assert shown(letter) != before
    answer(letter, button).click()
    expect(blank(letter, name)).to_have_value(typed)
    assert shown(letter) == before
    assert the_case(phone)["answers"] == {}


def test_typing_takes_an_answer_away(phone: Page) -> None:
    letter = opened(phone)
    answer(letter, "违规编号：没有").click()
    assert "违规编号：无，通知时间：【收到通知的时间】" in shown(letter)
    blank(letter, "notice-no").fill("WG1")
    expect(answer(letter, "违规编号：没有")).to_have_attribute("aria-pressed", "false")
    assert "违规编号：WG1，通知时间：【收到通知的时间】" in shown(letter)
    assert the_case(phone)["answers"] == {}


def test_an_answer_about_a_person_is_taken_away_by_typing_too(phone: Page) -> None:
    letter = opened(phone, "evidence-shortage", "after-sales/shortage/")
    answer(letter, "签收人：没有").click()
    expect(letter.locator("[data-kb-part=letter]")).to_contain_text("承运人没有说明签收人")
    blank(letter, "sign-person").fill("门卫")
    expect(letter.locator("[data-kb-part=letter]")).to_contain_text("签收人：门卫")
    assert the_case(phone)["answers"] == {}


def test_another_letter_that_does_not_say_what_becomes_of_it_asks(phone: Page) -> None:
    seed(phone, {"case-a": {"answers": {"sign-time": "none", "notice-no": "none"}}})
    letter = opened(phone, "evidence-shortage", "after-sales/shortage/")
    expect(letter.locator("[data-kb-field=sign-time]")).to_have_text("【签收时间】")
    expect(letter.get_by_role("button", name="签收时间：")).to_have_count(0)
    expect(letter.locator(".kb-form > summary")).to_contain_text("已填 0 /")


def test_clearing_takes_answers_too_and_gives_them_back(phone: Page) -> None:
    letter = opened(phone)
    answer(letter, "违规编号：没有").click()
    blank(letter, "shop-name").fill("某店")
    press(letter, "清空填写")
    assert "违规编号：【违规编号】，通知时间：【收到通知的时间】" in shown(letter)
    letter.get_by_role("button", name="撤销").click()
    assert "违规编号：无，通知时间：【收到通知的时间】" in shown(letter)
    assert the_case(phone)["answers"] == {"notice-no": "none"}


def test_the_list_of_exhibits_follows_what_is_listed(phone: Page) -> None:
    seed(phone, {"case-a": {"exhibits": [exhibit(1)]}})
    letter = opened(phone)
    answer(letter, "附件清单：按证据目录填").click()
    assert "附件清单：附件 1 底单 1.png（证明已揽收）" in shown(letter)
    assert the_case(phone)["answers"] == {"evidence-list": "follow"}
    seed(
        phone,
        {"case-a": {"exhibits": [exhibit(n) for n in range(1, 15)], "answers": {"evidence-list": "follow"}}},
    )  # fmt: skip
    letter = opened(phone)
    told = "附件 1 至附件 14，共 14 份，名称见所附证据目录"
    assert f"附件清单：{told}" in shown(letter)
    assert told in copied(letter)
    letter.get_by_role("button", name="改成我自己写的").first.click()
    expect(blank(letter, "evidence-list")).to_have_value(told)
    expect(blank(letter, "evidence-list")).to_be_focused()
    assert the_case(phone)["answers"] == {}


def test_without_exhibits_there_is_a_link_to_begin(phone: Page) -> None:
    letter = opened(phone)
    expect(answer(letter, "附件清单：按证据目录填")).to_be_hidden()
    link = letter.get_by_role("link", name="先把材料登记到证据目录").first
    expect(link).to_have_attribute("href", re.compile(r"/tools/exhibits/$"))


def test_what_is_lacking_is_counted_once_each_exhibit_says_its_kind(phone: Page) -> None:
    seed(phone, {"case-a": {"exhibits": [exhibit(1), exhibit(2, "")]}})
    letter = opened(phone)
    expect(letter.get_by_role("link", name="先在证据目录里给每份材料选好种类")).to_be_visible()
    seed(phone, {"case-a": {"exhibits": [exhibit(1), exhibit(2, "chat-record")]}})
    letter = opened(phone)
    answer(letter, "暂缺的材料和原因：按缺的填").click()
    [line] = [line for line in shown(letter) if line.startswith("暂缺的材料：")]
    assert "签收证明" in line
    assert "发货底单" not in line


def test_word_holds_whatever_was_typed_that_a_document_may_hold(phone: Page) -> None:
    letter = opened(phone)
    blank(letter, "shop-name").fill(HOSTILE)
    blank(letter, "wrong-point").fill("一\n二 😀")
    _, document = word(phone, letter)
    lines = styled(document, "Normal")
    assert lines[0] == "申诉店铺：<b>&amp;</b> ]]>  “引”\t尾"
    assert "与事实不符之处：一" in lines
    assert "二 😀" in lines
    expect(letter.get_by_role("status").last).to_contain_text("在下载里看到它，才算存好")
    assert the_case(phone)["letters"] == {}
    letter.get_by_role("button", name="存好了").click()
    assert set(the_case(phone)["letters"]) == {"appeal-goods"}


def test_a_reply_is_not_signed_in_word(phone: Page) -> None:
    letter = opened(phone, "reply-shortage", "after-sales/shortage/")
    _, document = word(phone, letter)
    assert styled(document, "Signature") == []
    assert styled(document, "Title") == ["给说少件、空包、破损的买家的回复"]
