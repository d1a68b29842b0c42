"""Rules for words: characters, typography, evasion, and one term for each of a seller's words."""

from __future__ import annotations

import re

from macros.handbook import typography
from macros.handbook.checks.context import Context, Found


def words_are_clean(context: Context) -> Found:
    """No markup, invisible or look-alike characters, and full-width punctuation in Chinese."""
    for where, text in context.texts:
        for rule in _ON_CHARACTERS if where[-1] != "url" else ():
            yield from ((where, message) for message in rule(text))


_ON_CHARACTERS = (typography.characters, typography.markup, typography.wrapping)


def other_words_are_distinct(context: Context) -> Found:
    """A seller's word leads to one term."""
    owner: dict[str, str] = {}
    for id_, term in context.book.terms.items():
        if owner.setdefault(term.title, id_) != id_:
            yield ("terms", id_, "title"), f"“{term.title}” 已是术语 “{owner[term.title]}”。"
    for id_, term in context.book.terms.items():
        for index, word in enumerate(term.also):
            if owner.setdefault(word, id_) != id_ or word == term.title:
                told = f"“{word}” 已属于术语 “{owner[word]}”；一个叫法只归一个术语。"
                yield ("terms", id_, "also", index), told


_AS_TYPED = {"also", "example"}  # the words of sellers, and what goes into a blank
_NO_PROSE = {"url", "number", "article"}


def data_is_set_as_chinese(context: Context) -> Found:
    """STYLE-04, for the data: spaces around Latin and digits, full-width punctuation."""
    for where, text in context.texts:
        if not _AS_TYPED.isdisjoint(map(str, where)) or where[-1] in _NO_PROSE:
            continue
        if (right := typography.corrected(text)) != text:
            yield where, f"应写成 “{right}”（空格和标点，STYLE-04）。"


_EVASION = (
    "规避检测", "绕过系统", "躲过检测", "避开系统", "防查", "代刷", "补单技巧", "安全刷", "包通过",
    "刷单技巧", "安全补单", "养号", "降低风险系数", "模拟真实", "货比三家", "错峰下单", "换 IP",
    "更换设备", "补一份底单", "代做底单", "PS ", "改时间戳", "话术诱导",
)  # fmt: skip
_ANY = "|".join(_EVASION)
_REFUSED = re.compile(rf"(?:(?:不|别)[^，。；\n]{{0,8}}|“[^”\n]{{0,20}})(?:{_ANY})")
_TAUGHT = re.compile(rf"(?<![A-Za-z])(?:{_ANY})")  # WPS is no PS


def evasion(text: str) -> list[str]:
    """Find a word that teaches evasion, outside a refusal and outside what others are quoted as saying."""
    found = _TAUGHT.search(_REFUSED.sub("", text))
    told = "像是在教人规避或造假。我们不写这样的内容；只能写不要这样做。"
    return [f"“{found[0]}” {told}"] if found else []


def nothing_teaches_evasion(context: Context) -> Found:
    """No record says how to avoid detection or how to fabricate."""
    for where, text in context.texts:
        for message in evasion(text):
            yield where, message
