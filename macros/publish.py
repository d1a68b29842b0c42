"""What stands beside the pages: written once they are built, by any engine or from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import built, export, feed, plain, search, signposts, structured, word

if TYPE_CHECKING:
    from pathlib import Path

    from macros.model import Handbook
    from macros.pages import Page


def publish(book: Handbook, guides: dict[str, Page], site: Path, root: str = "") -> list[Path]:
    """Write what readers other than people use, and Word letters, into a built site; list the files.

    Args:
        book: the handbook.
        guides: the guides, by path.
        site: the folder of the built site.
        root: the site's address, ending in `/`; empty when it is not known.

    Raises:
        OSError: when a page cannot be read or a file cannot be written.
    """
    pages = built.read(site)
    return [
        *export.write(book, guides, site),
        *feed.write(book, guides, site, root),
        *word.write(book, site),
        search.write(book, site),
        *plain.write(book, pages, site),
        *signposts.write(book, pages, site),
        *structured.write(book, pages, site),
    ]
