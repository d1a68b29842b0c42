"""Writes letters as Word files: a clean letter with blanks to click, and a last page of advice to remove.

Made to open in Word and in WPS, on a phone too: blanks are content controls whose text stays plain
readable 【name】 where a reader knows no controls. `templates/letter/` holds the parts of a file as
they lie in it; two of them, the text and what the file says of itself, are filled in. Same input,
same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import count, pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.handbook.labels import NAME
from macros.handbook.letters import whole, with_numbers
from macros.handbook.links import letter_file
from macros.handbook.prose import split
from macros.handbook.review import date_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.handbook.model import FormField, Handbook, Template

SIGNATURE = ("签名：＿＿＿＿＿＿＿＿＿＿", "盖章：", "日期：＿＿＿＿年＿＿月＿＿日")
REMOVE = "使用说明（交之前删去这一页）"
_FILLING = (
    "点一下【】，打字就会换掉它。没有的写“无”，记不清的先查清再写。没有发生的事，不要往里填。"
    "交之前搜一遍“【”，看有没有漏填。"
)
_PERSONAL = (
    "买家的姓名、电话、地址，提交页没有要求就不写；截图里的先遮住。填好的文件别发到公开的地方。"
)
_PARTS = Path(__file__).parent / "templates" / "letter"
_NAMES = (
    "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels",
    "word/styles.xml", "word/fontTable.xml", "word/settings.xml", "docProps/core.xml",
)  # fmt: skip
_JINJA = Environment(
    loader=FileSystemLoader(_PARTS), autoescape=True, trim_blocks=True, lstrip_blocks=True,
    undefined=StrictUndefined,
)  # fmt: skip


@dataclass(frozen=True)
class _Blank:
    """A blank of a letter; no two of a file have the same number."""

    name: str
    field: FormField
    number: int


@dataclass(frozen=True)
class _Line:
    """A paragraph: text and blanks, and whether it stays on a page with the next."""

    pieces: list[str | _Blank]
    keep: bool


def files(book: Handbook) -> dict[str, bytes]:
    """Name the file of each letter, `letters/ID.docx`, and give its bytes."""
    return {letter_file(name): _letter(name, book) for name in book.templates}


def _letter(name: str, book: Handbook) -> bytes:
    template, ids = book.templates[name], count(1)
    told = {
        "site": NAME,
        "name": name,
        "day": date_of(book).isoformat(),
        "template": template,
        "lines": list(_lines(template, book, ids)),
        "signature": SIGNATURE if template.kind != "reply" else (),
        "remove": REMOVE,
        "number": next(ids),
        "advice": list(_advice(template, book)),
        "about": f"{NAME} · 模板 {name} · 数据日期 {date_of(book)} · 不是官方文书，也不是律师意见",
    }
    return _packed({part: _JINJA.get_template(part).render(told) for part in _NAMES})


def _lines(template: Template, book: Handbook, ids: Iterator[int]) -> Iterator[_Line]:
    *lines, pledge = whole(template, book).split("\n")
    for before, line in pairwise(["", *lines]):
        yield _Line(_pieces(line, book, ids), keep=not before)  # a heading, with what it heads
    yield _Line(_pieces(pledge, book, ids), keep=template.kind != "reply")  # with the signature


def _pieces(line: str, book: Handbook, ids: Iterator[int]) -> list[str | _Blank]:
    return [
        piece if isinstance(piece, str) else _Blank(piece.name, book.fields[piece.name], next(ids))
        for piece in split(line)
    ]


def _advice(template: Template, book: Handbook) -> Iterator[tuple[str, str]]:
    yield "怎么填", _FILLING
    yield "什么时候用", with_numbers(template.when, book)
    yield "什么时候不能用", with_numbers(template.not_when, book)
    yield "交到哪里", with_numbers(template.submit, book)
    if template.evidence:
        titles = (book.evidence[name].title for name in template.evidence)
        yield "随附材料", f"{'、'.join(titles)}。手里有的才附，信里只写附了的。"
    yield "个人信息", _PERSONAL


def _packed(parts: dict[str, str]) -> bytes:
    """Zip the parts, each dated by the earliest day that a zip can hold, whichever system makes it."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            entry = ZipInfo(name)
            entry.create_system = 0
            archive.writestr(entry, text.encode(), ZIP_DEFLATED)
    return packed.getvalue()
