"""A real browser on the built site. Any console error or foreign request fails the test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.find_browser import REMEDY, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize

    from tests.conftest import Site

expect.set_options(timeout=10_000)  # ms; two cores may have much else to do

SAY_VIOLATIONS = """document.addEventListener("securitypolicyviolation",
  ({ effectiveDirective, blockedURI }) => console.error(`${effectiveDirective} ${blockedURI}`))"""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = find()
    if path is None:
        pytest.fail(REMEDY, pytrace=False)
    return browser_type_launch_args | {"executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], site: Site) -> dict[str, Any]:
    return browser_context_args | {
        "base_url": site.url,
        "viewport": PHONE,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "service_workers": "block",  # a copy of the site in each test would only cost time
    }


@pytest.fixture
def context(context: BrowserContext, site: Site) -> Iterator[BrowserContext]:
    """Watch every page of a test for errors, violations of the policy, and foreign requests."""
    trouble = watch(context, site)
    yield context
    assert trouble == []


def watch(context: BrowserContext, site: Site) -> list[str]:
    """Give a list that fills with errors, violations of the policy, and requests that leave the site."""
    trouble: list[str] = []
    context.add_init_script(SAY_VIOLATIONS)
    context.on(
        "console",
        lambda message: trouble.append(message.text) if message.type == "error" else None,
    )
    context.on("weberror", lambda error: trouble.append(str(error.error)))
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((site.url, "data:", "blob:", "about:"))
            else trouble.append(f"left the site: {request.url}")
        ),
    )
    return trouble


@pytest.fixture(scope="module")
def shared_reader(
    browser: Browser, browser_context_args: dict[str, Any], site: Site
) -> Iterator[tuple[Page, list[str]]]:
    """One page for all tests of a file that only read: a browser keeps what it has loaded."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page(), watch(context, site)
    context.close()


@pytest.fixture
def reader(shared_reader: tuple[Page, list[str]]) -> Iterator[Page]:
    """The shared page, as wide as a phone and light; errors fail the test that saw them."""
    page, trouble = shared_reader
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    trouble.clear()
    yield page
    assert trouble == []


@pytest.fixture
def phone(page: Page) -> Page:
    """A page on a phone, 360 px wide."""
    page.set_default_timeout(10_000)
    return page


PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
"""Tells a field of a paste, as a browser does."""

TOOLS = ["cases", "deadlines", "exhibits", "log", "orders", "timeline", "package", "backup"]
"""The tools that have a page of their own."""

NOW = "2026-11-22T02:00:00Z"  # ten o'clock in China

EMPTY_CASE: dict[str, Any] = {
    "title": "我的案件",
    "kind": "other",
    "created": "2026-11-01T00:00:00.000Z",
    "changed": "2026-11-01T00:00:00.000Z",
    "archived": False,
    "remember": False,
    "plan": {"guide": "", "tasks": []},
    "marks": {},
    "notes": {},
    "rounds": {},
    "blanks": {},
    "personal": {},
    "answers": {},
    "deadlines": {},
    "letters": {},
    "exhibits": [],
    "log": [],
    "orders": {},
}

FULL_CASE: dict[str, Any] = {
    "title": "十月那批",
    "kind": "fake-trade",
    "marks": {"first-day.save-notice": {"state": "done", "at": "2026-11-20T02:00:00.000Z"}},
    "notes": {"first-day.save-notice": "截了三张"},
    "blanks": {"notice-time": "2026-11-20T09:30", "shop-name": "某店", "order-no": "12345"},
    "deadlines": {
        "appeal-fake": {"title": "虚假交易申诉", "from": "", "due": "2026-11-25T10:00", "met": "",
                        "by": ""}
    },
    "letters": {"appeal-goods": "2026-11-21T02:00:00.000Z"},
    "exhibits": [
        {"id": "exhibit-a", "name": "底单.png", "size": 10, "type": "image/png", "sha256": "a" * 64,
         "kind": "shipping-slip", "proves": "已揽收", "order": "", "added": "2026-11-20T08:00:00.000Z"}
    ],
    "log": [
        {"id": "entry-a", "at": "2026-11-20T15:00", "channel": "旺旺", "who": "买家",
         "said": "买家说收到了", "promised": ""}
    ],
}  # fmt: skip


def seed(
    page: Page, cases: dict[str, dict[str, Any]], active: str | None = None, version: int = 5
) -> None:
    """Store cases before the next page is opened, as an earlier visit would have."""
    state = {
        "version": version,
        "active": active or next(iter(cases)),
        "cases": {id_: EMPTY_CASE | case for id_, case in cases.items()},
        "backup": {"at": "", "things": 0},
    }
    store_text(page, json.dumps(state))


def store_text(page: Page, text: str) -> None:
    """Store a text where the next page looks for its state."""
    page.goto("robots.txt")  # of the site, and quickly there
    page.evaluate(
        "text => { localStorage.setItem('shensu-youju', text); sessionStorage.clear() }", text
    )


def ready(page: Page) -> None:
    """Wait until each widget of the page is there; no eval, which a strict policy refuses."""
    page.wait_for_selector("article :is(:not(:defined), [aria-busy])", state="detached")


def stored(page: Page) -> Any:  # noqa: ANN401 - plain JSON
    """Give what is stored now."""
    return json.loads(stored_text(page))


def stored_text(page: Page) -> str:
    """Give what is stored once a page has written what waits, as it does when it is put away."""
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    text: str = page.evaluate("localStorage.getItem('shensu-youju')")
    return text


def the_case(page: Page) -> dict[str, Any]:
    """Give the stored case in use."""
    state = stored(page)
    case: dict[str, Any] = state["cases"][state["active"]]
    return case


def press(within: Locator | Page, name: str, nth: int = 0) -> None:
    """Press a button of a widget as a seller would: what it lies in is opened first."""
    uncover(within.get_by_role("button", name=name, include_hidden=True).nth(nth)).click()


def uncover(hidden: Locator) -> Locator:
    """Open all that something lies in."""
    hidden.evaluate(
        "each => { while ((each = each.parentElement.closest('details'))) each.open = true; }"
    )
    return hidden


def saved(page: Page, widget: Locator, button: str) -> tuple[str, bytes]:
    """Press a button that hands out a file; give its name and content."""
    with page.expect_download() as download:
        press(widget, button)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()
