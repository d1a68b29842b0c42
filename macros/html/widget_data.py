"""Gathers the data that widgets and tools read in the browser, as JSON in attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any, get_args

from macros.handbook import duration
from macros.handbook.letters import parts_of, says_of, with_numbers
from macros.handbook.model import Delivery, Fact, FormField, Handbook, Template
from macros.handbook.tools import PARTS, TASK_TOOLS
from macros.html.renderer import Renderer

_KINDS = ("checklist", "item", "template", "field", "deadline")
_SAID = ("title", "route", "who", "action", "trigger", "where", "missed")


def tool_data(r: Renderer, tool: str) -> dict[str, Any]:
    """Gather the parts of the handbook that a tool needs, and what replaced retired ids."""
    book, link = r.book, r.links.widget
    makers: dict[str, Callable[[], object]] = {
        "checklists": lambda: {i: _checklist(r, i) for i in book.checklists},
        "templates": lambda: {
            i: {"title": t.title, "route": t.route, "href": link("template", i)}
            for i, t in book.templates.items()
        },
        "letters": lambda: {i: _text(i, book) for i in book.templates},
        "fields": lambda: _blanks(book, personal=False),
        "personal": lambda: _blanks(book, personal=True),
        "deadlines": lambda: {i: deadline_data(r, i) for i in book.deadlines},
        "evidence": lambda: {
            i: {"title": e.title, "proves": with_numbers(e.proves, book)}
            for i, e in book.evidence.items()
        },
        "order_kinds": lambda: _order_kinds(book),
        "exhibit_kinds": lambda: {i: e.title for i, e in book.evidence.items()},
    }
    data: dict[str, Any] = {part: makers[part]() for part in PARTS[tool]}
    data["href"] = r.links.guide("tools/cases.md")
    data["start"] = r.links.guide("start/triage.md")
    return data | {"formerly": formerly(book, _KINDS if PARTS[tool] or tool == "cases" else ())}


def _order_kinds(book: Handbook) -> dict[str, dict[str, str]]:
    """Name, for each way of delivery, the kinds of evidence that an order asks for."""
    return {delivery: _per_order(book, delivery) for delivery in get_args(Delivery)}


def _per_order(book: Handbook, delivery: str) -> dict[str, str]:
    """Name the kinds of evidence that each order delivered this way asks for, as letters list them."""
    listed = [i for t in book.templates.values() for i in t.evidence]
    asked = [i for i, e in book.evidence.items() if delivery in e.per_order]
    return {i: book.evidence[i].title for i in dict.fromkeys([*listed, *asked]) if i in asked}


def _checklist(r: Renderer, name: str) -> dict[str, Any]:
    """Name a checklist and its items."""
    checklist = r.book.checklists[name]
    return {
        "title": checklist.title,
        "route": checklist.route,
        "href": r.links.widget("checklist", name),
        "items": {f"{name}.{i.id}": with_numbers(i.what, r.book) for i in checklist.items},
    }


def task_data(r: Renderer, kind: str, id_: str) -> dict[str, Any]:
    """Say what a task is called, where it stands, how many steps or which blanks it has."""
    if kind == "tool":
        return {"title": TASK_TOOLS[id_], "href": r.links.guide(f"tools/{id_}.md")}
    record = getattr(r.book, f"{kind}s")[id_]
    data: dict[str, Any] = {"title": record.title, "href": r.links.widget(kind, id_)}
    if kind == "checklist":
        data |= {"steps": len(record.items)} | _gone(id_, r.book)
    if kind == "template":
        data["blanks"] = record.fields
        data |= {"none": sorted({each.field for each in record.without})} if record.without else {}
        data |= {"chosen": True} if record.says else {}
    return data


def _gone(checklist: str, book: Handbook) -> dict[str, list[str]]:
    """Name the steps that a checklist had once, and nothing replaced: their ticks no longer count."""
    stones = [
        id_ for id_, r in book.retired.items() if r.kind == "item" and _last(book, id_) is None
    ]
    gone = [id_ for id_ in stones if id_.startswith(f"{checklist}.")]
    return {"gone": gone} if gone else {}


def task_names(book: Handbook) -> list[tuple[str, str]]:
    """List what may be a task, by kind and id; a deadline only if it is planned for."""
    results = (result for triage in book.triage.values() for result in triage.results.values())
    planned = sorted(
        {task.deadline for result in results for task in result.tasks if task.deadline}
    )
    return [
        *(("checklist", id_) for id_ in book.checklists),
        *(("template", id_) for id_ in book.templates),
        *(("deadline", id_) for id_ in planned),
        *(("tool", id_) for id_ in TASK_TOOLS),
    ]


def deadline_data(r: Renderer, name: str) -> dict[str, Any]:
    """Say what a deadline's form and calendar entry need; `rule` only when an article was read.

    `extends` names the law by which a last day that is a day off moves, if one was read.
    """
    deadline = r.book.deadlines[name]
    fact = r.book.facts[deadline.fact]
    lasts = duration.parse(fact.values[deadline.duration]) if deadline.duration else None
    law = r.book.facts[deadline.extends] if deadline.extends else None
    return {
        "id": name,
        **{key: with_numbers(getattr(deadline, key), r.book) for key in _SAID},
        "source": _named(fact, r.book),
        "href": r.links.widget("deadline", name),
        "rule": asdict(lasts) | {"counting": deadline.counting} if lasts else None,
        **({"extends": _named(law, r.book)} if law else {}),
    }


def _named(fact: Fact, book: Handbook) -> str:
    """Name the law and the article of a fact."""
    return f"{book.sources[fact.source].short} {fact.article or ''}".strip()


def letter_data(name: str, book: Handbook) -> dict[str, Any]:
    """Gather what the browser needs to grow a form from a letter."""
    template = book.templates[name]
    fields = {id_: book.fields[id_] for id_ in template.fields}
    compared = {other for field in fields.values() for other in (*field.not_before, field.at_most)}
    return {
        "id": name,
        "labels": {id_: f.label for id_, f in book.fields.items() if id_ in {*fields, *compared}},
        "title": template.title,
        "kind": template.kind,
        "length": template.length,
        "body": with_numbers(template.body, book).strip("\n"),
        "pledge": with_numbers(template.pledge, book),
        "signers": template.signers,
        "says": _says(template, book),
        "without": parts_of(template, book),
        **_about_orders(template, fields, book),
        "evidence": {
            id_: book.evidence[id_].title
            for id_ in template.evidence
            if any(field.follows == "missing" for field in fields.values())
        },
        "fields": [
            {"id": id_, **field.model_dump(exclude_defaults=True)} | _example(template, id_)
            for id_, field in fields.items()
        ],
    }


def _example(template: Template, field: str) -> dict[str, str]:
    """Give the example of a blank that this letter has of its own."""
    own = {each.field: each.example for each in template.examples}
    return {"example": own[field]} if field in own else {}


def _says(template: Template, book: Handbook) -> dict[str, dict[str, str]]:
    """Give the text of each choice, as it stands in the letter."""
    return {
        field: {choice: with_numbers(text, book).strip("\n") for choice, text in said.items()}
        for field, said in says_of(template).items()
    }


def _about_orders(
    template: Template, fields: dict[str, FormField], book: Handbook
) -> dict[str, Any]:
    """Say which orders a letter is about, and what they ask for where it says what true ones lack."""
    if not template.orders:
        return {}
    follows = template.orders == "real" and any(f.follows == "missing" for f in fields.values())
    return {"orders": template.orders} | ({"order_kinds": _order_kinds(book)} if follows else {})


def _text(name: str, book: Handbook) -> dict[str, Any]:
    """Give a letter as it is read; its title, its blanks and kinds of evidence stand elsewhere, once for all."""
    data = letter_data(name, book)
    said = {
        part: data[part]
        for part in ("kind", "body", "pledge", "signers", "says", "without", "orders")
        if part in data
    }
    return said | {"evidence": list(data["evidence"])}


def _blanks(book: Handbook, *, personal: bool) -> dict[str, dict[str, str]]:
    """Name the blanks that are kept with the case, or those that are personal."""
    fields = {i: f for i, f in book.fields.items() if f.personal == personal}
    return {
        i: {"label": f.label, "kind": f.kind} | ({"follows": f.follows} if f.follows else {})
        for i, f in fields.items()
    }


def formerly(
    book: Handbook, kinds: Iterable[str], ids: set[str] | None = None
) -> dict[str, dict[str, str]]:
    """Map retired ids of these kinds to what replaced them in the end, limited to `ids`."""
    found: dict[str, dict[str, str]] = {}
    for old, stone in book.retired.items():
        new = _last(book, stone.replaced_by)
        if stone.kind in kinds and new and (ids is None or new in ids):
            found.setdefault(stone.kind, {})[old] = new
    return found


def _last(book: Handbook, name: str | None) -> str | None:
    """Follow replacements that were retired in their turn; None when they run in a circle."""
    for _ in book.retired:
        if name not in book.retired:
            return name
        name = book.retired[name].replaced_by
    return None if name in book.retired else name
