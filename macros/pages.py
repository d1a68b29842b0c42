"""What the Markdown guides say about themselves: their title, and the macros they call.

Reading the sources, instead of what an engine has rendered so far, gives every engine and every
page the same answer, whatever the order of the build.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_CALL = re.compile(r"\{\{\s*(\w+)\(\s*(?:\"([^\"]*)\"|'([^']*)')?")


@dataclass(frozen=True)
class Page:
    """A guide: its path below docs/, its front matter, its text, and its macro calls in order."""

    path: str
    meta: dict[str, Any]
    body: str
    calls: list[tuple[str, str]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Title from the front matter; the path when there is none."""
        return str(self.meta.get("title", self.path))


def read_pages(docs: Path) -> dict[str, Page]:
    """Read every Markdown page below docs/, by path."""
    return {
        path.relative_to(docs).as_posix(): parse_page(
            path.relative_to(docs).as_posix(), path.read_text("utf-8")
        )
        for path in sorted(docs.rglob("*.md"))
    }


def parse_page(path: str, text: str) -> Page:
    """Split a page into front matter and body, and list its calls as (macro, first argument)."""
    match = _FRONT_MATTER.match(text)
    meta = yaml.safe_load(match[1]) if match else {}
    body = text[match.end() :] if match else text
    calls = [(name, double or single) for name, double, single in _CALL.findall(body)]
    return Page(path, meta if isinstance(meta, dict) else {}, body, calls)


def home_of(pages: dict[str, Page], macro: str, id_: str) -> str | None:
    """Find the page where a widget stands, such as `home_of(pages, "checklist", "first-day")`."""
    return next((path for path, page in pages.items() if (macro, id_) in page.calls), None)


def url_of(path: str) -> str:
    """Turn `respond/appeal.md` into its address below the site's root, `respond/appeal/`."""
    page = PurePosixPath(path)
    folder = page.parent if page.stem == "index" else page.with_suffix("")
    return "" if folder == PurePosixPath() else f"{folder}/"


def relative(target: str, here: str) -> str:
    """Address `target` (`respond/appeal.md#id`) relative to the page whose address is `here`."""
    path, hash_, anchor = target.partition("#")
    steps, start = url_of(path).split("/"), here.split("/")
    while len(steps) > 1 and len(start) > 1 and steps[0] == start[0]:
        steps, start = steps[1:], start[1:]
    return ("../" * (len(start) - 1) + "/".join(steps) or "./") + hash_ + anchor
