"""Writes files that are given as `{path below a folder: content}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write files below `folder`, text as UTF-8 with the line ends it has, and list them.

    Raises:
        OSError: when a file cannot be written.
    """
    return [_write(folder / name, content) for name, content in files.items()]


def as_bytes(content: str | bytes) -> bytes:
    """Give the bytes of a file."""
    return content.encode() if isinstance(content, str) else content


def _write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_bytes(content))
    return path
