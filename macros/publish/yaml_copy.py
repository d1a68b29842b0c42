"""Writes the site's copy of `handbook.yml` for any YAML reader, which then sees what ours sees.

Ours takes `on`, `12:30` and `2027-01-31` for text; a reader of YAML 1.1 takes them for True, 750 and a
day, one of YAML 1.2 takes `007` for 7. So in the copy text that a reader could take for anything else
stands in quotes. Nothing else changes: not a line, not a comment.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from macros.handbook import strict_yaml
from macros.handbook.loader import DATA_FILE

_TEXT = "tag:yaml.org,2002:str"
_RESOLVER = yaml.resolver.Resolver()
_ALSO = re.compile(
    r"[yYnN]|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
)
"""What other readers than PyYAML take for a truth or a number."""


def files(site: Path) -> dict[str, str]:
    """Name the copy and give its text, where the engine has copied the file."""
    path = site / DATA_FILE
    return {DATA_FILE: quoted(path.read_bytes().decode("utf-8-sig"))} if path.is_file() else {}


def quoted(text: str) -> str:
    """Put in quotes each key and value that is text for us and could be something else for others."""
    made, done = [], 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        mark, ending = event.start_mark, event.end_mark
        if mark and ending and isinstance(event, yaml.ScalarEvent) and _is_ambiguous(event):
            begin, end = mark.index, ending.index
            space = " " if text[begin - 1 : begin] in {":", "-"} else ""
            made += [text[done:begin], f'{space}"{event.value}"']
            done = end
    return "".join([*made, text[done:]])


def _is_ambiguous(event: yaml.ScalarEvent) -> bool:
    if event.style or not isinstance(strict_yaml.typed(event), str):
        return False
    tag = _RESOLVER.resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
    return tag != _TEXT or bool(_ALSO.fullmatch(event.value))
