"""What runs on the project's host, and the forms people fill in there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
CONFIG = GITHUB / "ISSUE_TEMPLATE" / "config.yml"
FORMS = sorted({*CONFIG.parent.glob("*.yml")} - {CONFIG})
PERSONAL = ("个人信息", "订单号", "电话", "地址", "真名")

by_name = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
by_form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)


def read(path: Path) -> Any:  # noqa: ANN401 - YAML is what it is
    """Read YAML; it takes the bare key `on` for the truth value."""
    return yaml.safe_load(path.read_text("utf-8"))


def lint(name: str, *arguments: str) -> None:
    """Run a linter of this environment; a failure shows what it found."""
    linter = shutil.which(name, path=str(Path(sys.executable).parent))
    assert linter, f"{name} 没有装上：make 会按 constraints-dev.txt 安装"
    result = subprocess.run(
        [linter, *arguments],
        env=os.environ | {"PYTHONUTF8": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [CONFIG]),
        ("dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_a_file_has_the_shape_the_host_expects(schema: str, paths: list[Path]) -> None:
    assert paths
    lint("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, paths))


def test_no_workflow_is_dangerous() -> None:
    lint("zizmor", "--offline", "--no-config", "--no-progress", str(GITHUB))


@by_name
def test_every_action_is_pinned_by_its_commit(path: Path) -> None:
    used = re.findall(r"\buses:\s*(.+)", path.read_text("utf-8"))
    assert used
    assert [use for use in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", use)] == []


def test_an_action_has_one_version_everywhere() -> None:
    texts = [path.read_text("utf-8") for path in WORKFLOWS]
    pins = {tuple(pin) for text in texts for pin in re.findall(r"uses: (.+)@(.+)", text)}
    assert len(pins) == len({action for action, _ in pins})


@by_name
def test_a_workflow_says_what_it_may_do(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60


@by_name
def test_no_workflow_gives_a_pull_request_what_is_ours(path: Path) -> None:
    triggers = set(read(path)[True])
    assert triggers <= {"pull_request", "push", "schedule", "workflow_dispatch"}
    values = yaml.dump(read(path))  # our comments may name what is forbidden; a script's may not
    assert set(re.findall(r"\bsecrets\b\W*(\w*)", values)) <= {"GITHUB_TOKEN"}


@by_name
def test_only_a_job_that_runs_nothing_of_ours_may_write(path: Path) -> None:
    for name, job in read(path)["jobs"].items():
        checks_out = any("checkout" in step.get("uses", "") for step in job["steps"])
        assert not (checks_out and "write" in job.get("permissions", {}).values()), name


def test_the_four_forms_are_the_only_way_in() -> None:
    assert [read(path)["name"] for path in FORMS] == [
        "程序问题", "新模板建议", "规则变了", "内容有误",
    ]  # fmt: skip
    assert read(CONFIG)["blank_issues_enabled"] is False


@by_form
def test_a_form_first_says_what_not_to_post(path: Path) -> None:
    first, *_, last = read(path)["body"]
    assert first["type"] == "markdown"
    assert [word for word in PERSONAL if word not in first["attributes"]["value"]] == []
    assert all(option["required"] for option in last["attributes"]["options"])


def test_a_pull_request_first_says_what_not_to_post() -> None:
    first = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8").splitlines()[0]
    assert [word for word in PERSONAL if word not in first] == []


def test_editors_get_the_same_extensions_and_the_schema() -> None:
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    wanted = json.loads((ROOT / ".vscode" / "extensions.json").read_text("utf-8"))
    assert container["customizations"]["vscode"]["extensions"] == wanted["recommendations"]
    for schema, data in settings["yaml.schemas"].items():
        assert (ROOT / schema).exists()
        assert (ROOT / data).exists()
