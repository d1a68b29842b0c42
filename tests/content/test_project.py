"""The project's own files keep what they promise."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT

CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = CONFIG["project"]
INSTALL = CONFIG["dependency-groups"]["install"]


@pytest.mark.parametrize("path", sorted(ROOT.glob("constraints*.txt")), ids=lambda path: path.name)
def test_every_pinned_version_has_a_hash_and_no_address(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "://" not in text
    records = re.split(r"\n(?=\S)", text.strip())
    assert [
        r for r in records if not re.match(r"[\w.-]+==\S+", r) or "--hash=sha256:" not in r
    ] == []


def test_every_dependency_is_pinned_where_it_is_needed() -> None:
    assert names(PROJECT["dependencies"] + INSTALL) - pinned("constraints.txt") == set()
    assert names(PROJECT["optional-dependencies"]["dev"]) - pinned("constraints-dev.txt") == set()
    assert pinned("constraints.txt") & pinned("constraints-dev.txt") == set()


def test_what_builds_the_site_needs_no_tool_of_tests() -> None:
    """Some platforms lack a wheel of one; a writer there can still serve the site."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "macros").rglob("*.py")]
    imported = {name for tree in trees for node in ast.walk(tree) for name in modules(node)}
    packages = packages_distributions()
    needed = names([packages[name][0] for name in imported if name in packages]) - {"shensu-youju"}
    assert "mkdocs" in needed
    assert needed - pinned("constraints.txt") == set()


def test_serving_and_building_install_no_tool_of_tests() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    needs = {
        name: needed.split()
        for name, needed in re.findall(r"^([a-z]+|\$\(READY\)):([^#\n]*)", makefile, re.MULTILINE)
    }
    waiting = ["serve", "build", "check", "pages", "bundle", "deploy"]
    while waiting:
        for needed in needs.get(waiting.pop(), []):
            assert needed != "$(READY_TO_TEST)"
            waiting.append(needed)
    assert all("$(READY_TO_TEST)" in needs[name] for name in ("test", "lint", "coverage", "lock"))


def names(requirements: list[str]) -> set[str]:
    found = {re.match(r"[\w.-]+", line)[0] for line in requirements}  # type: ignore[index]
    return {name.lower().replace("_", "-") for name in found}


def pinned(lock: str) -> set[str]:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    return {line.partition("==")[0].lower() for line in lines if "==" in line}


def modules(node: ast.AST) -> list[str]:
    """Name the packages that a statement imports."""
    if isinstance(node, ast.Import):
        return [each.name.partition(".")[0] for each in node.names]
    return [(node.module or "").partition(".")[0]] if isinstance(node, ast.ImportFrom) else []


def test_every_command_of_the_readme_is_a_make_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name in set(re.findall(r"\bmake ([a-z]+)\b", (ROOT / "README.md").read_text("utf-8"))):
        assert re.search(rf"^{name}:", makefile, re.MULTILINE), name


def test_nothing_is_installed_without_its_hash() -> None:
    installing = {
        path.name: re.findall(r"pip install(?:[^\n\\]|\\\n)*", path.read_text("utf-8"))
        for path in [ROOT / "Makefile", *(ROOT / ".github" / "workflows").glob("*.yml")]
    }
    assert len(installing["Makefile"]) >= 3
    for commands in installing.values():
        for command in commands:  # our own code, without its dependencies, has no archive to hash
            assert "--require-hashes" in command or "--no-deps --no-build-isolation -e ." in command


def test_a_checkout_has_the_same_bytes_everywhere() -> None:
    """On Windows, git would write other line ends; what is no text keeps its bytes."""
    rules = (ROOT / ".gitattributes").read_text("utf-8").splitlines()
    assert "* text=auto eol=lf" in rules
    folders = ("docs", "macros", "overrides", "tests", "deploy")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    no_text = {path.suffix for path in files if b"\0" in path.read_bytes()} - {".pyc"}
    assert {f"*{suffix} binary" for suffix in no_text} <= {*rules}
