"""Rules for how a guide is written: opening, headings, anchors, typography. A build does not stop for them.

The numbers of the rules (`STYLE-01` and so on) are those of CONTRIBUTING.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from macros.handbook import typography
from macros.handbook.checks import guide_marks, wording
from macros.handbook.checks.context import Context
from macros.handbook.guides import Page
from macros.handbook.labels import WORDS
from macros.handbook.problems import Problem, nearest, shortened

_KEYS = {"title", "description", "answers", "also", "tags", "moved", "review_by", "hide"}
_SHORTEST, _LONGEST, _QUESTIONS = 10, 80, 3
_ON_A_ROUTE = ("rules/", "prevent/", "respond/", "after-sales/")
_ANCHORED = re.compile(r"\{ #[a-z][a-z0-9-]*(?: \.kb-[a-z-]+)? \}$")
_RUNS = re.compile(
    r"<\s*(?:base|embed|form|frame|iframe|link|math|meta|object|script|style|svg)\b"
    r"|<[^>]*\s(?:on\w+|style)\s*=|(?:javascript:|vbscript:|data:\w)",
    re.IGNORECASE,
)
HOME = "index.md"

Told = tuple[int, str]
"""The line of a guide, and what is wrong there."""


def front_matter_says_enough(page: Page, _: Context) -> Iterator[Told]:
    """The description fits a search result; a guide answers at least three questions."""
    for key in page.meta.keys() - _KEYS:
        yield 1, f"页首不认识 “{key}:”{nearest(str(key), _KEYS)}"
    description = page.meta.get("description")
    if isinstance(description, str) and not _SHORTEST <= len(description) <= _LONGEST:
        yield 1, f"“description:” 要写成一句话，{_SHORTEST} 到 {_LONGEST} 个字。"
    asked = Counter(question for question, _ in page.questions)
    if 0 < len(asked) < _QUESTIONS:
        yield 1, f"“answers:” 至少写 {_QUESTIONS} 个问题，照卖家打字的样子。"
    for question, count in (asked + Counter(said for said, _ in page.also)).items():
        if count > 1:
            yield 1, f"“answers:” 和 “also:” 里 “{question}” 写了 {count} 次。留一处，删掉别的。"


def folder_is_known(page: Page, _: Context) -> Iterator[Told]:
    """A guide stands in a folder that has a name on screen."""
    if page.folder not in WORDS["folder"]:
        told = f"文件夹 “{page.folder}” 没有中文名{nearest(page.folder, WORDS['folder'])}"
        yield 1, f"{told}新的文件夹，名字写在 labels.py 的 folder 里。"


def heading_is_the_title(page: Page, _: Context) -> Iterator[Told]:
    """The first heading repeats the title of the front matter."""
    headings = [text.removeprefix("# ").strip() for _, text in page.prose if text.startswith("# ")]
    if page.path != HOME and page.title not in headings:
        yield page.offset + 1, f"标题要和页首的 title 一样：“# {page.title}”。"


def sections_have_ascii_anchors(page: Page, _: Context) -> Iterator[Told]:
    """STYLE-07: every section can be linked to."""
    for line, text in page.prose if page.path != HOME else []:
        if text.startswith("##") and not _ANCHORED.search(text):
            yield line, "小标题后面要有英文锚点，例如 “## 怎么做 { #how }”。"


def opens_with_three_steps(page: Page, _: Context) -> Iterator[Told]:
    """STYLE-01: what to do now stands first."""
    opening = re.search(r"^# .+\n\n((?:\d\. .+\n)*)", page.body, re.MULTILINE)
    steps = len(opening[1].splitlines()) if opening else 0
    if page.path.startswith(_ON_A_ROUTE) and steps != _QUESTIONS:
        yield page.offset + 1, "标题之后先写三条编号的“现在做什么”（1. 2. 3.），再写别的。"


def nothing_runs(page: Page, _: Context) -> Iterator[Told]:
    """Nothing in a guide runs, frames or sends."""
    for line, text in page.lines:
        if found := _RUNS.search(text):
            yield line, f"“{found[0]}” 不能写在页面里：页面不放脚本、样式、表单和框架。"


def no_html_stands_in_guides(page: Page, _: Context) -> Iterator[Told]:
    """A guide is Markdown: what else a page needs, macros write."""
    for line, text in page.prose:
        if found := guide_marks.TAG.search(re.sub(r"`[^`]*`|\{\{.*?\}\}", "", text)):
            yield line, f"“{shortened(found[0])}” 是网页标记。页面只用 Markdown，格式由网站负责。"


def nothing_teaches_evasion(page: Page, _: Context) -> Iterator[Told]:
    """No guide says how to avoid detection or how to fabricate."""
    for line, text in page.lines:
        for message in wording.evasion(text):
            yield line, message


def is_set_as_chinese(page: Page, _: Context) -> Iterator[Told]:
    """STYLE-04: spaces around Latin and digits, full-width punctuation."""
    for line, old, new in typography.corrections(page.body):
        told = f"“{old.strip()}” 应写成 “{new.strip()}”（空格和标点，STYLE-04）。"
        yield page.offset + line, told
    for key in ("title", "description"):
        text = str(page.meta.get(key, ""))
        if (right := typography.corrected(text)) != text:
            yield 1, f"“{key}:” 应写成 “{right}”（空格和标点，STYLE-04）。"


def shared(context: Context) -> Iterator[Problem]:
    """Two guides share neither a title nor a question: a reader would not know which to open."""
    owner: dict[tuple[str, str], str] = {}
    for page in context.pages.values():
        for kind, text in [("标题", page.title), *(("问题", asked) for asked, _ in page.questions)]:
            first = owner.setdefault((kind, text), page.path)
            if first != page.path:
                told = f"{kind} “{text}” 已经写在 docs/{first}；只写在一页。"
                yield Problem(f"docs/{page.path}", 1, "", told)


RULES = (
    front_matter_says_enough,
    folder_is_known,
    heading_is_the_title,
    sections_have_ascii_anchors,
    opens_with_three_steps,
    nothing_runs,
    no_html_stands_in_guides,
    nothing_teaches_evasion,
    is_set_as_chinese,
)
