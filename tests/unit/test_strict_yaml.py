from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from macros.handbook import strict_yaml
from macros.handbook.problems import ProblemsError

if TYPE_CHECKING:
    from pathlib import Path


LONG = "\n".join(["# 甲"] * 40)
TALL = "\n".join(["    甲"] * 40)
LIST = "\n".join(["    - 甲"] * 40)
KEYS = "\n".join(f"    k{number}: 甲" for number in range(40))


def problems(text: str) -> list[str]:
    return [str(problem) for problem in strict_yaml.parse(text, "book.yml").problems]


def test_values_that_yaml_surprises_with_are_plain() -> None:
    text = "at: 12:30\non: on\nid: 007\nday: 2026-11-22\nsome: 12\nyes: true\nq: '12'\n"
    assert strict_yaml.parse(text, "book.yml").data == {
        "at": "12:30",
        "on": "on",
        "id": "007",
        "day": "2026-11-22",
        "some": 12,
        "yes": True,
        "q": "12",
    }


def test_each_value_knows_its_line() -> None:
    document = strict_yaml.parse("a:\n  b:\n    - x\n    - y: z\n", "book.yml")
    assert document.lines == {
        ("a",): 1,
        ("a", "b"): 2,
        ("a", "b", 0): 3,
        ("a", "b", 1): 4,
        ("a", "b", 1, "y"): 4,
    }
    assert document.line(("a", "b", 9)) == 2


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", 3, "键 “a” 重复了（第 1 行已有）", id="duplicate key"),
        pytest.param("a: 1\n\tb: 2\n", 2, "制表符", id="tab"),
        pytest.param("a: &x 1\n", 1, "锚点 “&x”", id="anchor"),
        pytest.param("a: &x 1\nb: *x\n", 2, "别名 “*x”", id="alias"),
        pytest.param("a: !!python/name:os.system x\n", 1, "类型标签", id="tag"),
        pytest.param("a: [1, 2\nb: 3\n", 2, "YAML 写法有误", id="open bracket"),
        pytest.param("a: 1\n---\nb: 2\n", 2, "只放一份", id="two documents"),
        pytest.param("? [a]\n: 1\n", 1, "键必须是文字", id="list as key"),
        pytest.param("a: 甲 #乙\n", 1, "被当成注释丢掉", id="text after a hash"),
        pytest.param("a: 甲\n  乙\n", 1, "断成了几行", id="text over two lines"),
        pytest.param("a: >\n  甲\n  乙\n", 1, "断成了几行", id="folded text"),
        pytest.param('a: 1\nb: "甲\nc: 2\nd: "乙"\n', 2, "断成了几行", id="quote closed elsewhere"),
        pytest.param('a: 1\nb: "甲\nc: 2\n', 2, "没有收尾", id="quote never closed"),
        pytest.param("a: null\n", 1, "把这一行删掉", id="null"),
        pytest.param("a:\n  b：甲\n  c: 乙\n", 2, "全角冒号", id="full-width colon"),
        pytest.param(
            "a:\n  b: 甲\n\u3000\u3000c: 乙\n", 3, "键和缩进只用半角", id="full-width indentation"
        ),
        pytest.param("a: 1\n<<<<<<< HEAD\nb: 2\n", 2, "合并标记", id="merge marks"),
        pytest.param(f"a: 1\n{LONG}\n=======\nb: 2\n", 42, "合并标记", id="lone middle of a merge"),
        pytest.param(f"a: 1\n>>>>>>> x\n{LONG}\nb: 2\n", 2, "合并标记", id="lone end of a merge"),
        pytest.param(
            f"a: |\n  甲\n||||||| x\n{LONG}\nb: 2\n", 3, "合并标记", id="merge in a letter"
        ),
        pytest.param(f"a: 甲\u2028乙\n{LONG}\nb：1\n", 1, "U+2028", id="line separator"),
        pytest.param(f"a: 甲\n{LONG}\nb: |\n  乙\x85\n  丙\n", 43, "U+0085", id="next line"),
        pytest.param(f"a: 甲\rb: 乙\n{LONG}\nb: 1\n", 1, "U+000D", id="lone return"),
        pytest.param(f"a: 甲\x0c\n{LONG}\nb: 1\n", 1, "U+000C", id="form feed"),
        pytest.param(
            f"a:\n  b: |\n    甲\n  乙\n{TALL}\n  b: 1\n",
            4,
            "不是 “键: 值”",
            id="letter less indented",
        ),
        pytest.param(
            f"a:\n  b：\n{LIST}\n  c: 1\n", 2, "全角冒号", id="full-width colon before a list"
        ),
        pytest.param(f"a:\n   b:\n{KEYS}\n  c:\n    k: 1\n", 2, "缩进不对", id="record too far in"),
        pytest.param(
            f"a:\n  b:\n    k: 1\nc:\n{KEYS}\n  d:\n    k: 1\n",
            4,
            "缩进不对",
            id="record too far out",
        ),
        pytest.param("a:\n  - 甲\n  — 乙\n  - 丙\n", 3, "半角的 “-”", id="dash for a list"),
        pytest.param("a: *甲\n", 1, "给整句加引号", id="leading asterisk"),
        pytest.param("a: 甲: 乙\n", 1, "给整句加引号", id="colon and space in text"),
        pytest.param("", 1, "文件是空的", id="empty file"),
        pytest.param(" \n\n", 1, "文件是空的", id="blank file"),
        pytest.param("[" * 40 + "]" * 40, 1, "嵌套超过", id="too deep"),
    ],
)
def test_what_strict_yaml_refuses(text: str, line: int, said: str) -> None:
    found = problems(text)
    assert any(one.startswith(f"book.yml:{line}:") and said in one for one in found), found


def test_a_slip_is_told_alone() -> None:
    """What the parser makes of it 40 lines on would only blame another line."""
    for text in (f"a: 1\n=======\n{LONG}\nb: 2\n", f"a: 甲\u2028乙\n{LONG}\nb：1\n"):
        assert len(problems(text)) == 1


def test_windows_line_ends_are_no_problem() -> None:
    document = strict_yaml.parse("a: 1\r\nb: |\r\n  甲\r\n\r\n  乙\r\nc: 丙\r\n", "book.yml")
    assert (document.data, document.problems) == ({"a": 1, "b": "甲\n\n乙\n", "c": "丙"}, [])
    assert document.line(("c",)) == 6


def test_all_duplicate_keys_are_told_at_once() -> None:
    assert len(problems("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n")) == 2


def test_a_key_that_is_no_text_shifts_no_other() -> None:
    assert len(problems("? [a]\n: 1\nb: 2\n")) == 1


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(b"a: \xff\xfe\n", "不是 UTF-8", id="another encoding"),
        pytest.param(b"a: 1\n\0\0", "二进制", id="binary"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "不是 UTF-8", id="a picture"),
        pytest.param(b"a: " + b"x" * 15_000_000, "15.0 MB", id="fifteen megabytes"),
    ],
)
def test_files_that_are_no_yaml_text_are_named(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "book.yml"
    path.write_bytes(raw)
    with pytest.raises(ProblemsError, match=re.escape(said)):
        strict_yaml.read_text(path, path.name)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="读不到这个文件"):
        strict_yaml.read_text(tmp_path / "none.yml", "none.yml")


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "book.yml"
    path.write_bytes("\ufeffa: 甲\n".encode())
    assert strict_yaml.read_text(path, path.name) == "a: 甲\n"


@given(st.text(max_size=200))
@example("{0")  # ends on a line that the parser sees and Python does not
def test_any_text_gives_data_or_teaching_problems(text: str) -> None:
    document = strict_yaml.parse(text, "book.yml")
    assert (document.data is not None) or document.problems
