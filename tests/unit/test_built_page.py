"""What a built page says about itself, and the order of the pages."""

from __future__ import annotations

import pytest

from macros.publish.built_page import BuiltPage, in_order


def page(folder: str, *, address: str = "", next_: str = "", body: str = "") -> BuiltPage:
    head = f'<link rel="canonical" href="{address}">' if address else ""
    body += f'<a href="{next_}" class="md-footer__link md-footer__link--next">' if next_ else ""
    path = f"{folder}/index.html".removeprefix("/")
    return BuiltPage(path, f"<html><head>{head}</head><body>{body}</body></html>")


def test_pages_come_in_the_order_in_which_each_names_the_next() -> None:
    pages = [
        page("m"),
        page("b/a"),
        page("b/c", next_="../a/"),
        page("z", next_="../b/c/"),
        page("", next_="z/"),
        BuiltPage("404.html", ""),
    ]
    assert [one.folder for one in in_order(pages)] == ["", "z", "b/c", "b/a", "m"]


def test_a_circle_or_a_gap_in_the_order_loses_no_page() -> None:
    pages = [page("", next_="a/"), page("a", next_="../"), page("b", next_="../nowhere/")]
    assert [one.folder for one in in_order(pages)] == ["", "a", "b"]


@pytest.mark.parametrize(
    ("folder", "address", "root"),
    [
        ("", "https://example.org/", "https://example.org/"),
        ("a/b", "https://example.org/book/a/b/", "https://example.org/book/"),
        ("a", "", ""),
    ],
)
def test_a_page_knows_where_the_site_begins(folder: str, address: str, root: str) -> None:
    assert page(folder, address=address).root == root


def test_the_facts_of_a_page_are_those_it_shows() -> None:
    body = '<p data-kb-fact="a"></p><p data-kb-fact="b"></p><p data-kb-fact="a"></p>'
    assert page("", body=body).facts == {"a", "b"}


@pytest.mark.parametrize("html", ["", "<p>", "</p></p>甲", "<br></br><p>甲", "<!doctype html>"])
def test_broken_html_is_no_error(html: str) -> None:
    broken = BuiltPage("index.html", html)
    assert (broken.tree.tag, broken.title, broken.facts) == ("html", "", set())
    assert broken.article.tag == "article"


LOOKALIKE = """<!-- <link a> --><p title="<meta b>"></p><script>'<link c>' // </p>
</script><link d='>'><a></a>  <meta e>"""


def test_an_element_is_found_in_the_text_among_what_only_looks_like_one() -> None:
    one = page("", body=LOOKALIKE)
    found = [one.html[slice(*one.spans[each])] for each in one.tree.iter("link", "meta", "script")]
    assert found == ["<script>'<link c>' // </p>\n</script>", "<link d='>'>", "<meta e>"]


def test_an_edit_leaves_every_other_byte_as_it_was() -> None:
    one = page("", body="<P  class=x >&nbsp;<link a><link b></P><svg viewBox='0'><path/></svg>")
    first, second = (one.spans[each] for each in one.tree.iter("link"))
    edited = one.edited([(*second, ""), (*first, "甲"), (second[1], second[1], "乙")])
    assert edited.html == one.html.replace("<link a><link b>", "甲乙")
    assert edited.path == one.path


def test_a_text_that_does_not_hold_the_tags_of_its_tree_is_never_edited() -> None:
    one = page("", body="<textarea><link></textarea><link>")
    with pytest.raises(ValueError, match="zip"):
        one.spans[one.tree.find(".//link")]
