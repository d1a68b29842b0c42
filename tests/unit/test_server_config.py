"""What servers are told: the policy and the headers, and which files may be kept for a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from macros.__main__ import main
from macros.deploy import server_config
from macros.publish import csp
from macros.publish.built_page import BuiltPage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("assets/javascripts/bundle.a5f9d56c.min.js", True),
        ("assets/javascripts/workers/search.a7633da7.min.js.map", True),
        ("assets/stylesheets/main.57a0d79d.min.css", True),
        ("assets/javascripts/lunr/min/lunr.zh.min.js", False),
        ("assets/js/main.js", False),
        ("index.html", False),
        ("elsewhere/bundle.a5f9d56c.min.js", False),
    ],
)
def test_only_a_name_with_a_hash_is_kept_for_a_year(name: str, kept: bool) -> None:  # noqa: FBT001
    rule = f"/{name}\n  Cache-Control: public, max-age=31536000, immutable\n"
    assert (rule in server_config.configs([], [name])["_headers"]) is kept


def test_the_same_site_gives_the_same_bytes() -> None:
    pages = [
        BuiltPage("a.html", "<script>a()</script>"),
        BuiltPage("b.html", "<script>b()</script>"),
    ]
    names = ["assets/a.00000000.min.js", "assets/b.11111111.min.js"]
    backwards = server_config.configs(pages[::-1], names[::-1])
    assert server_config.configs(pages, names) == backwards


def test_each_server_is_told_the_same() -> None:
    pages = [BuiltPage("a.html", "<title>x</title>")]
    written = server_config.configs(pages, [])
    for name, value in server_config.headers(pages):
        assert f'add_header {name} "{value}" always;\n' in written["headers.nginx"]
        assert f'header {name} "{value}"\n' in written["headers.caddy"]
        assert f"  {name}: {value}\n" in written["_headers"]


def test_deploy_writes_the_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<script>alert(1)</script>", "utf-8")
    assert main(["deploy", str(tmp_path / "site"), str(tmp_path / "out")]) == 0
    assert "已写入 3 个文件" in capsys.readouterr().out
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "headers.nginx", "headers.caddy", "_headers",
    }  # fmt: skip
    assert csp.digest("alert(1)") in (tmp_path / "out" / "headers.nginx").read_text("utf-8")


def test_deploy_names_what_the_policy_would_refuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text('<p style="color: red">', "utf-8")
    assert main(["deploy", str(tmp_path), str(tmp_path / "out")]) == 1
    assert "index.html:1: 内容安全策略会挡住 <p style>" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
