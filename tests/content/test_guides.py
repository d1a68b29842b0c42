"""The published guides: front matter, anchors, and what they open with.

Their numbers, characters and calls are checked by `macros.handbook.checks.guides`, with the data.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from macros.handbook import strict_yaml
from macros.handbook.guides import read_pages
from macros.handbook.labels import WORDS
from macros.handbook.tally import facts_on
from tests.conftest import DATA, DOCS

if TYPE_CHECKING:
    from macros.handbook.model import Handbook

GUIDES = read_pages(DOCS)
QUESTIONS = strict_yaml.read(DATA / "questions.yml").data
RUNS = re.compile(
    r"<\s*(?:base|embed|form|frame|iframe|link|math|meta|object|script|style|svg)\b"
    r"|<[^>]*\s(?:on\w+|style)\s*=|(?:javascript:|vbscript:|data:\w)",
    re.IGNORECASE,
)
ROUTES = ("rules/", "prevent/", "respond/", "after-sales/")


@pytest.mark.parametrize("path", GUIDES)
def test_a_guide_has_title_description_and_answers(path: str) -> None:
    meta = GUIDES[path].meta
    assert set(meta) <= {"title", "description", "answers", "tags", "review_by", "hide"}
    assert isinstance(meta["title"], str)
    assert 10 <= len(meta["description"]) <= 80
    questions = [question for question, _ in GUIDES[path].questions]
    assert 3 <= len(questions) == len(set(questions))


@pytest.mark.parametrize("path", GUIDES)
def test_a_guide_holds_nothing_that_runs_frames_or_sends(path: str) -> None:
    assert RUNS.findall((DOCS / path).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "hostile",
    ["<script>", "< SCRIPT src=x>", '<a\nonclick = "x">', "[x](JavaScript:x)", "<iframe>"],
)
def test_what_runs_in_a_guide_would_be_found(hostile: str) -> None:
    assert RUNS.search(f"正文 {hostile} 正文")


@pytest.mark.parametrize("path", [path for path in GUIDES if path.startswith(ROUTES)])
def test_a_guide_opens_with_three_things_to_do_now(path: str) -> None:
    opening = re.search(r"^# .+\n\n((?:\d\. .+\n)+)\n", GUIDES[path].body, re.MULTILINE)
    assert opening, "标题之后先写“现在做什么”的编号列表"
    assert len(opening[1].splitlines()) == 3


@pytest.mark.parametrize("path", [path for path in GUIDES if path.startswith(ROUTES)])
def test_a_guide_says_what_it_rests_on(path: str) -> None:
    assert ("last_checked", "") in GUIDES[path].calls


@pytest.mark.parametrize("path", [path for path in GUIDES if path != "index.md"])
def test_every_section_has_an_ascii_anchor(path: str) -> None:
    headings = re.findall(r"^##+ .*$", GUIDES[path].body, re.MULTILINE)
    assert [
        h for h in headings if not re.search(r"\{ #[a-z][a-z0-9-]*(?: \.kb-[a-z-]+)? \}$", h)
    ] == []


@pytest.mark.parametrize("path", GUIDES)
def test_the_heading_is_the_title(path: str) -> None:
    if path != "index.md":
        assert re.search(rf"^# {re.escape(GUIDES[path].title)}$", GUIDES[path].body, re.MULTILINE)


def test_no_two_guides_share_a_title() -> None:
    titles = [page.title for page in GUIDES.values()]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("path", GUIDES)
def test_a_guides_folder_has_a_name_in_the_list_of_questions(path: str) -> None:
    assert GUIDES[path].folder in WORDS["folder"]


@pytest.mark.parametrize(
    "asked", [*QUESTIONS["tuning"], *QUESTIONS["test"]], ids=lambda asked: asked["q"]
)
def test_a_sellers_question_has_its_heading(asked: dict[str, Any]) -> None:
    for place in [asked["at"], *asked.get("also", [])]:
        path, _, anchor = place.partition("#")
        assert (
            not anchor or anchor in GUIDES[path].anchors or anchor.startswith(("term-", "change-"))
        ), place


def test_the_halves_of_the_questions_share_none() -> None:
    asked = [one["q"] for half in QUESTIONS.values() for one in half]
    assert len(asked) == len(set(asked)) >= 150


def test_no_question_is_answered_by_two_pages() -> None:
    """Whoever reads the list of questions would not know which page to open."""
    pages = Counter(question for page in GUIDES.values() for question, _ in page.questions)
    assert [question for question, many in pages.items() if many > 1] == []


def test_every_guide_that_rests_on_facts_says_how_they_were_checked(book: Handbook) -> None:
    """The sources list every fact with its own days; it says so too."""
    silent = [
        path
        for path, page in GUIDES.items()
        if facts_on(book, page) and ("last_checked", "") not in page.calls
    ]
    assert silent == []
