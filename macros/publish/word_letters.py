"""Letters to Word files: a clean letter with blanks to click, and a last page of advice to remove.

Made to open in Word and in WPS, on a phone too: blanks are content controls whose text stays plain
readable 【name】 where a reader knows no controls. Same input, same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO
from itertools import count, pairwise
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from macros.handbook.labels import NAME
from macros.handbook.letters import whole, with_numbers
from macros.handbook.links import letter_file
from macros.handbook.prose import Mark, split
from macros.handbook.review import date_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from docx.document import Document as Word
    from docx.opc.rel import Relationships
    from docx.oxml.xmlchemy import BaseOxmlElement

    from macros.handbook.model import FormField, Handbook, Template

LATIN, CHINESE = "Times New Roman", "宋体"
LETTER, HEADING, SIGN, ADVICE = "Normal", "Title", "Signature", "Advice"
BLANK = "Placeholder Text"
"""Names of styles; Word knows the last as what goes when someone types."""

SIGNATURE = ("签名：＿＿＿＿＿＿＿＿＿＿", "盖章：", "日期：＿＿＿＿年＿＿月＿＿日")
REMOVE = "使用说明（交之前删去这一页）"
_FILLING = (
    "点一下【】，打字就会换掉它。没有的写“无”，记不清的先查清再写。没有发生的事，不要往里填。"
    "交之前搜一遍“【”，看有没有漏填。"
)
_PERSONAL = (
    "买家的姓名、电话、地址，提交页没有要求就不写；截图里的先遮住。填好的文件别发到公开的地方。"
)
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONTS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="{_MAIN}"><w:font w:name="{LATIN}"><w:family w:val="roman"/></w:font>\
<w:font w:name="{CHINESE}"><w:altName w:val="SimSun"/><w:charset w:val="86"/>\
<w:family w:val="auto"/></w:font></w:fonts>"""
_SETTINGS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="{_MAIN}"><w:characterSpacingControl w:val="compressPunctuation"/>\
<w:compat><w:compatSetting w:name="compatibilityMode" \
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"""
_OWN_PARTS = (
    ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, _FONTS),
    ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, _SETTINGS),
)
_KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every entry in the file; the earliest that a zip can hold."""


def files(book: Handbook) -> dict[str, bytes]:
    """Name the file of each letter, `letters/ID.docx`, and give its bytes."""
    prepared = _prepared()
    return {letter_file(name): _letter(name, book, prepared) for name in book.templates}


def _letter(name: str, book: Handbook, prepared: bytes) -> bytes:
    document = Document(BytesIO(prepared))
    _describe(document, name, book)
    body = document.element.body
    for part in _Sheet(book, name, book.templates[name]).parts():
        body.insert_element_before(part, "w:sectPr")
    return _settled(document)


@dataclass(frozen=True)
class _Sheet:
    """What stands in the file of one letter."""

    book: Handbook
    name: str
    template: Template

    def parts(self) -> Iterator[BaseOxmlElement]:
        ids = count(1)
        yield _paragraph(HEADING, _run(self.template.title))
        *lines, pledge = whole(self.template, self.book).split("\n")
        for before, line in pairwise(["", *lines]):
            yield self._line(line, ids, keep=not before)  # a heading, with what it heads
        signed = self.template.kind != "reply"
        yield self._line(pledge, ids, keep=signed)
        yield from (_paragraph(SIGN, _run(line)) for line in SIGNATURE if signed)
        yield _control(REMOVE, "advice", next(ids), *self._advice())

    def _line(self, line: str, ids: Iterator[int], *, keep: bool) -> BaseOxmlElement:
        pieces = (self._piece(piece, ids) for piece in split(line))
        return _paragraph(LETTER, *pieces, keep="keepNext" if keep else "")

    def _piece(self, piece: str | Mark, ids: Iterator[int]) -> BaseOxmlElement:
        if isinstance(piece, str):
            return _run(piece)
        return _blank(piece.name, self.book.fields[piece.name], next(ids))

    def _advice(self) -> Iterator[BaseOxmlElement]:
        yield _paragraph(HEADING, _run(REMOVE), keep="pageBreakBefore")
        for title, text in self._told():
            yield _paragraph(ADVICE, _run(f"{title}：", bold=True), _run(text))
        about = f"{NAME} · 模板 {self.name} · 数据日期 {date_of(self.book)} · 不是官方文书，也不是律师意见"
        yield _paragraph(ADVICE, _run(about))

    def _told(self) -> Iterator[tuple[str, str]]:
        template = self.template
        yield "怎么填", _FILLING
        yield "什么时候用", with_numbers(template.when, self.book)
        yield "什么时候不能用", with_numbers(template.not_when, self.book)
        yield "交到哪里", with_numbers(template.submit, self.book)
        if template.evidence:
            titles = (self.book.evidence[name].title for name in template.evidence)
            yield "随附材料", f"{'、'.join(titles)}。手里有的才附，信里只写附了的。"
        yield "个人信息", _PERSONAL


# --- pieces of WordprocessingML -------------------------------------------------------------------


def _element(tag: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    element.extend(children)
    return element


def _paragraph(style: str, *children: BaseOxmlElement, keep: str = "") -> BaseOxmlElement:
    """Make a paragraph; `keep` is `keepNext` or `pageBreakBefore`."""
    looks = [_element("pStyle", val=style), *([_element(keep)] if keep else [])]
    return _element("p", _element("pPr", *looks), *children)


def _run(text: str, *, bold: bool = False, style: str = "") -> BaseOxmlElement:
    looks = [_element("rStyle", val=style)] * bool(style) + [_element("b")] * bold
    words = _element("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return _element("r", *([_element("rPr", *looks)] if looks else []), words)


def _blank(name: str, field: FormField, number: int) -> BaseOxmlElement:
    """Make a blank whose 【label】 goes when someone types."""
    if field.kind == "choice":
        items = [_element("listItem", displayText=each, value=each) for each in field.choices]
        kind = _element("comboBox", *items)
    else:
        kind = _element("text", **({"multiLine": "1"} if field.kind == "long-text" else {}))
    control = _control(
        field.label, name, number, _run(f"【{field.label}】", style=BLANK.replace(" ", ""))
    )
    control[0].extend([_element("showingPlcHdr"), kind])
    return control


def _control(label: str, tag: str, number: int, *content: BaseOxmlElement) -> BaseOxmlElement:
    names = (
        _element("alias", val=label),
        _element("tag", val=tag),
        _element("id", val=str(number)),
    )
    return _element("sdt", _element("sdtPr", *names), _element("sdtContent", *content))


# --- the file around them -------------------------------------------------------------------------


def _prepared() -> bytes:
    """Make the empty document that all letters start from: small, so that each is quick."""
    document = Document()
    _set_parts(document)
    _set_styles(document)
    _set_page(document)
    raw = BytesIO()
    document.save(raw)
    return raw.getvalue()


def _set_parts(document: Word) -> None:
    """Keep of python-docx's own start only what a letter needs: 36 KB become a few."""
    part, package = document.part, document.part.package
    _drop(part.rels, RELATIONSHIP_TYPE.STYLES)
    _drop(package.rels, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    for name, content, relation, text in _OWN_PARTS:
        own = Part(PackURI(f"/word/{name}.xml"), content, text.encode(), package)
        part.relate_to(own, relation)


def _drop(rels: Relationships, kept: str) -> None:
    for key in [key for key, rel in rels.items() if rel.reltype != kept]:
        del rels[key]


def _set_styles(document: Word) -> None:
    styles = document.styles
    for style in [style for style in styles if style.name not in _KEPT_STYLES]:
        style.delete()
    root = styles.element
    root.remove(root.find(qn("w:latentStyles")))
    root.find(qn("w:docDefaults")).clear()  # the fonts of a theme would win over ours
    _set_normal(styles[LETTER])
    heading = _add_style(styles, HEADING, size=16, after=12)
    heading.font.bold = True
    heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    sign = _add_style(styles, SIGN, size=12, after=0)
    sign.paragraph_format.left_indent = Cm(7.5)
    sign.paragraph_format.space_before = Pt(12)
    sign.paragraph_format.keep_with_next = True
    _add_style(styles, ADVICE, size=10.5, after=6)
    blank = styles.add_style(BLANK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    blank.font.color.rgb = RGBColor(0x0B, 0x5C, 0x6B)
    blank.font.underline = True


def _set_normal(normal: Any) -> None:  # noqa: ANN401 - a paragraph's style, typed as any style
    normal.font.name, normal.font.size = LATIN, Pt(12)
    normal.paragraph_format.line_spacing = 1.5
    normal.paragraph_format.space_after = Pt(0)
    looks = normal.element.get_or_add_rPr()
    looks.find(qn("w:rFonts")).set(qn("w:eastAsia"), CHINESE)
    looks.append(_element("lang", val="zh-CN", eastAsia="zh-CN"))


def _add_style(styles: Any, name: str, *, size: float, after: float) -> Any:  # noqa: ANN401
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name != ADVICE)
    style.base_style = styles[LETTER]
    style.font.size = Pt(size)
    style.paragraph_format.space_after = Pt(after)
    return style


def _set_page(document: Word) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.54)
    section.top_margin = section.bottom_margin = Cm(2.54)


def _describe(document: Word, name: str, book: Handbook) -> None:
    about = document.core_properties
    day = datetime.combine(date_of(book), time(), UTC)
    about.author = about.last_modified_by = NAME
    about.title, about.identifier = book.templates[name].title, name
    about.comments = f"{NAME}的空白模板，CC BY 4.0。"
    about.language = "zh-CN"
    about.created = about.modified = day
    about.revision = 1


def _settled(document: Word) -> bytes:
    """Save with one fixed date, so that the same letter gives the same bytes."""
    raw, settled = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as source, ZipFile(settled, "w") as target:
        for entry in source.infolist():
            fixed = ZipInfo(entry.filename, _LONG_AGO)
            fixed.create_system = 0  # whichever system made it
            target.writestr(fixed, source.read(entry), ZIP_DEFLATED)
    return settled.getvalue()
