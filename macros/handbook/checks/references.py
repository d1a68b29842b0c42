"""Every name leads to a record, and every record to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.handbook.problems import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.handbook.checks.context import Context, Found
    from macros.handbook.model import Handbook
    from macros.handbook.problems import Where


def references_exist(context: Context) -> Found:
    """Every id that a record names stands in its section."""
    for where, section, name in _references(context.book):
        if name not in context.ids[section]:
            yield where, context.unknown(section, name)


def _references(book: Handbook) -> Iterator[tuple[Where, str, str]]:
    for id_, fact in book.facts.items():
        yield ("facts", id_, "source"), "sources", fact.source
    for id_, deadline in book.deadlines.items():
        yield ("deadlines", id_, "fact"), "facts", deadline.fact
    for id_, field in book.fields.items():
        for index, name in enumerate(field.not_before):
            yield ("fields", id_, "not_before", index), "fields", name
        if field.at_most:
            yield ("fields", id_, "at_most"), "fields", field.at_most
    for where, record in _citing_records(book):
        for section in ("facts", "evidence", "fields", "checklists", "templates", "deadlines"):
            for index, name in enumerate(getattr(record, section, [])):
                yield (*where, section, index), section, name


def _citing_records(book: Handbook) -> Iterator[tuple[Where, object]]:
    for section in ("evidence", "templates", "terms", "checklists", "changes"):
        for id_, record in getattr(book, section).items():
            yield (section, id_), record
    for id_, checklist in book.checklists.items():
        for index, item in enumerate(checklist.items):
            yield ("checklists", id_, "items", index), item
    for id_, figure in book.figures.items():
        for index, step in enumerate(figure.steps):
            yield ("figures", id_, "steps", index), step
    for id_, triage in book.triage.items():
        for name, result in triage.results.items():
            yield ("triage", id_, "results", name), result


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
            hint = nearest(anchor, sorted(known))
            yield where, f"{path} 里没有锚点 “#{anchor}”{hint}"
