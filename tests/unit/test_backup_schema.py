"""Backups are what the published schema says, by a validator that is not ours."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from tests import deno
from tests.conftest import DOCS

SCHEMA = json.loads((DOCS / "data" / "backup.schema.json").read_text("utf-8"))
BACKUP = jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture(scope="module")
def backups() -> list[dict[str, Any]]:
    """A backup of whole cases, and many of cases that were spoilt before they were imported."""
    written: list[dict[str, Any]] = deno.run("backups.js")
    return written


def test_the_published_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_whatever_is_imported_leaves_as_a_valid_backup(backups: list[dict[str, Any]]) -> None:
    assert len(backups) > 200
    for backup in backups:
        BACKUP.validate(backup)


@pytest.mark.parametrize(
    "wrong", [{"format": "other"}, {"version": 1}, {"cases": []}, {"more": 1}, {"exported": "now"}]
)
def test_the_published_schema_refuses_what_is_no_backup(
    backups: list[dict[str, Any]], wrong: dict[str, Any]
) -> None:
    assert BACKUP.is_valid(backups[0])
    assert not BACKUP.is_valid(backups[0] | wrong)
