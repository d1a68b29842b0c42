"""`make sbom`: is what was written the CycloneDX that its readers expect?

Run as `python -m tests.check_sbom FILE`, with the tools of `constraints-audit.txt` on the path.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator


def main(path: str) -> int:
    """Validate one file; the exit code is 0 when nothing is wrong with it."""
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(Path(path).read_text("utf-8"))
    if error:
        print(f"{path}：不是合格的 CycloneDX 1.6：{error}", file=sys.stderr)
        return 1
    print(f"{path}：合乎 CycloneDX 1.6")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
