"""Built pages to the search index: what each section says, once, in the words on the page.

The index holds text, not postings: the browser counts characters faster than it could fetch a
table of them. `docs/assets/js/search/` reads it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from macros.model import Handbook

FILE = "search/handbook.json"
"""Where the index stands below the site's root; the worker knows it by this address."""

FURNITURE = {
    "headerlink", "kb-actions", "kb-api", "kb-basis", "kb-case-bar", "kb-improve", "kb-index", "kb-kicker",
    "kb-level", "kb-mark", "kb-sources", "kb-tally", "kb-tool",
}  # fmt: skip
"""Classes of what stands on a page for other reasons than to answer: labels, links, tools, lists."""

_PARTS = {
    "kb-checklist", "kb-deadline", "kb-evidence", "kb-figure", "kb-question", "kb-result",
    "kb-template", "kb-term",
}  # fmt: skip
"""Tags and classes of what is a section of its own inside the text around it."""

_META = r'<meta name="{}" content="([^"]*)"'
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_LINES = {"p", "li", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "div", "section", "figcaption"}
_HEADINGS = {"h2", "h3", "h4"}
_CELLS = {"td", "th"}
_SILENT = {"script", "style", "summary"}
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class _Section:
    """What a link can point to: a heading, a widget or a term, and the text below it."""

    id: str
    title: str = ""
    answers: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def record(self) -> dict[str, Any]:
        """Leave out what is empty."""
        lines = {"items": "\n".join(self.items), "text": "\n".join(self.text)}
        whole = {"id": self.id, "title": self.title, "answers": self.answers} | lines
        return {key: value for key, value in whole.items() if value}


@dataclass
class _Element:
    """An open element, and the section to go back to when it ends."""

    tag: str
    attributes: dict[str, str]
    before: _Section
    silent: bool = False

    @property
    def names(self) -> set[str]:
        return {self.tag, *self.attributes.get("class", "").split()}


def write(book: Handbook, site: Path) -> Path:
    """Write the index of the pages built below `site` and give its path.

    Raises:
        OSError: when a page cannot be read or the file cannot be written.
    """
    pages = {
        path.parent.relative_to(site).as_posix().removeprefix("."): path.read_text("utf-8")
        for path in sorted(site.rglob("index.html"))
    }
    target = site / FILE
    target.parent.mkdir(exist_ok=True)
    target.write_text(index(book, pages), encoding="utf-8", newline="\n")
    return target


def index(book: Handbook, pages: dict[str, str]) -> str:
    """Write the index of these pages as JSON text; the same pages give the same text.

    Args:
        book: gives the words that mean the same (`terms`).
        pages: the HTML of each page, by its folder below the site's root; empty for the home page.
    """
    data = {
        "version": 1,
        "words": [[term.title, *term.also] for _, term in sorted(book.terms.items())],
        "pages": [_page(folder, html) for folder, html in sorted(pages.items())],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _page(folder: str, html: str) -> dict[str, Any]:
    reader = _Reader()
    article = _ARTICLE.search(html)
    reader.feed(article[0] if article else "")
    reader.close()
    reader.sections[""].text.append(_meta("description", html))
    sections = [section.record() for section in reader.sections.values()]
    return {
        "url": f"{folder}/" if folder else "",
        "title": reader.title,
        "tags": list(filter(None, _meta("keywords", html).split(","))),
        "sections": [record for record in sections if record.keys() - {"id", "title"}],
    }


def _meta(name: str, html: str) -> str:
    found = re.search(_META.format(name), html)
    return unescape(found[1]) if found else ""


class _Reader(HTMLParser):
    """Sorts the text of an article into sections, in the order of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.sections = {"": _Section("")}
        self._section = self.sections[""]
        self._open: list[_Element] = []
        self._line = ""
        self._claims: set[str] = set()
        self._answers = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element: a line, a section or something to leave out may begin."""
        if tag in _VOID:
            return
        element = _Element(tag, {key: value or "" for key, value in attrs}, self._section)
        id_ = element.attributes.get("id", "")
        element.silent = self._is_silent(element)
        if tag in _LINES:
            self._end_line()
        self._open.append(element)
        if id_ and (element.names & _PARTS or (tag in _HEADINGS and not self._part())):
            self._section = self.sections.setdefault(id_, _Section(id_))
        if tag == "a" and self._inside("kb-answered"):
            self._answers = element.attributes.get("href", "").removeprefix("#")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and with a widget its section."""
        if tag in _VOID:
            return
        if tag in _LINES or (tag == "strong" and self._inside("figcaption")):
            self._end_line()
        if tag in _CELLS:
            self._line += " "
        element = self._open.pop()
        if element.names & _PARTS:
            self._section = element.before

    def handle_data(self, data: str) -> None:
        """Take text that is not furniture."""
        if not (self._open and self._open[-1].silent):
            self._line += data

    def _is_silent(self, element: _Element) -> bool:
        outer = self._open[-1] if self._open else element
        if outer.silent or element.tag in _SILENT or element.names & FURNITURE:
            return True
        if "kb-fact__claim" not in element.names:
            return False
        claim = outer.attributes["data-kb-fact"]
        known = claim in self._claims
        self._claims.add(claim)
        return known

    def _end_line(self) -> None:
        line, self._line = " ".join(self._line.split()), ""
        if not line:
            return
        if self._inside("kb-answered"):
            self._answer(line)
        elif self._inside("h1"):
            self.title = line
        elif self._section.id and not self._section.title:
            self._section.title = line
        elif self._inside("kb-item"):
            self._section.items.append(line)
        else:
            self._section.text.append(line)

    def _answer(self, question: str) -> None:
        if not self._inside("h2"):
            self.sections.get(self._answers, self.sections[""]).answers.append(question)
        self._answers = ""

    def _inside(self, name: str) -> bool:
        return any(name in element.names for element in self._open)

    def _part(self) -> bool:
        return any(element.names & _PARTS for element in self._open)
