"""The macros that show one record, where more is needed than the record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

from markupsafe import Markup

from macros.handbook.labels import WORDS
from macros.handbook.letters import whole
from macros.handbook.model import Result, Route
from macros.handbook.prose import split
from macros.html.markdown_safe import encoded
from macros.html.renderer import Renderer
from macros.html.widget_data import deadline_data, formerly, letter_data, task_data, tool_data


def value(r: Renderer, name: str, number: str) -> Markup:
    """Quote one number of a fact, marked with its basis."""
    return Markup(encoded(r.number(name, number)))  # noqa: S704 - rendered with autoescape


def checklist(r: Renderer, name: str) -> Markup:
    """Render a checklist: steps with why, how, evidence and facts."""
    record = r.book.checklists[name]
    sections = [(title, list(run)) for title, run in groupby(record.items, lambda i: i.section)]
    ids = {name, *(f"{name}.{i.id}" for i in record.items)}
    former = formerly(r.book, ("item", "checklist"), ids)
    return r.block("checklist", id=name, checklist=record, sections=sections, former=former)


def template(r: Renderer, name: str) -> Markup:
    """Render a letter with 【blanks】 and the data its form grows from."""
    record = r.book.templates[name]
    data = letter_data(name, r.book)
    lines = [split(line) for line in whole(record, r.book).splitlines()[:-1]]
    former = formerly(r.book, ("template", "field"), {name, *record.fields})
    return r.block("template", id=name, template=record, data=data, lines=lines, former=former)


def deadline(r: Renderer, name: str) -> Markup:
    """Render a deadline: who, what, from when, how long, where, and what if missed."""
    record = r.book.deadlines[name]
    data = deadline_data(r, name)
    former = formerly(r.book, ("deadline",), {name})
    return r.block("deadline", id=name, deadline=record, data=data, former=former)


def triage(r: Renderer, name: str) -> Markup:
    """Render a triage: questions whose answers are links, and the results they lead to."""
    tasks = partial(_tasks, r)
    return r.block("triage", id=name, triage=r.book.triage[name], plan=_plan, tasks=tasks)


def _tasks(r: Renderer, result: Result) -> Iterator[dict[str, Any]]:
    """Name each task of a result, with its address and what kind it is."""
    for task in result.tasks:
        [(kind, id_)] = task.names
        known = task_data(r, kind, id_)
        extent = f" · {known['steps']} 步" if kind == "checklist" else ""
        yield {"name": f"{kind}.{id_}", "kind": WORDS["task"][kind], "extent": extent, **known}


def _plan(result: Result) -> dict[str, Any]:
    """Say what a case that starts with a triage's result begins with."""
    tasks = [f"{kind}.{id_}" for task in result.tasks for kind, id_ in task.names]
    return {"title": result.title, "guide": result.guide, "kind": result.case, "tasks": tasks}


def tool(r: Renderer, name: str) -> Markup:
    """Render a tool of the workbench: what it does by hand, and the data it works with."""
    return r.block("tool", id=name, data=tool_data(r, name))


def timeline(r: Renderer, route: Route) -> Markup:
    """Draw the deadlines of a route in their order."""
    stages = [pair for pair in r.book.deadlines.items() if pair[1].route == route]
    if not stages:
        raise LookupError(f"路线 “{route}” 上没有期限")
    stages.sort(key=lambda pair: pair[1].stage)
    return r.block("timeline", route=route, stages=stages)
