"""Writes response headers for nginx, Caddy and hosts, as a built site needs them.

A server says one policy for all pages, with what only a header can say; the configurations in
`deploy/` include it. What may be kept for a year is known by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from macros.handbook import addresses
from macros.publish import built_page, csp, files
from macros.publish.built_page import BuiltPage

HASHED = re.compile(r"^assets/.+\.[0-9a-f]{8}\.min\.(css|js)(\.map)?$")
"""Files whose name holds a hash of what they say; `deploy/nginx.conf` and `Caddyfile` repeat it."""

_OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "clipboard-write=(self), accelerometer=(), camera=(), clipboard-read=(), "
    "display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), "
    "payment=(), usb=()",
}


def write(site: Path, folder: Path) -> list[Path]:
    """Write `headers.nginx`, `headers.caddy` and `_headers` for the site built at `site`.

    Raises:
        ProblemsError: when a page holds what the policy would refuse; lists every place.
    """
    return files.write(folder, configs(built_page.read(site), files.listed(site)))


def configs(pages: list[BuiltPage], names: Iterable[str]) -> dict[str, str]:
    """Name each file to be written and give its text; the same site gives the same bytes.

    Of the site's files (`names`) those with a hash in their name get a rule of their own.
    """
    told = {
        "headers": headers(pages),
        "hashed": sorted(map(addresses.of, filter(HASHED.match, names))),
    }
    made = ("headers.nginx", "headers.caddy", "_headers")
    return {name: files.render(f"deploy/templates/{name}", **told) for name in made}


def headers(pages: list[BuiltPage]) -> list[tuple[str, str]]:
    """Pair the name of each header that every response carries with its value."""
    return [("Content-Security-Policy", csp.policy(pages)), *_OTHERS.items()]
