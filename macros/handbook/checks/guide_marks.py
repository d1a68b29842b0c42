"""Rules for the marks of Markdown on a line: a slip would stand on the page as it was typed.

A guide uses few marks. When those that the site engine reads are taken out of a line, text is left; a
mark that is left, too, is one that readers would see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.handbook import typography
from macros.handbook.checks.context import Context
from macros.handbook.guides import Page
from macros.handbook.macro_table import MACROS
from macros.handbook.problems import UNMERGED, UNMERGED_TOLD

Told = tuple[int, str]
"""The line of a guide, and what is wrong there."""

_LINK = "链接要写成 [文字](地址)：方括号和圆括号都用半角，中间不空格。"
_LIST = "列表的每一项写成 “- 内容” 或 “1. 内容”：半角符号，后面空一格。"
BOX = '提示框要写成 !!! note "标题"：感叹号和引号都用半角。内容从下一行写起，每行前面空四格。'
TABLE = (
    "表格不完整。表格前后空一行；第一行是表头，第二行是 | --- | --- |；每一行以 | 开头，格数相同。"
)

_SLIPS = typography.table(
    {
        r"^ {0,3}[#＃]*＃|^ {1,3}#{1,6}\s|^#{1,6}[^#\s]|^#{7}|^#+\s+#": (
            "标题从行首写起，用半角的 #，后面空一格，例如 “## 怎么做 { #how }”。"
        ),
        r"！(?=[\[［【])|!(?=[［【])": "图片要写成 ![说明](地址)，感叹号和括号都用半角。",
        r"[\]］】]\s*（|[\]］】]\s+\(|\]\([^()]*）|【[^】]*】\(|［[^］]*］\(": _LINK,
        r"\[[^\[\]]*\]\(\s*\)|\[\s*\]\(": "链接缺了文字或地址，要写成 [文字](地址)。",
        r"\]\([^()]*[，。；：、“”！？【】\u3000][^()]*\)|\]\(\s*[^()\s]+\s+[^\"()\s][^()]*\)": (
            "链接的地址里有空格或全角标点。请照浏览器地址栏里的样子再复制一遍。"
        ),
        r"[［］【】]": "“{found}” 会原样显示。链接用半角的 [文字](地址)，别的用引号 “ ”。",
        r"[｛｝]": "花括号要用半角：宏是 {{ … }}，锚点是 { #name }。",
        r"＊": "星号要用半角。加粗写成 **文字**。",
        r"｀|^\s*·{3}|·[!-~]+·": "反引号要用半角的 `：在英文输入法下，按数字 1 左边的键。",
        r"｜": "表格的竖线要用半角的 |。",
        r"^\s*[＞》]": "引用的一段以半角的 > 和一个空格开头。",
        r"^\s*(?:！{2,}|？{3}|[!?]{1,3}[！？]|(?:!{1,2}|!{4,}|\?{1,2}|\?{4,})\s+\w)|^\s*(?:!!!|\?\?\?).*[“”]$": BOX,
        r"^\s*(?:[－–―•‣▪●◦◆■★☆·・＋]|—(?!—)|[-+](?![-\s|:+]|\d)|[-+]{2,} *[^-+\s|:])": _LIST,
        r"^\s*(?:[0-9０-９]{1,3}(?:[、．)）]|\.(?![\s\d]))|[(（][0-9０-９]{1,2}[)）]|[①-⒛]|\.\s)": (
            "编号写成 “1. 内容”：半角的数字和点，后面空一格。"
        ),
        r"^\s*(?:::: ?\w|/// |=== |--8<--|%%)|\$\$|\[TOC\]|:[a-z]+(?:[_-][a-z0-9]+)*:": (
            "“{found}” 是别处的写法，本站会原样显示。请改用普通的段落、列表或表格。"
        ),
    }
)
"""What a Chinese keyboard or the Markdown of other sites leaves on a line, and what is said of it."""

_LEFT = typography.table(
    {
        r"\*": "星号没有成对，会原样显示。加粗写成 **文字**：在同一行里成对，星号里面不空格。",
        "`": "反引号没有成对，会原样显示。请在同一行里补上另一半。",
        r"[\[\]]": (
            "方括号没有成为链接，会原样显示。链接写成 [文字](地址)；"
            "写成 [文字][名] 的，另要有一行 “[名]: 地址”。"
        ),
        r"(?<!\{)\{(?!\{)|(?<!\})\}(?!\})": (
            "花括号会原样显示。锚点写在小标题末尾，两侧有空格：{ #name }；"
            "单独一行的，紧跟在一段文字下面，它后面空一行。"
        ),
        r"[<>]": "尖括号是网页标记，这里没有写完整。大于、小于请写成字；代码放在一对 ` 里。",
        r"\|": TABLE,
        r"~~|==|__|\^|\\": "“{found}” 会原样显示。请删掉；强调写成 **文字**。",
    }
)
"""What is left of a line when what the site engine reads is taken out, and what is said of it."""

_KEPT = "\0"
"""Stands for code and for a call: nothing else on the line is part of it."""
_CODE = re.compile(r"(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)")
_CALL = re.compile(r"\{\{.*?\}\}")
_BARE_CALL = re.compile(rf"(?<![\w{{])({'|'.join(MACROS)})\s*[(（]\s*[\"'“‘”]")
_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()>#+.!|-]")
_ADDRESS = r"\((?:[^\s()]|\([^\s()]*\))+(?:\s+\"[^\"]*\")?\)"
_LINKED = re.compile(rf"!?\[((?:[^\[\]]|\[[^\[\]]*\])+)\]{_ADDRESS}")
_REFERENCE = re.compile(r"!?\[([^\[\]]+)\](?:\[([^\[\]]*)\])?")
_DEFINITION = re.compile(r" {0,3}\*?\[([^\[\]]+)\]: *(?=\S)")
_AUTOLINK = re.compile(r"<(?:https?://[^\s<>]+|[^\s<>@]+@[^\s<>]+\.\w+)>")
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>")
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "source", "col", "base", "embed"}
_STRONG = re.compile(r"(?<!\*)(\*{1,3})(?![\s*])([^*]*[^\s*])\1(?!\*)")
_UNDERLINED = re.compile(r"(?<!\w)(__?)(?![\s_])([^_]*[^\s_])\1(?!\w)")
_ATTRIBUTE = r"(?:[#.][\w.-]+|[\w-]+=(?:\"[^\"]*\"|[^\s{}\"]+))"
_ATTRIBUTES = rf"\{{ {_ATTRIBUTE}(?: {_ATTRIBUTE})* \}}"
_OF_INLINE = re.compile(rf"(?<=[*_)\0]){_ATTRIBUTES}")
_OF_HEADING = re.compile(rf"^(#.*) {_ATTRIBUTES}$")
_OF_BLOCK = re.compile(rf"\s*{_ATTRIBUTES}\s*")
_START = re.compile(r"^\s*(?:> ?)*(?:[-*+]\s+|\d{1,3}\.\s+)?")
_LINE = re.compile(r" {0,3}(?:(?:- ?){3,}|(?:\* ?){3,}|(?:_ ?){3,})")


def nothing_is_left_of_a_merge(page: Page, _: Context) -> Iterator[Told]:
    """No mark of a merge that somebody has to finish."""
    for line, text in page.lines:
        if UNMERGED.match(text):
            yield line, UNMERGED_TOLD


def code_is_closed(page: Page, _: Context) -> Iterator[Told]:
    """A block of code begins and ends as the site engine reads it."""
    if page.open_fence:
        told = "从这里开始的代码没有收尾。请在代码后面另起一行，写上和这一行一样多的反引号。"
        yield page.open_fence, told


def marks_are_read(page: Page, _: Context) -> Iterator[Told]:
    """Every mark on a line is one that the site engine reads."""
    defined = {found[1].lower() for _, text in page.prose if (found := _DEFINITION.match(text))}
    texts = [text for _, text in page.prose]
    for (line, text), above, below in zip(page.prose, ["", *texts], [*texts[1:], ""], strict=False):
        if UNMERGED.match(text) or _LINE.fullmatch(text):
            continue
        if _OF_BLOCK.fullmatch(text) and _is_paragraph(above) and not below.strip():
            continue
        if told := _slip(text) or _left(text, defined):
            yield line, told


def tags_are_paired(page: Page, _: Context) -> Iterator[Told]:
    """An element of HTML ends where it should: one that does not may swallow the page."""
    opened: list[tuple[int, str]] = []
    for line, tag in (
        (line, tag) for line, text in page.prose for tag in TAG.finditer(_bare(text))
    ):
        name = tag[2].lower()
        if name in _VOID or tag[0].endswith("/>"):
            continue
        if not tag[1]:
            opened.append((line, name))
        elif opened and opened[-1][1] == name:
            opened.pop()
        else:
            yield line, f"“{tag[0]}” 前面没有同名的开头。页面只用 Markdown，请删掉这个网页标记。"
    for line, name in opened:
        yield line, f"“<{name}>” 没有收尾。页面只用 Markdown，请删掉这个网页标记。"


def calls_stand_in_braces(page: Page, _: Context) -> Iterator[Told]:
    """What looks like a call stands in braces, or readers would see it."""
    for line, text in page.prose:
        if found := _BARE_CALL.search(_bare(text)):
            told = f"“{found[1]}(…)” 会原样显示。宏要写在两层花括号里：{{{{ {found[1]}(…) }}}}。"
            yield line, told


def nothing_is_hidden(page: Page, _: Context) -> Iterator[Told]:
    """No character that nobody sees: not in addresses, calls and code either."""
    for (line, text), (_line, prose) in zip(page.lines, page.prose, strict=True):
        if "\t" in prose:
            yield line, "有制表符（Tab）。请换成普通空格；该缩进的地方空四格。"
        yield from ((line, told) for told in typography.hidden(text))


def _is_paragraph(text: str) -> bool:
    return bool(text.strip()) and not re.match(r"\s*(?:#|\||\{\{)", text)


def _bare(text: str) -> str:
    """Put something in the place of code and of calls."""
    return _CALL.sub(_KEPT, _CODE.sub(_KEPT, text))


def _slip(text: str) -> str | None:
    return _told_of(_bare(text), _SLIPS)


def _left(text: str, defined: set[str]) -> str | None:
    return _told_of(_without_marks(text, defined), _LEFT)


def _told_of(text: str, table: typography.Table) -> str | None:
    """Say the first thing that a table knows of a text: one slip often looks like several."""
    for pattern, told in table:
        if found := pattern.search(text):
            return told.replace("{found}", found[0].strip())
    return None


def _without_marks(text: str, defined: set[str]) -> str:
    """Take out of a line what the site engine reads; `defined` are the names of references."""
    text = _OF_HEADING.sub(r"\1", _ESCAPED.sub("", _bare(text)))
    text = TAG.sub("", text)
    text = _AUTOLINK.sub("", _DEFINITION.sub("", text))
    text = _OF_INLINE.sub("", text)
    text = _START.sub("", text)
    if re.match(r"(?:!!!|\?\?\?)", text):  # which `boxes_hold_text` reads
        return ""
    if text.startswith("|"):
        text = text.replace("|", "")
    text = _LINKED.sub(r"\1", _LINKED.sub(r"\1", text))
    text = _REFERENCE.sub(lambda link: _read(link, defined), text)
    for emphasis in (_STRONG, _UNDERLINED, _STRONG):
        text = emphasis.sub(r"\2", text)
    return text


def _read(link: re.Match[str], defined: set[str]) -> str:
    """Take out a reference whose address stands somewhere on the page."""
    return link[1].lstrip("^") if (link[2] or link[1]).lower() in defined else link[0]


RULES = (
    nothing_is_left_of_a_merge,
    code_is_closed,
    marks_are_read,
    tags_are_paired,
    calls_stand_in_braces,
    nothing_is_hidden,
)
