"""What stands beside the pages: written once they are built, by any engine or from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import (
    built,
    export,
    feed,
    headers,
    offline,
    packs,
    plain,
    search,
    signposts,
    structured,
    word,
)
from macros.problem import HandbookError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from macros.built import Built
    from macros.model import Handbook
    from macros.pages import Page


def publish(
    book: Handbook, guides: dict[str, Page], site: Path, *, protect: bool = True, keep: bool = True
) -> list[Path]:
    """Write what readers other than people use, and Word letters, into a built site; list the files.

    Args:
        book: the handbook.
        guides: the guides, by path.
        site: the folder of the built site.
        protect: whether each page gets its policy. A server that adds scripts to pages needs them bare.
        keep: whether browsers may keep the site for when there is no network.

    Raises:
        HandbookError: when the site was built from another handbook, or holds what the policy refuses.
        OSError: when a page cannot be read or a file cannot be written.
    """
    packed = packs.write(site)
    pages = built.read(site)
    _refuse_old(book, pages, site)
    root = pages[0].root if pages else ""
    written = [
        *export.write(book, guides, site),
        *feed.write(book, guides, site, root),
        *word.write(book, site),
        search.write(book, pages, site),
        *plain.write(book, pages, site),
        *signposts.write(book, pages, site),
        *structured.write(book, pages, site),
        *packed,
    ]
    if protect:  # the last to change pages: a policy names what they hold
        written += headers.protect(site)
    written.append(offline.write(site, on=keep))  # last: it names every file by its content
    return list(dict.fromkeys(written))


def _refuse_old(book: Handbook, pages: list[Built], site: Path) -> None:
    gone = sorted({name for page in pages for name in page.facts} - book.facts.keys())
    if gone:
        told = f"页面上有手册里没有的事实 “{gone[0]}”，是旧的网站。请先重新生成：make build"
        raise HandbookError([Problem(site.as_posix(), 1, "", told)])
