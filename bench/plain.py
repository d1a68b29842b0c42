"""Our macros without our search: the theme's index takes the pages, and the questions they answer."""

from __future__ import annotations

from typing import Any

from macros import define_env

__all__ = ["define_env", "on_pre_page_macros"]


def on_pre_page_macros(env: Any) -> None:  # noqa: ANN401 - the engine's own class
    """Put the questions into the page, where our template puts them."""
    answers = env.page.meta.get("answers") or {}
    questions = "\n".join(f"- {one}" for each in answers.values() for one in each)
    env.markdown += f"\n\n## 本页回答 {{ #answered }}\n\n{questions}\n"
