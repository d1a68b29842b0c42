from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from macros.html.edit_links import Origin, data_address

if TYPE_CHECKING:
    pass


def test_the_address_jumps_to_the_line() -> None:
    origin = Origin("https://example.org/a/b/blob/main/docs/data/handbook.yml", {("facts", "x"): 7})
    assert origin.of("facts", "x").endswith("handbook.yml#L7")
    assert origin.of("facts", "y") == ""


def test_nothing_is_linked_without_a_repository() -> None:
    assert Origin().of("facts", "x") == ""


@pytest.mark.parametrize(
    ("repo", "edit", "address"),
    [
        ("https://example.org/a/b", "edit/main/docs/",
         "https://example.org/a/b/blob/main/docs/data/handbook.yml"),
        ("https://example.org/a/b/", "edit/trunk/docs/",
         "https://example.org/a/b/blob/trunk/docs/data/handbook.yml"),
        ("", "edit/main/docs/", ""),
        ("https://example.org/a/b", "", ""),
        ("https://example.org/a/b", "src/default/docs/", ""),
    ],
)  # fmt: skip
def test_the_data_file_is_shown_where_the_guides_are_edited(
    repo: str, edit: str, address: str
) -> None:
    assert data_address(repo, edit) == address
