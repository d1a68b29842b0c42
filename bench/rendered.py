"""Our macros, and each page's Markdown with their HTML in it kept, for engines without macros."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

from macros import define_env

__all__ = ["define_env", "on_post_page_macros"]


def on_post_page_macros(env: Any) -> None:  # noqa: ANN401 - the engine's own class
    """Write the page as it is now."""
    target = Path(os.environ["RENDERED"]) / env.page.file.src_uri
    target.parent.mkdir(parents=True, exist_ok=True)
    meta = yaml.safe_dump(env.page.meta, allow_unicode=True)
    html = env.markdown.replace("<!--kb-->\n", "").replace("\n<!--/kb-->", "")
    target.write_text(f"---\n{meta}---\n\n{html}", encoding="utf-8")
