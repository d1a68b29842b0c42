"""How the characters of the search index may be typed: as pinyin, and in traditional form.

The browser gets two small tables of the characters that it can meet, not the dictionaries they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from opencc import OpenCC
from pypinyin import lazy_pinyin

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def pinyin(text: str, phrases: Iterable[str]) -> dict[str, str]:
    """List the characters of each syllable, without tones (`lü` is `lv`).

    Args:
        text: all that the index says; each of its characters has its commonest reading.
        phrases: lines in which some characters are read another way, such as 同行 (`hang`).

    Returns:
        Syllable → characters, both in order.
    """
    readings = {(lazy_pinyin(each)[0], each) for each in set("".join(_CHINESE.findall(text)))}
    for run in {run for phrase in phrases for run in _CHINESE.findall(phrase)}:
        readings |= set(zip(lazy_pinyin(run), run, strict=True))
    syllables: dict[str, str] = {}
    for syllable, character in sorted(readings):
        syllables[syllable] = syllables.get(syllable, "") + character
    return {syllable: found for syllable, found in syllables.items() if syllable.isascii()}


def traditional(text: str) -> tuple[str, str]:
    """Pair the traditional forms with the characters of the text: each of the first is the one of the second there."""
    simplified = OpenCC("t2s")
    known = set("".join(_CHINESE.findall(text)))
    pairs = [
        (form, meant)
        for form in map(chr, range(0x4E00, 0xA000))
        if (meant := simplified.convert(form)) != form and meant in known
    ]
    return "".join(form for form, _ in pairs), "".join(meant for _, meant in pairs)
