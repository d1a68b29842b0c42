"""Exhibits: digests, tables safe in a spreadsheet, and what changed."""

from __future__ import annotations

import csv
import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.browser.modules.kit import (
    EMPTY_DIGEST,
    Modules,
    an_exhibit,
)

SLICE = 4 * 1024 * 1024


@pytest.mark.parametrize("size", [0, 1, SLICE, SLICE + 1, 2 * SLICE + 12345])
def test_a_digest_is_sha256_and_progress_adds_up(js: Modules, size: int) -> None:
    body = """
        const bytes = new Uint8Array(a[0]);
        for (let at = 0; at < bytes.length; at += 1) bytes[at] = at % 251;
        const parts = [];
        const digest = await m.digestOf(new Blob([bytes]), (read) => parts.push(read));
        return [digest, parts];
    """
    digest, parts = js.run("exhibits", body, size)
    data = (bytes(range(251)) * (size // 251 + 1))[:size]
    assert digest == hashlib.sha256(data).hexdigest()
    assert sum(parts) == size
    assert max(parts, default=0) <= SLICE


def test_a_file_too_large_for_memory_has_no_digest_and_is_not_read(js: Modules) -> None:
    body = """
        const slice = () => { throw new Error("read"); };
        return [await m.digestOf({ size: m.LARGEST + 1, slice }), m.LARGEST];
    """
    assert js.run("exhibits", body)[0] == ""


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1.0 KB"),
        (1536, "1.5 KB"),
        (1024**2, "1.0 MB"),
        (1024**2 - 1, "1.0 MB"),
        (5 * 1024**2 + 200_000, "5.2 MB"),
        (1024**3, "1.0 GB"),
        (1024**3 - 1, "1.0 GB"),
        (2048 * 1024**3, "2048.0 GB"),
    ],
)
def test_a_size_is_told_in_the_unit_that_fits(js: Modules, size: int, words: str) -> None:
    assert js.call("exhibits", "sizeInWords", size) == words


cells = st.text(
    st.one_of(
        st.sampled_from("=+-@＝＋－＠|% \t\r\n　\xa0'\",;a1中"), st.characters(codec="utf-8")
    ),
    max_size=12,
)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=5)
)


def as_spreadsheet(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")  # without it Excel misreads Chinese
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


@settings(max_examples=60)
@given(tables)
def test_a_spreadsheet_holds_the_list_and_no_formula(js: Modules, rows: list[list[str]]) -> None:
    held = as_spreadsheet(js.call("exhibits", "csvOf", rows) if rows else "\ufeff")
    assert [len(row) for row in held] == [len(row) for row in rows]
    for text, cell in zip(sum(rows, []), sum(held, []), strict=True):  # noqa: RUF017 - few cells
        assert cell in {text, f"'{text}"}
        assert cell.lstrip(" \t\r\n\u3000\xa0")[:1] not in set("=+-@＝＋－＠")


@pytest.mark.parametrize("before", ["", " ", "\t", "\r\n", "\u3000", "\xa0 "], ids=ascii)
def test_a_cell_that_would_run_is_guarded(js: Modules, before: str) -> None:
    texts = [f"{before}{mark}1+1" for mark in "=+-@＝＋－＠"]
    assert as_spreadsheet(js.call("exhibits", "csvOf", [texts])) == [[f"'{t}" for t in texts]]


@pytest.mark.parametrize(
    "text", ["", "附件 1", "a=1", "1-2", "'quoted'", '"=1"', "，", "3+4", "长\n文"]
)
def test_a_harmless_cell_stays_as_it_is(js: Modules, text: str) -> None:
    assert as_spreadsheet(js.call("exhibits", "csvOf", [[text, "次"]])) == [[text, "次"]]


def test_the_list_numbers_exhibits_and_names_their_kinds(js: Modules) -> None:
    exhibits = [
        an_exhibit("one", name="单.jpg", size=2048, sha256=EMPTY_DIGEST, kind="buy", proves="货真"),
        an_exhibit("two", name="录像.mp4", kind="gone"),
    ]
    rows = js.call("exhibits", "rowsOf", exhibits, {"buy": "进货凭证"})
    assert rows == [
        ["附件 1", "单.jpg", "进货凭证", "货真", "2.0 KB", EMPTY_DIGEST],
        ["附件 2", "录像.mp4", "", "", "1 B", "未计算"],
    ]
    assert js.call("exhibits", "linesOf", rows) == "附件 1　单.jpg　证明：货真\n附件 2　录像.mp4"


def test_a_kind_that_objects_inherit_is_no_kind(js: Modules) -> None:
    exhibits = [an_exhibit("one", kind="constructor")]
    assert js.run("exhibits", "return m.rowsOf(a[0], {})[0][2];", exhibits) == ""


def compared(
    js: Modules, listed: list[tuple[str, str]], picked: list[tuple[str, str]]
) -> dict[str, list[str]]:
    """Compare; exhibits are named by their place in the list, and what is empty is left out."""
    exhibits = [{"id": str(at), "name": n, "sha256": s} for at, (n, s) in enumerate(listed)]
    files = [{"name": name, "sha256": sha256} for name, sha256 in picked]
    result = js.call("exhibits", "compare", exhibits, files)
    found = {
        verdict: [each if isinstance(each, str) else each["id"] for each in members]
        for verdict, members in result.items()
    }
    return {verdict: members for verdict, members in found.items() if members}


@pytest.mark.parametrize(
    ("listed", "picked", "verdicts"),
    [
        pytest.param([("a", "A")], [("a", "A")], {"same": ["0"]}, id="same"),
        pytest.param([("a", "A")], [("b", "A")], {"same": ["0"]}, id="renamed"),
        pytest.param([("a", "A")], [("a", "B")], {"changed": ["0"]}, id="changed"),
        pytest.param([("a", "A")], [], {"absent": ["0"]}, id="absent"),
        pytest.param([("a", "A")], [("a", "")], {"unchecked": ["0"]}, id="no digest picked"),
        pytest.param([("a", "")], [("a", "A")], {"unchecked": ["0"]}, id="no digest listed"),
        pytest.param([], [("x", "X")], {"unknown": ["x"]}, id="unknown"),
        pytest.param([("a", "")], [("x", "")], {"absent": ["0"], "unknown": ["x"]},
                     id="no digest on either side tells nothing"),
        pytest.param([("a", "A"), ("a", "B")], [("a", "B"), ("a", "A")], {"same": ["0", "1"]},
                     id="two of the same name, both there"),
        pytest.param([("a", "A")], [("a", "B"), ("a", "A")], {"same": ["0"]},
                     id="another file of the same name besides"),
        pytest.param([("a", "A")], [("a", "A"), ("a", "B")], {"same": ["0"]},
                     id="another file of the same name after it"),
        pytest.param([("a", "A"), ("a", "B")], [("a", "A")], {"same": ["0"], "absent": ["1"]},
                     id="two listed under one name, one there"),
        pytest.param([("a", "A")], [("a", "B"), ("a", "")], {"unchecked": ["0"]},
                     id="two of the same name, the second unread"),
        pytest.param([("a", "A")], [("a", ""), ("a", "B")], {"unchecked": ["0"]},
                     id="two of the same name, the first unread"),
    ],
)  # fmt: skip
def test_files_picked_again_are_told_same_changed_or_absent(
    js: Modules,
    listed: list[tuple[str, str]],
    picked: list[tuple[str, str]],
    verdicts: dict[str, list[str]],
) -> None:
    assert compared(js, listed, picked) == verdicts


@pytest.mark.parametrize(
    ("start", "to", "result"),
    [(0, 2, "bca"), (2, 0, "cab"), (1, 1, "abc"), (0, 1, "bac"), (0, 9, "bca"), (2, -5, "cab")],
)
def test_an_entry_is_moved_within_a_new_list(js: Modules, start: int, to: int, result: str) -> None:
    body = "const list = [...a[0]]; return [m.moved(list, a[1], a[2]).join(''), list.join('')];"
    assert js.run("exhibits", body, "abc", start, to) == [result, "abc"]
