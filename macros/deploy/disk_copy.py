"""A built site to a copy for a disk: one zip that opens from `file://`, without a server.

There a browser loads no workers or data by address and shows a folder as a list. So the search
worker travels as text in one plain script (`templates/offline.js`), the search index comes by the
script that the theme asks for, and links name the page they mean. The packs of `bundle_scripts` are
plain scripts, which load from a disk as they are. The pages' policy stays behind: a worker of
an address that a browser makes up as it opens the page is not of the page's own origin.
"""

from __future__ import annotations

import io
import json
import posixpath
import re
import zipfile
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from macros.publish import csp, search_index
from macros.publish.assets import bundle_scripts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from macros.handbook.model import Handbook

TOP = "shensu-youju"
"""The one folder in the zip. ASCII, like all names: not every unzipper reads others right."""

README = "README.txt"
SCRIPT = "assets/js/offline.js"
INDEX = "search/search_index.js"
"""Where the theme looks for its index when a page was opened from a disk."""

_KEPT_LINKS = {"apple-touch-icon", "canonical", "icon", "license", "next", "prev", "stylesheet"}

_TAG = re.compile(r'<(?:a|area|img|link|script|source)\s(?:[^>"]|"[^"]*")*>')
_ADDRESS = re.compile(r'(\s(?:href|src)=")([^"]*)(?=")')
_REL = re.compile(r'\srel="([^"]*)"')
_CONFIG = re.compile(r'<script id="__config"[^>]*>(.*?)</script>', re.DOTALL)
_ANNOUNCE = re.compile(r'(<div data-md-component="announce">)\s*(</div>)')
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
_ENGINE = re.compile(r'"(engine\.[\w.]+)"')

_TEMPLATES = Path(__file__).parent / "templates"
_NOTE = "disk_copy_note.html"
_JINJA = Environment(
    loader=FileSystemLoader([_TEMPLATES, Path(__file__).parents[1] / "html" / "templates"]),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    keep_trailing_newline=True,
)


def write(book: Handbook, site: Path, target: Path) -> int:
    """Write the copy of the site built at `site` as the zip `target`; count its files.

    Raises:
        OSError: when a file cannot be read or the zip cannot be written.
    """
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}
    checked_on = max(str(fact.checked_on) for fact in book.facts.values())
    copied = offline(files, checked_on)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(zipped(copied))
    return len(copied)


def offline(files: Mapping[str, bytes], checked_on: str) -> dict[str, bytes]:
    """Turn a site's files, by path, into those of a copy for a disk.

    Pages are kept, and what they load or link to; `checked_on` is the day that the copy names.
    """
    names = {name for name in files if name.endswith(".html") and name != "404.html"}
    pages = {name: page(name, files[name].decode(), files, checked_on) for name in sorted(names)}
    wanted = {to for name, html in pages.items() for to in _targets(name, html)} & files.keys()
    online = _online(files["index.html"].decode())
    return {
        **{name: files[name] for name in wanted - names},
        **{name: html.encode() for name, html in pages.items()},
        SCRIPT: script(files).encode(),
        INDEX: _index(files).encode(),
        README: _readme(checked_on, online),
    }


def page(name: str, html: str, files: Iterable[str], checked_on: str) -> str:
    """Rewrite a page: links name files, and it says that it is a copy."""
    here = posixpath.dirname(name)
    known = set(files)
    up = "../" * name.count("/")
    html = csp.unprotected(html)
    html = _TAG.sub(lambda match: _tag(here, match[0], known), html)
    html = _CONFIG.sub(lambda match: f'{match[0]}<script src="{up}{SCRIPT}"></script>', html)
    note = _JINJA.get_template(_NOTE).render(checked_on=checked_on, online=_online(html))
    return _ANNOUNCE.sub(lambda match: match[1] + note.strip() + match[2], html)


def address(here: str, link: str, files: set[str]) -> str:
    """Complete a link from the folder `here`, such as `../appeal/?h=x#y`, to the page it means."""
    path, rest = re.fullmatch(r"([^?#]*)(.*)", link, re.DOTALL).groups()  # type: ignore[union-attr]
    if not path or ":" in path or path.startswith("/"):
        return link
    folder = _resolved(here, path)
    if posixpath.join(folder, "index.html") not in files:
        return link
    return posixpath.join(path, "index.html").removeprefix("./") + rest


def script(files: Mapping[str, bytes]) -> str:
    """Write the plain script that carries the worker, with the engine that it would fetch before it."""
    found = _CONFIG.search(files["index.html"].decode())
    name = json.loads(found[1])["search"] if found else ""
    worker = files[name].decode()
    engines = [
        files[posixpath.join(bundle_scripts.FOLDER, each)] for each in _ENGINE.findall(worker)
    ]
    whole = "".join([*(engine.decode() for engine in engines), worker])
    template = (_TEMPLATES / "offline.js").read_text("utf-8")
    return template.replace('"WORKER"', json.dumps(whole, ensure_ascii=False))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files into one folder of a zip; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{TOP}/{name}")  # of 1980, for want of a clock
            entry.create_system = 3  # or it would tell where it was packed
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def _tag(here: str, tag: str, files: set[str]) -> str:
    rel = _REL.search(tag)
    if tag.startswith("<link") and not (rel and _KEPT_LINKS & set(rel[1].split())):
        return ""  # a manifest, a feed: what asks a server
    return _ADDRESS.sub(lambda match: match[1] + address(here, match[2], files), tag)


def _targets(name: str, html: str) -> set[str]:
    here = posixpath.dirname(name)
    links = [link for tag in _TAG.findall(html) for _, link in _ADDRESS.findall(tag)]
    return {_resolved(here, re.split("[?#]", link)[0]) for link in links if ":" not in link}


def _resolved(here: str, path: str) -> str:
    """Resolve a link's path to one below the site's root; the root itself is the empty path."""
    resolved = posixpath.normpath(posixpath.join(here, unquote(unescape(path))))
    return "" if resolved == "." else resolved


def _index(files: Mapping[str, bytes]) -> str:
    """Write the theme's script: its settings, and for its documents our index, as text."""
    config = json.loads(files["search/search_index.json"])["config"]
    index = {"config": config, "docs": files[search_index.FILE].decode()}
    return f"var __index = {json.dumps(index, ensure_ascii=False)};\n"


def _online(html: str) -> str:
    """Find where a page stands on the web, if the site was built for an address."""
    found = _CANONICAL.search(html)
    return unescape(found[1]) if found else ""


def _readme(checked_on: str, online: str) -> bytes:
    """Write the text beside the pages as the oldest Windows editor reads it."""
    text = _JINJA.get_template("offline.txt").render(checked_on=checked_on, online=online)
    return text.replace("\n", "\r\n").encode("utf-8-sig")
