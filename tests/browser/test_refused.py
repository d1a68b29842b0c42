"""Where the browser refuses what pages ask of it: storage, copies, channels, the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import (
    TOOLS,
    press,
    ready,
    watch,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.conftest import Site

    Open = Callable[[str], Page]

# As Firefox does with cookies blocked: storage throws as it is reached, the rest as it is asked.
BLOCKED = """
  const no = () => { throw new DOMException("The operation is insecure.", "SecurityError") };
  const refuse = () => Promise.reject(new DOMException("The operation is insecure.", "SecurityError"));
  for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: no });
  window.BroadcastChannel = class { constructor() { no() } };
  if (self.caches) for (const name of ["open", "match", "has", "delete", "keys"]) caches[name] = refuse;
  if (navigator.serviceWorker) for (const name of ["register", "getRegistration"]) navigator.serviceWorker[name] = refuse;
  navigator.storage.persist = navigator.storage.estimate = refuse;
  navigator.clipboard.writeText = navigator.clipboard.write = refuse;
"""
# As in the windows inside of some apps.
NULL = """
  for (const name of ["localStorage", "sessionStorage", "caches", "BroadcastChannel"])
    Object.defineProperty(window, name, { value: null });
  for (const name of ["serviceWorker", "storage", "clipboard", "connection"])
    Object.defineProperty(navigator, name, { value: null });
"""
THROWING = """
  const no = () => { throw new DOMException("no", "SecurityError") };
  for (const name of ["localStorage", "sessionStorage", "caches", "BroadcastChannel"])
    Object.defineProperty(window, name, { get: no });
  for (const name of ["serviceWorker", "storage", "clipboard", "connection"])
    Object.defineProperty(navigator, name, { get: no });
  window.print = no;
"""
FAULTS = {"blocked": BLOCKED, "null": NULL, "throwing": THROWING}
IN_WORKER = "self.BroadcastChannel = class { constructor() { throw new Error('no') } };\n"
PAGES = ["", "start/triage/", "respond/first-day/", "respond/appeal-goods/", "reference/questions/",
         "reference/letters/", "about/", "tools/", *(f"tools/{tool}/" for tool in TOOLS)]  # fmt: skip


@pytest.fixture
def opened(browser: Browser, browser_context_args: dict[str, Any], site: Site) -> Iterator[Open]:
    """Give pages of a browser that refuses; any error fails the test."""
    contexts: list[BrowserContext] = []
    trouble: list[list[str]] = []

    def page(script: str) -> Page:
        context = browser.new_context(**browser_context_args)
        contexts.append(context)
        context.add_init_script(f"if (location.protocol !== 'about:') {{ {script} }}")
        context.route(
            "**/assets/kb/worker.*.js",
            lambda route: route.fulfill(response=(got := route.fetch()), body=IN_WORKER + got.text()),
        )  # fmt: skip
        trouble.append(watch(context, site))
        made = context.new_page()
        made.set_default_timeout(10_000)
        return made

    yield page
    for context in contexts:
        context.close()
    assert [each for each in trouble if each] == []


@pytest.fixture(params=FAULTS)
def page(opened: Open, request: pytest.FixtureRequest) -> Page:
    """A page of a browser that refuses in one way."""
    return opened(FAULTS[request.param])


def test_every_page_opens_and_reports_no_error(page: Page) -> None:
    """What runs when a page has long been there runs too."""
    page.clock.install()
    for address in PAGES:
        page.goto(address)
        page.clock.run_for(5000)
        ready(page)
        page.clock.run_for(10_000)
        expect(page.locator(".kb-dead")).to_have_count(0)


def test_search_answers_in_its_window(page: Page) -> None:
    page.goto("respond/first-day/")
    page.keyboard.press("/")
    page.locator("[data-md-component=search-query]").press_sequentially("刷单会坐牢吗")
    expect(page.locator(".md-search-result__item").first).to_contain_text("刷单的法律责任")


def test_search_answers_on_its_page(page: Page) -> None:
    page.goto("reference/questions/")
    page.get_by_role("searchbox", name="写你的问题").fill("刷单会坐牢吗")
    expect(page.locator("kb-search")).to_contain_text("刷单的法律责任")


def test_dark_or_light_lasts_as_long_as_the_tab(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("about/")
    page.locator("label[for^=__palette]:visible").click()
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto("tools/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("label[for^=__palette]:visible").click()
    page.goto("about/")
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_the_name_that_another_gave_the_window_stays(opened: Open) -> None:
    page = opened(BLOCKED)
    page.goto("about/")
    page.evaluate("window.name = 'theirs'")
    page.locator("label[for^=__palette]:visible").click()
    assert page.evaluate("window.name") == "theirs"


def test_a_spoilt_choice_of_dark_or_light_is_no_choice(opened: Open) -> None:
    page = opened("")
    page.goto("about/")
    page.evaluate("localStorage.setItem(__md_scope.pathname + '.__palette', '{')")
    page.goto("about/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_what_is_typed_is_said_to_be_unsaved(page: Page) -> None:
    page.goto("respond/first-day/")
    ready(page)
    page.locator("[data-kb-checklist='first-day']").get_by_role("checkbox").first.check()
    expect(page.locator("kb-case-bar").get_by_role("status")).to_contain_text("不让网页保存")


@pytest.mark.parametrize("fault", FAULTS)
def test_the_offline_copy_says_why_it_cannot_be(opened: Open, fault: str) -> None:
    page = opened(FAULTS[fault])
    page.goto("tools/")
    status = page.locator("kb-offline").get_by_role("status")
    expect(status).to_contain_text("浏览器不让这个网站存东西，存不了离线副本")
    expect(page.locator("kb-offline button:visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("delete Navigator.prototype.serviceWorker", "它没有这个功能"),
        ("Object.defineProperty(window, 'isSecureContext', { value: false })", "不是 https 开头"),
    ],
)
def test_the_offline_copy_says_what_the_browser_lacks(
    opened: Open, script: str, words: str
) -> None:
    page = opened(script)
    page.goto("tools/")
    expect(page.locator("kb-offline").get_by_role("status")).to_contain_text(words)


@pytest.mark.parametrize("how", ["() => Promise.reject(new Error('no'))", "() => { throw new Error('no') }"])  # fmt: skip
def test_a_copy_that_is_refused_when_it_is_asked_for_says_so(opened: Open, how: str) -> None:
    page = opened(f"ServiceWorkerContainer.prototype.register = {how}")
    page.goto("tools/")
    page.get_by_role("button", name="在这台设备上留一份全书").click()
    status = page.locator("kb-offline").get_by_role("status")
    expect(status).to_contain_text("浏览器不让网页存离线副本")


ASKED = {
    "new Promise(() => {})": "浏览器正在问你",
    "Promise.resolve(true)": "浏览器答应长期保留",
    "Promise.resolve(false)": "浏览器没有答应。请记得备份",
    "Promise.reject(new Error('no'))": "浏览器没有答应。请记得备份",
    "(() => { throw new Error('no') })()": "浏览器没有答应：它没有这个功能",
}


@pytest.mark.parametrize("answer", ASKED)
def test_asking_to_be_kept_is_never_silent(opened: Open, answer: str) -> None:
    page = opened(f"StorageManager.prototype.persist = () => {answer}")
    page.goto("tools/backup/")
    press(page.locator("kb-backup"), "请求长期保留")
    expect(page.locator("kb-backup")).to_contain_text(ASKED[answer])


def test_where_nothing_may_be_kept_nobody_is_asked_to_keep_it(page: Page) -> None:
    page.goto("tools/backup/")
    press(page.locator("kb-backup"), "请求长期保留")
    expect(page.locator("kb-backup")).to_contain_text(
        "浏览器没有答应：它没有这个功能，或者不让本站存东西"
    )


def test_a_reader_who_answers_late_is_heard(opened: Open) -> None:
    page = opened("StorageManager.prototype.persist = () => new Promise((each) => self.answer = each)")  # fmt: skip
    page.goto("tools/backup/")
    press(page.locator("kb-backup"), "请求长期保留")
    expect(page.locator("kb-backup")).to_contain_text("没看到框，或者没有选，就当它没有答应")
    page.evaluate("answer(true)")
    expect(page.locator("kb-backup")).to_contain_text("浏览器答应长期保留")


@pytest.mark.parametrize("name", ["writeText", "write"])
def test_a_clipboard_that_never_answers_is_not_waited_for(opened: Open, name: str) -> None:
    page = opened(
        f"Clipboard.prototype.{name} = () => new Promise(() => {{}}); document.execCommand = () => false;"
    )
    page.clock.install()
    page.goto("respond/appeal-goods/")
    page.clock.run_for(2000)
    letter = page.locator("[data-kb-template='appeal-goods']")
    press(letter, "复制全文" if name == "writeText" else "复制带格式")
    page.clock.run_for(4000)
    expect(letter.get_by_role("status").filter(has_text="请按住它，选“复制”")).to_be_visible()


def test_a_new_version_that_does_not_answer_says_how_it_comes(opened: Open) -> None:
    """The worker in waiting may have gone."""
    page = opened(
        """
        const worker = () => Object.assign(new EventTarget(), { state: "installed", postMessage: () => {} });
        const found = () => Object.assign(new EventTarget(),
          { scope: new URL("/", location).href, active: worker(), waiting: worker(), unregister: async () => true });
        ServiceWorkerContainer.prototype.register = ServiceWorkerContainer.prototype.getRegistration = async () => found();
        """
    )
    page.clock.install()
    page.goto("about/")
    page.clock.run_for(5000)
    bar = page.get_by_role("complementary", name="新版本")
    bar.get_by_role("button", name="换成新版").click()
    page.clock.run_for(6000)
    expect(bar).to_contain_text("没有换成。把本站的页面都关掉，再打开就是新版")
