"""A real browser on the built site. Any console error or foreign request fails the test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.find_browser import REMEDY, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page

    from tests.conftest import Site

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = find()
    if path is None:
        pytest.fail(REMEDY, pytrace=False)
    flags = (
        "no-sandbox disable-gpu disable-background-networking disable-component-update disable-sync"
    )
    return browser_type_launch_args | {
        "executable_path": path,
        "args": [f"--{flag}" for flag in flags.split()],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], site: Site) -> dict[str, Any]:
    return browser_context_args | {
        "base_url": site.url,
        "viewport": PHONE,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
    }


@pytest.fixture
def context(context: BrowserContext, site: Site) -> Iterator[BrowserContext]:
    """Watch every page of a test for errors, and for requests that leave the site."""
    trouble: list[str] = []
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
    yield context
    assert trouble == []


@pytest.fixture
def phone(page: Page) -> Page:
    """A page on a phone, 360 px wide."""
    page.set_default_timeout(10_000)
    return page
