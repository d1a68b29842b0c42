"""The tools of the workbench, and the parts of the handbook that each needs."""

from __future__ import annotations

PARTS: dict[str, tuple[str, ...]] = {
    "backup": (),
    "cases": ("steps", "templates", "guides"),
    "deadlines": ("deadlines",),
    "exhibits": ("evidence",),
    "log": (),
    "offline": (),
    "package": ("checklists", "templates", "letters", "fields", "personal", "exhibit_kinds"),
    "resume": (),
    "search": (),
    "timeline": ("checklists", "templates", "fields"),
}
"""Tool → the parts of the handbook it needs."""

TOOLS = tuple(PARTS)
