"""The search index as tests read it: pages with their sections, each with what is not empty."""

from __future__ import annotations

import json
import re
from typing import Any

from macros.publish.search_index import ENCODING


def read_index(written: bytes) -> dict[str, Any]:
    """Read an index, and give each page its sections back."""
    index: dict[str, Any] = json.loads(written.decode(ENCODING))
    columns = index.pop("sections")
    sections = [
        _section(index["lines"], dict(zip(columns, values, strict=True)))
        for values in zip(*columns.values(), strict=True)
    ]
    for page in index["pages"]:
        many = page["sections"]
        page["sections"], sections = sections[:many], sections[many:]
    assert not sections
    return index


def _section(lines: list[str], fields: dict[str, str]) -> dict[str, Any]:
    whole = {
        key: re.sub(r"\t(\d+)", lambda found: lines[int(found[1])], text)
        for key, text in fields.items()
    }
    split = {key: whole[key].split("\n") for key in ("answers", "also") if whole[key]}
    return {key: text for key, text in whole.items() if text} | split
