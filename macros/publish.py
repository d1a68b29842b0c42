"""What stands beside the pages: written once they are built, by any engine or from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import export, search, word

if TYPE_CHECKING:
    from pathlib import Path

    from macros.model import Handbook
    from macros.pages import Page


def publish(book: Handbook, pages: dict[str, Page], site: Path) -> list[Path]:
    """Write open data, Word letters and the search index into the site built at `site`; list them.

    Raises:
        OSError: when a page cannot be read or a file cannot be written.
    """
    return [
        *export.write(book, pages, site),
        *word.write(book, site),
        search.write(book, site),
    ]
