"""The way through a triage."""

from __future__ import annotations

import pytest

from tests.browser.modules.kit import (
    Modules,
)

GRAPH = {
    "ask": ["ask.two", "ask.done"],
    "ask.two": ["ask.yes", "ask.no"],
    "ask.done": [],
    "ask.yes": [],
    "ask.no": [],
}


@pytest.mark.parametrize(
    ("part", "question"),
    [("ask", ""), ("ask.two", "ask"), ("ask.no", "ask.two"), ("elsewhere", ""), ("", "")],
)
def test_the_way_back_leads_to_the_question_before(js: Modules, part: str, question: str) -> None:
    assert js.call("triage", "before", GRAPH, part) == question


@pytest.mark.parametrize(
    ("address", "current", "part"),
    [
        ("", "", "ask"),
        ("#ask.yes", "", "ask.yes"),
        ("#ask.yes", "ask.two", "ask.yes"),
        ("#sources", "ask.two", "ask.two"),
        ("#sources", "", "ask"),
        ("#constructor", "", "ask"),
        ("#__proto__", "ask.no", "ask.no"),
        ("", "ask.no", "ask.no"),
    ],
)
def test_an_address_shows_its_part_or_what_was_shown(
    js: Modules, address: str, current: str, part: str
) -> None:
    assert js.call("triage", "shown", GRAPH, address, current) == part
