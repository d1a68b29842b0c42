"""Built pages as trees, read once a process: html5lib, which is exact, takes ten times as long."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from lxml import html

_PARSER = html.HTMLParser(encoding="utf-8", remove_comments=True)


@cache
def tree(path: Path) -> Any:  # noqa: ANN401 - lxml is untyped here
    """Read a page. That its markup is valid is a test of its own."""
    return html.document_fromstring(path.read_bytes(), parser=_PARSER)
