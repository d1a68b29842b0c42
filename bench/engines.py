"""The search engines that `make bench` compares, each built from the same pages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TOOLS = ROOT / "build" / "bench"
"""Where `make bench` installs what only it needs."""

# The theme finds jieba by importing it: an engine that shall not have it must not see it.
_MKDOCS = "import sys; sys.path.insert(0, {path!r}); {hide}from mkdocs.__main__ import cli; cli()"
_HIDE = "sys.modules['jieba'] = None; "


@dataclass(frozen=True)
class Engine:
    """A search engine on a built site.

    Attributes:
        files: what search alone fetches, as patterns below the site.
        on_load: those of `files` that a page fetches before anybody searches.
    """

    name: str
    site: Path
    kind: str
    files: tuple[str, ...]
    on_load: tuple[str, ...]

    def bytes_of(self, patterns: tuple[str, ...]) -> list[bytes]:
        return [path.read_bytes() for one in patterns for path in sorted(self.site.glob(one))]


def ours(project: Path, site: Path) -> Engine:
    """Our worker and index."""
    build(project, site)
    small = ("search/search_index.json", "assets/kb/worker.*.min.js")
    later = ("search/handbook.gb18030.json", "assets/kb/engine.*.min.js")
    return Engine("ours", site, "worker", later, small)


def material(project: Path, site: Path, *, jieba: bool) -> Engine:
    """The theme's own search, with the questions that our pages answer in their text."""
    config = (project / "mkdocs.yml").read_text("utf-8")
    config = config.replace("  custom_dir: overrides\n", "")
    config = config.replace("module_name: macros", "module_name: bench/plain")
    (project / "material.yml").write_text(config, encoding="utf-8")
    build(project, site, config="material.yml", jieba=jieba)
    files = ("search/search_index.json", "assets/javascripts/workers/search.*.min.js")
    name = "Material + jieba" if jieba else "Material"
    return Engine(name, site, "worker", files[:1], files)


def pagefind(site: Path) -> Engine:
    """Pagefind on a copy of our pages; its index is many files, of which a search fetches a few."""
    copy = site.with_name("pagefind")
    shutil.copytree(site, copy)
    command = [sys.executable, "-m", "pagefind", "--site", str(copy), "--root-selector", "article"]
    environment = os.environ | {"PYTHONPATH": str(TOOLS)}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    index = ("pagefind/index/*", "pagefind/fragment/*", "pagefind/*.pf_meta")
    return Engine("Pagefind", copy, "pagefind", index, ())


def build(project: Path, site: Path, config: str = "mkdocs.yml", *, jieba: bool = False) -> None:
    """Build a site; what MkDocs printed is shown when it fails."""
    code = _MKDOCS.format(path=str(TOOLS), hide="" if jieba else _HIDE)
    result = subprocess.run(
        [sys.executable, "-c", code, "build", "-q", "--no-strict", "-f", config, "-d", str(site)],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        sys.exit(result.stdout + result.stderr)


def copy_project(target: Path, pages: int) -> Path:
    """Copy what a build needs, with generated pages until there are so many."""
    for folder in ("docs", "macros", "overrides"):
        shutil.copytree(ROOT / folder, target / folder)
    shutil.copytree(ROOT / "bench", target / "bench")
    shutil.copy(ROOT / "mkdocs.yml", target)
    standing = len(list((target / "docs").rglob("*.md")))
    lines = _lines(target / "docs")
    (target / "docs" / "more").mkdir()
    for number in range(standing, pages):
        page = target / "docs" / "more" / f"page-{number}.md"
        page.write_text(_page(number, lines), encoding="utf-8")
    return target


def _lines(docs: Path) -> list[str]:
    """Every paragraph of the guides that is plain text."""
    texts = "\n".join(path.read_text("utf-8") for path in sorted(docs.rglob("*.md")))
    return [
        line
        for line in texts.splitlines()
        if re.fullmatch(r"[\u4e00-\u9fff，。：；、？！]{12,}", line)
    ]


def _page(number: int, lines: list[str]) -> str:
    """Write a page of about 1,400 characters: four sections of our own sentences, in another order."""
    title = f"第 {number} 页：{lines[number * 7 % len(lines)][:12].strip('，。：；、？！')}"
    parts = []
    at = number * 13
    for section in range(4):
        text = ""
        while len(text) < 340:
            at = (at * 31 + section + 7) % 1_000_003
            text += f"{lines[at % len(lines)]}\n\n"
        parts.append(f"## {lines[at % len(lines)][:10]} {{ #part-{section} }}\n\n{text}")
    answers = json.dumps([lines[(at + n) % len(lines)][:14] for n in range(3)], ensure_ascii=False)
    front = f"title: {json.dumps(title, ensure_ascii=False)}\ndescription: 生成的一页。\n"
    return f"---\n{front}answers:\n  part-0: {answers}\n---\n\n# {title}\n\n" + "\n".join(parts)


def size(files: list[bytes]) -> int:
    """Bytes in all."""
    return sum(map(len, files))
