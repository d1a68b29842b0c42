"""Pages as Markdown: what is kept, in which words, and what is left out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown as to_html

from macros.handbook.model import Handbook
from macros.publish import markdown_copy
from macros.publish.built_page import BuiltPage

ADDRESS = "https://example.org/book/respond/a/"
PAGE = """<html><head><link rel="canonical" href="{address}">
<meta property="og:title" content="标题"><meta property="og:description" content="一句 &amp; 说明。"></head>
<body><nav>菜单</nav><article><h1 id="_1">标题<a class="headerlink" href="#_1">¶</a></h1>{body}</article>
<footer>页脚</footer></body></html>"""
HEADER = re.compile(r"\A.*?\n---\n\n?", re.DOTALL)


@pytest.fixture
def book(small: dict[str, Any]) -> Handbook:
    return Handbook.model_validate(small)


def page(body: str, address: str = ADDRESS) -> BuiltPage:
    return BuiltPage(
        "respond/a/index.html", PAGE.replace("{address}", address).replace("{body}", body)
    )


def text(book: Handbook, body: str, address: str = ADDRESS) -> str:
    """The Markdown below the header."""
    return HEADER.sub("", markdown_copy.markdown(book, page(body, address)))


def fact(name: str, basis: str, claim: str = "", word: str = "已核对条文") -> str:
    said = f'<span class="kb-fact__claim">{claim}</span>' if claim else ""
    return (
        f'<span class="kb-fact" data-kb-fact="{name}" data-kb-basis="{basis}">{said}'
        f'<a class="kb-mark" href="#basis-{name}" aria-label="依据：某法 第 1 条，{word}"></a></span>'
    )


def test_a_page_begins_with_its_title_what_it_is_about_and_how_to_quote_it(book: Handbook) -> None:
    [name] = [id_ for id_, fact in book.facts.items() if fact.basis == "article"][:1]
    lines = markdown_copy.markdown(book, page(fact(name, "article", "主张"))).splitlines()
    assert lines[:5] == ["# 标题", "", "> 一句 & 说明。", "", f"- 网页：{ADDRESS}"]
    assert lines[5] == f"- 依据 1 条：已核对条文 1。核对于 {book.facts[name].checked_on}。"
    assert "“待核”" in lines[6]
    assert "CC BY 4.0" in lines[7]


def test_a_page_that_rests_on_days_names_the_first_and_the_last(small: dict[str, Any]) -> None:
    first, last = list(small["facts"])[:2]
    small["facts"][first]["checked_on"] = "2026-01-02"
    small["facts"][last]["checked_on"] = "2026-03-04"
    body = fact(last, "article") + fact(first, "article")
    said = markdown_copy.markdown(Handbook.model_validate(small), page(body))
    assert "核对于 2026-01-02 至 2026-03-04。" in said


def test_a_page_built_without_an_address_says_none(book: Handbook) -> None:
    assert "网页：" not in markdown_copy.markdown(book, page("<p>话</p>", ""))


def test_a_claim_keeps_its_source_its_basis_and_the_way_to_it(book: Handbook) -> None:
    listed = '<details class="kb-grounds"><li id="basis-f"><a href="../../reference/sources/#fact-f">它怎么说</a></li></details>'
    body = f"<p>{fact('f', 'secondary', '主张。', '待核')}</p>{listed}"
    assert text(book.model_copy(update={"facts": {"f": next(iter(book.facts.values()))}}), body) == (
        "主张。（[某法 第 1 条](https://example.org/book/reference/sources/#fact-f)，待核）\n"
    )  # fmt: skip


def test_a_number_keeps_its_mark(book: Handbook) -> None:
    mark = '<a class="kb-mark" href="#f" aria-label="依据：某法，待核"><span class="kb-mark__word">待核</span></a>'
    body = f'<p>约 <span class="kb-value">72 小时{mark}</span>内</p>'
    assert text(book, body) == f"约 72 小时（[待核]({ADDRESS}#f)）内\n"


def test_a_fact_on_the_page_of_sources_has_a_link_to_itself(book: Handbook) -> None:
    basis = '<span class="kb-basis"><span>第 1 条</span> <span>待核</span></span>'
    body = f'<ul><li id="fact-f"><span>主张</span> {basis}</li></ul>'
    assert text(book, body) == f"- 主张（[第 1 条]({ADDRESS}#fact-f)，待核）\n"


@pytest.mark.parametrize(
    ("href", "address", "written"),
    [
        ("../b/#c", ADDRESS, "https://example.org/book/respond/b/#c"),
        ("#c", ADDRESS, f"{ADDRESS}#c"),
        ("../b/#c", "", "../b/#c"),
        ("#c", "", "./#c"),
        ("https://example.com/x(1)", ADDRESS, "https://example.com/x%281%29"),
    ],
)
def test_a_link_is_whole_where_the_address_is_known(
    book: Handbook, href: str, address: str, written: str
) -> None:
    assert text(book, f'<p><a href="{href}">甲</a></p>', address) == f"[甲]({written})\n"


def test_a_widget_in_a_sentence_stays_in_it(book: Handbook) -> None:
    assert text(book, "<p>先打 <kb-number>12345</kb-number>。</p>") == "先打 12345。\n"


@pytest.mark.parametrize(
    "name",
    [
        "headerlink",
        "kb-case-bar",
        "kb-improve",
        "kb-grounds",
        "kb-moved",
        "kb-offscreen",
        "md-content__button",
    ],
)
def test_furniture_is_left_out(book: Handbook, name: str) -> None:
    body = (
        f'<p>留下<span class="{name}">家<b>具</b></span></p><div class="{name}"><p>家具</p></div>'
    )
    assert text(book, body) == "留下\n"


def test_a_line_that_opens_is_its_heading_or_nothing(book: Handbook) -> None:
    body = (
        '<details class="kb-fold"><summary class="kb-fold__head"><h2>甲</h2> <span>2 条</span></summary>'
        '<div><details class="kb-fold"><summary class="kb-fold__head">'
        '<h3 class="kb-fold__label">乙</h3></summary>'
        "<p>话。</p></details></div></details>"
    )
    assert text(book, body) == "## 甲\n\n话。\n"


def test_a_term_stands_before_what_it_means(book: Handbook) -> None:
    body = (
        '<div class="kb-terms"><details class="kb-term"><summary class="kb-fold__head"><h3>举证号</h3>'
        "<span>一个……</span></summary><div><p>一个号码。</p></div></details></div>"
    )
    assert text(book, body) == "- **举证号**：\n\n  一个号码。\n"


def test_a_tool_is_what_it_does(book: Handbook) -> None:
    body = (
        '<div class="kb-widget kb-tool"><kb-log><p>记一条。</p><p class="kb-note">要脚本。</p>'
        "<table><tr><td></td></tr></table></kb-log></div><script>run()</script>"
    )
    assert text(book, body) == "（网页上的工具）记一条。\n"


def test_a_step_says_its_level_why_and_how_and_no_more_of_the_screen(book: Handbook) -> None:
    body = """<kb-checklist><div class="kb-widget__head"><p class="kb-kicker">清单</p><h3>第一天</h3></div>
<ol class="kb-items"><li class="kb-item" id="a.b"><div><span>先停。</span> <span class="kb-level">必做</span></div>
<details><summary>为什么，怎么做</summary><p><strong>为什么：</strong>因为。</p><p><strong>怎么做：</strong>这样。</p>
<p class="kb-note"><a href="#a.b">这一步的链接</a></p></details></li></ol></kb-checklist>"""
    assert text(book, body) == (
        "### 清单：第一天\n\n1. 先停。（必做）\n\n   **为什么**：因为。\n\n   **怎么做**：这样。\n"
    )


def test_a_letter_stands_as_it_is_with_its_blanks(book: Handbook) -> None:
    body = '<div class="kb-letter"><p>订单<span>【订单编号】</span> *真实*</p><p>1. 二</p></div>'
    assert text(book, body) == "```text\n订单【订单编号】 *真实*\n1. 二\n```\n"


def test_a_fence_is_longer_than_any_in_the_letter(book: Handbook) -> None:
    assert text(book, "<pre>```\n话</pre>") == "````text\n```\n话\n````\n"


def test_a_deadline_says_each_of_its_parts(book: Handbook) -> None:
    body = (
        '<kb-deadline><p class="kb-kicker">期限 · 你</p><h3>申诉</h3><dl class="kb-about">'
        "<dt>要做什么</dt>\n<dd>提交</dd><dt>原因</dt><dd><ul><li>甲</li><li>乙</li></ul></dd></dl>"
        '<ul class="kb-facts"><li>主张</li></ul></kb-deadline>'
    )
    assert text(book, body) == (
        "### 期限 · 你：申诉\n\n- **要做什么**：提交\n- **原因**：\n  - 甲\n  - 乙\n\n依据：\n\n- 主张\n"
    )


def test_a_table_is_a_table(book: Handbook) -> None:
    body = "<table><thead><tr><th>甲|</th><th>乙</th></tr></thead><tbody><tr><td>一</td><td>二</td></tr></tbody></table>"
    assert text(book, body) == "| 甲\\| | 乙 |\n| --- | --- |\n| 一 | 二 |\n"


def test_a_warning_is_a_quotation_with_its_title(book: Handbook) -> None:
    body = '<div class="admonition danger"><p class="admonition-title">小心</p><p>话。</p></div>'
    assert text(book, body) == "> **小心**\n>\n> 话。\n"


def test_an_answer_of_a_triage_says_where_it_leads(book: Handbook) -> None:
    body = (
        '<section class="kb-question"><h3>问？</h3><ul class="kb-answers"><li><a href="#t.r">是</a></li></ul>'
        '</section><section class="kb-result" id="t.r"><p class="kb-kicker">你的情况</p><h3>结果</h3>'
        '<p>先做。</p><p><a href="#t.q">从头再选一次</a></p></section>'
    )
    assert text(book, body) == "### 问？\n\n- 是 → 结果\n\n### 你的情况：结果\n\n先做。\n"


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<b>先停。</b>再改", "**先停**。再改"),
        ("<b>“不扣分。”</b>平台", "“**不扣分**。”平台"),
        ("<b>当心“代申诉”</b>", "**当心“代申诉”**"),
        ("<b> </b>空", "空"),
    ],
)
def test_strong_words_end_before_their_punctuation(book: Handbook, html: str, written: str) -> None:
    assert text(book, f"<p>{html}</p>") == f"{written}\n"


def test_a_title_of_the_page_that_is_no_title_of_the_document_is_kept(book: Handbook) -> None:
    html = page("").html.replace('<h1 id="_1">标题', '<h1 id="_1">收到通知。')
    assert (
        HEADER.sub("", markdown_copy.markdown(book, BuiltPage("index.html", html)))
        == "# 收到通知。\n"
    )


def test_a_page_without_an_article_is_its_header(book: Handbook) -> None:
    assert markdown_copy.markdown(book, BuiltPage("index.html", "")).startswith("# \n")


WORDS = st.text("甲乙 12.)-+#>=*_`[]|~<>&;!\\:", min_size=1, max_size=12)


@given(WORDS)
def test_whatever_a_page_says_its_markdown_says_the_same_and_makes_no_markup(words: str) -> None:
    shown = " ".join(words.split())
    if not shown:
        return
    book = Handbook()
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;")
    html = to_html(text(book, f"<p>{escaped}</p>"), extensions=["tables"])
    tree = BuiltPage("", html).tree
    assert [element.tag for element in tree.iter()] == ["html", "body", "p"], html
    assert "".join(tree.itertext()).strip() == shown


def test_the_markdown_stands_beside_the_page(book: Handbook) -> None:
    [(name, text)] = markdown_copy.files(book, [page("<p>话。</p>")]).items()
    assert name == "respond/a/index.md"
    assert text.endswith("话。\n")
