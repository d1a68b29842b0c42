"""Fills the blanks of letters. `docs/assets/js` does the same in the browser; both pass the same test cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.handbook.labels import BASIS
from macros.handbook.prose import Mark, split

if TYPE_CHECKING:
    from collections.abc import Mapping

    from macros.handbook.model import Handbook, Template


def fill(body: str, values: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Replace each `{blank}` once, in one pass.

    What a seller typed is never read again, so `$&`, `{order-no}` or markup in it stay as typed.

    Args:
        body: text with blanks; numbers of facts already stand in it.
        values: blank → what was typed; empty or white space counts as not typed.
        labels: blank → its name, shown as 【name】 when nothing was typed.
    """
    return "".join(
        part if isinstance(part, str) else _blank(part, values, labels) for part in split(body)
    )


def _blank(mark: Mark, values: Mapping[str, str], labels: Mapping[str, str]) -> str:
    typed = values.get(mark.name, "")
    return typed if typed.strip() else f"【{labels[mark.name]}】"


def with_numbers(text: str, book: Handbook) -> str:
    """Put the facts' numbers in, those that nobody checked marked so, and leave the blanks."""
    return "".join(part if isinstance(part, str) else _number(part, book) for part in split(text))


def _number(mark: Mark, book: Handbook) -> str:
    if mark.value is None:
        return f"{{{mark.name}}}"
    fact = book.facts[mark.name]
    unchecked = f"（{BASIS[fact.basis]}）" if fact.basis == "secondary" else ""
    return f"{fact.values[mark.value]}{unchecked}"


def whole(template: Template, book: Handbook) -> str:
    """Write the whole letter, `{blanks}` left, with the pledge at its end."""
    return f"{with_numbers(template.body, book)}\n{with_numbers(template.pledge, book)}"


def unfilled(template: Template, book: Handbook) -> str:
    """Write the whole letter with 【names】 in its blanks and the pledge at its end."""
    labels = {name: book.fields[name].label for name in template.fields}
    return fill(whole(template, book), {}, labels)
