"""Registers the macros with the site engine, and publishes what stands beside the pages.

MkDocs (mkdocs-macros) calls `define_env` once a build, and the two functions after it. Zensical
runs this file anew for each page and calls nothing else: `python -m macros publish` does the rest.
Decision 0002 lists what differs.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from mkdocs.exceptions import PluginError

from macros.engine import incremental, settings
from macros.engine.incremental import GROUNDS, Maker
from macros.handbook import addresses
from macros.handbook.guides import Page, url_of
from macros.handbook.loader import DATA_FILE, load_with_pages
from macros.handbook.macro_table import MACROS
from macros.handbook.model import Handbook
from macros.handbook.problems import ProblemsError
from macros.handbook.tally import last_check
from macros.html.edit_links import Origin, data_address
from macros.html.families import render
from macros.html.moved import moved
from macros.html.renderer import Renderer
from macros.publish import api, bundle, publish

_LINK = re.compile(r' href="(\.\./)?(?![#/"]|[a-z]+:)')


def define_env(env: Any) -> None:  # noqa: ANN401 - each engine has its own class
    """Register the macros. Stops the build with every problem of the settings or the data."""
    with _told_without_traceback():
        settings.applied(env.conf)
        book, pages, lines = load_with_pages(Path(env.conf["docs_dir"]) / DATA_FILE)
    env.handbook = book, pages  # read once a build: to look for changes is a look at every file
    origin = Origin(data_address(env.conf["repo_url"] or "", env.conf["edit_uri"] or ""), lines)
    makers = _makers(Renderer(book, pages, origin=origin))
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
    book, pages = env.handbook
    _describe(env.page, book, pages, env.grounds)
    if edit := env.page.edit_url:
        source = env.page.file.src_uri  # which the engine writes as the disk has it
        env.page.edit_url = edit.removesuffix(source) + addresses.of(source)


def on_post_build(env: Any) -> None:  # noqa: ANN401 - each engine has its own class
    """Write what stands beside the pages, unless a save has changed the words of a page alone."""
    book, pages = env.handbook
    site = Path(env.conf["site_dir"])
    with _told_without_traceback():
        if env.everything:
            keep = env.conf["extra"]["offline"]
            publish(book, pages, site, protect=not settings.is_serving(), keep=keep)
        else:
            bundle(book, pages, site)
    if settings.is_serving():
        incremental.date_back(site, env.started)


def _begin(env: Any, pages: dict[str, Page], makers: Mapping[str, Maker]) -> None:  # noqa: ANN401 - MkDocs' own
    """Note what this build of MkDocs has to do, and when it began."""
    conf = env.conf
    env.started, env.everything = time.time(), True
    if not settings.is_serving():
        return
    watched = [Path(path) for path in [conf["config_file_path"], *conf["watch"]]]
    env.everything = incremental.begin(
        Path(conf["site_dir"]),
        incremental.shared(pages, watched),
        incremental.inputs(pages, Path(conf["docs_dir"]) / DATA_FILE),
        lambda: incremental.made(pages, makers),
    )


def _describe(page: Any, book: Handbook, pages: dict[str, Page], grounds: Maker) -> None:  # noqa: ANN401 - each engine's own
    """Tell the templates what a page answers, what it rests on, what moved from it, and the day of the newest check.

    The questions are told in their order, which Zensical forgets. Keep the page out of the theme's
    index, which every page would fetch; we write our own.
    """
    source = pages[_path(page)]
    page.meta["asked"] = [list(pair) for pair in source.questions]
    page.meta["grounds"] = str(grounds(source.path))
    page.meta["moved"] = moved(source, book, pages)
    page.meta["checked_on"] = last_check(book, source)
    page.meta["search"] = {"exclude": True}


def _makers(renderer: Renderer) -> dict[str, Maker]:
    """Name what makes the HTML of each macro, from the path of the page and the arguments."""
    book, pages = renderer.book, renderer.pages
    return {name: partial(_make, renderer, name) for name in [*MACROS, GROUNDS]} | {
        "api_kinds": lambda path: api.kinds_table(book, pages, url_of(path)),
        "api_example": lambda _, *arguments: api.example(book, pages, *arguments),
    }


def _make(renderer: Renderer, name: str, path: str, *arguments: str) -> Markup:
    return render(replace(renderer, path=path), name, *arguments)


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


@contextmanager
def _told_without_traceback() -> Iterator[None]:
    """Stop a build as MkDocs stops for a plugin; `mkdocs serve` goes on and waits for the fix."""
    try:
        yield
    except ProblemsError as error:
        raise PluginError(f"手册有 {len(error.problems)} 处要改：\n{error}") from None
    except settings.SettingError as error:
        raise PluginError(str(error)) from None
