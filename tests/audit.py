"""`make audit`: are there known vulnerabilities in the versions that we pin?

Run as `python -m tests.audit`, with the tools of `constraints-audit.txt` on the path. It asks a
service on the network, so `make test` does not: an answer that changes by the day is no test. What
cannot be asked is a failure, never a pass. A finding without a remedy is set aside in
`pyproject.toml`, with its reason and the day on which it is looked at again.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import dataclass
from datetime import date

from tests.conftest import ROOT

LOCKS = (
    "constraints.txt", "constraints-dev.txt", "constraints-audit.txt", "constraints-bench.txt",
)  # fmt: skip


@dataclass(frozen=True)
class Ignored:
    """A finding that is set aside for a reason until a day."""

    id: str
    reason: str
    until: date


def ignored(project: str, today: date) -> list[Ignored]:
    """Read what `pyproject.toml` sets aside.

    Raises:
        ValueError: when an entry lacks its reason or its day is past.
    """
    table = tomllib.loads(project)["tool"]["shensu-youju"]["audit-ignore"]
    for entry in table:
        name = entry.get("id", "?")
        if entry.keys() != {"id", "reason", "until"} or not entry["reason"].strip():
            raise ValueError(
                f"pyproject.toml：audit-ignore 里的 {name} 要写 id、reason、until 三项。"
            )
        if entry["until"] < today:
            raise ValueError(
                f"pyproject.toml：{name} 只搁置到 {entry['until']}。请再看一次：升级，或写新的理由和日期。"
            )
    return [Ignored(**entry) for entry in table]


def command(findings: list[Ignored]) -> list[str]:
    """Write the command that audits every pinned version, and fails where one cannot be asked."""
    files = [part for name in LOCKS for part in ("--requirement", name)]
    aside = [part for finding in findings for part in ("--ignore-vuln", finding.id)]
    strictly = ["--strict", "--require-hashes", "--disable-pip", "--progress-spinner", "off"]
    return [sys.executable, "-m", "pip_audit", *strictly, *files, *aside]


def main() -> int:
    """Run the audit; the exit code is 0 only when every version was asked about and none is bad."""
    try:
        findings = ignored((ROOT / "pyproject.toml").read_text("utf-8"), date.today())  # noqa: DTZ011
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    for one in findings:
        print(f"搁置到 {one.until}：{one.id}（{one.reason}）")
    return subprocess.run(command(findings), cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
