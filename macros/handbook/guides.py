"""Reads the Markdown guides: front matter, anchors, and the macros they call.

Reading the sources, instead of what an engine has rendered so far, gives every engine and every
page the same answer, whatever the order of the build.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from macros.handbook import addresses, strict_yaml
from macros.handbook.macro_table import WIDGETS
from macros.handbook.problems import Problem, ProblemsError, Where

WHOLE_PAGE = "whole-page"
"""The key in `answers:` and `also:` of what no single section answers."""

_FRONT_MATTER = re.compile(r"\A---[ ]*\n(.*?)\n---[ ]*(?:\n|\Z)", re.DOTALL)
_CALL = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_NAME_AND_ARGUMENTS = re.compile(r"\s*(\w+)\s*\((.*)\)\s*", re.DOTALL)
_TEXT = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)')\s*")
_ANCHOR = re.compile(r"\{[^}]*#([\w.-]+)[^}]*\}")
_SECTION = re.compile(r" {0,3}[#＃]{2,}")
_OPENING = re.compile(r"\s*(?:[-－—–]{2,}|\.\.\.)\s*")
_FENCE = re.compile(r"[ >]*(`{3,}|~{3,})[^`]*$")
_HEADING = re.compile(r"^#+ (.+?) \{ #([\w.-]+)[^}]*\}$", re.MULTILINE)


@dataclass(frozen=True)
class Call:
    """One `{{ … }}`: the macro, its text arguments (None when it is no plain call), its place."""

    macro: str
    arguments: tuple[str, ...] | None
    line: int
    alone: bool

    @property
    def first(self) -> str:
        """The first argument, or nothing."""
        return self.arguments[0] if self.arguments else ""


@dataclass(frozen=True)
class Page:
    """A guide: its path below docs/, front matter, body, and what could not be read in it.

    Attributes:
        offset: lines before the body, so that `offset + 1` is the body's first line.
        front_lines: the line of every value of the front matter.
    """

    path: str
    meta: dict[str, Any]
    body: str
    offset: int = 0
    problems: tuple[Problem, ...] = ()
    front_lines: dict[Where, int] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Title from the front matter; the path when there is none."""
        return str(self.meta.get("title") or self.path)

    @property
    def folder(self) -> str:
        """The folder below docs/ that the page stands in, such as `respond`; empty at the root."""
        return self.path.rpartition("/")[0]

    @property
    def questions(self) -> list[tuple[str, str]]:
        """The questions that the page answers, each with the anchor of its section, if it has one."""
        return self._by_section("answers")

    @property
    def also(self) -> list[tuple[str, str]]:
        """What else sellers type who want the page, like `questions`: search reads it, the page does not show it."""
        return self._by_section("also")

    def _by_section(self, key: str) -> list[tuple[str, str]]:
        listed = self.meta.get(key)
        return [
            (question, "" if anchor == WHOLE_PAGE else f"#{anchor}")
            for anchor, questions in (listed.items() if isinstance(listed, dict) else ())
            for question in (questions if isinstance(questions, list) else ())
        ]

    @property
    def moved(self) -> dict[str, str]:
        """Where what once stood on the page stands now: its id → a guide, such as `respond/appeal.md#id`."""
        moved = self.meta.get("moved")
        return moved if isinstance(moved, dict) else {}

    @cached_property
    def headings(self) -> dict[str, str]:
        """The headings that have an id, by it."""
        return {id_: text for text, id_ in _HEADING.findall(self.body)}

    @cached_property
    def lines(self) -> list[tuple[int, str]]:
        """The lines of the body, each with its number in the file."""
        return list(enumerate(self.body.split("\n"), start=self.offset + 1))

    @cached_property
    def prose(self) -> list[tuple[int, str]]:
        """The lines of the body, where each of a block of code is empty."""
        return self._without_code[0]

    @property
    def open_fence(self) -> int | None:
        """The line of a fence of code that is never closed; what follows it is no code."""
        return self._without_code[1]

    @cached_property
    def _without_code(self) -> tuple[list[tuple[int, str]], int | None]:
        prose, code, fence = [], [], ""
        for line, text in self.lines:
            found = _FENCE.match(text)
            if fence:
                code.append((line, text))
                if text.strip(" >") == fence:
                    prose += [(each, "") for each, _ in code]
                    code, fence = [], ""
            elif found:
                code, fence = [(line, text)], found[1]
            else:
                prose.append((line, text))
        return prose + code, code[0][0] if code else None

    @cached_property
    def calls(self) -> list[tuple[str, str]]:
        """The macro calls in order, as (macro, first argument)."""
        return [(call.macro, call.first) for call in self.macros]

    @cached_property
    def called(self) -> frozenset[tuple[str, str]]:
        """The macro calls, to ask whether one is there."""
        return frozenset(self.calls)

    @cached_property
    def anchors(self) -> set[str]:
        """The ids that links can point to: of headings, and of the widgets called."""
        widgets = {f"{macro}-{name}" for macro, name in self.calls if macro in WIDGETS}
        return set(_ANCHOR.findall(self.body)) | widgets

    @cached_property
    def is_whole(self) -> bool:
        """Whether every anchor could be read; else a link to one that is missing may be right."""
        sections = (text for _, text in self.prose if _SECTION.match(text))
        return not self.problems and not self.open_fence and all(map(_ANCHOR.search, sections))

    @cached_property
    def macros(self) -> list[Call]:
        """Every `{{ … }}` of the body."""
        return [_call(match, self.offset) for match in _CALL.finditer(self.body)]


def read_pages(docs: Path) -> dict[str, Page]:
    """Read every Markdown page below docs/, by path; what an editor or a system left is no page."""
    pages = {}
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        if path.is_file() and not re.search(r"(?:^|/)\.", name):
            try:
                pages[name] = parse_page(name, strict_yaml.read_text(path, f"docs/{name}"))
            except ProblemsError as error:
                pages[name] = Page(name, {}, "", 0, tuple(error.problems))
    return pages


@lru_cache(maxsize=1000)  # while serving, a save changes one of them
def parse_page(path: str, text: str) -> Page:
    """Split a page into front matter and body."""
    text, name = text.replace("\r\n", "\n"), f"docs/{path}"
    if unmerged := strict_yaml.unmerged(text, name):
        return Page(path, {}, text, 0, tuple(unmerged))
    match = _FRONT_MATTER.match(text)
    if not match:
        return Page(path, {}, text, 0, tuple(_without_front_matter(text, name)))
    body, offset = text[match.end() :], text[: match.end()].count("\n")
    # an empty first line keeps the line numbers of the file
    read = strict_yaml.parse(f"\n{match[1]}", name)
    if not isinstance(read.data, dict) and not read.problems:
        told = "页首两行 --- 之间要写成一行一个 “键: 值”，冒号用半角，后面空一格。"
        read.problems.append(Problem(name, 2, "", told))
    meta = read.data if not read.problems else {}
    return Page(path, meta, body, offset, tuple(read.problems), read.lines)


def _without_front_matter(text: str, name: str) -> Iterator[Problem]:
    """Say what is wrong with the lines that were to enclose the front matter."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines, start=1) if line.strip()), 1)
    opening = lines[first - 1]
    if not _OPENING.fullmatch(opening) and not re.match(r"\s*\w+\s*[:：]", opening):
        yield Problem(name, 1, "", f"第一行要写三个半角的减号 ---，现在没有。{_FRONT}")
    elif first > 1 or opening.rstrip() != "---":
        yield Problem(name, first, "", f"文件的第一行只写三个半角的减号 ---。{_FRONT}")
    else:
        at = next((n for n, line in enumerate(lines[1:], start=2) if _OPENING.fullmatch(line)), 1)
        yield Problem(
            name, at, "", f"页首没有收尾：它下面要有一行，只写三个半角的减号 ---。{_FRONT}"
        )


_FRONT = "页首两行 --- 之间缺少 “title: …”（标题）这些，照别的页面写。"


def _call(braces: re.Match[str], offset: int) -> Call:
    before, after = braces.string[: braces.start()], braces.string[braces.end() :]
    line = offset + before.count("\n") + 1
    alone = before[-1:] in {"", "\n"} and not after.partition("\n")[0].strip()
    match = _NAME_AND_ARGUMENTS.fullmatch(braces[1])
    if not match:
        return Call(braces[1].strip(), None, line, alone)
    written = match[2].split(",") if match[2].strip() else []
    texts = [_TEXT.fullmatch(argument) for argument in written]
    arguments = tuple(text[1] or text[2] or "" for text in texts if text)
    return Call(match[1], arguments if all(texts) else None, line, alone)


def home_of(pages: Mapping[str, Page], macro: str, id_: str) -> str | None:
    """Find the page where a widget stands, such as `home_of(pages, "checklist", "first-day")`."""
    return next((path for path, page in pages.items() if (macro, id_) in page.called), None)


@cache
def url_of(path: str) -> str:
    """Turn `respond/appeal.md` into its address below the site's root, `respond/appeal/`."""
    return addresses.of(folder_of(path))


def folder_of(path: str) -> str:
    """Name the folder of a page in the site as the disk has it, `respond/appeal/`; the home page has none."""
    page = PurePosixPath(path)
    folder = page.parent if page.stem == "index" else page.with_suffix("")
    return "" if folder == PurePosixPath() else f"{folder}/"


@cache
def relative(target: str, here: str) -> str:
    """Address `target` (`respond/appeal.md#id`) relative to the page whose address is `here`."""
    path, hash_, anchor = target.partition("#")
    steps = posixpath.relpath(f"/{url_of(path)}", posixpath.dirname(f"/{here}"))
    return f"{steps}/{hash_}{anchor}"
