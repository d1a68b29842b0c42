from __future__ import annotations

import re

import pytest

from macros.handbook.problems import ProblemsError
from macros.publish import csp
from macros.publish.built_page import BuiltPage

HASH = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"  # of "alert(1)"
PAGE = "<!doctype html><title>x</title>"


def policy(*bodies: str) -> dict[str, str]:
    """The policy of pages with these bodies, by directive."""
    pages = [BuiltPage(f"{number}.html", PAGE + body) for number, body in enumerate(bodies)]
    parts = (part.partition(" ") for part in csp.policy(pages).split("; "))
    return {name: value for name, _, value in parts}


def said_of(body: str) -> str:
    with pytest.raises(ProblemsError) as error:
        csp.policy([BuiltPage("a/index.html", PAGE + "\n" + body)])
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


def page(body: str = "", path: str = "a.html") -> BuiltPage:
    return BuiltPage(path, HEAD.format(body))


def test_a_page_says_its_own_policy() -> None:
    pages = [page("<script>alert(1)</script>"), page(path="b.html")]
    one, other = (meta(each.html) for each in csp.protected(pages))
    assert one.endswith(f"script-src 'self' {HASH}")
    assert other.endswith("script-src 'self'")
    assert one.startswith("default-src 'none'; ")


def test_a_page_says_what_the_header_says_but_for_what_only_a_header_can() -> None:
    """Browsers ignore `frame-ancestors` in a page, and complain of it."""
    pages = [page("<script>alert(1)</script>")]
    said = meta(csp.protected(pages)[0].html)
    assert csp.policy(pages) == f"{said}; frame-ancestors 'none'"


def test_a_policy_replaces_the_one_before_and_the_rest_stays_as_it_was() -> None:
    bare = page("<script>alert(1)</script>")
    once = csp.protected([bare])
    assert csp.protected(once) == once
    assert re.sub('<meta http-equiv="[^>]*>', "", once[0].html) == bare.html
    changed = BuiltPage("a.html", once[0].html.replace("alert(1)", "b()"))
    assert HASH not in csp.protected([changed])[0].html


def test_a_page_without_place_for_a_policy_is_named() -> None:
    with pytest.raises(ProblemsError, match=r'^a\.html:1: 缺少 <meta charset="utf-8">'):
        csp.protected([BuiltPage("a.html", "<title>x</title>")])
