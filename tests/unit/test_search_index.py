"""The search index: what of a built page it takes, and what it leaves."""

from __future__ import annotations

import json
from typing import Any

import pytest

from macros.handbook.guides import Page
from macros.handbook.model import Handbook
from macros.publish import search_index
from macros.publish.built_page import BuiltPage
from tests.read_index import read_index

PAGE = """<html><head><meta name="description" content="一句话 &amp; 说明。">
<meta name="keywords" content="甲,乙"></head><body><nav>菜单</nav>
<article><h1 id="_1">标题<a class="headerlink" href="#_1">¶</a></h1>
<ol><li>先做这个。</li></ol>
{body}
<section class="kb-answered"><h2 id="answered">本页回答</h2><ul>
<li>整页的问题</li><li><a href="#one">一节的问题</a></li><li><a href="#template-a">模板的问题</a></li>
</ul></section></article><footer>页脚</footer></body></html>"""


@pytest.fixture
def book(small: dict[str, Any]) -> Handbook:
    return Handbook.model_validate(small)


def page(folder: str, body: str = "") -> BuiltPage:
    return BuiltPage(f"{folder}/index.html".removeprefix("/"), PAGE.replace("{body}", body))


def indexed(book: Handbook, guides: dict[str, Page], pages: list[BuiltPage]) -> dict[str, Any]:
    return read_index(search_index.index(book, guides, pages))


def read(book: Handbook, body: str, also: dict[str, list[str]] | None = None) -> dict[str, Any]:
    guides = {"respond/a.md": Page("respond/a.md", {"also": also or {}}, "")}
    [found] = indexed(book, guides, [page("respond/a", body)])["pages"]
    return {section.get("id", ""): section for section in found.pop("sections")} | {"page": found}


def test_a_page_is_its_title_tags_and_sections(book: Handbook) -> None:
    found = read(book, '<h2 id="one">第一节</h2>\n<p>一句\n话。</p><p>又一句。</p>')
    assert found["page"] == {"url": "respond/a/", "title": "标题", "tags": ["甲", "乙"]}
    assert found[""]["text"] == "先做这个。\n一句话 & 说明。"
    assert found["one"] == {
        "id": "one", "title": "第一节", "answers": ["一节的问题"], "text": "一句 话。\n又一句。"
    }  # fmt: skip


def test_what_else_is_typed_goes_to_its_section(book: Handbook) -> None:
    also = {"whole-page": ["别的说法"], "one": ["一个场景", "又一个"], "gone": ["没有这一节"]}
    found = read(book, '<h2 id="one">第一节</h2>\n<p>一句话。</p>', also)
    assert found[""]["also"] == ["别的说法", "没有这一节"]
    assert found["one"]["also"] == ["一个场景", "又一个"]


def test_a_line_that_opens_is_read_by_its_heading_alone(book: Handbook) -> None:
    found = read(
        book,
        '<details class="kb-fold"><summary class="kb-fold__head"><h2 id="one">甲</h2>'
        '<span class="kb-fold__count">2 条</span></summary><div>'
        '<details class="kb-fold kb-term" id="term-a"><summary class="kb-fold__head"><h3>举证号</h3>'
        '<span class="kb-fold__line">一个号……</span></summary><div><p>一个号码。</p></div></details>'
        "<p>后面的话。</p></div></details>",
    )
    assert found["one"] == {
        "id": "one", "title": "甲", "answers": ["一节的问题"], "text": "后面的话。"
    }  # fmt: skip
    assert found["term-a"] == {"id": "term-a", "title": "举证号", "text": "一个号码。"}


def test_questions_go_to_the_section_that_answers_them(book: Handbook) -> None:
    found = read(book, '<h2 id="one">一</h2><kb-template id="template-a"><h3>信</h3></kb-template>')
    assert found[""]["answers"] == ["整页的问题"]
    assert found["template-a"]["answers"] == ["模板的问题"]


def test_the_text_after_a_widget_belongs_to_its_heading(book: Handbook) -> None:
    widget = '<kb-template id="template-a"><h3 id="x">信</h3><p>正文</p></kb-template>'
    found = read(book, f'<h2 id="one">一</h2>{widget}<p>之后</p>')
    assert found["template-a"]["title"] == "信"
    assert found["template-a"]["text"] == "正文"
    assert found["one"]["text"] == "之后"


def test_the_steps_of_a_checklist_are_items(book: Handbook) -> None:
    step = '<li class="kb-item" id="a.b"><p>做什么</p><details><summary>怎么做</summary><p>细节</p></details></li>'
    found = read(book, f'<kb-checklist id="checklist-a"><h3>单</h3><ol>{step}</ol></kb-checklist>')
    assert found["checklist-a"]["items"] == "做什么\n细节"


@pytest.mark.parametrize("name", sorted(search_index.FURNITURE))
def test_furniture_is_left_out(book: Handbook, name: str) -> None:
    found = read(book, f'<h2 id="one">一</h2><p>留下<span class="{name}">家<b>具</b></span></p>')
    assert found["one"]["text"] == "留下"


def test_a_claim_stands_once_on_a_page_however_often_it_is_shown(book: Handbook) -> None:
    claim = '<p>甲<span class="kb-fact" data-kb-fact="f"><span class="kb-fact__claim">主张</span></span></p>'
    found = read(book, f'<h2 id="one">一</h2>{claim}{claim}')
    assert found["one"]["text"] == "甲主张\n甲"


def test_a_row_of_a_table_is_a_line(book: Handbook) -> None:
    row = "<tr><td>甲</td><td>乙</td></tr>"
    found = read(book, f'<h2 id="one">一</h2><table>{row}{row}</table>')
    assert found["one"]["text"] == "甲 乙\n甲 乙"


def test_an_empty_or_broken_page_is_no_page_and_no_error(book: Handbook) -> None:
    texts = ["", "<article>", "<article><h1>名</h1></article>"]
    pages = [BuiltPage(f"{n}/index.html", text) for n, text in enumerate(texts)]
    read = indexed(book, {}, pages)["pages"]
    assert [page["sections"] for page in read] == [[], [], []]


def test_the_words_that_mean_the_same_are_those_of_the_terms(book: Handbook) -> None:
    words = indexed(book, {}, [])["words"]
    assert words == {f"term-{id_}": [term.title, *term.also] for id_, term in book.terms.items()}


def test_the_same_pages_in_any_order_give_the_same_text(book: Handbook) -> None:
    pages = [page(name, f"<p>{name}</p>") for name in ("b", "a", "c")]
    assert search_index.index(book, {}, pages) == search_index.index(book, {}, pages[::-1])


def test_a_line_of_several_sections_is_kept_once(book: Handbook) -> None:
    long, short = "这一句有八个字以上。", "短句。"
    pages = [page(name, f"<p>{long}</p><p>{short}</p>") for name in ("a", "b")]
    found = json.loads(search_index.index(book, {}, pages).decode(search_index.ENCODING))
    assert found["lines"] == [long, "一句话 & 说明。"]
    assert found["sections"]["text"] == [f"先做这个。\n\t0\n{short}\n\t1"] * 2


def test_chinese_is_not_escaped_and_nothing_is_spaced_out(book: Handbook) -> None:
    text = search_index.index(book, {}, [page("a")]).decode(search_index.ENCODING)
    assert "整页的问题" in text
    assert '": ' not in text


def test_the_index_stands_where_the_worker_looks_for_it(book: Handbook) -> None:
    assert search_index.FILE == "search/handbook.gb18030.json"
    pages = indexed(book, {}, [page(""), page("respond/a")])["pages"]
    assert [one["url"] for one in pages] == ["", "respond/a/"]


def test_characters_are_listed_by_how_they_are_typed(book: Handbook) -> None:
    found = indexed(book, {}, [page("a", '<h2 id="one">同行举报</h2><p>申诉，举证。</p>')])
    assert {"同", "行"} <= set(found["pinyin"]["tong"] + found["pinyin"]["hang"])
    assert "申" in found["pinyin"]["shen"]
    assert "shu" not in found["pinyin"], "述 does not stand in the text"
    forms, meant = found["traditional"]
    assert len(forms) == len(meant)
    assert dict(zip(forms, meant, strict=True))["訴"] == "诉"
    assert "僅" not in forms, "仅 does not stand in the text"
    assert all(syllable.isascii() and syllable.isalpha() for syllable in found["pinyin"])
