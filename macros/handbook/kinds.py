"""The kinds of records, and which records name which others. Read off the model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from macros.handbook.model import Named, Quoting, Record, Sections, To

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from macros.handbook.model import Handbook
    from macros.handbook.problems import Where


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    Attributes:
        section: its key in `handbook.yml`, such as `facts`.
        name: what one record is called in ids and in `retired`, such as `fact`.
        title: what one record is called on screen, such as 事实.
        shape: its class.
    """

    section: str
    name: str
    title: str
    shape: type[Record]


def _kind(section: str, field: FieldInfo) -> Kind:
    shape = get_args(field.annotation)[1]
    [name] = [mark.singular for mark in field.metadata if isinstance(mark, Named)]
    return Kind(section, name, (shape.__doc__ or "").partition("：")[0], shape)


KINDS = {section: _kind(section, field) for section, field in Sections.model_fields.items()}
"""Section → kind, in the order of the model."""


def quoting_properties() -> set[str]:
    """Name the properties, of records and their parts, whose text may quote a number."""
    return {
        name
        for shape in Record.__subclasses__()
        for name, field in shape.model_fields.items()
        if any(isinstance(mark, Quoting) for mark in _marks_of(field))
    }


def references(book: Handbook) -> Iterator[tuple[Where, str, str]]:
    """Yield each place where a record names another: its path, the section named, and the id."""
    for section in KINDS:
        for id_, record in getattr(book, section).items():
            yield from _references(record, (section, id_))


def _references(value: Any, where: Where) -> Iterator[tuple[Where, str, str]]:  # noqa: ANN401 - any part of a record
    if isinstance(value, BaseModel):
        targets = _targets(type(value))
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if name not in targets:
                yield from _references(inner, (*where, name))
            elif isinstance(inner, list):
                yield from (((*where, name, i), targets[name], id_) for i, id_ in enumerate(inner))
            elif inner is not None:
                yield (*where, name), targets[name], inner
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _references(inner, (*where, key))


@cache
def _targets(shape: type[BaseModel]) -> dict[str, str]:
    """Map the properties of a shape that name records to the section of those records."""
    found = {name: _target(field) for name, field in shape.model_fields.items()}
    return {name: section for name, section in found.items() if section}


def _target(field: FieldInfo) -> str:
    return next((mark.section for mark in _marks_of(field) if isinstance(mark, To)), "")


def _marks_of(field: FieldInfo) -> Iterator[object]:
    yield from field.metadata
    yield from _marks(field.annotation)


def _marks(annotation: Any) -> Iterator[object]:  # noqa: ANN401 - any type
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _marks(inner)
