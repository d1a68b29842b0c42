"""The last net: refuses a page that shows marks of Markdown, of a macro or of a merge, whatever check let them by.

What guides may hold is said by `handbook/checks`; this looks at what readers would see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from macros.handbook.guides import Page, url_of
from macros.handbook.problems import Problem, shortened
from macros.publish.built_page import BuiltPage

_MARKS = re.compile(
    r"\{\{|\}\}|\{[%#]|[%#]\}|[｛｝]|<{7}|>{7}|={7}|\][(（]|(?<!\d)\*\*|\*\*(?!\d)|```|~~~|!!!|\?\?\?|\{ [#.][a-z]"
    r"|\n *(?:[-*+]|\d{1,3}\.|#{1,6}|\|) "
)
_CODE = {"code", "pre", "script", "style", "textarea"}


def problems(pages: list[BuiltPage], guides: Mapping[str, Page]) -> list[Problem]:
    """List the marks that pages show outside code, each with the guide that it stands in."""
    sources = {url_of(path).strip("/"): guide for path, guide in guides.items()}
    return [
        _problem(text, mark, page, sources.get(page.folder))
        for page in pages
        for text, mark in _shown(page.tree)
    ]


def _shown(tree: etree._Element) -> Iterator[tuple[str, re.Match[str]]]:
    for element in tree.iter():
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            mark = _MARKS.search(text) if text else None
            if mark and not _is_code(holder):
                yield text, mark


def _is_code(element: etree._Element | None) -> bool:
    return element is not None and (element.tag in _CODE or _is_code(element.getparent()))


def _problem(text: str, mark: re.Match[str], page: BuiltPage, guide: Page | None) -> Problem:
    around = text[max(0, mark.start() - 10) : mark.end() + 10].strip()
    told = (
        f"网页上会原样显示 “{mark[0].strip()}”（在 “{shortened(around)}” 里）："
        "这是 Markdown、宏或合并留下的记号，没有写对。请改好这一处；它若来自 handbook.yml，改那里。"
    )
    if guide is None:
        return Problem(page.path, 1, "", told)
    line = next((line for line, source in guide.prose if mark[0].strip() in source), 1)
    return Problem(f"docs/{guide.path}", line, "", told)
