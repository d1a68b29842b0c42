"""The rooms of `macros/` import one way: from the site engine down to the handbook."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = ["handbook", "html", "publish", "deploy", "engine"]
"""From the ground up."""

MODULES = sorted((ROOT / "macros").rglob("*.py"))


def imports(path: Path) -> list[str]:
    """Name what a module imports from this package, wherever in the module."""
    tree = ast.parse(path.read_text("utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [f"{node.module}.{name.name}" for name in node.names]
        elif isinstance(node, ast.Import):
            found += [name.name for name in node.names]
    return [name for name in found if name.startswith("macros.")]


def room(name: str) -> int:
    """Give the floor of `macros.html.renderer`; what stands beside the rooms is above them all."""
    place = name.split(".")[1]
    return ROOMS.index(place) if place in ROOMS else len(ROOMS)


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def test_only_two_modules_stand_beside_the_rooms() -> None:
    beside = {path.name for path in (ROOT / "macros").iterdir() if path.suffix == ".py"}
    assert beside == {"__init__.py", "__main__.py"}
    folders = {path.parent.name for path in (ROOT / "macros").glob("*/__init__.py")}
    assert folders == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_imports_run_downwards(path: Path) -> None:
    up = [name for name in imports(path) if room(name) > room(dotted(path))]
    assert up == []


def test_no_module_of_a_room_imports_in_a_circle() -> None:
    known = {dotted(path).removesuffix(".__init__"): path for path in MODULES}
    needs = {
        name: {module for each in imports(path) for module in (each, each.rpartition(".")[0])}
        & known.keys() - {name}
        for name, path in known.items()
    }
    while needs:
        free = {name for name, others in needs.items() if not others & needs.keys()}
        assert free, f"a circle among {sorted(needs)}"
        needs = {name: others for name, others in needs.items() if name not in free}
