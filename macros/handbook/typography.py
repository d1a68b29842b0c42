"""What may stand in Chinese prose: rules on characters and on numbers, shared by YAML and Markdown.

Each function takes text and yields one Chinese sentence for each thing to mend.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import autocorrect_py as autocorrect

Table = list[tuple[re.Pattern[str], str]]
"""Patterns, and what is said of what they find."""


def table(said: dict[str, str]) -> Table:
    """Make patterns of what is written as text."""
    return [(re.compile(pattern), message) for pattern, message in said.items()]


_HIDDEN = table(
    {
        "[\x00-\x08\x0b-\x1f\x7f-\xa0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
        "\u205f-\u206f\u2800\u3000\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U0010ffff]": (
            "含有看不见的字符或乱码 U+{code:04X}（多半是复制时带进来的）。请删掉这一处，重新手打。"
        ),
        "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f]": (
            "含有叠在别的字上面的记号 U+{code:04X}（多半是复制时带进来的）。请删掉这个字，重新手打。"
        ),
    }
)
"""What nobody sees as it is, and what is said of it."""

_CHARACTERS = table(
    {
        r"<[A-Za-z/!?]|&(?:#\w+|[A-Za-z]+);": (
            "含有网页标记 “{found}…”。这里只写纯文字，格式由网站负责。"
        ),
        "[\u2e80-\u2fdf\uf900-\ufaff]": (
            "“{found}”（U+{code:04X}）是形近字，多半来自 PDF{right}。请重新手打。"
        ),
        "[\u203c\u2049\u2139\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001fbff]": (
            "“{found}”（U+{code:04X}）是表情或图形符号，有的手机显示不出来，读屏软件会念成别的。请删掉，或改成文字。"
        ),
        "[０-９Ａ-Ｚａ-ｚ＃＄＆＊．＠＼＾＜-＞｜]": "“{found}” 是全角字符，请改成半角 “{plain}”。",
        "[\uff61-\uff9f\uffa1-\uffee]": "“{found}” 是半角的日文、韩文符号，请改成 “{plain}”。",
        "[＂＇｀「」『』〝-〟«»‹›„‚‟‛﹁-﹄]": "“{found}” 是别处的引号，请改成 “ ”，引号里面再有引号用 ‘ ’。",
        r"(?<=[\u4e00-\u9fff”）])[,;:!?](?!//)|(?<=[\u4e00-\u9fff])\.(?=\s|$)": (
            "“{found}” 是半角标点，中文里请用全角（，；：！？。）。"
        ),
    }
)
"""What may not stand in prose, and what is said of it."""

_MARKUP = re.compile(r"\*\*[^\s*\d]|`|\]\(|^\s*(?:#{1,6}|[-*+>])\s|\{\{|\}\}|\{[%#]", re.MULTILINE)
_NO_QUOTE = re.compile("[^“”]+")
_WRAPPED = re.compile("“[^“”]*”|‘[^‘’]*’|\"[^\"]*\"|'[^']*'")
_UNIT = r"个?工作日|个?月|小时|分钟|星期|万元|天|日|周|年|分|元|块|岁|倍|笔|次|%|％"
_NUMBER = re.compile(  # every repetition is bounded, so that no text takes long
    r"(?<!\d)\d{1,12}(?:\.\d{1,6})?\s{0,3}"
    rf"(?:(?:至|到|—|-|~|～)\s{{0,3}}\d{{1,12}}\s{{0,3}})?(?:{_UNIT})"
)
_CHINESE_LIMIT = re.compile(
    r"[一二两三四五六七八九十百]{1,4}(?:个工作日|个月|小时|天|日|周)(?:内|以内|之内)"
)
_DATE = re.compile(
    r"\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}-\d\d-\d\d"
)


def characters(text: str) -> Iterator[str]:
    """Find markup, invisible or look-alike characters and half-width punctuation."""
    yield from hidden(text)
    yield from visible(text)


def hidden(text: str) -> Iterator[str]:
    """Find characters that nobody sees as they are."""
    return _found(text, _HIDDEN)


def visible(text: str) -> Iterator[str]:
    """Find what people see, and should not: markup, look-alikes, pictures, another width, unpaired quotes."""
    yield from _found(text, _CHARACTERS)
    if not _is_paired(text):
        yield "引号 “ ” 没有成对，或者左右写反了。"


def _found(text: str, rows: Table) -> Iterator[str]:
    for pattern, message in rows:
        if match := pattern.search(text):
            plain = unicodedata.normalize("NFKC", match[0])
            right = f"，应为 “{plain}”" if plain != match[0] else ""
            yield message.format(found=match[0], code=ord(match[0][0]), plain=plain, right=right)


def _is_paired(text: str) -> bool:
    """Tell whether each “ is closed by a ” before the next."""
    marks = _NO_QUOTE.sub("", text)
    return marks == "“”" * (len(marks) // 2) and len(marks) % 2 == 0


def markup(text: str) -> Iterator[str]:
    """Find in plain text what only Markdown reads."""
    if match := _MARKUP.search(text):
        yield f"“{match[0].strip()}” 会原样显示。这里只写纯文字，不用 Markdown。"


def wrapping(text: str) -> Iterator[str]:
    """Find quotation marks around a whole value, which readers would see: a keyboard's own are none of YAML."""
    if _WRAPPED.fullmatch(text.strip()):
        yield '整段文字放在了引号里，引号会原样显示。请删掉；YAML 要引号的地方，用半角的 "…"。'


def numbers(text: str) -> Iterator[str]:
    """Find hand-typed numbers that carry a legal or platform meaning; dates may be typed."""
    for match in [*_NUMBER.finditer(_DATE.sub("", text)), *_CHINESE_LIMIT.finditer(text)]:
        yield (
            f"“{match[0].strip()}” 是手写的数字。数字只在 facts 的 values 里写一次，这里请引用它。"
        )


@lru_cache(maxsize=20_000)  # while serving, a save changes few texts
def corrected(text: str) -> str:
    """Set a text as Chinese is set: spaces around Latin and digits, full-width punctuation."""
    fixed: str = autocorrect.format(text)
    return fixed


@lru_cache(maxsize=1_000)
def corrections(markdown: str) -> tuple[tuple[int, str, str], ...]:
    """List what `corrected` would change in Markdown: the line (from 1), as it is, as it should be."""
    found = autocorrect.lint_for(markdown, "markdown").lines
    return tuple((each.line, each.old, each.new) for each in found)
