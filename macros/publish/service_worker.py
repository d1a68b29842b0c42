"""Writes the service worker, which keeps the site in a reader's browser for when there is no network.

The worker's list names every file that reading needs, with the hash of what it says: the browser
refuses any other content, so a version is stored whole or not at all. The same site gives the same
bytes, and a browser that sees the same bytes fetches nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from macros.publish.files import as_bytes, integrity, listed, template

FILE = "sw.js"

_NOT_READ = re.compile(
    r"sw\.js$|_|(?:api|data|letters)/"  # for hosts, programs and Word; to be had with a network
    r"|assets/javascripts/(?:lunr|workers)/"  # the theme's search, which ours replaces
    r"|assets/js/"  # packs hold what pages need of them
    r"|assets/img/(?:share|screenshot|workbench)\."  # shown elsewhere
    r"|.*\.(?:atom|gz|ics|map|md|txt|xml|ya?ml|zip)$"
)
_EMPTY = "const KEPT = { bytes: 0, files: {} };"


def files(
    site: Path, made: Mapping[str, str | bytes] | None = None, *, on: bool = True
) -> dict[str, str]:
    """Name the worker and give its text; it keeps what is `made` to be written and what is there.

    When it is not `on`, it ends what earlier ones keep.
    """
    if not on:
        return {FILE: template("publish/templates/sw-off.js")}
    kept = {name: path for name, path in listed(site).items() if is_kept(name)}
    new = {name: as_bytes(content) for name, content in (made or {}).items()}
    there = {name: path.read_bytes() for name, path in kept.items() if name not in new}
    return {FILE: worker(there | new)}


def worker(files: Mapping[str, bytes]) -> str:
    """Write the worker for a site's files, by path."""
    kept = {_address(name): content for name, content in files.items() if is_kept(name)}
    told = {
        "bytes": sum(map(len, kept.values())),
        "files": {name: integrity(content) for name, content in sorted(kept.items())},
    }
    worker = template("publish/templates/sw.js")
    return worker.replace(_EMPTY, f"const KEPT = {json.dumps(told, indent=1)};")


def is_kept(name: str) -> bool:
    """Tell whether a reader without a network needs a file, by its path."""
    return not _NOT_READ.match(name)


def _address(name: str) -> str:
    """Name a file as it is asked for: a page by its folder, the home page by nothing."""
    return re.sub(r"(^|/)index\.html$", r"\1", name)
