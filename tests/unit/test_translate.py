"""What a contributor is told when a record has the wrong shape."""

from __future__ import annotations

from typing import Any

import pytest

from macros.handbook import loader
from macros.handbook.guides import parse_page
from macros.handbook.strict_yaml import Document, parse
from tests.conftest import GUIDE

GUIDES = {"guide.md": parse_page("guide.md", GUIDE)}
MISSING = object()


def messages(data: object) -> str:
    return "\n".join(map(str, loader.check(Document("book.yml", data), GUIDES)[1]))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        pytest.param(("facts", "fact-a", "clam"), "x", "不认识的键 “clam”；是不是 “claim”", id="unknown key"),
        pytest.param(("fact",), {}, "不认识的键 “fact”；是不是 “facts”", id="unknown section"),
        pytest.param(("facts", "fact-a", "source"), MISSING, "缺少必填的键 “source”。它写的是：sources", id="missing key"),
        pytest.param(("facts", "fact-a", "claim"), 12, '请加引号："12"', id="number for text"),
        pytest.param(("facts", "fact-a", "claim"), ["x"], "现在是一个列表", id="list for text"),
        pytest.param(("facts", "fact-a", "claim"), "", "不能为空", id="empty text"),
        pytest.param(("facts", "fact-a", "checked_on"), "昨天", "不是日期", id="no date"),
        pytest.param(("facts", "fact-a", "basis"), "artcle", "是不是 “article”", id="unknown choice"),
        pytest.param(("facts", "Fact_A"), {}, "小写字母、数字和连字符", id="bad id"),
        pytest.param(("facts", "fact-a"), "x", "缩进的 “键: 值”，现在是一段文字", id="text for record"),
        pytest.param(("sources", "law-a", "url"), "http://x", "https:// 开头", id="insecure address"),
        pytest.param(("terms", "term-a", "see"), "/guide", "docs/ 下的路径", id="bad guide path"),
        pytest.param(("terms", "term-a", "also"), [], "至少要有 1 项", id="empty list"),
        pytest.param(("terms", "term-a", "facts"), [], "删掉", id="empty optional list"),
        pytest.param(("terms", "term-a", "also"), "阿甲", "这里应是列表", id="text for list"),
        pytest.param(("deadlines", "deadline-a", "stage"), "十", "应是整数", id="text for number"),
        pytest.param(("deadlines", "deadline-a", "stage"), 0, "不小于 1", id="number too small"),
        pytest.param(("templates", "letter-a", "length"), 9999, "不大于 5000", id="number too large"),
        pytest.param(("fields", "phone", "personal"), "是", "true 或 false", id="text for switch"),
        pytest.param(("facts", "fact-a", "claim"), True, '请加引号："true"', id="switch for text"),
        pytest.param(("facts", "fact-a", "checked_on"), 86400, "不是日期", id="number for date"),
        pytest.param(("facts", "fact-a", "review_by"), "2027-02-30", "不是日期", id="no such day"),
        pytest.param(("deadlines", "deadline-a", "stage"), True, "应是整数", id="switch for number"),
        pytest.param(("terms", "term-a", "facts"), ["a，b"], "半角逗号", id="full-width comma in a list"),
        pytest.param(("sources", "law-a", "url"), "https://a.cn/，", "https:// 开头", id="address with a comma"),
        pytest.param(("triage", "title"), {}, "“start”。它写的是：第一个问题的 id。", id="id like a key"),
        pytest.param(("terms",), {}, "缺少 “terms:” 这一节，或者它是空的", id="empty section"),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_explained(
    small: dict[str, Any], path: tuple[str, ...], value: object, said: str
) -> None:
    target = small
    for step in path[:-1]:
        target = target[step]
    if value is MISSING:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    assert said in messages(small)


@pytest.mark.parametrize("data", [[], "x", 3, True, {}], ids=repr)
def test_a_file_of_another_shape_is_explained(data: object) -> None:
    assert messages(data)


def test_a_problem_names_file_line_and_path() -> None:
    document = parse("facts:\n  fact-a:\n    clam: x\n", "docs/data/handbook.yml")
    found = [str(problem) for problem in loader.check(document, GUIDES)[1]]
    assert (
        "docs/data/handbook.yml:3: facts.fact-a.clam: 不认识的键 “clam”；是不是 “claim”？" in found
    )
