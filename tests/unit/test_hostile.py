"""Hostile text in the data: each field refuses it, at its line, or every output holds it as text."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from copy import deepcopy
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias

import docx
import html5lib
import icalendar
import pytest
from hypothesis import given, settings
from markdown import Markdown
from markdown import markdown as to_html
from mkdocs.config import load_config

from macros.handbook import loader, strict_yaml
from macros.handbook.guides import parse_page
from macros.handbook.model import Handbook
from macros.handbook.problems import ProblemsError, Where
from macros.handbook.prose import strings
from macros.html.families import render
from macros.html.renderer import Renderer
from macros.publish import api, feeds, markdown_copy, search_index, word_letters
from macros.publish.built_page import BuiltPage
from tests.conftest import DATA, GUIDE, ROOT, yaml_data
from tests.hostile import LONG, SHORT, UNSEEN, texts
from tests.read_index import read_index

if TYPE_CHECKING:
    from pathlib import Path

Shown: TypeAlias = tuple[list[Any], list[str]]
"""What an output is made of, and the texts in it."""

CALLS = [
    "sources()", "terms()", "questions()", "unchecked()", "changes()", "coverage()", "reviews()", "superseded()",
    'checklist("list-a")', 'template("letter-a")', 'deadline("deadline-a")', 'deadline("deadline-b")',
    'evidence("evidence-a")', 'figure("figure-a")', 'triage("start-a")', 'timeline("dispute")',
    'index_of("checklists")', 'index_of("templates")', 'tool("cases")', 'tool("package")', 'tool("exhibits")',
    'tool("timeline")', 'tool("deadlines")',
]  # fmt: skip
INLINE = ['fact("fact-a")', 'fact("fact-b")', 'cite("fact-b")', 'value("fact-a", "window")']
BODY = "\n".join(
    [f"一句{{{{ {call} }}}}话。\n" for call in INLINE] + [f"{{{{ {call} }}}}\n" for call in CALLS]
)
GUIDES = {
    "guide.md": parse_page("guide.md", GUIDE + BODY),
    "reference/sources.md": parse_page("reference/sources.md", GUIDE),
}
SMALL = yaml_data(DATA / "small.yml")
PERIOD = ("facts", "fact-a", "values", "window")
"""A deadline counts with it: there anything but a period is refused."""

LEAVES = [where for where, _ in strings(SMALL) if where != PERIOD]
PAGE = (
    '<html><head><title>t</title><meta property="og:title" content="t"></head>'
    "<body><article><h1>t</h1>{}</article></body></html>"
)
CONTENT = re.compile(r"^(data-kb-(book|letter|plan|rule)|aria-label|title|alt|content|download)$")


def marker(where: Where) -> str:
    """A word that stands in no other place."""
    number = LEAVES.index(where)
    return f"q{chr(97 + number // 26)}{chr(97 + number % 26)}q"


def spoiled(piece: str, leaves: set[Where]) -> dict[str, Any]:
    """The small handbook with a piece around what these places say."""
    data: dict[str, Any] = deepcopy(SMALL)
    for where in leaves:
        at: Any = data
        for step in where[:-1]:
            at = at[step]
        at[where[-1]] = f"{piece}{marker(where)}{at[where[-1]]}{piece}"
    return data


def document(data: dict[str, Any], folder: Path) -> strict_yaml.Document:
    """Read data as from a file whose strings are all quoted, each on a line of its own."""
    path = folder / "handbook.yml"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    try:
        return strict_yaml.parse(strict_yaml.read_text(path, path.name), path.name)
    except ProblemsError as error:
        return strict_yaml.Document(path.name, problems=error.problems)


def settled(piece: str, leaves: set[Where], folder: Path) -> tuple[Handbook, set[Where]]:
    """Put a piece into all these places, and take it out where it is refused, until all is well.

    Each refusal stands at the line of a place that holds the piece.
    """
    clean = document(SMALL, folder)
    left = set(leaves)
    while True:
        read = document(spoiled(piece, left), folder)
        problems = read.problems
        book = None
        if not problems:
            book, problems = loader.check(read, GUIDES)
        if book and not problems:
            return book, left
        lines = {problem.line for problem in problems}
        refused = {where for where in left if clean.line(where) in lines}
        assert refused, [str(problem) for problem in problems]
        assert all(len(str(problem)) < 500 for problem in problems), "a message that nobody reads"
        left -= refused


@cache
def free(folder: Path) -> frozenset[Where]:
    """The places where anyone may write what they like; the others take names, days and choices."""
    return frozenset(settled("丙", set(LEAVES), folder)[1])


# --- outputs, each as what it is made of and the texts in it ---------------------------------------


@cache
def engine() -> Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def page(book: Handbook) -> BuiltPage:
    """A page with everything that macros show, as the site engine writes it."""
    renderer = Renderer(book, GUIDES, "guide.md")
    text = re.sub(r"\{\{ (\w+)\((.*?)\) \}\}", lambda call: called(renderer, *call.groups()), BODY)
    return BuiltPage("guide/index.html", PAGE.format(engine().reset().convert(text)))


def called(renderer: Renderer, macro: str, arguments: str) -> str:
    return str(render(renderer, macro, *re.findall(r'"([^"]*)"', arguments)))


def outputs(book: Handbook) -> dict[str, Shown]:
    built = page(book)
    markdown = markdown_copy.markdown(book, built)
    return {
        "page": of_html(built.html),
        "markdown": of_html(to_html(markdown, extensions=["tables", "fenced_code"])),
        "search": of_json(read_index(search_index.index(book, {}, [built]))),
        "atom": of_xml(ET.fromstring(feeds.atom(book, "https://kb.example/", ""))),  # noqa: S314 - our own
        "calendar": of_calendar(feeds.calendar(book, "https://kb.example/")),
        **{name: of_json(json.loads(text)) for name, text in api.files(book, GUIDES).items()},
        **{name: of_docx(data) for name, data in word_letters.files(book).items()},
    }


def of_html(html: str) -> Shown:
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    made: list[Any] = []
    said: list[str] = []
    for script in tree.iter("script"):  # all of them data
        said += of_json(json.loads(str(script.text)))[1]
        script.text = ""
    said.append("".join(tree.itertext()))
    for element in tree.iter():
        attributes = {str(name): value for name, value in element.attrib.items()}
        made.append(
            (str(element.tag), {n: "" if CONTENT.match(n) else v for n, v in attributes.items()})
        )
        for name, value in attributes.items():
            if name.startswith("data-kb-") and value.startswith(("[", "{")):
                said += of_json(json.loads(value))[1]
            else:
                said.append(value)
    return made, said


def of_json(data: Any) -> Shown:  # noqa: ANN401 - any JSON
    return [where for where, _ in strings(data)], [text for _, text in strings(data)]


def of_xml(root: Any) -> Shown:  # noqa: ANN401 - an element of either library
    elements = list(root.iter())
    return [(e.tag, sorted(e.attrib)) for e in elements], ["".join(root.itertext())]


def of_calendar(content: bytes) -> Shown:
    found = list(icalendar.Calendar.from_ical(content).property_items())
    return [name for name, _ in found], [str(value) for _, value in found]


def of_docx(data: bytes) -> Shown:
    return of_xml(docx.Document(BytesIO(data)).element)


def bare(text: str) -> str:
    """Without spaces, which HTML runs together."""
    return re.sub(r"\s", "", text)


def compare(
    piece: str, leaves: set[Where], found: dict[str, Shown], plain: dict[str, Shown]
) -> None:
    """The piece stands, as text, wherever a harmless word would, and makes nothing."""
    for name, (made, said) in found.items():
        assert made == plain[name][0], name
        text, harmless = bare("\n".join(said)), bare("\n".join(plain[name][1]))
        for where in leaves:
            wanted = harmless.count(f"丙{marker(where)}")
            assert text.count(bare(piece) + marker(where)) == wanted, (name, where)


@pytest.mark.parametrize("piece", SHORT, ids=ascii)
def test_a_hostile_text_in_any_field_is_refused_at_its_line_or_stays_text(
    piece: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    leaves = set(free(folder))
    assert len(leaves) > 70
    book, left = settled(piece, leaves, tmp_path)
    if left:
        compare(piece, left, outputs(book), harmless(frozenset(left)))


@cache
def harmless(leaves: frozenset[Where]) -> dict[str, Shown]:
    return outputs(Handbook.model_validate(spoiled("丙", set(leaves))))


@pytest.mark.parametrize("piece", UNSEEN, ids=ascii)
def test_what_nobody_sees_is_refused_everywhere(
    piece: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    leaves = set(free(tmp_path_factory.getbasetemp()))
    assert settled(piece, leaves, tmp_path)[1] == set()


@pytest.mark.parametrize("piece", LONG, ids=lambda piece: f"{piece[:2]} x {len(piece)}")
def test_a_very_long_text_is_refused_or_shown(piece: str, tmp_path: Path) -> None:
    leaves = {("checklists", "list-a", "items", 0, "how"), ("templates", "letter-a", "body")}
    book, left = settled(piece, leaves, tmp_path)
    compare(piece, left, outputs(book), harmless(frozenset(left)))


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    """No file holds one, but YAML can spell it."""
    path = tmp_path / "handbook.yml"
    path.write_text('sources:\n  a:\n    title: "\\ud800"\n', "utf-8")
    [problem] = strict_yaml.parse(strict_yaml.read_text(path, path.name), path.name).problems
    assert str(problem).startswith("handbook.yml:3: ")


@settings(max_examples=10)
@given(text=texts())
def test_any_text_is_refused_or_stays_text(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    book, left = settled(text, set(free(folder)), folder)
    if left:
        compare(text, left, outputs(book), harmless(frozenset(left)))


@pytest.mark.parametrize("key", ["title", "description", "tags", "answers"])
def test_a_hostile_front_matter_is_refused_or_harmless_where_it_is_not_escaped(key: str) -> None:
    """The theme writes a title into pages as it stands, and MkDocs runs it as a template."""
    harmless = []
    for piece in SHORT:
        text = f"{piece}甲{piece}"
        said = {"tags": [text], "answers": {"top": [text]}}.get(key, text)
        meta = {"title": "乙", "description": "丙", "answers": {"top": ["丁"]}, key: said}
        guide = parse_page("guide.md", f"---\n{json.dumps(meta)}\n---\n# 一 {{ #top }}\n")
        _, problems = loader.check(
            strict_yaml.parse(json.dumps(SMALL), "h.yml"), {"guide.md": guide}
        )
        if any(problem.file == "docs/guide.md" for problem in problems):
            continue
        assert not re.search(r"\{[{%#]", text)
        wrapped = f'<title>{text}</title><meta content="{text}"><p>{text}</p>'
        made, read = of_html(wrapped)
        assert [tag for tag, _ in made] == ["html", "head", "title", "meta", "body", "p"], text
        assert read == [text * 2, text]
        harmless.append(piece)
    assert "-->" in harmless
    assert "{{ 7*7 }}" not in harmless
