"""Reads the notation inside prose: `{fact-id.value}` quotes a number, `{field-id}` is a blank.

A fact's own claim writes `{value}` without the fact's id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from macros.handbook.problems import Where

_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_MARK = re.compile(rf"\{{({_NAME})(?:\.({_NAME}))?\}}")


@dataclass(frozen=True)
class Mark:
    """One `{…}` in prose: `name` alone, or a fact's id in `name` and a value's name in `value`."""

    name: str
    value: str | None


def split(text: str) -> list[str | Mark]:
    """Cut prose into plain text and marks, in order; a brace that is no mark stays text."""
    if "{" not in text:  # most of it
        return [text] if text else []
    parts: list[str | Mark] = []
    end = 0
    for match in _MARK.finditer(text):
        parts += [text[end : match.start()], Mark(match[1], match[2])]
        end = match.end()
    return [part for part in [*parts, text[end:]] if part != ""]


def marks(text: str) -> list[Mark]:
    """List the marks in prose."""
    return [Mark(match[1], match[2]) for match in _MARK.finditer(text)] if "{" in text else []


def replaced(text: str, said: Callable[[Mark], str]) -> str:
    """Say something in the place of each mark, in one pass: what is said is not read again."""
    return _MARK.sub(lambda match: said(Mark(match[1], match[2])), text)


def plain(text: str) -> str:
    """Drop the marks and keep the words around them."""
    return replaced(text, lambda _: "")


def strings(value: Any, where: Where = ()) -> list[tuple[Where, str]]:  # noqa: ANN401
    """List every text in a record, a dict or a list, with its path."""
    if isinstance(value, str):
        return [(where, value)]
    parts: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, BaseModel):
        parts = value  # which gives its properties, each with its name
    elif isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    return [found for step, part in parts for found in strings(part, (*where, step))]
