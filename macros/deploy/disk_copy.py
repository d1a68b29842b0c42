"""Packs a built site as a zip for a disk, which opens from `file://` without a server.

There a browser loads no workers or data by address and shows a folder as a list. So the search
worker travels as text in one plain script (`templates/offline.js`), the search index comes by the
script that the theme asks for, and links name the page they mean. The packs of `bundle_scripts.py`
are plain scripts, which load from a disk as they are. The pages' policy stays behind: a worker of
an address that a browser makes up as it opens the page is not of the page's own origin.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from lxml import html
from lxml.html import HtmlElement

from macros.handbook.model import Handbook
from macros.handbook.review import date_of
from macros.publish import search_index
from macros.publish.assets import bundle_scripts
from macros.publish.files import listed, packed, render, template

TOP = "shensu-youju"
"""The one folder in the zip. ASCII, like all names: not every unzipper reads others right."""

README = "README.txt"
SCRIPT = "assets/js/offline.js"
INDEX = "search/search_index.js"
"""Where the theme looks for its index when a page was opened from a disk."""

_KEPT_LINKS = {"apple-touch-icon", "canonical", "icon", "license", "stylesheet"}

_ENGINE = re.compile(r'"(engine\.[\w.]+)"')

_NOTE = "html/templates/disk_copy_note.html"


def write(book: Handbook, site: Path, target: Path) -> int:
    """Write the copy of the site built at `site` as the zip `target`; count its files."""
    files = {name: path.read_bytes() for name, path in listed(site).items()}
    copied = offline(files, str(date_of(book)))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(zipped(copied))
    return len(copied)


def offline(files: Mapping[str, bytes], checked_on: str) -> dict[str, bytes]:
    """Turn a site's files, by path, into those of a copy for a disk.

    Pages are kept, and what they load or link to; `checked_on` is the day that the copy names.
    """
    names = sorted(name for name in files if name.endswith(".html") and name != "404.html")
    pages = {name: page(name, files[name].decode(), files, checked_on) for name in names}
    wanted = {to for name, tree in pages.items() for to in _targets(name, tree)} & files.keys()
    return {
        **{name: files[name] for name in wanted - pages.keys()},
        **{name: text(tree).encode() for name, tree in pages.items()},
        SCRIPT: script(files).encode(),
        INDEX: _index(files).encode(),
        README: _readme(checked_on, _online(pages["index.html"])),
    }


def page(name: str, source: str, files: Iterable[str], checked_on: str) -> HtmlElement:
    """Rewrite a page: links name files, and it says that it is a copy."""
    tree = html.document_fromstring(source)
    _drop_what_asks_a_server(tree)
    here, known = posixpath.dirname(name), set(files)
    tree.rewrite_links(lambda link: address(here, link, known), resolve_base_href=False)
    up = "../" * name.count("/")
    for config in tree.findall(".//script[@id='__config']"):
        config.addnext(html.Element("script", src=f"{up}{SCRIPT}"))
    for announce in tree.findall(".//div[@data-md-component='announce']"):
        note = render(_NOTE, checked_on=checked_on, online=_online(tree))
        announce.append(html.fragment_fromstring(note.strip()))
    return tree


def text(tree: HtmlElement) -> str:
    """Write a page. Unlike in the site, its markup need not stay as the theme wrote it."""
    return str(html.tostring(tree, encoding="unicode", doctype="<!doctype html>"))


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
    home = html.document_fromstring(files["index.html"].decode())
    config = home.find(".//script[@id='__config']")
    worker = files[json.loads(config.text)["search"]].decode()
    engines = [f"{bundle_scripts.FOLDER}{name}" for name in _ENGINE.findall(worker)]
    whole = "".join([*(files[name].decode() for name in engines), worker])
    return template("deploy/templates/offline.js").replace(
        '"WORKER"', json.dumps(whole, ensure_ascii=False)
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files into one folder of a zip; the same files give the same bytes."""
    whole = {f"{TOP}/{name}": content for name, content in sorted(files.items())}
    return packed(whole, mode=0o644, level=9)


def _drop_what_asks_a_server(tree: HtmlElement) -> None:
    """Take out the policy, and links to what only a server gives: a manifest, a feed, this zip."""
    asking = tree.xpath(
        "//meta[@http-equiv='Content-Security-Policy'] | //link | //*[contains(@class, 'kb-zip')]"
    )
    for element in asking:
        if not _KEPT_LINKS & set(element.get("rel", "").split()):
            element.drop_tree()


def _targets(name: str, tree: HtmlElement) -> set[str]:
    here = posixpath.dirname(name)
    links = [link for _, _, link, _ in tree.iterlinks()] + tree.xpath("//@data-kb-theme")
    return {_resolved(here, re.split("[?#]", link)[0]) for link in links if ":" not in link}


def _resolved(here: str, path: str) -> str:
    """Resolve a link's path to one below the site's root; the root itself is the empty path."""
    resolved = posixpath.normpath(posixpath.join(here, unquote(path)))
    return "" if resolved == "." else resolved


def _index(files: Mapping[str, bytes]) -> str:
    """Write the theme's script: its settings, and for its documents our index, as text."""
    config = json.loads(files["search/search_index.json"])["config"]
    index = {"config": config, "docs": files[search_index.FILE].decode(search_index.ENCODING)}
    return f"var __index = {json.dumps(index, ensure_ascii=False)};\n"


def _online(tree: HtmlElement) -> str:
    """Find where a page stands on the web, if the site was built for an address."""
    return str(tree.xpath("string(//link[@rel='canonical']/@href)"))


def _readme(checked_on: str, online: str) -> bytes:
    """Write the text beside the pages as the oldest Windows editor reads it."""
    readme = render("deploy/templates/offline.txt", checked_on=checked_on, online=online)
    return readme.replace("\n", "\r\n").encode("utf-8-sig")
