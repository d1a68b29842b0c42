"""What holds on every page, in the engines that the tests of `tests/browser` do not run in."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.test_every_page import ADDRESSES
from tests.conftest import Site
from tests.engines.engine import Engine
from tests.find_engines import standing

ENGINES = [name for name in standing() if name != "chromium"]

# Between them, these have each widget.
WIDGETS = [
    "", "start/triage/", "respond/first-day/", "after-sales/not-received/", "rules/fake-trade/",
    "reference/deadlines/", "tools/", "tools/exhibits/", "tools/backup/", "tools/package/",
]  # fmt: skip
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
ASK = """
  const {violations} = await axe.run(Object.assign({resultTypes: ["violations"]}, arguments[0]));
  return violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 200)}`);
"""


OPENED = """
  for (const each of document.querySelectorAll("details")) each.open = true;
  return document.documentElement.scrollWidth;
"""


@pytest.mark.parametrize("half", [0, 1])
def test_no_page_says_an_error_or_moves_sideways(engine: Engine, site: Site, half: int) -> None:
    """At 390 px, and at 320; each page with all that opens open."""
    wide = []
    width = 390
    for address in ADDRESSES[half::2]:
        engine.open(site.url + address)
        for narrower in (width, 390 + 320 - width):
            if narrower != width:  # the next page begins as wide as this one ended
                engine.resize(narrower)
            width = narrower
            if engine.run(OPENED) > width:
                wide.append(f"{address} at {width}")
    assert wide == []


def violations(engine: Engine, site: Site, addresses: list[str], **options: object) -> list[str]:
    """Ask axe about pages."""
    found = []
    for address in addresses:
        engine.open(site.url + address)
        engine.run(AXE)
        found += [f"{address} {each}" for each in engine.wait(ASK, options)]
    return found


def test_axe_finds_nothing_where_widgets_stand(engine: Engine, site: Site) -> None:
    without_colours = {"color-contrast": {"enabled": False}}
    assert violations(engine, site, WIDGETS, rules=without_colours) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_contrast_where_controls_stand(engine: Engine, site: Site, scheme: str) -> None:
    engine.prefer(scheme)
    addresses = ["", "respond/first-day/", "tools/deadlines/", "tools/log/"]
    assert violations(engine, site, addresses, runOnly=["color-contrast"]) == []
