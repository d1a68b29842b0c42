"""The macros that guides call. With `__main__`, the only module that knows the site engine.

MkDocs (mkdocs-macros) calls `define_env` once a build, a hook for each page and one at the end.
Zensical runs this module anew for each page and calls no hook; `python -m macros publish` does
what is left. Decision 0002 lists what else differs.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from markupsafe import Markup

from macros.loader import read
from macros.pages import Page, url_of
from macros.problem import HandbookError
from macros.publish import publish
from macros.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context

    from macros.model import Handbook

_RELATIVE_LINK = re.compile(r' href="(\.\./)?(?![#/"]|[a-z]+:)')


def define_env(env: Any) -> None:  # noqa: ANN401 - each engine has its own class
    """Register the macros. Stops the build with every problem of the data."""
    book, pages = _read(env)
    for name in ("fact", "cite", "value", "checklist", "template", "deadline", "evidence",
                 "figure", "triage", "tool", "timeline", "sources", "terms", "questions", "unchecked",
                 "index_of"):  # fmt: skip
        env.macro(_macro(name, book, pages), name)
    env.macro(_macro("last_checked", book, pages, of_page=True), "last_checked")
    page = getattr(env, "page", None)  # MkDocs has none yet, or one of the build before
    if page is not None and not _is_mkdocs(page):
        _describe(page, pages)


def on_post_page_macros(env: Any) -> None:  # noqa: ANN401 - each engine has its own class
    """Tell the templates what they need to know of the page."""
    _describe(env.page, _read(env)[1])


def on_post_build(env: Any) -> None:  # noqa: ANN401 - each engine has its own class
    """Write what stands beside the pages."""
    publish(_read(env)[0], Path(env.conf["site_dir"]))


def _describe(page: Any, pages: dict[str, Page]) -> None:  # noqa: ANN401 - each engine's own
    """Give the questions in their order, which Zensical forgets; keep the page out of its index.

    Every page would fetch the theme's index; we write our own.
    """
    page.meta["asked"] = [list(pair) for pair in pages[_path(page)].questions]
    page.meta["search"] = {"exclude": True}


def _macro(
    name: str, book: Handbook, pages: dict[str, Page], *, of_page: bool = False
) -> Callable[..., Markup]:
    """Make a macro of a renderer's method; one `of_page` takes the page's path alone."""

    @pass_context
    def macro(context: Context, *arguments: str) -> Markup:
        page = context["page"]
        path = _path(page)
        render = getattr(Renderer(book, pages, url_of(path)), name)
        html: Markup = render(path) if of_page else render(*arguments)
        return html if _is_mkdocs(page) else _beside_source(html, path)

    return macro


def _beside_source(html: Markup, path: str) -> Markup:
    """Take one step out of each link: Zensical adds it, as if HTML stood beside its source."""
    name = PurePosixPath(path).stem
    if name == "index":  # its address is its folder
        return html
    step = lambda link: ' href="' if link[1] else f' href="{name}/'  # noqa: E731
    return Markup(_RELATIVE_LINK.sub(step, html))  # noqa: S704 - rendered with autoescape


def _path(page: Any) -> str:  # noqa: ANN401 - each engine's own
    return str(page.file.src_uri if _is_mkdocs(page) else page.path)


def _is_mkdocs(page: Any) -> bool:  # noqa: ANN401
    return hasattr(page, "file")


def _read(env: Any) -> tuple[Handbook, dict[str, Page]]:  # noqa: ANN401
    try:
        return read(Path(env.conf["docs_dir"]))
    except HandbookError as error:
        raise _stop(error) from None


def _stop(error: HandbookError) -> Exception:
    """Stop a MkDocs build without a traceback; `mkdocs serve` goes on and waits for the fix."""
    try:
        from mkdocs.exceptions import PluginError  # noqa: PLC0415 - absent under other engines
    except ImportError:
        return error
    return PluginError(f"手册有 {len(error.problems)} 处要改：\n{error}")
