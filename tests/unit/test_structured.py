"""Data blocks: what they say of a page, and that no text can break out of one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import html5lib
import pytest

from macros.handbook.model import Handbook
from macros.publish import schema_org
from macros.publish.built_page import Built

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://example.org/book/respond/a/"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = ["</script><script>alert(1)</script>", "<!--<script>", "]]>", '"\\', "甲\u2028乙", "&lt;"]


@pytest.fixture
def book(small: dict[str, Any]) -> Handbook:
    return Handbook.model_validate(small)


def page(body: str = "", *, folder: str = "respond/a", address: str = ADDRESS) -> Built:
    return Built(
        folder,
        f'<!doctype html><html><head><title>a</title><link rel="canonical" href="{address}">\n'
        '<meta property="og:title" content="标题"><meta property="og:description" content="说明">\n'
        f'</head><body><nav class="md-path"><a href="../..">首页</a></nav>{body}</body></html>',
    )


def shown(book: Handbook) -> str:
    return "".join(
        f'<kb-checklist data-kb-checklist="{name}"></kb-checklist>\n</div>\n'
        for name in book.checklists
    )


def blocks(html: str) -> list[dict[str, Any]]:
    return [json.loads(block) for block in BLOCK.findall(html)]


def test_a_guide_is_an_article_as_new_as_its_newest_fact(small: dict[str, Any]) -> None:
    older, newer = list(small["facts"])[:2]
    small["facts"][older]["checked_on"] = "2026-01-02"
    small["facts"][newer]["checked_on"] = "2026-03-04"
    body = f'<p data-kb-fact="{newer}"></p><p data-kb-fact="{older}"></p>'
    [article, _] = schema_org.describe(Handbook.model_validate(small), page(body))
    assert article["@type"] == "Article"
    assert article["headline"] == "标题"
    assert article["url"] == ADDRESS
    assert article["dateModified"] == "2026-03-04"
    assert article["isPartOf"]["url"] == "https://example.org/book/"


def test_a_page_without_facts_has_no_date(book: Handbook) -> None:
    assert "dateModified" not in schema_org.describe(book, page())[0]


def test_the_home_page_is_the_site_of_a_project(book: Handbook) -> None:
    [site, *_] = schema_org.describe(book, page(folder="", address="https://example.org/book/"))
    assert (site["@type"], site["publisher"]["@type"]) == ("WebSite", "Project")
    assert site["publisher"]["logo"] == "https://example.org/book/assets/img/icon-512.png"


def test_the_way_to_a_page_ends_on_it(book: Handbook) -> None:
    steps = schema_org.describe(book, page())[1]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "首页", "https://example.org/book/"),
        (2, "标题", ADDRESS),
    ]


def test_each_checklist_is_followed_by_how_to_do_it(book: Handbook) -> None:
    html = schema_org.with_blocks(book, page(shown(book)))
    [_, *how_tos] = blocks(html)
    assert [how_to["name"] for how_to in how_tos] == [c.title for c in book.checklists.values()]
    assert html.count('</div><script type="application/ld+json">') == len(how_tos)
    for (name, checklist), how_to in zip(book.checklists.items(), how_tos, strict=True):
        assert [step["url"] for step in how_to["step"]] == [
            f"{ADDRESS}#{name}.{item.id}" for item in checklist.items
        ]


def test_a_number_in_a_step_says_how_well_it_was_checked(small: dict[str, Any]) -> None:
    name, fact = next((n, f) for n, f in small["facts"].items() if f.get("values"))
    value, number = next(iter(fact["values"].items()))
    checklist = next(iter(small["checklists"].values()))
    checklist["items"][0]["how"] = f"在 {{{name}.{value}}}内做。"
    fact["basis"] = "secondary"
    book = Handbook.model_validate(small)
    how_to = schema_org.how_to(book, page(), next(iter(book.checklists)))
    assert how_to["step"][0]["text"] == f"在 {number}（待核）内做。"


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_break_out_of_a_block(words: str, small: dict[str, Any]) -> None:
    next(iter(small["checklists"].values()))["title"] = words
    book = Handbook.model_validate(small)
    html = schema_org.with_blocks(book, page(shown(book)))
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    scripts = tree.findall(".//script")
    assert [script.get("type") for script in scripts] == ["application/ld+json"] * len(scripts)
    assert words in [json.loads(script.text or "").get("name") for script in scripts]


def test_blocks_are_put_in_once_however_often_it_is_done(book: Handbook) -> None:
    once = schema_org.with_blocks(book, page(shown(book)))
    assert schema_org.with_blocks(book, Built("respond/a", once)) == once


def test_the_rest_of_the_page_stays_as_it_was(book: Handbook) -> None:
    before = page(shown(book))
    after = schema_org.with_blocks(book, before)
    assert re.sub(BLOCK.pattern + "\n", "", after, flags=re.DOTALL) == before.html


def test_a_page_without_a_head_is_left_alone(book: Handbook) -> None:
    assert schema_org.with_blocks(book, Built("a", "<p>甲")) == "<p>甲"


def test_the_pages_are_written_in_their_places(book: Handbook, tmp_path: Path) -> None:
    (tmp_path / "respond" / "a").mkdir(parents=True)
    [written] = schema_org.write(book, [page()], tmp_path)
    assert written == tmp_path / "respond" / "a" / "index.html"
    assert len(blocks(written.read_text("utf-8"))) == 1
