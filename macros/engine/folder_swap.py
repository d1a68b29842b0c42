"""Replaces a folder whole or not at all: the new one is made beside it and swapped in by two renames.

Whatever ends a run, at any point, the folder stands as it was, or the next run puts it back.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock


@contextmanager
def replaced(folder: Path, work: Path) -> Iterator[Path]:
    """Give a path to make the new folder at; it takes the place of the old one when all went well.

    Args:
        folder: what is to be replaced; it may not exist yet.
        work: where to work, on the same disk: holds the new folder, the lock and, for a moment, the old.

    Raises:
        Timeout: when another process is at it.
        OSError: when a folder cannot be made, moved or removed.
    """
    work.mkdir(parents=True, exist_ok=True)
    new, old = work / folder.name, work / f"{folder.name}.old"
    with FileLock(work / f"{folder.name}.lock", timeout=0):  # the system frees it, however we end
        _settle(folder, old)
        if new.exists():  # of a run that was interrupted
            shutil.rmtree(new)
        yield new
        try:
            if folder.exists():
                folder.rename(old)
            new.rename(folder)
        finally:
            _settle(folder, old)


def _settle(folder: Path, old: Path) -> None:
    """Put the old folder back when none took its place; else remove it."""
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
