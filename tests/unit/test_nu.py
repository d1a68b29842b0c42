from __future__ import annotations

import hashlib
import io
import tarfile
from typing import TYPE_CHECKING

import pytest

from tests import nu

if TYPE_CHECKING:
    from pathlib import Path


def packed(folder: Path, content: bytes) -> Path:
    path = folder / "vnu.tgz"
    with tarfile.open(path, "w:gz") as package:
        member = tarfile.TarInfo(nu.INSIDE)
        member.size = len(content)
        package.addfile(member, io.BytesIO(content))
    return path


def test_the_jar_that_was_reviewed_is_used(tmp_path: Path) -> None:
    nu.unpack(packed(tmp_path, b"jar"), tmp_path / "jar", hashlib.sha256(b"jar").hexdigest())
    assert (tmp_path / "jar").read_bytes() == b"jar"


def test_another_jar_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="校验值不一样"):
        nu.unpack(packed(tmp_path, b"other"), tmp_path / "jar")
    assert not (tmp_path / "jar").exists()


def test_a_checker_that_cannot_be_had_is_said_aloud(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(nu, "find", lambda: None)
    monkeypatch.setattr(nu, "fetch", lambda: None)
    assert nu.main() == 0
    assert "页面的 HTML 没有检查" in capsys.readouterr().out
