"""Writes llms.txt, robots.txt and the sitemap, which tell a machine where things are.

A sitemap and a link to it need the address of the site, which the home page says; a page is as new
as the fact on it that was checked last, whatever day it was built on.
"""

from __future__ import annotations

from macros.handbook import addresses, labels, links
from macros.handbook.model import Handbook
from macros.publish.built_page import BuiltPage
from macros.publish.files import render
from macros.publish.markdown_copy import beside, checked

DATED = ("sitemap.xml", "sitemap.xml.gz")
"""What an engine writes with the day of the build; ours, where there is one, takes its place."""


def files(book: Handbook, pages: list[BuiltPage]) -> dict[str, str]:
    """Name each signpost and give its text; `pages` stand in the order of the navigation.

    `llms.txt` has the shape that llmstxt.org proposes: what this is, how to quote it, every page.
    """
    home = pages[0] if pages else BuiltPage("", "")
    folders: dict[str, list[BuiltPage]] = {}
    for page in pages:
        folder = page.folder.partition("/")[0] or "start"  # home is where one starts
        folders.setdefault(folder, []).append(page)
    told = {
        "book": book,
        "home": home,
        "pages": pages,
        "folders": folders,
        "labels": labels,
        "links": links,
        "beside": lambda page: addresses.of(beside(page)),
        "checked": checked,
    }
    names = ["llms.txt", "robots.txt", *(["sitemap.xml"] if home.root else [])]
    return {name: render(f"publish/templates/{name}", **told) for name in names}
