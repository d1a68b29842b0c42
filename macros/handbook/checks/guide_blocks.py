"""Rules for blocks of Markdown: lists, tables, boxes and headings that are none for want of a space or a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile, groupby, pairwise

from macros.handbook.checks.context import Context
from macros.handbook.checks.guide_marks import BOX, TABLE, Told
from macros.handbook.guides import Page
from macros.handbook.problems import UNMERGED, nearest, shortened

Block = list[Told]
"""Lines between two empty ones, each with its number."""

_STEP = 4
"""Spaces that put a line into the list or the box above it."""
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}\.)(?: |$)")
_INDENTED_ITEM = re.compile(r" {1,3}(?:[-*+]|\d{1,3}\.) ")
_HOLDER = re.compile(r"\s*(?:(?:[-*+]|\d{1,3}\.) |!!!|\?\?\?|\[\^|: )")
_QUOTED = re.compile(r"^\s*(?:> ?)+")
_BOXED = re.compile(r"\s*(?:!!!|\?\?\?)")
_BOX = re.compile(r"(?:!!!|\?\?\?\+?) ([a-z]+)(?: \"[^\"]*\")?")
_BOX_KINDS = (
    "abstract", "bug", "danger", "example", "failure", "info", "note", "question", "quote",
    "success", "tip", "warning",
)  # fmt: skip
_SEPARATOR = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?")


def lists_begin_after_an_empty_line(page: Page, _: Context) -> Iterator[Told]:
    """What looks like a list is one, and is not the rest of the paragraph above."""
    for rows in _inner_blocks(page):
        items = [line for line, text in rows if _ITEM.match(text)]
        if items and not _ITEM.match(rows[0][1].lstrip()):
            yield items[0], "列表前面要空一行，不然会和上面的文字连成一段。"


def no_line_makes_a_heading(page: Page, _: Context) -> Iterator[Told]:
    """A line of dashes does not make a heading of the line above."""
    for (_line, above), (line, text) in pairwise(page.prose):
        if above.strip() and re.fullmatch(r"(?:=+|-+) *", text) and not UNMERGED.match(text):
            yield (
                line,
                "这一行会把上一行变成标题。分隔线前面空一行；标题写成 “## 怎么做 { #how }”。",
            )


def indents_are_meant(page: Page, _: Context) -> Iterator[Told]:
    """An item in an item stands four spaces in; nothing else turns into code."""
    holds = False
    for block in _blocks(page):
        line, text = block[0]
        if not _indent(text) >= _STEP:
            holds = any(map(_HOLDER.match, (row for _, row in block)))
        elif not holds:
            yield line, "行首的空格会把这一段变成代码。请删掉；列表和提示框里面的，才空四格。"
        for at, row in block:
            if _INDENTED_ITEM.match(row):
                yield at, "列表里面的列表，每行前面空四格；最外面的从行首写起。"


def numbered_lists_begin_with_one(page: Page, _: Context) -> Iterator[Told]:
    """A list that begins with another number is shown from 1."""
    in_list = False
    for block in _blocks(page):
        line, text = block[0]
        number = re.match(r"(\d{1,3})\. ", text)
        if number and not in_list and int(number[1]) != 1:
            told = f"编号从 1 写起，这里的 “{number[1]}.” 会显示成 “1.”。"
            yield line, f"{told}上面隔开的一段若属于列表，它每行前面空四格。"
        in_list = bool(_ITEM.match(text)) or (in_list and _indent(text) >= _STEP)


def boxes_hold_text(page: Page, _: Context) -> Iterator[Told]:
    """A box is of a kind that there is, and its text is indented."""
    for index, (line, text) in enumerate(page.prose):
        if not _BOXED.match(text):
            continue
        found = _BOX.fullmatch(text.strip())
        below = next((row for _, row in page.prose[index + 1 :] if row.strip()), "")
        if not found:
            yield line, BOX
        elif found[1] not in _BOX_KINDS:
            yield line, f"没有名为 “{shortened(found[1])}” 的提示框{nearest(found[1], _BOX_KINDS)}"
        elif _indent(below) < _indent(text) + _STEP:
            yield line, "这个提示框是空的。内容写在下一行，每行前面空四格。"


def tables_are_whole(page: Page, _: Context) -> Iterator[Told]:
    """A table stands between empty lines: headings, a line of dashes, as many cells in each row."""
    for rows in _inner_blocks(page):
        first = next((line for line, text in rows if _is_row(text)), None)
        if first is None:
            continue
        if first != rows[0][0] or len(rows) == 1 or not _SEPARATOR.fullmatch(rows[1][1].strip()):
            yield first, TABLE
            continue
        wanted = _cells(rows[0][1])
        for line, text in rows[1:]:
            if not text.startswith("|"):
                yield line, "表格后面要空一行。这一行还是表格的话，以 | 开头。"
            elif _cells(text) != wanted:
                yield (
                    line,
                    f"这一行有 {_cells(text)} 格，表头有 {wanted} 格。请补齐，或者删掉多的 |。",
                )


def _blocks(page: Page) -> Iterator[Block]:
    return _between_empty(page.prose)


def _between_empty(rows: Block) -> Iterator[Block]:
    for empty, some in groupby(rows, lambda row: not row[1].strip()):
        if not empty:
            yield list(some)


def _inner_blocks(page: Page) -> Iterator[Block]:
    """Give the blocks without what they stand in: marks of quotation, heads of boxes, indentation, headings."""
    for block in _blocks(page):
        for rows in _between_empty([(line, _QUOTED.sub("", text)) for line, text in block]):
            inner = rows[1:] if _BOXED.match(rows[0][1]) else rows
            step = min((_indent(text) for _, text in inner), default=0) // _STEP * _STEP
            inner = [(line, text[step:]) for line, text in inner]
            if inner := list(dropwhile(lambda row: row[1].startswith("#"), inner)):
                yield inner


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _is_row(text: str) -> bool:
    return text.startswith("|") or bool("|" in text and _SEPARATOR.fullmatch(text.strip()))


def _cells(text: str) -> int:
    """Count the cells of a row; a line in code or in a call divides none."""
    text = re.sub(r"`[^`]*`|\{\{.*?\}\}|\\\|", "", text).strip()
    return text.removeprefix("|").removesuffix("|").count("|") + 1


RULES = (
    lists_begin_after_an_empty_line,
    no_line_makes_a_heading,
    indents_are_meant,
    numbered_lists_begin_with_one,
    boxes_hold_text,
    tables_are_whole,
)
