"""While serving, a save builds again what it can have changed, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from markupsafe import Markup, escape

from macros.engine import incremental
from macros.handbook.guides import Page, parse_page
from tests.conftest import GUIDE

TEXT = GUIDE + '\n{{ fact("fact-a") }}\n'


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros" / "a.html").write_text("甲", "utf-8")
    return tmp_path / "macros"


def page(text: str) -> dict[str, Page]:
    return {"guide.md": parse_page("guide.md", text)}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "handbook.yml"
    path.write_text("facts: {}", "utf-8")
    return path


def stamps(pages: dict[str, Page], watched: Path, data: Path) -> list[object]:
    return [incremental.shared(pages, [watched]), incremental.inputs(pages, data)]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (TEXT + "\n又一句。\n", [True, True]),
        (TEXT.replace("title: 指南", "title: 别的"), [False, True]),
        (TEXT.replace("怎么办", "为什么"), [False, True]),
        (TEXT.replace("fact-a", "fact-b"), [True, False]),
        (TEXT.replace("#top", "#end"), [True, False]),
    ],
    ids=["words", "title", "question", "macro", "anchor"],
)
def test_other_pages_know_of_a_guide_what_it_says_of_itself(
    watched: Path, data: Path, text: str, same: list[bool]
) -> None:
    before, now = stamps(page(TEXT), watched, data), stamps(page(text), watched, data)
    assert [one == other for one, other in zip(before, now, strict=True)] == same


def test_a_file_that_all_pages_are_made_from_is_noticed(watched: Path, data: Path) -> None:
    before = stamps(page(TEXT), watched, data)
    os.utime(watched / "a.html", (1, 1))
    now = stamps(page(TEXT), watched, data)
    assert (before[0] == now[0], before[1] == now[1]) == (False, True)
    os.utime(data, (1, 1))
    assert stamps(page(TEXT), watched, data)[1] != now[1]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site of two pages."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text("甲", "utf-8")
    return tmp_path


def left(site: Path) -> list[str]:
    return sorted(path.parent.name for path in site.rglob("index.html"))


def begin(site: Path, shared: str, inputs: str, one: str = "", two: str = "") -> bool:
    return incremental.begin(site, shared, inputs, lambda: {"one.md": one, "two.md": two})


def test_what_all_pages_are_made_from_takes_them_all_away(site: Path) -> None:
    assert begin(site, "a", "a")
    assert left(site) == []


def test_words_of_one_page_take_none_away_and_no_macro_is_asked(site: Path) -> None:
    begin(site.parent / "a", "a", "a")
    incremental.begin(site, "a", "a", dict)
    assert not incremental.begin(site, "a", "a", lambda: pytest.fail("asked"))
    assert left(site) == ["one", "two"]


def test_data_take_the_pages_away_whose_macros_say_something_else(site: Path) -> None:
    incremental.begin(site, "a", "a", dict)
    begin(site, "a", "b", one="1", two="2")
    for name in ("one", "two"):
        (site / name / "index.html").write_text("甲", "utf-8")
    assert not begin(site, "a", "c", one="1", two="3")
    assert left(site) == ["one"]


def test_a_macro_that_fails_is_asked_again_each_time() -> None:
    def fail(*_: str) -> Markup:
        raise LookupError

    pages = {"one.md": parse_page("one.md", TEXT)}
    said: dict[str, incremental.Maker] = {
        "fact": lambda path, name: escape(path + name),
        incremental.GROUNDS: escape,
    }
    assert incremental.made(pages, said) == incremental.made(pages, said)
    assert incremental.made(pages, {"fact": fail}) != incremental.made(pages, {"fact": fail})
    assert incremental.made(pages, {}) != incremental.made(pages, {})


def test_a_save_during_a_build_is_newer_than_its_page(tmp_path: Path) -> None:
    built, saved, start = tmp_path / "index.html", tmp_path / "index.md", 1000.0
    for path, at in ((built, start + 2), (saved, start + 1)):
        path.write_text("甲", "utf-8")
        os.utime(path, (at, at))
    incremental.date_back(tmp_path, start)
    assert built.stat().st_mtime < saved.stat().st_mtime
