"""Rules for guides: front matter, macro calls, numbers and characters. Each problem has its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

import yaml

from macros.handbook import typography
from macros.handbook.checks import guide_blocks, guide_marks, guide_style
from macros.handbook.checks.context import Context
from macros.handbook.guides import WHOLE_PAGE, Call, Page
from macros.handbook.kinds import KINDS
from macros.handbook.macro_table import MACROS, WIDGETS
from macros.handbook.model import ROUTES, SOURCE_KINDS
from macros.handbook.problems import Problem, nearest, shortened
from macros.handbook.prose import strings
from macros.handbook.tools import ANYWHERE, TOOLS

_NOT_PROSE = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)|`[^`]*`|<[^>\s]+>")


def problems(context: Context, *, style: bool = False) -> list[Problem]:
    """List what is wrong in all guides, each with file and line; with `style`, also how they are written."""
    found = [problem for page in context.pages.values() for problem in page.problems]
    rules = RULES + (guide_style.RULES if style else ())
    for page in context.pages.values():
        if not page.problems:
            told = [told for rule in rules for told in rule(page, context)]
            found += [Problem(f"docs/{page.path}", line, "", text) for line, text in told]
    return [*found, *_standing_twice(context), *(guide_style.shared(context) if style else ())]


def front_matter_is_complete(page: Page, _: Context) -> Iterator[tuple[int, str]]:
    """A guide says its title, its description and the questions it answers."""
    for key, purpose in {"title": "标题", "description": "一句话说明"}.items():
        if not isinstance(page.meta.get(key), str) or not page.meta[key]:
            yield 1, f"页首两行 --- 之间缺少 “{key}: …”（{purpose}）。"
    if not page.meta.get("answers") or not isinstance(page.meta["answers"], dict):
        line = page.front_lines.get(("answers",), 1)
        yield line, f"页首缺少 “answers:”（这一页回答的问题）。{_BY_SECTION}"


def questions_belong_to_sections(page: Page, context: Context) -> Iterator[tuple[int, str]]:
    """What `answers:` and `also:` list stands below the id of a section of the page."""
    for key in ("answers", "also"):
        listed = page.meta.get(key, {})
        if not isinstance(listed, dict):
            if key == "also":  # without answers a guide is not complete
                yield page.front_lines.get((key,), 1), f"“also:” 要按小节写。{_BY_SECTION}"
            continue
        for anchor, questions in listed.items():
            line = page.front_lines.get((key, anchor), 1)
            if not _is_texts(questions):
                yield line, f"“{key}:” 里的 “{shortened(anchor)}” 下面没有问题。{_BY_SECTION}"
            if not isinstance(
                yaml.load(anchor, yaml.CSafeLoader), str
            ):  # as the site engine reads it
                yield line, f"“{key}:” 里的 “{anchor}” 会被当成数字或真假。请给那一节换一个 id。"
            if anchor != WHOLE_PAGE and context.lacks(page, anchor):
                hint = nearest(anchor, context.anchors_of(page))
                told = f"“{key}:” 里的 “{shortened(anchor)}” 不是这一页的小节{hint or '。'}"
                yield line, f"{told}整页的写在 “{WHOLE_PAGE}:” 下面。"


_BY_SECTION = "每个小节的 id 下面，一行一个问题，“-” 后面空一格：“- 怎么申诉”。"


def front_matter_is_text(page: Page, _: Context) -> Iterator[tuple[int, str]]:
    """What a guide says of itself is plain text: the theme writes it into pages as it stands."""
    for where, text in strings(page.meta):
        told = [
            *typography.characters(text), *typography.markup(text), *typography.wrapping(text),
        ]  # fmt: skip
        if re.search(r'"|&#?\w', text):
            told.append("含有半角引号，或 “&” 紧跟着字。引号请用 “ ”，“&” 请写成 “和”。")
        line = page.front_lines.get(where, 1)
        yield from ((line, f"页首的 “{where[0]}”：{message}") for message in told)
    tags = page.meta.get("tags", ["标签"])
    if not _is_texts(tags):
        yield 1, "页首的 “tags:” 要写成列表，一行一个 “- …”。"


def moved_parts_are_found(page: Page, context: Context) -> Iterator[tuple[int, str]]:
    """What `moved:` says has left the page is gone from it, and stands where it says."""
    moved = page.meta.get("moved", {})
    if not isinstance(moved, dict) or not all(isinstance(one, str) for one in moved.values()):
        line = page.front_lines.get(("moved",), 1)
        yield (
            line,
            "“moved:” 要写成一行一个 “以前的 id: 现在的页面”，例如 goods: respond/appeal-goods.md。",
        )
        return
    here = context.anchors_of(page)
    for id_, target in moved.items():
        line = page.front_lines.get(("moved", id_), 1)
        if id_ in here:
            yield line, f"“{id_}” 还在这一页，又写在 “moved:” 里。请删掉其中一处。"
        path, _, anchor = target.partition("#")
        there = context.pages.get(path)
        if there is None:
            hint = nearest(path, context.pages) or "。"
            told = f"docs/ 下没有页面 “{shortened(path)}”{hint}"
            yield line, f"“moved:” 的 “{id_}”：{told}请写它现在的页面。"
        elif anchor and context.lacks(there, anchor):
            hint = nearest(anchor, sorted(context.anchors_of(there)))
            told = f"{path} 里没有锚点 “#{shortened(anchor)}”{hint or '。'}"
            yield line, f"“moved:” 的 “{id_}”：{told}请写它现在的位置，或只写页面。"


def _is_texts(value: object) -> bool:
    return (
        isinstance(value, list)
        and value != []
        and all(one and isinstance(one, str) for one in value)
    )


def calls_are_right(page: Page, context: Context) -> Iterator[tuple[int, str]]:
    """Each `{{ … }}` calls a macro that exists, with names that exist."""
    for call in page.macros:
        yield from ((call.line, message) for message in _call_problems(call, context))


def _call_problems(call: Call, context: Context) -> Iterator[str]:
    if call.macro not in MACROS:
        hint = nearest(call.macro, MACROS)
        yield f"没有名为 “{shortened(call.macro)}” 的宏{hint}"
        return
    macro = MACROS[call.macro]
    wanted = macro.arguments
    least = len(wanted) if macro.least is None else macro.least
    if call.arguments is None or not least <= len(call.arguments) <= len(wanted):
        example = ", ".join(f'"{name}"' for name in wanted)
        yield f"“{call.macro}” 要写成 {{{{ {call.macro}({example}) }}}}，引号用半角。"
        return
    for kind, name in zip(wanted, call.arguments, strict=False):
        yield from _unknown(kind, name, call.first, context)
    if not macro.inline and not call.alone:
        yield f"“{call.macro}” 要独占一行，从行首写起，不能放在列表或句子里。"


def _unknown(kind: str, name: str, first: str, context: Context) -> Iterator[str]:
    """Say that an argument names nothing of its kind; `first` is the first argument."""
    if kind in KINDS:
        if name not in context.ids[kind]:
            yield context.unknown(kind, name)
        return
    records = dict(context.book) | context.ids | {"guides": context.pages}
    fact = context.book.facts.get(first)
    choices: dict[str, tuple[Collection[str], str]] = {
        "value": (fact.values if fact else [name], f"值（事实 {first}）"),
        "api kind": (records, "数据"),
        "api id": (records.get(first, ()), f"记录（{first}）"),
        "tool": (TOOLS, "工具"),
        "route": (ROUTES, "路线"),
        "source kind": (SOURCE_KINDS, "来源类别"),
        "section": (["checklists", "templates", "deadlines", "evidence", "triage"], "目录"),
    }
    known, called = choices[kind]
    if name not in known:
        yield f"没有名为 “{shortened(name)}” 的{called}{nearest(name, known)}"


def braces_are_closed(page: Page, _: Context) -> Iterator[tuple[int, str]]:
    """No brace opens something that Jinja reads otherwise than the writer meant."""
    for line, text in page.lines:
        if "{#" in text:
            yield line, "“{#” 会被当成注释。锚点两侧要有空格：{ #name }。"
        if "{%" in text:
            yield line, "页面里不用 “{% %}”，只用 {{ … }}。"
        rest = re.sub(r"\{\{.*?\}\}", "", text)
        if "{{" in rest or "}}" in rest:
            yield line, "“{{” 和 “}}” 没有在同一行成对。"
        elif re.search(r"\{\s*\w+\s*\(", rest):
            yield line, "宏要用两层花括号：{{ … }}。"


def tables_name_their_columns(page: Page, _: Context) -> Iterator[tuple[int, str]]:
    """No heading of a table is empty: it is all that a screen reader says of a column."""
    for (line, text), (_line, rule) in pairwise(page.prose):
        heads = [cell.strip() for cell in text.strip().strip("|").split("|")]
        if re.fullmatch(r"[|:\-\s]*-[|:\-\s]*", rule) and text.startswith("|") and "" in heads:
            yield line, "表头有一格是空的；每一列都要有名字，例如 “项目”。"


def words_are_clean(page: Page, _: Context) -> Iterator[tuple[int, str]]:
    """Numbers come from facts; characters are ones that people can see and search."""
    for line, text in page.prose:
        prose = _NOT_PROSE.sub("", text)
        for message in (*typography.numbers(prose), *typography.visible(prose)):
            yield line, message
    for message in typography.numbers(str(page.meta.get("description", ""))):
        yield 1, message


def _standing_twice(context: Context) -> Iterator[Problem]:
    """A widget stands on one page, once: its ids and its ticks have one home."""
    home: dict[tuple[str, str], str] = {}
    for page in context.pages.values():
        for call in page.macros:
            here = f"docs/{page.path}:{call.line}"
            first = home.setdefault((call.macro, call.first), here)
            if call.macro in WIDGETS and (call.macro, call.first) not in ANYWHERE and first != here:
                told = f"“{call.first}” 已经放在 {first}；一个只放一处，这里请改成链接。"
                yield Problem(f"docs/{page.path}", call.line, "", told)


RULES = (
    front_matter_is_complete,
    questions_belong_to_sections,
    front_matter_is_text,
    moved_parts_are_found,
    calls_are_right,
    braces_are_closed,
    tables_name_their_columns,
    words_are_clean,
    *guide_marks.RULES,
    *guide_blocks.RULES,
)
