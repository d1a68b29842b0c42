"""The macros that list records: what stands where, what changed, how well it was checked."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from markupsafe import Markup, escape

from macros.handbook import changes as order
from macros.handbook.guides import Page
from macros.handbook.kinds import KINDS
from macros.handbook.labels import WORDS
from macros.handbook.links import ATOM, CALENDAR
from macros.handbook.model import Change
from macros.handbook.tally import tally
from macros.html.markdown_safe import encoded
from macros.html.renderer import Renderer


def sources(r: Renderer, kind: str | None = None) -> Markup:
    """List the sources, of one kind or all, each with the facts that rest on it."""
    chosen = {id_: source for id_, source in r.book.sources.items() if kind in {None, source.kind}}
    return r.block("sources", sources=chosen)


def terms(r: Renderer) -> Markup:
    """List the terms in pinyin order (GB 18030 sorts common characters that way)."""
    ordered = sorted(r.book.terms.items(), key=lambda pair: pair[1].title.encode("gb18030"))
    return r.block("terms", terms=ordered)


def questions(r: Renderer) -> Markup:
    """List the questions that the guides say they answer, each with a link, by folder."""
    folders: dict[str, list[Page]] = {folder: [] for folder in WORDS["folder"]}
    for page in r.pages.values():
        if page.questions and page.folder in folders:
            folders[page.folder].append(page)
    return r.block("questions", folders={key: asked for key, asked in folders.items() if asked})


def index_of(r: Renderer, section: str) -> Markup:
    """List all records of a section by route, each a link to the page where it stands."""
    macro = KINDS[section].name
    by_route: dict[str, list[tuple[str, object]]] = {route: [] for route in ["", *WORDS["route"]]}
    for id_, record in getattr(r.book, section).items():
        if href := r.links.widget(macro, id_):  # what serves several routes belongs to none
            by_route[getattr(record, "route", "")].append((href, record))
    return r.block("index_of", kind=section, routes=by_route)


def changes(r: Renderer) -> Markup:
    """List what changed, newest first: headings in Markdown, so that they join the contents."""
    heading = Markup("## {} 年 {{ #y{} }}")
    return r.block("subscribe", atom=ATOM, calendar=CALENDAR) + Markup().join(
        Markup("\n\n") + part
        for year, run in groupby(order.newest_first(r.book), lambda pair: pair[1].on[:4])
        for part in [heading.format(year, year), *(_change(r, *pair) for pair in run)]
    )


def _change(r: Renderer, id_: str, change: Change) -> Markup:
    """Render one change below its heading."""
    unchecked = "（待核）" if order.unchecked(change, r.book) else ""
    title = f"{_spoken(change.on)}：{change.title}{unchecked}"
    heading = f"### {encoded(str(escape(title)))} {{ #change-{id_} }}\n\n"
    return Markup(heading) + r.block("change", id=id_, change=change)  # noqa: S704 - escaped


def _spoken(on: str) -> str:
    """Say a day as `2026 年 1 月 2 日`, or a year alone."""
    numbers = [int(part) for part in on.split("-")]
    return " ".join(f"{number} {unit}" for number, unit in zip(numbers, "年月日", strict=False))


def last_checked(r: Renderer) -> Markup:
    """Sum up the facts that the page rests on."""
    return r.block("last_checked", tally=tally(r.book, r.pages[r.path]))


def coverage(r: Renderer) -> Markup:
    """Count the facts by kind of source and by how well they were checked."""
    kinds = {id_: source.kind for id_, source in r.book.sources.items()}
    counts = Counter((kinds[fact.source], fact.basis) for fact in r.book.facts.values())
    return r.block("coverage", counts=counts)


def reviews(r: Renderer) -> Markup:
    """List the facts by the month in which they are to be checked again."""
    facts = sorted(r.book.facts.items(), key=lambda pair: (pair[1].review_by, pair[0]))
    months = groupby(facts, lambda pair: f"{pair[1].review_by:%Y-%m}")
    return r.block("reviews", months=[(month, list(run)) for month, run in months])
