"""Built pages, as any engine wrote them: what each says about itself, and its text as a tree.

Reading the built site, instead of the sources, shows what a reader sees, with every widget filled
in, and works the same under every engine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_TRAIL = re.compile(r'<nav class="md-path".*?</nav>', re.DOTALL)
_FACT = re.compile(r'data-kb-fact="([^"]+)"')
_DATA = re.compile(r' data-kb-(?:book|letter|plan|rule)="[^"]*"')  # half a page, for scripts
_PARSER = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)


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

    @cached_property
    def article(self) -> etree._Element:
        """The text of the page; an empty element when it has none."""
        found = _ARTICLE.search(self.html)
        return tree(_DATA.sub("", found[0]) if found else "")

    def meta(self, name: str) -> str:
        """What the page's head says under this name; empty when it says nothing."""
        return self._find(f'<meta name="{name}" content="([^"]*)"')

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


def tree(html: str) -> etree._Element:
    """Read HTML as a tree; what is left open is closed at the end."""
    return etree.fromstring(f"<div>{html}</div>", _PARSER)[0][0]  # in html and body
