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
from macros.handbook.model import Change, Term
from macros.handbook.tally import tally
from macros.html.markdown_safe import encoded
from macros.html.renderer import Renderer


def sources(r: Renderer, kind: str | None = None) -> Markup:
    """List the sources, of one kind or all, each with the facts that rest on it."""
    chosen = {id_: source for id_, source in r.book.sources.items() if kind in {None, source.kind}}
    counts = Counter(fact.source for fact in r.book.facts.values())
    return r.block("sources", sources=chosen, counts=counts)


def terms(r: Renderer) -> Markup:
    """List the terms in pinyin order (GB 18030 sorts common characters that way), by their first letters."""
    ordered = sorted(r.book.terms.items(), key=lambda pair: _sign(pair[1]))
    runs = groupby(ordered, lambda pair: _letters(_sign(pair[1])))
    return r.block("terms", groups=[(letters, list(run)) for letters, run in runs])


_LETTERS = {
    "数字和字母": "", "A–C": "啊", "D–G": "搭", "H–L": "哈", "M–R": "妈", "S–W": "撒", "X–Z": "昔", "其他": "亍",
}  # fmt: skip
"""The first character under these letters; those from 亍 on are less common, and not in pinyin order."""


def _sign(term: Term) -> bytes:
    return term.title.encode("gb18030")


def _letters(sign: bytes) -> str:
    """Name the letters that a sign of the order falls under."""
    return [name for name, first in _LETTERS.items() if first.encode("gb18030") <= sign][-1]


def filter_box(r: Renderer) -> Markup:
    """Give the place of the box that leaves only the entries below it that contain its words."""
    return r.block("filter_box")


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
    heading = f"### {encoded(str(escape(title)))} {{ #change-{id_} .kb-fold }}\n\n"
    return Markup(heading) + r.block("change", id=id_, change=change)  # noqa: S704 - escaped


def _spoken(on: str) -> str:
    """Say a day as `2026 年 1 月 2 日`, or a year alone."""
    numbers = [int(part) for part in on.split("-")]
    return " ".join(f"{number} {unit}" for number, unit in zip(numbers, "年月日", strict=False))


def grounds(r: Renderer) -> Markup:
    """List the facts that the page rests on; empty when it lists none."""
    return r.render("grounds", tally=tally(r.book, r.pages[r.path])) if r.grounds else Markup()


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
