"""Gathers the data that widgets and tools read in the browser, as JSON in attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from macros.handbook import duration
from macros.handbook.letters import with_numbers
from macros.handbook.tools import PARTS, TASK_TOOLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from macros.handbook.model import Deadline, Handbook

    Link = Callable[[str, str], str]
    """(macro, id) → address of the widget from the page being rendered; empty when it is nowhere."""

_KINDS = ("checklist", "item", "template", "field", "deadline")


def tool_data(tool: str, book: Handbook, link: Link) -> dict[str, Any]:
    """Gather the parts of the handbook that a tool needs, and what replaced retired ids."""
    makers: dict[str, Callable[[], object]] = {
        "checklists": lambda: {i: checklist_data(i, book, link) for i in book.checklists},
        "templates": lambda: {
            i: {"title": t.title, "route": t.route, "href": link("template", i)}
            for i, t in book.templates.items()
        },
        "letters": lambda: {i: letter_data(i, book) for i in book.templates},
        "fields": lambda: {
            i: {"label": f.label, "kind": f.kind} for i, f in book.fields.items() if not f.personal
        },
        "deadlines": lambda: {i: deadline_data(i, book, link) for i in book.deadlines},
        "evidence": lambda: {
            i: {"title": e.title, "proves": with_numbers(e.proves, book)}
            for i, e in book.evidence.items()
        },
    }
    data: dict[str, Any] = {part: makers[part]() for part in PARTS[tool]}
    data["href"] = link("guide", "tools/cases.md")
    data["start"] = link("guide", "start/triage.md")
    return data | {"formerly": formerly(book, _KINDS if PARTS[tool] or tool == "cases" else ())}


def checklist_data(name: str, book: Handbook, link: Link) -> dict[str, Any]:
    """Name a checklist and its items."""
    checklist = book.checklists[name]
    return {
        "title": checklist.title,
        "route": checklist.route,
        "href": link("checklist", name),
        "items": {f"{name}.{i.id}": with_numbers(i.what, book) for i in checklist.items},
    }


def task_data(kind: str, id_: str, book: Handbook, link: Link) -> dict[str, Any]:
    """Say what a task is called, where it stands, how many steps or which blanks it has."""
    if kind == "tool":
        return {"title": TASK_TOOLS[id_], "href": link("guide", f"tools/{id_}.md")}
    record = getattr(book, f"{kind}s")[id_]
    data: dict[str, Any] = {"title": record.title, "href": link(kind, id_)}
    if kind == "checklist":
        data |= {"steps": len(record.items)} | _gone(id_, book)
    if kind == "template":
        data["blanks"] = record.fields
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


def deadline_data(name: str, book: Handbook, link: Link) -> dict[str, Any]:
    """Say what a deadline's form and calendar entry need; `rule` only when an article was read."""
    deadline = book.deadlines[name]
    return {
        "id": name,
        "title": deadline.title,
        "route": deadline.route,
        "who": deadline.who,
        "action": with_numbers(deadline.action, book),
        "trigger": with_numbers(deadline.trigger, book),
        "where": with_numbers(deadline.where, book),
        "missed": with_numbers(deadline.missed, book),
        "source": _source(deadline, book),
        "href": link("deadline", name),
        "rule": _rule(deadline, book),
    }


def _source(deadline: Deadline, book: Handbook) -> str:
    fact = book.facts[deadline.fact]
    article = f" {fact.article}" if fact.article else ""
    return f"{book.sources[fact.source].short}{article}"


def _rule(deadline: Deadline, book: Handbook) -> dict[str, Any] | None:
    if not deadline.duration:
        return None
    lasts = duration.parse(book.facts[deadline.fact].values[deadline.duration])
    if lasts is None:
        return None
    return {"count": lasts.count, "unit": lasts.unit, "counting": deadline.counting}


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
        "fields": [
            {"id": id_, **field.model_dump(exclude_defaults=True)} for id_, field in fields.items()
        ],
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
