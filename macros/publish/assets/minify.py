"""Scripts and sheets without what only people read: comments, indentation, needless spaces.

It cuts a script into tokens and changes none of them: strings, templates and regular expressions
stay as written. Names stay too, so that an error in a browser can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""
    (?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    |(?P<word>[\w$]+)
    |(?P<space>\s+)
    |(?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_TEMPLATE = re.compile(r"[`}](?P<text>(?:\\.|\$(?!\{)|[^`\\$])*(?:`|\$\{))", re.DOTALL)
_REGEX = re.compile(r"(?P<text>/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/\w*)")
_BEFORE_REGEX = {*"(,=:[!&|?{};<>+-*%^~", "", "case", "return", "typeof", "yield"}
"""After anything else a slash divides."""

_TIGHT = set("{}()[];,=?:<>&|*!+-")
"""Marks that need no space beside them, but for two signs; a slash may mean another thing without."""

_GAP = r"(?:\s|/\*(?!!)[^*]*\*+(?:[^/*][^*]*\*+)*/)"
"""A space or a comment of a style sheet."""

_SHEET = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)"']*\)|/\*!.*?\*/)"""
    rf"|{_GAP}*([{{}};,]){_GAP}*|{_GAP}+",
    re.DOTALL,
)


def tokens(source: str) -> Iterator[tuple[str, str]]:
    """Cut a script into pairs of a kind (comment, text, word, space, mark) and what was written."""
    at, last = 0, ""
    opened: list[str] = []  # braces: `{`, or `${` in a template
    while at < len(source):
        found = _next(source, at, last, inside=opened[-1:] == ["${"])
        kind, text = found.lastgroup or "", found[0]
        if text[0] == "}" and opened:
            opened.pop()
        if text == "{" or (text[0] in "`}" and text.endswith("${")):
            opened.append(text[-2:])
        yield kind, text
        at = found.end()
        last = last if kind in {"comment", "space"} else text


def script(source: str) -> str:
    """Write a script without comments and needless space; lines that may end a statement stay."""
    written, gap = "", ""
    for kind, text in tokens(source):
        if kind in {"comment", "space"}:
            gap = "\n" if "\n" in gap + text else " "
            continue
        written += _between(written[-1:], gap, text[0]) + text
        gap = ""
    return f"{written}\n"


def sheet(source: str) -> str:
    """Write a style sheet without comments and needless space; licences (`/*!`) stay."""
    return _SHEET.sub(lambda found: found[1] or found[2] or " ", source).strip()


def _next(source: str, at: int, last: str, *, inside: bool) -> re.Match[str]:
    """Match the token at a place; `inside` says that a brace would end the code of a template."""
    found = None
    if source[at] == "`" or (inside and source[at] == "}"):
        found = _TEMPLATE.match(source, at)
    elif source[at] == "/" and last in _BEFORE_REGEX:
        found = _REGEX.match(source, at)
    found = found or _TOKEN.match(source, at)
    assert found  # noqa: S101 - the last kind is any character
    return found


def _between(before: str, gap: str, after: str) -> str:
    """Keep of a gap what the language may need; a line's end after a closing brace is needed."""
    if not gap or not before:
        return ""
    if gap == "\n":
        return "" if before in "{([;," or after in "})]" else "\n"
    if before == after and after in "+-":
        return " "
    return "" if {before, after} & _TIGHT else " "
