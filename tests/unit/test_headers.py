from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from macros.__main__ import main
from macros.deploy import server_config
from macros.handbook.problems import HandbookError
from macros.publish import csp

if TYPE_CHECKING:
    from pathlib import Path

HASH = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"  # of "alert(1)"
PAGE = "<!doctype html><title>x</title>"


def policy(*bodies: str) -> dict[str, str]:
    """The policy of pages with these bodies, by directive."""
    pages = {f"{number}.html": PAGE + body for number, body in enumerate(bodies)}
    parts = (part.partition(" ") for part in csp.policy(pages).split("; "))
    return {name: value for name, _, value in parts}


def said_of(body: str) -> str:
    with pytest.raises(HandbookError) as error:
        csp.policy({"a/index.html": PAGE + "\n" + body})
    return str(error.value)


def test_an_inline_script_is_let_through_by_its_hash() -> None:
    assert policy("<script>alert(1)</script>")["script-src"] == f"'self' {HASH}"


def test_a_script_is_hashed_as_it_stands() -> None:
    text = "if (a < b && c) {\n  x = '&amp;<p>'\n}"
    assert csp.digest(text) in policy(f"<script>{text}</script>")["script-src"]


def test_scripts_of_all_pages_are_let_through_each_once() -> None:
    sources = policy("<script>alert(1)</script>", "<script>b()</script><script>alert(1)</script>")
    assert sorted(sources["script-src"].split()) == sorted(["'self'", HASH, csp.digest("b()")])


@pytest.mark.parametrize("kind", ["module", "text/javascript", "importmap", " MODULE "])
def test_every_type_that_runs_is_hashed(kind: str) -> None:
    assert HASH in policy(f'<script type="{kind}">alert(1)</script>')["script-src"]


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json", "text/template"])
def test_data_is_no_script(kind: str) -> None:
    assert policy(f'<script type="{kind}">alert(1)</script>')["script-src"] == "'self'"


def test_a_script_from_a_file_needs_no_hash() -> None:
    assert policy('<script src="a.js">alert(1)</script>')["script-src"] == "'self'"


def test_nothing_is_let_through_without_need() -> None:
    sources = policy("")
    assert sources["default-src"] == "'none'"
    assert "unsafe" not in str(sources)
    assert set(sources.values()) == {"'none'", "'self'", "'self' data:"}


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ('<p onclick="a()">', "<p onclick>"),
        ('<p style="color: red">', "<p style>"),
        ("<style>p { color: red }</style>", "<style>"),
        ('<a href=" JavaScript:a()">', "<a href>"),
        ('<a href="java&#10;script&colon;a()">', "<a href>"),
        ("<p title=a'b onclick=a()>", "<p onclick>"),
        ("<svg/onload=a()>", "<svg onload>"),
        ("<article><script>a()</script></article>", "<script>"),
    ],
)
def test_what_the_policy_would_refuse_is_named_with_its_place(body: str, what: str) -> None:
    message = said_of(body)
    assert message.startswith(f"a/index.html:2: 内容安全策略会挡住 {what}；")
    assert "docs/assets/" in message


def test_all_that_would_be_refused_is_said_at_once() -> None:
    assert len(said_of('<p style="">\n<p onclick="">').splitlines()) == 2


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
    assert (rule in server_config.files({}, [name])["_headers"]) is kept


@pytest.mark.parametrize(
    "body",
    [
        "<!-- <p style=''> -->",
        '<p title="<p onclick=a()>">',
        '<article><script type="application/json">"<p style=\'\'>"</script></article>',
    ],
)
def test_what_only_looks_like_markup_is_let_be(body: str) -> None:
    assert policy(body)["script-src"] == "'self'"


# --- the policy in the page ------------------------------------------------------------------------

HEAD = '<!doctype html><html><head>\n<meta charset="utf-8"><title>x</title></head><body>{}</body></html>'


def meta(html: str) -> str:
    """The policy that a page says, which stands before anything that it rules."""
    found = re.search(
        r'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]*)">', html
    )
    assert found
    return found[1]


def test_a_page_says_its_own_policy() -> None:
    pages = {"a.html": HEAD.format("<script>alert(1)</script>"), "b.html": HEAD.format("")}
    said = {name: meta(html) for name, html in csp.protected(pages).items()}
    assert said["a.html"].endswith(f"script-src 'self' {HASH}")
    assert said["b.html"].endswith("script-src 'self'")
    assert all(policy.startswith("default-src 'none'; ") for policy in said.values())


def test_a_page_says_what_the_header_says_but_for_what_only_a_header_can() -> None:
    """Browsers ignore `frame-ancestors` in a page, and complain of it."""
    pages = {"a.html": HEAD.format("<script>alert(1)</script>")}
    said = meta(csp.protected(pages)["a.html"])
    assert csp.policy(pages) == f"{said}; frame-ancestors 'none'"


def test_a_policy_replaces_the_one_before() -> None:
    once = csp.protected({"a.html": HEAD.format("<script>alert(1)</script>")})
    assert csp.protected(once) == once
    changed = {"a.html": once["a.html"].replace("alert(1)", "b()")}
    assert HASH not in csp.protected(changed)["a.html"]


def test_without_its_policy_a_page_is_as_it_was() -> None:
    page = HEAD.format("")
    assert csp.unprotected(csp.protected({"a.html": page})["a.html"]) == page


def test_a_page_without_place_for_a_policy_is_named() -> None:
    with pytest.raises(HandbookError, match=r'^a\.html:1: 缺少 <meta charset="utf-8">'):
        csp.protected({"a.html": "<title>x</title>"})


def test_one_page_that_breaks_the_policy_leaves_all_as_they_were(tmp_path: Path) -> None:
    pages = {"a.html": HEAD.format(""), "b.html": HEAD.format('<p style="">')}
    for name, html in pages.items():
        (tmp_path / name).write_text(html, "utf-8")
    with pytest.raises(HandbookError, match=r"^b\.html:2: 内容安全策略会挡住 <p style>"):
        csp.protect(tmp_path)
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == pages


def test_the_same_site_gives_the_same_bytes() -> None:
    pages = {"a.html": "<script>a()</script>", "b.html": "<script>b()</script>"}
    names = ["assets/a.00000000.min.js", "assets/b.11111111.min.js"]
    backwards = server_config.files(dict(reversed(pages.items())), reversed(names))
    assert server_config.files(pages, names) == backwards


def test_each_server_is_told_the_same() -> None:
    written = server_config.files({"a.html": PAGE}, [])
    for name, value in server_config.headers({"a.html": PAGE}):
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
    assert HASH in (tmp_path / "out" / "headers.nginx").read_text("utf-8")


def test_deploy_names_what_the_policy_would_refuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text('<p style="color: red">', "utf-8")
    assert main(["deploy", str(tmp_path), str(tmp_path / "out")]) == 1
    assert "index.html:1: 内容安全策略会挡住 <p style>" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
