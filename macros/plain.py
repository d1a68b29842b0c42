"""Built pages to Markdown, for assistants and whoever reads without a browser.

Each claim keeps its source, its article and how well it was checked, in words and with a link.
What only serves the screen (permalinks, bars, tools) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from macros.labels import BASIS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from macros.built import Built
    from macros.model import Handbook

FILE = "index.md"
"""The name of a page's Markdown, beside its index.html."""

FURNITURE = {"headerlink", "kb-case-bar", "kb-improve", "kb-offscreen", "kb-tally"}
"""Classes of what stands on a page but says nothing a quotation needs."""

_SILENT = {"script", "style", "kb-case-bar", "button"}
_LABELS = {"kb-level": "（{}）", "kb-stage__who": "**{}**", "kb-figure__yes": "**{}：**"}
"""What is told by its look on screen, and here in signs; by class."""

_BLOCKS = {
    "p", "ul", "ol", "dl", "dt", "dd", "table", "pre", "blockquote", "hr", "div", "section",
    "article", "figure", "figcaption", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPECIAL = re.compile(r"([\\`*_\[\]<|~]|&(?=#?\w+;))")
_START = re.compile(r"\A(\d{0,9})([-+#=.)](?=[\s\-=]|\Z)|>)")
_EDGES = re.compile(r"\A(\s*)(.*?)([\s，。：；！？、]*)\Z", re.DOTALL)
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
    article = page.article
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
    counts = "、".join(f"{word} {by_basis[key]}" for key, word in BASIS.items() if by_basis[key])
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
        names = _classes(element)
        if names & FURNITURE or element.tag in _SILENT:
            return []
        if "kb-letter" in names:
            return [_fence(["".join(line.itertext()) for line in element])]
        if "kb-tool" in names:
            return [f"（网页上的工具）{self._words(p)}" for p in element.iter("p") if not p.attrib]
        if "admonition" in names:
            return [_quote(self.blocks(element))]
        match element.tag:
            case "ul" | "ol":
                return [self._list(element)]
            case "dl":
                return [_join_items(self._definitions(element))]
            case "table":
                return [self._table(element)]
            case "pre":
                return [_fence("".join(element.itertext()).strip("\n").split("\n"))]
            case "blockquote":
                return [_quote(self.blocks(element))]
            case "hr":
                return ["---"]
            case "h1" | "summary":
                return [_strong(self._words(element))]
            case "p" if "admonition-title" in names:
                return [_strong(self._words(element))]
        return self.blocks(element)

    def _list(self, element: Element) -> str:
        marks = (f"{n}. " if element.tag == "ol" else "- " for n in range(1, 10_000))
        items = zip(marks, (self.blocks(item) for item in element), strict=False)
        return _join_items(_item(mark, blocks) for mark, blocks in items if blocks)

    def _definitions(self, element: Element) -> Iterable[str]:
        """Write each term with what is said about it."""
        term = ""
        for part in element.iter():
            if part.tag == "dt":
                term = f"{_strong(self._words(part))}："
            elif part.tag == "dd":
                first, *rest = self.blocks(part) or [""]
                is_list = first.startswith(("- ", "1. "))
                yield _item("- ", [term, first, *rest] if is_list else [term + first, *rest])

    def _table(self, element: Element) -> str:
        rows = [[self._words(cell) for cell in row] for row in element.iter("tr")]
        head, *body = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([head, f"|{' --- |' * len(rows[0])}", *body])

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
        names = _classes(element)
        if names & FURNITURE or element.tag in _SILENT:
            return ""
        if "kb-basis" in names:
            source, word = (self._words(part) for part in element)
            return f"（{self._anchor(element, source)}，{word}）"
        if "kb-mark" in names:
            return f"（{self._anchor(element, _text(element).strip('（）'))}）"
        text = self._content(element)
        for name in names & _LABELS.keys():
            text = _LABELS[name].format(text)
        match element.tag:
            case "a":
                return self._anchor(element, text)
            case "strong" | "b":
                return _strong(text)
            case "em" | "i":
                return f"*{text}*" if text.strip() else text
            case "code":
                return f"`{_text(element)}`"
            case "br":
                return " "
            case "img":
                return f"![{_escape(element.get('alt', ''))}]({self._href(element, 'src')})"
        return text

    def _anchor(self, element: Element, text: str) -> str:
        return f"[{text.strip()}]({self._href(element)})" if element.get("href") else text

    def _href(self, element: Element, name: str = "href") -> str:
        return self._link(element.get(name, "")).replace("(", "%28").replace(")", "%29")


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
    return _SPECIAL.sub(lambda m: "&amp;" if m[1] == "&" else f"\\{m[1]}", text)


def _tidy(line: str) -> str:
    return _LOOSE.sub("", _SPACE.sub(" ", line)).strip()


def _paragraph(line: str) -> Iterable[str]:
    """Write a paragraph that no reader takes for a list or a heading."""
    if tidy := _tidy(line):
        yield _START.sub(r"\1\\\2", tidy)


def _strong(text: str) -> str:
    """Mark text, with the punctuation at its ends outside, or the marks would stay asterisks."""
    match = _EDGES.match(text)
    return f"{match[1]}**{match[2]}**{match[3]}" if match and match[2] else text


def _quote(blocks: list[str]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n"))


def _fence(lines: list[str]) -> str:
    """Write text as it is, behind a fence longer than any in it."""
    text = "\n".join(lines)
    ticks = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, ticks + 1)
    return f"{fence}text\n{text}\n{fence}"


def _item(mark: str, blocks: list[str]) -> str:
    """Write an item of a list; only a list may follow its first line closely."""
    first, *rest = blocks
    text = first + "".join(
        ("\n" if block.startswith(("- ", "1. ")) else "\n\n") + block for block in rest
    )
    return (mark + text.replace("\n", "\n" + " " * len(mark))).replace(f"\n{' ' * len(mark)}\n", "\n\n")


def _join_items(items: Iterable[str]) -> str:
    found = list(items)
    return ("\n\n" if any("\n\n" in item for item in found) else "\n").join(found)
