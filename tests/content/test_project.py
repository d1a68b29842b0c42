"""The project's own files keep what they promise."""

from __future__ import annotations

import re
import tomllib

from tests.conftest import ROOT


def test_every_pinned_version_has_a_hash_and_no_address() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")
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
