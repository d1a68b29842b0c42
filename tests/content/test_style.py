"""Chinese typography, by AutoCorrect: spaces around Latin and digits, full-width punctuation.

`STYLE-04` of CONTRIBUTING. A failure shows what is written and what it should be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import autocorrect_py as autocorrect
import pytest

from macros.handbook.guides import read_pages
from macros.handbook.prose import strings
from tests.conftest import DOCS

if TYPE_CHECKING:
    from macros.handbook.model import Handbook

GUIDES = read_pages(DOCS)
AS_TYPED = {"also", "example"}  # the words of sellers, and what goes into a blank
NO_PROSE = {"url", "number", "article"}


@pytest.mark.parametrize("path", GUIDES)
def test_a_page_is_set_as_chinese_is(path: str) -> None:
    page = GUIDES[path]
    found = autocorrect.lint_for(page.body, "markdown").lines
    told = [f"docs/{path}:{page.offset + each.line}: {each.old} → {each.new}" for each in found]
    head = [str(page.meta["title"]), str(page.meta["description"])]
    told += [f"docs/{path}: {text}" for text in head if autocorrect.format(text) != text]
    assert told == []


def test_the_data_is_set_as_chinese_is(book: Handbook) -> None:
    for where, text in strings(book):
        if AS_TYPED.isdisjoint(map(str, where)) and where[-1] not in NO_PROSE:
            assert text == autocorrect.format(text), ".".join(map(str, where))
