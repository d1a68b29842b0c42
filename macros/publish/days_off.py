"""Writes the module by which deadlines know days off and make-up days."""

from __future__ import annotations

import json
from typing import Any

from macros.handbook.model import Handbook

MODULE = "deadline/arranged"
"""Below `assets/js/`; the module in the sources is empty."""


def modules(book: Handbook) -> dict[str, str]:
    """Name the module and give its text."""
    text = json.dumps(arranged(book), separators=(",", ":"))
    return {MODULE: f"export const ARRANGED = {text};\n"}


def arranged(book: Handbook) -> dict[str, Any]:
    """Give the years that are known, first day off → how many days, and the make-up days."""
    years = book.holidays.values()
    return {
        "years": list(book.holidays),
        "off": {
            days.first.isoformat(): (days.last - days.first).days + 1
            for year in years
            for days in year.rest
        },
        "work": [day.isoformat() for year in years for day in year.work],
    }
