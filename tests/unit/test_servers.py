from __future__ import annotations

from typing import TYPE_CHECKING

from tests import servers

if TYPE_CHECKING:
    import pytest


def test_a_server_that_is_there_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "find", lambda name: f"/usr/sbin/{name}")
    monkeypatch.delattr(servers, "unpack")
    assert servers.main() == 0


def test_a_server_that_cannot_be_had_is_said_aloud(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(servers, "find", lambda _: None)
    monkeypatch.setattr(servers, "unpack", tried.append)
    assert servers.main() == 0
    assert tried == ["nginx", "caddy"]
    assert "没有找到 caddy，deploy/ 里它的配置没有测试" in capsys.readouterr().out
