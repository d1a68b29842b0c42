"""What stands beside the pages: written once they are built, by any engine or from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import export, feed, search, word

if TYPE_CHECKING:
    from pathlib import Path

    from macros.model import Handbook
    from macros.pages import Page


def publish(book: Handbook, pages: dict[str, Page], site: Path, root: str = "") -> list[Path]:
    """Write data, feeds, Word letters and the search index into a built site; list the files.

    Args:
        book: the handbook.
        pages: the guides, by path.
        site: the folder of the built site.
        root: the site's address, ending in `/`; empty when it is not known.

    Raises:
        OSError: when a page cannot be read or a file cannot be written.
    """
    return [
        *export.write(book, pages, site),
        *feed.write(book, pages, site, root),
        *word.write(book, site),
        search.write(book, site),
    ]
