"""Renders a macro: by the function of its name in a module of this package, else by its template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.handbook.kinds import KINDS
from macros.handbook.macro_table import MACROS
from macros.html import inline, listings, reviews, widgets

if TYPE_CHECKING:
    from markupsafe import Markup

    from macros.html.renderer import Renderer

_MODULES = (inline, widgets, listings, reviews)


def render(r: Renderer, macro: str, *arguments: str) -> Markup:
    """Render a macro for the page of `r`.

    Raises:
        UnknownIdError: when an argument names nothing.
    """
    for module in _MODULES:
        if found := getattr(module, macro, None):
            made: Markup = found(r, *arguments)
            return made
    return _by_template(r, macro, *arguments)


def _by_template(r: Renderer, macro: str, name: str = "") -> Markup:
    """Render the record that a macro names, or all that it lists, by the template of its name."""
    if section := MACROS[macro].lists:
        return r.block(macro, **{section: getattr(r.book, section)})
    [section] = MACROS[macro].arguments
    return r.block(macro, id=name, **{KINDS[section].name: r.get(section, name)})
