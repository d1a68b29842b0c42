"""Writes the search index: what each section of a page says, once, in the words on the page.

The index holds text, not postings: the browser counts characters faster than it could fetch a
table of them. `docs/assets/js/search/` reads it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from lxml.etree import _Element as Element

from macros.handbook import addresses
from macros.handbook.guides import Page, folder_of
from macros.handbook.model import Handbook
from macros.publish.built_page import BuiltPage
from macros.publish.transliteration import pinyin, traditional

FILE = "search/handbook.gb18030.json"
"""Where the index stands below the site's root; the worker knows it by this address."""

ENCODING = "gb18030"
"""Two bytes a Chinese character instead of three: compressed, the index is an eighth smaller than in UTF-8."""

FURNITURE = {
    "headerlink", "kb-about__not", "kb-actions", "kb-api", "kb-basis", "kb-disclosure__action", "kb-disclosure__line", "kb-case-bar", "kb-grounds",
    "kb-fold__count", "kb-fold__label", "kb-fold__line", "kb-improve", "kb-index", "kb-item__open", "kb-item__why", "kb-kicker",
    "kb-letter", "kb-level", "kb-mark", "kb-moved", "kb-questions", "kb-sources", "kb-term__also", "kb-tasks", "kb-term__facts", "kb-tool",
}  # fmt: skip
"""Classes of what stands on a page for other reasons than to answer: labels, links, tools, lists, the words of a letter."""

_PARTS = {
    "kb-checklist", "kb-deadline", "kb-evidence", "kb-figure", "kb-question", "kb-result",
    "kb-template", "kb-term",
}  # fmt: skip
"""Tags and classes of what is a section of its own inside the text around it."""

_WORTH_SHARING = 8
"""Characters of a line that is kept once for all sections that say it."""

_LINES = {"p", "li", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "div", "section", "figcaption"}
_HEADINGS = {"h2", "h3", "h4"}
_CELLS = {"td", "th"}
_SILENT = {"script", "style", "summary"}
_TOLD = {"kb-disclosure__head", "kb-figure__head", "kb-fold__head"}
"""Classes of a summary that says something of its own."""


@dataclass
class _Section:
    """What a link can point to: a heading, a widget or a term, and the lines below it."""

    id: str
    title: str = ""
    answers: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    @property
    def asked(self) -> list[str]:
        """The heading, the questions that the section answers, and what else is typed for it."""
        return [self.title, *self.answers, *self.also]

    @property
    def is_empty(self) -> bool:
        """Whether it has a heading at most."""
        return not (self.answers or self.also or self.items or self.text)


def index(book: Handbook, guides: dict[str, Page], pages: list[BuiltPage]) -> bytes:
    """Write the index of these pages, in any order, as JSON text in `ENCODING`.

    `read-index.js` says what is in it. The fields of the sections stand in columns, all headings, then all
    questions, …, since like compresses best beside like.
    """
    also = {folder_of(guide.path).rstrip("/"): guide.also for guide in guides.values()}
    words = {f"term-{name}": [term.title, *term.also] for name, term in sorted(book.terms.items())}
    written, sections = [], []
    for page in sorted(pages, key=lambda page: page.folder):
        record, parts = _page(page, also.get(page.folder, []))
        written.append(record)
        sections += parts
    lines, columns = _columns(sections)
    text = _compact([words, written, lines, columns])
    asked = chain(*words.values(), *(section.asked for section in sections))
    data = {
        "version": 2,
        "words": words,
        "pinyin": pinyin(text, asked),
        "traditional": traditional(text),
        "lines": lines,
        "pages": written,
        "sections": columns,
    }
    return f"{_compact(data)}\n".encode(ENCODING)


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _columns(sections: list[_Section]) -> tuple[list[str], dict[str, list[str]]]:
    """List the lines that stand in several sections, and the fields: there a tab and its number stand for such a line."""
    told = Counter(line for section in sections for line in (*section.items, *section.text))
    shared = [line for line, times in told.items() if times > 1 and len(line) >= _WORTH_SHARING]
    numbers = {line: f"\t{number}" for number, line in enumerate(shared)}

    def column(lines: Callable[[_Section], list[str]]) -> list[str]:
        return [
            "\n".join(numbers.get(line, line) for line in lines(section)) for section in sections
        ]

    return shared, {
        "id": [section.id for section in sections],
        "title": [section.title for section in sections],
        "answers": column(lambda section: section.answers),
        "also": column(lambda section: section.also),
        "items": column(lambda section: section.items),
        "text": column(lambda section: section.text),
    }


def _page(page: BuiltPage, also: list[tuple[str, str]]) -> tuple[dict[str, Any], list[_Section]]:
    """Read a page: what it is, with the number of its sections, and these."""
    reader = _Reader()
    reader.read(page.article)
    if page.meta("description"):
        reader.sections[""].text.append(page.meta("description"))
    for said, anchor in also:
        reader.section(anchor).also.append(said)
    sections = [section for section in reader.sections.values() if not section.is_empty]
    record = {
        "url": f"{addresses.of(page.folder)}/" if page.folder else "",
        "title": reader.title,
        "tags": list(filter(None, page.meta("keywords").split(","))),
        "sections": len(sections),
    }
    return record, sections


class _Reader:
    """Sorts the text of an article into sections, in the order of the page."""

    def __init__(self) -> None:
        self.title = ""
        self.sections = {"": _Section("")}
        self._section = self.sections[""]
        self._within: set[str] = set()  # tags and classes of what is open
        self._line = ""
        self._claims: set[str] = set()
        self._answers = ""

    def read(self, element: Element) -> None:
        """Read an element: a line, a section or something to leave out may begin and end with it."""
        names = {element.tag, *element.get("class", "").split()}
        if element.tag in _LINES:
            self._end_line()
        if not self._is_silent(element, names):
            around, section = self._within, self._section
            self._within = around | names
            self._enter(element, names)
            self._inside(element)
            self._within = around
            if names & _PARTS:
                self._section = section
        if element.tag in _CELLS:
            self._line += " "

    def section(self, link: str) -> _Section:
        """Find the section that a link on the page points to; the opening where there is none."""
        return self.sections.get(link.removeprefix("#"), self.sections[""])

    def _enter(self, element: Element, names: set[str]) -> None:
        id_ = element.get("id", "")
        if id_ and (names & _PARTS or (element.tag in _HEADINGS and not self._within & _PARTS)):
            self._section = self.sections.setdefault(id_, _Section(id_))
        if element.tag == "a" and "kb-answered" in self._within:
            self._answers = element.get("href", "")

    def _inside(self, element: Element) -> None:
        """Take the text and what stands in it."""
        self._line += element.text or ""
        for child in element:
            self.read(child)
            self._line += child.tail or ""
        if element.tag in _LINES or (element.tag == "strong" and "figcaption" in self._within):
            self._end_line()

    def _is_silent(self, element: Element, names: set[str]) -> bool:
        if (element.tag in _SILENT and not names & _TOLD) or names & FURNITURE:
            return True
        if "kb-fact__claim" not in names:
            return False
        claim = element.getparent().get("data-kb-fact")
        known = claim in self._claims
        self._claims.add(claim)
        return known

    def _end_line(self) -> None:
        line, self._line = " ".join(self._line.split()), ""
        if not line or {"kb-answered", "h2"} <= self._within:
            return
        if "kb-answered" in self._within:
            self.section(self._answers).answers.append(line)
            self._answers = ""
        elif "h1" in self._within:
            self.title = line
        elif self._section.id and not self._section.title:
            self._section.title = line
        elif "kb-item" in self._within:
            self._section.items.append(line)
        else:
            self._section.text.append(line)
