"""What has left a page: its old id, what it is called, where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from macros.handbook.guides import parse_page
from macros.handbook.model import Handbook
from macros.html.moved import moved
from tests.conftest import GUIDE

if TYPE_CHECKING:
    from macros.handbook.guides import Page


def listed(small: dict[str, Any], front: str) -> list[list[str]]:
    old = parse_page("a/old.md", GUIDE.replace("\n---\n\n", f"\n{front}---\n\n", 1))
    pages: dict[str, Page] = {"a/old.md": old, "a/new.md": parse_page("a/new.md", GUIDE)}
    return moved(old, Handbook.model_validate(small), pages)


def test_a_page_that_nothing_left_lists_nothing(small: dict[str, Any]) -> None:
    assert listed(small, "") == []


def test_a_part_is_called_what_it_is_called_where_it_stands(small: dict[str, Any]) -> None:
    front = (
        "moved:\n  was: a/new.md\n  part: a/new.md#top\n"
        "  template-letter-a: a/new.md#template-letter-a\n  back: a/old.md#top\n"
    )
    assert listed(small, front) == [
        ["was", "指南", "../new/"],
        ["part", "开头", "../new/#top"],
        ["template-letter-a", small["templates"]["letter-a"]["title"], "../new/#template-letter-a"],
        ["back", "开头", "./#top"],
    ]


def test_the_steps_of_a_checklist_move_with_it(small: dict[str, Any]) -> None:
    front = "moved:\n  checklist-list-a: a/new.md#checklist-list-a\n"
    assert listed(small, front) == [
        ["checklist-list-a", "甲清单", "../new/#checklist-list-a"],
        ["list-a.first", "先做这个。", "../new/#list-a.first"],
        ["list-a.second", "再做那个。", "../new/#list-a.second"],
    ]
