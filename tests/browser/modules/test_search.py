"""The parts of the search engine, on small handbooks made up here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import DOCS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

ENGINE = DOCS / "assets" / "js" / "search"


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Callable[..., Any]]:
    """Run an expression that knows the engine and `a`, in an empty page."""
    page = browser.new_page()
    for name in ("fold", "count", "question", "rank", "show"):
        page.add_script_tag(path=ENGINE / f"{name}.js")
    yield lambda expression, a=None: page.evaluate(f"a => {expression}", a)
    page.close()


def section(id_: str = "", title: str = "", **parts: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"id": id_, "title": title, **parts}


def book(*pages: list[dict[str, Any]], words: list[list[str]] | None = None) -> dict[str, Any]:
    """An index of pages `0/`, `1/`, … titled 页0, 页1, …"""
    listed = [
        {"url": f"{n}/", "title": f"页{n}", "tags": [], "sections": sections}
        for n, sections in enumerate(pages)
    ]
    return {"version": 1, "words": words or [], "pages": listed}


def found(run: Callable[..., Any], index: dict[str, Any], question: str) -> list[str]:
    """Where the best section of each page stands."""
    locations: list[str] = run(
        "searcher(a[0])(a[1]).map(([best]) => best.location)", [index, question]
    )
    return locations


FILL = [[section("x", "别的", text=f"第{n}篇说的是无关的事情，凑够篇数。")] for n in range(8)]


@pytest.mark.parametrize(
    "same",
    [
        ["七日无理由", "七天无理由", "7天无理由", "7 日无理由", "７天无理由"],
        ["48小时", "48h", "48 H", "四十八小时", "４８小时", "四十八个小时"],
        ["第25条", "第二十五条"],
        ["100万元", "100w元", "一百万元"],
        ["退一赔三", "退1赔3"],
        ["SKU编码", "sku 编码", "ＳＫＵ编码"],
        ["两个月", "2个月", "二个月"],
    ],
    ids=lambda same: same[0],
)
def test_what_is_the_same_folds_to_the_same(run: Callable[..., Any], same: list[str]) -> None:
    folded = run("a.map((text) => String(symbolsOf(text)))", same)
    assert set(folded) == {folded[0]}


@pytest.mark.parametrize("other", [["千牛", "1000牛"], ["12315", "1231"], ["148小时", "48小时"]])
def test_what_differs_stays_different(run: Callable[..., Any], other: list[str]) -> None:
    assert run("new Set(a.map((text) => String(symbolsOf(text)))).size", other) == 2


def test_a_place_points_into_the_text_as_it_was_written(run: Callable[..., Any]) -> None:
    text = "ＳＫＵ 有 48 小时，İ"
    places = run(
        "(({ starts, ends, length }) => [...starts.subarray(0, length)].map((start, i) => [start, ends[i]]))(fold(a))",
        text,
    )
    assert [text[start:end] for start, end in places] == [
        *["ＳＫＵ", "有", "48", "小", "时", "，", "İ"]
    ]


def test_any_word_of_a_question_may_be_missing(run: Callable[..., Any]) -> None:
    index = book(*FILL, [section("a", "快递丢失", text="快递丢失由承运人赔。")])
    assert found(run, index, "我的快递在外太空丢失了谁来赔呀")[0] == "8/#a"


def test_a_question_that_a_section_answers_beats_a_mention(run: Callable[..., Any]) -> None:
    mention = [section("a", "杂", text="运费谁出，运费谁出，以后再说运费谁出。")]
    answer = [section("b", "拒收", answers=["拒收的运费谁出"], text="买家拒收的，由买家承担。")]
    assert found(run, book(mention, answer, *FILL), "运费谁出")[0] == "1/#b"


def test_a_heading_beats_a_mention(run: Callable[..., Any]) -> None:
    mention = [section("a", "杂", text="说到保证金，下面不谈保证金。")]
    heading = [section("b", "保证金", text="交多少看类目。")]
    assert found(run, book(mention, heading, *FILL), "保证金")[0] == "1/#b"


def test_words_that_stand_together_beat_words_apart(run: Callable[..., Any]) -> None:
    gap = "中间隔着很多很多别的话。" * 12
    apart = [section("a", "甲", text=f"先说底单。{gap}后说盖章。")]
    near = [section("b", "乙", text=f"底单要盖章。{gap}")]
    assert found(run, book(apart, near, *FILL), "底单 盖章")[0] == "1/#b"


def test_a_page_that_covers_the_whole_question_comes_first(run: Callable[..., Any]) -> None:
    half = [section("a", "甲", text="发票发票发票。")]
    whole = [section("b", "乙", text="发票的税率看税务局。")]
    assert found(run, book(half, whole, *FILL), "发票 税率")[0] == "1/#b"


@pytest.mark.parametrize("typed", ["虚价交易", "虚假交意", "虚加交易"])
def test_one_wrong_character_is_forgiven(run: Callable[..., Any], typed: str) -> None:
    index = book(
        *FILL,
        [section("a", "虚假交易", text="什么是虚假交易。")],
        [section("b", "交接", text="容易。")],
    )
    assert found(run, index, typed)[0] == "8/#a"


def test_another_word_for_a_thing_finds_it(run: Callable[..., Any]) -> None:
    pages = [*FILL, [section("a", "查封账户", text="查封之后怎么办。")]]
    words = [["查封账户", "封店", "封号"]]
    assert found(run, book(*pages, words=words), "封号")[0] == "8/#a"
    assert "8/#a" not in found(run, book(*pages), "封号")


def test_words_that_only_ask_do_not_decide(run: Callable[..., Any]) -> None:
    asks = [section("a", "怎么办", text="怎么办，怎么办，可以怎么办呢，为什么。")]
    says = [section("b", "丢件", text="丢件先找网点。")]
    assert found(run, book(asks, says, *FILL), "丢件了我可以怎么办呢")[0] == "1/#b"


def test_a_word_half_typed_finds_its_whole(run: Callable[..., Any]) -> None:
    index = book(*FILL, [section("a", "编码", text="每个 SKU 一个编码。")])
    assert found(run, index, "sk")[0] == "8/#a"


def test_a_long_address_finds_the_page_whose_name_it_begins_with(run: Callable[..., Any]) -> None:
    index = book(*FILL)
    index["pages"][3]["url"] = "respond/appeal/"
    assert found(run, index, "appeals")[0].startswith("respond/appeal/")


def test_the_best_section_comes_first_then_the_others_then_the_page(
    run: Callable[..., Any],
) -> None:
    page = [
        section("", text="开头。"),
        section("a", "底单", text="底单。"),
        section("b", "底单怎么要", answers=["底单怎么要"]),
    ]
    [[first, second, last], *_] = run("searcher(a[0])(a[1])", [book(page, *FILL), "底单怎么要"])
    assert [first["location"], second["location"], last["location"]] == ["0/#b", "0/#a", "0/"]
    assert first["score"] > second["score"] > last["score"] > 0


def test_what_was_asked_is_marked_and_the_rest_is_escaped(run: Callable[..., Any]) -> None:
    index = book([section("a", "<b>底单</b>", text='<img src=x onerror="a()"> & 底单')], *FILL)
    [[item, _], *_] = run("searcher(a[0])(a[1])", [index, "底单<u>"])
    assert item["title"] == "&lt;b&gt;<mark data-md-highlight>底单</mark>&lt;/b&gt;"
    assert "<img" not in item["text"]
    assert (
        "&lt;img src=x onerror=&quot;a()&quot;&gt; &amp; <mark data-md-highlight>底单</mark>"
        in item["text"]
    )
    assert item["terms"] == {"底单": True}


def test_a_number_is_marked_and_decides_the_teaser(run: Callable[..., Any]) -> None:
    index = book([section("a", "投诉", text="别的一句。\n有人打了 12315。")], *FILL)
    [[item, _], *_] = run("searcher(a[0])(a[1])", [index, "12315"])
    assert item["text"] == "有人打了 <mark data-md-highlight>12315</mark>。"
    assert item["terms"] == {"12315": True}


def test_a_teaser_is_short_and_shows_the_match(run: Callable[..., Any]) -> None:
    index = book([section("a", "甲", text=f"{'无关的话' * 100}底单在这里{'别的话' * 100}")], *FILL)
    [[item, _], *_] = run("searcher(a[0])(a[1])", [index, "底单"])
    assert "底单" in item["text"]
    assert len(item["text"]) < 160


@pytest.mark.parametrize("question", ["🙂🙂🙂", "……？！", "((((", "zzzz", "氤氲饕餮", "\u202e"])
def test_nothing_found_is_said_with_a_way_on(run: Callable[..., Any], question: str) -> None:
    [[notice], *rest] = run("searcher(a[0])(a[1])", [book(*FILL), question])
    assert notice["title"] == f"没有找到“{question}”"
    assert notice["location"] == "reference/questions/"
    assert all(items[0]["location"] != notice["location"] for items in rest)


@pytest.mark.parametrize(
    "question",
    ["申诉" * 5000, "<script>alert(1)</script>" * 400, "^$.*+?()[]{}|\\", "\u200f" * 10_000, "a" * 10_000,
     "9" * 10_000, "一" * 10_000, "虚假 " * 3000, "\ud800 申诉", "__proto__ constructor"],
    ids=range(10),
)  # fmt: skip
def test_no_question_is_too_much(run: Callable[..., Any], question: str) -> None:
    index = book(*FILL, [section("a", "申诉", text="怎么申诉。")])
    items, milliseconds = run(
        "(() => { const s = searcher(a[0]); const t = performance.now(); const r = s(a[1]);"
        " return [r, performance.now() - t]; })()",
        [index, question],
    )
    assert items
    assert all("<script" not in item["title"] + item["text"] for page in items for item in page)
    assert milliseconds < 1000


def test_an_empty_handbook_finds_nothing_and_does_not_fail(run: Callable[..., Any]) -> None:
    assert found(run, book(), "申诉") == ["reference/questions/"]


@pytest.mark.parametrize("index", [{}, [], None, {"pages": []}, {"pages": [{}], "words": []}])
def test_what_is_no_index_is_refused(run: Callable[..., Any], index: object) -> None:
    assert (
        run("(() => { try { searcher(a); return 'read'; } catch { return 'refused'; } })()", index)
        == "refused"
    )
