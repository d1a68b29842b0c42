"""What pages say of themselves in the words of schema.org: no text of a page breaks out of the block."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader

from tests.conftest import ROOT

HOSTILE = [
    "</script><script>alert(1)</script>", "<!--<script>", "]]>", '"\\', "\\u003c", "甲\u2028乙\u2029丙", "&lt;",
    "甲\n乙", "甲\t乙", "甲\r乙", "\b\f", "\x00\x1b\x1f",
]  # fmt: skip
THEME = Environment(loader=FileSystemLoader(ROOT / "overrides"))  # noqa: S701 - as MkDocs does
THEME.filters["url"] = lambda address: f"../{address}"


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_break_out_of_the_block(words: str) -> None:
    section = SimpleNamespace(title=words, children=[SimpleNamespace(url="rules/a/")])
    page = SimpleNamespace(
        title=words, url="rules/b/", ancestors=[section], meta=SimpleNamespace(description=words)
    )
    html = THEME.get_template("partials/schema_org.html").render(
        page=page,
        base_url="../..",
        config=SimpleNamespace(site_name=words),
        nav=SimpleNamespace(homepage=SimpleNamespace(title=words, url=".")),
    )
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    [script] = tree.iter("script")
    assert not re.search("[\x00-\x1f<>&\u2028\u2029]", script.text or "")
    article, way = json.loads(script.text or "")["@graph"]
    assert article["headline"] == article["description"] == article["isPartOf"]["name"] == words
    assert [step["name"] for step in way["itemListElement"]] == [words] * 3
