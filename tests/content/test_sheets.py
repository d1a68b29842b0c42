"""The sheets keep to one scale: values stand in `tokens.css` alone, a selector stands once."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.conftest import DOCS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

SHEETS = {
    path.name: re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    for path in sorted((DOCS / "assets" / "css").glob("*.css"))
}
OTHERS = {name: text for name, text in SHEETS.items() if name != "tokens.css"}

COMMA = re.compile(r",\s*(?![^()]*\))")
RAW = {
    "a colour": r"#[\da-f]{3,8}\b|\b(?:rgb|hsl)a?\(",
    "a size of text": r"\bfont(?:-size)?:[^;]*\b\d*\.?\d+(?:px|pt|rem|em)",
    "a corner": r"\bborder[\w-]*radius:[^;]*\d(?:px|pt|rem|em)",
    "a space": r"(?<![\w-])(?:margin|padding|gap|row-gap|column-gap)[\w-]*:[^;]*\d(?:px|rem)",
}


def selectors(sheet: str) -> Iterator[tuple[str, str]]:
    """Give each selector of a sheet with the group that it stands in, such as `@media print`."""
    groups: list[str] = []
    for head, mark in re.findall(r"([^{};]*)([{};])", sheet):
        name = " ".join(head.split())
        if mark == "{":
            if not name.startswith("@"):
                yield from ((" ".join(groups), each) for each in COMMA.split(name))
            groups.append(name)
        elif mark == "}":
            groups.pop()


def test_selectors_are_read_with_their_group() -> None:
    sheet = "a:is(b, c),\nd { x: y; } @media print { a { x: y; } @page { x: y } }"
    assert list(selectors(sheet)) == [("", "a:is(b, c)"), ("", "d"), ("@media print", "a")]


def test_no_selector_stands_twice() -> None:
    counted = Counter(each for sheet in SHEETS.values() for each in selectors(sheet))
    assert [each for each, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("what", RAW)
@pytest.mark.parametrize("name", OTHERS)
def test_a_value_of_the_scale_is_taken_from_the_tokens(name: str, what: str) -> None:
    assert re.findall(RAW[what], OTHERS[name], re.IGNORECASE) == []


def test_each_token_is_used_and_each_one_used_is_there() -> None:
    text = "".join(SHEETS.values())
    assert set(re.findall(r"var\((--kb-[\w-]+)", text)) == set(re.findall(r"(--kb-[\w-]+):", text))


def test_every_sheet_is_loaded_tokens_first_and_paper_last() -> None:
    loaded = re.findall(r"assets/css/(\S+\.css)", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert sorted(loaded) == sorted(SHEETS)
    assert (loaded[0], loaded[-1]) == ("tokens.css", "print.css")
