"""Registers the macros with the site engine, and publishes what stands beside the pages.

MkDocs (mkdocs-macros) calls `define_env` once a build, and the two functions after it. Zensical
runs this file anew for each page and calls nothing else: `python -m macros publish` does the rest.
Decision 0002 lists what differs.
"""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from markupsafe import Markup

from macros.engine import incremental
from macros.engine.incremental import GROUNDS
from macros.handbook.guides import Page, url_of
from macros.handbook.loader import DATA_FILE, read
from macros.handbook.macro_table import MACROS
from macros.handbook.problems import ProblemsError
from macros.handbook.tally import last_check
from macros.html import reviews
from macros.html.edit_links import Origin, data_address
from macros.html.families import render
from macros.html.renderer import Renderer
from macros.publish import api_page, bundle, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context

    from macros.engine.incremental import Maker
    from macros.handbook.loader import Read
    from macros.handbook.model import Handbook

_LINK = re.compile(r' href="(\.\./)?(?![#/"]|[a-z]+:)')


def define_env(env: Any) -> None:  # noqa: ANN401 - each engine has its own class
    """Register the macros. Stops the build with every problem of the data."""
    book, pages, lines = _read(Path(env.conf["docs_dir"]))
    env.handbook = book, pages  # read once a build: to look for changes is a look at every file
    origin = Origin(data_address(env.conf["repo_url"] or "", env.conf["edit_uri"] or ""), lines)
    renderer = Renderer(book, pages, origin=origin)
    makers = _makers(renderer)
    env.grounds = makers[GROUNDS]
    for name in MACROS:
        env.macro(_macro(makers[name]), name)
    page = getattr(env, "page", None)  # MkDocs has none yet, or one of the build before
    if page is not None and not _is_mkdocs(page):
        _describe(page, book, pages, env.grounds)
    else:
        _begin(env, pages, makers)


def on_post_page_macros(env: Any) -> None:  # noqa: ANN401 - each engine has its own class
    """Tell the templates what they need to know of the page."""
    _describe(env.page, *env.handbook, env.grounds)


def on_post_build(env: Any) -> None:  # noqa: ANN401 - each engine has its own class
    """Write what stands beside the pages, unless a save has changed the words of a page alone."""
    book, pages = env.handbook
    site = Path(env.conf["site_dir"])
    try:
        if env.everything:
            keep = env.conf["extra"].get("offline", True)
            publish(book, pages, site, protect=not _is_serving(env.conf), keep=keep)
        else:
            bundle(book, pages, site)
    except ProblemsError as error:
        raise _stop(error) from None
    if _is_serving(env.conf):
        incremental.date_back(site, env.started)


def _begin(env: Any, pages: dict[str, Page], makers: Mapping[str, Maker]) -> None:  # noqa: ANN401 - MkDocs' own
    """Note what this build of MkDocs has to do, and when it began."""
    conf = env.conf
    env.started, env.everything = time.time(), True
    if not _is_serving(conf):
        return
    watched = [Path(path) for path in [conf["config_file_path"], *conf["watch"]]]
    env.everything = incremental.begin(
        Path(conf["site_dir"]),
        incremental.shared(pages, watched),
        incremental.inputs(pages, Path(conf["docs_dir"]) / DATA_FILE),
        lambda: incremental.made(pages, makers),
    )


def _is_serving(conf: Any) -> bool:  # noqa: ANN401 - MkDocs' own
    """Tell `mkdocs serve`, whose live reload a policy would refuse: it builds for where it listens."""
    return str(conf["site_url"]).startswith(f"http://{conf['dev_addr']}/")


def _describe(page: Any, book: Handbook, pages: dict[str, Page], grounds: Maker) -> None:  # noqa: ANN401 - each engine's own
    """Tell the templates the questions in their order, which Zensical forgets, the day of the newest check,
    and what the page rests on.

    Keep the page out of the theme's index, which every page would fetch; we write our own.
    """
    source = pages[_path(page)]
    page.meta["asked"] = [list(pair) for pair in source.questions]
    page.meta["grounds"] = str(grounds(source.path))
    page.meta["checked_on"] = last_check(book, source)
    page.meta["search"] = {"exclude": True}


def _makers(renderer: Renderer) -> dict[str, Maker]:
    """Name what makes the HTML of each macro, from the path of the page and the arguments."""
    book, pages = renderer.book, renderer.pages
    makers = {name: _maker(renderer, name) for name in MACROS}
    return makers | {
        GROUNDS: lambda path: reviews.grounds(replace(renderer, here=url_of(path)), path),
        "api_kinds": lambda path: api_page.kinds(book, pages, url_of(path)),
        "api_example": lambda _, *arguments: api_page.example(book, pages, *arguments),
    }


def _maker(renderer: Renderer, name: str) -> Maker:
    return lambda path, *arguments: render(replace(renderer, here=url_of(path)), name, *arguments)


def _macro(make: Maker) -> Callable[..., Markup]:
    @pass_context
    def macro(context: Context, *arguments: str) -> Markup:
        return _linked(context, make(_path(context["page"]), *arguments))

    return macro


def _linked(context: Context, html: Markup) -> Markup:
    """Keep the links of HTML that a macro writes for the page's address.

    Zensical adds a step to each, as if HTML stood beside its source: one is taken out before.
    """
    name = PurePosixPath(_path(context["page"])).stem
    if _is_mkdocs(context["page"]) or name == "index":  # whose address is its folder
        return html
    linked = _LINK.sub(lambda link: ' href="' if link[1] else f' href="{name}/', html)
    return Markup(linked)  # noqa: S704 - rendered with autoescape


def _path(page: Any) -> str:  # noqa: ANN401 - each engine's own
    """Name a page: `file.src_uri` in MkDocs, `path` in Zensical."""
    return str(page.file.src_uri if _is_mkdocs(page) else page.path)


def _is_mkdocs(page: Any) -> bool:  # noqa: ANN401 - each engine's own
    return hasattr(page, "file")


def _read(docs: Path) -> Read:
    try:
        return read(docs)
    except ProblemsError as error:
        raise _stop(error) from None


def _stop(error: ProblemsError) -> Exception:
    """Stop a MkDocs build without a traceback; `mkdocs serve` goes on and waits for the fix."""
    try:
        from mkdocs.exceptions import PluginError  # noqa: PLC0415 - absent under other engines
    except ImportError:
        return error
    return PluginError(f"手册有 {len(error.problems)} 处要改：\n{error}")
