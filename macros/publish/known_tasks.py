"""Writes the module by which pages know a case's tasks: what each is called and where it stands."""

from __future__ import annotations

import json
from typing import Any

from macros.handbook.guides import Page
from macros.handbook.model import Handbook
from macros.html.renderer import Renderer
from macros.html.widget_data import task_data, task_names

MODULE = "case/known"
"""Below `assets/js/`; the module in the sources is empty."""


def modules(book: Handbook, guides: dict[str, Page]) -> dict[str, str]:
    """Name the module and give its text; addresses are below the site's root."""
    home = Renderer(book, guides)
    tasks = {f"{kind}.{id_}": _known(task_data(home, kind, id_)) for kind, id_ in task_names(book)}
    named = {r.guide for triage in book.triage.values() for r in triage.results.values()}
    led = {guide: home.links.title(guide) for guide in sorted(named)}
    return {MODULE: f"export const TASKS = {_json(tasks)};\nexport const GUIDES = {_json(led)};\n"}


def _known(data: dict[str, Any]) -> dict[str, Any]:
    """Say the page alone: the place on it follows from the task's name."""
    return {key: value for key, value in data.items() if key != "href"} | {
        "page": data["href"].partition("#")[0]
    }


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
