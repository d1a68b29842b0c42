"""Renders records as HTML, by templates. No clock, no network, no files but the templates.

A block is one piece of HTML that Markdown leaves alone; inline pieces pass through Markdown, so
their words are encoded against it. `macros/html/families.py` says what each macro renders.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from macros.handbook import claims
from macros.handbook.guides import Page, url_of
from macros.handbook.labels import BASIS, WORDS
from macros.handbook.letters import with_numbers
from macros.handbook.links import Links
from macros.handbook.model import Fact, Handbook
from macros.handbook.prose import split
from macros.handbook.tally import grounds
from macros.html.edit_links import Origin
from macros.html.markdown_safe import encoded
from macros.html.markdown_stash import ready


@dataclass(frozen=True)
class Renderer:
    """Renders for the guide at `path`. The checks have seen that every name in a guide is one."""

    book: Handbook
    pages: dict[str, Page]
    path: str = "index.md"
    origin: Origin = field(default_factory=Origin)
    _grounds: dict[str, dict[str, int]] = field(default_factory=dict)  # of all pages, counted once

    @property
    def grounds(self) -> dict[str, int]:
        """The facts that the page lists at its end, numbered from 1 in the order of the list."""
        if self.path not in self._grounds:
            page = self.pages.get(self.path)
            names = grounds(self.book, page) if page else []
            self._grounds[self.path] = {name: number for number, name in enumerate(names, 1)}
        return self._grounds[self.path]

    @cached_property
    def links(self) -> Links:
        """The links of this page."""
        return Links(self.pages, url_of(self.path))

    def inline(self, file: str, **names: object) -> Markup:
        """Render a piece of a sentence, which Markdown reads."""
        return Markup(encoded(self.render(file, **names)))  # noqa: S704 - already escaped

    def block(self, file: str, **names: object) -> Markup:
        """Render a block, which Markdown leaves alone."""
        return Markup(ready(self.render(file, **names)))  # noqa: S704 - rendered with autoescape

    def render(self, file: str, **names: object) -> Markup:
        """Render a template, which sees this renderer as `r`."""
        text = _environment().get_template(f"{file}.html").render(r=self, words=WORDS, **names)
        return Markup(text.strip())  # noqa: S704 - rendered with autoescape

    def prose(self, text: str) -> Markup:
        """Render prose of the YAML: text stays text, `{fact.value}` becomes a marked number."""
        return Markup().join(
            escape(part) if isinstance(part, str) else self.number(part.name, part.value or "")
            for part in split(text)
        )

    def number(self, name: str, value: str) -> Markup:
        """Render one number of a fact, marked with its basis."""
        fact = self.book.facts[name]
        return self.render("value", fact=fact, id=name, number=fact.values[value])

    def basis(self, fact: Fact) -> str:
        """Say how well a fact was checked."""
        return claims.basis(fact, self.book)


def _json(data: object) -> str:
    """Write JSON for an attribute (a script would be run by the theme's instant navigation)."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@pass_context
def _prose(context: Context, text: str) -> Markup:
    renderer: Renderer = context["r"]
    return renderer.prose(text)


@pass_context
def _numbers(context: Context, text: str) -> str:
    """Write prose without links, for where none may stand: numbers are put in, unchecked ones marked."""
    return with_numbers(str(text), context["r"].book)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "prose": _prose,
        "numbers": _numbers,
        "json": _json,
        "claim": claims.claim,
    }
    environment.globals["BASIS"] = BASIS
    return environment
