"""Rules for letters and their blanks."""

from __future__ import annotations

import re

from macros.handbook.checks.context import Context, Found
from macros.handbook.letters import texts
from macros.handbook.model import Template
from macros.handbook.problems import Where, nearest
from macros.handbook.prose import marks


def blanks_are_declared(context: Context) -> Found:
    """A letter uses only the blanks it lists."""
    for id_, template in context.book.templates.items():
        listed = set(template.fields)
        for name in sorted(_blanks(template) - listed):
            hint = nearest(name, context.ids["fields"])
            told = f"正文用了 {{{name}}}，但 fields 里没有列出它{hint}"
            yield ("templates", id_, "body"), told


def listed_fields_are_used(context: Context) -> Found:
    """A letter lists only blanks it uses, each once."""
    for id_, template in context.book.templates.items():
        blanks = _blanks(template)
        for index, name in enumerate(template.fields):
            where: Where = ("templates", id_, "fields", index)
            if name in template.fields[:index]:
                yield where, f"填写项 “{name}” 列了两次。"
            elif name not in blanks:
                told = f"正文没有用到 “{name}”；请在正文里写 {{{name}}}，或从 fields 里删掉。"
                yield where, told


def _blanks(template: Template) -> set[str]:
    return {mark.name for text in texts(template) for mark in marks(text) if mark.value is None}


def only_blanks_stand_in_brackets(context: Context) -> Found:
    """【…】 is how a blank is shown, so nothing else in a letter wears it."""
    for id_, template in context.book.templates.items():
        if any(bracket in text for text in texts(template) for bracket in "【】"):
            yield ("templates", id_, "body"), "【】只用来显示空，正文里不要写。"


def one_of_several_is_chosen(context: Context) -> Found:
    """A reader gets one text of several, so none is numbered for him to delete the others."""
    for id_, template in context.book.templates.items():
        if re.search(r"(?m)^情况[一二三四五六七八九十]+：", "\n".join(texts(template))):
            told = (
                "几种情况不要都写在正文里让人删。加一个 kind 为 choice 的空，正文里写这个空，"
                "每一种的话写在 says 下面，卖家选一种才能复制。"
            )
            yield ("templates", id_, "body"), told


_NOTE = re.compile(
    "(?:没有|缺|暂缺)的(?:写|见|填|不写)|如有其他|其余(?:连小标题)?删|删掉|只留|照搬|先复制|上面.{0,4}已照实|以附件.{0,6}为准，没有"
)


def notes_stay_out_of_the_text(context: Context) -> Found:
    """What tells a seller how to write does not reach the reader of the letter."""
    for id_, template in context.book.templates.items():
        for text in texts(template):
            for found in _NOTE.findall(text):
                told = f"“{found}”是写给填信的人的，收信的人也会看到；写进 hint、submit，或用 none 和 without。"
                yield ("templates", id_, "body"), told


def each_choice_says_something(context: Context) -> Found:
    """What a letter says for a choice is given once for each choice of a blank that stands in the body."""
    for id_, template in context.book.templates.items():
        standing = {mark.name for mark in marks(template.body) if mark.value is None}
        where: Where = ("templates", id_, "says")
        for name in dict.fromkeys(each.field for each in template.says):
            field = context.book.fields.get(name)
            given = [each.choice for each in template.says if each.field == name]
            if field and sorted(given) != sorted(field.choices):
                odd = "、".join(sorted({*given} ^ {*field.choices})) or "有一项写了两次"
                yield where, f"和 fields 里 “{name}” 的 choices 对不上：{odd}。一项写一条。"
            if field and name not in standing:
                yield where, f"正文里没有 {{{name}}}，不知道写在哪里。"


def examples_stand_in_their_letter(context: Context) -> Found:
    """A letter has examples of its own only for blanks that it asks for, and only where they differ."""
    for id_, template in context.book.templates.items():
        for index, each in enumerate(template.examples):
            where: Where = ("templates", id_, "examples", index)
            field = context.book.fields.get(each.field)
            if field and each.field not in template.fields:
                yield (
                    where,
                    f"这份模板没有 “{each.field}” 这个空{nearest(each.field, template.fields)}",
                )
            elif field and each.example == field.example:
                yield where, "和 fields 里的例子一样；请删掉这一条。"


def letters_end_in_truth(context: Context) -> Found:
    """The last line of a letter vouches for its truth."""
    for id_, template in context.book.templates.items():
        if not any(word in template.pledge for word in ("真实", "属实", "如实")):
            yield ("templates", id_, "pledge"), "最后一行要含“真实”“属实”或“如实”。"


def choices_are_given(context: Context) -> Found:
    """A blank to choose in has choices, and no other blank has."""
    for id_, field in context.book.fields.items():
        if (field.kind == "choice") != bool(field.choices):
            yield ("fields", id_), "kind 为 choice 时要写 choices，其他 kind 不写。"


def several_are_numbers(context: Context) -> Found:
    """Only order numbers and numbers of parcels are listed in one blank."""
    for id_, field in context.book.fields.items():
        if field.several and field.kind not in ("order-number", "tracking-number"):
            yield (
                ("fields", id_, "several"),
                "只有 kind 为 order-number 或 tracking-number 的能写 several。",
            )


def phones_are_personal(context: Context) -> Found:
    """A telephone number is marked as personal."""
    for id_, field in context.book.fields.items():
        if field.kind == "phone" and not field.personal:
            yield ("fields", id_), "电话是个人信息，请加一行 personal: true。"


def compared_blanks_are_alike(context: Context) -> Found:
    """Only dates are compared with dates, and amounts with amounts of the same kind."""
    fields = context.book.fields
    for id_, field in fields.items():
        for name in field.not_before:
            if name in fields and not {field.kind, fields[name].kind} <= {"date", "datetime"}:
                yield ("fields", id_, "not_before"), _unlike(id_, name, "日期或时间")
        name = field.at_most or ""
        if name in fields and {field.kind, fields[name].kind} not in ({"money"}, {"number"}):
            told = _unlike(id_, name, "同一种：都是金额，或都是数字")
            yield ("fields", id_, "at_most"), told


def _unlike(id_: str, other: str, wanted: str) -> str:
    return f"“{id_}” 和 “{other}” 没法比；两个都要是{wanted}。"
