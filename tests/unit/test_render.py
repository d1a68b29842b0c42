from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import html5lib
import markdown
import pytest

from macros.handbook import checks
from macros.handbook.checks import guides
from macros.handbook.guides import Page, parse_page
from macros.handbook.kinds import KINDS
from macros.handbook.macro_table import MACROS
from macros.handbook.model import Handbook
from macros.handbook.tally import facts_on, tally
from macros.html import listings, widgets
from macros.html.edit_links import Origin
from macros.html.families import render
from macros.html.renderer import Renderer
from tests.conftest import ROOT

TEMPLATES = ROOT / "macros" / "html" / "templates"
PAGES = {
    "reference/sources.md": Page("reference/sources.md", {"title": "来源"}, ""),
    "guide.md": parse_page(
        "guide.md",
        '---\ntitle: 指南\n---\n{{ checklist("list-a") }}\n{{ fact("fact-b") }}\n'
        '{{ deadline("deadline-a") }}\n',
    ),
}


@pytest.fixture
def renderer(small: dict[str, Any]) -> Renderer:
    return Renderer(Handbook.model_validate(small), PAGES, "respond/appeal.md")


def text_of(html: str) -> str:
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return "".join(tree.itertext()).replace("\u2060", "")


def mark_of(html: str) -> Any:  # noqa: ANN401 - html5lib is untyped here
    return parse(html).find(".//a[@class='kb-mark']")


def parse(html: str) -> Any:  # noqa: ANN401 - html5lib is untyped here
    return html5lib.parse(html, namespaceHTMLElements=False)


@pytest.mark.parametrize("name", MACROS)
def test_a_macro_has_what_renders_it_and_its_arguments_are_known(
    name: str, small: dict[str, Any]
) -> None:
    made = hasattr(listings, name) or hasattr(widgets, name) or name.startswith("api_")
    assert made or (TEMPLATES / f"{name}.html").is_file()
    arguments = ", ".join(['"a"'] * len(MACROS[name].arguments))
    pages = {"guide.md": parse_page("guide.md", f"{{{{ {name}({arguments}) }}}}")}
    context = checks.Context(Handbook.model_validate(small), {each: set() for each in KINDS}, pages)
    assert guides.problems(context) or not arguments  # and no traceback


def test_a_fact_shows_claim_source_article_and_basis(renderer: Renderer) -> None:
    html = markdown.markdown(render(renderer, "fact", "fact-a"))
    assert text_of(html) == "要在 7 日内做完。"
    assert mark_of(html).get("aria-label") == "依据：甲法 第 1 条，已核对条文"
    assert 'data-kb-fact="fact-a" data-kb-basis="article"' in html
    assert mark_of(html).get("href") == "../../reference/sources/#fact-fact-a"


def test_a_mark_leads_to_the_list_of_its_page_and_is_a_number_on_paper(renderer: Renderer) -> None:
    there = replace(renderer, path="guide.md")
    assert list(there.grounds) == ["fact-b", "fact-a"]
    mark = mark_of(str(render(there, "cite", "fact-b")))
    assert (mark.get("href"), mark.get("data-kb-number")) == ("#basis-fact-b", "1")
    assert render(there, "grounds").count('<li id="basis-') == 2
    assert not replace(renderer, path="reference/sources.md").grounds


def test_the_list_says_what_to_go_by_instead_of_an_unchecked_fact(renderer: Renderer) -> None:
    assert "待核，以千牛后台显示为准" in render(replace(renderer, path="guide.md"), "grounds")


def test_an_unchecked_law_sends_to_the_official_text(small: dict[str, Any]) -> None:
    small["facts"]["fact-a"]["basis"] = "secondary"
    renderer = Renderer(Handbook.model_validate(small), PAGES, "guide.md")
    assert "待核，以官方原文为准" in render(renderer, "grounds")


def test_a_quoted_number_carries_its_basis(renderer: Renderer) -> None:
    checked = markdown.markdown(render(renderer, "value", "fact-a", "window"))
    assert (text_of(checked), mark_of(checked).get("aria-label")[-5:]) == ("7 日", "已核对条文")
    unchecked = markdown.markdown(render(renderer, "value", "fact-b", "rumour"))
    assert text_of(unchecked) == "72 小时待核"


def test_a_checklist_reads_as_a_list_without_scripts(renderer: Renderer) -> None:
    tree = parse(render(renderer, "checklist", "list-a"))
    items = tree.findall(".//li[@data-kb-item]")
    assert [item.get("id") for item in items] == ["list-a.first", "list-a.second"]
    assert [item.get("data-kb-item") for item in items] == ["list-a.first", "list-a.second"]
    text = "".join(items[0].itertext())
    for words in ("先做这个。", "必做", "因为要紧。", "打开后台。", "甲证据", "指南"):
        assert words in text


def test_a_letter_reads_with_names_in_its_blanks_without_scripts(renderer: Renderer) -> None:
    tree = parse(render(renderer, "template", "letter-a"))
    lines = ["".join(p.itertext()) for p in tree.findall(".//div[@data-kb-part='letter']/p")]
    assert lines == ["订单 【订单编号】，按 7 日计。", "电话：【电话】", "以上内容真实。"]


def test_a_letter_carries_its_form_as_data(renderer: Renderer) -> None:
    data = json.loads(
        parse(render(renderer, "template", "letter-a")).find(".//kb-template").get("data-kb-letter")
    )
    assert data["body"] == "订单 {order-no}，按 7 日计。\n电话：{phone}"
    assert [blank["id"] for blank in data["fields"]] == ["order-no", "phone"]
    assert data["fields"][1]["personal"] is True


def test_a_timeline_draws_the_stages_of_a_route_in_order(renderer: Renderer) -> None:
    titles = parse(render(renderer, "timeline", "dispute")).findall(
        ".//p[@class='kb-stage__title']"
    )
    assert ["".join(title.itertext()).split()[-1] for title in titles] == ["甲期限", "乙期限"]


def test_a_deadline_that_was_not_read_gives_no_duration(renderer: Renderer) -> None:
    shown = text_of(render(renderer, "deadline", "deadline-b"))
    assert "以后台显示的倒计时为准" in shown
    assert "72 小时" not in shown.split("错过会怎样")[0]


def test_links_go_to_the_page_where_a_widget_stands(renderer: Renderer) -> None:
    assert renderer.links.widget("checklist", "list-a") == "../../guide/#checklist-list-a"
    assert renderer.links.widget("template", "letter-a") == ""


def test_an_index_lists_only_what_stands_on_a_page(renderer: Renderer) -> None:
    assert "甲清单" in render(renderer, "index_of", "checklists")
    assert "售后纠纷" in render(renderer, "index_of", "checklists")
    assert "甲信" not in render(renderer, "index_of", "templates")


def test_a_page_rests_on_its_own_facts_and_those_of_its_widgets(renderer: Renderer) -> None:
    assert facts_on(renderer.book, PAGES["guide.md"]) == {"fact-a", "fact-b"}
    counted = tally(renderer.book, PAGES["guide.md"])
    assert (len(counted.reviews), counted.by_basis, counted.checked_on) == (
        2, {"article": 1, "secondary": 1}, "2026-11-22",
    )  # fmt: skip


def test_a_figure_is_a_list_with_a_caption_and_its_facts(renderer: Renderer) -> None:
    figure = parse(render(renderer, "figure", "figure-a")).find(".//figure")
    assert figure.get("class").endswith("kb-figure--ladder")
    titles = figure.findall(".//strong[@class='kb-figure__title']")
    assert [title.text.strip() for title in titles] == ["轻", "重"]
    assert 'data-kb-fact="fact-a"' in render(renderer, "figure", "figure-a")


def test_a_decision_says_yes_and_no_in_each_cell_but_the_last(small: dict[str, Any]) -> None:
    small["figures"]["figure-a"]["kind"] = "decision"
    html = render(Renderer(Handbook.model_validate(small), PAGES), "figure", "figure-a")
    assert html.count(">是</span>") == 1
    assert html.count("否，往下看") == 1


def test_questions_stand_under_their_folder_in_reading_order(small: dict[str, Any]) -> None:
    pages = {
        path: Page(path, {"title": path, "answers": {"top": [f"问 {path}"]}}, "")
        for path in ("after-sales/a.md", "index.md", "respond/b.md")
    }
    html = render(
        Renderer(Handbook.model_validate(small), pages, "reference/questions.md"), "questions"
    )
    groups = parse(html).findall("body/details")
    assert [group.find("summary/h2").text for group in groups] == [
        "首页",
        "被判虚假交易",
        "售后纠纷",
    ]
    assert [group.get("open") for group in groups] == [None] * 3
    assert [group.find("summary/span").text for group in groups] == ["1 个"] * 3
    assert 'href="../../respond/b/"' in html
    assert '<a href="../../respond/b/#top">问 respond/b.md</a>' in html


def test_terms_stand_under_the_letters_of_their_pinyin(small: dict[str, Any]) -> None:
    [term] = list(small["terms"].values())[:1]
    titles = ["自查", "12315 平台", "补单", "驿站代收", "发货", "A 类扣分"]
    small["terms"] = {f"term-{n}": term | {"title": title} for n, title in enumerate(titles)}
    tree = parse(render(Renderer(Handbook.model_validate(small), PAGES), "terms"))
    groups = tree.findall(".//details[@data-kb-group]")
    said = {
        group.find("summary/h2").text: [title.text for title in group.iter("h3")]
        for group in groups
    }
    assert said == {
        "数字和字母": ["12315 平台", "A 类扣分"],
        "A–C": ["补单"], "D–G": ["发货"], "X–Z": ["自查"], "其他": ["驿站代收"],
    }  # fmt: skip


def test_a_term_says_in_its_line_what_it_means_and_no_more(small: dict[str, Any]) -> None:
    [name, term] = next(iter(small["terms"].items()))
    small["terms"] = {name: term | {"meaning": f"*a* _b_ <i>{'很长' * 40}。"}}
    tree = parse(render(Renderer(Handbook.model_validate(small), PAGES), "terms"))
    [entry] = tree.findall(".//details[@data-kb-entry]")
    assert entry.get("id") == f"term-{name}"
    line = entry.find("summary/span").text
    assert len(line) <= 40
    assert line.startswith("*a* _b_")
    assert "很长" * 40 in "".join(entry.find("div").itertext())


def test_a_source_says_how_many_facts_it_holds(renderer: Renderer) -> None:
    tree = parse(render(renderer, "sources", "law"))
    [source] = tree.iter("details")
    assert source.get("id") == "source-law-a"
    assert source.find("summary/span").text == "1 条"
    [fact] = source.iter("li")
    assert fact.get("id") == "fact-fact-a"
    assert fact.get("data-kb-entry") is not None


def test_only_unchecked_facts_are_listed_as_unchecked(renderer: Renderer) -> None:
    html = render(renderer, "unchecked")
    assert 'data-kb-fact="fact-b"' in html
    assert "fact-a" not in html


def test_changes_are_headings_newest_first_with_their_facts(renderer: Renderer) -> None:
    html = markdown.markdown(render(renderer, "changes"), extensions=["attr_list", "toc"])
    tree = parse(html)
    assert [node.get("id") for node in tree.iter() if node.tag in {"h2", "h3"}] == [
        "y2027", "change-2027-rumour-b", "y2026", "change-2026-11-22-law-a",
    ]  # fmt: skip
    assert [node.text for node in tree.iter("h3")] == [
        "2027 年：乙文（待核）",
        "2026 年 11 月 22 日：甲法修订",
    ]
    [coming, past] = tree.findall(".//kb-fresh")
    assert coming.find(".//*[@data-kb-fact='fact-b']") is not None
    assert past.get("data-kb-on") == "2026-11-22"


def test_coverage_counts_every_fact_once(renderer: Renderer) -> None:
    rows = parse(render(renderer, "coverage")).findall(".//tr")
    cells = {row[0].text: [cell.text for cell in row[1:]] for row in rows}
    assert cells["法律"] == ["1", "—", "—"]
    assert cells["第三方转述"] == ["—", "—", "1"]
    assert cells["一共"] == ["1", "0", "1"]


def test_reviews_stand_by_month_the_earliest_first(renderer: Renderer) -> None:
    tree = parse(render(renderer, "reviews"))
    assert [node.text for node in tree.iter("summary")] == [
        "2027 年 1 月：1 条",
        "2027 年 5 月：1 条",
    ]
    assert [node.get("data-kb-review-by") for node in tree.iter("li")] == [
        "2027-01-22",
        "2027-05-22",
    ]
    assert [node.get("data-kb-basis") for node in tree.iter("li")] == ["secondary", "article"]


def test_a_superseded_fact_leaves_a_stone_that_old_links_find(renderer: Renderer) -> None:
    [stone] = parse(render(renderer, "superseded")).iter("li")
    assert stone.get("id") == "fact-old-fact"
    assert "要在更短的时间内做完。" in "".join(stone.itertext())
    assert stone.find(".//a").get("href") == "#fact-fact-a"


def test_without_superseded_facts_the_page_says_so(small: dict[str, Any]) -> None:
    small["retired"] = {}
    assert "没有一条依据被取代" in render(
        Renderer(Handbook.model_validate(small), PAGES), "superseded"
    )


def test_a_widget_leads_to_its_line_when_a_repository_is_known(small: dict[str, Any]) -> None:
    origin = Origin("https://example.org/data.yml", {("checklists", "list-a"): 9})
    html = render(
        Renderer(Handbook.model_validate(small), PAGES, origin=origin), "checklist", "list-a"
    )
    [link] = [a for a in parse(html).iter("a") if "改进这里" in "".join(a.itertext())]
    assert link.get("href") == "https://example.org/data.yml#L9"
