"""One thing that is wrong with the handbook, said so that a non-programmer can mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

LONGEST_QUOTE = 40
UNMERGED = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?:\s|$)")
"""The marks of a merge that somebody has to finish, each at the begin of a line."""
UNMERGED_TOLD = "这是两人同时修改留下的合并标记。选定一份内容，删掉标记行。"
Where = tuple[str | int, ...]
"""Keys and list indexes from the root of the YAML to a value."""


@dataclass(frozen=True, order=True)
class Problem:
    """Where (file, 1-based line, dotted path), what is wrong and how to mend it."""

    file: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        """Format like a compiler, so that editors and CI can jump to the line."""
        return f"{self.file}:{self.line}: {self._said()}"

    def annotation(self) -> str:
        """Format as a workflow command, so that GitHub shows it at its line of a pull request."""
        file = _escaped(self.file).replace(":", "%3A").replace(",", "%2C")
        return f"::error file={file},line={self.line}::{_escaped(self._said())}"

    def _said(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class ProblemsError(Exception):
    """What was given cannot be used; `problems` says everything that is wrong with it, each with its place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems in file order."""
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


def dotted(where: Where) -> str:
    """Write a path as `templates.appeal-goods.fields[2]`."""
    text = ""
    for step in where:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def nearest(wrong: str, known: Iterable[str]) -> str:
    """Suggest the closest known name as `；是不是 “order-no”？`, or nothing when none is close."""
    return _nearest(wrong[:60], tuple(known))


def _escaped(text: str) -> str:
    """Keep a workflow command on one line; the per cent sign first, as it escapes the others."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


@lru_cache(maxsize=4096)
def _nearest(wrong: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(wrong, known, n=1, cutoff=0.5)
    return f"；是不是 “{close[0]}”？" if close else ""


def shortened(value: object) -> str:
    """Quote what someone wrote, cut to what a message can hold."""
    text = str(value)
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
