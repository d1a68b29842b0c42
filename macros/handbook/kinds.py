"""What the model says: the kinds of records, and what the text at a path may hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from macros.handbook.model import Handbook, Quoting, Sections, To, singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from macros.handbook.problems import Where


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    Attributes:
        section: its key in `handbook.yml`, such as `facts`.
        name: what one record is called in ids and in `retired`, such as `fact`.
        title: what one record is called on screen, such as 事实.
    """

    section: str
    name: str
    title: str


def _kind(section: str, field: FieldInfo) -> Kind:
    shape = get_args(field.annotation)[1]
    return Kind(section, singular(section), (shape.__doc__ or "").partition("：")[0])


KINDS = {section: _kind(section, field) for section, field in Sections.model_fields.items()}
"""Section → kind, in the order of the model."""


def property_at(where: Where) -> tuple[type[BaseModel], str]:
    """Find the innermost class on a path, and the property of it that the path goes on with."""
    shape: type[BaseModel] = Handbook
    inside: Any = Handbook
    name = ""
    for step in where:
        if isinstance(inside, type) and issubclass(inside, BaseModel):
            shape, name = inside, str(step)
            field = shape.model_fields.get(name)
            inside = field.annotation if field else None
        else:  # a dict or a list: on to the type of what it holds
            inside = next(reversed(get_args(inside)), None)
    return shape, name


def may_quote(where: Where) -> bool:
    """Whether the text at a path may quote a number."""
    return any(isinstance(mark, Quoting) for mark in _marks_of(*property_at(where)))


def named_at(where: Where) -> str:
    """The section of the records that the text at a path names; empty when it names none."""
    found = _marks_of(*property_at(where))
    return next((mark.section for mark in found if isinstance(mark, To)), "")


@cache
def _marks_of(shape: type[BaseModel], name: str) -> tuple[object, ...]:
    field = shape.model_fields[name]
    return (*field.metadata, *_marks(field.annotation))


def _marks(annotation: Any) -> Iterator[object]:  # noqa: ANN401 - any type
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _marks(inner)
