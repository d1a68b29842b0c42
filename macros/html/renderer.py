"""Renders records as HTML, by templates. No clock, no network, no files but the templates.

A block is one piece of HTML that Markdown leaves alone; inline pieces pass through Markdown, so
their words are encoded against it. `macros/html/families.py` says what each macro renders.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup, escape

from macros.handbook import claims
from macros.handbook.kinds import KINDS
from macros.handbook.guides import url_of
from macros.handbook.labels import BASIS, WORDS
from macros.handbook.letters import with_numbers
from macros.handbook.links import Links
from macros.handbook.problems import nearest
from macros.handbook.prose import split
from macros.handbook.tally import grounds
from macros.html.edit_links import NOWHERE, Origin
from macros.html.markdown_safe import encoded
from macros.html.markdown_stash import ready

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2.runtime import Context

    from macros.handbook.guides import Page
    from macros.handbook.model import Fact, Handbook


class UnknownIdError(LookupError):
    """A guide asked for an id that the handbook does not have."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Say which id is missing and which one is nearest."""
        super().__init__(f"没有名为 “{name}” 的{kind}{nearest(name, known)}")


@dataclass(frozen=True)
class Renderer:
    """Renders for one page, whose address below the site's root is `here`."""

    book: Handbook
    pages: dict[str, Page]
    here: str = ""
    origin: Origin = NOWHERE
    _grounds: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def grounds(self) -> dict[str, int]:
        """The facts that the page lists at its end, numbered from 1 in the order of the list."""
        if self.here not in self._grounds:  # shared by the renderers of all pages: counted once each
            here = [page for page in self.pages.values() if url_of(page.path) == self.here]
            names = [name for page in here for name in grounds(self.book, page)]
            self._grounds[self.here] = {name: number for number, name in enumerate(names, 1)}
        return self._grounds[self.here]

    @cached_property
    def links(self) -> Links:
        """The links of this page."""
        return Links(self.pages, self.here)

    def get(self, section: str, name: str) -> Any:  # noqa: ANN401 - any record
        """Find a record. Raises UnknownIdError."""
        records = getattr(self.book, section)
        if name not in records:
            raise UnknownIdError(KINDS[section].title, name, records)
        return records[name]

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
        """Render one number of a fact, marked with its basis. Raises UnknownIdError."""
        fact: Fact = self.get("facts", name)
        if value not in fact.values:
            raise UnknownIdError(f"值（事实 {name}）", value, fact.values)
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
    environment.filters |= {"prose": _prose, "numbers": _numbers, "json": _json, "claim": claims.claim}
    environment.globals["BASIS"] = BASIS
    return environment
