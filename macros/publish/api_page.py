"""Shows on the page about the open data what the files hold, so that it never goes stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from macros.handbook.links import API, Links
from macros.html.renderer import UnknownIdError
from macros.publish import api
from macros.publish.api_schema import SHAPES
from macros.publish.files import render

if TYPE_CHECKING:
    from macros.handbook.guides import Page
    from macros.handbook.model import Handbook

_EXAMPLE = Markup('<pre class="kb-api"><code>{}</code></pre>')


def kinds(book: Handbook, pages: dict[str, Page], here: str) -> Markup:
    """List the files of the API for the page at `here`: what each holds, how much, its schema."""
    base, entries = Links(pages, here).file(f"{API}/"), api.index(book, pages)["kinds"]
    table = render("publish/templates/api_kinds.html", base=base, kinds=entries)
    return Markup(table.strip())  # noqa: S704 - rendered with autoescape


def example(book: Handbook, pages: dict[str, Page], kind: str, id_: str) -> Markup:
    """Show one record as it stands in its file."""
    if kind not in SHAPES:
        raise UnknownIdError("数据", kind, SHAPES)
    found = {record["id"]: record for record in api.records(kind, book, pages)}
    if id_ not in found:
        raise UnknownIdError("记录", id_, found)
    return _EXAMPLE.format(api.as_text(found[id_]).strip())
