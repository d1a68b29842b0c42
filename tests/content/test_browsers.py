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

STYLES = sorted((DOCS / "assets" / "css").glob("*.css"))
_INLINE = re.compile(r"<script(?![^>]* (?:src|type=\"application))[^>]*>(.*?)</script>", re.DOTALL)


def _scripts() -> dict[str, str]:
    """Collect whatever a browser runs: our modules, scripts in templates, those inside pages."""
    files = [
        *(DOCS / "assets" / "js").rglob("*.js"),
        *(ROOT / "macros").glob("*/templates/**/*.js"),
    ]
    pages = [
        *(ROOT / "overrides").rglob("*.html"),
        *(ROOT / "macros").glob("*/templates/**/*.html"),
    ]
    inline = {path: "\n".join(_INLINE.findall(path.read_text("utf-8"))) for path in pages}
    read = {path: path.read_text("utf-8") for path in files} | inline
    return {path.relative_to(ROOT).as_posix(): text for path, text in sorted(read.items()) if text}


SCRIPTS = _scripts()

# Each is younger than Chrome 88, Firefox 82 or Safari 14.
YOUNGER = {
    "a class field": r"^  (?:static )?#?\w+(?: = [^=].*)?;$",
    "a private name": r"(?:this|other)\.#\w|^\s*#\w+[ (]",
    "a static block": r"\bstatic \{",
    "top-level await": r"^(?:const .*= |let .*= )?await ",
    "a namespace exported": r"^export \* as ",
    "lookbehind": r"\(\?<[=!]",
    "a flag of expressions": r"/[dgimsuy]*v[dgimsuy]*[;,.)]|RegExp\(.*, \"[a-z]*[dv][a-z]*\"\)",
    "a method": r"\.(?:at|findLast|findLastIndex|toSorted|toReversed|toSpliced|with|isWellFormed|toWellFormed)\(",
    "a method of sets": r"\.(?:union|intersection|difference|symmetricDifference|is(?:Subset|Superset)Of|isDisjointFrom)\(",
    "a method of iterators": r"\.(?:values|keys|entries)\(\)\.(?!next\b)\w+\(|\bIterator\.",
    "a method of bytes": r"\.(?:toBase64|toHex|setFrom(?:Base64|Hex)|transfer|transferToFixedLength|resize)\(|\bUint8Array\.from(?:Base64|Hex)",
    "a function": r"\b(?:structuredClone|reportError|Object\.(?:hasOwn|groupBy)|Map\.groupBy|Array\.fromAsync"
    r"|Promise\.(?:any|try|withResolvers)|RegExp\.escape|Error\.isError|URL\.(?:canParse|parse)|Response\.json)\b",
    "a reason": r"\bsignal\.reason\b|\.abort\([^)]|\.throwIfAborted\b|\bAbortSignal\.(?:abort|any|timeout)\b|\bcause:",
    "an option of Intl": r"\bIntl\.(?:Segmenter|ListFormat|DisplayNames|DurationFormat|supportedValuesOf)\b|\.formatRange\b"
    r"|\b(?:date|time)Style:|\bdayPeriod:|\bfractionalSecondDigits:|style: \"unit\"",
    "an object": r"\bnew (?:WeakRef|FinalizationRegistry|CSSStyleSheet|OffscreenCanvas|URLPattern"
    r"|Text(?:De|En)coderStream|TransformStream)\b",
    "an interface": r"\b(?:showPicker|checkVisibility|showModal|(?:show|hide|toggle)Popover|randomUUID|requestSubmit"
    r"|submitter|navigationPreload|createImageBitmap|startViewTransition|setHTML(?:Unsafe)?|adoptedStyleSheets"
    r"|moveBefore|cookieStore|createSyncAccessHandle)\b|\.inert\b|\.stream\(\)|\bstorage\.getDirectory\b",
}
ASKED = (
    "BroadcastChannel", "ClipboardItem", "CompressionStream", "DecompressionStream", "requestIdleCallback", "visualViewport",
)  # fmt: skip
"""Younger, or not in every browser: a script asks first (`"x" in self`), or tries and goes on without."""

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


def used(text: str, younger: dict[str, str]) -> list[str]:
    text = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.DOTALL)
    return [name for name, words in younger.items() if re.search(words, text, re.MULTILINE)]


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_uses_nothing_younger_than_its_browsers(name: str) -> None:
    text = SCRIPTS[name]
    assert used(text, YOUNGER) == []
    for each in filter(text.__contains__, ASKED):
        assert f'"{each}" in ' in text or re.search(r"try \{|\btried\(|\btaken\(", text), each


def test_whatever_a_browser_runs_is_read() -> None:
    """Of the templates too: the worker of the copy, what a copy on a disk runs, what stands in a page."""
    assert {
        "docs/assets/js/main.js", "macros/publish/templates/sw.js", "macros/publish/templates/sw-off.js",
        "macros/deploy/templates/offline.js", "overrides/main.html",
    } <= SCRIPTS.keys()  # fmt: skip


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_sheet_needs_nothing_younger_than_its_browsers(path: Path) -> None:
    assert used(path.read_text("utf-8"), YOUNGER_STYLE) == []
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
    *sorted((DOCS / "assets" / "js").rglob("*.js")),
    *sorted((ROOT / "macros" / "html" / "templates").rglob("*.html")),
    *sorted((ROOT / "overrides").rglob("*.html")),
]


@pytest.mark.parametrize("path", MAKERS, ids=lambda path: path.name)
def test_no_field_drops_what_it_takes_for_no_number(path: Path) -> None:
    """A number field gives "" for `2天`; a text field and `readCount` give what was typed."""
    assert re.findall(r"""\btype(?:: |=)["']?(?:number|range)\b""", path.read_text("utf-8")) == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_was_typed_is_read_by_one_reader(name: str) -> None:
    """`Number("")` is 0 and `parseInt("2天3")` is 2: typed numbers go through `letter/typed-number.js`."""
    code = SCRIPTS[name]
    assert (
        re.findall(
            r"\b(?:parseInt|parseFloat|valueAsNumber|valueAsDate)\b|\bNumber\([\w.]*value", code
        )
        == []
    )
