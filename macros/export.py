"""Handbook to files: open data and the schema. The only writer; same input, same bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from macros.letters import unfilled, with_numbers
from macros.model import Handbook
from macros.prose import Mark, split

if TYPE_CHECKING:
    from pathlib import Path

API = "api/v1"


def write(book: Handbook, target: Path) -> list[Path]:
    """Write `api/v1/*.json` below `target` and list the files written.

    Raises:
        OSError: when a file cannot be written.
    """
    folder = target / API
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / name, text) for name, text in files(book).items()]


def files(book: Handbook) -> dict[str, str]:
    """Name each file of the API and give its text."""
    sections = {name: _section(book, name) for name in Handbook.model_fields}
    index = {
        "kinds": {name: {"count": len(s), "file": f"{name}.json"} for name, s in sections.items()}
    }
    return {"index.json": _text(index)} | {
        f"{name}.json": _text(section) for name, section in sections.items()
    }


def schema() -> str:
    """Write the JSON Schema of `handbook.yml`, which teaches inside an editor."""
    return _text(Handbook.model_json_schema(by_alias=True))


def _section(book: Handbook, name: str) -> dict[str, Any]:
    records = getattr(book, name)
    section = {id_: _expand(_dump(record), book) for id_, record in sorted(records.items())}
    if name == "facts":
        for id_, fact in book.facts.items():
            section[id_]["claim"] = _claim(fact.claim, fact.values)
    if name == "templates":
        for id_, template in book.templates.items():
            section[id_]["text"] = unfilled(template, book)
    return section


def _dump(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any record
    dumped: dict[str, Any] = record.model_dump(mode="json", exclude_defaults=True)
    return dumped


def _expand(value: Any, book: Handbook) -> Any:  # noqa: ANN401 - plain data
    """Put the facts' numbers into every text, so that a reader of the API needs no second file."""
    if isinstance(value, str):
        return with_numbers(value, book)
    if isinstance(value, dict):
        return {key: _expand(inner, book) for key, inner in value.items()}
    if isinstance(value, list):
        return [_expand(inner, book) for inner in value]
    return value


def _claim(claim: str, values: dict[str, str]) -> str:
    return "".join(values[part.name] if isinstance(part, Mark) else part for part in split(claim))


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
