"""The project's own files keep what they promise."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from hashlib import sha256
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


@pytest.mark.parametrize("hashed", ["itself", "another"])
def test_pip_refuses_an_archive_that_is_not_the_pinned_one(tmp_path: Path, hashed: str) -> None:
    wheel = tmp_path / "sample-1.0-py3-none-any.whl"
    about = "Metadata-Version: 2.1\nName: sample\nVersion: 1.0\n"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("sample-1.0.dist-info/METADATA", about)
        archive.writestr("sample-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("sample-1.0.dist-info/RECORD", "")
    pinned = sha256(wheel.read_bytes() if hashed == "itself" else b"another").hexdigest()
    lock = tmp_path / "constraints.txt"
    lock.write_text(f"sample==1.0 --hash=sha256:{pinned}\n", "utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--no-index", f"--find-links={tmp_path}",
         "--require-hashes", f"--target={tmp_path / 'installed'}", "-r", str(lock)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    refused = "DO NOT MATCH THE HASHES" in result.stderr
    assert (result.returncode != 0, refused) == (hashed == "another",) * 2, result.stderr
