"""Writes the service worker, which keeps the site in a reader's browser for when there is no network.

The worker's list names every file that reading needs, with the hash of what it says: the browser
refuses any other content, so the whole book is stored whole or not at all. Of these anyone gets what pages
load and the tools (`anyone`); the rest as it is read, or at once when the reader asks for the whole book.
The same site gives the same bytes, and a browser that sees the same bytes fetches nothing.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from pathlib import Path

from macros.handbook import addresses
from macros.publish.files import as_bytes, integrity, listed, template

FILE = "sw.js"

_NOT_READ = re.compile(
    r"sw\.js$|_|(?:api|data)/"  # for hosts and programs; to be had with a network
    r"|assets/javascripts/(?:lunr|workers)/"  # the theme's search, which ours replaces
    r"|assets/js/"  # packs hold what pages need of them
    r"|assets/img/(?:share|screenshot|workbench)\."  # shown elsewhere
    r"|.*\.(?:atom|gz|ics|map|md|txt|xml|ya?ml|zip)$"
)
_ONCE_READ = re.compile(
    r"(?!tools/|(?:404|index)\.html$).*\.html$|search/|letters/"
    r"|assets/(?:css|images|stylesheets)/"  # packs hold what pages need of them
    r"|assets/img/icon-(?:maskable-)?\d{3}\."  # for the home screen, whose system asks for it
)
_PACKED = {".css", ".html", ".js", ".json", ".svg", ".webmanifest"}
_SAID = re.compile(r'(?<= data-kb-sent=")[\d.]*(?=")')
_EMPTY = "const KEPT = { bytes: 0, anyone: [], files: {} };"


def files(
    site: Path, made: Mapping[str, str | bytes] | None = None, *, on: bool = True
) -> dict[str, str]:
    """Name the worker and give its text; it keeps what is `made` to be written and what is there.

    When it is not `on`, it ends what earlier ones keep.
    """
    if not on:
        return {FILE: template("publish/templates/sw-off.js")}
    return {FILE: worker(_kept(site, made or {}))}


def worker(files: Mapping[str, bytes]) -> str:
    """Write the worker for a site's files, by path."""
    kept = {address(name): content for name, content in files.items() if is_kept(name)}
    told = {
        "bytes": sum(map(len, kept.values())),
        "anyone": sorted(address(name) for name in files if is_kept(name) and is_for_anyone(name)),
        "files": {name: integrity(content) for name, content in sorted(kept.items())},
    }
    worker = template("publish/templates/sw.js")
    return worker.replace(_EMPTY, f"const KEPT = {json.dumps(told, indent=1)};")


def sized(site: Path, made: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """Let the pages that offer the whole book say how many megabytes are sent for it; give those pages.

    It is the sum of all files of the list, text as gzip -6 packs it, without headers. A page that says it is
    counted without its figure. Arguments and errors are those of `files`.
    """
    said = {
        name: page for name, page in made.items() if isinstance(page, str) and _SAID.search(page)
    }
    if not said:
        return {}
    bare = {name: _SAID.sub("", page) for name, page in said.items()}
    size = sum(sent(name, content) for name, content in _kept(site, {**made, **bare}).items())
    return {name: _SAID.sub(f"{size / 1e6:.1f}", page) for name, page in bare.items()}


def sent(name: str, content: bytes) -> int:
    """Count the bytes that a server sends for a file that is kept; for any other none."""
    if not is_kept(name):
        return 0
    return len(gzip.compress(content, 6)) if Path(name).suffix in _PACKED else len(content)


def is_for_anyone(name: str) -> bool:
    """Tell whether each copy holds a file, by its path: what pages load, the first page, the tools."""
    return not _ONCE_READ.match(name)


def is_kept(name: str) -> bool:
    """Tell whether a reader without a network needs a file, by its path."""
    return not _NOT_READ.match(name)


def address(name: str) -> str:
    """Name a file as it is asked for: a page by its folder, the home page by nothing."""
    return addresses.of(re.sub(r"(^|/)index\.html$", r"\1", name))


def _kept(site: Path, made: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """Collect what a site will hold: the files made, and the others that are there."""
    there = {name: path for name, path in listed(site).items() if name not in made}
    return {name: as_bytes(content) for name, content in made.items()} | {
        name: path.read_bytes() for name, path in there.items() if is_kept(name)
    }
