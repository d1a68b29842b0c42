"""How long pages are on a phone: screens of 390 × 844, with scripts, nothing opened.

    python -m bench.lengths site/ [before.json]    prints the table, longest first, beside an earlier one
    python -m bench.lengths site/ --hold           makes what pages have now their ceilings

`build/lengths.json` keeps the figures; `tests/data/lengths.json` holds the ceilings.
"""

from __future__ import annotations

import json
import math
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from macros.handbook.guides import read_pages, url_of
from tests.browser.conftest import ready
from tests.conftest import DOCS, ROOT, served
from tests.find_browser import REMEDY, find
from tests.lengths import CEILINGS, FILE, PHONE, screens

KEPT = ROOT / "build" / "lengths.json"
ROOM = 0.25
"""Screens that a page may grow by before a ceiling is passed, at least; ceilings are quarters."""


def measured_at(page: Page, address: str) -> float:
    """Open a page and say how many screens it is long."""
    page.goto(address)
    ready(page)
    return screens(page)


def measured(site: Path) -> dict[str, float]:
    """Measure each page by its address below the site's root."""
    path = find() or sys.exit(REMEDY)
    with served(site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(
            base_url=url, viewport=PHONE, locale="zh-CN", service_workers="block"
        )
        lengths = {each: measured_at(page, each) for each in map(url_of, read_pages(DOCS))}
        browser.close()
    return lengths


def main(site: Path, before: str = "") -> None:
    """Print the table and keep it."""
    lengths = measured(site)
    hold = before == "--hold"
    old = CEILINGS if hold or not before else json.loads(Path(before).read_text("utf-8"))
    for address, length in sorted(lengths.items(), key=lambda each: -each[1]):
        was = f"{old[address]:6.2f} → " if address in old else " " * 9
        print(f"{was}{length:6.2f}  {address or '/'}")
    print(f"median {statistics.median(lengths.values()):.2f} of {len(lengths)} pages")
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(lengths, indent=1), encoding="utf-8")
    if hold:
        ceilings = {each: math.ceil((length + ROOM) * 4) / 4 for each, length in lengths.items()}
        FILE.write_text(json.dumps(ceilings, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
