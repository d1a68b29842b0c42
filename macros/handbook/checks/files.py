"""Rules for the files below docs/: each is published, and kept by readers' browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.handbook.model import GUIDE_PATTERN
from macros.handbook.problems import Problem

_NAMED = {"data/handbook.yml", "manifest.webmanifest"}
_KINDS = {".css", ".gif", ".jpeg", ".jpg", ".js", ".md", ".png", ".svg", ".webp"}
"""What a page is made of: its text, its pictures, sheets and scripts."""
_SCHEMA = re.compile(r"data/[a-z-]+\.schema\.json")
_LEFT_BEHIND = re.compile(r"(?:^|/)(?:\.|~|#)|~$")


def strays(docs: Path, *, hidden: bool) -> list[Problem]:
    """List the files that do not belong below docs/.

    Args:
        docs: the folder.
        hidden: whether to list, too, what systems and editors hide there; the site engine leaves it out.
    """
    names = sorted(
        path.relative_to(docs).as_posix() for path in docs.rglob("*") if not path.is_dir()
    )
    shown = [name for name in names if hidden or not re.search(r"(?:^|/)\.", name)]
    return [Problem(f"docs/{name}", 1, "", told) for name in shown for told in _told(name)]


def _told(name: str) -> Iterator[str]:
    kind = Path(name).suffix
    if _LEFT_BEHIND.search(name):
        yield "这是系统或编辑器留下的文件，不属于网站。请删掉它。"
    elif name not in _NAMED and kind not in _KINDS and not _SCHEMA.fullmatch(name):
        called = f"“{kind}” 这种文件" if kind else "没有后缀的文件"
        told = f"{called}不能放在 docs/ 下：这里的文件都会发布给读者。请移到别处，或者删掉。"
        yield f"{told}文字写成 .md，图片存成 .png、.jpg、.webp 或 .svg。"
    elif kind == ".md" and not re.fullmatch(GUIDE_PATTERN, name):
        yield "页面的文件名会成为网址，只用小写字母、数字和连字符，例如 respond/appeal.md。请改名。"
