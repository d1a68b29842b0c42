"""Letters as Word files, read back as Word and WPS would."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from macros.handbook.letters import unfilled
from macros.handbook.loader import load
from macros.publish import word_letters
from tests.conftest import DOCS

BOOK = load(DOCS / "data" / "handbook.yml")
SIGNATURE = ["签名：＿＿＿＿＿＿＿＿＿＿", "盖章：", "日期：＿＿＿＿年＿＿月＿＿日"]
REMOVE = "使用说明（交之前删去这一页）"
CHECKED = f"{max(fact.checked_on for fact in BOOK.facts.values()):%Y-%m-%d}"


@pytest.fixture(scope="session")
def made() -> dict[str, bytes]:
    """The files by the ids of their letters."""
    files = word_letters.files(BOOK)
    return {n.removeprefix("letters/").removesuffix(".docx"): data for n, data in files.items()}


@pytest.fixture(scope="session")
def letters(made: dict[str, bytes]) -> dict[str, Any]:
    return {name: Document(BytesIO(data)) for name, data in made.items()}


def text_of(element: Any) -> str:  # noqa: ANN401
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def lines(document: Any, style: str) -> list[str]:  # noqa: ANN401
    return [text_of(p._p) for p in document.paragraphs if p.style.name == style]  # noqa: SLF001


def controls(body: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """Tag and text of each blank, in order."""
    tags = body.xpath(".//w:p/w:sdt/w:sdtPr/w:tag/@w:val")
    texts = [text_of(content) for content in body.xpath(".//w:p/w:sdt/w:sdtContent")]
    return list(zip(tags, texts, strict=True))


def advice(document: Any) -> str:  # noqa: ANN401
    [block] = document.element.body.xpath("./w:sdt")
    return text_of(block)


@pytest.mark.parametrize("name", BOOK.templates)
def test_the_letter_reads_as_on_the_page(letters: dict[str, Any], name: str) -> None:
    document, template = letters[name], BOOK.templates[name]
    assert lines(document, "Title") == [template.title]
    assert "\n".join(lines(document, "Normal")) == unfilled(template, BOOK)


@pytest.mark.parametrize("name", BOOK.templates)
def test_every_blank_is_a_control_with_its_name(letters: dict[str, Any], name: str) -> None:
    found = controls(letters[name].element.body)
    template = BOOK.templates[name]
    assert {tag for tag, _ in found} == {*template.fields} - {each.field for each in template.says}
    assert [text for _, text in found] == [f"【{BOOK.fields[tag].label}】" for tag, _ in found]


@pytest.mark.parametrize("name", BOOK.templates)
def test_a_blank_that_is_emptied_shows_its_name_again(made: dict[str, bytes], name: str) -> None:
    """Word looks in the glossary; without one it shows a prompt of its own, which a search for 【 misses."""
    with ZipFile(BytesIO(made[name])) as file:
        body = parse_xml(file.read("word/document.xml"))
        glossary = parse_xml(file.read("word/glossary/document.xml"))
        kinds = file.read("[Content_Types].xml").decode()
        links = file.read("word/_rels/document.xml.rels").decode()
    shown = {
        part.xpath("string(.//*[local-name()='name']/@*)"): text_of(part)
        for part in glossary.iter(qn("w:docPart"))
    }
    for control in body.iter(qn("w:sdtPr")):
        parts = [part.get(qn("w:val")) for part in control.iter(qn("w:docPart"))]
        if parts:
            tag = control.find(qn("w:tag")).get(qn("w:val"))
            assert [shown[part] for part in parts] == [f"【{BOOK.fields[tag].label}】"]
        else:  # the page of advice leaves no control behind
            assert control.find(qn("w:temporary")) is not None
    assert "wordprocessingml.document.glossary+xml" in kinds
    assert 'relationships/glossaryDocument" Target="glossary/document.xml"' in links


@pytest.mark.parametrize("name", BOOK.templates)
def test_no_control_is_of_a_kind_that_libreoffice_spoils(
    letters: dict[str, Any], name: str
) -> None:
    """It saves what stands in a `w:text`, and the first line of a block, four times; typed words keep a look."""
    body = letters[name].element.body
    assert body.xpath(".//w:sdtPr/w:text") == []
    assert body.xpath(".//w:sdtContent//w:rStyle") == []
    [first] = body.xpath("./w:sdt/w:sdtContent/w:p[1]")
    assert text_of(first) == ""


@pytest.mark.parametrize("name", BOOK.templates)
def test_no_number_of_a_control_is_used_twice(letters: dict[str, Any], name: str) -> None:
    ids = letters[name].element.body.xpath(".//w:sdtPr/w:id/@w:val")
    assert len(ids) == len(set(ids)) > 1


@pytest.mark.parametrize("name", BOOK.templates)
def test_advice_stands_on_a_last_page_of_its_own(letters: dict[str, Any], name: str) -> None:
    """Nothing of it is in the letter, and it goes in one piece."""
    document, template = letters[name], BOOK.templates[name]
    body = document.element.body
    assert [child.tag for child in body][-2:] == [qn("w:sdt"), qn("w:sectPr")]
    assert body.xpath("./w:sdt//w:p[1]//w:pageBreakBefore")
    assert all(
        REMOVE not in paragraph.text and "数据日期" not in paragraph.text
        for paragraph in document.paragraphs
    )
    assert advice(document).startswith(REMOVE)
    assert f"模板 {name} · 数据日期 {CHECKED}" in advice(document)
    for evidence in template.evidence:
        assert BOOK.evidence[evidence].title in advice(document)


@pytest.mark.parametrize("name", BOOK.templates)
def test_each_party_signs_only_a_reply_is_not_signed(letters: dict[str, Any], name: str) -> None:
    signed = lines(letters[name], "Signature")
    template = BOOK.templates[name]
    each = [[signer + SIGNATURE[0], *SIGNATURE[1:]] for signer in template.signers or [""]]
    assert signed == (
        [] if template.kind == "reply" else [line for lines_ in each for line in lines_]
    )


def test_a_choice_offers_its_choices(letters: dict[str, Any]) -> None:
    offered = letters["authority-statement"].element.body.xpath(
        ".//w:sdtPr[w:tag/@w:val='hearing-choice']/w:comboBox/w:listItem/@w:value"
    )
    assert offered == BOOK.fields["hearing-choice"].choices


def test_the_page_is_a4_and_set_in_chinese(letters: dict[str, Any]) -> None:
    document = letters["appeal-goods"]
    [section] = document.sections
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert abs(section.left_margin - Cm(2.54)) < Pt(1)
    assert abs(section.bottom_margin - Cm(2.54)) < Pt(1)
    normal = document.styles["Normal"]
    assert normal.font.size == Pt(12)
    assert normal.paragraph_format.line_spacing == 1.5
    looks = normal.element.rPr
    assert looks.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "宋体"
    assert looks.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    for name in ("Title", "Signature", "Advice"):
        assert document.styles[name].base_style.name == "Normal"


def test_the_file_says_what_it_is_and_no_clock(letters: dict[str, Any]) -> None:
    about = letters["appeal-goods"].core_properties
    assert (about.author, about.identifier) == ("申诉有据", "appeal-goods")
    assert about.title == BOOK.templates["appeal-goods"].title
    assert f"{about.created:%Y-%m-%d}" == f"{about.modified:%Y-%m-%d}" == CHECKED


@pytest.mark.parametrize("name", BOOK.templates)
def test_every_part_is_well_formed_and_dated_alike(made: dict[str, bytes], name: str) -> None:
    with ZipFile(BytesIO(made[name])) as file:
        assert file.testzip() is None
        for entry in file.infolist():
            parse_xml(file.read(entry))
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
