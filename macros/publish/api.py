"""Writes the open data: every kind of record as JSON, with its schema; its page shows what they hold."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from macros.handbook import claims
from macros.handbook.guides import Page
from macros.handbook.kinds import KINDS
from macros.handbook.labels import NAME
from macros.handbook.letters import unfilled, with_numbers
from macros.handbook.links import API, ATOM, CALENDAR, SOURCES_PAGE, Links
from macros.handbook.macro_table import MACROS, WIDGETS
from macros.handbook.model import Fact, Handbook, Template
from macros.handbook.review import date_of
from macros.handbook.tally import facts_on, tally
from macros.publish.api_schema import SHAPES, VERSION, Licence, schema_of, words_of
from macros.publish.files import render

_HERE = f"{API}/"
_EXAMPLE = Markup('<pre class="kb-api"><code>{}</code></pre>')


def files(book: Handbook, pages: dict[str, Page]) -> dict[str, str]:
    """Name each file below `api/v1/` and give its text."""
    data: dict[str, object] = {"index": index(book, pages)}
    data |= {kind: _envelope(kind, book, pages) for kind in SHAPES}
    texts = {f"{API}/{name}.json": as_text(content) for name, content in data.items()}
    return texts | {f"{API}/schema/{name}.json": as_text(schema_of(name)) for name in data}


def index(book: Handbook, pages: dict[str, Page]) -> dict[str, Any]:
    """Say what there is, under which licence, as of which day, and where to read about it."""
    at = Links(pages, _HERE)
    return {
        "name": NAME,
        "version": VERSION,
        "licence": Licence().model_dump(),
        "date": date_of(book).isoformat(),
        "schema": "schema/index.json",
        "kinds": [
            {
                "kind": kind,
                **words_of(kind),
                "count": len(pages if kind == "guides" else getattr(book, kind)),
                "file": f"{kind}.json",
                "schema": f"schema/{kind}.json",
            }
            for kind in SHAPES
        ],
        "links": {
            "documentation": at.guide("about/data.md"),
            "changelog": at.guide("about/data.md#changelog"),
            "feed": at.file(ATOM),
            "calendar": at.file(CALENDAR),
        },
    }


def records(kind: str, book: Handbook, pages: dict[str, Page]) -> list[dict[str, Any]]:
    """List the records of a kind by id, with every key, numbers in their texts, and links."""
    links = Links(pages, _HERE)
    if kind == "guides":
        return [_guide(pages[path], book, links) for path in sorted(pages)]
    return [
        _record(kind, id_, record, book, links)
        for id_, record in sorted(getattr(book, kind).items())
    ]


def kinds_table(book: Handbook, pages: dict[str, Page], here: str) -> Markup:
    """List the files of the API for the page at `here`: what each holds, how much, its schema."""
    base, entries = Links(pages, here).file(f"{API}/"), index(book, pages)["kinds"]
    table = render("publish/templates/api_kinds.html", base=base, kinds=entries)
    return Markup(table.strip())  # noqa: S704 - rendered with autoescape


def example(book: Handbook, pages: dict[str, Page], kind: str, id_: str) -> Markup:
    """Show one record as it stands in its file."""
    found = {record["id"]: record for record in records(kind, book, pages)}
    return _EXAMPLE.format(as_text(found[id_]).strip())


def schema() -> str:
    """Write the JSON Schema of `handbook.yml`, which teaches inside an editor."""
    return as_text(Handbook.model_json_schema(by_alias=True), sort_keys=True)


def as_text(data: object, *, sort_keys: bool = False) -> str:
    """Write JSON for people as well as for programs."""
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=sort_keys) + "\n"


def _envelope(kind: str, book: Handbook, pages: dict[str, Page]) -> dict[str, Any]:
    found = records(kind, book, pages)
    return {
        "kind": kind,
        "title": words_of(kind)["title"],
        "schema": f"schema/{kind}.json",
        "name": NAME,
        "licence": Licence().id,
        "date": date_of(book).isoformat(),
        "count": len(found),
        "records": found,
    }


def _record(kind: str, id_: str, record: BaseModel, book: Handbook, links: Links) -> dict[str, Any]:
    known = _expand(record.model_dump(mode="json"), book)
    places = {"page": _place(kind, id_, book, links)}
    if isinstance(record, Fact):
        known |= {"claim": claims.claim(record), "basis_label": claims.basis(record, book)}
    if isinstance(record, Template):
        known["text"] = unfilled(record, book)
        places["docx"] = links.letter(id_)
    return {"id": id_, **known, "links": places}


def _place(kind: str, id_: str, book: Handbook, links: Links) -> str | None:
    """Address a record where it stands on the site, if it stands anywhere."""
    if kind == "retired" and book.retired[id_].kind == "fact":
        kind = "facts"  # its tombstone stands where it stood
    name = KINDS[kind].name if kind in KINDS else kind
    if name in WIDGETS:
        return links.widget(name, id_) or None
    page = _listing(kind, links)
    return links.guide(f"{page}#{name}-{id_}") if page else None


def _listing(kind: str, links: Links) -> str | None:
    """Name the page that lists all records of a kind, if one does."""
    if kind in ("facts", "sources"):
        return SOURCES_PAGE if SOURCES_PAGE in links.pages else None
    calls = {(name, "") for name, macro in MACROS.items() if macro.lists == kind}
    return next((path for path, page in links.pages.items() if calls & page.called), None)


def _guide(page: Page, book: Handbook, links: Links) -> dict[str, Any]:
    shown = sorted(facts_on(book, page))
    return {
        "id": page.path,
        "title": page.title,
        "description": str(page.meta.get("description", "")),
        "tags": list(page.meta.get("tags", [])),
        "questions": [
            {"question": question, "anchor": anchor.removeprefix("#") or None}
            for question, anchor in page.questions
        ],
        "facts": {
            basis: [name for name in shown if book.facts[name].basis == basis]
            for basis in ("article", "excerpt", "secondary")
        },
        "checked_on": tally(book, page).checked_on or None,
        "links": {"page": links.guide(page.path)},
    }


def _expand(value: Any, book: Handbook) -> Any:  # noqa: ANN401 - plain data
    """Put the facts' numbers into every text, so that a reader of the API needs no second file."""
    if isinstance(value, str):
        return with_numbers(value, book)
    if isinstance(value, dict):
        return {key: _expand(inner, book) for key, inner in value.items()}
    if isinstance(value, list):
        return [_expand(inner, book) for inner in value]
    return value
