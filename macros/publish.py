"""What stands beside the pages, and the data block inside them: written once they are built, by any engine or from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import built, export, plain, search, signposts, structured

if TYPE_CHECKING:
    from pathlib import Path

    from macros.model import Handbook


def publish(book: Handbook, site: Path) -> list[Path]:
    """Write what readers other than people use into the site built at `site`; list the files.

    Raises:
        OSError: when a page cannot be read or a file cannot be written.
    """
    pages = built.read(site)
    return [
        *export.write(book, site),
        search.write(book, site),
        *plain.write(book, pages, site),
        *signposts.write(book, pages, site),
        *structured.write(book, pages, site),
    ]
