"""Fills the blanks of letters. `docs/assets/js` does the same in the browser; both pass the same test cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.handbook.labels import BASIS
from macros.handbook.prose import replaced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from macros.handbook.model import Handbook, Template
    from macros.handbook.prose import Mark


def fill(body: str, values: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Replace each `{blank}` once, in one pass.

    What a seller typed is never read again, so `$&`, `{order-no}` or markup in it stay as typed.

    Args:
        body: text with blanks; numbers of facts already stand in it.
        values: blank → what was typed; empty or white space counts as not typed.
        labels: blank → its name, shown as 【name】 when nothing was typed.
    """

    def typed(mark: Mark) -> str:
        said = values.get(mark.name, "")
        return said if said.strip() else f"【{labels[mark.name]}】"

    return replaced(body, typed)


def with_numbers(text: str, book: Handbook) -> str:
    """Put the facts' numbers in, those that nobody checked marked so, and leave the blanks."""

    def number(mark: Mark) -> str:
        if mark.value is None:
            return f"{{{mark.name}}}"
        fact = book.facts[mark.name]
        unchecked = f"（{BASIS[fact.basis]}）" if fact.basis == "secondary" else ""
        return f"{fact.values[mark.value]}{unchecked}"

    return replaced(text, number)


def whole(template: Template, book: Handbook) -> str:
    """Write the whole letter, `{blanks}` left, with the pledge at its end."""
    return f"{with_numbers(template.body, book)}\n{with_numbers(template.pledge, book)}"


def unfilled(template: Template, book: Handbook) -> str:
    """Write the whole letter with 【names】 in its blanks and the pledge at its end."""
    labels = {name: book.fields[name].label for name in template.fields}
    return fill(whole(template, book), {}, labels)
