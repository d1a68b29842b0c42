"""Rules for numbers with a legal or platform meaning: each stands once, in a fact."""

from __future__ import annotations

import re

from macros.handbook import typography
from macros.handbook.checks.context import Context, Found
from macros.handbook.kinds import may_quote
from macros.handbook.problems import Where, nearest
from macros.handbook.prose import marks, plain


def claims_use_their_values(context: Context) -> Found:
    """A claim names each of its values, and names no other."""
    for id_, fact in context.book.facts.items():
        used = {mark.name for mark in marks(fact.claim) if mark.value is None}
        for name in sorted(used - set(fact.values)):
            hint = nearest(name, fact.values)
            yield ("facts", id_, "claim"), f"values 里没有 “{name}”{hint}"
        for name in sorted(set(fact.values) - used):
            told = f"claim 里没有用到 {{{name}}}；请写进 claim，或删掉这个值。"
            yield ("facts", id_, "values", name), told


def quoted_values_exist(context: Context) -> Found:
    """`{fact.value}` in prose names a value that stands in that fact."""
    for where, text in context.texts:
        for fact, value in ((mark.name, mark.value) for mark in marks(text) if mark.value):
            known = context.book.facts.get(fact)
            if fact not in context.ids["facts"]:
                yield where, context.unknown("facts", fact)
            elif known and value not in known.values:
                hint = nearest(value, known.values)
                yield where, f"事实 “{fact}” 没有名为 “{value}” 的值{hint}"


def marks_stand_where_they_are_read(context: Context) -> Found:
    """A `{…}` stands only where it becomes a number or a blank, and no other brace stands."""
    for where, text in context.texts:
        if re.search("[{}｛｝]", plain(text)):
            yield where, "花括号里写得不对。引用数字写 {事实id.值的名字}，信里的空写 {填写项id}。"
        for mark in marks(text):
            is_own = _is_said(where) or (where[0], where[-1]) in {
                ("facts", "claim"),
                ("templates", "body"),
                ("templates", "part"),
            }
            if mark.value is None and not is_own:
                yield where, f"{{{mark.name}}} 只能写在信的 body 里（空）或事实的 claim 里（值）。"
            elif mark.value is not None and not may_quote(where):
                quoted = f"{{{mark.name}.{mark.value}}}"
                yield where, f"这里不能引用数字 {quoted}，它会原样显示；请改写这句话。"


def numbers_are_said_once(context: Context) -> Found:
    """Outside facts, sources and examples, a number is quoted, not typed."""
    for where, text in context.texts:
        if where[0] in {"facts", "sources", "retired"} or where[-1] == "example":
            continue
        if where[0] == "terms" and "also" in where:
            continue
        for message in typography.numbers(plain(text)):
            yield where, f"{message}写法：{{事实id.值的名字}}。"


def letters_quote_no_unchecked_number(context: Context) -> Found:
    """A letter states no number that was not read in an official text."""
    for where, text in context.texts:
        for mark in marks(text) if where[0] == "templates" else []:
            fact = context.book.facts.get(mark.name)
            if (
                mark.value
                and fact
                and fact.basis == "secondary"
                and (_is_said(where) or where[-1] in {"body", "pledge", "instead"})
            ):
                told = f"信里引用了待核的数字 “{mark.name}.{mark.value}”"
                yield where, f"{told}；请改写成“以页面显示为准”。"


def _is_said(where: Where) -> bool:
    """Tell whether this is what a letter says for a choice."""
    return where[0] == "templates" and "says" in where and where[-1] == "text"
