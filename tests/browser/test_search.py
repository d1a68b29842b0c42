"""Search as a seller meets it: through the theme's box, on the real handbook."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from macros.handbook.guides import url_of
from tests.browser.conftest import ready, watch
from tests.questions import REAL, VARIANTS, WRITTEN, collected
from tests.read_index import read_index

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from tests.conftest import Site

INDEX = "**/search/handbook.gb18030.json"

FLOORS = {
    "written, tuning": (WRITTEN["tuning"], 0.91, 0.97),
    "written, test": (WRITTEN["test"], 0.87, 0.97),
    "real, tuning": (collected("tuning", REAL), 0.84, 0.94),
    "real, test": (collected("test", REAL), 0.83, 0.91),
    "real, later": (collected("later", REAL), 0.86, 0.95),
    "variants, tuning": (collected("tuning", VARIANTS), 0.84, 0.94),
    "variants, test": (collected("test", VARIANTS), 0.88, 0.94),
    "variants, later": (collected("later", VARIANTS), 0.75, 0.8),
}
"""Questions, the share whose page comes first, and the share in three: no change makes search worse unseen."""

ANSWERS = """async (questions) => {
    const worker = new Worker(JSON.parse(document.getElementById("__config").text).search);
    const pages = (question) => new Promise((resolve) => {
        worker.onmessage = ({ data }) => resolve(data.data.items.map(([best]) => [best.location, Boolean(best.notice)]));
        worker.postMessage({ type: 2, data: question });
    });
    const found = [];
    for (const question of questions) found.push(await pages(question));
    worker.terminate();
    return found;
}"""  # what the worker finds: of each page its best section, and whether it is a notice

ASK = """async question => {
    const box = document.querySelector("[data-md-component=search-query]");
    const list = document.querySelector(".md-search-result__list");
    const drawn = new Promise((resolve) => new MutationObserver((_, self) => {
        self.disconnect();
        resolve();
    }).observe(list, { childList: true }));
    box.value = question;
    box.dispatchEvent(new KeyboardEvent("keyup"));
    await drawn;
    return [...list.children].map((item) => [...item.querySelectorAll("a")]
        .map((link) => [link.pathname.slice(1), link.hash, Number(link.firstElementChild.dataset.mdScore)])
        .sort((a, b) => b[2] - a[2])[0]);
}"""  # what Enter would open, of each page


def opened(page: Page, path: str = "about/") -> Page:
    page.goto(path)
    page.locator("[data-md-component=search-query]").focus()
    expect(page.locator(".md-search-result__meta")).to_contain_text("写几个字")
    return page


def ask(page: Page, question: str) -> list[str]:
    """The pages found, best first; each with the anchor of its best section."""
    return [f"{path}{anchor}" for path, anchor, _ in page.evaluate(ASK, question)]


def places(asked: dict[str, Any]) -> set[str]:
    return {url_of(place.partition("#")[0]) for place in [asked["at"], *asked.get("also", [])]}


@pytest.mark.parametrize("kind", FLOORS)
def test_the_right_page_comes_first(reader: Page, kind: str) -> None:
    """`make bench` gives the figures. A notice never stands among the three best."""
    questions, first, in_three = FLOORS[kind]
    reader.goto("about/")
    ranks = []  # the questions of a `test` half are not shown, so that they stay unread
    for asked, found in zip(
        questions, reader.evaluate(ANSWERS, [one["q"] for one in questions]), strict=True
    ):
        pages = [location.partition("#")[0] for location, notice in found if not notice]
        assert not any(notice for _, notice in found[:3])
        ranks.append(next((n for n, one in enumerate(pages) if one in places(asked)), 99))
    assert sum(rank == 0 for rank in ranks) / len(ranks) >= first
    assert sum(rank < 3 for rank in ranks) / len(ranks) >= in_three


def test_the_index_is_fetched_when_search_is_wanted_and_not_before(phone: Page) -> None:
    requests: list[str] = []
    phone.on("request", lambda request: requests.append(request.url))
    phone.goto("respond/appeal/")
    ready(phone)
    phone.wait_for_load_state("networkidle")
    early = [url.rpartition("/")[2].partition(".")[0] for url in requests]
    assert not {"bundle", "search_index", "worker", "engine", "handbook"} & set(early)
    with phone.expect_request(INDEX):
        phone.locator("[data-md-component=search-query]").focus()


def test_the_themes_own_index_is_a_few_bytes(site: Site) -> None:
    assert (site.folder / "search" / "search_index.json").stat().st_size < 400


def test_the_index_and_the_engine_fit_into_400_kb(site: Site) -> None:
    index = site.folder / "search" / "handbook.gb18030.json"
    [engine] = (site.folder / "assets" / "kb").glob("engine.*.min.js")
    size = sum(len(gzip.compress(file.read_bytes(), 6)) for file in (index, engine))
    assert size <= 400_000, f"搜索压缩后 {size} 字节，太大：从页首的 also: 里删掉最弱的几行"


def test_enter_opens_the_best_section(phone: Page) -> None:
    opened(phone)
    assert ask(phone, "聊天截图能当证据吗")[0] == "respond/evidence/#originals"
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/respond/evidence/?h=*#originals")
    expect(phone.locator("article mark").first).to_be_attached()


def test_what_is_pasted_is_looked_for_too(phone: Page) -> None:
    """A menu that pastes, and a voice that dictates, press no key; the theme's script is not there yet, or is."""
    phone.goto("about/")
    box = phone.locator("[data-md-component=search-query]")
    box.focus()
    phone.keyboard.insert_text("底单丢了怎么办")
    first = phone.locator(".md-search-result__link").first
    expect(first).to_have_attribute("href", re.compile("evidence-delivery"))
    box.fill("")
    phone.keyboard.insert_text("买家说没收到货")
    expect(first).to_have_attribute("href", re.compile("not-received"))


def test_arrows_walk_the_results(phone: Page) -> None:
    opened(phone)
    ask(phone, "刷单会坐牢吗")
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("ArrowDown")
    focused = phone.evaluate("document.activeElement.className")
    assert "md-search-result__link" in focused
    phone.keyboard.press("Escape")
    expect(phone.locator(".md-search__output")).not_to_be_in_viewport()


def test_a_link_with_a_question_opens_the_results(phone: Page) -> None:
    phone.goto("about/?q=刷单会坐牢吗")
    expect(phone.locator(".md-search-result__item").first).to_contain_text("刷单的法律责任")


def test_other_ways_stand_below_the_results(phone: Page) -> None:
    opened(phone, "respond/appeal/")
    ask(phone, "氤氲饕餮")
    ways = phone.locator(".kb-ways")
    expect(phone.locator(".md-search-result__item").first).to_contain_text("没有找到“氤氲饕餮”")
    expect(phone.locator(".md-search-result__item")).not_to_have_count(1)
    assert ways.get_by_role("link").all_inner_texts() == [
        "回答两三个问题",
        "看全部问题",
        "告诉我们缺了什么",
    ]
    ways.get_by_role("link").last.click()
    phone.wait_for_url("**/about/#mistake")


@pytest.mark.parametrize(
    "question",
    ["申诉" * 5000, "🙂👩‍👩‍👧‍👦", "？！……——", "^.*+?()[]{}|\\$", "<script>alert(1)</script>",
     "<img src=x onerror=alert(1)>", "&lt;b&gt;", "\u202e\u200b\u0000", "%E4%BD", "javascript:alert(1)"],
    ids=range(10),
)  # fmt: skip
def test_whatever_is_typed_gets_an_answer_and_stays_text(reader: Page, question: str) -> None:
    opened(reader)
    assert ask(reader, question)
    tags = reader.evaluate(
        "[...new Set([...document.querySelectorAll('.md-search-result__list *')].map((e) => e.localName))].sort()"
    )
    assert set(tags) <= {
        "a",
        "article",
        "br",
        "details",
        "div",
        "h1",
        "h2",
        "li",
        "mark",
        "summary",
    }


def broken(page: Page, answer: dict[str, Any]) -> None:
    page.route(INDEX, lambda route: route.fulfill(**answer))


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 404, "body": "没有"},
        {"status": 200, "body": '{"version":1,"pages":[{"url":"a/","ti'},
        {"status": 200, "body": "{}"},
        {"status": 200, "body": ""},
        {"status": 200, "body": "<html>登录上网</html>"},
    ],
    ids=["missing", "cut", "empty", "nothing", "portal"],
)
def test_a_broken_index_is_said_and_tried_again(
    browser: Browser, browser_context_args: dict[str, Any], answer: dict[str, Any]
) -> None:
    page = browser.new_page(**browser_context_args)
    broken(page, answer)
    opened(page)
    assert ask(page, "刷单会坐牢吗") == ["reference/questions/"]
    expect(page.locator(".md-search-result__item")).to_contain_text("搜索暂时用不了")
    page.unroute(INDEX)
    assert ask(page, "刷单会坐牢")[0].startswith("rules/liability/")
    page.close()


def test_an_engine_that_does_not_come_is_said_and_tried_again(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    page = browser.new_page(**browser_context_args)
    page.route("**/kb/engine.*.js", lambda route: route.abort())
    opened(page)
    assert ask(page, "刷单会坐牢吗") == ["reference/questions/"]
    page.unroute("**/kb/engine.*.js")
    assert ask(page, "刷单会坐牢")[0].startswith("rules/liability/")
    page.close()


def test_an_index_that_never_comes_is_given_up(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    page = browser.new_page(**browser_context_args)
    page.route("**/kb/worker.*.js", faster)
    page.route(INDEX, lambda _: None)
    opened(page)
    assert ask(page, "刷单会坐牢吗") == ["reference/questions/"]
    page.close()


def faster(route: Route) -> None:
    """The worker with less patience, so that the test need not wait."""
    text = route.fetch().text()
    assert "const PATIENCE=20000;" in text
    route.fulfill(
        body=text.replace("PATIENCE=20000", "PATIENCE=300"), content_type="text/javascript"
    )


def test_a_slow_network_is_said_and_the_question_waits(phone: Page) -> None:
    held: list[Route] = []
    phone.route(INDEX, lambda route: held.append(route))  # noqa: PLW0108 - no builtin as handler
    phone.goto("about/")
    phone.locator("[data-md-component=search-query]").fill("刷单会坐牢吗")
    phone.keyboard.press("End")
    waiting = phone.locator(".kb-ways").get_by_role("status")
    expect(waiting).to_have_text("正在取搜索的文件……")
    held[0].continue_()
    expect(phone.locator(".md-search-result__item").first).to_contain_text("刷单的法律责任")
    expect(waiting).to_have_text("")


def test_search_goes_on_without_a_network(phone: Page) -> None:
    opened(phone)
    ask(phone, "申诉")
    phone.context.set_offline(True)
    assert ask(phone, "快递丢件没保价赔多少")[0].startswith("after-sales/late-lost/")


def test_search_works_under_a_strict_policy(phone: Page) -> None:
    phone.route(re.compile(r"/about/$"), strictly)
    opened(phone)
    assert ask(phone, "刷单会坐牢吗")[0] == "rules/liability/#crime"


def strictly(route: Route) -> None:
    """The page under a policy that allows its own files and inline scripts and nothing else."""
    answer = route.fetch()
    inline = re.findall(r"<script>(.*?)</script>", answer.text(), re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline]
    scripts = " ".join(f"'sha256-{one}'" for one in hashes)
    policy = (
        f"default-src 'none'; script-src 'self' {scripts}; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; worker-src 'self'"
    )
    route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})


# --- on pages of its own --------------------------------------------------------------------------


def test_the_field_on_the_home_page_answers_while_one_types(phone: Page) -> None:
    phone.goto("")
    example = phone.locator(".kb-example")
    expect(example).to_be_visible()
    box = phone.get_by_role("searchbox", name="写你的问题")
    expect(box).to_be_in_viewport()
    box.fill("qtwlytk yunfei shei chu")
    results = phone.locator(".kb-results > li")
    expect(results).to_have_count(3)
    expect(results.first).to_contain_text("七天无理由")
    expect(example).to_be_hidden()
    phone.get_by_role("button", name=re.compile("再看 [0-9]+ 页")).click()
    expect(results.nth(3).get_by_role("link")).to_be_focused()
    expect(phone.get_by_role("button", name=re.compile("再看"))).to_have_count(0)
    box.fill("")
    expect(results).to_have_count(0)
    expect(example).to_be_visible()


def test_a_field_that_found_no_network_answers_once_there_is_one(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    """A worker that did not come is no worker for good."""
    page = browser.new_page(**browser_context_args)
    page.route("**/kb/worker.*.js", lambda route: route.abort())
    page.goto("")
    box = page.get_by_role("searchbox", name="写你的问题")
    box.fill("刷单会坐牢")
    expect(page.locator("kb-search").get_by_role("status")).to_contain_text("会重新试")
    page.unroute("**/kb/worker.*.js")
    box.fill("刷单会坐牢吗")
    expect(page.locator(".kb-results > li").first).to_contain_text("刷单")
    page.close()


def test_the_example_on_the_home_page_is_answered_so(phone: Page) -> None:
    phone.goto("")
    example = phone.locator(".kb-example")
    question = re.search("“(.+)”", example.inner_text())
    assert question
    said = example.inner_text()
    to = example.get_by_role("link").get_attribute("href")
    phone.get_by_role("searchbox", name="写你的问题").fill(question[1])
    first = phone.locator(".kb-results > li").first
    expect(first.get_by_role("link")).to_have_attribute("href", re.compile(f"{to}$"))
    assert first.locator("p").inner_text().split("\n")[0] in said


def test_what_is_found_in_part_offers_the_triage(phone: Page) -> None:
    phone.goto("")
    phone.get_by_role("searchbox", name="写你的问题").fill("底单在外太空的旁边漂着呢咕噜咕噜转圈圈")
    said = phone.locator("kb-search").get_by_role("status")
    expect(said).to_contain_text("没有整句对得上的，这些是按")
    expect(said.get_by_role("link", name="都不像？回答两三个问题")).to_have_attribute(
        "href", re.compile("start/triage/$")
    )
    expect(phone.locator(".kb-results > li")).to_have_count(3)


def test_the_list_of_questions_has_a_box_of_its_own(phone: Page) -> None:
    phone.goto("reference/questions/")
    phone.get_by_role("searchbox", name="写你的问题").fill("买家拒收运费谁出")
    results = phone.locator(".kb-results > li")
    expect(results.first).to_contain_text("拒收")
    expect(results.first.get_by_role("link")).to_contain_text("›")
    phone.get_by_role("searchbox", name="写你的问题").fill("")
    expect(results).to_have_count(0)


def test_the_box_says_that_nothing_was_found_and_does_not_link_to_itself(phone: Page) -> None:
    phone.goto("reference/questions/")
    phone.get_by_role("searchbox", name="写你的问题").fill("氤氲饕餮")
    expect(phone.locator("kb-search").get_by_role("status")).to_contain_text("没有找到“氤氲饕餮”")
    links = phone.locator(".kb-results a")
    expect(links.first).to_be_visible()
    addresses = links.evaluate_all("links => links.map((link) => link.pathname)")
    assert "/reference/questions/" not in addresses


def test_typing_fast_ends_with_the_last_question(phone: Page) -> None:
    phone.goto("reference/questions/")
    box = phone.get_by_role("searchbox", name="写你的问题")
    box.press_sequentially("税 听证 快递丢件没保价赔多少", delay=5)
    expect(phone.locator(".kb-results > li").first).to_contain_text("丢件")


def test_a_wrong_address_offers_the_pages_it_may_have_meant(
    browser: Browser, browser_context_args: dict[str, Any], site: Site
) -> None:
    context = browser.new_context(**browser_context_args)
    trouble = watch(context, site)
    page = context.new_page()
    page.goto("respond/appeals/form")
    expect(page.locator(".kb-results a").first).to_have_attribute(
        "href", f"{site.url}respond/appeal/"
    )
    page.goto("%E9%80%80%E4%B8%80%E8%B5%94%E4%B8%89.html")
    expect(page.locator(".kb-results a").first).to_contain_text("职业索赔")
    for odd in ("zzz/%FF%FE", "%3Cscript%3Ealert(1)%3C/script%3E"):
        page.goto(odd)
        expect(page.get_by_role("heading", name="没有这一页")).to_be_visible()
    assert [one for one in trouble if "404" not in one] == []
    context.close()


def test_without_a_worker_the_page_says_so(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    page = browser.new_page(**browser_context_args)
    page.add_init_script("window.Worker = class { constructor() { throw new Error('refused'); } }")
    page.goto("reference/questions/")
    page.get_by_role("searchbox", name="写你的问题").fill("申诉")
    expect(page.locator("kb-search")).to_contain_text("搜索用不了")
    page.close()


def test_without_scripts_the_list_of_questions_is_a_link_away(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto("respond/appeal/")
    page.locator(".kb-noscript a").click()
    page.wait_for_url("**/reference/questions/")
    for line in ("被判虚假交易", "取证"):
        page.locator("summary").filter(has_text=re.compile(f"^{line} ")).click()
    page.get_by_role("link", name="聊天截图能当证据吗").click()
    page.wait_for_url("**/respond/evidence/#originals")
    context.close()


def test_a_question_of_the_list_is_found_at_its_page(reader: Page, site: Site) -> None:
    """What a page says it answers, search finds there: the worker is asked, the box is slower."""
    index = read_index((site.folder / "search" / "handbook.gb18030.json").read_bytes())
    asked = {
        answer: page["url"]
        for page in index["pages"]
        for section in page["sections"]
        for answer in section.get("answers", [])
    }
    reader.goto("about/")
    found = [answers[0][0] for answers in reader.evaluate(ANSWERS, list(asked))]
    lost = [
        q
        for (q, url), place in zip(asked.items(), found, strict=True)
        if place.partition("#")[0] != url
    ]
    assert len(lost) / len(asked) < 0.03, lost
