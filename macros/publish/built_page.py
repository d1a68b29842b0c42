"""Built pages, each as the text that an engine wrote and as a tree.

The built site, instead of the sources, shows what a reader sees, with every widget filled in, and is
read the same whatever engine built it.

Questions go to the tree, changes to the text. A tree cannot give the text back: written by lxml, none
of our pages keeps its bytes, because spaces inside tags, `<path/>` and the case of `viewBox` are lost.
So `edited` puts new text at places, and `spans` gives the places of elements: the text holds the
start tags of the tree in the same order, and one tokenizer, `_TAG`, finds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree

from macros.handbook import addresses
from macros.publish.files import listed

_PARSER = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
_INDEX = "index.html"
_PLACED = ("link", "meta", "script")
"""The elements that a step may edit: what a page loads and says of itself."""

_VALUE = r"""(?>=\s*"[^"]*"|=\s*'[^']*'|[^>])*+"""
_TAG = re.compile(
    r"<!--.*?-->"
    rf"|(?P<placed><script\b{_VALUE}>.*?</script[\s/]*>|<(?:link|meta)\b{_VALUE}>)"
    rf"|<[a-z]{_VALUE}>",
    re.DOTALL | re.IGNORECASE,
)
"""A comment, a placed element or another start tag: what looks like a tag inside one is none."""


@dataclass(frozen=True)
class BuiltPage:
    """A built page: its path below the site's root, such as `respond/appeal/index.html`, and its text."""

    path: str
    html: str

    @cached_property
    def tree(self) -> etree._Element:
        """The page as a tree, whose root is there even where the page is empty."""
        return etree.fromstring(f"{self.html}<html>", _PARSER)

    @cached_property
    def title(self) -> str:
        """The title, without the name of the site."""
        return self._said("meta[@property='og:title']", "content")

    @cached_property
    def description(self) -> str:
        """What the page is about, one sentence."""
        return self._said("meta[@property='og:description']", "content")

    @cached_property
    def address(self) -> str:
        """The full address; empty when the site was built without one."""
        return addresses.canonical(self.said_address)

    @property
    def said_address(self) -> str:
        """The full address as the engine has written it."""
        return self._said("link[@rel='canonical']", "href")

    @property
    def folder(self) -> str:
        """The folder of the page below the site's root; empty for the home page."""
        return self.path.removesuffix(_INDEX).rstrip("/")

    @property
    def root(self) -> str:
        """The full address of the site; empty like `address`."""
        return (
            self.address.removesuffix(f"{addresses.of(self.folder)}/")
            if self.folder
            else self.address
        )

    @property
    def next(self) -> str | None:
        """The folder of the page that comes next in the navigation, as the way on at its foot says."""
        href = self._said("a[contains(@class, 'md-footer__link--next')]", "href")
        here = f"/{addresses.of(self.folder)}/".replace("//", "/")
        return addresses.path_of(urljoin(here, href).strip("/")) if href else None

    @cached_property
    def facts(self) -> set[str]:
        """The ids of the facts that the page shows."""
        return set(self.tree.xpath("//@data-kb-fact"))

    @property
    def article(self) -> etree._Element:
        """The text of the page; an empty element when it has none."""
        found = self.tree.find(".//article")
        return etree.Element("article") if found is None else found

    def meta(self, name: str) -> str:
        """What the page's head says under this name; empty when it says nothing."""
        return self._said(f"meta[@name='{name}']", "content")

    def link(self, href: str) -> str:
        """Write a link of this page in full where the address is known."""
        href = addresses.once(href)
        if self.address:
            return urljoin(self.address, href)
        return f"./{href}" if href.startswith("#") else href

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> BuiltPage:
        """Replace parts of the text, each given as (begin, end, new text); none may overlap."""
        html = self.html
        for begin, end, text in sorted(edits, reverse=True):
            html = html[:begin] + text + html[end:]
        return replace(self, html=html)

    @cached_property
    def spans(self) -> dict[etree._Element, tuple[int, int]]:
        """Where each link, meta element and whole script begins and ends in the text.

        Raises ValueError if the text does not hold the tree's tags.
        """
        spans = [found.span() for found in _TAG.finditer(self.html) if found["placed"]]
        return dict(zip(self.tree.iter(*_PLACED), spans, strict=True))

    def _said(self, path: str, attribute: str) -> str:
        return str(self.tree.xpath(f"string(//{path}/@{attribute})"))


def read(site: Path) -> list[BuiltPage]:
    """Read the pages built below `site`, in the order of their paths."""
    pages = listed(site, "*.html").items()
    return [BuiltPage(name, path.read_text("utf-8")) for name, path in pages]


def in_order(pages: Iterable[BuiltPage]) -> list[BuiltPage]:
    """Order pages as the navigation does, then those outside it; leaves out 404.html, which is no page of its own.

    The home page begins, and each page names the next.
    """
    left = {page.folder: page for page in pages if page.path.endswith(_INDEX)}
    ordered = []
    page = left.pop("", None)
    while page:
        ordered.append(page)
        page = left.pop(page.next, None) if page.next is not None else None
    return [*ordered, *left.values()]
