"""Handbook to HTML: every macro's output. Pure; readable and usable without scripts.

A block widget is one HTML block that Markdown leaves alone; inline pieces (`fact`, `cite`,
`value`) pass through Markdown, so their words are encoded against it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import groupby, starmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup, escape

from macros.handbook.guides import Page, home_of, relative, url_of
from macros.handbook.labels import BASIS, WORDS
from macros.handbook.letters import word_file
from macros.handbook.problems import nearest
from macros.handbook.prose import Mark, marks, split, strings
from macros.html.edit_links import NOWHERE, Origin
from macros.html.markdown_stash import ready
from macros.html.widget_data import TOOLS, deadline_data, formerly, letter_data, tool_data
from macros.publish import feeds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2.runtime import Context

    from macros.handbook.model import Change, Fact, Handbook, Result, Route

SOURCES_PAGE = "reference/sources.md"
_MARKDOWN = str.maketrans({char: f"&#{ord(char)};" for char in r"\`*_[]{}~^=+!|:#$@<>()"})
_TAG_OR_TEXT = re.compile(r"(<[^>]*>|&#?\w+;)|([^<&]+)")
_WORDS_IN_TAG = re.compile(r'(?<= title=")[^"]*|(?<= aria-label=")[^"]*')


class UnknownIdError(LookupError):
    """A guide asked for an id that the handbook does not have."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Say which id is missing and which one is nearest."""
        super().__init__(f"没有名为 “{name}” 的{kind}{nearest(name, known)}")


@dataclass(frozen=True)
class Tally:
    """What a page rests on.

    Attributes:
        by_basis: how many facts were checked how well.
        checked_on: the earliest day one of them was checked; empty when there are none.
        reviews: fact → the day by which it is to be checked again, the earliest first.
    """

    by_basis: Mapping[str, int]
    checked_on: str
    reviews: Mapping[str, str]


@dataclass(frozen=True)
class Renderer:
    """Renders for one page, whose address below the site's root is `here`."""

    book: Handbook
    pages: dict[str, Page]
    here: str = ""
    origin: Origin = NOWHERE

    # --- inline ---------------------------------------------------------------------------

    def fact(self, name: str) -> Markup:
        """State a fact: its claim, then source, article and basis."""
        return self._inline("fact", fact=self._get("facts", "事实", name), id=name)

    def cite(self, name: str) -> Markup:
        """Name the source, article and basis of a fact that the sentence restates."""
        return self._inline("cite", fact=self._get("facts", "事实", name), id=name)

    def value(self, name: str, value: str) -> Markup:
        """Quote one number of a fact, marked with its basis."""
        return Markup(_encode(self._number(name, value)))  # noqa: S704 - rendered with autoescape

    # --- widgets --------------------------------------------------------------------------

    def checklist(self, name: str) -> Markup:
        """Render a checklist: steps with why, how, evidence and facts."""
        checklist = self._get("checklists", "清单", name)
        sections = [
            (title, list(run)) for title, run in groupby(checklist.items, lambda i: i.section)
        ]
        former = formerly(
            self.book, ("item", "checklist"), {name, *(f"{name}.{i.id}" for i in checklist.items)}
        )
        return self._block(
            "checklist", id=name, checklist=checklist, sections=sections, former=former
        )

    def template(self, name: str) -> Markup:
        """Render a letter with 【blanks】 and the data its form grows from."""
        template = self._get("templates", "模板", name)
        data = letter_data(name, self.book)
        lines = [self._letter_line(line) for line in data["body"].splitlines()]
        former = formerly(self.book, ("template", "field"), {name, *template.fields})
        return self._block(
            "template", id=name, template=template, data=data, lines=lines, former=former
        )

    def deadline(self, name: str) -> Markup:
        """Render a deadline: who, what, from when, how long, where, and what if missed."""
        deadline = self._get("deadlines", "期限", name)
        data = deadline_data(name, self.book, self.widget_link)
        former = formerly(self.book, ("deadline",), {name})
        return self._block("deadline", id=name, deadline=deadline, data=data, former=former)

    def evidence(self, name: str) -> Markup:
        """Render a kind of evidence: what it proves, how to export, keep and mask it."""
        return self._block("evidence", id=name, evidence=self._get("evidence", "证据", name))

    def figure(self, name: str) -> Markup:
        """Draw a figure: what follows from what, from light to heavy, who does it, or what to ask."""
        return self._block("figure", id=name, figure=self._get("figures", "图", name))

    def triage(self, name: str) -> Markup:
        """Render a triage: questions whose answers are links, and the results they lead to."""
        return self._block("triage", id=name, triage=self._get("triage", "分流", name))

    def tool(self, name: str) -> Markup:
        """Render a tool of the workbench: what it does by hand, and the data it works with."""
        if name not in TOOLS:
            raise UnknownIdError("工具", name, TOOLS)
        data = tool_data(name, self.book, self._address, self.page_title)
        return self._block("tool", id=name, data=data)

    def timeline(self, route: Route) -> Markup:
        """Draw the deadlines of a route in their order."""
        stages = [
            (id_, deadline)
            for id_, deadline in self.book.deadlines.items()
            if deadline.route == route
        ]
        if not stages:
            raise UnknownIdError("路线", route, WORDS["route"])
        stages.sort(key=lambda pair: pair[1].stage)
        return self._block("timeline", route=route, stages=stages)

    # --- lists ----------------------------------------------------------------------------

    def sources(self, kind: str | None = None) -> Markup:
        """List the sources, of one kind or all, each with the facts that rest on it."""
        if kind is not None and kind not in WORDS["source"]:
            raise UnknownIdError("来源类别", kind, WORDS["source"])
        chosen = {
            id_: source for id_, source in self.book.sources.items() if kind in {None, source.kind}
        }
        return self._block("sources", sources=chosen)

    def terms(self) -> Markup:
        """List the terms in pinyin order (GB 18030 sorts common characters that way)."""
        ordered = sorted(self.book.terms.items(), key=lambda pair: pair[1].title.encode("gb18030"))
        return self._block("terms", terms=ordered)

    def questions(self) -> Markup:
        """List the questions that the guides say they answer, each with a link, by folder."""
        folders: dict[str, list[Page]] = {folder: [] for folder in WORDS["folder"]}
        for page in self.pages.values():
            if page.questions and page.folder in folders:
                folders[page.folder].append(page)
        return self._block(
            "questions", folders={key: asked for key, asked in folders.items() if asked}
        )

    def unchecked(self) -> Markup:
        """List the facts that only a third party tells, by source."""
        facts = [(id_, fact) for id_, fact in self.book.facts.items() if fact.basis == "secondary"]
        facts.sort(key=lambda pair: pair[1].source)
        return self._block("unchecked", sources=groupby(facts, lambda pair: pair[1].source))

    def changes(self) -> Markup:
        """List what changed, newest first: headings in Markdown, so that they join the contents."""
        heading = Markup("## {} 年 {{ #y{} }}")
        return self._block("subscribe", feed=feeds) + Markup().join(
            Markup("\n\n") + part
            for year, changes in groupby(feeds.newest_first(self.book), lambda pair: pair[1].on[:4])
            for part in [heading.format(year, year), *starmap(self._change, changes)]
        )

    def _change(self, id_: str, change: Change) -> Markup:
        unchecked = feeds.unchecked(change, self.book)
        title = f"{_spoken(change.on)}：{change.title}" + ("（待核）" if unchecked else "")
        heading = f"### {_encode(str(escape(title)))} {{ #change-{id_} }}\n\n"
        return Markup(heading) + self._block("change", id=id_, change=change)  # noqa: S704 - escaped

    def coverage(self) -> Markup:
        """Count the facts by kind of source and by how well they were checked."""
        kinds = {id_: source.kind for id_, source in self.book.sources.items()}
        counts = Counter((kinds[fact.source], fact.basis) for fact in self.book.facts.values())
        return self._block("coverage", counts=counts)

    def reviews(self) -> Markup:
        """List the facts by the month in which they are to be checked again."""
        facts = sorted(self.book.facts.items(), key=lambda pair: (pair[1].review_by, pair[0]))
        months = groupby(facts, lambda pair: f"{pair[1].review_by:%Y-%m}")
        return self._block("reviews", months=[(month, list(run)) for month, run in months])

    def superseded(self) -> Markup:
        """List the facts that were replaced: what they said, why they went, what holds now."""
        stones = {id_: s for id_, s in self.book.retired.items() if s.kind == "fact"}
        return self._block("superseded", stones=stones)

    def index_of(self, kind: str) -> Markup:
        """List all records of a kind by route, each a link to the page where it stands."""
        listing = _INDEXES.get(kind)
        if listing is None:
            raise UnknownIdError("目录", kind, _INDEXES)
        records = sorted(getattr(self.book, kind).items(), key=lambda pair: _route_order(pair[1]))
        linked = [(self.widget_link(listing, id_), record) for id_, record in records]
        routes = groupby((pair for pair in linked if pair[0]), lambda pair: _route(pair[1]))
        return self._block("index_of", kind=kind, routes=routes)

    def last_checked(self, path: str) -> Markup:
        """Sum up the facts that the page at `path` rests on."""
        return self._block("last_checked", tally=self.tally(path))

    # --- what a page rests on -------------------------------------------------------------

    def tally(self, path: str) -> Tally:
        """Count the facts of a page by basis."""
        facts = {name: self.book.facts[name] for name in sorted(self.facts_on(path))}
        due = sorted(facts.items(), key=lambda pair: pair[1].review_by)
        return Tally(
            by_basis=Counter(fact.basis for fact in facts.values()),
            checked_on=min((fact.checked_on.isoformat() for fact in facts.values()), default=""),
            reviews={name: fact.review_by.isoformat() for name, fact in due},
        )

    def facts_on(self, path: str) -> set[str]:
        """Name the facts that a page shows, itself or in its widgets."""
        facts: set[str] = set()
        for macro, name in self.pages[path].calls:
            facts |= self._facts_of(macro, name)
        return facts & set(self.book.facts)

    def _facts_of(self, macro: str, name: str) -> set[str]:
        match macro:
            case "fact" | "cite" | "value":
                return {name}
            case "timeline":
                return {d.fact for d in self.book.deadlines.values() if d.route == name}
            case "sources":
                kinds = {id_: source.kind for id_, source in self.book.sources.items()}
                facts = self.book.facts.items()
                return {id_ for id_, f in facts if name in {"", kinds[f.source]}}
            case "unchecked":
                return {id_ for id_, f in self.book.facts.items() if f.basis == "secondary"}
            case "terms" | "changes":
                return _mentioned(getattr(self.book, macro))
            case _:
                section = _SECTION_OF.get(macro)
                return _mentioned(getattr(self.book, section).get(name)) if section else set()

    # --- parts ----------------------------------------------------------------------------

    def _get(self, section: str, kind: str, name: str) -> Any:  # noqa: ANN401 - any record
        records = getattr(self.book, section)
        if name not in records:
            raise UnknownIdError(kind, name, records)
        return records[name]

    def _number(self, name: str, value: str) -> Markup:
        fact: Fact = self._get("facts", "事实", name)
        if value not in fact.values:
            raise UnknownIdError(f"值（事实 {name}）", value, fact.values)
        return self._render("value", fact=fact, id=name, number=fact.values[value])

    def prose(self, text: str) -> Markup:
        """Render prose of the YAML: text stays text, `{fact.value}` becomes a marked number."""
        return Markup().join(
            escape(part) if isinstance(part, str) else self._number(part.name, part.value or "")
            for part in split(text)
        )

    def claim(self, fact: Fact) -> str:
        """Write a fact's claim with its numbers in it."""
        return "".join(
            fact.values[part.name] if isinstance(part, Mark) else part for part in split(fact.claim)
        )

    def basis(self, fact: Fact) -> str:
        """Say how well a fact was checked, and for an unchecked one what to go by instead."""
        if fact.basis != "secondary":
            return BASIS[fact.basis]
        platform = self.book.sources[fact.source].kind in {"platform-rule", "guide"}
        return f"{BASIS[fact.basis]}，以{'千牛后台显示' if platform else '官方原文'}为准"

    def link(self, target: str) -> str:
        """Address a guide (`respond/appeal.md#id`) from this page."""
        return relative(target, self.here)

    def file(self, path: str) -> str:
        """Address a file by its path below the site's root, such as `changes.ics`."""
        return "../" * self.here.count("/") + path

    def is_elsewhere(self, target: str) -> bool:
        """Tell whether a guide is another page than this one."""
        return url_of(target.partition("#")[0]) != self.here

    def source_link(self, fact_id: str) -> str:
        """Address a fact on the page of sources."""
        return self.link(f"{SOURCES_PAGE}#fact-{fact_id}")

    def word_link(self, name: str) -> str:
        """Address the Word file of a letter."""
        return self.file(word_file(name))

    def page_title(self, target: str) -> str:
        """Title of the guide that a link goes to."""
        path = target.partition("#")[0]
        return self.pages[path].title if path in self.pages else path

    def widget_link(self, macro: str, id_: str) -> str:
        """Address a widget on the page where it stands; empty when it stands nowhere."""
        home = home_of(self.pages, macro, id_)
        return self.link(f"{home}#{macro}-{id_}") if home else ""

    def plan(self, result: Result) -> dict[str, Any]:
        """Say what a case that starts with a triage's result begins with."""
        plan = result.model_dump(include={"title", "guide", "checklists", "templates", "deadlines"})
        return plan | {"kind": result.case}

    def _address(self, macro: str, id_: str) -> str:
        """Address a widget, or a guide."""
        return self.link(id_) if macro == "guide" else self.widget_link(macro, id_)

    def _letter_line(self, line: str) -> Markup:
        return Markup().join(
            escape(part)
            if isinstance(part, str)
            else Markup('<span class="kb-blank" data-kb-field="{}">【{}】</span>').format(
                part.name, self.book.fields[part.name].label
            )
            for part in split(line)
        )

    def _render(self, file: str, **names: object) -> Markup:
        text = _environment().get_template(f"{file}.html").render(r=self, words=WORDS, **names)
        return Markup(text.strip())  # noqa: S704 - rendered with autoescape

    def _inline(self, file: str, **names: object) -> Markup:
        return Markup(_encode(self._render(file, **names)))  # noqa: S704 - already escaped

    def _block(self, file: str, **names: object) -> Markup:
        """Render a widget, which Markdown leaves alone."""
        return Markup(ready(self._render(file, **names)))  # noqa: S704 - rendered with autoescape


_SECTION_OF = {
    "checklist": "checklists",
    "template": "templates",
    "deadline": "deadlines",
    "evidence": "evidence",
    "figure": "figures",
    "triage": "triage",
}
_INDEXES = {section: macro for macro, section in _SECTION_OF.items()}


def _route(record: object) -> str:
    """Name the route that a record belongs to; what serves several belongs to none."""
    return getattr(record, "route", "")


def _route_order(record: object) -> int:
    """Order records as a seller meets the routes."""
    return ["", *WORDS["route"]].index(_route(record))


def _mentioned(record: object) -> set[str]:
    """Name the facts that a record cites or quotes, at any depth."""
    texts = strings(record)
    cited = {text for where, text in texts if where and (where[-1] == "fact" or "facts" in where)}
    return cited | {mark.name for _, text in texts for mark in marks(text) if mark.value}


def _spoken(on: str) -> str:
    """Say a day as `2026 年 1 月 2 日`, or a year alone."""
    numbers = [int(part) for part in on.split("-")]
    return " ".join(f"{number} {unit}" for number, unit in zip(numbers, "年月日", strict=False))


def _encode(html: str) -> str:
    """Encode text, between tags and in them, so that Markdown finds nothing to format in it."""
    return _TAG_OR_TEXT.sub(
        lambda m: (
            _WORDS_IN_TAG.sub(lambda words: _encode(words[0]), m[1])
            if m[1]
            else m[2].translate(_MARKDOWN)
        ),
        html,
    )


def _json(data: object) -> str:
    """Write JSON for an attribute (a script would be run by the theme's instant navigation)."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@pass_context
def _prose(context: Context, text: str) -> Markup:
    renderer: Renderer = context["r"]
    return renderer.prose(text)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["prose"] = _prose
    environment.filters["json"] = _json
    environment.globals["BASIS"] = BASIS
    return environment
