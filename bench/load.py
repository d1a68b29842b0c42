"""`make bench`: the built site behind nginx, asked by many at once, on this machine alone.

Prints how many answers a second there were, how long one took, and how many were wrong: each must
be 200 and hold, byte for byte, the file it names. The client shares the machine with the server and
is the slower of the two, so what nginx itself spent is printed as well.
"""

from __future__ import annotations

import asyncio
import gzip
import itertools
import os
import re
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlparse

from macros.deploy import gzip_copies
from macros.publish import search_index
from tests import servers
from tests.conftest import ROOT, build

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

Connection: TypeAlias = "tuple[asyncio.StreamReader, asyncio.StreamWriter]"

REQUESTS, CONNECTIONS, TIMEOUT = 20_000, 50, 30
PAGES = ("", "respond/first-day/", "respond/appeal/", "after-sales/overview/", "tools/cases/")
FAILURES = (OSError, ValueError, EOFError, TimeoutError)
_LOADED = re.compile(r'<(?:link|script)\b[^>]*\s(?:href|src)="([^"?#:]+\.(?:css|js))"')


@dataclass
class Run:
    """What came of many requests: the seconds of each, the bytes received, the paths gone wrong."""

    seconds: list[float] = field(default_factory=list)
    received: int = 0
    wrong: list[str] = field(default_factory=list)
    lasted: float = 0

    def within(self, share: float) -> float:
        """Give the milliseconds within which this share of the answers came."""
        times = sorted(self.seconds)
        return 1000 * times[min(len(times) - 1, int(share * len(times)))]


def asked(site: Path) -> dict[str, bytes]:
    """Pair each path that the readers of `PAGES` ask for with what the answer must hold."""
    found = {f"/{page}": site / page / "index.html" for page in PAGES}
    for page in list(found.values()):
        for link in _LOADED.findall(page.read_text("utf-8")):
            path = (page.parent / link).resolve()
            found[f"/{path.relative_to(site.resolve()).as_posix()}"] = path
    found[f"/{search_index.FILE}"] = site / search_index.FILE
    return {path: file.read_bytes() for path, file in found.items()}


async def run(url: str, files: dict[str, bytes], requests: int, connections: int) -> Run:
    """Ask for the files in turn, so many requests in all, over connections that are kept open."""
    result = Run()
    paths = itertools.islice(itertools.cycle(files), requests)
    start = time.perf_counter()
    await asyncio.gather(*(_reader(url, files, paths, result) for _ in range(connections)))
    result.lasted = time.perf_counter() - start
    return result


async def _reader(url: str, files: dict[str, bytes], paths: Iterator[str], result: Run) -> None:
    """Take paths until there are none; a connection that fails is a wrong answer, and made anew."""
    connection = None
    right: dict[str, bytes] = {}  # as sent; unpacked once, as the client is to measure, not to work
    for path in paths:
        start = time.perf_counter()
        try:
            connection = connection or await _connect(url)
            body = await asyncio.wait_for(_ask(connection, path), TIMEOUT)
            result.received += len(body)
            if body != right.get(path):
                _check(body, files[path])
                right[path] = body
        except FAILURES:
            connection = None
            result.wrong.append(path)
        result.seconds.append(time.perf_counter() - start)
    if connection:
        connection[1].close()


async def _connect(url: str) -> Connection:
    address = urlparse(url)
    return await asyncio.open_connection(address.hostname, address.port)


async def _ask(connection: Connection, path: str) -> bytes:
    """Give the body of an answer as it was sent. Raises what `FAILURES` names."""
    reader, writer = connection
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    )
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if not head.startswith(b"http/1.1 200 "):
        raise ValueError(head)
    if length := re.search(rb"\r\ncontent-length: (\d+)", head):
        return await reader.readexactly(int(length[1]))
    return b"".join([chunk async for chunk in _chunks(reader)])


async def _chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while size := int(await reader.readuntil(b"\r\n"), 16):
        yield (await reader.readexactly(size + 2))[:-2]
    await reader.readexactly(2)


def _check(body: bytes, file: bytes) -> None:
    """Compare an answer with its file. Raises what `FAILURES` names."""
    if body != file and gzip.decompress(body) != file:  # small files are not packed
        raise ValueError


def main() -> None:
    """Build the site, serve it, ask, and print."""
    with tempfile.TemporaryDirectory() as folder:
        site, place = Path(folder) / "site", Path(folder) / "server"
        place.mkdir()
        build(ROOT, site)
        gzip_copies.write(site)  # as make deploy does
        files = asked(site)
        before = _spent()
        with servers.serving("nginx", site, place) as url:
            result = asyncio.run(run(url, files, REQUESTS, CONNECTIONS))
        print(report(result, len(files), _spent() - before))  # nginx is counted once it has ended


def report(result: Run, files: int, spent: float) -> str:
    """Say what came of a run; `spent`: the processor seconds of the server."""
    many = len(result.seconds)
    times = ", ".join(f"p{share} {result.within(share / 100):.0f} ms" for share in (50, 95, 99))
    return f"""## Load: nginx on this machine, {os.cpu_count()} cores shared with the client

{many} requests for {files} files in turn, {CONNECTIONS} connections: {result.lasted:.1f} s
{many / result.lasted:.0f} answers a second, {result.received / result.lasted / 1e6:.1f} MB/s; \
{len(result.wrong)} wrong{f": {sorted(set(result.wrong))}" if result.wrong else ""}
one answer: {times} (it waited for the client too, which was busy all the time)
nginx spent {spent:.1f} s of processor: {many / spent:.0f} answers for each second of one core
"""


def _spent() -> float:
    """Count the processor seconds of all child processes that have ended."""
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
