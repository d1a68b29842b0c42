"""Durations as people write them: `7 日`, `48 小时`, `3 个工作日`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Unit = Literal["minute", "hour", "day", "workday", "month", "year"]

_UNITS: dict[str, Unit] = {
    "分钟": "minute",
    "小时": "hour",
    "日": "day",
    "天": "day",
    "个工作日": "workday",
    "工作日": "workday",
    "个月": "month",
    "年": "year",
}
_DURATION = re.compile(rf"([1-9]\d{{0,3}})\s*({'|'.join(_UNITS)})")


@dataclass(frozen=True)
class Duration:
    """A count (1 to 9999) of one unit."""

    count: int
    unit: Unit


def parse(text: str) -> Duration | None:
    """Read `7 日`; None when the text is no duration."""
    match = _DURATION.fullmatch(text.strip())
    return Duration(int(match[1]), _UNITS[match[2]]) if match else None
