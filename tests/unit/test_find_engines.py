from __future__ import annotations

from pathlib import Path

import pytest

from tests import find_engines


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine on which neither engine is, nor can be installed."""
    monkeypatch.setattr(find_engines, "DRIVER", tmp_path / "WebKitWebDriver")
    monkeypatch.setattr(find_engines, "install", lambda _names: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_what_is_not_tried_is_said_aloud_with_its_remedy(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bare.is_dir()
    assert find_engines.main([]) == 0
    said = capsys.readouterr()
    assert said.out == "引擎：chromium\n"
    for name, packages in find_engines.PACKAGES.items():
        assert f"没有在 {name} 里试" in said.err
        assert f"apt-get install {' '.join(packages)}" in said.err


def test_where_all_engines_are_asked_for_a_missing_one_is_an_error(bare: Path) -> None:
    assert bare.is_dir()
    assert find_engines.main(["--all"]) == 1


def test_a_stub_that_does_not_start_is_no_engine(bare: Path) -> None:
    stub = bare / "firefox"
    stub.write_text("#!/bin/sh\nexit 10\n", "utf-8")
    stub.chmod(0o755)
    assert find_engines.standing() == ["chromium"]


def test_an_engine_is_installed_only_when_it_is_missing(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bare.is_dir()
    asked: list[list[str]] = []
    monkeypatch.setattr(find_engines, "install", asked.append)
    find_engines.main([])
    assert asked == [["webkit", "firefox"]]
    monkeypatch.setattr(find_engines, "missing", list)
    find_engines.main([])
    assert len(asked) == 1
