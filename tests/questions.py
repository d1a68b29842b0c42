"""The questions that search is measured by: written for the site, and collected from what sellers typed."""

from __future__ import annotations

from typing import Any

from tests.conftest import DATA, yaml_data

REAL = ("frame", "frame-only", "vocabulary", "scene", "role", "part", "plain")
VARIANTS = ("traditional", "pinyin", "initials", "mixed", "homophone", "voice", "english")
WRITTEN: dict[str, list[dict[str, Any]]] = yaml_data(DATA / "questions.yml")
COLLECTED: dict[str, list[dict[str, Any]]] = yaml_data(DATA / "collected.yml")
FILES = {"questions.yml": WRITTEN, "collected.yml": COLLECTED}


def faults() -> list[str]:
    """Say what an entry lacks, by its place and not by its words, since some are to stay unread."""
    found = []
    for half, listed in COLLECTED.items():
        for number, one in enumerate(listed, start=1):
            where = f"tests/data/collected.yml: {half} 的第 {number} 条"
            if one.get("pattern") not in (*REAL, *VARIANTS):
                found.append(f"{where}：pattern 只能是 {'、'.join((*REAL, *VARIANTS))}。")
            elif not one.get("of" if one["pattern"] in VARIANTS else "host"):
                found.append(f"{where}：真实的问题要写 host，变体要写 of。")
            if half != "unanswered" and not one.get("at"):
                found.append(f"{where}：缺少 at（哪一页哪一节回答它）。")
    return found


def collected(half: str, patterns: tuple[str, ...]) -> list[dict[str, Any]]:
    """List the collected questions of a half that have one of these patterns."""
    return [one for one in COLLECTED[half] if one.get("pattern") in patterns]
