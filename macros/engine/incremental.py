"""Builds again only the pages that a save changes, while someone writes.

MkDocs leaves a page alone that is newer than its source. It does not know that pages are made from
the data, the templates and each other's titles too. When the templates or the titles change, all
pages are taken away; when the data change, those for which a macro says something else than before.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from macros.handbook.guides import Page, folder_of

Maker = Callable[..., Markup]
"""Makes the HTML of a macro from the path of its page and its arguments."""

GROUNDS = "grounds"
"""The maker of what the theme's template shows of a page, beside the macros that it calls."""

_seen: dict[Path, tuple[object, object, dict[str, object]]] = {}


def begin(
    site: Path, shared_: object, inputs_: object, made_: Callable[[], dict[str, object]]
) -> bool:
    """Delete the built pages that a save has changed, so that MkDocs builds them; tell whether that is all pages.

    Args:
        site: the folder of the built site.
        shared_: what all pages are made from; see `shared`.
        inputs_: what macros are made from; see `inputs`.
        made_: sums up what the macros of each page say; see `made`. Asked when the inputs change.
    """
    before, inputs_before, made_before = _seen.get(site, (None, None, {}))
    now = made_before if (before, inputs_before) == (shared_, inputs_) else made_()
    _seen[site] = shared_, inputs_, now
    for path in now:
        if before != shared_ or now[path] != made_before.get(path):
            (site / folder_of(path) / "index.html").unlink(missing_ok=True)
    return before != shared_


def shared(pages: Mapping[str, Page], watched: Iterable[Path]) -> object:
    """Sum up what each page is made from beside its words and macros: files, and what guides are called."""
    files = sorted(file for path in watched for file in [path, *path.rglob("*")] if file.is_file())
    said = {path: page.meta for path, page in pages.items()}
    return [(file, file.stat().st_mtime_ns) for file in files], said


def inputs(pages: Mapping[str, Page], data: Path) -> object:
    """Sum up what macros are made from: the data, and where guides call which."""
    called = {path: (page.calls, page.anchors) for path, page in pages.items()}
    return data.stat().st_mtime_ns, called


def made(pages: Mapping[str, Page], makers: Mapping[str, Maker]) -> dict[str, object]:
    """Sum up what the macros of each page say."""
    return {path: _made(page, makers) for path, page in pages.items()}


def _made(page: Page, makers: Mapping[str, Maker]) -> object:
    said = sha256()
    calls = [(call.macro, call.arguments or ()) for call in page.macros]
    for macro, arguments in [*calls, (GROUNDS, ())]:
        try:
            said.update(makers[macro](page.path, *arguments).encode())
        except Exception:  # noqa: BLE001 - shown on the page, by whoever builds it
            return object()  # like nothing else: built each time
    return said.digest()


def date_back(site: Path, start: float) -> None:
    """Date pages by when their build began, so that a save in the meantime is newer."""
    for page in site.rglob("*.html"):
        if page.stat().st_mtime > start:
            os.utime(page, (start, start))
