"""Writes addresses, percent-encoded once, so that any name can stand in a link, a feed or a list.

MkDocs writes the addresses of its pages and files the same way. A browser, another engine or a person
may write one less encoded, or more: what compares addresses brings both to this form.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

_LONE = re.compile(r"%(?![0-9a-fA-F]{2})")
_BEYOND = ":/?#[]@!$&'()*+,;=%"
"""What may stand in a whole address, beside letters, digits and `-._~`."""


def of(path: str) -> str:
    """Address a file or a folder by its path, written as the disk has it."""
    return quote(path, safe="/")


def path_of(address: str) -> str:
    """Give the path that an address below the site's root means."""
    return unquote(address)


def once(address: str) -> str:
    """Encode what no address may hold in a link that someone wrote; what is encoded already stays."""
    return quote(_LONE.sub("%25", address), safe=_BEYOND)


def canonical(address: str) -> str:
    """Write a whole address in one form, whoever wrote it: its path as `of` does, its host as networks know it.

    Raises ValueError when it is none.
    """
    parts = urlsplit(address)
    path = "/".join(map(_piece, parts.path.split("/")))
    return urlunsplit(parts._replace(netloc=_host(parts), path=path))


def _host(parts: SplitResult) -> str:
    """Write the host in ASCII, with its port."""
    if parts.netloc.isascii():
        return parts.netloc.lower()
    host = (parts.hostname or "").encode("idna").decode()
    return f"{host}:{parts.port}" if parts.port else host


def _piece(written: str) -> str:
    """Encode one name of a path; bytes that are no UTF-8 stay as they are encoded."""
    try:
        return quote(unquote(written, errors="strict"), safe="")
    except UnicodeDecodeError:
        return quote(_LONE.sub("%25", written), safe="%")
