"""What may stand in Chinese prose: rules on characters and on numbers, shared by YAML and Markdown.

Each function takes text and yields one Chinese sentence for each thing to mend.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import autocorrect_py as autocorrect

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARACTERS = {
    r"<[A-Za-z/!?]|&(?:#\w+|[A-Za-z]+);": (
        "含有网页标记 “{found}…”。这里只写纯文字，格式由网站负责。"
    ),
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\u00ad\u061c\u115f\u1160\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]": (
        "含有看不见的字符或乱码 U+{code:04X}（多半是复制时带进来的）。请删掉这一处，重新手打。"
    ),
    "[\u2e80-\u2fdf\uf900-\ufaff]": (
        "“{found}”（U+{code:04X}）是形近字，多半来自 PDF{right}。请重新手打。"
    ),
    "[０-９Ａ-Ｚａ-ｚ]": "“{found}” 是全角字符，请改成半角 “{plain}”。",
    r"(?<=[\u4e00-\u9fff”）])[,;:!?](?!//)|(?<=[\u4e00-\u9fff])\.(?=\s|$)": (
        "“{found}” 是半角标点，中文里请用全角（，；：！？。）。"
    ),
}
"""What may not stand in prose, and what is said of it."""
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
    for pattern, message in _CHARACTERS.items():
        if match := re.search(pattern, text):
            plain = unicodedata.normalize("NFKC", match[0])
            right = f"，应为 “{plain}”" if plain != match[0] else ""
            yield message.format(found=match[0], code=ord(match[0][0]), plain=plain, right=right)


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
