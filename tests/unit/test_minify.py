"""Scripts and sheets lose what only people read, and nothing else."""

from __future__ import annotations

import pytest

from macros.publish.assets import minify


@pytest.mark.parametrize(
    ("source", "becomes"),
    [
        ("a = 1; // gone\n", "a=1;"),
        ("/* gone\n */ let a;", "let a;"),
        ("\"// kept  \" + '/* kept */'", "\"// kept  \"+'/* kept */'"),
        ('`a  ${b ? ` c  ${ {d} } ` : "  "}  // e`', '`a  ${b?` c  ${{d}} `:"  "}  // e`'),
        ("x = /[/\"'`]  \\/ /g; // gone", "x=/[/\"'`]  \\/ /g;"),
        ("a = b / c / d", "a=b / c / d"),
        ("return /a  b/.test(c)", "return /a  b/.test(c)"),
        ("a + b - c", "a+b-c"),
        ("a + +b; c - -d", "a+ +b;c- -d"),
        ("const a = 1\nconst b = 2", "const a=1\nconst b=2"),
        ("class A {\n  b() {}\n  c = 1\n}\nf()", "class A{b(){}\nc=1}\nf()"),
    ],
)
def test_a_script_loses_only_what_people_read(source: str, becomes: str) -> None:
    assert minify.script(source) == f"{becomes}\n"


def test_a_sheet_loses_only_what_people_read() -> None:
    source = """/* The seller's */ a , b { c: "d  ; /* e */"; }
    /* {gone} */ f > g:not(.h) i { j: calc(1px + 2px); } /*! kept */"""
    assert minify.sheet(source) == (
        'a,b{c: "d  ; /* e */";}f > g:not(.h) i{j: calc(1px + 2px);}/*! kept */'
    )
