"""Reads the YAML file and the guides into a checked Handbook, or lists every problem."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.handbook import checks, strict_yaml
from macros.handbook.checks import files, guides
from macros.handbook.guides import Page, read_pages
from macros.handbook.kinds import KINDS
from macros.handbook.model import Handbook
from macros.handbook.problems import Problem, ProblemsError, Where
from macros.handbook.shape_errors import translate

DATA_FILE = "data/handbook.yml"

Read = tuple[Handbook, dict[str, Page], dict[Where, int]]
"""The handbook, the guides by path, and the line of every value of the handbook."""


def load(path: Path) -> Handbook:
    """Read, shape and check a handbook.

    Args:
        path: the YAML file. The guides are the `.md` files below the folder that holds `data/`.

    Raises:
        ProblemsError: with all problems at once, each with file, line and remedy.
    """
    return load_with_pages(path)[0]


def load_with_pages(path: Path) -> Read:
    """Load a handbook, its guides, and the line on which each value stands. Raises as `load`.

    Zensical runs `macros/__init__.py` anew for each page, so what was read is kept until a save.
    """
    docs = path.parent.parent
    read = [path, *sorted(docs.rglob("*.md"))]
    stamp = tuple((file, file.stat().st_mtime_ns) for file in read if file.exists())
    book, problems, pages, lines = _read(path, stamp)
    strays = files.strays(docs, hidden=False)
    if book is None or problems or strays:
        raise ProblemsError([*problems, *strays])
    return book, pages, lines


@lru_cache(maxsize=1)
def _read(
    path: Path, _stamp: tuple[tuple[Path, int], ...]
) -> tuple[Handbook | None, list[Problem], dict[str, Page], dict[Where, int]]:
    document, pages = _document(path), read_pages(path.parent.parent)
    return *check(document, pages), pages, document.lines


def inspect(path: Path) -> tuple[Handbook | None, list[Problem]]:
    """Read a handbook and its guides, and list their problems; without a usable shape, no book."""
    docs = path.parent.parent
    strays = files.strays(docs, hidden=True)
    try:
        document = _document(path)
    except ProblemsError as error:
        return None, sorted([*error.problems, *strays])
    book, problems = check(document, read_pages(docs), style=True)
    return book, sorted([*problems, *strays])


def check(
    document: strict_yaml.Document, pages: dict[str, Page], *, style: bool = False
) -> tuple[Handbook | None, list[Problem]]:
    """Shape and check; records that are misshapen do not hide what else is wrong.

    Args:
        document: the data.
        pages: the guides, by path.
        style: whether to say, too, what is no fault of the data but not written as it should be.
            A build does not stop for it.
    """
    data = document.data
    if not isinstance(data, dict):
        told = document.problem((), "最外层应是 “sources:”“facts:” 这样的键。")
        return None, sorted(document.problems) or [told]
    sections = {
        name: records
        for name, records in data.items()
        if name in Handbook.model_fields and isinstance(records, dict)
    }
    whole, found = _shape(data)
    book = whole or _shape(_without(sections, {where[:2] for where, _ in found}))[0]
    problems = list(document.problems)
    hollow = {section for section in KINDS if not sections.get(section)}
    if book is not None and hollow:  # all that names their records would be told, too
        problems += [problem for page in pages.values() for problem in page.problems]
        lost = checks.ids.sections_are_filled(checks.Context(book, {}, {}))
        found += [(where, message) for where, message in lost if where[0] not in _firsts(found)]
    elif book is not None:
        ids = {section: set(sections.get(section, ())) for section in KINDS}
        context = checks.Context(book, ids, pages)
        found += checks.run(context, whole=whole is not None, style=style)
        problems += guides.problems(context, style=style)
    problems += [document.problem(where, message) for where, message in found]
    return whole, sorted(set(problems))


def _firsts(found: list[tuple[Where, str]]) -> set[str | int]:
    return {where[0] for where, _ in found if where}


def _document(path: Path) -> strict_yaml.Document:
    return _built(strict_yaml.read_text(path, _shown(path)), _shown(path))


_built = lru_cache(maxsize=1)(strict_yaml.parse)  # while serving, most saves are of guides


def _shown(path: Path) -> str:
    """Call a file what a contributor calls it: its path from here, if it is below here."""
    resolved = path.resolve()
    here = Path.cwd()
    return (resolved.relative_to(here) if resolved.is_relative_to(here) else path).as_posix()


def _shape(data: dict[str, Any]) -> tuple[Handbook | None, list[tuple[Where, str]]]:
    try:
        return Handbook.model_validate(data), []
    except ValidationError as error:
        return None, [translate(detail) for detail in error.errors()]


def _without(sections: dict[str, dict[str, Any]], bad: set[Where]) -> dict[str, Any]:
    """Leave out the records at the paths in `bad`."""
    return {
        section: {id_: record for id_, record in records.items() if (section, id_) not in bad}
        for section, records in sections.items()
    }
