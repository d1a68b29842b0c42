"""What the tests of the modules share: the modules in a page, and cases to feed them."""

from __future__ import annotations

import copy
import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from hypothesis import settings

from tests.conftest import DATA, DOCS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Site

CHINA = ZoneInfo("Asia/Shanghai")
Json: TypeAlias = Any  # whatever JSON can hold

NOW = "2026-11-22T04:00:00.000Z"
LATER = "2026-11-23T04:00:00.000Z"
EMPTY_DIGEST = hashlib.sha256(b"").hexdigest()
SCHEMA = json.loads((DOCS / "data" / "backup.schema.json").read_text("utf-8"))
BACKUP = jsonschema.Draft202012Validator(SCHEMA)
FEW = settings(max_examples=30)
CODE = DOCS / "assets" / "js"
HOMES = {
    path.stem: path.relative_to(CODE).as_posix()
    for path in CODE.glob("*/*.js")
    if path.parent.name != "widgets"
}


class Modules:
    """The site's modules, in a page of the site that holds nothing else."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.root = f"{site.url}assets/js/"
        page.goto(f"{self.root}letter/fill.js")

    def run(self, name: str, body: str, *values: Json) -> Json:
        """Run a function's body that knows the module as `m` and the values as `a`.

        All goes through JSON text, so that a key such as `__proto__` arrives as it is.
        """
        text = self.page.evaluate(
            f"""async ([url, given]) => {{
                const m = await import(url);
                const a = JSON.parse(given);
                const result = await (async () => {{ {body} }})();
                return JSON.stringify(result) ?? "null";
            }}""",
            [f"{self.root}{HOMES[name]}", json.dumps(values)],
        )
        return json.loads(text)

    def call(self, name: str, function: str, *values: Json) -> Json:
        return self.run(name, f"return m.{function}(...a);", *values)

    def each(self, name: str, function: str, calls: list[list[Any]]) -> list[Any]:
        results: list[Any] = self.run(
            name, f"return a[0].map((one) => m.{function}(...one));", calls
        )
        return results


def stored(name: str) -> Json:
    return json.loads((DATA / name).read_text("utf-8"))


def named(cases: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in cases]


def a_case(**changes: Json) -> dict[str, Any]:
    """A case with nothing in it, and these changes."""
    records = ["marks", "notes", "rounds", "blanks", "personal", "deadlines", "letters"]
    return {
        "title": "甲",
        "kind": "other",
        "created": NOW,
        "changed": NOW,
        "archived": False,
        "remember": False,
        "plan": {"guide": "", "checklists": [], "templates": [], "deadlines": []},
        **{record: {} for record in records},
        "exhibits": [],
        "log": [],
        **changes,
    }


def a_state(cases: dict[str, Any], saved_at: str = "", saved: int = 0) -> dict[str, Any]:
    return {
        "version": 2,
        "active": next(iter(cases)),
        "cases": cases,
        "backup": {"at": saved_at, "things": saved},
    }


def an_exhibit(id_: str, **changes: Json) -> dict[str, Any]:
    blank = {"name": f"{id_}.jpg", "size": 1, "type": "", "sha256": "", "kind": "", "proves": ""}
    return {"id": id_, **blank, "added": NOW, **changes}


def an_entry(id_: str, **changes: Json) -> dict[str, Any]:
    blank = {"at": "2026-11-22T10:00", "channel": "", "who": "", "said": "", "promised": ""}
    return {"id": id_, **blank, **changes}


def a_backup(cases: Json, **changes: Json) -> str:
    whole = {"format": "shensu-youju.backup", "version": 2, "exported": NOW, "cases": cases}
    return json.dumps(whole | changes)


def done(*items: str, at: str = NOW) -> dict[str, Any]:
    return {item: {"state": "done", "at": at} for item in items}


def instant(text: str) -> int:
    """Milliseconds since the epoch of a wall time in China, by the zone database."""
    return round(datetime.fromisoformat(text).replace(tzinfo=CHINA).timestamp() * 1000)


def rich() -> dict[str, Any]:
    case: dict[str, Any] = stored("state_v2.json")["cases"]["case-a1b2c3d4"]
    return case


def put(whole: Json, path: tuple[str | int, ...], value: Json) -> Json:
    """Give a copy with another value at this path."""
    result = copy.deepcopy(whole)
    inner = result
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return result
