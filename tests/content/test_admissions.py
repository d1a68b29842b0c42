"""What a seller writes down about himself can be used against him: a lawyer stands before it."""

from __future__ import annotations

import re

import pytest

from macros.handbook.guides import Page, read_pages
from macros.handbook.loader import load
from macros.handbook.prose import strings
from tests.conftest import DOCS

BOOK = load(DOCS / "data" / "handbook.yml")
GUIDES = read_pages(DOCS)

ADMITS = ["correction-report"]
"""Letters that admit something by their nature."""

ADMISSION = re.compile(r"承认|认了|整改报告|检讨书|悔过|做过什么|主动(?:说|报|交代)|如实说明")
SUPPORT = re.compile(r"(?:发给|交给|告诉|让)(?:千牛|淘宝)?(?:官方)?客服|客服登记")


def admissions_to_support(text: str) -> list[str]:
    """Find the sentences that send an admission to customer service."""
    sentences = re.split(r"[。；\n]", text)
    return [each for each in sentences if ADMISSION.search(each) and SUPPORT.search(each)]


def test_an_admission_to_customer_service_is_found() -> None:
    assert admissions_to_support("写好整改报告。没有入口的，把整改报告发给千牛官方客服。")
    assert not admissions_to_support("把工单号告诉客服。整改报告自己留底。")


def before(page: Page, letter: str) -> str:
    """What stands above a letter on its page."""
    [call] = [c for c in page.macros if (c.macro, c.first) == ("template", letter)]
    return "\n".join(page.body.split("\n")[: call.line - page.offset])


@pytest.mark.parametrize("letter", ADMITS)
def test_the_lawyer_stands_before_a_letter_that_admits(letter: str) -> None:
    [page] = [page for page in GUIDES.values() if ("template", letter) in page.calls]
    section = before(page, letter).rpartition("\n## ")[2]
    assert "律师" in section
    assert "律师" in BOOK.templates[letter].when
    assert "律师" in BOOK.templates[letter].not_when


@pytest.mark.parametrize("letter", ADMITS)
def test_a_letter_that_admits_is_sent_nowhere_by_itself(letter: str) -> None:
    submit = BOOK.templates[letter].submit
    assert submit.startswith("默认不交")
    assert "客服" not in submit


@pytest.mark.parametrize("path", GUIDES)
def test_no_guide_sends_an_admission_to_customer_service(path: str) -> None:
    assert admissions_to_support(GUIDES[path].body) == []


def test_no_record_sends_an_admission_to_customer_service() -> None:
    found = {where: admissions_to_support(text) for where, text in strings(BOOK)}
    assert {where: told for where, told in found.items() if told} == {}


def test_the_lack_of_objection_is_not_written_for_the_seller() -> None:
    """The statement to an authority says nothing about facts that it does not dispute."""
    body = BOOK.templates["authority-statement"].body
    assert "没有异议" not in body


def test_an_inquiry_is_answered_with_its_own_statement_after_a_lawyer() -> None:
    """No notice of a penalty is there yet: nothing to plead against, and what is told can be used."""
    letter = BOOK.templates["inquiry-statement"]
    assert "律师" in letter.when
    assert "律师" in letter.not_when
    [page] = [page for page in GUIDES.values() if ("template", "inquiry-statement") in page.calls]
    assert "律师" in before(page, "inquiry-statement").rpartition("\n## ")[2]
    results = BOOK.triage["what-happened"].results
    inquiry, any_of = (
        {task.template for task in results[name].tasks}
        for name in ("authority-inquiry", "authority")
    )
    assert "inquiry-statement" in inquiry
    assert "authority-statement" not in inquiry
    assert {"inquiry-statement", "authority-statement"} <= any_of
    [step] = [i for i in BOOK.checklists["authority-letter"].items if i.id == "write-reply"]
    assert letter.title.partition("、")[0] in step.what
