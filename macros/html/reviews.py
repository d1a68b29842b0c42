"""The macros that say how well the handbook was checked, and when it is to be checked again."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from macros.handbook.tally import tally

if TYPE_CHECKING:
    from macros.html.renderer import Renderer


def grounds(r: Renderer, path: str) -> Markup:
    """List the facts that the page at `path` rests on; empty when it lists none."""
    return r.render("grounds", tally=tally(r.book, r.pages[path])) if r.grounds else Markup()


def unchecked(r: Renderer) -> Markup:
    """List the facts that only a third party tells, by source."""
    facts = [(id_, fact) for id_, fact in r.book.facts.items() if fact.basis == "secondary"]
    facts.sort(key=lambda pair: pair[1].source)
    return r.block("unchecked", sources=groupby(facts, lambda pair: pair[1].source))


def coverage(r: Renderer) -> Markup:
    """Count the facts by kind of source and by how well they were checked."""
    kinds = {id_: source.kind for id_, source in r.book.sources.items()}
    counts = Counter((kinds[fact.source], fact.basis) for fact in r.book.facts.values())
    return r.block("coverage", counts=counts)


def reviews(r: Renderer) -> Markup:
    """List the facts by the month in which they are to be checked again."""
    facts = sorted(r.book.facts.items(), key=lambda pair: (pair[1].review_by, pair[0]))
    months = groupby(facts, lambda pair: f"{pair[1].review_by:%Y-%m}")
    return r.block("reviews", months=[(month, list(run)) for month, run in months])


def superseded(r: Renderer) -> Markup:
    """List the facts that were replaced: what they said, why they went, what holds now."""
    stones = {id_: s for id_, s in r.book.retired.items() if s.kind == "fact"}
    return r.block("superseded", stones=stones)
