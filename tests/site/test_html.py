"""Every built page is valid HTML, as the Nu checker reads the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import nu

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

KNOWN = {
    # The theme's: a drawer or a search that was open when a page was left must be closed when the
    # page comes back, and Firefox knows no other way. No block that we could replace holds them.
    'class="md-toggle"': "Attribute “autocomplete” is only allowed when the input type is",
}
"""What the checker finds and we leave as it is: a part of the element → how the message begins."""


@pytest.fixture(scope="module")
def checker() -> list[str]:
    command = nu.find()
    if command is None:
        pytest.skip(nu.REMEDY)
    return command


def is_known(extract: str, message: str) -> bool:
    return any(part in extract and message.startswith(words) for part, words in KNOWN.items())


def test_every_page_is_valid(site: Site, checker: list[str]) -> None:
    found = [
        f"{error['url'].removeprefix(f'file:{site.folder}')}:{error['lastLine']}: {error['message']} {error['extract']!r}"
        for error in nu.errors(site.folder, checker)
        if not is_known(error["extract"], error["message"])
    ]
    assert found == []


def test_the_checker_finds_what_is_not_valid(tmp_path: Path, checker: list[str]) -> None:
    head = '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>一</title></head>'
    (tmp_path / "bad.html").write_text(f"{head}<body><ul><p>二</p></ul></body></html>", "utf-8")
    assert [
        "not allowed as child of element “ul”" in e["message"] for e in nu.errors(tmp_path, checker)
    ] == [True]
