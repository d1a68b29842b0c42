"""What nobody should type, and what must come out as text all the same, or be refused."""

from __future__ import annotations

from hypothesis import strategies as st

MARKUP = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</title></style></textarea>",
    '"><img src=x onerror=alert(1)>', "'><svg/onload=alert(1)>", "<!--", "-->", "]]>", "<![CDATA[",
    "&lt;b&gt;&#60;i&#62;", "&copy", "<kb-template>", "</div></article>", '" onclick="alert(1)', "<?php",
]  # fmt: skip
TEMPLATES = [
    "{{ 7*7 }}", "{% raw %}", "{#", "#}", "{{", "}}", "${7*7}", "$&", "$`", "\\1", "%s", "{0}",
    "【订单编号】",
]  # fmt: skip
MARKDOWN = [
    "`", "```", "~~~", "*a*", "**a**", "_a_", "# a", "> a", "- a", "1. a", "| a | b |", "[^1]",
    "*[a]: b", "[x](javascript:alert(1))", "![x](//evil.example/x.png)", "[a]: //evil.example",
    "<//evil.example>", "{ #id onclick=alert(1) }", "{: style=color:red }", "!!! note", "\\`", "a\\",
    "~a~", "^a^", "==a==", "++a++", ":smile:",
]  # fmt: skip
UNSEEN = [
    "\u202e", "\u200b", "\u2066", "\ufeff", "\u2028", "\x00", "\x1b[31m", "\x7f", "\x85", "\u00ad",
    "\ufffe", "\u3164", "\U000e0041",
]  # fmt: skip
FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "＝1+1", "\t=1", "\r=1"]
LONG = ["长" * 100_000, "<" * 10_000, "(" * 10_000, "{{" * 5_000]
SURROGATE = "\ud800"
"""Half a character: a browser can hold one, a file cannot."""

SHORT = [*MARKUP, *TEMPLATES, *MARKDOWN, *UNSEEN, *FORMULAS]


def texts() -> st.SearchStrategy[str]:
    """Lines of any characters that a file can hold, with hostile pieces in them."""
    anything = st.text(st.characters(codec="utf-8"), max_size=20)
    lines = st.lists(anything | st.sampled_from(SHORT), min_size=1, max_size=5).map("".join)
    return lines.filter(lambda text: bool(text.strip()) and text.splitlines() == [text])
