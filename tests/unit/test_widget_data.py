"""What the browser gets beside the HTML."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest

from macros.handbook.guides import parse_page
from macros.handbook.model import Handbook
from macros.handbook.tools import PARTS, TOOLS
from macros.html.families import render
from macros.html.renderer import Renderer
from macros.html.widget_data import (
    deadline_data,
    formerly,
    letter_data,
    task_data,
    task_names,
    tool_data,
)

STONE = {"reason": "旧了。", "on": "2026-11-22"}


@pytest.fixture
def renderer(small: dict[str, Any]) -> Renderer:
    pages = {"guide.md": parse_page("guide.md", '{{ deadline("deadline-a") }}')}
    return Renderer(Handbook.model_validate(small), pages)


def test_a_deadline_read_in_an_article_brings_its_rule(renderer: Renderer) -> None:
    data = deadline_data(renderer, "deadline-a")
    assert data["rule"] == {"count": 7, "unit": "day", "counting": "next-day"}
    assert data["source"] == "甲法 第 1 条"
    assert data["href"] == "guide/#deadline-deadline-a"


def test_a_deadline_of_hearsay_brings_none(renderer: Renderer) -> None:
    assert deadline_data(renderer, "deadline-b")["rule"] is None


def test_a_letter_names_the_blanks_it_is_compared_with(small: dict[str, Any]) -> None:
    small["fields"]["phone"] |= {"kind": "date", "not_before": ["day"]}
    small["fields"]["day"] = {"label": "那天", "kind": "date", "hint": "看。", "example": "丙"}
    letter = letter_data("letter-a", Handbook.model_validate(small))
    assert letter["labels"] == {"order-no": "订单编号", "phone": "电话", "day": "那天"}


def test_a_retired_id_leads_to_what_replaced_it_in_the_end(small: dict[str, Any]) -> None:
    small["retired"] = {
        "list-a.oldest": STONE | {"kind": "item", "replaced_by": "list-a.old"},
        "list-a.old": STONE | {"kind": "item", "replaced_by": "list-a.first"},
        "list-a.gone": STONE | {"kind": "item"},
        "list-a.loop": STONE | {"kind": "item", "replaced_by": "list-a.loop"},
    }
    former = formerly(Handbook.model_validate(small), ("item",))
    assert former == {"item": {"list-a.oldest": "list-a.first", "list-a.old": "list-a.first"}}


def test_a_widget_carries_only_its_own_retired_ids(small: dict[str, Any]) -> None:
    small["retired"] = {
        "list-a.old": STONE | {"kind": "item", "replaced_by": "list-a.first"},
        "old-letter": STONE | {"kind": "template", "replaced_by": "letter-a"},
    }
    renderer = Renderer(Handbook.model_validate(small), {})
    [former] = re.findall(
        r'data-kb-formerly="([^"]*)"', str(render(renderer, "checklist", "list-a"))
    )
    assert json.loads(unescape(former)) == {"item": {"list-a.old": "list-a.first"}}
    assert "data-kb-formerly" in str(render(renderer, "template", "letter-a"))
    assert "data-kb-formerly" not in str(render(renderer, "deadline", "deadline-a"))


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_gets_its_parts_and_no_others(renderer: Renderer, tool: str) -> None:
    data = tool_data(renderer, tool)
    assert set(data) == {*PARTS[tool], "href", "start", "formerly"}
    assert json.loads(json.dumps(data)) == data


def test_a_task_says_what_it_is_called_where_it_stands_and_its_parts(renderer: Renderer) -> None:
    names = task_names(renderer.book)
    known = {f"{kind}.{id_}": task_data(renderer, kind, id_) for kind, id_ in names}
    assert known["checklist.list-a"] == {"title": "甲清单", "href": "", "steps": 2}
    assert known["template.letter-a"]["blanks"] == ["order-no", "phone"]
    assert known["deadline.deadline-a"] == {
        "title": "甲期限", "href": "guide/#deadline-deadline-a"
    }  # fmt: skip
    assert "deadline.deadline-b" not in known, "planned for nowhere"
    assert known["tool.exhibits"] == {"title": "证据目录", "href": "tools/exhibits/"}


def test_a_step_that_nothing_replaced_no_longer_counts(small: dict[str, Any]) -> None:
    small["retired"] = {
        "list-a.old": STONE | {"kind": "item", "replaced_by": "list-a.first"},
        "list-a.gone": STONE | {"kind": "item"},
        "list-b.gone": STONE | {"kind": "item"},
    }
    known = task_data(Renderer(Handbook.model_validate(small), {}), "checklist", "list-a")
    assert known["gone"] == ["list-a.gone"]


def test_a_result_gives_its_tasks_in_order(renderer: Renderer) -> None:
    html = str(render(renderer, "triage", "start-a"))
    [other] = re.findall(r'data-kb-plan="([^"]*乙|[^"]*别的[^"]*)"', html)
    assert json.loads(unescape(other))["tasks"] == ["deadline.deadline-a", "template.letter-a"]
    assert html.index('data-kb-task="deadline.deadline-a"') < html.index(
        'data-kb-task="template.letter-a"'
    )
    assert "清单 · 2 步" in html


def test_a_tools_steps_keep_their_order(small: dict[str, Any]) -> None:
    small["checklists"]["list-a"]["items"].reverse()
    html = str(render(Renderer(Handbook.model_validate(small), {}), "tool", "package"))
    assert html.index("list-a.second") < html.index("list-a.first")
