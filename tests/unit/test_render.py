from __future__ import annotations

import json
from typing import Any

import html5lib
import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.handbook.guides import Page, parse_page
from macros.handbook.model import Handbook
from macros.handbook.tally import facts_on, tally
from macros.html.edit_links import Origin
from macros.html.families import render
from macros.html.renderer import Renderer, UnknownIdError
from tests.conftest import DATA

HOSTILE = '*a* _b_ `c` [d](e) <script>f</script> {{ g }} {% h %} :i: ~~~ ``` # $j$ & "k" \\l'
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
    return Renderer(Handbook.model_validate(small), PAGES, "respond/appeal/")


def text_of(html: str) -> str:
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return "".join(tree.itertext())


def parse(html: str) -> Any:  # noqa: ANN401 - html5lib is untyped here
    return html5lib.parse(html, namespaceHTMLElements=False)


def test_a_fact_shows_claim_source_article_and_basis(renderer: Renderer) -> None:
    html = markdown.markdown(render(renderer, "fact", "fact-a"))
    assert text_of(html) == "要在 7 日内做完。甲法 第 1 条 已核对条文"
    assert 'data-kb-fact="fact-a" data-kb-basis="article"' in html
    assert 'href="../../reference/sources/#fact-fact-a"' in html


def test_an_unchecked_fact_says_what_to_go_by(renderer: Renderer) -> None:
    assert "待核，以千牛后台显示为准" in text_of(
        markdown.markdown(render(renderer, "fact", "fact-b"))
    )


def test_an_unchecked_law_sends_to_the_official_text(small: dict[str, Any]) -> None:
    small["facts"]["fact-a"]["basis"] = "secondary"
    renderer = Renderer(Handbook.model_validate(small), PAGES)
    assert "待核，以官方原文为准" in text_of(markdown.markdown(render(renderer, "fact", "fact-a")))


def test_a_quoted_number_carries_its_basis(renderer: Renderer) -> None:
    assert (
        text_of(markdown.markdown(render(renderer, "value", "fact-a", "window"))) == "7 日（条文）"
    )
    assert (
        text_of(markdown.markdown(render(renderer, "value", "fact-b", "rumour")))
        == "72 小时（待核）"
    )


@pytest.mark.parametrize("widget", ["checklist", "template", "evidence", "figure", "fact", "cite"])
def test_hostile_words_come_out_as_text(small: dict[str, Any], widget: str) -> None:
    small["checklists"]["list-a"]["items"][0]["what"] = HOSTILE
    small["templates"]["letter-a"]["body"] = HOSTILE + " {order-no}"
    small["templates"]["letter-a"]["fields"] = ["order-no"]
    small["evidence"]["evidence-a"]["proves"] = HOSTILE
    small["figures"]["figure-a"]["steps"][0]["text"] = HOSTILE
    small["facts"]["fact-a"]["claim"] = HOSTILE + "{window}"
    small["sources"]["law-a"]["short"] = HOSTILE
    renderer = Renderer(Handbook.model_validate(small), PAGES)
    name = {
        "checklist": "list-a", "template": "letter-a", "evidence": "evidence-a",
        "figure": "figure-a", "fact": "fact-a", "cite": "fact-a",
    }[widget]  # fmt: skip
    html = markdown.markdown(
        render(renderer, widget, name), extensions=["extra", "pymdownx.superfences"]
    )
    assert HOSTILE in text_of(html)
    assert "<script>f" not in html


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_any_claim_survives_markdown_as_text(claim: str) -> None:
    small = _small()
    small["facts"]["fact-a"] |= {"claim": f"甲{claim}乙", "values": {}}
    renderer = Renderer(Handbook.model_construct(**_models(small)), PAGES)
    shown = text_of(markdown.markdown(render(renderer, "fact", "fact-a"), extensions=["extra"]))
    assert shown.split() == f"甲{claim}乙甲法 第 1 条 已核对条文".split()


def _small() -> dict[str, Any]:
    from macros.handbook import strict_yaml  # noqa: PLC0415 - hypothesis cannot use the fixture

    data: dict[str, Any] = strict_yaml.read(DATA / "small.yml").data
    return data


def _models(small: dict[str, Any]) -> dict[str, Any]:
    book = Handbook.model_validate(small)
    return {name: getattr(book, name) for name in Handbook.model_fields}


@pytest.mark.parametrize(
    ("macro", "arguments", "said"),
    [
        ("fact", ["fact-c"], "没有名为 “fact-c” 的事实；是不是"),
        (
            "value",
            ["fact-a", "windows"],
            "没有名为 “windows” 的值（事实 fact-a）；是不是 “window”？",
        ),
        ("checklist", ["list-b"], "没有名为 “list-b” 的清单；是不是 “list-a”？"),
        ("template", ["leter-a"], "没有名为 “leter-a” 的模板；是不是 “letter-a”？"),
        ("deadline", ["dedline-a"], "的期限；是不是 “deadline-a”？"),
        ("evidence", ["evidence-b"], "的证据；是不是 “evidence-a”？"),
        ("triage", ["start-b"], "的分流；是不是 “start-a”？"),
        ("timeline", ["disputes"], "的路线；是不是 “dispute”？"),
        ("sources", ["laws"], "的来源类别；是不是 “law”？"),
        ("index_of", ["checklist"], "的目录；是不是 “checklists”？"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_an_unknown_id_fails_with_the_nearest_one(
    renderer: Renderer, macro: str, arguments: list[str], said: str
) -> None:
    with pytest.raises(UnknownIdError) as caught:
        render(renderer, macro, *arguments)
    assert said in str(caught.value)


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


def test_every_widget_renders_from_the_real_data(book: Handbook, guides: dict[str, Page]) -> None:
    renderer = Renderer(book, guides)
    sections: dict[str, dict[str, Any]] = {
        "fact": book.facts,
        "cite": book.facts,
        "checklist": book.checklists,
        "template": book.templates,
        "deadline": book.deadlines,
        "evidence": book.evidence,
        "triage": book.triage,
    }
    for macro, records in sections.items():
        for name in records:
            assert render(renderer, macro, name), (macro, name)


def test_a_figure_is_a_list_with_a_caption_and_its_facts(renderer: Renderer) -> None:
    figure = parse(render(renderer, "figure", "figure-a")).find(".//figure")
    assert figure.get("class").endswith("kb-figure--ladder")
    titles = figure.findall(".//p[@class='kb-figure__title']")
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
        Renderer(Handbook.model_validate(small), pages, "reference/questions/"), "questions"
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
    small["terms"] = {name: term | {"meaning": f"{HOSTILE}{'很长' * 40}。"}}
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


def test_a_hostile_title_of_a_change_stays_text(small: dict[str, Any]) -> None:
    small["changes"]["2027-rumour-b"]["title"] = HOSTILE
    html = markdown.markdown(
        render(Renderer(Handbook.model_validate(small), PAGES), "changes"), extensions=["attr_list"]
    )
    assert f"2027 年：{HOSTILE}（待核）" in text_of(html)
    assert parse(html).find(".//h3").get("id") == "change-2027-rumour-b"


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


def test_markdown_in_the_name_of_a_source_stays_words_in_the_tag_of_a_number(
    small: dict[str, Any],
) -> None:
    small["sources"]["law-a"]["short"] = "[x](javascript:alert) *a* `b`"
    value = render(Renderer(Handbook.model_validate(small), PAGES), "value", "fact-a", "window")
    [link] = parse(markdown.markdown(str(value))).iter("a")
    assert link.get("title").startswith("[x](javascript:alert) *a* `b`")
