"""The published data keeps its promises, record by record."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from macros.handbook import checks
from macros.handbook.guides import read_pages
from macros.handbook.loader import inspect, load
from macros.handbook.prose import marks
from tests.conftest import DATA, DOCS

if TYPE_CHECKING:
    from macros.handbook.model import Handbook

BOOK = load(DOCS / "data" / "handbook.yml")
GUIDES = read_pages(DOCS)
PUBLISHED = DATA / "published_ids.txt"

LEAST = {
    "sources": 60,
    "facts": 230,
    "deadlines": 20,
    "evidence": 30,
    "fields": 60,
    "templates": 24,
    "checklists": 18,
    "figures": 5,
    "terms": 100,
    "triage": 1,
}
EVASION = (
    "规避检测",
    "绕过系统",
    "躲过检测",
    "避开系统",
    "防查",
    "代刷",
    "补单技巧",
    "安全刷",
    "包通过",
    "刷单技巧",
    "安全补单",
    "养号",
    "降低风险系数",
    "模拟真实",
    "货比三家",
    "错峰下单",
    "换 IP",
    "更换设备",
    "补一份底单",
    "代做底单",
    "PS ",
    "改时间戳",
    "话术诱导",
)


def ids() -> set[str]:
    return {f"{kind} {name}" for kind, names in checks.live_ids(BOOK).items() for name in names}


def test_the_handbook_and_its_guides_have_no_problem() -> None:
    """Among the rules: no hand-typed number, in the data or in Markdown."""
    _, problems = inspect(DOCS / "data" / "handbook.yml")
    assert problems == []


@pytest.mark.parametrize(("section", "least"), LEAST.items())
def test_a_section_is_as_large_as_promised(section: str, least: int) -> None:
    assert len(getattr(BOOK, section)) >= least


def test_checklists_have_at_least_two_hundred_items() -> None:
    assert sum(len(checklist.items) for checklist in BOOK.checklists.values()) >= 200


@pytest.mark.parametrize("name", BOOK.templates)
def test_every_blank_in_a_template_is_declared(name: str) -> None:
    template = BOOK.templates[name]
    blanks = {mark.name for mark in marks(template.body) if mark.value is None}
    assert blanks == set(template.fields)
    assert blanks <= set(BOOK.fields)


@pytest.mark.parametrize("name", BOOK.templates)
def test_a_letter_says_when_not_to_use_it_and_ends_in_truth(name: str) -> None:
    template = BOOK.templates[name]
    assert template.not_when
    assert any(word in template.pledge for word in ("真实", "属实", "如实"))


@pytest.mark.parametrize("name", BOOK.checklists)
def test_a_checklist_has_something_that_must_be_done(name: str) -> None:
    assert any(item.level == "must" for item in BOOK.checklists[name].items)


@pytest.mark.parametrize("name", [n for n, d in BOOK.deadlines.items() if d.duration])
def test_a_deadline_that_computes_was_read_in_an_official_text(name: str) -> None:
    assert BOOK.facts[BOOK.deadlines[name].fact].basis in {"article", "excerpt"}


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


def test_triage_reaches_every_guide() -> None:
    results = [result for triage in BOOK.triage.values() for result in triage.results.values()]
    reached = {result.guide.partition("#")[0] for result in results}
    guides = {
        path for path in GUIDES if path.startswith(("rules/", "prevent/", "respond/", "after-"))
    }
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


def test_sources_carry_no_address_that_was_never_seen() -> None:
    for name, source in BOOK.sources.items():
        assert (source.url is None) == (source.url_basis == "none"), name


def test_unchecked_facts_quote_as_unchecked(book: Handbook) -> None:
    """The five mistakes: tiers and appeal windows were never read in an official text."""
    for name in ("tb-fake-tier", "tb-appeal-72h", "tb-points-nodes-a", "tb-points-nodes-b"):
        assert book.facts[name].basis == "secondary"


def test_nothing_teaches_evasion() -> None:
    """Such words stand only behind a refusal, or in quotation marks as what others say."""
    words = "|".join(EVASION)
    refused = re.compile(rf"(?:(?:不|别)[^，。；\n]{{0,8}}|“[^”\n]{{0,20}})(?:{words})")
    texts = [page.body for page in GUIDES.values()]
    texts.append((DOCS / "data" / "handbook.yml").read_text("utf-8"))
    for text in texts:
        left = refused.sub("", text)
        assert [word for word in EVASION if word in left] == []


def test_review_dates_are_staggered() -> None:
    """A day's reviews are an evening's work; no page expires all at once."""
    days = Counter(fact.review_by for fact in BOOK.facts.values())
    assert max(days.values()) <= 6, days.most_common(3)
    months = Counter(f"{day:%Y-%m}" for day in days.elements())
    assert max(months.values()) <= len(BOOK.facts) / 6, months.most_common(3)
