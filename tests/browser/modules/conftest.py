"""One page for all tests of modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.modules.kit import Modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.conftest import Site


@pytest.fixture(scope="session")
def js(browser: Browser, browser_context_args: dict[str, Any], site: Site) -> Iterator[Modules]:
    context = browser.new_context(**browser_context_args)
    yield Modules(context.new_page(), site)
    context.close()
