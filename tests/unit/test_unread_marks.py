"""No page is published that shows a mark of Markdown, of a macro or of a merge."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from macros.handbook.guides import parse_page
from macros.handbook.problems import ProblemsError
from macros.publish import publish, unread_marks
from macros.publish.built_page import BuiltPage
from tests.conftest import GUIDE

if TYPE_CHECKING:
    from pathlib import Path

    from macros.handbook.model import Handbook


def told(article: str, body: str = "") -> list[str]:
    html = f'<meta charset="utf-8"><title>甲</title><body><article>{article}</article>'
    page = BuiltPage("respond/guide/index.html", html)
    guide = parse_page("respond/guide.md", GUIDE + body)
    return [str(one) for one in unread_marks.problems([page], {guide.path: guide})]


@pytest.mark.parametrize(
    "seen",
    [
        "{{ fact(“a”) }}", "｛｛ fact ｝｝", "{% if %}", "&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD", "=======",
        "&gt;&gt;&gt;&gt;&gt;&gt;&gt; a", "[甲](b.md", "[甲]（b.md）", "**甲", "甲**", "``` python",
        "!!! note “甲”", "??? note", "甲。{ #a }", "甲\n- 乙", "甲\n1. 乙", "甲\n## 乙", "甲\n| 乙 | 丙 |",
    ],
)  # fmt: skip
def test_a_mark_that_readers_would_see_is_told(seen: str) -> None:
    [found] = told(f"<p>一段<em>文字</em>{seen}</p>")
    assert re.match(r"docs/respond/guide\.md:\d+: 网页上会原样显示", found)


def test_it_is_told_with_the_line_of_the_guide() -> None:
    [found] = told("<p>甲**乙</p>", "\n一段。\n\n甲**乙\n")
    assert found.startswith(f"docs/respond/guide.md:{GUIDE.count(chr(10)) + 4}: ")


def test_code_may_show_marks() -> None:
    shown = "<code>**</code><pre><code><span>{{ x }}</span> ](</code></pre><script>a**b</script>"
    assert told(f"{shown}<p>一 — 二：1. 三；a* b_c #d 130**0000</p><textarea>**</textarea>") == []


def test_a_site_that_shows_one_is_not_published(book: Handbook, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<meta charset="utf-8"><article>甲 {{ fact("a") }}</article>', "utf-8")
    with pytest.raises(ProblemsError, match="原样显示"):
        publish(book, {}, tmp_path)
    assert sorted(tmp_path.iterdir()) == [page]


def test_a_page_without_a_guide_is_named_by_its_place() -> None:
    [found] = unread_marks.problems([BuiltPage("404.html", "<p>**</p>")], {})
    assert found.file == "404.html"
