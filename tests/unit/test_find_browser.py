from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import find_browser

if TYPE_CHECKING:
    from pathlib import Path


def test_a_missing_browser_is_an_error_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chrome")
    assert find_browser.main() == 1
    said = capsys.readouterr().err
    assert "apt-get install chromium-headless-shell fonts-noto-cjk" in said
    assert "BROWSER_PATH=“/nowhere/chrome” 不是一个能启动的浏览器" in said


@pytest.mark.parametrize("nothing", ["", "  "])
def test_an_empty_path_of_a_browser_is_none(monkeypatch: pytest.MonkeyPatch, nothing: str) -> None:
    monkeypatch.setenv("BROWSER_PATH", nothing)
    answers = iter([None, "/usr/bin/chromium"])
    monkeypatch.setattr(find_browser, "find", lambda: next(answers))
    monkeypatch.setattr(find_browser, "install", lambda: None)
    assert find_browser.main() == 0


def test_a_stub_that_does_not_start_is_no_browser(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\nexit 10\n", "utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(stub))
    assert find_browser.find() is None


def test_a_browser_is_installed_only_when_none_is_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    answers = iter([None, "/usr/bin/chromium", "/usr/bin/google-chrome"])
    monkeypatch.setattr(find_browser, "find", lambda: next(answers))
    monkeypatch.setattr(find_browser, "install", lambda: None)
    assert find_browser.main() == 0
    assert "/usr/bin/chromium" in capsys.readouterr().out
    monkeypatch.delattr(find_browser, "install")
    assert find_browser.main() == 0
    assert "/usr/bin/google-chrome" in capsys.readouterr().out
