"""The published data keeps its promises, record by record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from macros.handbook import checks
from macros.handbook.guides import read_pages
from macros.handbook.loader import inspect, load
from tests.conftest import DATA, DOCS

if TYPE_CHECKING:
    from collections.abc import Callable

    from macros.handbook.model import Handbook

BOOK = load(DOCS / "data" / "handbook.yml")
GUIDES = read_pages(DOCS)
PUBLISHED = DATA / "published_ids.txt"


def ids() -> set[str]:
    return {f"{kind} {name}" for kind, names in checks.live_ids(BOOK).items() for name in names}


def test_the_handbook_and_its_guides_have_no_problem() -> None:
    """What `macros check` says of data and guides, style included."""
    _, problems = inspect(DOCS / "data" / "handbook.yml")
    assert problems == []


@pytest.mark.parametrize(
    ("macro", "section"),
    [
        ("checklist", "checklists"),
        ("template", "templates"),
        ("evidence", "evidence"),
        ("triage", "triage"),
        ("deadline", "deadlines"),
    ],
)
def test_every_widget_stands_on_exactly_one_page(macro: str, section: str) -> None:
    places = {
        name: [path for path, page in GUIDES.items() if (macro, name) in page.calls]
        for name in getattr(BOOK, section)
    }
    assert {name: at for name, at in places.items() if len(at) != 1} == {}


@pytest.mark.parametrize("section", ["checklists", "templates"])
def test_triage_reaches_every_checklist_and_letter_or_its_guide(section: str) -> None:
    """The page that triage promises is the page where the widget stands."""
    results = [result for triage in BOOK.triage.values() for result in triage.results.values()]
    guides = {result.guide.partition("#")[0] for result in results}
    macro = section.removesuffix("s")
    for name in getattr(BOOK, section):
        home = next(path for path, page in GUIDES.items() if (macro, name) in page.calls)
        named = any(name in getattr(result, section) for result in results)
        assert named or home in guides, name


@pytest.mark.parametrize("name", ["other-penalty", "filtered-orders", "linked-shops"])
def test_a_penalty_of_any_kind_ends_with_a_deadline_a_checklist_and_a_letter(name: str) -> None:
    triage = BOOK.triage["what-happened"]
    tasks = triage.results[name].tasks
    assert any(task.deadline for task in tasks)
    assert any(task.checklist for task in tasks)
    assert "reason-request" in {task.template for task in tasks}
    assert name in {answer.to for answer in triage.questions["judged"].answers}


def test_a_batch_of_odd_orders_is_found_by_the_first_question() -> None:
    triage = BOOK.triage["what-happened"]
    assert "odd-orders" in {answer.to for answer in triage.questions[triage.start].answers}


BEHIND = (
    "respond/appeal", "respond/evidence", "respond/outside", "respond/recovery",
    "respond/self-check", "respond/tax",
)  # fmt: skip
"""Each situation has a page of its own: one that no result names is linked from one that it names."""


def links_to(path: str) -> Callable[[str], bool]:
    link = f"]({path.removeprefix('respond/')}"
    return lambda other: link in GUIDES[other].body


def test_triage_reaches_every_guide() -> None:
    results = [result for triage in BOOK.triage.values() for result in triage.results.values()]
    reached = {result.guide.partition("#")[0] for result in results}
    guides = {
        path for path in GUIDES if path.startswith(("rules/", "prevent/", "respond/", "after-"))
    }
    behind = {path for path in guides if path.startswith(BEHIND)}
    while linked := {path for path in behind - reached if any(map(links_to(path), reached))}:
        reached |= linked
    assert sorted(guides - reached) == []


def test_a_published_id_exists_or_is_retired() -> None:
    published = PUBLISHED.read_text("utf-8").splitlines()
    retired = {f"{stone.kind} {name}" for name, stone in BOOK.retired.items()}
    assert sorted(set(published) - ids() - retired) == [], (
        "发布过的 id 不能消失：请在 retired 里立碑"
    )


def test_every_id_is_recorded_as_published() -> None:
    published = PUBLISHED.read_text("utf-8").splitlines()
    assert published == sorted(set(published)), "published_ids.txt 要排序、不重复"
    missing = sorted(ids() - set(published))
    assert missing == [], "新的 id 请加进 tests/data/published_ids.txt（按字母顺序）"


def test_unchecked_facts_quote_as_unchecked(book: Handbook) -> None:
    """The five mistakes: tiers and appeal windows were never read in an official text."""
    for name in ("tb-fake-tier", "tb-appeal-72h", "tb-points-nodes-a", "tb-points-nodes-b"):
        assert book.facts[name].basis == "secondary"
