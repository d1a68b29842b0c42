"""Letters and their blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.problem import nearest
from macros.prose import marks

if TYPE_CHECKING:
    from macros.checks.context import Context, Found
    from macros.model import Template


def blanks_are_declared(context: Context) -> Found:
    """A letter uses only the blanks it lists."""
    for id_, template in context.book.templates.items():
        listed = set(template.fields)
        for name in sorted(_blanks(template) - listed):
            hint = nearest(name, context.ids["fields"])
            yield (
                ("templates", id_, "body"),
                f"正文用了 {{{name}}}，但 fields 里没有列出它{hint}",
            )


def listed_fields_are_used(context: Context) -> Found:
    """A letter lists only blanks it uses, each once."""
    for id_, template in context.book.templates.items():
        seen: set[str] = set()
        for index, name in enumerate(template.fields):
            if name in seen:
                yield ("templates", id_, "fields", index), f"填写项 “{name}” 列了两次。"
            elif name not in _blanks(template):
                yield (
                    ("templates", id_, "fields", index),
                    f"正文没有用到 “{name}”；请在正文里写 {{{name}}}，或从 fields 里删掉。",
                )
            seen.add(name)


def _blanks(template: Template) -> set[str]:
    return {mark.name for mark in marks(template.body) if mark.value is None}


def letters_end_in_truth(context: Context) -> Found:
    """The last line of a letter vouches for its truth."""
    for id_, template in context.book.templates.items():
        if not any(word in template.pledge for word in ("真实", "属实", "如实")):
            yield ("templates", id_, "pledge"), "最后一行要含“真实”“属实”或“如实”。"


def choices_are_given(context: Context) -> Found:
    """A blank to choose in has choices, and no other blank has."""
    for id_, field in context.book.fields.items():
        if (field.kind == "choice") != bool(field.choices):
            yield ("fields", id_), "kind 为 choice 时要写 choices，其他 kind 不写。"


def phones_are_personal(context: Context) -> Found:
    """A telephone number is marked as personal."""
    for id_, field in context.book.fields.items():
        if field.kind == "phone" and not field.personal:
            yield ("fields", id_), "电话是个人信息，请加一行 personal: true。"
