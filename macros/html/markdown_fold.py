"""A Markdown extension: a heading of class `kb-fold` becomes a line that opens what stands below it.

Closed, a long page is the list of its headings. What is rendered elsewhere gets the same look from
`fold_head` in `templates/parts.html`.
"""

from __future__ import annotations

import re
from itertools import takewhile
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

_CLASS = "kb-fold"
_LEVELS = ("h4", "h3", "h2")
"""The deepest first, so that folds may lie in folds."""

_ENTRY = "data-kb-entry"


def makeExtension(**_: object) -> Extension:  # noqa: N802 - Markdown looks for this name
    """Make the extension that `mkdocs.yml` names by this module."""
    return _Fold()


class _Fold(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown calls it
        """Fold when headings have their class and the contents have their headings."""
        md.treeprocessors.register(_Folder(md), "kb_fold", 4)


class _Folder(Treeprocessor):
    def run(self, root: Element) -> None:
        for level in _LEVELS:
            for heading in root.findall(level):
                if _CLASS in heading.get("class", "").split():
                    self._fold(root, heading)

    def _fold(self, root: Element, heading: Element) -> None:
        """Put a heading and what stands below it into an element that opens."""
        place = list(root).index(heading)
        ends = {f"h{level}" for level in range(1, int(heading.tag[1]) + 1)}
        below = list(takewhile(lambda each: each.tag not in ends, list(root)[place + 1 :]))
        for each in [heading, *below]:
            root.remove(each)
        heading.attrib |= {"class": "kb-fold__title", "data-kb-shared": ""}
        fold = Element("details", {"class": _CLASS})
        head = SubElement(fold, "summary", {"class": "kb-fold__head"})
        head.append(heading)
        SubElement(fold, "div", {"class": "kb-fold__body"}).extend(below)
        self._count(head, fold)
        root.insert(place, fold)

    def _count(self, head: Element, fold: Element) -> None:
        """Say how many entries it holds; one that holds none is an entry itself."""
        count = self._entries(fold)
        fold.set("data-kb-group" if count else _ENTRY, "")
        if count:
            SubElement(head, "span", {"class": "kb-fold__count"}).text = f"{count} 条"

    def _entries(self, fold: Element) -> int:
        """Count the entries in it, folds and those of rendered blocks."""
        kept = (
            int(found) for text in fold.itertext() for found in HTML_PLACEHOLDER_RE.findall(text)
        )
        blocks = (str(self.md.htmlStash.rawHtmlBlocks[each]) for each in kept)
        folds = sum(_ENTRY in each.attrib for each in fold.iter())
        return folds + sum(len(re.findall(rf" {_ENTRY}\b", block)) for block in blocks)
