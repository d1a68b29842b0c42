"""Encodes rendered HTML so that Markdown, which inline macros pass through, changes nothing in it."""

from __future__ import annotations

import re

_MARKDOWN = str.maketrans({char: f"&#{ord(char)};" for char in r"\`*_[]{}~^=+!|:#$@<>()"})
_TAG_OR_TEXT = re.compile(r"(<[^>]*>|&#?\w+;)|([^<&]+)")
_WORDS_IN_TAG = re.compile(r'(?<= title=")[^"]*|(?<= aria-label=")[^"]*')


def encoded(html: str) -> str:
    """Encode text, between tags and in them, so that Markdown finds nothing to format in it."""
    return _TAG_OR_TEXT.sub(
        lambda m: (
            _WORDS_IN_TAG.sub(lambda words: encoded(words[0]), m[1])
            if m[1]
            else m[2].translate(_MARKDOWN)
        ),
        html,
    )
