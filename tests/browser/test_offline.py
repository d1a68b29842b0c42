"""The site without a network, its updates and its end, from a server whose files change."""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from macros.publish import files, service_worker
from tests.browser.conftest import (
    TOOLS,
    stored_text,
)
from tests.conftest import QuietHandler, Site

POLICY = "default-src 'self' 'unsafe-inline' data: blob:"
_UNENCODED = "/!'()*+&,;=:@$买家张三"
TYPED = "氤氲饕餮小店"
CONTROLS = "assets/css/controls.css"
KEPT = """async () => {
  const names = await caches.keys();
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return requests.flat().map(({ url }) => url);
}"""
REGISTERED = "async () => (await navigator.serviceWorker.getRegistrations()).length"
UPDATE = """async () => {
  const found = await navigator.serviceWorker.getRegistration();
  await found.update().catch(() => {});
  const worker = found.installing;
  if (worker) await new Promise((resolve) => {
    worker.onstatechange = () => { if (worker.state !== "installing") resolve(); };
  });
}"""


@dataclass
class Place:
    """An address whose files change: `folder` is what it serves, `down` cuts the network."""

    folder: Path
    url: str = ""
    down: bool = False
    failing: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)


class Handler(QuietHandler):
    """Serves a place as it is now."""

    def __init__(self, *arguments: Any, place: Place) -> None:  # noqa: ANN401 - the server's
        self.place = place
        super().__init__(*arguments, directory=str(place.folder))

    def do_GET(self) -> None:  # noqa: N802 - the name the server calls
        del self.headers["If-Modified-Since"]  # which knows seconds only
        name = self.path.partition("?")[0]
        self.directory = str(self.place.folder)
        self.place.asked.append(name)
        if self.place.down:
            self.close_connection = True
        elif name.lstrip("/") in self.place.failing:
            self._send(http.HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", b"broken")
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


@pytest.fixture(scope="module")
def few(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with few of its pages, for tests that store it many times."""
    folder = tmp_path_factory.mktemp("few") / "site"
    shutil.copytree(site.folder, folder, copy_function=os.link)
    for page in folder.rglob("*/index.html"):
        name = page.parent.relative_to(folder).as_posix()
        if name not in {
            "tools",
            "tools/log",
            "respond/appeal",
            "respond/appeal-goods",
            "respond/evidence",
        }:
            page.unlink()
    (folder / service_worker.FILE).unlink()
    files.write(folder, service_worker.files(folder))
    return folder


@pytest.fixture
def place(few: Path) -> Iterator[Place]:
    place = Place(few)
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, place=place)
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    place.url = f"http://127.0.0.1:{server.server_port}/"
    yield place
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(browser: Browser, browser_context_args: dict[str, Any], place: Place) -> Iterator[Page]:
    """A page of a browser that has never been here, and may keep a copy."""
    context = browser.new_context(
        **browser_context_args | {"base_url": place.url, "service_workers": "allow"}
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


@pytest.fixture
def newer(few: Path, tmp_path: Path) -> Path:
    """The site's next version: another heading, and another style sheet under the same name."""
    folder = tmp_path / "newer"
    shutil.copytree(few, folder, copy_function=os.link)
    rewrite(folder / "index.html", "</h1>", "（新版）</h1>")
    rewrite(folder / "respond" / "evidence" / "index.html", "</h1>", "（新版）</h1>")
    rewrite(folder / CONTROLS, ".kb-button {", ".kb-newer { color: red; }\n.kb-button {")
    (folder / service_worker.FILE).unlink()
    files.write(folder, service_worker.files(folder))
    return folder


def rewrite(path: Path, old: str, new: str) -> None:
    """Change a file that may be the same file as another's."""
    text = path.read_text("utf-8")
    assert old in text
    path.unlink()
    path.write_text(text.replace(old, new, 1), "utf-8")


def box(page: Page) -> Locator:
    return page.locator("kb-offline")


def to_keep(page: Page) -> Locator:
    return box(page).get_by_role("button", name="在这台设备上留一份全书")


def keep(page: Page) -> None:
    """Store the whole book now, by the button; a quiet visit takes a few seconds to begin."""
    page.goto("tools/")
    to_keep(page).click()
    expect(box(page)).to_contain_text("全书已经在这台设备上", timeout=30_000)


def on(page: Page, connection: dict[str, Any]) -> None:
    """Let the browser say this of its line."""
    page.add_init_script(
        f"Object.defineProperty(navigator, 'connection', {{ value: {json.dumps(connection)} }})"
    )


def open_form(page: Page) -> None:
    """Open the letter's card; its form opens with it."""
    page.locator("#template-appeal-goods > .kb-disclosure > summary").click()


def typed(page: Page) -> Locator:
    """Type into a letter, as far as a seller got."""
    open_form(page)
    blank = page.locator("#blank-appeal-goods-shop-name")
    blank.fill(TYPED)
    return blank


def bar(page: Page) -> Locator:
    return page.get_by_role("complementary", name="新版本")


def linger(page: Page) -> None:
    """Stay on the page for as long as a quiet copy takes to begin."""
    page.clock.install()
    page.reload()
    page.clock.fast_forward(4000)
    page.wait_for_timeout(300)


def until(page: Page, promise: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something holds that the page does not show."""
    end = time.monotonic() + seconds
    while not promise():
        assert time.monotonic() < end
        page.wait_for_timeout(50)


def listed(folder: Path) -> set[str]:
    text = (folder / service_worker.FILE).read_text("utf-8")
    found = re.search(r"const KEPT = (\{.*?\n\});", text, re.DOTALL)
    assert found
    return set(json.loads(found[1])["files"])


def names(page: Page, place: Place) -> list[str]:
    """Name the files that the browser keeps, beside the note of how much that is."""
    found = [url.removeprefix(place.url).partition("?")[0] for url in page.evaluate(KEPT)]
    return [name for name in found if name != "kb-kept"]


@contextmanager
def no_network(place: Place) -> Iterator[None]:
    place.down = True
    yield
    place.down = False


def test_from_the_whole_book_every_page_tool_and_search_work_without_a_network(
    reader: Page, place: Place, site: Site
) -> None:
    place.folder = site.folder
    keep(reader)
    trouble: list[str] = []
    reader.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
    reader.on("pageerror", lambda error: trouble.append(str(error)))
    with no_network(place):
        reader.goto("respond/evidence/?h=取证#top")
        expect(reader.locator("kb-checklist").first).to_contain_text("只看未完成")
        reader.locator("[data-md-component=search-query]").fill("刷单会坐牢吗")
        reader.keyboard.press("End")  # the theme listens to keys
        expect(reader.locator(".md-search-result__item").first).to_contain_text("刷单的法律责任")
        reader.goto("reference/questions/")
        reader.get_by_role("searchbox", name="写你的问题").fill("刷单会坐牢吗")
        expect(reader.locator("kb-search")).to_contain_text("刷单的法律责任")
        for tool in TOOLS:
            reader.goto(f"tools/{tool}/")
            expect(reader.locator("article :not(:defined)")).to_have_count(0)
            expect(reader.locator(f"kb-{tool} noscript")).to_have_count(0)
        pages = sorted(name for name in listed(place.folder) if name == "" or name.endswith("/"))
        answers = reader.evaluate(
            """(names) => Promise.all(names.map(async (name) => {
                 const { status, headers } = await fetch(`/${name}`);
                 return [status, headers.get("Content-Security-Policy")];
               }))""",
            pages,
        )
    assert len(pages) > 70
    assert answers == [[200, POLICY]] * len(pages)
    assert trouble == []


def test_any_form_of_an_address_leads_to_the_page(reader: Page, place: Place) -> None:
    keep(reader)
    with no_network(place):
        for address in ("respond/appeal", "respond/appeal/index.html", "respond/appeal/?a=b#top"):
            reader.goto(address)
            expect(reader).to_have_title(re.compile("申诉有据"))
            expect(reader.locator("h1")).to_contain_text("申诉")
        missing = reader.goto("no/such/page/")
        assert missing
        assert missing.status == 404
        assert reader.evaluate("getComputedStyle(document.body).margin") == "0px"  # with its styles


ODD = ["买家 张三.png", "it's 50% (a) #1.png", "a+b&c?.png"]
BROUGHT = """async (addresses) => {
  const answers = await Promise.all(addresses.map((address) => fetch(address)));
  return answers.map(({ status }) => status);
}"""


def test_a_file_of_any_name_is_kept_at_an_address_of_any_name(
    reader: Page, place: Place, few: Path, tmp_path: Path
) -> None:
    """Whichever signs a link has encoded."""
    folder = tmp_path / "手册 a's"
    shutil.copytree(few, folder, copy_function=os.link)
    for name in ODD:
        shutil.copy(folder / "assets" / "img" / "icon-32.png", folder / "assets" / "img" / name)
    shutil.copytree(folder / "respond" / "evidence", folder / "respond" / "买家 证据")
    (folder / service_worker.FILE).unlink()
    files.write(folder, service_worker.files(folder))
    place.folder = tmp_path
    place.url += f"{quote(folder.name)}/"
    reader.goto(f"{place.url}tools/")
    to_keep(reader).click()
    expect(box(reader)).to_contain_text("全书已经在这台设备上", timeout=30_000)
    reader.reload()
    with no_network(place):
        encoded = [f"../assets/img/{quote(name)}" for name in ODD]
        less = [f"../assets/img/{quote(name, safe=_UNENCODED)}" for name in ODD]
        assert reader.evaluate(BROUGHT, encoded + less) == [200] * 6
        for page in (
            "respond/买家 证据/",
            f"respond/{quote('买家 证据')}",
            "respond/买家 证据/index.html",
        ):
            reader.goto(place.url + page)
            expect(reader.get_by_role("heading", level=1)).to_contain_text("取证")


def word(page: Page) -> Locator:
    """Give the link to the Word file of an open letter."""
    page.goto("respond/appeal-goods/")
    open_form(page)
    page.locator("#template-appeal-goods summary", has_text="更多").click()
    return page.locator("#template-appeal-goods").get_by_role("link", name="Word 版")


def test_the_whole_book_has_the_word_letters(reader: Page, place: Place) -> None:
    keep(reader)
    link = word(reader)
    title = str(link.get_attribute("download"))
    with no_network(place), reader.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == title
    content = Path(saved.value.path()).read_bytes()
    assert content == (place.folder / "letters" / "appeal-goods.docx").read_bytes()
    with no_network(place), reader.expect_download():  # once more, from the same page
        link.click()


def test_a_word_letter_that_is_not_kept_is_told_in_words_and_kept_once_it_was_fetched(
    reader: Page, place: Place
) -> None:
    on(reader, {})
    visit(reader, "respond/appeal-goods/")
    link = word(reader)
    title = str(link.get_attribute("download"))
    shop = reader.locator("#blank-appeal-goods-shop-name")
    shop.fill(TYPED)
    with no_network(place):
        link.click()
        expect(reader.locator("h1")).to_have_text("这个文件要联网")
    link = word(reader)
    expect(shop).to_have_value(TYPED)
    with reader.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == title
    until(reader, lambda: "letters/appeal-goods.docx" in names(reader, place))
    with no_network(place), reader.expect_download():
        word(reader).click()


@pytest.mark.parametrize(
    "name", ["changes.ics", "changes.atom", "api/v1/facts.json", "data/handbook.yml", "a.zip"]
)
def test_a_file_that_no_copy_holds_is_told_in_words(reader: Page, place: Place, name: str) -> None:
    keep(reader)
    with no_network(place):
        answer = reader.goto(name)
    assert answer
    assert answer.status == 503
    expect(reader.locator("h1")).to_have_text("这个文件要联网")
    expect(reader.get_by_text("连上网再点一次")).to_be_visible()
    assert answer.header_value("Content-Security-Policy") == POLICY


def test_the_offline_tool_says_what_needs_a_network(reader: Page) -> None:
    on(reader, {})
    visit(reader, "tools/")
    reader.reload()
    expect(box(reader)).to_contain_text("没下载过的 Word 模板要联网")
    expect(reader.locator("article")).to_contain_text("开放数据、变更日历和离线包要联网才能下")
    keep(reader)
    expect(box(reader)).to_contain_text("Word 模板也能下")


def test_where_no_copy_serves_a_page_it_says_that_word_needs_a_network(reader: Page) -> None:
    reader.add_init_script("delete Navigator.prototype.serviceWorker")
    link = word(reader)
    reader.context.set_offline(True)
    link.click()
    status = reader.locator("kb-template#template-appeal-goods").get_by_role("status")
    expect(status.filter(has_text="现在没有网络，空白的 Word 版下不来")).to_be_visible()


def test_an_update_waits_while_a_letter_is_written(reader: Page, place: Place, newer: Path) -> None:
    keep(reader)
    reader.goto("respond/appeal-goods/")
    blank = typed(reader)
    place.asked.clear()
    place.folder = newer
    reader.evaluate(UPDATE)
    expect(bar(reader)).to_contain_text("手册有新版本")
    expect(blank).to_have_value(TYPED)
    fetched = {name for name in place.asked if not name.endswith("sw.js")}
    assert fetched == {"/", "/respond/evidence/", f"/{CONTROLS}"}  # the rest is there already
    reader.goto("respond/evidence/")
    expect(reader.locator("h1")).not_to_contain_text("新版")
    assert ".kb-newer" not in reader.evaluate(
        "fetch('/assets/css/controls.css').then((r) => r.text())"
    )
    reader.goto("respond/appeal-goods/")
    with reader.expect_navigation():
        bar(reader).get_by_role("button", name="换成新版").click()
    open_form(reader)
    expect(blank).to_have_value(TYPED)
    assert ".kb-newer" in reader.evaluate("fetch('/assets/css/controls.css').then((r) => r.text())")
    expect(bar(reader)).to_have_count(0)
    reader.goto("respond/evidence/")
    expect(reader.locator("h1")).to_contain_text("新版")
    assert len(names(reader, place)) == len(listed(newer))  # and nothing of the older


def test_a_new_version_waits_for_the_other_open_pages(
    reader: Page, place: Place, newer: Path
) -> None:
    keep(reader)
    other = reader.context.new_page()
    other.goto("tools/log/")
    place.folder = newer
    reader.evaluate(UPDATE)
    bar(reader).get_by_role("button", name="换成新版").click()
    expect(bar(reader)).to_contain_text("另外还开着 1 个本站的页面")
    assert ".kb-newer" not in other.evaluate(
        "fetch('/assets/css/controls.css').then((r) => r.text())"
    )
    other.close()
    with reader.expect_navigation():
        bar(reader).get_by_role("button", name="换成新版").click()
    assert ".kb-newer" in reader.evaluate("fetch('/assets/css/controls.css').then((r) => r.text())")


def test_who_wants_a_new_version_later_is_not_asked_again(
    reader: Page, place: Place, newer: Path
) -> None:
    keep(reader)
    place.folder = newer
    reader.evaluate(UPDATE)
    bar(reader).get_by_role("button", name="以后再说").click()
    expect(bar(reader)).to_have_count(0)
    linger(reader)
    expect(bar(reader)).to_have_count(0)


def test_a_broken_deploy_is_refused_whole(reader: Page, place: Place, newer: Path) -> None:
    keep(reader)
    sheet = newer / CONTROLS
    whole = sheet.read_text("utf-8")
    place.folder = newer
    for broken in (
        lambda: place.failing.add(CONTROLS),
        sheet.unlink,
        lambda: sheet.write_text("half"),
    ):
        broken()
        reader.evaluate(UPDATE)
        expect(box(reader)).to_contain_text("没有存成。过一会儿再试。原来存的还在")
        place.failing.clear()
    with no_network(place):
        reader.goto("respond/evidence/")
        expect(reader.locator("h1")).not_to_contain_text("新版")
        expect(bar(reader)).to_have_count(0)
    sheet.write_text(whole, "utf-8")
    linger(reader)
    reader.evaluate(UPDATE)
    expect(bar(reader)).to_be_visible()  # mended, and offered


def quota(page: Page, place: Place, size: int) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send(
        "Storage.overrideQuotaForOrigin", {"origin": place.url.rstrip("/"), "quotaSize": size}
    )


def test_a_device_without_space_keeps_nothing_and_reads_on(reader: Page, place: Place) -> None:
    reader.goto("tools/")
    quota(reader, place, 100_000)
    to_keep(reader).click()
    expect(box(reader)).to_contain_text("空间不够")
    assert names(reader, place) == []
    reader.goto("respond/evidence/")
    expect(reader.locator("h1")).to_contain_text("取证")


def test_space_that_is_refused_half_way_is_given_back(reader: Page, place: Place) -> None:
    """Some browsers promise more than they give."""
    worker = (place.folder / service_worker.FILE).read_text("utf-8")
    assert "usage = 0 }" in worker
    careless = re.sub(r"if \(quota - usage.*", "", worker)
    reader.context.route(
        "**/sw.js",
        lambda route: route.fulfill(body=careless, content_type="text/javascript"),
    )
    reader.goto("tools/")
    quota(reader, place, 1_000_000)
    to_keep(reader).click()
    expect(box(reader)).to_contain_text("空间不够")
    assert set(names(reader, place)) == some(place.folder)  # as it was before


def test_an_update_without_space_leaves_the_older_copy(
    reader: Page, place: Place, newer: Path
) -> None:
    keep(reader)
    before = names(reader, place)
    quota(reader, place, 1_000)
    place.folder = newer
    reader.evaluate(UPDATE)
    expect(box(reader)).to_contain_text("空间不够，没有存成。清理一些空间再试。原来存的还在")
    assert names(reader, place) == before
    with no_network(place):
        reader.goto("respond/evidence/")
        expect(reader.locator("h1")).not_to_contain_text("新版")


def test_the_switch_ends_copies(reader: Page, place: Place, newer: Path) -> None:
    keep(reader)
    (newer / service_worker.FILE).unlink()
    files.write(newer, service_worker.files(newer, on=False))
    place.folder = newer
    reader.evaluate(UPDATE)

    def is_new() -> bool:
        reader.goto(
            "respond/evidence/"
        )  # the old worker may answer until the new one has taken over
        return "新版" in reader.locator("h1").inner_text()

    until(reader, is_new)
    until(reader, lambda: names(reader, place) == [] and reader.evaluate(REGISTERED) == 0)


def test_a_reader_removes_the_copy_and_gets_none_until_they_say_so(
    reader: Page, place: Place
) -> None:
    keep(reader)
    box(reader).get_by_role("button", name="删掉离线副本").click()
    expect(box(reader)).to_contain_text("没有离线副本")
    linger(reader)
    assert reader.evaluate(REGISTERED) == 0
    assert names(reader, place) == []
    to_keep(reader).click()
    expect(box(reader)).to_contain_text("全书已经在这台设备上")


def test_nothing_of_the_sellers_is_kept_in_the_copy(reader: Page, place: Place) -> None:
    keep(reader)
    reader.goto("respond/appeal-goods/?note=" + quote(TYPED))
    typed(reader)
    assert TYPED in stored_text(reader)
    assert set(names(reader, place)) == listed(place.folder)
    texts = reader.evaluate(
        """async () => {
             const found = [];
             for (const name of await caches.keys()) {
               const cache = await caches.open(name);
               for (const each of await cache.matchAll()) found.push(each.url + await each.text());
             }
             return found.join("");
           }"""
    )
    assert TYPED not in texts


@pytest.mark.parametrize(
    "connection", [{"type": "wifi", "saveData": True}, {"effectiveType": "2g"}]
)
def test_a_dear_connection_is_left_alone(
    reader: Page, place: Place, connection: dict[str, Any]
) -> None:
    on(reader, connection)
    reader.goto("tools/")
    linger(reader)
    assert reader.evaluate(REGISTERED) == 0
    assert "/sw.js" not in place.asked


def test_a_copy_that_was_emptied_gives_way_to_the_network(reader: Page) -> None:
    keep(reader)
    reader.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((n) => caches.delete(n))))"
    )
    reader.goto("respond/evidence/")
    expect(reader.locator("h1")).to_contain_text("取证")
    assert reader.evaluate(REGISTERED) == 0


def some(folder: Path) -> set[str]:
    """Name what anyone's copy holds of a version."""
    text = (folder / service_worker.FILE).read_text("utf-8")
    found = re.search(r"const KEPT = (\{.*?\n\});", text, re.DOTALL)
    assert found
    return set(json.loads(found[1])["anyone"])


def visit(page: Page, address: str) -> None:
    """Read a page for as long as a quiet copy takes."""
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


@pytest.mark.parametrize("connection", [{}, {"type": "cellular"}, {"type": "unknown"}])
def test_on_a_line_that_may_cost_only_what_is_read_and_the_tools_are_kept(
    reader: Page, place: Place, connection: dict[str, Any]
) -> None:
    on(reader, connection)
    visit(reader, "respond/evidence/")
    few = some(place.folder)
    until(reader, lambda: set(names(reader, place)) == few | {"respond/evidence/"})
    assert "respond/appeal/" not in few
    assert "search/handbook.gb18030.json" not in few
    assert not {name for name in place.asked if "handbook.gb18030.json" in name or "appeal" in name}
    with no_network(place):
        reader.goto("respond/evidence/")
        expect(reader.locator("kb-checklist").first).to_contain_text("只看未完成")
        reader.goto("tools/log/")
        expect(reader.locator("kb-log textarea").first).to_be_visible()
        missing = reader.goto("respond/appeal/")
        assert missing
        assert missing.status == 503
        expect(reader.locator("h1")).to_contain_text("这一页还没有存下")
    reader.goto("respond/appeal/")
    until(reader, lambda: "respond/appeal/" in names(reader, place))
    with no_network(place):
        reader.reload()
        expect(reader.locator("h1")).to_contain_text("申诉")


def test_on_a_line_known_to_be_free_the_whole_book_comes_by_itself(
    reader: Page, place: Place
) -> None:
    on(reader, {"type": "wifi"})
    visit(reader, "tools/")
    expect(box(reader)).to_contain_text("全书已经在这台设备上")
    assert set(names(reader, place)) == listed(place.folder)


def test_the_button_says_what_is_sent_and_a_touch_completes_what_was_read(
    reader: Page, place: Place
) -> None:
    on(reader, {})
    visit(reader, "tools/")
    reader.reload()
    expect(box(reader)).to_contain_text("读过的页面和全部工具已经在这台设备上")
    expect(to_keep(reader)).to_have_text(re.compile(r"（约 \d\.\d MB）$"))
    to_keep(reader).click()
    expect(box(reader)).to_contain_text("全书已经在这台设备上")
    expect(to_keep(reader)).to_be_hidden()
    assert set(names(reader, place)) == listed(place.folder)
    expect(bar(reader)).to_have_count(0)


def test_what_was_read_is_renewed_and_nothing_else(reader: Page, place: Place, newer: Path) -> None:
    on(reader, {})
    visit(reader, "respond/evidence/")
    reader.goto("tools/")
    place.asked.clear()
    place.folder = newer
    reader.evaluate(UPDATE)
    expect(bar(reader)).to_contain_text("留一份全书")
    fetched = {name for name in place.asked if not name.endswith("sw.js")}
    assert fetched == {"/", "/respond/evidence/"}
    with reader.expect_navigation():
        bar(reader).get_by_role("button", name="换成新版").click()
    reader.goto("respond/evidence/")
    expect(reader.locator("h1")).to_contain_text("新版")
    theirs = {"search/search_index.json"}  # the theme fetches its own index, which is empty
    assert set(names(reader, place)) - theirs == some(newer) | {"respond/evidence/"}


def test_a_page_of_a_newer_version_is_read_and_not_kept(
    reader: Page, place: Place, newer: Path
) -> None:
    on(reader, {})
    visit(reader, "tools/")
    reader.context.route("**/sw.js", lambda route: route.abort())
    place.folder = newer
    reader.goto("respond/evidence/")
    expect(reader.locator("h1")).to_contain_text("新版")
    reader.wait_for_timeout(300)
    assert "respond/evidence/" not in names(reader, place)


def test_a_whole_copy_that_does_not_say_so_stays_whole(
    reader: Page, place: Place, newer: Path
) -> None:
    """As all were before a copy could be of a part."""
    on(reader, {})
    keep(reader)
    reader.evaluate(
        """async () => {
             localStorage.clear();
             for (const name of await caches.keys()) await (await caches.open(name)).delete("/kb-kept");
           }"""
    )
    reader.reload()
    expect(box(reader)).to_contain_text("全书已经在这台设备上")
    place.folder = newer
    reader.evaluate(UPDATE)
    with reader.expect_navigation():
        bar(reader).get_by_role("button", name="换成新版").click()
    assert set(names(reader, place)) == listed(newer)
    expect(box(reader)).to_contain_text("全书已经在这台设备上")


def test_a_whole_book_that_broke_off_goes_on_at_the_next_visit(reader: Page, place: Place) -> None:
    on(reader, {})
    visit(reader, "tools/")
    place.failing.add("respond/appeal/")
    to_keep(reader).click()
    expect(box(reader)).to_contain_text("没有存成。过一会儿再试。原来存的还在")
    expect(to_keep(reader)).to_be_visible()
    place.failing.clear()
    reader.evaluate("sessionStorage.clear()")  # another tab
    visit(reader, "tools/")
    expect(box(reader)).to_contain_text("全书已经在这台设备上")
