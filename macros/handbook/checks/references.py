"""Rules for references: every id named exists, and every guide linked to exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.handbook.kinds import named_at
from macros.handbook.problems import nearest

if TYPE_CHECKING:
    from macros.handbook.checks.context import Context, Found


def references_exist(context: Context) -> Found:
    """Every id that a record names stands in its section."""
    for where, name in context.texts:
        section = named_at(where)
        if section and name not in context.ids[section]:
            yield where, context.unknown(section, name)


def guides_exist(context: Context) -> Found:
    """Every guide that a record sends the reader to is a page of the site, anchor included."""
    for where, text in context.texts:
        if where[0] == "facts" or where[-1] not in {"see", "guide"}:
            continue
        path, _, anchor = text.partition("#")
        page = context.pages.get(path)
        if page is None:
            yield where, f"docs/ 下没有页面 “{path}”{nearest(path, context.pages)}"
        elif anchor and anchor not in (known := context.anchors_of(page)):
            hint = nearest(anchor, known)
            yield where, f"{path} 里没有锚点 “#{anchor}”{hint}"


def addresses_were_seen(context: Context) -> Found:
    """A source has an address exactly when it says how the address is known."""
    for id_, source in context.book.sources.items():
        if (source.url is None) != (source.url_basis == "none"):
            yield ("sources", id_, "url"), "没有 url 的写 url_basis: none；有 url 的不能写 none。"
