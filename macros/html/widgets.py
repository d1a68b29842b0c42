"""The macros that show one record as a widget, where more is needed than the record."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from macros.handbook.labels import WORDS
from macros.handbook.prose import split
from macros.handbook.tools import TOOLS
from macros.html.renderer import UnknownIdError
from macros.html.widget_data import (
    deadline_data,
    formerly,
    letter_data,
    task_data,
    tool_data,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.handbook.model import Result, Route
    from macros.html.renderer import Renderer


def checklist(r: Renderer, name: str) -> Markup:
    """Render a checklist: steps with why, how, evidence and facts."""
    record = r.get("checklists", name)
    sections = [(title, list(run)) for title, run in groupby(record.items, lambda i: i.section)]
    ids = {name, *(f"{name}.{i.id}" for i in record.items)}
    former = formerly(r.book, ("item", "checklist"), ids)
    return r.block("checklist", id=name, checklist=record, sections=sections, former=former)


def template(r: Renderer, name: str) -> Markup:
    """Render a letter with 【blanks】 and the data its form grows from."""
    record = r.get("templates", name)
    data = letter_data(name, r.book)
    lines = [_letter_line(r, line) for line in data["body"].splitlines()]
    former = formerly(r.book, ("template", "field"), {name, *record.fields})
    return r.block("template", id=name, template=record, data=data, lines=lines, former=former)


def _letter_line(r: Renderer, line: str) -> Markup:
    blank = Markup('<span class="kb-blank" data-kb-field="{}">【{}】</span>')
    return Markup().join(
        escape(part)
        if isinstance(part, str)
        else blank.format(part.name, r.book.fields[part.name].label)
        for part in split(line)
    )


def deadline(r: Renderer, name: str) -> Markup:
    """Render a deadline: who, what, from when, how long, where, and what if missed."""
    record = r.get("deadlines", name)
    data = deadline_data(name, r.book, r.links.widget)
    former = formerly(r.book, ("deadline",), {name})
    return r.block("deadline", id=name, deadline=record, data=data, former=former)


def triage(r: Renderer, name: str) -> Markup:
    """Render a triage: questions whose answers are links, and the results they lead to."""
    tasks = partial(_tasks, r)
    return r.block("triage", id=name, triage=r.get("triage", name), plan=_plan, tasks=tasks)


def _tasks(r: Renderer, result: Result) -> Iterator[dict[str, Any]]:
    """Name each task of a result, with its address and what kind it is."""
    for task in result.tasks:
        [(kind, id_)] = task.names
        known = task_data(kind, id_, r.book, partial(_address, r))
        extent = f" · {known['steps']} 步" if kind == "checklist" else ""
        yield {"name": f"{kind}.{id_}", "kind": WORDS["task"][kind], "extent": extent, **known}


def _plan(result: Result) -> dict[str, Any]:
    """Say what a case that starts with a triage's result begins with."""
    tasks = [f"{kind}.{id_}" for task in result.tasks for kind, id_ in task.names]
    return {"title": result.title, "guide": result.guide, "kind": result.case, "tasks": tasks}


def tool(r: Renderer, name: str) -> Markup:
    """Render a tool of the workbench: what it does by hand, and the data it works with."""
    if name not in TOOLS:
        raise UnknownIdError("工具", name, TOOLS)
    data = tool_data(name, r.book, partial(_address, r))
    return r.block("tool", id=name, data=data)


def _address(r: Renderer, macro: str, id_: str) -> str:
    """Link to a widget, or to a guide."""
    return r.links.guide(id_) if macro == "guide" else r.links.widget(macro, id_)


def timeline(r: Renderer, route: Route) -> Markup:
    """Draw the deadlines of a route in their order."""
    stages = [pair for pair in r.book.deadlines.items() if pair[1].route == route]
    if not stages:
        raise UnknownIdError("路线", route, WORDS["route"])
    stages.sort(key=lambda pair: pair[1].stage)
    return r.block("timeline", route=route, stages=stages)
