from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from macros.deploy import sbom
from macros.deploy.sbom import Pin
from tests.conftest import ROOT

A, B = "a" * 64, "b" * 64
LIST = f"mkdocs-material==9.8.1 \\\n    --hash=sha256:{A} \\\n    --hash=sha256:{B}\nJinja2==3.1.6 ; python_version < '4' \\\n    --hash=sha256:{A}\nruff==1 \\\n    --hash=sha256:{B}\n"
WANTS = {sbom.PROJECT: ["mkdocs-material"], "mkdocs-material": ["jinja2"], "ruff": []}
FILES = {
    "assets/bundle.js": b"code",
    "assets/bundle.js.map": b'{"sources": ["node_modules/rxjs/a.js", "node_modules/@a/b/c.js", "src/own.ts"]}',
}


@pytest.fixture
def pins() -> list[Pin]:
    return sbom.pins(LIST)


def test_a_list_of_versions_is_read_with_every_hash(pins: list[Pin]) -> None:
    assert pins == [
        Pin("mkdocs-material", "9.8.1", (A, B)),
        Pin("jinja2", "3.1.6", (A,)),
        Pin("ruff", "1", (B,)),
    ]


def test_what_builds_is_told_from_what_only_tests(pins: list[Pin]) -> None:
    components = sbom.bom(pins, WANTS, {}, {})["components"]
    assert [each["scope"] for each in components] == ["required", "required", "excluded"]


def test_what_needs_what_is_told(pins: list[Pin]) -> None:
    told = {
        each["ref"]: each["dependsOn"] for each in sbom.bom(pins, WANTS, {}, {})["dependencies"]
    }
    assert told["shensu-youju"] == ["pkg:pypi/mkdocs-material@9.8.1"]
    assert told["pkg:pypi/mkdocs-material@9.8.1"] == ["pkg:pypi/jinja2@3.1.6"]


def test_the_theme_names_its_files_and_what_was_packed_into_them(pins: list[Pin]) -> None:
    theme = sbom.bom(pins, WANTS, {"mkdocs-material": "MIT"}, FILES)["components"][0]
    packed, listed = theme["components"][:2], theme["components"][2:]
    assert theme["licenses"] == [{"license": {"name": "MIT"}}]
    assert [each["purl"] for each in packed] == ["pkg:npm/@a/b", "pkg:npm/rxjs"]
    assert [each["name"] for each in listed] == list(FILES)
    assert listed[0]["hashes"][0]["content"] == sha256(b"code").hexdigest()


def test_only_files_that_are_the_themes_unchanged_are_called_its_own() -> None:
    site = {"assets/a.js": b"1", "assets/b.js": b"changed", "assets/ours.js": b"3"}
    assert sbom.shipped(site, {"a.js": b"1", "b.js": b"2"}) == {"assets/a.js": b"1"}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The SBOM of this project, of a site with one file of the theme and one of ours."""
    for name, text in {"site/assets/a.js": "1", "site/index.html": "", "theme/a.js": "1"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    sbom.write(ROOT, tmp_path / "site", tmp_path / "theme", tmp_path / "build" / "sbom.json")
    return tmp_path


def test_every_pinned_version_stands_once_with_its_hashes(written: Path) -> None:
    document = json.loads((written / "build" / "sbom.json").read_text("utf-8"))
    text = (ROOT / "constraints.txt").read_text("utf-8")
    refs = [each["purl"] for each in document["components"]]
    hashes = [
        h["content"] for c in document["components"] for h in c["externalReferences"][0]["hashes"]
    ]
    assert len(refs) == len(set(refs)) == len(re.findall("^[^ ]+==", text, re.MULTILINE))
    assert sorted(hashes) == sorted(re.findall("sha256:([0-9a-f]{64})", text))


def test_everything_that_is_needed_by_name_has_a_place(written: Path) -> None:
    document = json.loads((written / "build" / "sbom.json").read_text("utf-8"))
    refs = {each["bom-ref"] for each in document["components"]}
    assert {to for each in document["dependencies"] for to in each["dependsOn"]} <= refs
    assert "pkg:pypi/mkdocs@" in "".join(document["dependencies"][0]["dependsOn"])


def test_the_same_site_gives_the_same_bytes(written: Path) -> None:
    again = written / "again.json"
    sbom.write(ROOT, written / "site", written / "theme", again)
    assert again.read_bytes() == (written / "build" / "sbom.json").read_bytes()
