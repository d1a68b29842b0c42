"""What all tests share: the repository, its data, and one built site, served on this machine."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from hypothesis import settings

from macros.handbook import strict_yaml
from macros.handbook.guides import Page, read_pages
from macros.handbook.loader import load
from tests.find_engines import untried

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from macros.handbook.model import Handbook

# A slow machine is no failure, and the same commit gives the same answer twice.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
DATA = ROOT / "tests" / "data"
GUIDE = """---
title: 指南
description: 一句话说明这一页回答什么。
answers:
  top: [怎么办, 先做什么, 交到哪里]
---

# 指南

## 开头 { #top }
"""


REPOSITORY = "https://example.org/a/b"
ADDRESS = "https://kb.example/"
"""The address that sites are built for, whichever port serves them."""
ZIP = "shensu-youju-offline.zip"
"""The name of the zip for a disk, where pages lead to one."""


@dataclass(frozen=True)
class Site:
    """The built site: its folder, the address it is served at, and the one it was built for."""

    folder: Path
    url: str
    address: str = ADDRESS

    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))


def pytest_xdist_auto_num_workers() -> int:
    """Run one process more than there are cores: a test in a browser waits half of its time."""
    return (os.cpu_count() or 1) + 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end in which engines the journeys were not tried."""
    if any("tests/engines/" in each.nodeid for each in terminalreporter.stats.get("passed", [])):
        for line in untried():
            terminalreporter.write_line(line, yellow=True)


def yaml_data(path: Path) -> Any:  # noqa: ANN401 - plain data
    """Read a YAML file that has nothing wrong in it."""
    document = strict_yaml.parse(strict_yaml.read_text(path, path.name), path.name)
    assert document.problems == []
    return document.data


def our_scripts() -> dict[str, str]:
    """Read our modules by name below `assets/js/`."""
    code = DOCS / "assets" / "js"
    return {
        path.relative_to(code).with_suffix("").as_posix(): path.read_text("utf-8")
        for path in code.rglob("*.js")
    }


@pytest.fixture(scope="session")
def book() -> Handbook:
    return load(DOCS / "data" / "handbook.yml")


@pytest.fixture(scope="session")
def guides() -> dict[str, Page]:
    return read_pages(DOCS)


@pytest.fixture
def small() -> dict[str, Any]:
    """A small handbook with nothing wrong in it, as plain data, to spoil."""
    data: dict[str, Any] = yaml_data(DATA / "small.yml")
    return data


@pytest.fixture(scope="session")
def fill_cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((DATA / "fill_cases.json").read_text("utf-8"))
    return cases


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site once, as `make build` does, and serve it."""
    folder = once(tmp_path_factory, "site", lambda folder: build(ROOT, folder, SITE_URL=ADDRESS))
    with served(folder) as url:
        yield Site(folder, url)


@pytest.fixture(scope="session")
def unaddressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site without an address of its own, from a repository that is known, with a zip for a disk."""
    known = {
        "SITE_URL": "",
        "REPO_URL": REPOSITORY,
        "EDIT_URI": "edit/main/docs/",
        "OFFLINE_ZIP": ZIP,
    }
    return once(tmp_path_factory, "unaddressed", lambda folder: build(ROOT, folder, **known))


@pytest.fixture(scope="session")
def zensical(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve the same site with Zensical, by the two commands of decision 0002."""
    folder = once(tmp_path_factory, "zensical", build_with_zensical) / "site"
    with served(folder) as url:
        yield Site(folder, url)


def build_with_zensical(project: Path) -> None:
    """Build in a copy of the project; Zensical has no other place for the site."""
    copied(project)
    run(project, "zensical", "build", "--clean", "--strict", SITE_URL=ADDRESS)
    run(project, "macros", "publish", "site")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Make a folder once for all processes of a test run; the others wait for it."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    with FileLock(base / f"{name}.lock"):
        if not (base / name).exists():
            make(base / f"{name}.part")
            (base / f"{name}.part").rename(base / name)
    return base / name


def copied(project: Path) -> Path:
    """Copy everything a build reads into a folder."""
    for name in ("docs", "macros", "overrides"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    return project


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, which may be filled later, at an address that is told at once."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def build(project: Path, folder: Path, **environment: str) -> None:
    """Build a project strictly."""
    run(project, "mkdocs", "build", "--quiet", "--site-dir", str(folder), **environment)


def run(project: Path, *command: str, **environment: str) -> None:
    """Run a module in a project's folder; a failure shows what it printed."""
    result = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files as a host would: with the site's own page for what is not there."""

    protocol_version = "HTTP/1.1"  # one connection serves many of a page's modules

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        self._send(code, "text/html; charset=utf-8", page.read_bytes())

    def _send(self, code: int, kind: str, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
