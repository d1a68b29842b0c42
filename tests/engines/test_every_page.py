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
    "", "start/triage/", "respond/first-day/", "after-sales/not-received/", "tools/exhibits/",
    "tools/backup/", "tools/package/",
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
    """On the narrowest phone, 320 px wide, with all that opens open."""
    engine.resize(320)
    wide = []
    for address in ADDRESSES[half::2]:
        engine.open(site.url + address)
        if engine.run(OPENED) > 320:
            wide.append(address)
    assert wide == []


def violations(engine: Engine, **options: object) -> list[str]:
    """Ask axe about the page that is open."""
    engine.run(AXE)
    found: list[str] = engine.wait(ASK, options)
    return found


def test_axe_finds_nothing_where_widgets_stand(engine: Engine, site: Site) -> None:
    """Nor does anything move sideways at 390 px. Colours are the next test's."""
    without_colours = {"color-contrast": {"enabled": False}}
    found = {}
    for address in WIDGETS:
        engine.open(site.url + address)
        found[address] = violations(engine, rules=without_colours)
        if engine.run(OPENED) > 390:
            found[address].append("wider than 390 px")
    assert {address: faults for address, faults in found.items() if faults} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_contrast_where_controls_stand(engine: Engine, site: Site, scheme: str) -> None:
    engine.prefer(scheme)
    for address in ("respond/first-day/", "tools/log/"):
        engine.open(site.url + address)
        assert violations(engine, runOnly=["color-contrast"]) == []
