"""While serving, a save builds again what it can have changed, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from macros import serving
from macros.pages import Page, parse_page
from tests.conftest import GUIDE

TEXT = GUIDE + '\n{{ fact("fact-a") }}\n'


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros" / "a.html").write_text("甲", "utf-8")
    return tmp_path / "macros"


def page(text: str) -> dict[str, Page]:
    return {"guide.md": parse_page("guide.md", text)}


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (TEXT + "\n又一句。\n", True),
        (TEXT.replace("title: 指南", "title: 别的"), False),
        (TEXT.replace("怎么办", "为什么"), False),
        (TEXT.replace("fact-a", "fact-b"), False),
        (TEXT.replace("#top", "#end"), False),
    ],
    ids=["words", "title", "question", "macro", "anchor"],
)
def test_other_pages_know_of_a_guide_what_it_says_of_itself(
    watched: Path, text: str, *, same: bool
) -> None:
    stamp = serving.shared(page(TEXT), [watched])
    assert (serving.shared(page(text), [watched]) == stamp) is same


def test_a_file_that_all_pages_are_made_from_is_noticed(watched: Path) -> None:
    stamp = serving.shared(page(TEXT), [watched])
    os.utime(watched / "a.html", (1, 1))
    assert serving.shared(page(TEXT), [watched]) != stamp


def test_only_a_change_that_concerns_all_pages_takes_them_away(tmp_path: Path) -> None:
    built = tmp_path / "guide" / "index.html"
    built.parent.mkdir()
    assert serving.begin(tmp_path, "one")
    built.write_text("甲", "utf-8")
    assert not serving.begin(tmp_path, "one")
    assert built.exists()
    assert serving.begin(tmp_path, "two")
    assert not built.exists()


def test_a_save_during_a_build_is_newer_than_its_page(tmp_path: Path) -> None:
    built, saved, start = tmp_path / "index.html", tmp_path / "index.md", 1000.0
    for path, at in ((built, start + 2), (saved, start + 1)):
        path.write_text("甲", "utf-8")
        os.utime(path, (at, at))
    serving.date_back(tmp_path, start)
    assert built.stat().st_mtime < saved.stat().st_mtime
