"""Built pages, as any engine wrote them: what each says about itself, and its text as a tree.

Reading the built site, instead of the sources, shows what a reader sees, with every widget filled
in, and works the same under every engine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from pathlib import Path

_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_TRAIL = re.compile(r'<nav class="md-path".*?</nav>', re.DOTALL)
_FACT = re.compile(r'data-kb-fact="([^"]+)"')
_DATA = re.compile(r' data-kb-(?:book|letter|plan|rule)="[^"]*"')  # half a page, for scripts
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(frozen=True)
class Built:
    """A built page: its folder below the site's root (empty for the home page), and its HTML."""

    folder: str
    html: str

    @cached_property
    def title(self) -> str:
        """The title, without the name of the site."""
        return self._find(r'<meta property="og:title" content="([^"]*)"')

    @cached_property
    def description(self) -> str:
        """What the page is about, one sentence."""
        return self._find(r'<meta property="og:description" content="([^"]*)"')

    @cached_property
    def address(self) -> str:
        """The full address; empty when the site was built without one."""
        return self._find(r'<link rel="canonical" href="([^"]*)"')

    @property
    def home(self) -> str:
        """The link from this page to the home page."""
        return "../" * (self.folder.count("/") + 1) if self.folder else "./"

    @property
    def root(self) -> str:
        """The full address of the site; empty like `address`."""
        return self.address.removesuffix(f"{self.folder}/") if self.folder else self.address

    @cached_property
    def next(self) -> str | None:
        """The folder of the page that comes next in the navigation."""
        href = self._find(r'<link rel="next" href="([^"]*)"')
        return urljoin(f"/{self.folder}/".replace("//", "/"), href).strip("/") if href else None

    @property
    def facts(self) -> set[str]:
        """The ids of the facts that the page shows."""
        return set(_FACT.findall(self.html))

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way from the home page to this one as (name, link), as the page shows it."""
        found = _TRAIL.search(self.html)
        links = tree(found[0]).iter("a") if found else ()
        return [("".join(link.itertext()).strip(), link.get("href", "")) for link in links]

    @property
    def article(self) -> ET.Element:
        """The text of the page; an empty element when it has none."""
        found = _ARTICLE.search(self.html)
        return tree(_DATA.sub("", found[0]) if found else "")

    def link(self, href: str) -> str:
        """Write a link of this page in full where the address is known."""
        if self.address:
            return urljoin(self.address, href)
        return f"./{href}" if href.startswith("#") else href

    def _find(self, pattern: str) -> str:
        found = re.search(pattern, self.html)
        return unescape(found[1]) if found else ""


def read(site: Path) -> list[Built]:
    """Read the pages built below `site` in the order of the navigation; what is not in it comes last.

    Raises:
        OSError: when a page cannot be read.
    """
    pages = [
        Built(path.parent.relative_to(site).as_posix().removeprefix("."), path.read_text("utf-8"))
        for path in sorted(site.rglob("index.html"))
    ]
    return _in_order({page.folder: page for page in pages})


def _in_order(pages: dict[str, Built]) -> list[Built]:
    """Follow the pages from the home page on: each names the next."""
    ordered: dict[str, Built] = {}
    page = pages.get("")
    while page and page.folder not in ordered:
        ordered[page.folder] = page
        page = pages.get(page.next) if page.next is not None else None
    return list((ordered | pages).values())


def tree(html: str) -> ET.Element:
    """Read well-formed HTML as a tree; what is left open is closed at the end."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = ET.Element("div")
        self._open = [self.root]

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002
        """Count no lines: nobody asks, and it takes time."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = ET.SubElement(self._open[-1], tag, {key: value or "" for key, value in attrs})
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data
