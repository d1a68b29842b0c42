"""The Content-Security-Policy of built pages: written into each, and joined into one for servers.

The policy lists the hash of each inline script that the pages hold, so it changes with the theme
and with the depth of folders: it is generated from the built site. Each page says its own, for hosts
that send no headers.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from macros.handbook.problems import HandbookError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_SOURCES = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's icons are images inside its style sheet
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",  # no form is sent: scripts read them
}
_HEADER_ONLY = {"frame-ancestors": "'none'"}
_SCRIPT_URL = re.compile(r"[\x00-\x20]*" + r"[\t\n\r]*".join("javascript:"), re.IGNORECASE)
"""As a browser reads it: it drops control characters before an address, and line ends inside."""

_SUSPECT = re.compile(r"""[\s"'/]on|style|script|[&\t\r\n]""", re.IGNORECASE)
"""What a tag that the policy refuses always holds; most tags hold none of it and need no reading."""

_CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)
_NO_PLACE = '缺少 <meta charset="utf-8">，内容安全策略要放在它后面；请在 <head> 开头补上'
_TOKEN = re.compile(
    r"""<!--.*?-->"""
    r"""|(?P<script><script\b(?>=\s*"[^"]*"|=\s*'[^']*'|[^>])*+>)(?P<text>.*?)</script[\s/>]"""
    r"""|(?P<tag><[a-z](?>=\s*"[^"]*"|=\s*'[^']*'|[^>])*+>)""",
    re.DOTALL | re.IGNORECASE,
)
_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_EXECUTED = {
    "", "application/ecmascript", "application/javascript", "importmap", "module",
    "speculationrules", "text/ecmascript", "text/javascript",
}  # fmt: skip
_REMEDIES = {
    "style": "样式写进 docs/assets/css/ 里的样式表",
    "script": "脚本写成 docs/assets/js/ 里的模块，用 addEventListener",
}


def protect(site: Path) -> list[Path]:
    """Put its policy into each page of the site built at `site`, and list the pages.

    Raises:
        HandbookError: when a page holds what the policy would refuse; lists every place.
        OSError: when a page cannot be read or written.
    """
    pages = protected(read(site))
    return [_write(site / name, html) for name, html in pages.items()]


def protected(pages: Mapping[str, str]) -> dict[str, str]:
    """Give each page its policy, before anything that it rules, in the place of one that is there.

    Raises:
        HandbookError: as `policy`; or when a page has no place for it.
    """
    bare = {name: unprotected(html) for name, html in pages.items()}
    scripts = _scripts(bare)
    _refuse([Problem(name, 1, "", _NO_PLACE) for name in bare if not _CHARSET.search(bare[name])])
    return {name: _with_policy(html, _policy(scripts[name])) for name, html in bare.items()}


def unprotected(html: str) -> str:
    """Take the policy out of a page, for a copy that lives by other rules."""
    return _META.sub("", html)


def policy(pages: Mapping[str, str]) -> str:
    """Write the Content-Security-Policy that lets these pages do what they do, and nothing else.

    Raises:
        HandbookError: when a page holds an inline style or handler; the policy would refuse it.
    """
    return _policy(
        {script for found in _scripts(pages).values() for script in found}, **_HEADER_ONLY
    )


def digest(script: str) -> str:
    """Name an inline script as a policy does: by the hash of its text."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def read(site: Path) -> dict[str, str]:
    """Read the HTML of each page by its path below the site's root."""
    paths = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in paths}


def _policy(scripts: Iterable[str], **more: str) -> str:
    hashes = sorted({digest(script) for script in scripts})
    sources = _SOURCES | {"script-src": " ".join(["'self'", *hashes])} | more
    return "; ".join(f"{name} {value}" for name, value in sources.items())


def _with_policy(html: str, said: str) -> str:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{said}">'
    return _CHARSET.sub(lambda charset: charset[0] + meta, html, count=1)


def _scripts(pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Find the inline scripts that a browser would run, by page. Raises as `policy`."""
    tokens = {name: list(_TOKEN.finditer(html)) for name, html in sorted(pages.items())}
    _refuse([p for name, found in tokens.items() for p in _problems(name, pages[name], found)])
    return {
        name: [at["text"] for at in found if at["script"] and _runs(at["script"])]
        for name, found in tokens.items()
    }


def _problems(name: str, html: str, tokens: list[re.Match[str]]) -> Iterator[Problem]:
    """Say where a page holds what no policy lets through, or a script that is not the theme's.

    A hash would let through whatever script someone wrote into a guide.
    """
    article = range(html.find("<article"), html.rfind("</article>"))
    for at in tokens:
        told = list(_refusals(at["tag"] or at["script"] or ""))
        if at["script"] and at.start() in article and _runs(at["script"]):
            told.append(_told("<script>", "script"))
        line = html.count("\n", 0, at.start()) + 1 if told else 0
        yield from (Problem(name, line, "", each) for each in told)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise HandbookError(problems)


@cache
def _runs(tag: str) -> bool:
    """Tell whether a browser runs the text of this script element."""
    _, attributes = _parsed(tag)
    return "src" not in attributes and attributes.get("type", "").strip().lower() in _EXECUTED


@cache
def _refusals(tag: str) -> list[str]:
    """Say what the policy would refuse of an element; pages share most of their tags."""
    if not _SUSPECT.search(tag):
        return []
    name, attributes = _parsed(tag)
    found = [("<style>", "style")] if name == "style" else []
    for key, value in attributes.items():
        if key == "style":
            found.append((f"<{name} style>", "style"))
        elif key.startswith("on") or _SCRIPT_URL.match(value):
            found.append((f"<{name} {key}>", "script"))
    return [_told(what, kind) for what, kind in found]


def _told(what: str, kind: str) -> str:
    return f"内容安全策略会挡住 {what}；{_REMEDIES[kind]}"


def _parsed(tag: str) -> tuple[str, dict[str, str]]:
    reader = _Reader()
    reader.feed(tag)
    return reader.name, reader.attributes


class _Reader(HTMLParser):
    """Reads one tag; a comment is none."""

    def __init__(self) -> None:
        super().__init__()
        self.name = ""
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name = tag
        self.attributes = {key: value or "" for key, value in attrs}


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
