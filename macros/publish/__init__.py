"""Completes a site that any engine built: what its pages load and allow, and the files beside them."""

from __future__ import annotations

from pathlib import Path

from macros.handbook.guides import Page
from macros.handbook.model import Handbook
from macros.handbook.problems import Problem, ProblemsError
from macros.publish import (
    api,
    built_page,
    csp,
    days_off,
    feeds,
    known_tasks,
    llms_and_sitemap,
    markdown_copy,
    search_index,
    service_worker,
    unread_marks,
    word_letters,
    yaml_copy,
)
from macros.publish.assets import bundle_scripts
from macros.publish.built_page import BuiltPage
from macros.publish.files import write


def publish(
    book: Handbook, guides: dict[str, Page], site: Path, *, protect: bool = True, keep: bool = True
) -> list[Path]:
    """Complete a built site, and list the files written; a site that is complete stays as it is.

    Each page is read once and written once, and nothing is written when anything is wrong. To
    `protect` a page is to write its policy into it; a server that adds scripts to pages needs them
    bare. To `keep` the site is to let browsers have it for when there is no network.

    Raises:
        ProblemsError: when the site was built from another handbook, or for an address that is not encoded,
            shows marks that nothing has read, or holds what the policy refuses.
        OSError: when a page cannot be read or a file cannot be written.
    """
    built = built_page.read(site)
    _refuse_old(book, built, site)
    if found := unread_marks.problems(built, guides):
        raise ProblemsError(found)
    listed = built_page.in_order(built)
    _refuse_raw(listed[:1], site)
    root = listed[0].root if listed else ""
    pages, bundles = bundle_scripts.bundled(built, site, _made(book, guides))
    pages = csp.protected(pages) if protect else pages
    files: dict[str, str | bytes] = {
        **{page.path: page.html for page in pages},
        **bundles,
        **api.files(book, guides),
        **feeds.files(book, guides, root),
        **word_letters.files(book),
        **yaml_copy.files(site),
        search_index.FILE: search_index.index(book, guides, listed),
        **markdown_copy.files(book, listed),
        **llms_and_sitemap.files(book, listed),
    }
    for name in llms_and_sitemap.DATED:
        (site / name).unlink(missing_ok=True)
    if keep:
        files |= service_worker.sized(site, files)
    return write(site, files | service_worker.files(site, files, on=keep))


def bundle(book: Handbook, guides: dict[str, Page], site: Path) -> list[Path]:
    """Let those pages of a site load bundles that do not yet, and list the files written. Raises as `publish`."""
    built = built_page.read(site)
    pages, bundles = bundle_scripts.bundled(built, site, _made(book, guides))
    changed = {new.path: new.html for new, old in zip(pages, built, strict=True) if new is not old}
    return write(site, changed | bundles)


def _made(book: Handbook, guides: dict[str, Page]) -> dict[str, str]:
    """Write the modules that come from the handbook, by name."""
    return known_tasks.modules(book, guides) | days_off.modules(book)


def _refuse_raw(home: list[BuiltPage], site: Path) -> None:
    """Refuse the address of an engine that takes SITE_URL as it stands: it is in the head of each page."""
    for page in home:
        if page.said_address != page.address:
            told = f"网站是为 {page.said_address} 生成的，网址里有要编码的字。请用 SITE_URL={page.address} 重新生成"
            raise ProblemsError([Problem(site.as_posix(), 1, "", told)])


def _refuse_old(book: Handbook, pages: list[BuiltPage], site: Path) -> None:
    gone = sorted({name for page in pages for name in page.facts} - book.facts.keys())
    if gone:
        told = f"页面上有手册里没有的事实 “{gone[0]}”，是旧的网站。请先重新生成：make build"
        raise ProblemsError([Problem(site.as_posix(), 1, "", told)])
