"""A Markdown extension that keeps rendered widgets out of the parser.

Half of a guide is widgets; parsing their HTML took as long as the rest of the page.
Works in every engine that runs Python-Markdown.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_BLOCK = re.compile(r"<!--kb-->\n(.*?)\n<!--/kb-->", re.DOTALL)
_ID = re.compile(r'<[^>]*? id="([^"]+)"')
_IDS = re.compile(r"<kb-ids[^>]*></kb-ids>")


def ready(html: str) -> str:
    """Mark a block of HTML, which stands alone on its lines, as ready."""
    return f"<!--kb-->\n{html}\n<!--/kb-->"


def makeExtension(**_: object) -> Extension:  # noqa: N802 - Markdown looks for this name
    """Make the extension that `mkdocs.yml` names by this module."""
    return _Ready()


class _Ready(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown calls it
        """Step in before anything reads HTML, and clear up before Markdown does."""
        md.preprocessors.register(_SetAside(md), "kb_ready", 29)
        md.preprocessors.register(_Forget(md), "kb_ready_ids", 20.5)


class _SetAside(Preprocessor):
    """Puts each block where Markdown keeps HTML; the ids stay, for MkDocs checks links by them."""

    def run(self, lines: list[str]) -> list[str]:
        return _BLOCK.sub(self._kept, "\n".join(lines)).split("\n")

    def _kept(self, block: re.Match[str]) -> str:
        ids = " ".join(f'id="{id_}"' for id_ in _ID.findall(block[1]))
        return f"\n\n<kb-ids {ids}></kb-ids>{self.md.htmlStash.store(block[1])}\n\n"


class _Forget(Preprocessor):
    """Takes the ids away again once MkDocs has seen them."""

    def run(self, lines: list[str]) -> list[str]:
        return [_IDS.sub("", line) for line in lines]
