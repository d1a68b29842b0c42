"""Find a Chromium, Chrome or Edge for the browser tests, or install one where that is possible.

Run as `python -m tests.find_browser` before the tests; it prints the browser it found, or says
what to do and exits 1. A missing browser is never a skipped test.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = (
    "chromium-headless-shell",  # the same engine without windows: tests take two thirds of the time
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
REMEDY = """\
浏览器测试需要 Chromium、Chrome 或 Edge，这台机器上没有找到，也没能自动安装。
No Chromium, Chrome or Edge was found, and none could be installed. Do one of these:
  Debian, Ubuntu   sudo apt-get update && sudo apt-get install chromium-headless-shell fonts-noto-cjk
  elsewhere        install Chrome, or run: .venv/bin/python -m playwright install chromium
  your own         BROWSER_PATH=/path/to/chrome make test"""


def find() -> str | None:
    """Find the path of a browser that starts; BROWSER_PATH, when set, goes first."""
    return next((path for path in _candidates() if _starts(path)), None)


def _chosen() -> str:
    return os.environ.get("BROWSER_PATH", "").strip()


def _candidates() -> Iterator[str]:
    if chosen := _chosen():
        yield chosen
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield from (place for place in PLACES if Path(place).exists())
    yield from _of_playwright()


def _of_playwright() -> Iterator[str]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to import

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).exists():
        yield path


def _starts(path: str) -> bool:
    """A browser may be a stub that only says how to install the real one."""
    if platform.system() == "Windows":
        return Path(path).exists()  # chrome.exe opens a window instead of printing its version
    try:
        return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def install() -> None:
    """Install a browser the way this machine allows; a failure shows in what `find` says next."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False)  # noqa: S607 - the system's own
        for browser in ("chromium-headless-shell", "chromium"):  # Ubuntu has no shell of its own
            command = ["apt-get", "install", "-y", "-qq", browser, "fonts-noto-cjk"]
            if subprocess.run(command, env=environment, check=False).returncode == 0:
                return
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Print the browser; install one first when there is none."""
    path = find()
    if path is None and not _chosen():
        install()
        path = find()
    if path is None:
        if chosen := _chosen():
            told = f"BROWSER_PATH=“{chosen}” 不是一个能启动的浏览器：改成它的完整路径，或者不设它。"
            print(told, file=sys.stderr)  # noqa: T201
        print(REMEDY, file=sys.stderr)  # noqa: T201 - a command line prints
        return 1
    print(f"浏览器：{path}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
