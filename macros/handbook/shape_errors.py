"""Translates pydantic's errors into Chinese: what is wrong, and how to write it right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from macros.handbook.kinds import property_at
from macros.handbook.model import GUIDE_PATTERN, ID_PATTERN, URL_PATTERN
from macros.handbook.problems import Where, nearest, shortened

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_NO_MAPPING = "这里应是缩进的 “键: 值”，现在是{called}。"
_MESSAGES = {
    "string_type": "这里要一段文字，现在是{called}。",
    "string_too_short": "不能为空；没有内容就把这一行删掉，必填的请补上。",
    "string_pattern_mismatch": "“{said}” 不合写法：{rule}{comma}。",
    "literal_error": "“{said}” 不在可选范围：{choices}{nearest}",
    "date_type": "“{said}” 不是日期，应写成 2026-11-22 这样。",
    "day_or_year": '“{said}” 要写成 2026-11-22 这样；只知道年份的写 "2026"，加引号。',
    "int_type": "“{said}” 应是整数，不加引号和单位。",
    "greater_than_equal": "“{said}” 超出范围：不小于 {ge}。",
    "less_than_equal": "“{said}” 超出范围：不大于 {le}。",
    "bool_type": "“{said}” 应是 true 或 false，不加引号。",
    "dict_type": _NO_MAPPING,
    "model_type": _NO_MAPPING,
    "list_type": "这里应是列表（每行以 “- ” 开头，或写成 [甲, 乙]），现在是{called}。",
    "too_short": "列表至少要有 {min_length} 项；可选的列表没有内容就把这一行删掉。",
}
_RULES = {
    ID_PATTERN: "id 只用小写字母、数字和连字符，例如 order-no",
    URL_PATTERN: "地址要以 https:// 开头，不含空格",
    GUIDE_PATTERN: "页面写成 docs/ 下的路径，例如 respond/appeal.md",
}
_CALLED = {dict: "一组键", list: "一个列表", bool: "开关值", int: "一个数字", str: "一段文字"}


def translate(detail: ErrorDetails) -> tuple[Where, str]:
    """Say where an error is and what it is, in a contributor's words."""
    where: Where = tuple(step for step in detail["loc"] if step != "[key]")
    shape, name = property_at(where)
    if detail["type"] == "extra_forbidden":
        return where, f"不认识的键 “{shortened(name)}”{nearest(name, shape.model_fields)}"
    if detail["type"] == "missing":  # what belongs there is taught by its description
        purpose = shape.model_fields[name].description
        return where[:-1], f"缺少必填的键 “{name}”。它写的是：{purpose}"
    return where, _said(detail)


def _said(detail: ErrorDetails) -> str:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "string_type" and isinstance(value, int):
        written = str(value).lower()
        return f'这里要文字；“{written}” 被当成了别的类型，请加引号："{written}"。'
    if kind not in _MESSAGES:
        return f"写法不对（{detail['msg']}）。"
    choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    pattern = context.get("pattern", "")
    return _MESSAGES[kind].format(
        **context,
        said=shortened(value),
        called="空的" if value == "" else _CALLED.get(type(value), "别的东西"),
        rule=_RULES.get(pattern, pattern),
        comma="；列表里用半角逗号隔开" if re.search("[，、]", str(value)) else "",
        choices=choices,
        nearest=nearest(str(value), choices.split(", ")) or "。",
    )
