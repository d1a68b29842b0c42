"""Zensical builds the same site from the same files: Material ends in May 2027, the site must not.

Decision 0002 lists what differs; what is left out below is on that list.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from macros.publish import csp
from macros.publish.built_page import BuiltPage
from macros.publish.built_page import read as read_pages
from tests.conftest import Site, copied
from tests.site.test_site import RESIDUE

Attributes = dict[str, str]
Reading = Callable[["Part"], list[object]]
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SKIP = "__skip"  # Zensical's own target of “skip to the content”
THEME = "/assets/stylesheets/"
ENGINE = (
    "assets/images/", "assets/javascripts/", "assets/kb/site.", "assets/stylesheets/", "search.json",
    "search/search_index.json", "sitemap.xml", "sw.js",
)  # fmt: skip


@dataclass
class Part:
    """What one part of a page holds, in order."""

    tags: list[tuple[str, Attributes]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads the parts of a page, with links resolved against its address below the site's."""

    def __init__(self, site: str, address: str) -> None:
        super().__init__()
        self.site = site
        self.address = address
        self.parts = {name: Part() for name in ("head", "navigation", "article", "toc")}
        self.part: Part | None = None
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        read = {name: (value or "").replace(self.site, "/") for name, value in sorted(attrs)}
        read |= {
            name: urljoin(self.address, read[name]) for name in ("href", "src") if name in read
        }
        if not self.depth:
            self.part = self.parts.get(read.get("data-md-type", tag))
        if self.part:
            self.depth += tag not in VOID
            if read.get("id") != SKIP:
                self.part.tags.append((tag, read))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= bool(self.depth) and tag not in VOID

    def handle_data(self, data: str) -> None:
        if self.depth and self.part:
            self.part.words.extend(data.replace(self.site, "/").split())


def pages(site: Site) -> list[str]:
    """The addresses of all pages, below the site's root."""
    return [path.relative_to(site.folder).as_posix() for path in site.pages()]


@cache
def read(site: Site, page: str) -> dict[str, Part]:
    reader = Reader(site.address, f"/{page.removesuffix('index.html')}")
    reader.feed((site.folder / page).read_text("utf-8"))
    reader.close()
    return reader.parts


def attributes(prefix: str) -> Reading:
    return lambda part: [
        (tag, name, value)
        for tag, read in part.tags
        for name, value in read.items()
        if name.startswith(prefix)
    ]


def words(part: Part) -> list[object]:
    return [*part.words]


def links(part: Part) -> list[object]:
    return [read["href"] for tag, read in part.tags if tag == "a" and "href" in read]


def markup(part: Part) -> list[object]:
    return [*part.tags]


def head(part: Part) -> list[object]:
    """What the head says and loads, but for what is the engine's: its sheets, name and scripts' hashes."""
    return [*part.words[:1]] + [
        (tag, read)
        for tag, read in part.tags
        if tag in {"meta", "link"}
        and read.get("name") != "generator"
        and "http-equiv" not in read
        and not read.get("href", "").startswith(THEME)
        and "assets/kb/site." not in read.get("href", "")
    ]


def test_the_pages_are_the_same(site: Site, zensical: Site) -> None:
    assert pages(zensical) == pages(site)


@pytest.mark.parametrize(
    ("part", "reading"),
    [
        pytest.param("article", words, id="words"),
        pytest.param("article", attributes("data-kb-fact"), id="facts"),
        pytest.param("article", attributes("data-kb-"), id="widgets and their data"),
        pytest.param("article", attributes("id"), id="anchors"),
        pytest.param("article", links, id="links"),
        pytest.param("article", markup, id="markup"),
        pytest.param("navigation", words, id="words of the navigation"),
        pytest.param("navigation", links, id="links of the navigation"),
        pytest.param("toc", words, id="words of the contents"),
        pytest.param("toc", links, id="links of the contents"),
        pytest.param("head", head, id="head"),
    ],
)
def test_each_page_has_the_same(site: Site, zensical: Site, part: str, reading: Reading) -> None:
    seen = 0
    for page in pages(site):
        ours = reading(read(site, page)[part])
        assert reading(read(zensical, page)[part]) == ours, page
        seen += len(ours)
    assert seen > len(pages(site)), "too little to compare"


def test_every_other_file_is_the_same(site: Site, zensical: Site) -> None:
    """Our scripts, styles and images, and all that `publish` writes: open data, search."""
    ours, others = files(site), files(zensical)
    assert len(ours) > 70
    assert others.keys() == ours.keys()
    assert [name for name in ours if others[name] != ours[name]] == []


def test_each_page_says_the_same_of_itself(site: Site, zensical: Site) -> None:
    """In the words of schema.org."""
    for ours, theirs in zip(read_pages(site.folder), read_pages(zensical.folder), strict=True):
        assert said_of_itself(theirs) == said_of_itself(ours), ours.path


def said_of_itself(page: BuiltPage) -> list[object]:
    blocks = page.tree.iterfind(".//script[@type='application/ld+json']")
    return [json.loads(block.text) for block in blocks]


def files(site: Site) -> dict[str, bytes]:
    """Every file but the pages and what belongs to the engine."""
    found = (path for path in site.folder.rglob("*") if path.is_file())
    named = {path.relative_to(site.folder).as_posix(): path for path in found}
    return {
        name: path.read_bytes().replace(site.address.encode(), b"/")
        for name, path in named.items()
        if path.suffix != ".html" and not name.startswith(ENGINE)
    }


def test_each_page_says_its_policy(zensical: Site) -> None:
    pages = read_pages(zensical.folder)
    assert csp.protected(pages) == pages


def test_each_page_loads_our_packs(site: Site, zensical: Site) -> None:
    for path in zensical.pages():
        ours = site.folder / path.relative_to(zensical.folder)
        assert scripts_of(path), path
        assert scripts_of(path) == scripts_of(ours), path


def scripts_of(path: Path) -> list[str]:
    return re.findall(r'<script src="[./]*(assets/kb/[\w.-]+)"[^>]*>', path.read_text("utf-8"))


def test_no_macro_residue(zensical: Site) -> None:
    for path in zensical.pages():
        html = re.sub(r"<script\b.*?</script>", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert not RESIDUE.search(html), (path, RESIDUE.search(html))


def test_the_themes_own_index_holds_nothing(zensical: Site) -> None:
    """Every page would fetch it: the text of all pages, for a window that we do not show."""
    assert json.loads((zensical.folder / "search.json").read_text("utf-8"))["items"] == []


def test_an_unknown_fact_stops_the_build(tmp_path: Path) -> None:
    project = copied(tmp_path)
    with (project / "docs" / "respond" / "appeal.md").open("a", encoding="utf-8") as guide:
        guide.write('\n{{ fact("tb-appeal-27h") }}\n')
    result = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode != 0
    assert "没有名为 “tb-appeal-27h” 的事实；是不是 “tb-appeal-72h”？" in result.stderr
