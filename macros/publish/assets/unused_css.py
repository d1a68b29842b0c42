"""A style sheet without the rules that no page of the site can use.

The theme's sheet knows every feature of the theme. A selector that names a class, an id or the value
of an attribute is kept only if that word stands in a tag of some page or anywhere in a script, and
a variable only if something reads it; what is not understood is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Element

_WORD = re.compile(r"[\w-]+")
_PART = re.compile(
    r"""((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)"']*\)|/\*.*?\*/|[^{};])*)([{};]|\Z)""",
    re.DOTALL,
)
"""What stands before a brace, a semicolon or the end of a sheet, and which of them follows."""

_NAMED = re.compile(r'[.#]((?:[\w-]|\\.)+)|\[[\w-]+[~^|$*]?="?([\w-]+)"?\]')
_NOT = re.compile(r":(?:not|is|where|has)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_COMMA = re.compile(r",(?![^(\[]*[)\]])")
_USE = re.compile(r"var\(\s*(--[\w-]+)")
_VARIABLE = re.compile(
    r"""(?<=[{;])\s*(--[\w-]+):(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)"']*\)|[^;{}"'])*;?"""
)
_EMPTY = re.compile(r"(?<=[{}])[^{}@;]+\{\s*\}|^[^{}@;]+\{\s*\}")
_GROUPS = ("@media", "@supports")


def words(trees: Iterable[Element], scripts: Iterable[str]) -> set[str]:
    """Collect the words that stand in tags of pages and in scripts: names that a rule may mean."""
    elements = (element for tree in trees for element in tree.iter())
    tags = {text for each in elements for text in _said(each)}
    return {word for text in (*tags, *scripts) for word in _WORD.findall(text)}


def sheet(source: str, known: set[str]) -> str:
    """Leave out the rules of a sheet that need a word which is not known, then variables nobody reads."""
    return _read(_rules(iter(_PART.findall(source)), known), known)


def _said(element: Element) -> tuple[str, ...]:
    inside = element.text or "" if element.tag == "script" else ""
    return (element.tag, *element.keys(), *element.values(), inside)


def _read(rules: str, known: set[str]) -> str:
    """Leave out variables that no rule, page or script reads; without them others may be unread."""
    read = known.union(_USE.findall(rules))
    left = _VARIABLE.sub(lambda found: found[0] if found[1] in read else "", rules)
    return rules if left == rules else _read(_EMPTY.sub("", left), known)


def _rules(parts: Iterator[tuple[str, str]], known: set[str] | None) -> str:
    """Copy rules up to the brace that closes their group; without known words, all of them."""
    written = ""
    for text, end in parts:
        if end == "}":
            return written + text
        written += _rule(text, parts, known) if end == "{" else text + end
    return written


def _rule(head: str, parts: Iterator[tuple[str, str]], known: set[str] | None) -> str:
    """Copy a rule and what it holds; steps of `@keyframes` and nested rules are kept whole."""
    inside = _rules(parts, known if head.lstrip().startswith(_GROUPS) else None)
    if head.lstrip().startswith("@"):
        return f"{head}{{{inside}}}" if inside else ""
    kept = [each for each in _COMMA.split(head) if known is None or _needed(each, known)]
    return f"{','.join(kept)}{{{inside}}}" if kept else ""


def _needed(selector: str, known: set[str]) -> bool:
    """Tell whether a page may hold what a selector names; not what `:is()` and its like name."""
    named = _NAMED.findall(_NOT.sub("", selector))
    return all((name or value).replace("\\", "") in known for name, value in named)
