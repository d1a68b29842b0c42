"""The published YAML says to any reader what the source says to ours."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros.handbook import strict_yaml
from macros.publish.yaml_copy import files, quoted
from tests.conftest import DOCS

PLAIN = [
    "on", "off", "yes", "No", "y", "N", "True", "FALSE", "null", "~", "Null", "12:30", "1:20:30", "2027-01-31",
    "2027-01-31 10:00:00", "2027-01-31T10:00:00Z", "007", "089", "1_000", "1.50", "1e3", "+7", ".5", "0x1F", "0b11",
    "0o17", ".inf", "-.INF", ".NaN", "=", "<<", "12345678901234567890", "",
]  # fmt: skip
OURS = ["true", "false", "0", "7", "-12"]
TEXT = ["申诉", "7 日", "1-2", "2027", "a: b", "no one", "https://a.example/?on=1"]


def ours(text: str) -> Any:  # noqa: ANN401 - plain data
    return strict_yaml.parse(text, "a.yml").data


def theirs(text: str) -> Any:  # noqa: ANN401 - plain data
    return yaml.load(text, Loader=yaml.CSafeLoader)


def typed(data: object) -> str:
    """Tell True from 1, and text from a day."""
    return json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize("word", PLAIN)
def test_text_is_text_for_every_reader_as_key_and_as_value(word: str) -> None:
    source = f"# 说明 on\na:\n  {word or 'k'}: {word}  # 注 no\n  b: [{word or 'off'}, 申诉]\n  c:\n    - {word}\n    - {{d: {word or 'yes'}}}\n"
    made = quoted(source)
    assert typed(theirs(made)) == typed(ours(made))
    assert made.replace('"', "").split() == source.split()
    assert made.count("\n") == source.count("\n")
    assert quoted(made) == made
    read = theirs(made)["a"]
    assert read["c"][0] == word
    assert list(read) == [word or "k", "b", "c"]


@pytest.mark.parametrize("word", OURS)
def test_numbers_and_truths_stay_what_they_are(word: str) -> None:
    source = f"a: {word}\n"
    assert quoted(source) == source
    assert typed(theirs(source)) == typed(ours(source))


@pytest.mark.parametrize(
    "source", ["a: 七日\n", 'a: "on"\n', "a: 'no'\n", "a: |\n  on\n  12:30\n", "a: >\n  no\n"]
)
def test_what_is_clear_stays_as_it_is(source: str) -> None:
    assert quoted(source) == source


def test_line_ends_and_signs_of_four_bytes_do_not_move_the_quotes() -> None:
    source = "a: 😀申诉\r\non: 2027-01-31\r\n"
    assert quoted(source) == 'a: 😀申诉\r\n"on": "2027-01-31"\r\n'


@given(st.text(st.sampled_from("0123456789.:-+_eExobTZynofYNtrual~= "), min_size=1, max_size=8))
def test_whatever_looks_like_a_number_a_time_or_a_truth_is_read_alike(value: str) -> None:
    source = f"a: {value.strip()}\nb: 1\n"
    document = strict_yaml.parse(source, "a.yml")
    if document.data is None or any(
        "null" not in str(one) and "~" not in str(one) for one in document.problems
    ):
        return
    assert typed(theirs(quoted(source))) == typed(document.data)


def test_the_published_handbook_is_read_alike_by_a_common_reader() -> None:
    folder = DOCS
    [text] = files(folder).values()
    read = theirs(text)
    assert typed(read) == typed(ours((DOCS / "data" / "handbook.yml").read_text("utf-8")))
    assert '    "on": "2024-03-01"\n' in text
