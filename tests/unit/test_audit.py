from __future__ import annotations

from datetime import date

import pytest

from tests import audit
from tests.conftest import ROOT

TODAY = date(2026, 11, 23)
HEAD = "[tool.shensu-youju]\naudit-ignore = "


def test_what_is_set_aside_here_says_why_and_until_when() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert len(audit.ignored(project, date.min)) == project.count("{ id = ") - 1  # the sample


def test_a_finding_that_is_set_aside_is_not_asked_about() -> None:
    text = HEAD + '[{ id = "GHSA-1", reason = "不用那个函数", until = 2026-11-23 }]'
    assert audit.command(audit.ignored(text, TODAY))[-2:] == ["--ignore-vuln", "GHSA-1"]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('{ id = "GHSA-1", until = 2027-01-31 }', "GHSA-1 要写"),
        ('{ id = "GHSA-1", reason = " ", until = 2027-01-31 }', "GHSA-1 要写"),
        ('{ id = "GHSA-1", reason = "不用", until = 2026-11-22 }', "只搁置到 2026-11-22"),
    ],
)
def test_nothing_is_set_aside_without_reason_or_for_ever(entry: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        audit.ignored(f"{HEAD}[{entry}]", TODAY)


def test_every_list_of_versions_is_audited_and_what_cannot_be_asked_fails() -> None:
    command = audit.command([])
    assert {path.name for path in ROOT.glob("constraints*.txt")} <= set(command)
    assert "--strict" in command
