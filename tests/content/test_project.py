"""The project's own files keep what they promise."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize("path", sorted(ROOT.glob("constraints*.txt")), ids=lambda path: path.name)
def test_every_pinned_version_has_a_hash_and_no_address(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "://" not in text
    records = re.split(r"\n(?=\S)", text.strip())
    assert [
        r for r in records if not re.match(r"[\w.-]+==\S+", r) or "--hash=sha256:" not in r
    ] == []


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {re.match(r"[\w.-]+", line)[0].lower() for line in wanted}  # type: ignore[index]
    pinned = {
        line.partition("==")[0].lower()
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line
    }
    assert names - pinned == set()


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
