"""What a built page says about itself, and the order of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from macros.publish import built_page
from macros.publish.built_page import Built

if TYPE_CHECKING:
    from pathlib import Path


def page(folder: str, *, address: str = "", next_: str = "", body: str = "") -> Built:
    head = f'<link rel="canonical" href="{address}">' if address else ""
    head += f'<link rel="next" href="{next_}">' if next_ else ""
    return Built(folder, f"<html><head>{head}</head><body>{body}</body></html>")


def put(site: Path, *pages: Built) -> None:
    for one in pages:
        (site / one.folder).mkdir(parents=True, exist_ok=True)
        (site / one.folder / "index.html").write_text(one.html, "utf-8")


def test_pages_come_in_the_order_in_which_each_names_the_next(tmp_path: Path) -> None:
    put(
        tmp_path,
        page("", next_="z/"),
        page("z", next_="../b/c/"),
        page("b/c", next_="../a/"),
        page("b/a"),
        page("m"),
    )
    assert [one.folder for one in built_page.read(tmp_path)] == ["", "z", "b/c", "b/a", "m"]


def test_a_circle_or_a_gap_in_the_order_loses_no_page(tmp_path: Path) -> None:
    put(tmp_path, page("", next_="a/"), page("a", next_="../"), page("b", next_="../nowhere/"))
    assert [one.folder for one in built_page.read(tmp_path)] == ["", "a", "b"]


@pytest.mark.parametrize(
    ("folder", "address", "root", "home"),
    [
        ("", "https://example.org/", "https://example.org/", "./"),
        ("a/b", "https://example.org/book/a/b/", "https://example.org/book/", "../../"),
        ("a", "", "", "../"),
    ],
)
def test_a_page_knows_where_the_site_begins(
    folder: str, address: str, root: str, home: str
) -> None:
    one = page(folder, address=address)
    assert (one.root, one.home) == (root, home)


def test_the_facts_of_a_page_are_those_it_shows() -> None:
    body = '<p data-kb-fact="a"></p><p data-kb-fact="b"></p><p data-kb-fact="a"></p>'
    assert page("", body=body).facts == {"a", "b"}


def test_the_way_to_a_page_is_the_one_it_shows() -> None:
    trail = '<nav class="md-path"><ol><li><a href="../.." class="x"><span>\n首页 &amp;\n</span></a></li></ol></nav>'
    assert page("a/b", body=trail).trail == [("首页 &", "../..")]
    assert page("a/b").trail == []


@pytest.mark.parametrize("html", ["", "<p>", "</p></p>甲", "<br></br><p>甲", "<!doctype html>"])
def test_broken_html_is_no_error(html: str) -> None:
    assert built_page.tree(html).tag == "div"
