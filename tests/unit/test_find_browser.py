from __future__ import annotations

from typing import TYPE_CHECKING

from tests import find_browser

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_missing_browser_is_an_error_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chrome")
    assert find_browser.main() == 1
    assert "apt-get install chromium-headless-shell fonts-noto-cjk" in capsys.readouterr().err


def test_a_stub_that_does_not_start_is_no_browser(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\nexit 10\n", "utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(stub))
    assert find_browser.find() is None


def test_a_browser_is_installed_when_none_is_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    answers = iter([None, "/usr/bin/chromium"])
    monkeypatch.setattr(find_browser, "find", lambda: next(answers))
    asked: list[bool] = []
    monkeypatch.setattr(find_browser, "install", lambda *, needed: asked.append(needed))
    assert find_browser.main() == 0
    assert asked == [True]
    assert "/usr/bin/chromium" in capsys.readouterr().out


def test_a_browser_with_windows_is_good_enough_where_no_faster_one_can_be_had(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setattr(find_browser, "find", lambda: "/usr/bin/google-chrome")
    asked: list[bool] = []
    monkeypatch.setattr(find_browser, "install", lambda *, needed: asked.append(needed))
    assert find_browser.main() == 0
    assert asked == [False]
    assert "/usr/bin/google-chrome" in capsys.readouterr().out


def test_a_shell_that_is_there_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setattr(find_browser, "find", lambda: "/usr/bin/chromium-headless-shell")
    monkeypatch.delattr(find_browser, "install")
    assert find_browser.main() == 0
