"""Writes each page as Markdown, for assistants and whoever reads without a browser.

Each claim keeps its source, its article and how well it was checked, in words and with a link.
What only serves the screen (permalinks, bars, buttons) is left out. What a page says by the look or
the place of a class is put into plain HTML first; markdownify writes that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from bs4 import BeautifulSoup
from lxml import etree
from lxml.etree import _Element as Element
from markdownify import ATX, MarkdownConverter

from macros.handbook.labels import BASIS
from macros.handbook.model import Handbook
from macros.publish.built_page import BuiltPage
from macros.publish.files import render

_SILENT = {
    "button", "headerlink", "kb-disclosure__action", "kb-disclosure__line", "kb-case-bar", "kb-grounds", "kb-improve",
    "kb-moved", "kb-offscreen", "md-content__button",
    "script", "style",
}  # fmt: skip
"""Tags and classes of what stands on a page but says nothing that a quotation needs."""

_RETAGGED = {
    "admonition": "blockquote", "admonition-title": "summary", "dd": "li", "dl": "ul",
    "kb-party": "strong", "kb-figure__yes": "strong", "kb-terms": "ul",
}  # fmt: skip
_BLOCK = re.compile("kb-.*|details|figure")
_SENTENCES = {"a", "em", "p", "span", "strong", "td"}
"""Tags of what holds text: an element of ours in one of them is a part of it."""
_GONE = "del"
"""The tag of what is to be left out; no page uses it."""

_SPACE = re.compile(r"[ \t\r\n\f]+")
_LOOSE = re.compile(r"(?<=[、：（。]) | (?=[、，。；（）])")
_SPECIAL = re.compile(r"[\\`*_\[\]]")
_ENTITIES = re.compile(r"<|~(?=~)|&(?=#?\w+;)")
_START = re.compile(r"\A(\d{0,9})([-+.)](?=[\s-]|\Z)|[#>])")
_ENDS = re.compile(r"\A(\s*)(.*?)([\s，。：；！？、]*)\Z", re.DOTALL)
_QUOTED = re.compile(r"\A(\s*“)([^“”]+?)([\s，。：；！？、]*”[\s，。：；！？、]*)\Z")


def files(book: Handbook, pages: list[BuiltPage]) -> dict[str, str]:
    """Name the Markdown of each page, beside it, and give its text."""
    return {beside(page): markdown(book, page) for page in pages}


def beside(page: BuiltPage) -> str:
    """Name the Markdown of a page, `index.md` beside its `index.html`."""
    return page.path.removesuffix("html") + "md"


def markdown(book: Handbook, page: BuiltPage) -> str:
    """Write a page as Markdown: its title, what it is about, how to quote it, then its text."""
    html = etree.tostring(_plain(page), encoding="unicode", method="html")
    writer = _Writer(autolinks=False, bullets="-", heading_style=ATX)
    by_basis = Counter(book.facts[name].basis for name in page.facts)
    return render(
        "publish/templates/page.md",
        title=_escape(page.title),
        about=_escape(page.description),
        address=page.address,
        days=checked(book, page),
        count=len(page.facts),
        counts=[f"{BASIS[basis]} {many}" for basis, many in sorted(by_basis.items())],
        body=writer.convert_soup(BeautifulSoup(html, "lxml")),
    )


def checked(book: Handbook, page: BuiltPage) -> list[str]:
    """List the days on which the facts of a page were checked, the earliest first."""
    return sorted({book.facts[name].checked_on.isoformat() for name in page.facts})


# --- what the screen shows and words must say ------------------------------------------------


def _plain(page: BuiltPage) -> Element:
    """Copy the text of a page as HTML that needs no class, no style and no place to be understood."""
    article = deepcopy(page.article)
    shown = [(element, _names(element)) for element in article.iter()]
    for name, rule in _RULES.items():
        for element in (element for element, names in shown if name in names):
            rule(element)
    for element in article.iter():
        element.tag = _tag(element, page)
        href = element.get("href")
        element.attrib.clear()
        if href:
            element.set("href", page.link(href).replace("(", "%28").replace(")", "%29"))
    etree.strip_elements(article, _GONE, with_tail=False)
    etree.strip_tags(article, "span", "thead", "tbody", "tfoot")
    return article


def _names(element: Element) -> set[str]:
    return {element.tag, *element.get("class", "").split()}


def _tag(element: Element, page: BuiltPage) -> str:
    names = _names(element)
    if names & _SILENT or (element.tag == "h1" and _text(element).rstrip("¶") == page.title):
        return _GONE
    new = next((_RETAGGED[name] for name in names & _RETAGGED.keys()), element.tag)
    if not _BLOCK.fullmatch(new):
        return new
    return "span" if element.getparent().tag in _SENTENCES else "div"


def _name_targets(answers: Element) -> None:
    """Say behind each answer of a triage which question or result it leads to."""
    for link in answers.iter("a"):
        place = link.attrib.pop("href", "").removeprefix("#")
        target = link.xpath(f"string(//section[@id='{place}']/h3)")
        link.tail = f" → {target}" if target else ""


def _open_step(item: Element) -> None:
    """Take the summary and the step's own link out of a step; its why and how stay."""
    for more in item.iterfind("details"):
        for part in more.findall("summary") + more.findall("p[@class='kb-note']"):
            more.remove(part)


def _basis(basis: Element) -> None:
    """Write a source and how well it was checked behind a claim; a fact on the page of sources leads to itself."""
    source, word = basis
    own = basis.xpath("string(ancestor::li[1]/@id)")
    source.tag, source.tail = "a", f"，{_text(word)}）"
    source.set("href", basis.get("href") or f"#{own}")
    basis.tag, basis.text, basis[:] = "span", "（", [source]


def _mark(mark: Element) -> None:
    """Write the source and how well it was checked behind a claim; behind a number, how well alone."""
    source, _, word = mark.get("aria-label", "").removeprefix("依据：").rpartition("，")
    link = etree.Element("a", href=_listed(mark) or mark.get("href", ""))
    link.text, link.tail = source, f"，{word}）"
    if "kb-value" in mark.getparent().get("class", ""):
        link.text, link.tail = word.removeprefix("已核对"), "）"
    mark.tag, mark.text, mark[:] = "span", "（", [link]


def _listed(mark: Element) -> str:
    """Find where a mark's place in the page's list of grounds leads on to."""
    place = mark.get("href", "").removeprefix("#")
    return str(mark.xpath("string(//li[@id=$place]//a/@href)", place=place))


def _kicker(kicker: Element) -> None:
    """Put what stands small above a title before it."""
    title = kicker.getnext()
    title.text = f"{_text(kicker)}：{title.text or ''}"
    kicker.getparent().remove(kicker)


def _facts(facts: Element) -> None:
    """Say what a list of facts in a widget is, or it would go on with the list before it."""
    if facts.getparent().tag.startswith("kb-"):
        word = etree.Element("p")
        word.text = "依据："
        facts.addprevious(word)


def _fold(head: Element) -> None:
    """Keep the heading of what opens, unless it serves the screen alone."""
    headings = (
        each for each in head.iter("h2", "h3", "h4") if "kb-fold__label" not in _names(each)
    )
    heading = next(headings, None)
    head.tag, head[:] = (_GONE, []) if heading is None else ("div", [heading])


def _term(term: Element) -> None:
    """Put a term before what is said about it."""
    [title], meaning = term
    title.tag, title.tail, meaning.tag = "strong", "：", "li"
    meaning.insert(0, title)


def _about(term: Element) -> None:
    """Put what is asked about in a list before its answer."""
    meaning = term.getnext()
    term.tag, term.tail, meaning.text = "strong", f"：{(meaning.text or '').lstrip()}", ""
    meaning.insert(0, term)


def _tool(tool: Element) -> None:
    """Say what a tool does; it works in the browser only."""
    tool[:] = [p for p in tool.iter("p") if not p.attrib]
    for p in tool:
        p.text = f"（网页上的工具）{p.text}"


def _letter(letter: Element) -> None:
    lines = ["".join(line.itertext()) for line in letter]
    letter.tag, letter.text, letter[:] = "pre", "\n".join(lines), []


_RULES: dict[str, Callable[[Element], None]] = {
    "kb-answered": lambda questions: etree.strip_tags(questions, "a"),
    "kb-answers": _name_targets,
    "kb-result": lambda result: result.remove(result.findall("p")[-1]),  # the way back to the start
    "kb-item": _open_step,
    "kb-mark": _mark,
    "kb-basis": _basis,
    "kb-level": lambda level: setattr(level, "text", f"（{_text(level)}）"),
    "kb-kicker": _kicker,
    "kb-facts": _facts,
    "kb-letter": _letter,
    "kb-figure__yes": lambda yes: setattr(yes, "tail", f"：{yes.tail or ''}"),
    "kb-tool": _tool,
    "kb-fold__head": _fold,
    "kb-term": _term,
    "dt": _about,
}


# --- plain HTML as Markdown ---------------------------------------------------------------------


class _Writer(MarkdownConverter):
    """Writes Chinese as CommonMark reads it, and no text as markup."""

    def escape(self, text: str, *_: object) -> str:
        return _escape(text)

    def process_text(self, el: Any, parent_tags: set[str]) -> str:  # noqa: ANN401 - a text of bs4
        """Write text on one line, which no reader takes for a list or a heading."""
        text = str(super().process_text(el, parent_tags))  # type: ignore[misc]  # not in its types
        if "_noformat" in parent_tags:
            return text
        text = _LOOSE.sub("", _SPACE.sub(" ", text))
        return text if el.previous_sibling else _START.sub(r"\1\\\2", text)

    def convert_pre(self, _: object, text: str, **__: object) -> str:
        """Write text as it is, behind a fence longer than any in it."""
        ticks = max((len(run) for run in re.findall(r"`+", text)), default=0)
        fence = "`" * max(3, ticks + 1)
        return "\n\n{0}text\n{1}\n{0}\n\n".format(fence, text.strip("\n"))

    def convert_strong(self, _: object, text: str, **__: object) -> str:
        """Mark text, with the punctuation at its ends outside, or the marks would stay asterisks."""
        match = _QUOTED.match(text) or _ENDS.match(text)
        return f"{match[1]}**{match[2]}**{match[3]}" if match and match[2] else text

    convert_b = convert_strong

    def convert_summary(self, _: object, text: str, **__: object) -> str:
        return f"\n\n{self.convert_strong(_, text.strip())}\n\n"

    def convert_td(self, _: object, text: str, **__: object) -> str:
        cell = " ".join(text.split()).replace("|", "\\|")
        return f" {cell} |"

    convert_th = convert_td


def _text(element: Element) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def _escape(text: str) -> str:
    escaped = _ENTITIES.sub(lambda sign: f"&#{ord(sign[0])};", text)
    return _SPECIAL.sub(r"\\\g<0>", escaped)
