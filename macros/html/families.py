"""Renders a macro: by the function of its name in a module of this package, else by its template."""

from __future__ import annotations

from markupsafe import Markup

from macros.handbook.kinds import KINDS
from macros.handbook.macro_table import MACROS
from macros.html import listings, widgets
from macros.html.renderer import Renderer

_MODULES = (widgets, listings)


def render(r: Renderer, macro: str, *arguments: str) -> Markup:
    """Render a macro for the page of `r`."""
    for module in _MODULES:
        if found := getattr(module, macro, None):
            made: Markup = found(r, *arguments)
            return made
    return _by_template(r, macro, *arguments)


def _by_template(r: Renderer, macro: str, *names: str) -> Markup:
    """Render the record that a macro names, or all that it lists, by the template of its name."""
    row = MACROS[macro]
    shown = {row.lists: getattr(r.book, row.lists)} if row.lists else {}
    for section, name in zip(row.arguments, names, strict=True):
        shown |= {"id": name, KINDS[section].name: getattr(r.book, section)[name]}
    return (r.inline if row.inline else r.block)(macro, **shown)
