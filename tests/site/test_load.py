"""What `make bench` asks of the server, in small: it must be able to tell right from wrong."""

from __future__ import annotations

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import pytest

from bench import load
from macros.deploy import gzip_copies
from macros.publish import search_index
from tests import servers

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from pathlib import Path

    from tests.conftest import Site


@pytest.fixture(scope="module")
def nginx(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if servers.find("nginx") is None:
        pytest.skip(servers.REMEDY.format(name="nginx"))
    with servers.serving("nginx", site.folder, tmp_path_factory.mktemp("server")) as url:
        yield url


def test_a_reader_asks_for_pages_with_what_they_load_and_the_index(site: Site) -> None:
    files = load.asked(site.folder)
    assert {"/", "/respond/appeal/", f"/{search_index.FILE}"} <= files.keys()
    assert {path.rpartition(".")[2] for path in files} >= {"css", "js", "json"}


def answers(asking: Coroutine[Any, Any, load.Run]) -> load.Run:
    """Run it in a thread of its own: a browser's test in this process may have left a loop running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asking).result()


def test_many_at_once_get_every_file_whole(nginx: str, site: Site) -> None:
    files = load.asked(site.folder)
    result = answers(load.run(nginx, files, requests=600, connections=20))
    assert result.wrong == []
    assert len(result.seconds) == 600
    assert 0 < result.received < 600 * max(map(len, files.values()))


def test_an_answer_that_is_missing_or_says_something_else_is_wrong(nginx: str) -> None:
    files = {"/": b"something else", "/nowhere/": b""}
    result = answers(load.run(nginx, files, requests=10, connections=2))
    assert sorted(result.wrong) == ["/"] * 5 + ["/nowhere/"] * 5


def test_a_server_that_is_gone_answers_wrong() -> None:
    result = answers(load.run("http://127.0.0.1:1/", {"/": b""}, requests=3, connections=1))
    assert result.wrong == ["/"] * 3


def test_nginx_hands_out_the_copy_that_was_packed_before(tmp_path: Path) -> None:
    if servers.find("nginx") is None:
        pytest.skip(servers.REMEDY.format(name="nginx"))
    page = tmp_path / "site" / "index.html"
    page.parent.mkdir()
    page.write_bytes(b"as it stands " * 100)
    gzip_copies.write(page.parent)
    (tmp_path / "site" / "index.html.gz").write_bytes(gzip.compress(b"as it was packed"))
    (tmp_path / "server").mkdir()
    with servers.serving("nginx", page.parent, tmp_path / "server") as url:
        asked = Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - our own address
        with urlopen(asked) as answer:  # noqa: S310
            assert gzip.decompress(answer.read()) == b"as it was packed"
