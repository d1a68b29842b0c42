"""A sheet loses a rule only when no page can use it."""

from __future__ import annotations

import pytest

from macros.publish.assets import unused_css
from macros.publish.built_page import BuiltPage


@pytest.mark.parametrize(
    ("source", "becomes"),
    [
        (".a{x:y}.b{x:y}", ".a{x:y}"),
        (".a,.b .a{x:y}", ".a{x:y}"),
        ("#b,p{x:y}", "p{x:y}"),
        ("[c=a],[c=b],[c]{x:y}", "[c=a],[c]{x:y}"),
        (".a:not(.b),.a:is(.b,#b){x:y}", ".a:not(.b),.a:is(.b,#b){x:y}"),
        ("@media print{.b{x:y}}@media print{.b{x:y}.a{x:y}}", "@media print{.a{x:y}}"),
        ("@keyframes b{0.5%{x:y}to{x:y}}", "@keyframes b{0.5%{x:y}to{x:y}}"),
        ('@charset "UTF-8";.a{x:url("}.b{")}', '@charset "UTF-8";.a{x:url("}.b{")}'),
    ],
)
def test_a_rule_goes_only_when_no_page_can_use_it(source: str, becomes: str) -> None:
    assert unused_css.sheet(source, {"a"}) == becomes


@pytest.mark.parametrize(
    ("source", "becomes"),
    [
        ("p{--x:1;color:var(--x)}", "p{--x:1;color:var(--x)}"),
        ("p{--x:1;color:red}", "p{color:red}"),
        ("p{color:red;--x:1}", "p{color:red;}"),
        (":root{--x:1}p{color:red}", "p{color:red}"),
        ("p{color:red}:root{--x:1}", "p{color:red}"),
        (":root{--x:1;--y:var(--x);--z:var(--y)}", ""),
        ("@media print{:root{--x:1}p{color:red}}", "@media print{p{color:red}}"),
        ("""p{--x:url("data:a,<svg a='b;}'>");color:red}""", "p{color:red}"),
        ("""p{--x:url(data:a;b);color:var( --x, 1)}""", "p{--x:url(data:a;b);color:var( --x, 1)}"),
        ("p{--a:1;--said-by-a-script:2}", "p{--said-by-a-script:2}"),
        ("a:hover{color:red}", "a:hover{color:red}"),
    ],
)
def test_a_variable_goes_only_when_nothing_reads_it(source: str, becomes: str) -> None:
    assert unused_css.sheet(source, {"--said-by-a-script"}) == becomes


def test_a_word_of_a_tag_or_a_script_may_be_used_by_a_rule() -> None:
    html = '<p class="a kb-b" title="x > c">d</p><!-- <p class="e"> --><script>add("kb-s")</script>'
    page = BuiltPage("", html)
    known = unused_css.words([page.tree], ['e.className = "f-g"'])
    assert {"p", "a", "kb-b", "c", "f-g", "kb-s"} <= known
    assert not {"d", "-e"} & known
