"""While someone writes, only the page that was saved is built again: `mkdocs serve --dirty`.

MkDocs leaves a page alone that is newer than its source. It does not know that pages are made from
the data, the templates and each other's titles too: when one of those changes, all are taken away.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from macros.pages import Page

_seen: dict[Path, object] = {}


def begin(site: Path, stamp: object) -> bool:
    """Take away the pages built from something else than `stamp`; tell whether all are to be built."""
    same = _seen.get(site) == stamp
    _seen[site] = stamp
    if not same:
        for page in site.rglob("*.html"):
            page.unlink()
    return not same


def shared(pages: dict[str, Page], watched: Iterable[Path]) -> object:
    """Sum up what each page is made from beside its own words: files, and what guides say of themselves."""
    files = sorted(file for path in watched for file in [path, *path.rglob("*")] if file.is_file())
    said: dict[str, Any] = {
        path: (page.meta, page.calls, page.anchors) for path, page in pages.items()
    }
    return [(file, file.stat().st_mtime_ns) for file in files], said


def date_back(site: Path, start: float) -> None:
    """Date pages by when their build began, so that a save in the meantime is newer."""
    for page in site.rglob("*.html"):
        if page.stat().st_mtime > start:
            os.utime(page, (start, start))
