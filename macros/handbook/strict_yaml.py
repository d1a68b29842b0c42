"""YAML text to plain data plus line numbers, refusing everything that surprises.

A document is built from PyYAML's event stream instead of its loaders, because the loaders drop
duplicate keys silently and read `12:30` as 750, `on` as True and `007` as 7. Here a plain scalar
is `true`, `false`, a decimal integer, or text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Any

import yaml

from macros.handbook.problems import (
    UNMERGED,
    UNMERGED_TOLD,
    Problem,
    ProblemsError,
    Where,
    dotted,
)

MAX_BYTES = 12_000_000
MAX_DEPTH = 20
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_BREAK = re.compile("\r(?!\n)|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Where some programs begin a new line and others do not: no two of them number the lines alike."""
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,15})")


@dataclass
class Document:
    """Plain data (dict, list, str, int, bool), the 1-based line of every value, what was refused."""

    file: str
    data: Any = None
    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, where: Where) -> int:
        """Find the line of a value, or of its nearest ancestor that stands in the file."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def problem(self, where: Where, message: str) -> Problem:
        """Point at a value in this document."""
        return Problem(self.file, self.line(where), dotted(where), message)


def read_text(path: Path, name: str) -> str:
    """Read UTF-8 text, with or without a byte order mark.

    Args:
        path: the file.
        name: how messages call the file.

    Raises:
        ProblemsError: when it cannot be read, or is no text.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _stop(name, 1, f"读不到这个文件：{error.strerror}。") from None
    if len(raw) > MAX_BYTES:
        size = f"文件有 {len(raw) / 1e6:.1f} MB，超过 {MAX_BYTES / 1e6:.0f} MB"
        raise _stop(name, 1, f"{size}；是不是误贴了图片或别的文件？")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = "这里不是 UTF-8 文字。请用编辑器把文件另存为 UTF-8 编码。"
        raise _stop(name, line, message) from None
    if found := unusual(text, name):
        raise ProblemsError(found)
    return text


def unusual(text: str, name: str) -> list[Problem]:
    """List what is no text, and line ends that would make every later line be told wrongly."""
    found: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _CONTROL.search(line):
            told = f"含有二进制或控制字符 U+{ord(match[0]):04X}，不是普通文字。请删掉这一处，重新手打。"
            return [*found, Problem(name, number, "", told)]  # of a picture, one is enough
        if match := _BREAK.search(line.removesuffix("\r")):
            told = f"含有不常见的换行符 U+{ord(match[0]):04X}（多半是复制时带进来的，看不见）。"
            remedy = "请在编辑器里把它换成普通的换行，或者删掉这一行重新手打。"
            found.append(Problem(name, number, "", f"{told}{remedy}"))
    return found


def unmerged(text: str, name: str) -> list[Problem]:
    """List the marks of a merge that somebody has to finish: the text is two texts."""
    lines = enumerate(text.split("\n"), start=1)
    return [
        Problem(name, number, "", UNMERGED_TOLD) for number, line in lines if UNMERGED.match(line)
    ]


def parse(text: str, name: str) -> Document:
    """Parse YAML text strictly; `name` is how messages call it. What is refused is in `problems`."""
    document, lines = Document(name), text.split("\n")
    document.problems = unusual(text, name) or unmerged(text, name)
    if not text.strip():
        document.problems.append(Problem(name, 1, "", "文件是空的。从版本库取回上一版再改。"))
    for number, line in enumerate(lines, start=1):
        if "\t" in line:
            message = "有制表符（Tab）。YAML 只认空格，请把它换成两个空格。"
            document.problems.append(Problem(name, number, "", message))
    if document.problems:
        return document
    try:
        document.data = _Reader(document, text).read()
    except ProblemsError as error:
        document.problems += error.problems
    except yaml.YAMLError as error:
        document.problems.append(_syntax_problem(error, lines, name))
    return document


def _stop(name: str, line: int, message: str) -> ProblemsError:
    return ProblemsError([Problem(name, line, "", message)])


def _syntax_problem(error: yaml.YAMLError, lines: list[str], name: str) -> Problem:
    """Name the likely slip; the parser often notices only on a line after it."""
    context = getattr(error, "context_mark", None)
    if context and getattr(error, "context", "") == _NO_KEY:
        at, message = (
            context.line,
            _STRAY_LINE,
        )  # the parser read on to the end of what it took for a key
    else:
        mark = getattr(error, "problem_mark", None) or context
        at, message = (mark.line if mark else 0), _UNREADABLE
    at = min(at, len(lines) - 1)
    for number in (at, at - 1):
        for pattern, remedy in _SLIPS.items() if number >= 0 else ():
            if re.search(pattern, lines[number]):
                return Problem(name, number + 1, "", remedy)
    if context and "end of stream" in str(getattr(error, "problem", "")):
        return Problem(name, context.line + 1, "", "这里的引号或括号没有收尾，请补上另一半。")
    if number := _wide_colon_above(lines, at):
        return Problem(name, number, "", _WIDE_COLON)
    if context and "parsing a block" in str(getattr(error, "context", "")):
        at, message = _uneven(lines, at), _UNEVEN
    return Problem(name, at + 1, "", message)


def _wide_colon_above(lines: list[str], at: int) -> int | None:
    """Find a key without its colon, with which the parser joins all lines of its list."""
    for number in range(at, 0, -1):
        if re.match(r"\s*(?:- )?[a-z][a-z_-]*：", lines[number - 1]):
            return number
        if re.match(r" {0,2}[^\s#]", lines[number - 1]):  # another record
            return None
    return None


def _uneven(lines: list[str], at: int) -> int:
    """Find the line that stands too far in or out, from the one that does not fit what is above it."""
    here = _indent(lines[at])
    parent = next((each for each in range(at - 1, -1, -1) if _indent(lines[each]) <= here), at)
    child = next((each for each in range(parent + 1, at) if lines[each].strip()), at)
    step = _indent(lines[child]) - _indent(lines[parent])
    if here - _indent(lines[parent]) != _STEP or step == _STEP:
        return at
    return child if step % _STEP else parent


def _indent(line: str) -> float:
    """Count the spaces before a line; an empty one hangs on nothing."""
    return len(line) - len(line.lstrip(" ")) if line.strip() else inf


_STEP = 2
_NO_KEY = "while scanning a simple key"
_STRAY_LINE = (
    "这一行不是 “键: 值”。它若属于上面的一段文字，缩进要和那一段一样；"
    "若是新的键，键后面写半角冒号加空格；若是多出来的，请删掉。"
)
_UNREADABLE = (
    "YAML 写法有误。看看这一行和上一行：缩进是否对齐，冒号后有没有空格，引号是否成对；"
    "文字里有冒号加空格时，整句要加引号。"
)
_UNEVEN = (
    "缩进不对，或者这里少了键。每深一层多两个空格，同一层的对齐；"
    "文字里有冒号加空格时，整句要加引号。"
)
_WIDE_COLON = "键后面是全角冒号。请改成半角冒号加空格 “: ”。"
_SLIPS = {
    r"^[ ]*[\u3000\u00a0]": "缩进用了全角空格。请换成普通空格，每层两个。",
    r"^\s*(- )?[A-Za-z][A-Za-z0-9_-]*：": _WIDE_COLON,
    r"^\s*(- )?[A-Za-z][\w-]*:[^\s:]": "冒号后面少了空格。请写成 “键: 值”。",
    r"^\s*[－—–•·●]": "列表的每一行以半角的 “-” 和一个空格开头。",
    r"^\s*-[^\s-]": "列表的横线后面少了空格。请写成 “- 内容”。",
    r":\s+[*&!%@`].*\S": "这个值以特殊符号开头。请给整句加引号。",
    r":\s+[^\"'\[{|>].*: ": "文字里有冒号加空格。请给整句加引号，或换成全角冒号。",
}


class _Reader:
    """Builds plain data from the parser's events, and notes in a Document what is refused."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.lines = text.split("\n")
        self.events = yaml.parse(text, Loader=yaml.CSafeLoader)

    def read(self) -> Any:  # noqa: ANN401 - plain YAML data
        """Read the whole text; the events not named here carry nothing."""
        data, started = None, False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if started:
                    self._refuse(event, (), "一个文件只放一份 YAML，请去掉 “---”。")
                started = True
            elif isinstance(event, yaml.NodeEvent):
                data = self._value(event, ())
        return data

    def _refuse(self, event: yaml.Event, where: Where, message: str) -> None:
        """Note what is wrong with the value at a path, by what the value stands in."""
        problem = Problem(self.document.file, _line(event), dotted(where[:-1]), message)
        self.document.problems.append(problem)

    def _value(self, event: yaml.Event, where: Where) -> Any:  # noqa: ANN401 - plain YAML data
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, where, f"不支持别名 “*{event.anchor}”。请把内容原样写一遍。")
            return ""
        if anchor := getattr(event, "anchor", None):
            self._refuse(event, where, f"不支持锚点 “&{anchor}”。请去掉它。")
        if tag := getattr(event, "tag", None):
            self._refuse(event, where, f"不支持类型标签 “{tag}”。请去掉它，或给文字加引号。")
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_surprises(event, where)
            return typed(event)
        if len(where) >= MAX_DEPTH:
            message = f"嵌套超过 {MAX_DEPTH} 层，请检查括号和缩进。"
            raise _stop(self.document.file, _line(event), message)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        return self._mapping(where) if is_mapping else self._list(where)

    def _refuse_surprises(self, event: yaml.ScalarEvent, where: Where) -> None:
        """Refuse text that YAML would silently join, cut short or read as nothing."""
        start, end = event.start_mark, event.end_mark
        if start is None or end is None or event.style == "|":
            return
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if end.line > start.line:
            message = "这段文字断成了几行，会被连成一行。请写在一行里；信的正文用 “|”。"
            self._refuse(event, where, message)
        elif not event.style and event.value in {"null", "Null", "NULL", "~"}:
            message = f"“{event.value}” 表示没有内容。没有内容就把这一行删掉。"
            self._refuse(event, where, message)
        elif not event.style and re.match(r"\s+#\S", rest):
            self._refuse(event, where, "空格加 “#” 之后会被当成注释丢掉。请给整句加引号。")

    def _list(self, where: Where) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            place = (*where, len(found))
            self.document.lines[place] = _line(event)
            found.append(self._value(event, place))
        return found

    def _mapping(self, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, (*where, "?"), "键必须是文字。")
                self._value(event, (*where, "?"))
                self._value(next(self.events), (*where, "?"))
                continue
            place = (*where, event.value)
            self._value(event, place)
            self._note_key(event, place, is_known=event.value in found)
            found.setdefault(event.value, self._value(next(self.events), place))
        return found

    def _note_key(self, event: yaml.ScalarEvent, place: Where, *, is_known: bool) -> None:
        key, lines = event.value, self.document.lines
        if not key.isascii():
            message = f"键 “{key.strip()}” 里有全角空格或中文。键和缩进只用半角字符。"
            self._refuse(event, place, message)
        if is_known:
            message = f"键 “{key}” 重复了（第 {lines[place]} 行已有）。请合并或改名。"
            self._refuse(event, place, message)
        else:
            lines[place] = _line(event)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def typed(event: yaml.ScalarEvent) -> str | int | bool:
    """Type a scalar: quoted and block scalars are text; plain ones may be an int or a bool."""
    text = str(event.value)
    if event.style:
        return text
    return int(text) if _INTEGER.fullmatch(text) else {"true": True, "false": False}.get(text, text)
