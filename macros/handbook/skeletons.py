"""Commented records to paste into handbook.yml, for `python -m macros new`."""

from __future__ import annotations

from pathlib import Path

SKELETONS = ("fact", "template", "checklist", "change")
"""The kinds of which there is one, below `templates/`."""


def skeleton(kind: str, id_: str) -> str:
    """Write a commented record of a kind (`fact`, `template`, `checklist`) with this id."""
    file = Path(__file__).parent / "templates" / f"{kind}.yml"
    return file.read_text("utf-8").replace("{id}", id_)
