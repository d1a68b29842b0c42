"""Find the engines beside Chromium that journeys run in (`tests/engines`), or install them.

Run as `python -m tests.find_engines` before the tests. Debian and Ubuntu have both engines as packages;
elsewhere a journey runs in fewer of them, and this says aloud in which it did not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

DRIVER = Path("/usr/bin/WebKitWebDriver")
PYTHON = Path("/usr/bin/python3")  # the system's: it alone finds the bindings of WebKitGTK
BINDINGS = "import gi; gi.require_version('WebKit2', '4.1'); from gi.repository import WebKit2"
FIREFOX = ("firefox-esr", "firefox")

PACKAGES = {
    "webkit": ("webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi", "xvfb"),
    "firefox": ("firefox-esr",),
}


def has_webkit() -> bool:
    """Whether WebKitGTK, its driver, its bindings and a screen that nobody sees are here."""
    if not (DRIVER.exists() and PYTHON.exists() and shutil.which("Xvfb")):
        return False
    return (
        subprocess.run([PYTHON, "-c", BINDINGS], capture_output=True, check=False).returncode == 0
    )


def firefox() -> str | None:
    """Give the path of Firefox. Ubuntu's is a stub that fetches a snap, which no driver may start."""
    return next((path for name in FIREFOX if (path := shutil.which(name)) and _starts(path)), None)


def _starts(path: str) -> bool:
    return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


def missing() -> list[str]:
    """Name the engines that are not here."""
    return [
        name
        for name, here in {"webkit": has_webkit(), "firefox": firefox() is not None}.items()
        if not here
    ]


def standing() -> list[str]:
    """Name the engines that journeys can run in here."""
    absent = missing()
    return ["chromium", *(name for name in PACKAGES if name not in absent)]


def install(names: list[str]) -> None:
    """Install engines where this machine allows it."""
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False)  # noqa: S607 - the system's own
    for name in names:
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES[name]]
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def untried() -> list[str]:
    """Say, for each engine that is not here, that nothing was tried in it, and how to get it."""
    return [
        f"没有在 {name} 里试：这台机器上没有，也没能自动安装。Debian、Ubuntu："
        f"sudo apt-get install {' '.join(PACKAGES[name])}"
        for name in missing()
    ]


def main(arguments: list[str]) -> int:
    """Say which engines the journeys run in; with `--all`, one that is missing is an error."""
    if absent := missing():
        install(absent)
    print(f"引擎：{'、'.join(standing())}")  # noqa: T201 - a command line prints
    for line in untried():
        print(line, file=sys.stderr)  # noqa: T201
    return 1 if "--all" in arguments and untried() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
