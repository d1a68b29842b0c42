"""What `make bench` asks of the server, in small: it must be able to tell right from wrong."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from macros import search
from tests import servers
from tests.bench import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Site


@pytest.fixture(scope="module")
def nginx(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if servers.find("nginx") is None:
        pytest.skip(servers.REMEDY.format(name="nginx"))
    with servers.serving("nginx", site.folder, tmp_path_factory.mktemp("server")) as url:
        yield url


def test_a_reader_asks_for_pages_with_what_they_load_and_the_index(site: Site) -> None:
    files = load.asked(site.folder)
    assert {"/", "/respond/appeal/", f"/{search.FILE}"} <= files.keys()
    assert {path.rpartition(".")[2] for path in files} >= {"css", "js", "json"}


def test_many_at_once_get_every_file_whole(nginx: str, site: Site) -> None:
    files = load.asked(site.folder)
    result = asyncio.run(load.run(nginx, files, requests=600, connections=20))
    assert result.wrong == []
    assert len(result.seconds) == 600
    assert 0 < result.received < 600 * max(map(len, files.values()))


def test_an_answer_that_is_missing_or_says_something_else_is_wrong(nginx: str) -> None:
    files = {"/": b"something else", "/nowhere/": b""}
    result = asyncio.run(load.run(nginx, files, requests=10, connections=2))
    assert sorted(result.wrong) == ["/"] * 5 + ["/nowhere/"] * 5


def test_a_server_that_is_gone_answers_wrong() -> None:
    result = asyncio.run(load.run("http://127.0.0.1:1/", {"/": b""}, requests=3, connections=1))
    assert result.wrong == ["/"] * 3
