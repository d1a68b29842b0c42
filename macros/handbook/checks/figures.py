"""Rules for figures."""

from __future__ import annotations

from macros.handbook.checks.context import Context, Found


def roles_name_who(context: Context) -> Found:
    """Each cell of a figure of roles names a party, and no cell of another figure does."""
    for id_, figure in context.book.figures.items():
        for index, step in enumerate(figure.steps):
            if (step.who is not None) != (figure.kind == "roles"):
                where = ("figures", id_, "steps", index, "who")
                yield where, "kind 为 roles 的图，每一格都写 who；别的图都不写。"
