"""Built pages to Markdown, for assistants and whoever reads without a browser.

Each claim keeps its source, its article and how well it was checked, in words and with a link.
What only serves the screen (permalinks, bars, tools) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from macros.handbook.labels import BASIS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from lxml.etree import _Element as Element

    from macros.handbook.model import Handbook
    from macros.publish.built_page import Built

FILE = "index.md"
"""The name of a page's Markdown, beside its index.html."""

_SILENT = {
    "button", "headerlink", "kb-case-bar", "kb-improve", "kb-offscreen", "kb-tally", "md-content__button",
    "script", "style",
}  # fmt: skip
"""Tags and classes of what stands on a page but says nothing that a quotation needs."""

_BLOCKS = {
    "p", "ul", "ol", "dl", "dt", "dd", "table", "pre", "blockquote", "hr", "div", "section",
    "article", "figure", "figcaption", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPECIAL = re.compile(r"[\\`*_\[\]]")
_ENTITIES = re.compile(r"<|~(?=~)|&(?=#?\w+;)")
_START = re.compile(r"\A(\d{0,9})([-+.)](?=[\s-]|\Z)|[#>])")
_ENDS = re.compile(r"\A(\s*)(.*?)([\s，。：；！？、]*)\Z", re.DOTALL)
_QUOTED = re.compile(r"\A(\s*“)([^“”]+?)([\s，。：；！？、]*”[\s，。：；！？、]*)\Z")
_LOOSE = re.compile(r"(?<=[、：（。]) | (?=[、，。；（）])")


def write(book: Handbook, pages: list[Built], site: Path) -> list[Path]:
    """Write the Markdown of each page beside it and list the files.

    Raises:
        OSError: when a file cannot be written.
    """
    written = []
    for page in pages:
        target = site / page.folder / FILE
        target.write_text(markdown(book, page), encoding="utf-8", newline="\n")
        written.append(target)
    return written


def markdown(book: Handbook, page: Built) -> str:
    """Write a page as Markdown: its title, what it is about, how to quote it, then its text."""
    article = deepcopy(page.article)
    _prepare(article)
    blocks = _Writer(page.link).blocks(article)
    title = _escape(page.title)
    blocks = [block for block in blocks if block != _strong(title)]
    about = [f"> {_escape(page.description)}"] if page.description else []
    return "\n\n".join([f"# {title}", *about, _header(book, page), "---", *blocks]) + "\n"


def checked(book: Handbook, page: Built) -> list[str]:
    """List the days on which the facts of a page were checked, the earliest first."""
    return sorted({book.facts[name].checked_on.isoformat() for name in page.facts})


def _header(book: Handbook, page: Built) -> str:
    """Say where the page is, what it rests on, and how to quote it."""
    lines = [
        f"网页：{page.address}" if page.address else "",
        _basis_of(book, page),
        "引用一句，请把它后面的出处、条款和核对程度一起引；写着“待核”的，引用时也要写“待核”。",
        "文字 CC BY 4.0，请注明“申诉有据”和网址。本站不是淘宝官方网站，也不是律师意见。",
    ]
    return "\n".join(f"- {line}" for line in lines if line)


def _basis_of(book: Handbook, page: Built) -> str:
    days = checked(book, page)
    if not days:
        return ""
    by_basis = Counter(book.facts[name].basis for name in page.facts)
    counts = "、".join(f"{BASIS[basis]} {many}" for basis, many in sorted(by_basis.items()))
    when = " 至 ".join(dict.fromkeys([days[0], days[-1]]))
    return f"依据 {len(page.facts)} 条：{counts}。核对于 {when}。"


# --- what the screen shows and words must say ------------------------------------------------


def _prepare(article: Element) -> None:
    """Put into words what a page says by links and places."""
    titles = {e.get("id"): _text(e.find("h3")) for e in article.iter("section")}
    for element in list(article.iter()):
        names = _classes(element)
        if "kb-item" in names:
            _open_step(element)
        elif "kb-answers" in names:
            _name_targets(element, titles)
        elif "kb-answered" in names:
            for link in element.iter("a"):
                link.attrib.pop("href", None)
        elif "kb-result" in names:
            element.remove(element.findall("p")[-1])  # the way back to the first question
        elif element.tag == "li" and element.get("id", "").startswith("fact-"):
            _link_to_itself(element)


def _open_step(item: Element) -> None:
    """Take the summary and the step's own link out of a step; its why and how stay."""
    for details in item.findall("details"):
        for part in details.findall("summary") + details.findall("p[@class='kb-note']"):
            details.remove(part)


def _name_targets(answers: Element, titles: dict[str | None, str]) -> None:
    """Say behind each answer of a triage which question or result it leads to."""
    for link in answers.iter("a"):
        target = titles.get(link.attrib.pop("href", "").removeprefix("#"))
        link.tail = f" → {target}" if target else ""


def _link_to_itself(fact: Element) -> None:
    """Give a fact on the page of sources the link that others have to it."""
    for element in fact.iter("span"):
        if "kb-basis" in _classes(element):
            element.set("href", f"#{fact.get('id')}")


# --- a tree as Markdown ---------------------------------------------------------------------------


class _Writer:
    """Writes elements as Markdown; `link` completes each address."""

    def __init__(self, link: Callable[[str], str]) -> None:
        self._link = cache(link)  # a page leads to the same places again and again
        self._as_blocks: dict[str, Callable[[Element], list[str]]] = {
            **dict.fromkeys(_SILENT, lambda _: []),
            **dict.fromkeys(("h1", "summary", "admonition-title"), self._title),
            **dict.fromkeys(("admonition", "blockquote"), self._quote),
            **dict.fromkeys(("ul", "ol"), self._list),
            "dl": self._definitions,
            "hr": lambda _: ["---"],
            "kb-letter": lambda letter: [_fence(["".join(line.itertext()) for line in letter])],
            "kb-tool": self._tool,
            "pre": lambda pre: [_fence("".join(pre.itertext()).strip("\n").split("\n"))],
            "table": self._table,
        }
        self._as_words: dict[str, Callable[[Element], str]] = {
            **dict.fromkeys(_SILENT, lambda _: ""),
            **dict.fromkeys(("b", "strong"), lambda part: _strong(self._content(part))),
            **dict.fromkeys(("em", "i"), lambda part: f"*{self._content(part).strip()}*"),
            "a": lambda link: self._anchor(link, self._content(link)),
            "br": lambda _: " ",
            "code": lambda code: f"`{_text(code)}`",
            "img": lambda image: _escape(image.get("alt", "")),
            "kb-basis": self._basis,
            "kb-figure__yes": lambda yes: f"**{self._content(yes)}**：",
            "kb-level": lambda level: f"（{self._content(level)}）",
            "kb-mark": lambda mark: f"（{self._anchor(mark, _text(mark).strip('（）'))}）",
            "kb-party": lambda who: f"**{self._content(who)}**",
        }

    def blocks(self, element: Element) -> list[str]:
        """Write the content of an element as blocks, to be parted by empty lines."""
        found: list[str] = []
        line, label = _plain(element.text), ""
        for child in element:
            if not _is_block(child):
                line += self._inline(child) + _plain(child.tail)
                continue
            found += _paragraph(line)
            line = _plain(child.tail)
            if "kb-kicker" in _classes(child):
                label = f"{_text(child)}："
            elif re.fullmatch(r"h[2-6]", child.tag):
                found.append(f"{'#' * int(child.tag[1])} {_escape(label)}{self._words(child)}")
            else:
                if "kb-facts" in _classes(child) and element.tag.startswith("kb-"):
                    found.append("依据：")  # or the list would go on with the one before it
                found += self._block(child)
        return [*found, *_paragraph(line)]

    def _block(self, element: Element) -> list[str]:
        for name in (*_classes(element), element.tag):
            if name in self._as_blocks:
                return self._as_blocks[name](element)
        return self.blocks(element)

    def _title(self, element: Element) -> list[str]:
        return [_strong(self._words(element))]

    def _quote(self, element: Element) -> list[str]:
        lines = "\n\n".join(self.blocks(element)).split("\n")
        return ["\n".join(f"> {line}".rstrip() for line in lines)]

    def _tool(self, element: Element) -> list[str]:
        """Say what a tool does; it works in the browser only."""
        return [f"（网页上的工具）{self._words(p)}" for p in element.iter("p") if not p.attrib]

    def _list(self, element: Element) -> list[str]:
        marks = (f"{n}. " if element.tag == "ol" else "- " for n in count(1))
        items = zip(marks, (self.blocks(item) for item in element), strict=False)
        return [_join_items([_item(mark, blocks) for mark, blocks in items if blocks])]

    def _definitions(self, element: Element) -> list[str]:
        """Write each term with what is said about it."""
        term, items = "", []
        for part in element.iter():
            if part.tag == "dt":
                term = f"{_strong(self._words(part))}："
            elif part.tag == "dd":
                first, *rest = self.blocks(part) or [""]
                blocks = [term, first, *rest] if _is_list(first) else [term + first, *rest]
                items.append(_item("- ", blocks))
        return [_join_items(items)]

    def _table(self, element: Element) -> list[str]:
        rows = [
            [self._words(cell).replace("|", "\\|") for cell in row] for row in element.iter("tr")
        ]
        head, *body = [f"| {' | '.join(row)} |" for row in rows]
        return ["\n".join([head, f"|{' --- |' * len(rows[0])}", *body])]

    def _words(self, element: Element) -> str:
        """Write the content of an element on one line."""
        return _tidy(self._content(element))

    def _content(self, element: Element) -> str:
        parts = [_plain(element.text)]
        for child in element:
            space = " " if _is_block(child) else ""
            parts += [space, self._inline(child), space, _plain(child.tail)]
        return "".join(parts)

    def _inline(self, element: Element) -> str:
        for name in (*_classes(element), element.tag):
            if name in self._as_words:
                return self._as_words[name](element)
        return self._content(element)

    def _basis(self, element: Element) -> str:
        source, word = (self._words(part) for part in element)
        return f"（{self._anchor(element, source)}，{word}）"

    def _anchor(self, element: Element, text: str) -> str:
        href = element.get("href")
        if not href:
            return text
        address = self._link(href).replace("(", "%28").replace(")", "%29")
        return f"[{text.strip()}]({address})"


def _is_block(element: Element) -> bool:
    return element.tag in _BLOCKS or element.tag.startswith("kb-")


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _text(element: Element | None) -> str:
    return "" if element is None else _SPACE.sub(" ", "".join(element.itertext())).strip()


def _plain(text: str | None) -> str:
    """Write text of the page as Markdown that shows the same text."""
    return _escape(_SPACE.sub(" ", text)) if text else ""


def _escape(text: str) -> str:
    escaped = _ENTITIES.sub(lambda sign: f"&#{ord(sign[0])};", text)
    return _SPECIAL.sub(r"\\\g<0>", escaped)


def _tidy(line: str) -> str:
    return _LOOSE.sub("", _SPACE.sub(" ", line)).strip()


def _paragraph(line: str) -> Iterable[str]:
    """Write a paragraph that no reader takes for a list or a heading."""
    if tidy := _tidy(line):
        yield _START.sub(r"\1\\\2", tidy)


def _strong(text: str) -> str:
    """Mark text, with the punctuation at its ends outside, or the marks would stay asterisks."""
    match = _QUOTED.match(text) or _ENDS.match(text)
    return f"{match[1]}**{match[2]}**{match[3]}" if match and match[2] else text


def _fence(lines: list[str]) -> str:
    """Write text as it is, behind a fence longer than any in it."""
    text = "\n".join(lines)
    ticks = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, ticks + 1)
    return f"{fence}text\n{text}\n{fence}"


def _item(mark: str, blocks: list[str]) -> str:
    """Write an item of a list; only a list may follow its first line closely."""
    first, *rest = blocks
    text = first + "".join(("\n" if _is_list(block) else "\n\n") + block for block in rest)
    indent = " " * len(mark)
    return mark + "\n".join(f"{indent}{line}".rstrip() for line in text.split("\n")).lstrip()


def _join_items(items: list[str]) -> str:
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def _is_list(block: str) -> bool:
    return block.startswith(("- ", "1. "))
