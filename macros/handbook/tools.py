"""The tools of the workbench, and the parts of the handbook that each needs."""

from __future__ import annotations

PARTS: dict[str, tuple[str, ...]] = {
    "backup": (),
    "cases": (),
    "deadlines": ("deadlines",),
    "exhibits": ("evidence",),
    "log": (),
    "offline": (),
    "orders": ("order_kinds",),
    "package": (
        "checklists",
        "templates",
        "letters",
        "fields",
        "personal",
        "exhibit_kinds",
        "order_kinds",
    ),
    "resume": (),
    "search": (),
    "timeline": ("checklists", "templates", "fields"),
}
"""Tool → the parts of the handbook it needs."""

TOOLS = tuple(PARTS)

ANYWHERE = {("tool", "search")}
"""The calls that show what keeps nothing, and so may stand on several pages."""

TASK_TOOLS = {
    "orders": "逐单核对",
    "exhibits": "证据目录",
    "log": "沟通记录",
    "package": "材料包",
    "backup": "备份",
}
"""Tool that may be a task of a case → what the task is called."""
