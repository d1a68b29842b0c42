"""The questions of sellers that search is measured with lead to headings that exist."""

from __future__ import annotations

from typing import Any

import pytest

from macros.handbook.guides import read_pages
from tests.conftest import DATA, DOCS, yaml_data

GUIDES = read_pages(DOCS)
QUESTIONS = yaml_data(DATA / "questions.yml")
ASKED: list[dict[str, Any]] = [*QUESTIONS["tuning"], *QUESTIONS["test"]]
LISTED = ("term-", "change-")


@pytest.mark.parametrize("half", QUESTIONS)
def test_a_sellers_question_has_its_heading(half: str) -> None:
    places = [at for asked in QUESTIONS[half] for at in [asked["at"], *asked.get("also", [])]]
    lost = []
    for place in places:
        path, _, anchor = place.partition("#")
        if anchor and anchor not in GUIDES[path].anchors and not anchor.startswith(LISTED):
            lost.append(place)
    assert lost == []


def test_the_halves_of_the_questions_share_none() -> None:
    asked = [one["q"] for one in ASKED]
    assert len(asked) == len(set(asked))
