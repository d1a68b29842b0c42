"""A script of tests/js/, run by Deno from this project's own environment."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

DENO = Path(sys.executable).with_name("deno")


def run(script: str, given: object = None) -> Any:  # noqa: ANN401 - plain JSON
    """Run a script with JSON on its standard input; give the JSON that it prints."""
    command = [str(DENO), "run", "--quiet", "--no-remote", "--no-npm", "--allow-read", script]
    told = subprocess.run(
        command, cwd=ROOT / "tests" / "js", input=json.dumps(given), capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)
