"""Rules for what a letter says where there is nothing to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from macros.handbook.checks.context import Context, Found
from macros.handbook.letters import chosen, every_choice, places, says_of, standing, texts
from macros.handbook.model import Template, Without
from macros.handbook.problems import nearest
from macros.handbook.prose import marks

_NUMBERED = re.compile(r"^(\d+)\. ", re.MULTILINE)
_HEADING = r"[一二三四五六七八九十]+、[^\n]*"
_FAULTS = {
    r"^[^\n]*[：，、]$": "有一行以“：”“，”或“、”收尾，后面没有内容",
    r"[，。；、：！？][，。；、：！？]|（）|“”|《》": "标点叠在一起，或者括号里是空的",
    r"\n\n\n|\A\n": "一段空了，留下两个空行",
    rf"^{_HEADING}\n(?:\n|\Z)": "一个小标题下面没有内容了",
}
"""Pattern → what is wrong with a letter in which it is found, and was not before."""


def without_names_a_blank(context: Context) -> Found:
    """What stands only with a blank names a blank of its letter, one that says what its button is called."""
    fields = context.book.fields
    for template, index, each in _all(context):
        where = ("templates", template, "without", index, "field")
        listed = context.book.templates[template].fields
        if each.field in context.ids["fields"] and each.field not in listed:
            yield where, f"这份模板没有 “{each.field}” 这个空{nearest(each.field, listed)}"
        elif each.field in fields and not fields[each.field].none:
            told = f"请在 fields 的 “{each.field}” 下写 none，说明按钮上写什么，例如 none: 没有。"
            yield where, told


def none_is_answered_somewhere(context: Context) -> Found:
    """A blank that may have nothing to fill in says in some letter what becomes of it."""
    answered = {each.field for _, _, each in _all(context)}
    for id_, field in context.book.fields.items():
        if field.none and id_ not in answered:
            told = (
                "写了 none，但没有一份模板在 without 里写没有的时候怎么办；请补上，或删掉这一行。"
            )
            yield ("fields", id_, "none"), told


def parts_stand_once(context: Context) -> Found:
    """A part stands once in its letter, in one line, and holds its blank and no other."""
    for name, index, each in _all(context):
        template = context.book.templates[name]
        if each.field not in template.fields:
            continue
        where = ("templates", name, "without", index)
        for told in _misplaced(template, each):
            yield (*where, "part") if each.part else where, told


def _misplaced(template: Template, each: Without) -> Iterator[str]:
    part = each.part or ""
    times = sum(text.count(part) for text in texts(template))
    if part and times != 1:
        told = "不止一处有" if times else "没有找到"
        yield f"正文里{told}这一段：“{part}”。请照正文抄，抄到只有一处。"
    elif "\n" in part:
        yield "这一段跨了行；一行写一条 without。"
    for text, _ in places(template, each):
        blanks = {mark.name for mark in marks(text) if mark.value is None}
        if each.field not in blanks:
            yield f"这一段里没有 {{{each.field}}}；只写跟着这个空一起出现的话。"
        elif blanks != {each.field}:
            other = "、".join(sorted(blanks - {each.field}))
            yield f"这一段里还有别的空（{other}）；请用 part 写明只跟 {{{each.field}}} 一起出现的那几个字。"


def parts_keep_apart(context: Context) -> Found:
    """No two parts share a character, or it would depend on their order what stands."""
    for name, template in context.book.templates.items():
        body = "\n".join(texts(template))
        spans: list[tuple[int, int, int]] = []
        for index, each in enumerate(template.without):
            for text, _ in places(template, each):
                words = text.strip("\n")
                starts = [m.start() for m in re.finditer(re.escape(words), body)]
                spans += [(at, at + len(words), index) for at in starts]
        spans.sort()
        for (_, end, first), (start, _, second) in pairwise(spans):
            if start < end and first != second:
                where = ("templates", name, "without", max(first, second))
                yield (
                    where,
                    f"和第 {min(first, second) + 1} 条 without 重叠；请把 part 抄短，各管各的字。",
                )


def answered_letters_read_well(context: Context) -> Found:
    """Whatever has nothing to fill in, the letter stays one: numbers in a row, headings with a content."""
    for name, template in context.book.templates.items():
        if any(told for each in template.without for told in _misplaced(template, each)):
            continue
        parts = {
            field: [
                pair for w in template.without if w.field == field for pair in places(template, w)
            ]
            for field in template.fields
        }
        answered = [field for field in template.fields if parts[field]]
        singly = [[field] for field in answered]
        for choices in every_choice(template):
            whole = f"{chosen(template.body, says_of(template), choices)}\n{template.pledge}"
            for none in [*singly, answered] if len(answered) > 1 else singly:
                text = standing(whole, parts, none)
                for told in _faults(whole, text, none):
                    yield ("templates", name, "without"), f"“{'、'.join(none)}” 没有的时候，{told}"


def _faults(before: str, after: str, none: list[str]) -> Iterator[str]:
    left = [field for field in none if f"{{{field}}}" in after]
    if left:
        yield f"{{{left[0]}}} 在正文里还有一处；每一处都要写一条 without。"
    elif _NUMBERED.findall(before) != _NUMBERED.findall(after):
        yield "编号断了；有编号的一行不要整行去掉，用 instead 写清这一项没有，或用 part 只去掉其中几个字。"
    for pattern, told in _FAULTS.items():
        if len(re.findall(pattern, after, re.MULTILINE)) > len(
            re.findall(pattern, before, re.MULTILINE)
        ):
            yield f"{told}；请改 part 或补 instead。"


def _all(context: Context) -> Iterator[tuple[str, int, Without]]:
    """Give each record with the id of its letter and its place there."""
    for name, template in context.book.templates.items():
        for index, each in enumerate(template.without):
            yield name, index, each
