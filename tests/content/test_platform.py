"""What a browser may refuse is asked for in one room (`platform/`), and in the service worker at one place.

`tests/js/platform.test.js` tries each function of the room where it is absent, throws, rejects or never answers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from macros.publish.assets import minify
from tests.conftest import DOCS, ROOT

if TYPE_CHECKING:
    from pathlib import Path

JS = DOCS / "assets" / "js"
ROOM = JS / "platform"
WORKERS = sorted((ROOT / "macros" / "publish" / "templates").glob("sw*.js"))
PLACE = "// --- what a browser may refuse"

REFUSED = re.compile(
    r"(?<![.\w])(?:"
    r"localStorage|sessionStorage|indexedDB|cookieStore|caches|navigator|crypto|BroadcastChannel|matchMedia"
    r"|ClipboardItem|getSelection|isSecureContext|print\(\);|new (?:Shared)?Worker\b|structuredClone|Notification"
    r"|requestIdleCallback|(?:Resize|Intersection)Observer|(?:alert|confirm|prompt)\("
    r")|\b(?:document\.cookie|execCommand|createObjectURL|revokeObjectURL|serviceWorker\b(?!\.js)|HTMLAnchorElement\.prototype"
    r"|(?:self|window|globalThis)\.(?:localStorage|sessionStorage|caches|navigator|crypto|print|matchMedia))"
)


def raw(source: str) -> list[str]:
    """List what a script asks of the browser itself, without comments and texts."""
    code = "".join(
        text if kind not in {"comment", "text"} else '""' for kind, text in minify.tokens(source)
    )
    return [found[0] for found in REFUSED.finditer(code)]


@pytest.mark.parametrize(
    "path",
    sorted(path for path in JS.rglob("*.js") if ROOM not in path.parents),
    ids=lambda path: path.relative_to(JS).as_posix(),
)
def test_a_script_asks_the_browser_by_the_room_for_that(path: Path) -> None:
    assert raw(path.read_text("utf-8")) == []


def test_the_service_worker_asks_at_its_end() -> None:
    worker, off = (path.read_text("utf-8") for path in reversed(WORKERS))
    asked = worker.split(PLACE)
    assert raw(asked[0]) == []
    assert set(raw(asked[1])) == {"caches", "navigator", "crypto"}
    assert raw(off) == ["caches"]  # which ends the copy, and is asked nothing else


def test_a_script_that_asks_by_itself_is_seen() -> None:
    """The expression above is no use if it sees nothing."""
    for asks in (
        "localStorage.a", "self.caches", "new Worker(a)", "navigator.storage", "print();", "crypto.subtle",
        "new BroadcastChannel(a)", "URL.createObjectURL(a)", 'document.execCommand("copy")', "if (caches) a()",
        "container?.serviceWorker",
    ):  # fmt: skip
        assert raw(asks), asks
    for asks in ('"localStorage"', "// caches", "this.print()", "store.caches", "printSheet()"):
        assert raw(asks) == [], asks
    assert any(raw(path.read_text("utf-8")) for path in ROOM.glob("*.js"))
