"""YAML text to plain data plus line numbers, refusing everything that surprises.

A document is built from PyYAML's event stream instead of its loaders, because the loaders drop
duplicate keys silently and read `12:30` as 750, `on` as True and `007` as 7. Here a plain scalar
is `true`, `false`, a decimal integer, or text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from macros.handbook.problems import Problem, ProblemsError, Where, dotted

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 12_000_000
MAX_DEPTH = 20
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
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


def read(path: Path, name: str | None = None) -> Document:
    """Read a YAML file strictly.

    Args:
        path: the file.
        name: how messages call the file; its path when omitted.

    Raises:
        ProblemsError: with every problem found; each names the line and the remedy.
    """
    name = name or path.as_posix()
    return parse(read_text(path, name), name)


def read_text(path: Path, name: str) -> str:
    """Read UTF-8 text, with or without a byte order mark. Raises ProblemsError."""
    return _decode(_bytes(path, name), name)


def parse(text: str, name: str) -> Document:
    """Parse YAML text strictly; `name` is how messages call it. Raises ProblemsError."""
    document = build(text, name)
    if document.problems:
        raise ProblemsError(document.problems)
    return document


def build(text: str, name: str) -> Document:
    """Parse YAML text and keep what is refused in the document's `problems`.

    Raises:
        ProblemsError: when the text is no YAML at all, so that nothing can be built.
    """
    if not text.strip():
        raise ProblemsError([Problem(name, 1, "", "文件是空的。从版本库取回上一版再改。")])
    _refuse_tabs(text, name)
    builder = _Builder(Document(name), text.splitlines())
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.feed(event)
    except yaml.YAMLError as error:
        problem = _syntax_problem(error, text.splitlines(), name)
        raise ProblemsError([*builder.document.problems, problem]) from None
    return builder.document


def _bytes(path: Path, name: str) -> bytes:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ProblemsError([Problem(name, 1, "", f"读不到这个文件：{error.strerror}。")]) from None
    if len(raw) > MAX_BYTES:
        message = (
            f"文件有 {len(raw) / 1e6:.1f} MB，超过 {MAX_BYTES / 1e6:.0f} MB；"
            "是不是误贴了图片或别的文件？"
        )
        raise ProblemsError([Problem(name, 1, "", message)])
    return raw


def _decode(raw: bytes, name: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = "这里不是 UTF-8 文字。请用编辑器把文件另存为 UTF-8 编码。"
        raise ProblemsError([Problem(name, line, "", message)]) from None
    if match := _CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        message = (
            f"含有二进制或控制字符 U+{ord(match[0]):04X}，不是普通文字。请删掉这一处，重新手打。"
        )
        raise ProblemsError([Problem(name, line, "", message)])
    return text


def _refuse_tabs(text: str, name: str) -> None:
    message = "有制表符（Tab）。YAML 只认空格，请把它换成两个空格。"
    problems = [
        Problem(name, number, "", message)
        for number, line in enumerate(text.splitlines(), start=1)
        if "\t" in line
    ]
    if problems:
        raise ProblemsError(problems)


def _syntax_problem(error: yaml.YAMLError, lines: list[str], name: str) -> Problem:
    """Name the likely slip; the parser often notices only on the line after it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = min(mark.line, len(lines) - 1) if mark else 0
    for number in (at, at - 1):
        for pattern, remedy in _SLIPS.items() if number >= 0 else ():
            if re.search(pattern, lines[number]):
                return Problem(name, number + 1, "", remedy)
    context = getattr(error, "context_mark", None)
    if context and "end of stream" in str(getattr(error, "problem", "")):
        return Problem(name, context.line + 1, "", "这里的引号或括号没有收尾，请补上另一半。")
    message = (
        "YAML 写法有误。看看这一行和上一行：缩进是否对齐，冒号后有没有空格，引号是否成对；"
        "文字里有冒号加空格时，整句要加引号。"
    )
    return Problem(name, at + 1, "", message)


_SLIPS = {
    r"^(<<<<<<<|=======|>>>>>>>)": "这是两人同时修改留下的合并标记。选定一份内容，删掉标记行。",
    r"^[ ]*[\u3000\u00a0]": "缩进用了全角空格。请换成普通空格，每层两个。",
    r"^\s*(- )?[\w-]+：": "键后面是全角冒号。请改成半角冒号加空格 “: ”。",
    r"^\s*(- )?[A-Za-z][\w-]*:[^\s:]": "冒号后面少了空格。请写成 “键: 值”。",
    r"^\s*[-－][^\s-]": "列表的横线后面少了空格。请写成 “- 内容”。",
    r":\s+[*&!%@`].*\S": "这个值以特殊符号开头。请给整句加引号。",
    r":\s+[^\"'\[{|>].*: ": "文字里有冒号加空格。请给整句加引号，或换成全角冒号。",
}


@dataclass
class _Open:
    """A mapping or sequence that is still being filled; `key` waits for its value."""

    where: Where
    value: dict[str, Any] | list[Any]
    key: str | None = None


class _Builder:
    """Turns parser events into a Document and collects what strict YAML refuses."""

    def __init__(self, document: Document, lines: list[str]) -> None:
        self.document = document
        self.lines = lines
        self.stack: list[_Open] = []
        self.documents = 0

    def feed(self, event: yaml.Event) -> None:
        """Take one event; the kinds not named here carry nothing."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.DocumentStartEvent():
                self._start_document(line)
            case yaml.AliasEvent():
                self._refuse(line, f"不支持别名 “*{event.anchor}”。请把内容原样写一遍。")
                self._add("", line)
            case yaml.ScalarEvent():
                self._refuse_decorations(event, line)
                self._refuse_surprises(event, line)
                self._scalar(event, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_decorations(event, line)
                self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()

    def _start_document(self, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse(line, "一个文件只放一份 YAML，请去掉 “---”。")

    def _refuse(self, line: int, message: str) -> None:
        where = dotted(self.stack[-1].where) if self.stack else ""
        self.document.problems.append(Problem(self.document.file, line, where, message))

    def _refuse_decorations(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor:
            self._refuse(line, f"不支持锚点 “&{event.anchor}”。请去掉它。")
        if tag := getattr(event, "tag", None):
            self._refuse(line, f"不支持类型标签 “{tag}”。请去掉它，或给文字加引号。")

    def _refuse_surprises(self, event: yaml.ScalarEvent, line: int) -> None:
        """Refuse text that YAML would silently join, cut short or read as nothing."""
        start, end = event.start_mark, event.end_mark
        if start is None or end is None or event.style == "|":
            return
        if end.line > start.line:
            self._refuse(line, "这段文字断成了几行，会被连成一行。请写在一行里；信的正文用 “|”。")
        elif not event.style and event.value in {"null", "Null", "NULL", "~"}:
            self._refuse(line, f"“{event.value}” 表示没有内容。没有内容就把这一行删掉。")
        elif not event.style and re.match(r"\s+#\S", self._rest(end.line, end.column)):
            self._refuse(line, "空格加 “#” 之后会被当成注释丢掉。请给整句加引号。")

    def _rest(self, line: int, column: int) -> str:
        """Rest of a 0-based line; the parser also breaks lines where Python does not."""
        return self.lines[line][column:] if line < len(self.lines) else ""

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(top, event.value, line)
        else:
            self._add(_typed(event), line)

    def _key(self, top: _Open, key: str, line: int) -> None:
        where = (*top.where, key)
        if not key.isascii():
            self._refuse(line, f"键 “{key.strip()}” 里有全角空格或中文。键和缩进只用半角字符。")
        if key in top.value:
            first = self.document.lines[where]
            self._refuse(line, f"键 “{key}” 重复了（第 {first} 行已有）。请合并或改名。")
        else:
            self.document.lines[where] = line
        top.key = key

    def _add(self, value: Any, line: int) -> Where:  # noqa: ANN401 - plain YAML data
        if not self.stack:
            self.document.data = value
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            where: Where = (*top.where, len(top.value))
            top.value.append(value)
            self.document.lines[where] = line
            return where
        if top.key is None:  # a mapping or sequence used as a key
            self._refuse(line, "键必须是文字。")
            return top.where
        where = (*top.where, top.key)
        top.value.setdefault(top.key, value)
        top.key = None
        return where

    def _open(self, value: dict[str, Any] | list[Any], line: int) -> None:
        where = self._add(value, line)
        self.stack.append(_Open(where, value))
        if len(self.stack) > MAX_DEPTH:
            message = f"嵌套超过 {MAX_DEPTH} 层，请检查括号和缩进。"
            raise ProblemsError([Problem(self.document.file, line, "", message)])


def _typed(event: yaml.ScalarEvent) -> str | int | bool:
    """Type a scalar: quoted and block scalars are text; plain ones may be an int or a bool."""
    if event.style:
        return str(event.value)
    if event.value in {"true", "false"}:
        return bool(event.value == "true")
    return int(event.value) if _INTEGER.fullmatch(event.value) else str(event.value)
