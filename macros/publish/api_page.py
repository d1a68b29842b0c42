"""Shows on the page about the open data what the files hold, so that it never goes stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from macros.handbook.links import API, Links
from macros.publish import api

if TYPE_CHECKING:
    from macros.handbook.guides import Page
    from macros.handbook.model import Handbook

_TABLE = Markup(
    '<div class="kb-api">\n<table>\n'
    "<thead><tr><th>文件</th><th>是什么</th><th>条数</th></tr></thead>\n"
    "<tbody>\n{}\n</tbody>\n</table>\n</div>"
)
_ROW = Markup(
    '<tr><td><a href="{base}{file}">{file}</a><br><a href="{base}{schema}">{kind} 的键</a></td>'
    "<td>{title}：{description}</td><td>{count}</td></tr>"
)
_EXAMPLE = Markup('<pre class="kb-api"><code>{}</code></pre>')


def kinds(book: Handbook, pages: dict[str, Page], here: str) -> Markup:
    """List the files of the API for the page at `here`: what each holds, how much, its schema."""
    base = Links(pages, here).file(f"{API}/")
    entries = api.index(book, pages)["kinds"]
    return _TABLE.format(Markup("\n").join(_ROW.format(base=base, **entry) for entry in entries))


def example(book: Handbook, pages: dict[str, Page], kind: str, id_: str) -> Markup:
    """Show one record as it stands in its file."""
    found = {record["id"]: record for record in api.records(kind, book, pages)}
    return _EXAMPLE.format(api.as_text(found[id_]).strip())
