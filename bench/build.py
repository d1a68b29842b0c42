"""`make bench`: how long builds take, beside plain Material and Zensical, and how they grow.

Prints processor seconds (user and system, of all processes), which other work on the machine
changes less than it changes the clock. `python -m bench.build 500 2000 5000` gives the sizes.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from macros.handbook import loader
from macros.handbook.guides import parse_page
from macros.handbook.loader import DATA_FILE
from tests.conftest import DOCS, ROOT, yaml_data

PLAIN = """
site_name: 同样的页
site_url: https://kb.example/
theme: {name: material, language: zh, font: false, features: [navigation.prune, navigation.indexes, navigation.path]}
plugins: [search: {lang: zh}]
"""
TIMES = int(os.environ.get("TIMES", "").strip() or 3)
KEPT = ("markdown_extensions", "nav", "use_directory_urls")


def main(sizes: list[int]) -> None:
    """Build our pages with each engine, then generated ones in growing numbers."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        project = copied(base / "ours")
        said(f"{len(list(DOCS.rglob('*.md')))} pages, ours", ours := best(lambda: mkdocs(project)))
        plain = rendered(project, base / "plain")
        said("plain Material of the same pages", theirs := best(lambda: mkdocs(plain)))
        print(f"ours is {ours / theirs:.2f} × plain Material")
        said("Zensical of our project", best(lambda: zensical(project)))
        said("Zensical of the plain project", best(lambda: zensical(plain)))
        said("load and check", loaded(DOCS))
        said("load and check ten times the records", tenfold(base))
        first = 0.0
        for number in sizes:
            seconds = mkdocs(grown(base / f"grown-{number}", number))
            first = first or seconds / number
            share = seconds / number / first
            print(f"{number} generated pages: {seconds:.1f} s, {share:.2f} × linear", flush=True)


def said(what: str, seconds: float) -> None:
    """Print a figure as soon as it is known."""
    print(f"{what}: {seconds:.2f} s", flush=True)


def best(make: Callable[[], float], times: int = TIMES) -> float:
    """Take the least of a few runs."""
    return min(make() for _ in range(times))


def run(project: Path, *command: str, **environment: str) -> float:
    """Run a module in a project; give the processor seconds it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=os.environ
        | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://kb.example/"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        sys.exit(result.stdout + result.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def mkdocs(project: Path, config: str = "mkdocs.yml", **environment: str) -> float:
    """Build with MkDocs."""
    return run(project, "mkdocs", "build", "-q", "--no-strict", "-f", config, **environment)


def zensical(project: Path) -> float:
    """Build with Zensical."""
    return run(project, "zensical", "build", "--clean")


def copied(project: Path) -> Path:
    """Copy what a build reads."""
    for name in ("docs", "macros", "overrides"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copytree(ROOT / "bench", project / "bench")
    shutil.copy(ROOT / "mkdocs.yml", project)
    return project


def rendered(project: Path, plain: Path) -> Path:
    """Make a project of plain Material from the same pages, the macros' HTML written into them."""
    config = (project / "mkdocs.yml").read_text("utf-8")
    config = config.replace("module_name: macros", "module_name: bench/rendered")
    (project / "rendered.yml").write_text(config, "utf-8")
    shutil.copytree(DOCS, plain / "docs", ignore=shutil.ignore_patterns("data"))
    mkdocs(project, "rendered.yml", RENDERED=str(plain / "docs"))
    ours = yaml.safe_load(config.replace("!ENV", ""))
    kept = {key: ours[key] for key in KEPT}
    kept["markdown_extensions"].remove("macros.html.markdown_stash")
    (plain / "mkdocs.yml").write_text(PLAIN + yaml.safe_dump(kept, allow_unicode=True), "utf-8")
    return plain


def loaded(docs: Path) -> float:
    """Load and check; give the least processor seconds of three runs."""

    def once() -> float:
        for kept in (loader._built, parse_page):  # noqa: SLF001 - what serving keeps
            kept.cache_clear()
        start = time.process_time()
        loader.inspect(docs / DATA_FILE)
        return time.process_time() - start

    return best(once)


def tenfold(base: Path) -> float:
    """Load and check ten times the records, with our guides."""
    docs = base / "tenfold" / "docs"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("data"))
    data = records()
    write(docs, {name: times(section, 10) for name, section in data.items()})
    return loaded(docs)


def records() -> dict[str, Any]:
    """Read our handbook as plain data."""
    data: dict[str, Any] = yaml_data(DOCS / DATA_FILE)
    return data


def times(section: dict[str, Any], count: int) -> dict[str, Any]:
    """Repeat records under other ids."""
    others = {f"{id_}-{n}": record for n in range(1, count) for id_, record in section.items()}
    return section | others


def write(docs: Path, data: dict[str, Any]) -> None:
    """Write a handbook; JSON is YAML, with every text on one line."""
    (docs / "data").mkdir(exist_ok=True)
    (docs / DATA_FILE).write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")


def grown(project: Path, pages: int) -> Path:
    """Make a project of so many generated pages, each with a checklist and a letter of its own."""
    copied(project)
    strict = (
        project / "macros" / "handbook" / "strict_yaml.py"
    )  # no handbook of people is that long
    strict.write_text(strict.read_text("utf-8").replace("12_000_000", "100_000_000"), "utf-8")
    data = records()
    checklists, templates = (list(data[name].values()) for name in ("checklists", "templates"))
    for number in range(pages):
        data["checklists"][_id(number)] = checklists[number % len(checklists)]
        data["templates"][_id(number)] = templates[number % len(templates)]
        page = project / "docs" / "more" / f"page-{number}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(_page(number), "utf-8")
    write(project / "docs", data)
    config = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(
        config.replace("omitted_files: warn", "omitted_files: ignore"), "utf-8"
    )
    return project


def _id(number: int) -> str:
    """Name a record so that it stands behind ours, where the checks want it."""
    return f"zz-more-{number:05}"


def _page(number: int) -> str:
    front = f"title: 第 {number} 页\ndescription: 生成的一页。\nanswers:\n  top: [怎么办]\n"
    id_ = _id(number)
    calls = f'{{{{ checklist("{id_}") }}}}\n\n{{{{ template("{id_}") }}}}\n'
    return f"---\n{front}---\n\n# 第 {number} 页\n\n## 开头 {{ #top }}\n\n{calls}"


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [500, 2000])
