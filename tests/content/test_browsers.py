"""The sources use nothing younger than the browsers that the page about this site names.

What only decorates may be younger; a browser leaves out what it does not know.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import DOCS, ROOT

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = sorted((DOCS / "assets" / "js").rglob("*.js"))
STYLES = sorted((DOCS / "assets" / "css").glob("*.css"))

# Each is younger than Chrome 88, Firefox 82 or Safari 14.
YOUNGER = {
    "a class field": r"^  (?:static )?#?\w+(?: = [^=].*)?;$",
    "a private name": r"(?:this|other)\.#\w|^\s*#\w+[ (]",
    "a static block": r"\bstatic \{",
    "top-level await": r"^(?:const .*= |let .*= )?await ",
    "lookbehind": r"\(\?<[=!]",
    "a flag of expressions": r"/[dgimsuy]*v[dgimsuy]*[;,.)]|, \"[a-z]*[dv][a-z]*\"\)",
    "a method": r"\.(?:at|findLast|findLastIndex|toSorted|toReversed|toSpliced|with|isSubsetOf)\(",
    "a function": r"\b(?:structuredClone|Object\.(?:hasOwn|groupBy)|Array\.fromAsync|Promise\.(?:any|try|withResolvers))\b",
    "an interface": r"\b(?:showPicker|checkVisibility|showModal|showPopover|randomUUID)\b",
}
# Each loses more than looks where it is not known.
YOUNGER_STYLE = {
    "inset": r"^\s*inset:",
    "nesting": r"^\s+&",
    "a layer": r"@layer|@container|@scope",
    "a unit": r"\d(?:dvh|svh|lvh|cqw)\b",
    "a colour": r"color-mix|light-dark|oklch",
}
# Alone in a rule, or in :is(), so that only what it says is lost: the frame around the target of a
# link, the drawer that opens for a keyboard, the handout that prints without the rest of its page,
# the heading that stays with the widget below it on paper.
HAS = {"theme.css": 1, "widgets.css": 1, "print.css": 4}


def used(path: Path, younger: dict[str, str]) -> list[str]:
    text = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)
    return [name for name, words in younger.items() if re.search(words, text, re.MULTILINE)]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_uses_nothing_younger_than_its_browsers(path: Path) -> None:
    assert used(path, YOUNGER) == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_sheet_needs_nothing_younger_than_its_browsers(path: Path) -> None:
    assert used(path, YOUNGER_STYLE) == []
    assert path.read_text("utf-8").count(":has(") == HAS.get(path.name, 0)


def test_the_script_that_says_a_browser_is_too_old_runs_in_older_ones() -> None:
    """It stands in the page, and is written as scripts were in 2010."""
    page = (ROOT / "overrides" / "main.html").read_text("utf-8")
    code = page.split("{% block scripts %}")[1]
    assert "kb-dead" in code
    assert re.findall(r"=>|`|\b(?:let|const|class|await|of)\b|\?\.|\?\?|\.\.\.", code) == []


def test_the_pages_name_the_oldest_browsers_that_the_tools_work_in() -> None:
    page = (DOCS / "about" / "index.md").read_text("utf-8")
    for name in ("Chrome、Edge 88", "Firefox 82", "Safari 14"):
        assert name in page


MAKERS = [
    *SCRIPTS,
    *sorted((ROOT / "macros" / "html" / "templates").rglob("*.html")),
    *sorted((ROOT / "overrides").rglob("*.html")),
]


@pytest.mark.parametrize("path", MAKERS, ids=lambda path: path.name)
def test_no_field_drops_what_it_takes_for_no_number(path: Path) -> None:
    """A number field gives "" for `2天`; a text field and `readCount` give what was typed."""
    assert re.findall(r"""\btype(?:: |=)["']?(?:number|range)\b""", path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_what_was_typed_is_read_by_one_reader(path: Path) -> None:
    """`Number("")` is 0 and `parseInt("2天3")` is 2: typed numbers go through `letter/typed-number.js`."""
    code = path.read_text("utf-8")
    assert (
        re.findall(
            r"\b(?:parseInt|parseFloat|valueAsNumber|valueAsDate)\b|\bNumber\([\w.]*value", code
        )
        == []
    )
