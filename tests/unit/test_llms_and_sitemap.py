"""llms.txt, robots.txt and the sitemap: what they name, with an address and without."""

from __future__ import annotations

import re
from typing import Any

import pytest

from macros.handbook.model import Handbook
from macros.publish import llms_and_sitemap
from macros.publish.built_page import BuiltPage

ROOT = "https://example.org/book/"


@pytest.fixture
def book(small: dict[str, Any]) -> Handbook:
    return Handbook.model_validate(small)


def pages(root: str = ROOT, body: str = "") -> list[BuiltPage]:
    folders = {"": "申诉有据", "rules/b": "乙", "respond/a": "甲", "rules/c": "丙"}
    return [
        BuiltPage(
            f"{folder}/index.html".removeprefix("/"),
            (f'<link rel="canonical" href="{root}{f"{folder}/" if folder else ""}">' if root else "")
            + f'<meta property="og:title" content="{title}">'
            f'<meta property="og:description" content="{title}的说明">{body}',
        )
        for folder, title in folders.items()
    ]  # fmt: skip


def test_llms_txt_has_the_shape_that_was_proposed(book: Handbook) -> None:
    lines = llms_and_sitemap.files(book, pages())["llms.txt"].splitlines()
    assert lines[:3] == ["# 申诉有据", "", "> 申诉有据的说明"]
    headings = [line for line in lines if line.startswith("#")]
    assert headings == ["# 申诉有据", "## 从这里开始", "## 规则", "## 被判虚假交易", "## 数据"]
    listed = lines[lines.index("## 从这里开始") :]
    assert all(re.match(r"## |- \[[^\]]+\]\([^)]+\): |$", line) for line in listed)


def test_llms_txt_lists_pages_in_the_order_of_the_navigation_by_folder(book: Handbook) -> None:
    text = llms_and_sitemap.files(book, pages())["llms.txt"]
    assert re.findall(rf"\({ROOT}(.*?)index\.md\)", text) == [
        "",
        "rules/b/",
        "rules/c/",
        "respond/a/",
    ]
    assert "- [乙](https://example.org/book/rules/b/index.md): 乙的说明\n" in text


def test_llms_txt_says_how_to_quote(book: Handbook) -> None:
    text = llms_and_sitemap.files(book, pages())["llms.txt"]
    for words in (
        "待核",
        "出处",
        "核对日期",
        "不是淘宝官方网站",
        "律师意见",
        "不上传",
        "CC BY 4.0",
    ):
        assert words in text


def test_without_an_address_links_are_relative_and_no_sitemap_is_promised(book: Handbook) -> None:
    files = llms_and_sitemap.files(book, pages(root=""))
    assert "- [乙](rules/b/index.md): " in files["llms.txt"]
    assert files["robots.txt"] == "User-agent: *\nAllow: /\n"
    assert "sitemap.xml" not in files


def test_robots_txt_names_the_sitemap_in_full(book: Handbook) -> None:
    assert f"\nSitemap: {ROOT}sitemap.xml\n" in llms_and_sitemap.files(book, pages())["robots.txt"]


def test_a_page_in_the_sitemap_is_as_new_as_its_newest_fact(small: dict[str, Any]) -> None:
    older, newer = list(small["facts"])[:2]
    small["facts"][older]["checked_on"] = "2026-01-02"
    small["facts"][newer]["checked_on"] = "2026-03-04"
    body = f'<p data-kb-fact="{newer}"></p><p data-kb-fact="{older}"></p>'
    text = llms_and_sitemap.files(Handbook.model_validate(small), pages(body=body))["sitemap.xml"]
    assert f"<url><loc>{ROOT}rules/b/</loc><lastmod>2026-03-04</lastmod></url>" in text


def test_a_page_without_facts_has_no_date_in_the_sitemap(book: Handbook) -> None:
    assert "lastmod" not in llms_and_sitemap.files(book, pages())["sitemap.xml"]
