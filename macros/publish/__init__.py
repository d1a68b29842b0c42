"""What stands beside the pages: written once they are built, by any engine or from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.handbook.problems import HandbookError, Problem
from macros.publish import (
    api,
    built_page,
    csp,
    feeds,
    llms_and_sitemap,
    markdown_copy,
    schema_org,
    search_index,
    service_worker,
    word_letters,
)
from macros.publish.assets import bundle_scripts

if TYPE_CHECKING:
    from pathlib import Path

    from macros.handbook.guides import Page
    from macros.handbook.model import Handbook
    from macros.publish.built_page import Built


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
    packed = bundle_scripts.write(site)
    pages = built_page.read(site)
    _refuse_old(book, pages, site)
    root = pages[0].root if pages else ""
    written = [
        *api.write(book, guides, site),
        *feeds.write(book, guides, site, root),
        *word_letters.write(book, site),
        search_index.write(book, pages, site),
        *markdown_copy.write(book, pages, site),
        *llms_and_sitemap.write(book, pages, site),
        *schema_org.write(book, pages, site),
        *packed,
    ]
    if protect:  # the last to change pages: a policy names what they hold
        written += csp.protect(site)
    written.append(service_worker.write(site, on=keep))  # last: it names every file by its content
    return list(dict.fromkeys(written))


def _refuse_old(book: Handbook, pages: list[Built], site: Path) -> None:
    gone = sorted({name for page in pages for name in page.facts} - book.facts.keys())
    if gone:
        told = f"页面上有手册里没有的事实 “{gone[0]}”，是旧的网站。请先重新生成：make build"
        raise HandbookError([Problem(site.as_posix(), 1, "", told)])
