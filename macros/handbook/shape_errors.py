"""Translates pydantic's errors into Chinese: what is wrong, and how to write it right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from macros.handbook.model import Handbook
from macros.handbook.problems import Where, nearest, shortened

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def translate(detail: ErrorDetails) -> tuple[Where, str]:
    """Say where an error is and what it is, in a contributor's words."""
    where: Where = tuple(step for step in detail["loc"] if step != "[key]")
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = _keys(where[:-1])
        return where, f"不认识的键 “{shortened(where[-1])}”{nearest(str(where[-1]), known)}"
    if kind == "missing":
        return where[:-1], f"缺少必填的键 “{where[-1]}”。{_purpose(where)}"
    return where, _MESSAGES.get(kind, _fallback)(detail, detail.get("ctx", {}))


def _keys(where: Where) -> list[str]:
    model = _model_at(where)
    return list(model.model_fields) if model else []


def _purpose(where: Where) -> str:
    """Quote the description of a property, so that the message teaches what belongs there."""
    model = _model_at(where[:-1])
    field = model.model_fields.get(str(where[-1])) if model else None
    return f"它写的是：{field.description}" if field and field.description else ""


def _model_at(where: Where) -> type[BaseModel] | None:
    """Find the model that describes the value at a path."""
    model: type[BaseModel] | None = Handbook
    for step in where:
        field = model.model_fields.get(str(step)) if model else None
        if field is not None:
            model = _inner_model(field.annotation)
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type form
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if found := _inner_model(inner):
            return found
    return None


def _wrong_text(detail: ErrorDetails, _: dict[str, Any]) -> str:
    value = detail["input"]
    if isinstance(value, bool | int):
        written = str(value).lower() if isinstance(value, bool) else value
        return f'这里要文字；“{written}” 被当成了别的类型，请加引号："{written}"。'
    return f"这里要一段文字，现在是{_called(value)}。"


def _wrong_pattern(detail: ErrorDetails, context: dict[str, Any]) -> str:
    wanted = {
        "^[a-z0-9]+": "id 只用小写字母、数字和连字符，例如 order-no",
        "^https://": "地址要以 https:// 开头，不含空格",
        "^[a-z0-9/-]+": "页面写成 docs/ 下的路径，例如 respond/appeal.md",
    }
    pattern = context.get("pattern", "")
    rule = next(
        (said for start, said in reversed(wanted.items()) if pattern.startswith(start)), pattern
    )
    hint = "；列表里用半角逗号隔开" if re.search("[，、]", detail["input"]) else ""
    return f"“{shortened(detail['input'])}” 不合写法：{rule}{hint}。"


def _wrong_choice(detail: ErrorDetails, context: dict[str, Any]) -> str:
    expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    hint = nearest(str(detail["input"]), expected.split(", "))
    return f"“{shortened(detail['input'])}” 不在可选范围：{expected}{hint or '。'}"


def _wrong_date(detail: ErrorDetails, _: dict[str, Any]) -> str:
    return f"“{shortened(detail['input'])}” 不是日期，应写成 2026-11-22 这样。"


def _wrong_day_or_year(detail: ErrorDetails, _: dict[str, Any]) -> str:
    return f'“{shortened(detail["input"])}” 要写成 2026-11-22 这样；只知道年份的写 "2026"，加引号。'


def _wrong_number(detail: ErrorDetails, _: dict[str, Any]) -> str:
    return f"“{shortened(detail['input'])}” 应是整数，不加引号和单位。"


def _out_of_range(detail: ErrorDetails, context: dict[str, Any]) -> str:
    low, high = context.get("ge"), context.get("le")
    return f"“{shortened(detail['input'])}” 超出范围：" + (
        f"不小于 {low}。" if high is None else f"不大于 {high}。"
    )


def _wrong_switch(detail: ErrorDetails, _: dict[str, Any]) -> str:
    return f"“{shortened(detail['input'])}” 应是 true 或 false，不加引号。"


def _wrong_mapping(detail: ErrorDetails, _: dict[str, Any]) -> str:
    return f"这里应是缩进的 “键: 值”，现在是{_called(detail['input'])}。"


def _wrong_list(detail: ErrorDetails, _: dict[str, Any]) -> str:
    return f"这里应是列表（每行以 “- ” 开头，或写成 [甲, 乙]），现在是{_called(detail['input'])}。"


def _empty(_detail: ErrorDetails, _context: dict[str, Any]) -> str:
    return "不能为空；没有内容就把这一行删掉，必填的请补上。"


def _too_few(_detail: ErrorDetails, context: dict[str, Any]) -> str:
    least = context.get("min_length", 1)
    return f"列表至少要有 {least} 项；可选的列表没有内容就把这一行删掉。"


def _fallback(detail: ErrorDetails, _: dict[str, Any]) -> str:
    return f"写法不对（{detail['msg']}）。"


def _called(value: object) -> str:
    names = {dict: "一组键", list: "一个列表", bool: "开关值", int: "一个数字", str: "一段文字"}
    return names.get(type(value), "别的东西") if value != "" else "空的"


_MESSAGES = {
    "string_type": _wrong_text,
    "string_too_short": _empty,
    "string_pattern_mismatch": _wrong_pattern,
    "literal_error": _wrong_choice,
    "date_from_datetime_parsing": _wrong_date,
    "date_from_datetime_inexact": _wrong_date,
    "date_parsing": _wrong_date,
    "date_type": _wrong_date,
    "day_or_year": _wrong_day_or_year,
    "int_type": _wrong_number,
    "int_parsing": _wrong_number,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "bool_type": _wrong_switch,
    "bool_parsing": _wrong_switch,
    "dict_type": _wrong_mapping,
    "model_type": _wrong_mapping,
    "model_attributes_type": _wrong_mapping,
    "list_type": _wrong_list,
    "too_short": _too_few,
}
