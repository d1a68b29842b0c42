from __future__ import annotations

import pytest

from macros.handbook.guides import home_of, parse_page, relative, url_of


@pytest.mark.parametrize(
    ("target", "here", "address"),
    [
        ("respond/appeal.md", "", "respond/appeal/"),
        ("respond/appeal.md#x", "respond/appeal/", "./#x"),
        ("respond/appeal.md", "respond/evidence/", "../appeal/"),
        ("about/index.md", "respond/appeal/", "../../about/"),
        ("about/index.md", "about/privacy/", "../"),
        ("index.md", "respond/appeal/", "../../"),
        ("index.md", "", "./"),
    ],
)
def test_addresses_are_relative(target: str, here: str, address: str) -> None:
    assert relative(target, here) == address


def test_an_index_page_stands_at_its_folder() -> None:
    assert [url_of(p) for p in ("index.md", "about/index.md", "a/b.md")] == ["", "about/", "a/b/"]


def test_a_page_knows_its_front_matter_and_calls() -> None:
    page = parse_page(
        "a.md",
        '---\ntitle: 甲\n---\n{{ fact(\'x\') }} {{ value( "y", "z") }}\n{{ terms() }}\n{{ page.title }}\n',
    )
    assert page.title == "甲"
    assert page.calls == [("fact", "x"), ("value", "y"), ("terms", ""), ("page.title", "")]


def test_a_page_without_front_matter_is_named_by_its_path() -> None:
    assert parse_page("a.md", "# 甲\n").title == "a.md"


def test_the_home_of_a_widget_is_the_page_that_calls_it() -> None:
    pages = {
        "a.md": parse_page("a.md", "{{ fact('x') }}"),
        "b.md": parse_page("b.md", "{{ checklist('x') }}"),
    }
    assert home_of(pages, "checklist", "x") == "b.md"
    assert home_of(pages, "template", "x") is None
