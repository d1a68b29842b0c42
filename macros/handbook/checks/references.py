"""Rules for references: what is named exists, and what exists is named."""

from __future__ import annotations

from macros.handbook.checks.context import Context, Found
from macros.handbook.kinds import named_at
from macros.handbook.problems import nearest


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
        elif anchor and context.lacks(page, anchor):
            hint = nearest(anchor, context.anchors_of(page))
            yield where, f"{path} 里没有锚点 “#{anchor}”{hint}"


def addresses_were_seen(context: Context) -> Found:
    """A source has an address exactly when it says how the address is known."""
    for id_, source in context.book.sources.items():
        if (source.url is None) != (source.url_basis == "none"):
            yield ("sources", id_, "url"), "没有 url 的写 url_basis: none；有 url 的不能写 none。"


def sources_are_used(context: Context) -> Found:
    """Every source supports a fact."""
    return _unused(context, "sources", "没有事实引用这个来源；请删掉它。")


def fields_are_used(context: Context) -> Found:
    """Every blank stands in a letter."""
    return _unused(context, "fields", "没有模板用到这个填写项；请删掉它。")


def evidence_is_used(context: Context) -> Found:
    """Every kind of evidence is asked for by an item or a letter."""
    return _unused(context, "evidence", "没有步骤或模板用到这种证据；请引用它或删掉它。")


def _unused(context: Context, section: str, message: str) -> Found:
    """Find the records that no record of another section names."""
    used = {name for at, name in context.texts if at[0] != section and named_at(at) == section}
    yield from (((section, id_), message) for id_ in getattr(context.book, section).keys() - used)
