"""What stands beside the pages: written once they are built, by any engine or from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import export, search

if TYPE_CHECKING:
    from pathlib import Path

    from macros.model import Handbook


def publish(book: Handbook, site: Path) -> list[Path]:
    """Write the open data and the search index into the site built at `site`; list the files.

    Raises:
        OSError: when a page cannot be read or a file cannot be written.
    """
    return [*export.write(book, site), search.write(book, site)]
