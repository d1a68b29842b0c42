"""nginx and Caddy for the tests of `deploy/`: find them, or unpack Debian's packages below `build/`.

Run as `python -m tests.servers` before the tests. Nothing is installed: a package that is only
unpacked starts no service and needs no root. A server that cannot be had is a test skipped aloud.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.deploy import server_config
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
UNPACKED = ROOT / "build" / "servers"
VERSION = {"nginx": "-v", "caddy": "version"}
PLACES = (*os.environ.get("PATH", "").split(os.pathsep), "/usr/sbin", "/usr/local/sbin",
          str(UNPACKED / "usr" / "sbin"), str(UNPACKED / "usr" / "bin"))  # fmt: skip
REMEDY = """\
没有找到 {name}，deploy/ 里它的配置没有测试。
{name} was not found, so its configuration in deploy/ is not tested. Do one of these:
  Debian, Ubuntu   apt-get update as root, then run make test again: it unpacks the package itself
  elsewhere        install {name}, for example: brew install {name}"""


def find(name: str) -> str | None:
    """Find the path of a server that starts."""
    path = shutil.which(name, path=os.pathsep.join(PLACES))
    return path if path and _says([path, VERSION[name]]) else None


def unpack(name: str) -> None:
    """Fetch Debian's package of a server and unpack it; a failure shows in what `find` says next."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return
    UNPACKED.mkdir(parents=True, exist_ok=True)
    fetch = ["apt-get", "download", "-qq", name]
    if not _says(fetch):  # the lists of packages may be missing; only root may fetch them
        _says(["apt-get", "update", "-qq"])
        _says(fetch)
    for package in UNPACKED.glob("*.deb"):
        _says(["dpkg-deb", "--extract", str(package), str(UNPACKED)])
        package.unlink()


def _says(command: list[str]) -> bool:
    """Tell whether a command succeeds."""
    folder = UNPACKED if UNPACKED.exists() else None
    try:
        result = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


@contextmanager
def serving(name: str, site: Path, folder: Path) -> Iterator[str]:
    """Serve a built site with the configuration of `deploy/`; give the address, ending in `/`.

    Args:
        name: `nginx` or `caddy`.
        site: where the pages are.
        folder: an empty folder for everything the server reads and writes.

    Raises:
        RuntimeError: when the server does not start; says what it printed.
    """
    path = find(name)
    if path is None:
        raise RuntimeError(REMEDY.format(name=name))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server_config.write(site, folder)
    command = {"nginx": _nginx, "caddy": _caddy}[name](folder, site, port)
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [path, *command], stdout=log, stderr=log, env=os.environ | {"HOME": str(folder)}
        )
    try:
        if not _answers(server, port):
            raise RuntimeError((folder / "log").read_text("utf-8"))
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _nginx(folder: Path, site: Path, port: int) -> list[str]:
    """Change the lines that are the reader's, as `deploy/README.md` says, and set nginx around it."""
    listen, root = f"listen 127.0.0.1:{port};", f'root "{site}";'
    text = _ours("nginx.conf", {"listen 8080;": listen, "root /srv/shensu-youju;": root})
    (folder / "site.conf").write_text(text, "utf-8")
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    stores = "".join(
        f'{kind}_temp_path "{folder / kind}";'
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f'daemon off; {user} pid "{folder}/pid"; error_log stderr; events {{}}\n'
        f"http {{ access_log off; {stores} include site.conf; }}\n",
        "utf-8",
    )
    return ["-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def _caddy(folder: Path, site: Path, port: int) -> list[str]:
    """Set the two values that are the reader's, and keep Caddy from opening another port."""
    address, root = f"http://127.0.0.1:{port}", f'"{site}"'
    text = _ours(
        "Caddyfile", {"{$KB_ADDRESS::8080}": address, "{$KB_ROOT:/srv/shensu-youju}": root}
    )
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text, "utf-8")
    return ["run", "--config", str(folder / "Caddyfile")]


def _ours(name: str, changes: dict[str, str]) -> str:
    """Give a file of `deploy/` with the values that are the reader's, each of which stands once."""
    text = (DEPLOY / name).read_text("utf-8")
    for theirs, ours in changes.items():
        assert text.count(theirs) == 1, theirs
        text = text.replace(theirs, ours)
    return text


def _answers(server: subprocess.Popen[bytes], port: int, seconds: float = 20) -> bool:
    """Wait until the server takes a connection; a server that ended will not."""
    end = time.monotonic() + seconds
    while server.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def main() -> int:
    """Print each server, or what is not tested without it; fetch those that are missing first."""
    for name in VERSION:
        if find(name) is None:
            unpack(name)
        path = find(name)
        print(f"{name}：{path}" if path else REMEDY.format(name=name))  # noqa: T201 - a command line
    return 0


if __name__ == "__main__":
    sys.exit(main())
