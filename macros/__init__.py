"""The macros that guides call. With `__main__`, the only module that knows the site engine.

MkDocs (mkdocs-macros) calls `define_env` once a build and `on_post_build` at its end; Zensical
calls `define_env` once a page and nothing at the end, so `load` is cached by the files' state.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context

from macros import open_data
from macros.loader import DATA_FILE, load_with_lines
from macros.origin import Origin, data_address
from macros.pages import Page, read_pages, url_of
from macros.problem import HandbookError
from macros.publish import publish
from macros.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context
    from markupsafe import Markup

    from macros.model import Handbook
    from macros.problem import Where


def define_env(env: Any) -> None:  # noqa: ANN401 - each engine has its own class
    """Register the macros. Stops the build with every problem of the data."""
    book, pages, lines = _read(Path(env.conf["docs_dir"]))
    here = Origin(data_address(env.conf["repo_url"] or "", env.conf["edit_uri"] or ""), lines)
    for name in ("fact", "cite", "value", "checklist", "template", "deadline", "evidence",
                 "figure", "triage", "tool", "timeline", "sources", "terms", "questions", "unchecked",
                 "index_of", "changes", "coverage", "reviews", "superseded"):  # fmt: skip
        env.macro(_macro(name, Renderer(book, pages, origin=here)), name)
    env.macro(_last_checked(book, pages), "last_checked")
    env.macro(_api_kinds(book, pages), "api_kinds")
    env.macro(partial(open_data.example, book, pages), "api_example")


def on_post_page_macros(env: Any) -> None:  # noqa: ANN401 - each engine has its own class
    """Keep the page out of the theme's index, which every page would fetch; we write our own."""
    env.page.meta["search"] = {"exclude": True}


def on_post_build(env: Any) -> None:  # noqa: ANN401 - each engine has its own class
    """Write what stands beside the pages."""
    book, pages, _ = _read(Path(env.conf["docs_dir"]))
    publish(book, pages, Path(env.conf["site_dir"]), env.conf["site_url"] or "")


def _macro(name: str, renderer: Renderer) -> Callable[..., Markup]:
    @pass_context
    def macro(context: Context, *arguments: str) -> Markup:
        at_page = replace(renderer, here=url_of(_path(context)))
        rendered: Markup = getattr(at_page, name)(*arguments)
        return rendered

    return macro


def _last_checked(book: Handbook, pages: dict[str, Page]) -> Callable[..., Markup]:
    @pass_context
    def macro(context: Context) -> Markup:
        path = _path(context)
        return Renderer(book, pages, url_of(path)).last_checked(path)

    return macro


def _api_kinds(book: Handbook, pages: dict[str, Page]) -> Callable[..., Markup]:
    @pass_context
    def macro(context: Context) -> Markup:
        return open_data.kinds(book, pages, url_of(_path(context)))

    return macro


def _path(context: Context) -> str:
    """Name the page being rendered: `page.file.src_uri` in MkDocs, `page.path` in Zensical."""
    page = context["page"]
    file = getattr(page, "file", None)
    return str(file.src_uri if file is not None else page.path)


_Read = tuple["Handbook", dict[str, Page], dict["Where", int]]


def _read(docs: Path) -> _Read:
    files = [docs / DATA_FILE, *sorted(docs.rglob("*.md"))]
    stamp = tuple((path, path.stat().st_mtime_ns) for path in files if path.exists())
    try:
        return _read_at(docs, stamp)
    except HandbookError as error:
        raise _stop(error) from None


@lru_cache(maxsize=1)
def _read_at(docs: Path, _stamp: tuple[tuple[Path, int], ...]) -> _Read:
    book, lines = load_with_lines(docs / DATA_FILE)
    return book, read_pages(docs), lines


def _stop(error: HandbookError) -> Exception:
    """Stop a MkDocs build without a traceback; `mkdocs serve` goes on and waits for the fix."""
    try:
        from mkdocs.exceptions import PluginError  # noqa: PLC0415 - absent under other engines
    except ImportError:
        return error
    return PluginError(f"手册有 {len(error.problems)} 处要改：\n{error}")
