from __future__ import annotations

from typing import Any

import html5lib
import markdown

from macros.html.markdown_stash import ready

EXTENSIONS = ["attr_list", "toc", "macros.html.markdown_stash", "macros.html.markdown_fold"]


def folded(text: str) -> Any:  # noqa: ANN401 - html5lib is untyped here
    return html5lib.parse(
        markdown.markdown(text, extensions=EXTENSIONS), namespaceHTMLElements=False
    )


def test_a_fold_holds_what_stands_below_its_heading_to_the_next_one() -> None:
    tree = folded("## 甲 { #a .kb-fold }\n\n一。\n\n- 二\n\n## 乙 { #b }\n\n三。\n")
    [fold] = tree.iter("details")
    heading = fold.find("summary/h2")
    assert (heading.get("id"), heading.text, heading.get("class")) == (
        "a",
        "甲",
        "kb-fold__title",
    )
    assert "".join(fold.find("div").itertext()).split() == ["一。", "二"]
    assert tree.find("body/h2").get("id") == "b"


def test_a_heading_of_another_class_stays() -> None:
    assert list(folded("## 甲 { #a .kb-print-from }\n\n一。\n").iter("details")) == []


def test_folds_lie_in_folds_and_are_their_entries() -> None:
    tree = folded(
        "## 甲 { #a .kb-fold }\n\n### 一 { #b .kb-fold }\n\n话。\n\n### 二 { #c .kb-fold }\n\n话。\n"
    )
    outer, *inner = tree.iter("details")
    assert outer.get("data-kb-group") is not None
    assert outer.find("summary/span").text == "2 条"
    assert [each.get("data-kb-entry") for each in inner] == ["", ""]
    assert [each.find("summary/h3").get("id") for each in inner] == ["b", "c"]
    assert inner[0].find("summary/span") is None


def test_a_fold_counts_the_entries_of_a_rendered_block() -> None:
    block = ready("<ul>\n<li data-kb-entry>一</li>\n<li data-kb-entry>二</li>\n</ul>")
    [fold] = folded(f"## 甲 {{ #a .kb-fold }}\n\n{block}\n").iter("details")
    assert fold.find("summary/span").text == "2 条"
    assert [li.text for li in fold.iter("li")] == ["一", "二"]
