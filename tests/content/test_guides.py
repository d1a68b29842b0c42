"""The questions of sellers that search is measured with: whole, apart from each other, and with headings that exist."""

from __future__ import annotations

import re

import pytest

from macros.handbook.guides import read_pages
from tests.conftest import DOCS
from tests.questions import COLLECTED, FILES, WRITTEN, faults

GUIDES = read_pages(DOCS)
LISTED = ("term-", "change-", "what-happened.")
HALVES = [(name, half) for name, halves in FILES.items() for half in halves if half != "unanswered"]


@pytest.mark.parametrize(("name", "half"), HALVES)
def test_a_sellers_question_has_its_heading(name: str, half: str) -> None:
    asked = FILES[name][half]
    lost = []
    for place in [at for one in asked for at in [one["at"], *one.get("also", [])]]:
        path, _, anchor = place.partition("#")
        if path not in GUIDES or (
            anchor and anchor not in GUIDES[path].anchors and not anchor.startswith(LISTED)
        ):
            lost.append(place)
    assert lost == []


def test_a_collected_question_says_what_it_is() -> None:
    assert faults() == []


def test_the_halves_of_the_questions_share_none() -> None:
    asked = [
        one["q"] for halves in (WRITTEN, COLLECTED) for half in halves.values() for one in half
    ]
    assert len(asked) - len(set(asked)) == 0


def test_no_guide_says_a_question_word_for_word_that_nobody_has_read() -> None:
    """Only counted: a failing test would show what is to stay unread."""
    unread = {plain(one["q"]) for half in ("test", "later") for one in COLLECTED[half]}
    said = {
        plain(question) for page in GUIDES.values() for question, _ in (*page.questions, *page.also)
    }
    assert len(unread & said) == 0


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
