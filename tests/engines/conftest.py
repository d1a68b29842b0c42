"""Each journey runs in each engine that stands on this machine."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from macros.deploy import disk_copy
from macros.handbook.model import Handbook
from tests.conftest import once
from tests.engines.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Playwright

    from tests.conftest import Site


def made(name: str, folder: Path, request: pytest.FixtureRequest) -> Engine:
    """Make an engine by its name; what it needs is imported only where it stands."""
    if name == "chromium":
        from tests.engines.chromium import Chromium  # noqa: PLC0415

        playwright: Playwright = request.getfixturevalue("playwright")
        return Chromium(folder, playwright)
    if name == "webkit":
        from tests.engines.webkit import WebKit  # noqa: PLC0415

        return WebKit(folder)
    from tests.engines.firefox import Firefox  # noqa: PLC0415

    return Firefox(folder)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test in the ENGINES of its module."""
    if "browser_of" in metafunc.fixturenames:
        metafunc.parametrize("browser_of", metafunc.module.ENGINES, indirect=True, scope="session")


@pytest.fixture(scope="session")
def browser_of(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A running browser of each engine."""
    engine = made(request.param, tmp_path_factory.mktemp(request.param), request)
    engine.start()
    yield engine
    engine.stop()


@pytest.fixture
def engine(browser_of: Engine, site: Site) -> Iterator[Engine]:
    """A browser that has kept nothing; errors and violations of the policy fail the test."""
    browser_of.prefer("light")
    browser_of.resize(390)
    browser_of.goto(f"{site.url}robots.txt")
    browser_of.forget()
    browser_of.troubles()
    for path in browser_of.downloads.iterdir():
        path.unlink()
    yield browser_of
    assert browser_of.troubles() == []


@pytest.fixture(scope="session")
def copy_on_disk(site: Site, book: Handbook, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the copy for a disk, unzipped."""

    def make(folder: Path) -> None:
        folder.mkdir()
        disk_copy.write(book, site.folder, folder / "copy.zip")
        with zipfile.ZipFile(folder / "copy.zip") as archive:
            archive.extractall(folder)

    return f"{(once(tmp_path_factory, 'disk', make) / disk_copy.TOP).as_uri()}/"


@pytest.fixture(scope="session")
def pages_of_letters(site: Site) -> dict[str, str]:
    """Letter → the address of the page that it stands on."""
    return {
        letter: page.parent.relative_to(site.folder).as_posix() + "/"
        for page in site.pages()
        for letter in re.findall(r'data-kb-template="([a-z0-9-]+)"', page.read_text("utf-8"))
    }
