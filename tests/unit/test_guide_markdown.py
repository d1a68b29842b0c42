"""A slip of Markdown in a guide is told with its line, and never reaches a page."""

from __future__ import annotations

from typing import Any

import pytest

from macros.handbook import checks
from macros.handbook.checks import guides
from macros.handbook.guides import parse_page
from macros.handbook.kinds import KINDS
from macros.handbook.model import Handbook
from tests.conftest import GUIDE


def told(small: dict[str, Any], body: str) -> list[str]:
    pages = {"guide.md": parse_page("guide.md", GUIDE + body)}
    ids = {section: set(small[section]) for section in KINDS}
    context = checks.Context(Handbook.model_validate(small), ids, pages)
    return [str(problem) for problem in guides.problems(context)]


ON_A_LINE = [
    ("<<<<<<< HEAD", "合并标记"),
    ("=======", "合并标记"),
    (">>>>>>> main", "合并标记"),
    ("||||||| 3f2a1c", "合并标记"),
    ("看[甲]（guide.md）。", "链接要写成"),
    ("看[甲](guide.md）。", "链接要写成"),
    ("看[甲]（guide.md)。", "链接要写成"),
    ("看[甲] (guide.md)。", "链接要写成"),
    ("看【甲】(guide.md)。", "链接要写成"),
    ("看【甲】（guide.md）。", "链接要写成"),
    ("看［甲］(guide.md)。", "链接要写成"),
    ("看[甲](guide.md。", "没有成为链接"),
    ("看[甲(guide.md)。", "没有成为链接"),
    ("看甲](guide.md)。", "没有成为链接"),
    ("看[甲]()。", "缺了文字或地址"),
    ("看[](guide.md)。", "缺了文字或地址"),
    ("看[甲][乙]。", "没有成为链接"),
    ("看[甲]。", "没有成为链接"),
    ("看[甲](https：//a.cn)。", "全角标点"),
    ("看[甲](我的 文件.md)。", "空格或全角标点"),
    ("[乙]：https://a.cn", "没有成为链接"),
    ("有一条注[^1]。", "没有成为链接"),
    ("看【甲】。", "会原样显示"),
    ("！[图](a.png)", "图片要写成"),
    ("!【图】(a.png)", "图片要写成"),
    ('这是｛｛ fact("fact-a") ｝｝。', "花括号要用半角"),
    ('看 fact("fact-a")。', "两层花括号"),
    ("看 fact（“fact-a”）。", "两层花括号"),
    ('看 {{ fact("fact-a") }。', "没有在同一行成对"),
    ('看 { fact("fact-a") }}。', "没有在同一行成对"),
    ("# # 标题", "标题从行首写起"),
    ("＃＃ 标题", "标题从行首写起"),
    ("##标题", "标题从行首写起"),
    ("#＃ 标题", "标题从行首写起"),
    (" ## 标题 { #name }", "标题从行首写起"),
    ("####### 标题", "标题从行首写起"),
    ("## 标题 ｛ ＃name ｝", "花括号要用半角"),
    ("## 标题 {： #name }", "花括号会原样显示"),
    ("## 标题 { ＃name }", "花括号会原样显示"),
    ("## 标题 { #name } 乙", "花括号会原样显示"),
    ("## 标题 { #name", "花括号会原样显示"),
    ("一段文字。{ #name }", "花括号会原样显示"),
    ("{ .kb-promise }", "花括号会原样显示"),
    ("＊＊要紧＊＊的。", "星号要用半角"),
    ("**要紧的。", "星号没有成对"),
    ("要紧**的。", "星号没有成对"),
    ("** 要紧 **的。", "星号没有成对"),
    ("**要紧*的。", "星号没有成对"),
    ("一*二。", "星号没有成对"),
    ("写 `甲。", "反引号没有成对"),
    ("写｀甲｀。", "反引号要用半角"),
    ("写·abc·。", "反引号要用半角"),
    ("···python", "反引号要用半角"),
    ('！！！ note "甲"\n    乙。', "提示框要写成"),
    ("!!! note “甲”\n    乙。", "提示框要写成"),
    ("!!! 注意\n    乙。", "提示框要写成"),
    ('!!! "甲"\n    乙。', "提示框要写成"),
    ('!!!note "甲"\n    乙。', "提示框要写成"),
    ('？？？ note "甲"\n    乙。', "提示框要写成"),
    ('!!! warnning "甲"\n    乙。', "是不是 “warning”？"),
    ('!!! note "甲"\n乙。', "提示框是空的"),
    ('!!! note "甲"\n  乙。', "提示框是空的"),
    ('!!! note "甲"\n\n乙。', "提示框是空的"),
    ('!!! note "甲"', "提示框是空的"),
    ("｜ 甲 ｜ 乙 ｜", "竖线要用半角"),
    ("| 甲 | 乙 |\n| 一 | 二 |", "表格不完整"),
    ("| 甲 | 乙 |\n| —— | —— |\n| 一 | 二 |", "表格不完整"),
    ("甲 | 乙", "表格不完整"),
    ("1、先看。", "编号写成"),
    ("１．先看。", "编号写成"),
    ("1．先看。", "编号写成"),
    ("1.先看。", "编号写成"),
    ("1）先看。", "编号写成"),
    ("（1）先看。", "编号写成"),
    ("①先看。", "编号写成"),
    ("-先看。", "列表的每一项"),
    ("-- 先看。", "列表的每一项"),
    ("－ 先看。", "列表的每一项"),
    ("— 先看。", "列表的每一项"),
    ("• 先看。", "列表的每一项"),
    ("· 先看。", "列表的每一项"),
    ("●先看。", "列表的每一项"),
    ("＋ 先看。", "列表的每一项"),
    ("*先看。", "星号没有成对"),
    ("2. 先看。", "编号从 1 写起"),
    ("    一段文字。", "会把这一段变成代码"),
    ("》甲说过。", "引用的一段"),
    ("＞ 甲说过。", "引用的一段"),
    ("<div>甲", "“<div>” 没有收尾"),
    ("甲<b>乙</i>", "“<b>” 没有收尾"),
    ("甲</b>", "“</b>” 前面没有同名的开头"),
    ("甲<b", "尖括号是网页标记"),
    ("一 < 二", "尖括号是网页标记"),
    ("<!-- 甲", "尖括号是网页标记"),
    ("甲 -->", "尖括号是网页标记"),
    ("甲&nbsp;乙", "网页标记 “&nbsp;…”"),
    ("不要~~甲~~。", "“~~” 会原样显示"),
    ("要==甲==。", "“==” 会原样显示"),
    ("甲\\", "会原样显示"),
    ("甲__乙。", "“__” 会原样显示"),
    ("::: note", "别处的写法"),
    ('=== "甲"', "别处的写法"),
    ("/// note", "别处的写法"),
    ("好的 :smile:", "别处的写法"),
    ("- [ ] 先看。", "没有成为链接"),
    ("[TOC]", "别处的写法"),
    ("[[甲]]", "没有成为链接"),
    ("---\ntitle: 甲\n---", "把上一行变成标题"),
    ("甲\t乙", "制表符"),
    ("甲\u200b乙", "U+200B"),
    ("看[甲](guide\u200b.md)。", "U+200B"),
    ("写 `甲\u00a0乙`。", "U+00A0"),
    ("甲\ufeff乙", "U+FEFF"),
    ("甲\u2028乙", "U+2028"),
    ("甲\u0085乙", "U+0085"),
    ("甲\r乙", "U+000D"),
    ("甲\x0c乙", "U+000C"),
    ("甲\ue000乙", "U+E000"),
    ("甲\ufffd乙", "U+FFFD"),
    ("甲😀", "表情或图形符号"),
    ("甲⚠️", "U+26A0"),
    ("★甲", "列表的每一项"),
    ("甲｡", "请改成 “。”"),
    ("他说「甲」。", "别处的引号"),
    ("他说＂甲＂。", "别处的引号"),
    ("他说“甲。", "没有成对"),
    ("他说”甲“。", "没有成对"),
    ("他说“甲“。", "没有成对"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "said"), ON_A_LINE)
def test_a_slip_on_a_line_is_told_there(small: dict[str, Any], line: str, said: str) -> None:
    found = told(small, f"\n一段。\n\n{line}\n\n又一段。\n")
    at = GUIDE.count("\n") + 4 + (2 if said == "把上一行变成标题" else 0)
    assert any(one.startswith(f"docs/guide.md:{at}: ") and said in one for one in found), found


@pytest.mark.parametrize(
    ("body", "below", "said"),
    [
        ("一段。\n- 甲\n- 乙", 1, "列表前面要空一行"),
        ("一段。\n又一句。\n1. 甲", 2, "列表前面要空一行"),
        ("> 一段。\n> - 甲", 1, "列表前面要空一行"),
        ('!!! note "甲"\n    一段。\n    - 乙', 2, "列表前面要空一行"),
        ("- 甲\n\n    一段。\n    - 乙", 3, "列表前面要空一行"),
        ("- 甲\n  - 乙", 1, "每行前面空四格"),
        ("1. 甲\n\n   续。\n\n2. 乙", 4, "编号从 1 写起"),
        ("一段。\n| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |", 1, "表格不完整"),
        ("| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 | 三 |", 2, "这一行有 3 格，表头有 2 格"),
        ("| 甲 | 乙 |\n| --- | --- |\n| 一 |", 2, "这一行有 1 格，表头有 2 格"),
        ("| 甲 | 乙 |\n| --- |\n| 一 | 二 |", 1, "这一行有 1 格，表头有 2 格"),
        ("| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n一段。", 3, "表格后面要空一行"),
        ("一段。\n\n```python\nx = 1", 2, "没有收尾"),
        ("```\nx\n````", 0, "没有收尾"),
        ("~~~\nx\n```", 0, "没有收尾"),
        ("## 甲 { #a }\n{ .b }", 1, "花括号会原样显示"),
        ("一段。\n{ .b }\n又一段。", 1, "花括号会原样显示"),
        ("一段。\n-", 1, "把上一行变成标题"),
    ],
)  # fmt: skip
def test_a_slip_over_lines_is_told_where_it_is(
    small: dict[str, Any], body: str, below: int, said: str
) -> None:
    found = told(small, f"\n{body}\n")
    at = GUIDE.count("\n") + 2 + below
    assert any(one.startswith(f"docs/guide.md:{at}: ") and said in one for one in found), found


GOOD = """
**甲。**一段[文字](guide.md#top){ .kb-x }，[**乙** 丙](guide.md)；`a{b}*[c]` 和 ``a ` b``。23:59，日期_报备_类型，8 × 8。
又一行，*斜的*，***又粗又斜***，<https://a.cn/b_(c)>，[丁](https://a.cn/b_(c) "戊")。
{ .kb-promise }

## 标题 { #name .kb-fold }
- 甲 —— 乙
    - 丙：[丁][己]

    续一段。

        - 戊
- “甲”和“乙 ‘丙’ 丁”

---

1. 先看。{{ cite("fact-a") }}
2. 再查。

**三**{ #third }：甲。

> 引一段，
> 又一行。
>
> - 甲
> - 乙

| 甲 | 乙 |
| :--- | ---: |
| `a|b` | {{ cite("fact-a") }} |
| — | \\| |

!!! note "甲“乙”"
    一段。

    - 丙

??? danger
    一段。

有一条注[^1]，HTML。

[^1]: 注。
[己]: https://a.cn
*[HTML]: 超文本

```python
# {x} **a [b]（c） ｛｛ ＃ 1、 ```
<<<<<< a
x = [1, 2]  # 甲,乙
```

    ~~~text
    **
    ~~~

{{ checklist("list-a") }}
"""


def test_what_the_engine_reads_is_no_slip(small: dict[str, Any]) -> None:
    assert told(small, GOOD) == []
