"""How long pages are on a phone: screens of 390 × 844, with scripts, nothing opened.

    python -m bench.lengths site/ [before.json]

Prints the table, longest first, beside an earlier one if that is named; `build/lengths.json` keeps it.
"""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from macros.handbook.guides import read_pages, url_of
from tests.browser.conftest import ready
from tests.conftest import DOCS, ROOT, served
from tests.find_browser import REMEDY, find

WIDTH, HEIGHT = 390, 844
KEPT = ROOT / "build" / "lengths.json"


def screens(page: Page, address: str) -> float:
    """Open a page and say how many screens long it is."""
    page.goto(address)
    ready(page)
    length: int = page.evaluate("document.documentElement.scrollHeight")
    return round(length / HEIGHT, 2)


def measured(site: Path) -> dict[str, float]:
    """Measure each page by its address below the site's root."""
    path = find() or sys.exit(REMEDY)
    with served(site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(
            base_url=url,
            viewport={"width": WIDTH, "height": HEIGHT},
            locale="zh-CN",
            service_workers="block",
        )
        lengths = {each: screens(page, each) for each in map(url_of, read_pages(DOCS))}
        browser.close()
    return lengths


def main(site: Path, before: Path | None = None) -> None:
    """Print the table and keep it."""
    lengths = measured(site)
    old: dict[str, float] = json.loads(before.read_text("utf-8")) if before else {}
    for address, length in sorted(lengths.items(), key=lambda each: -each[1]):
        was = f"{old[address]:6.2f} → " if address in old else ""
        print(f"{was}{length:6.2f}  {address or '/'}")
    print(f"median {statistics.median(lengths.values()):.2f} of {len(lengths)} pages")
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(lengths, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
