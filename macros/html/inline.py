"""The macros that stand in a sentence: a fact, its source, one of its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from macros.html.markdown_safe import encoded

if TYPE_CHECKING:
    from macros.html.renderer import Renderer


def fact(r: Renderer, name: str) -> Markup:
    """State a fact: its claim, then source, article and basis."""
    return r.inline("fact", fact=r.get("facts", name), id=name)


def cite(r: Renderer, name: str) -> Markup:
    """Name the source, article and basis of a fact that the sentence restates."""
    return r.inline("cite", fact=r.get("facts", name), id=name)


def value(r: Renderer, name: str, number: str) -> Markup:
    """Quote one number of a fact, marked with its basis."""
    return Markup(encoded(r.number(name, number)))  # noqa: S704 - rendered with autoescape
