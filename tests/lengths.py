"""How long pages may be: screens of a phone, with scripts and nothing opened."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.conftest import DATA

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

FILE = DATA / "lengths.json"
CEILINGS: dict[str, float] = json.loads(FILE.read_text("utf-8"))
"""Address below the site's root → screens; `python -m bench.lengths site --hold` writes it."""

PHONE: ViewportSize = {"width": 390, "height": 844}


def screens(page: Page) -> float:
    """Say how many screens of a phone the open page is long."""
    page.set_viewport_size(PHONE)
    length: int = page.evaluate("document.documentElement.scrollHeight")
    return round(length / PHONE["height"], 2)
