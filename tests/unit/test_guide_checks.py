"""What a contributor is told about a Markdown guide, with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from macros.handbook import checks, loader
from macros.handbook.checks import guides
from macros.handbook.guides import parse_page, read_pages
from macros.handbook.kinds import KINDS
from macros.handbook.model import Handbook
from macros.handbook.strict_yaml import Document
from tests.conftest import GUIDE

if TYPE_CHECKING:
    from pathlib import Path


def told(small: dict[str, Any], body: str) -> list[str]:
    pages = {"guide.md": parse_page("guide.md", GUIDE + body)}
    ids = {section: set(small[section]) for section in KINDS}
    context = checks.Context(Handbook.model_validate(small), ids, pages)
    return [str(problem) for problem in guides.problems(context)]


def test_a_good_guide_has_no_problem(small: dict[str, Any]) -> None:
    body = """
看 {{ fact("fact-a") }}，要 {{ value('fact-a', "window") }}。[甲](guide.md#top) `{x}`

{{ checklist("list-a") }}

{{ timeline("dispute") }}

{{ sources() }}

{{ terms() }}

{{ api_kinds() }}

{{ api_example("facts", "fact-a") }}

{{ api_example("guides", "guide.md") }}
"""
    assert told(small, body) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('看 {{ fact("fact-c") }}。', "没有名为 “fact-c” 的事实；是不是"),
        ('看 {{ facts("fact-a") }}。', "没有名为 “facts” 的宏；是不是 “fact”？"),
        ("看 {{ fact }}。", '“fact” 要写成 {{ fact("facts") }}'),
        ("看 {{ fact() }}。", "“fact” 要写成"),
        ("看 {{ fact(72) }}。", "“fact” 要写成"),
        ("看 {{ fact(“fact-a”) }}。", "引号用半角"),
        ('看 {{ fact(name="fact-a") }}。', "“fact” 要写成"),
        ('看 {{ value("fact-a") }}。', "“value” 要写成"),
        ('看 {{ value("fact-a", "windows") }}。', "没有名为 “windows” 的值（事实 fact-a）；是不是 “window”？"),
        ('- {{ checklist("list-a") }}', "要独占一行"),
        ('{{ timeline("disputes") }}', "的路线；是不是 “dispute”？"),
        ('{{ tool("case") }}', "没有名为 “case” 的工具；是不是 “cases”？"),
        ('{{ sources("laws") }}', "的来源类别；是不是 “law”？"),
        ('{{ index_of("checklist") }}', "的目录；是不是 “checklists”？"),
        ('看 {{ fact("old-fact") }}。', "它在 2026-11-22 退役了（甲法改了。）请改用 “fact-a”。"),
        ('{{ api_example("fact", "fact-a") }}', "没有名为 “fact” 的数据；是不是 “facts”？"),
        ('{{ api_example("facts", "fact-c") }}', "没有名为 “fact-c” 的记录（facts）；是不是"),
        ('{{ api_example("guides", "guides.md") }}', "是不是 “guide.md”？"),
        ('{{ api_example("copy", "fact-a") }}', "没有名为 “fact-a” 的记录（copy）"),
        ("{{ page.title }}", "没有名为 “page.title” 的宏"),
        ("| | 甲 |\n|---|---|\n| 一 | 二 |", "表头有一格是空的"),
        ("## 标题 {#here}", "“{#” 会被当成注释"),
        ("{% if x %}", "页面里不用"),
        ('看 {{ fact("fact-a") }。', "没有在同一行成对"),
        ('看 { fact("fact-a") }。', "两层花括号"),
        ("要 3 天做完。", "“3 天” 是手写的数字"),
        ("⽤完再说。", "应为 “用”"),
        ("先看,再做。", "半角标点"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(small: dict[str, Any], line: str, said: str) -> None:
    number = GUIDE.count("\n") + 2
    found = told(small, f"\n{line}\n")
    assert any(one.startswith(f"docs/guide.md:{number}: ") and said in one for one in found), found


def test_a_widget_that_stands_twice_is_told(small: dict[str, Any]) -> None:
    [found] = told(small, '\n{{ checklist("list-a") }}\n\n{{ checklist("list-a") }}\n')
    assert "“list-a” 已经放在 docs/guide.md:" in found


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("# 没有页首\n", "缺少 “title: …”"),
        ("---\ntitle:\ndescription: 甲\nanswers:\n  whole-page: [乙]\n---\n", "缺少 “title: …”"),
        ("---\ntitle: 甲\ndescription: 乙\n---\n", "缺少 “answers:”"),
        ("---\ntitle: 甲\ndescription: 乙\nanswers: [丙]\n---\n", "每个小节的 id 下面"),
        ("---\ntitle: 甲\ndescription: 乙\nanswers:\n  top: 12\n---\n", "每个小节的 id 下面"),
        (
            "---\ntitle: 甲\ndescription: 乙\nanswers:\n  tpo: [丙]\n---\n\n## 丁 { #top }\n",
            "“tpo” 不是这一页的小节；是不是 “top”？",
        ),
        (
            "---\ntitle: 甲\ndescription: 乙\nanswers:\n  whole-page: [丙]\nalso: [丁]\n---\n",
            "“also:” 要按小节写",
        ),
        (
            "---\ntitle: 甲\ndescription: 乙\nanswers:\n  top: [丙]\nalso:\n  tpo: [丙]\n---\n\n## 丁 { #top }\n",
            "“also:” 里的 “tpo” 不是这一页的小节；是不是 “top”？",
        ),
        (
            "---\ntitle: 甲\ndescription: 乙\nanswers:\n  no: [丙]\n---\n\n## 丁 { #no }\n",
            "“no” 会被当成数字或真假",
        ),
        ("---\ntitle: 甲\n", "缺少 “title: …”"),
        ("---\ntitle: 甲\n———\n# 甲\n", "docs/guide.md:3: 页首没有收尾"),
        ("---\ntitle: 甲\n\n# 甲\n", "docs/guide.md:1: 页首没有收尾"),
        ("———\ntitle: 甲\n---\n# 甲\n", "docs/guide.md:1: 文件的第一行只写三个半角的减号"),
        ("\n---\ntitle: 甲\n---\n# 甲\n", "docs/guide.md:2: 文件的第一行只写三个半角的减号"),
        ("title: 甲\n---\n# 甲\n", "docs/guide.md:1: 文件的第一行只写三个半角的减号"),
        ("---\ntitle：甲\n---\n", "docs/guide.md:2: 页首两行 --- 之间要写成"),
        ("---\ntitle：甲\ndescription: 乙\n---\n", "docs/guide.md:2: 键后面是全角冒号"),
        (
            "---\ntitle: 甲\ndescription: 乙\nanswers：\n  top:\n    - 丙\n---\n",
            "docs/guide.md:4: 键后面是全角冒号",
        ),
        (
            "---\ntitle: 甲\ndescription: 乙\nanswers:\n  top:\n    -丙\n---\n",
            "docs/guide.md:5: “answers:” 里的 “top” 下面没有问题",
        ),
        (
            "---\ntitle: “甲”\ndescription: 乙\n---\n",
            "docs/guide.md:2: 页首的 “title”：整段文字放在了引号里",
        ),
        (
            "---\ntitle: 甲\ndescription: 乙 😀\n---\n",
            "docs/guide.md:3: 页首的 “description”：“😀”",
        ),
        ("---\ntitle: 甲\ndescription: **乙**\n---\n", "docs/guide.md:3: 这个值以特殊符号开头"),
        (
            "---\ntitle: 甲\n<<<<<<< a\ndescription: 乙\n---\n",
            "docs/guide.md:3: 这是两人同时修改留下的合并标记",
        ),
        ("---\ntitle: 写好: 一份\ndescription: 乙\n---\n", "docs/guide.md:2: 文字里有冒号加空格"),
        ("---\ntitle: 甲\ntitle: 乙\n---\n", "docs/guide.md:3: 键 “title” 重复了"),
    ],
)
def test_broken_front_matter_is_told(small: dict[str, Any], front: str, said: str) -> None:
    pages = {"guide.md": parse_page("guide.md", front)}
    found = loader.check(Document("book.yml", small), pages, style=True)[1]
    assert any(said in str(one) for one in found), found


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf" + GUIDE.replace("\n", "\r\n").encode())
    page = read_pages(tmp_path)["a.md"]
    assert (page.title, page.problems) == ("指南", ())


def test_a_guide_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("标题".encode("gbk"))
    [problem] = read_pages(tmp_path)["a.md"].problems
    assert "不是 UTF-8" in str(problem)


def test_what_systems_and_editors_leave_is_no_guide(tmp_path: Path) -> None:
    (tmp_path / "._a.md").write_bytes(b"\0\1")
    (tmp_path / "x.md").mkdir()
    (tmp_path / ".#b.md").symlink_to(tmp_path / "nowhere")
    assert read_pages(tmp_path) == {}


def test_a_question_may_be_answered_by_a_change(small: dict[str, Any]) -> None:
    guide = GUIDE.replace(
        "  top: [怎么办, 先做什么, 交到哪里]", "  change-2026-11-22-law-a: [哪天改的]"
    )
    ids = {section: set(small[section]) for section in KINDS}
    for body, problems in ("\n{{ changes() }}\n", 0), ("", 1):
        pages = {"guide.md": parse_page("guide.md", guide + body)}
        context = checks.Context(Handbook.model_validate(small), ids, pages)
        assert len(guides.problems(context)) == problems


@pytest.mark.parametrize(
    ("moved", "line", "said"),
    [
        ("  was: other.md", 7, ""),
        ("  was: other.md#top", 7, ""),
        ("  checklist-list-a: guide.md#top", 7, ""),
        ("  was: other.md\n  top: other.md", 8, "“top” 还在这一页，又写在 “moved:” 里。请删掉其中一处。"),
        ("  was: othr.md", 7, "docs/ 下没有页面 “othr.md”；是不是 “other.md”？请写它现在的页面。"),
        ("  was: other.md#tpo", 7, "other.md 里没有锚点 “#tpo”；是不是 “top”？请写它现在的位置"),
        ("  - was", 6, "“moved:” 要写成一行一个"),
        ("  was: [other.md]", 6, "“moved:” 要写成一行一个"),
    ],
)  # fmt: skip
def test_what_moved_is_gone_and_stands_where_it_is_said_to(
    small: dict[str, Any], moved: str, line: int, said: str
) -> None:
    guide = GUIDE.replace("\n---\n\n", f"\nmoved:\n{moved}\n---\n\n", 1)
    pages = {"guide.md": parse_page("guide.md", guide), "other.md": parse_page("other.md", GUIDE)}
    ids = {section: set(small[section]) for section in KINDS}
    context = checks.Context(Handbook.model_validate(small), ids, pages)
    found = [str(problem) for problem in guides.problems(context)]
    assert len(found) == bool(said)
    assert all(one.startswith(f"docs/guide.md:{line}: ") and said in one for one in found), found


WELL_WRITTEN = """---
title: 指南
description: 一句话说明这一页回答什么。
answers:
  top: [怎么办, 先做什么, 交到哪里]
---

# 指南

1. 先看。
2. 再查。
3. 后交。

## 开头 { #top }

{{ fact("fact-a") }}
"""


def styled(small: dict[str, Any], *texts: str, path: str = "rules/guide.md") -> list[str]:
    names = [path, "rules/other.md"]
    pages = {n: parse_page(n, t) for n, t in zip(names, texts, strict=False)}
    ids = {section: set(small[section]) for section in KINDS}
    context = checks.Context(Handbook.model_validate(small), ids, pages)
    assert guides.problems(context) == []
    return [str(problem) for problem in guides.problems(context, style=True)]


def test_a_well_written_guide_has_no_problem(small: dict[str, Any]) -> None:
    assert styled(small, WELL_WRITTEN) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("description: 一句话说明这一页回答什么。", "description: 短。", 1, "10 到 80 个字"),
        (", 先做什么, 交到哪里", "", 1, "至少写 3 个问题"),
        ("交到哪里", "怎么办", 1, "“怎么办” 写了 2 次"),
        ("answers:", "summary: 甲\nanswers:", 1, "页首不认识 “summary:”"),
        ("# 指南\n", "# 另一个\n", 7, "“# 指南”"),
        ("3. 后交。\n", "", 7, "三条编号"),
        ("## 开头 { #top }", "## 开头 { #top }\n\n## 没有锚点", 16, "英文锚点"),
        ("1. 先看。", "1. 先看<script>a()</script>。", 10, "不能写在页面里"),
        ("1. 先看。", "1. 先看<br>。", 10, "“<br>” 是网页标记"),
        ("1. 先看。", "1. <b>先看</b>。", 10, "“<b>” 是网页标记"),
        ("1. 先看。", "1. 先看[甲](javascript:alert)。", 10, "不能写在页面里"),
        ("1. 先看。", "1. 学会安全补单。", 10, "“安全补单” 像是在教人"),
        ("1. 先看。", "1. 先看Word文件。", 10, "先看 Word 文件。”"),
    ],
)  # fmt: skip
def test_bad_style_is_told_with_its_line(
    small: dict[str, Any], old: str, new: str, line: int, said: str
) -> None:
    found = styled(small, WELL_WRITTEN.replace(old, new, 1))
    assert any(one.startswith(f"docs/rules/guide.md:{line}: ") and said in one for one in found), (
        found
    )


def test_an_unknown_folder_is_told(small: dict[str, Any]) -> None:
    [found] = styled(small, WELL_WRITTEN, path="rule/guide.md")
    assert "文件夹 “rule” 没有中文名；是不是 “rules”？" in found


def test_a_title_and_a_question_stand_on_one_page(small: dict[str, Any]) -> None:
    other = WELL_WRITTEN.replace("先做什么, 交到哪里", "甲, 乙")
    found = styled(small, WELL_WRITTEN, other)
    assert len(found) == 2
    assert all("已经写在 docs/rules/guide.md" in one for one in found)
