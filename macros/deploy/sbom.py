"""Pinned versions and the theme's files to an SBOM: what the site ships of others, and what builds it.

CycloneDX 1.6 as plain data, without clock or serial number: the same versions give the same bytes.
The pages ship third-party code from one package only, the theme; what its maker packed into its
files is named by their source maps, which tell no versions.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata, requires
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

PROJECT = "shensu-youju"
THEME = "mkdocs-material"
_PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NAME = re.compile(r"[\w.-]+")
_PACKED = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")


@dataclass(frozen=True)
class Pin:
    """A pinned version with the SHA-256 of each of its archives; a name may have one for each Python."""

    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Name it as all tools do."""
        return f"pkg:pypi/{self.name}@{self.version}"


def write(root: Path, site: Path, theme: Path, target: Path) -> int:
    """Write the SBOM of a built site; count the versions in it.

    Args:
        root: where `constraints.txt` and `pyproject.toml` are.
        site: the built site.
        theme: the folder of the theme's assets, as installed.
        target: the JSON file to write.

    Raises:
        OSError: when a file cannot be read or written.
    """
    pinned = pins((root / "constraints.txt").read_text("utf-8"))
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    wants = {pin.name: _names(_requires(pin.name)) for pin in pinned}
    wants[PROJECT] = _names(project["dependencies"])
    licences = {pin.name: _licence(pin.name) for pin in pinned}
    document = bom(pinned, wants, licences, shipped(_files(site), _files(theme)))
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    target.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return len(document["components"])


def pins(text: str) -> list[Pin]:
    """Read pinned versions as `pip` does."""
    records = re.split(r"\n(?=\S)", text.strip())
    found = ((_PINNED.match(record), _HASH.findall(record)) for record in records)
    return [Pin(normal(m[1]), m[2], tuple(hashes)) for m, hashes in found if m]


def normal(name: str) -> str:
    """Write a package's name as an index does."""
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(name: str, wants: Mapping[str, list[str]]) -> set[str]:
    """Name everything that a package needs, and what that needs in turn."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = set(wants.get(waiting.pop(), [])) - found
        found |= new
        waiting += new
    return found


def shipped(site: Mapping[str, bytes], theme: Mapping[str, bytes]) -> dict[str, bytes]:
    """Choose the files of the site that are the theme's, unchanged."""
    return {
        name: content
        for name, content in sorted(site.items())
        if theme.get(name.removeprefix("assets/")) == content
    }


def bom(
    pinned: list[Pin],
    wants: Mapping[str, list[str]],
    licences: Mapping[str, str],
    files: Mapping[str, bytes],
) -> dict[str, Any]:
    """Describe all of it as CycloneDX 1.6.

    Args:
        pinned: every version of the list.
        wants: the packages that each package, and the project, needs by name.
        licences: what each package says of its licence, if it says it shortly.
        files: the theme's files of the site, by path.
    """
    building = closure(PROJECT, wants)
    components = [_component(pin, building, licences.get(pin.name, "")) for pin in pinned]
    for theme in (one for one in components if one["name"] == THEME):
        theme["components"] = [*_packed(files), *_listed(files)]
    nodes = [(PROJECT, PROJECT), *((pin.name, pin.purl) for pin in pinned)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"bom-ref": PROJECT, "type": "application", "name": PROJECT}},
        "components": components,
        "dependencies": [
            {
                "ref": ref,
                "dependsOn": [pin.purl for pin in pinned if pin.name in wants.get(name, [])],
            }
            for name, ref in nodes
        ],
    }


def _component(pin: Pin, building: set[str], licence: str) -> dict[str, Any]:
    archives = [{"alg": "SHA-256", "content": each} for each in pin.hashes]
    comment = "any archive of this version that the index holds has one of these hashes"
    return {
        "bom-ref": pin.purl,
        "type": "library",
        "name": pin.name,
        "version": pin.version,
        "scope": "required" if pin.name in building else "excluded",  # excluded: tests and checks
        "purl": pin.purl,
        **({"licenses": [{"license": {"name": licence}}]} if licence else {}),
        "externalReferences": [
            {"type": "distribution", "url": pin.purl, "comment": comment, "hashes": archives}
        ],
    }


def _packed(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """Name what the source maps say was packed into the theme's files."""
    maps = [json.loads(content) for name, content in files.items() if name.endswith(".map")]
    names = {match[1] for each in maps for s in each["sources"] if (match := _PACKED.search(s))}
    return [{"type": "library", "name": name, "purl": f"pkg:npm/{name}"} for name in sorted(names)]


def _listed(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    return [
        {
            "type": "file",
            "name": name,
            "hashes": [{"alg": "SHA-256", "content": sha256(content).hexdigest()}],
        }
        for name, content in files.items()
    ]


def _files(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _requires(name: str) -> list[str]:
    """Give the requirements of an installed package; none for one of another system."""
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def _names(requirements: Iterable[str]) -> list[str]:
    """Name what is needed on any system; extras are left out."""
    needed = (line for line in requirements if "extra ==" not in line)
    return sorted({normal(match[0]) for line in needed if (match := _NAME.match(line))})


def _licence(name: str) -> str:
    """Say what an installed package states of its licence: an SPDX expression, or its classifiers."""
    try:
        stated = metadata(name)
    except PackageNotFoundError:
        return ""
    classes = [each for each in stated.get_all("Classifier", []) if each.startswith("License ::")]
    short = ", ".join(each.rpartition(" :: ")[2] for each in classes)
    return str(stated.get_all("License-Expression", [short])[0])
