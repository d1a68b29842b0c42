"""Built pages to response headers: what a server says beside each file, for nginx, Caddy and hosts.

The policy lists the hash of each inline script that the pages hold, so it changes with the theme
and with the depth of folders: it is generated from the built site, and the servers' own
configurations in `deploy/` include it. What may be kept for a year is known by its name.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from macros.problem import HandbookError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

HASHED = re.compile(r"^assets/.+\.[0-9a-f]{8}\.min\.(css|js)(\.map)?$")
"""Files whose name holds a hash of what they say; `deploy/nginx.conf` and `Caddyfile` repeat it."""

FOREVER = "public, max-age=31536000, immutable"
TLS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
"""Only said over TLS: nginx and Caddy ask whether they speak it, a host with `_headers` always does."""

_SOURCES = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's icons are images inside its style sheet
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",  # no form is sent: scripts read them
    "frame-ancestors": "'none'",
}
_UNUSED = (
    "accelerometer", "camera", "clipboard-read", "display-capture", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "usb",
)  # fmt: skip
_OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        ["clipboard-write=(self)", *(f"{name}=()" for name in _UNUSED)]
    ),
}
_EXECUTED = {
    "", "application/ecmascript", "application/javascript", "importmap", "module",
    "speculationrules", "text/ecmascript", "text/javascript",
}  # fmt: skip
_REMEDIES = {
    "style": "样式写进 docs/assets/css/ 里的样式表",
    "script": "脚本写成 docs/assets/js/ 里的模块，用 addEventListener",
}


def write(site: Path, folder: Path) -> list[Path]:
    """Write `headers.nginx`, `headers.caddy` and `_headers` for the site built at `site`.

    Raises:
        HandbookError: when a page holds what the policy would refuse; lists every place.
        OSError: when a page cannot be read or a file cannot be written.
    """
    pages = {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("*.html"))
    }
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*"))]
    texts = files(pages, names)
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / name, text) for name, text in texts.items()]


def files(pages: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Name each file to be written and give its text; the same site gives the same bytes.

    Args:
        pages: the HTML of each page by its path below the site's root.
        names: the path of every file of the site; those with a hash in it get a rule of their own.
    """
    said = headers(pages)
    return {
        "headers.nginx": _lines(f'add_header {name} "{value}" always;' for name, value in said),
        "headers.caddy": _lines(f'header {name} "{value}"' for name, value in said),
        "_headers": _hosts_file(said, filter(HASHED.match, sorted(names))),
    }


def headers(pages: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pair the name of each header that every response carries with its value."""
    return [("Content-Security-Policy", policy(pages)), *_OTHERS.items()]


def policy(pages: Mapping[str, str]) -> str:
    """Write the Content-Security-Policy that lets these pages do what they do, and nothing else.

    Raises:
        HandbookError: when a page holds an inline style or handler; the policy would refuse it.
    """
    readers = [_read(path, html) for path, html in sorted(pages.items())]
    problems = [problem for reader in readers for problem in reader.problems]
    if problems:
        raise HandbookError(problems)
    hashes = sorted({digest(script) for reader in readers for script in reader.scripts})
    sources = _SOURCES | {"script-src": " ".join(["'self'", *hashes])}
    return "; ".join(f"{name} {value}" for name, value in sources.items())


def digest(script: str) -> str:
    """Name an inline script as a policy does: by the hash of its text."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _read(path: str, html: str) -> _Reader:
    reader = _Reader(path)
    reader.feed(html)
    reader.close()
    return reader


class _Reader(HTMLParser):
    """Collects the inline scripts that a browser would run, and what the policy would refuse."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.scripts: list[str] = []
        self.problems: list[Problem] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in attributes:
            self.inside = attributes.get("type", "").strip().lower() in _EXECUTED
            self.scripts += [""] * self.inside
        if tag == "style":
            self._refuse("<style>", "style")
        for name, value in attributes.items():
            if name == "style":
                self._refuse(f"<{tag} style>", "style")
            elif name.startswith("on") or value.strip().lower().startswith("javascript:"):
                self._refuse(f"<{tag} {name}>", "script")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.inside = False

    def _refuse(self, what: str, kind: str) -> None:
        line, _ = self.getpos()
        message = f"内容安全策略会挡住 {what}；{_REMEDIES[kind]}"
        self.problems.append(Problem(self.path, line, "", message))


def _hosts_file(said: list[tuple[str, str]], hashed: Iterable[str]) -> str:
    """Write what Cloudflare Pages and Netlify read; they join what two rules say, so none overlap."""
    rules = {"/*": [*said, *TLS_ONLY.items()], "/api/*": [("Access-Control-Allow-Origin", "*")]}
    rules |= {f"/{name}": [("Cache-Control", FOREVER)] for name in hashed}
    return _lines(
        line
        for pattern, pairs in rules.items()
        for line in (pattern, *(f"  {name}: {value}" for name, value in pairs))
    )


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
