"""Only what belongs to the site may stand below docs/: all of it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from macros.handbook import loader
from macros.handbook.checks.files import strays
from macros.handbook.problems import ProblemsError
from tests.conftest import DOCS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A small handbook with every kind of file that it may hold."""
    for name in (
        "a.md", "respond/a.md", "data/handbook.yml", "data/handbook.schema.json", "respond/买家 张三.png",
        "assets/img/a.svg", "assets/css/a.css", "assets/js/case/a.js", "manifest.webmanifest",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")
    return tmp_path


def test_what_the_site_is_made_of_may_stand_there(docs: Path) -> None:
    assert strays(docs, hidden=True) == []
    assert strays(DOCS, hidden=True) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("订单.xlsx", "“.xlsx” 这种文件不能放在 docs/ 下"),
        ("respond/底单.csv", "“.csv” 这种文件"),
        ("respond/合同.docx", "“.docx” 这种文件"),
        ("respond/判决.pdf", "“.pdf” 这种文件"),
        ("respond/录屏.mp4", "“.mp4” 这种文件"),
        ("respond/材料.zip", "“.zip” 这种文件"),
        ("assets/img/a.psd", "“.psd” 这种文件"),
        ("assets/img/IMG.HEIC", "“.HEIC” 这种文件"),
        ("assets/img/a.PNG", "“.PNG” 这种文件"),
        ("~$订单.xlsx", "系统或编辑器留下的"),
        ("respond/Thumbs.db", "“.db” 这种文件"),
        ("desktop.ini", "“.ini” 这种文件"),
        ("respond/a.bak", "“.bak” 这种文件"),
        ("respond/a.md.bak", "“.bak” 这种文件"),
        ("respond/a.md.orig", "“.orig” 这种文件"),
        ("respond/a.md~", "系统或编辑器留下的"),
        ("respond/#a.md#", "系统或编辑器留下的"),
        ("respond/a.markdown", "“.markdown” 这种文件"),
        ("respond/a.md.txt", "“.txt” 这种文件"),
        ("respond/a.html", "“.html” 这种文件"),
        ("data/other.yml", "“.yml” 这种文件"),
        ("data/backup.json", "“.json” 这种文件"),
        ("handbook.yml", "“.yml” 这种文件"),
        ("respond/4913", "没有后缀的文件"),
        ("respond/a - 副本.md", "页面的文件名会成为网址"),
        ("respond/A.md", "页面的文件名会成为网址"),
        ("respond/~$a/b.md", "系统或编辑器留下的"),
    ],
)
def test_what_would_be_published_by_mistake_is_told(docs: Path, name: str, said: str) -> None:
    (docs / name).parent.mkdir(exist_ok=True)
    (docs / name).write_text("", "utf-8")
    [found] = strays(docs, hidden=False)
    assert str(found).startswith(f"docs/{name}:1: ")
    assert said in found.message
    with pytest.raises(ProblemsError, match=said):
        loader.load(docs / "data" / "handbook.yml")


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "respond/._a.md", "respond/.a.md.swp", ".~lock.订单.xlsx#", ".git/a.md", "respond/.#a.md"],
)  # fmt: skip
def test_what_is_hidden_is_told_by_the_check(docs: Path, name: str) -> None:
    """The site engine leaves it out, and an editor's own would stop every build while someone writes."""
    (docs / name).parent.mkdir(exist_ok=True)
    (docs / name).write_text("", "utf-8")
    assert strays(docs, hidden=False) == []
    assert any(
        f"docs/{name}:1: " in str(one) for one in loader.inspect(docs / "data/handbook.yml")[1]
    )


def test_a_link_that_leads_nowhere_is_told(docs: Path) -> None:
    (docs / "respond" / ".#a.md").symlink_to(docs / "nowhere")
    assert len(strays(docs, hidden=True)) == 1
