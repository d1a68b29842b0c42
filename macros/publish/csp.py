"""Writes the Content-Security-Policy of pages into each, and joins them into one for servers.

The policy lists the hash of each inline script that the pages hold, so it changes with the theme
and with the depth of folders: it is generated from the built site. Each page says its own, for hosts
that send no headers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from macros.handbook.problems import Problem, ProblemsError
from macros.publish.built_page import BuiltPage
from macros.publish.files import integrity

_POLICY = (
    "default-src 'none'; style-src 'self'; "
    "img-src 'self' data:; "  # the theme's icons are images inside its style sheet
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; "  # no form is sent: scripts read them
    "script-src 'self'"
)
_SCRIPT_URL = re.compile(r"[\x00-\x20]*" + r"[\t\n\r]*".join("javascript:"), re.IGNORECASE)
"""As a browser reads it: it drops control characters before an address, and line ends inside."""

_SUSPECTS = etree.XPath(
    "//*[self::style or self::script or @style or @*[starts-with(name(), 'on') or contains(., ':')]]"
)
"""Every element that the policy may refuse; most hold nothing of it and need no reading."""

_NO_PLACE = '缺少 <meta charset="utf-8">，内容安全策略要放在它后面；请在 <head> 开头补上'
_EXECUTED = {
    "", "application/ecmascript", "application/javascript", "importmap", "module",
    "speculationrules", "text/ecmascript", "text/javascript",
}  # fmt: skip
_SHEET = "样式写进 docs/assets/css/ 里的样式表"
_MODULE = "脚本写成 docs/assets/js/ 里的模块，用 addEventListener"


def protected(pages: list[BuiltPage]) -> list[BuiltPage]:
    """Give each page its policy, before anything that it rules, in the place of one that is there.

    Raises:
        ProblemsError: as `policy`; or when a page has no place for it.
    """
    _refuse(problem for page in pages for problem in _problems(page))
    _refuse(Problem(page.path, 1, "", _NO_PLACE) for page in pages if _charset(page) is None)
    return [_with_policy(page) for page in pages]


def policy(pages: list[BuiltPage]) -> str:
    """Write the Content-Security-Policy that lets these pages do what they do, and nothing else.

    Raises:
        ProblemsError: when a page holds an inline style or handler; the policy would refuse it.
    """
    _refuse(problem for page in pages for problem in _problems(page))
    return f"{_policy(pages)}; frame-ancestors 'none'"  # which only a header can say


def digest(script: str) -> str:
    """Name an inline script as a policy does: by the hash of its text."""
    return f"'{integrity(script)}'"


def _policy(pages: list[BuiltPage]) -> str:
    """Let the inline scripts of pages run that a browser would run, each by its hash."""
    scripts = (script for page in pages for script in page.tree.iter("script") if _runs(script))
    return " ".join([_POLICY, *sorted({digest(script.text or "") for script in scripts})])


def _with_policy(page: BuiltPage) -> BuiltPage:
    _, place = page.spans[_charset(page)]
    before = page.tree.findall(".//meta[@http-equiv='Content-Security-Policy']")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_policy([page])}">'
    return page.edited([(place, place, meta), *((*page.spans[each], "") for each in before)])


def _charset(page: BuiltPage) -> etree._Element | None:
    metas = page.tree.iterfind(".//meta[@charset]")
    return next((each for each in metas if each.get("charset").lower() == "utf-8"), None)


def _runs(script: etree._Element) -> bool:
    return "src" not in script.attrib and script.get("type", "").strip().lower() in _EXECUTED


def _refuse(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise ProblemsError(found)


def _problems(page: BuiltPage) -> Iterator[Problem]:
    for element in _SUSPECTS(page.tree):
        for what, remedy in _refusals(element):
            told = f"内容安全策略会挡住 <{what}>；{remedy}"
            yield Problem(page.path, element.sourceline, "", told)


def _refusals(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Say what the policy would refuse of an element, or what is a script and not the theme's.

    A hash would let through whatever script someone wrote into a guide.
    """
    if element.tag == "style":
        yield "style", _SHEET
    if element.tag == "script" and _runs(element) and element.xpath("boolean(ancestor::article)"):
        yield "script", _MODULE
    for key, value in element.attrib.items():
        if key == "style":
            yield f"{element.tag} style", _SHEET
        elif key.startswith("on") or _SCRIPT_URL.match(value):
            yield f"{element.tag} {key}", _MODULE
