"""The open data and the Word letters, where they stand beside the pages."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlparse

import pytest

from macros.handbook.guides import Page, url_of
from macros.publish.api_schema import SHAPES
from tests.conftest import DOCS, Site
from tests.site.trees import tree

if TYPE_CHECKING:
    from macros.handbook.model import Handbook

PAGE = "about/data.md"


@cache
def ids(path: Path) -> set[str | None]:
    return {node.get("id") for node in tree(path).iter()}


def read(site: Site, name: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads((site.folder / "api" / "v1" / name).read_text("utf-8"))


def leads_somewhere(site: Site, file: str, link: str) -> bool:
    """Resolve a link as a program does, and look for the file and its anchor."""
    address = urlparse(urljoin(f"{site.url}api/v1/{file}", link))
    path = site.folder / unquote(address.path).lstrip("/")
    page = path / "index.html" if path.is_dir() else path
    return page.is_file() and (not address.fragment or address.fragment in ids(page))


def test_the_open_data_stands_beside_the_pages(site: Site, book: Handbook) -> None:
    assert {fact["id"] for fact in read(site, "facts.json")["records"]} == set(book.facts)


@pytest.mark.parametrize("kind", SHAPES)
def test_every_link_of_a_record_leads_somewhere(site: Site, kind: str) -> None:
    for record in read(site, f"{kind}.json")["records"]:
        for link in record["links"].values():
            assert link is None or leads_somewhere(site, f"{kind}.json", link), (record["id"], link)


@pytest.mark.parametrize("kind", sorted({*SHAPES} - {"fields", "retired"}))
def test_every_record_of_a_kind_that_pages_show_has_its_place(site: Site, kind: str) -> None:
    for record in read(site, f"{kind}.json")["records"]:
        assert record["links"]["page"], record["id"]


def test_every_link_of_the_index_leads_somewhere(site: Site) -> None:
    index = read(site, "index.json")
    links = [*index["links"].values(), index["schema"]]
    links += [entry[key] for entry in index["kinds"] for key in ("file", "schema")]
    assert [link for link in links if not leads_somewhere(site, "index.json", link)] == []


def test_the_page_shows_records_as_they_stand_in_their_files(
    site: Site, guides: dict[str, Page]
) -> None:
    page = tree(site.folder / url_of(PAGE) / "index.html")
    shown = ["".join(node.itertext()) for node in page.findall(".//pre[@class='kb-api']")]
    asked = [c.arguments for c in guides[PAGE].macros if c.macro == "api_example"]
    assert len(shown) == len(asked) >= 3
    for text, (kind, id_) in zip(shown, [each or () for each in asked], strict=True):
        records = {record["id"]: record for record in read(site, f"{kind}.json")["records"]}
        assert json.loads(text) == records[id_]


def test_the_python_of_the_page_runs(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    page = (DOCS / PAGE).read_text("utf-8")
    [code] = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(code.replace("https://example.org/", site.url), {})  # noqa: S102 - our own example
    assert "待核，以千牛后台显示为准" in capsys.readouterr().out


def test_every_letter_on_a_page_links_to_its_word_file(
    site: Site, guides: dict[str, Page], book: Handbook
) -> None:
    linked = set()
    for guide, page in guides.items():
        for macro, name in page.calls:
            if macro != "template":
                continue
            file = site.folder / url_of(guide) / "index.html"
            [link] = tree(file).findall(f".//*[@data-kb-template='{name}']//a[@download]")
            target = (file.parent / (link.get("href") or "")).resolve()
            assert target == (site.folder / "letters" / f"{name}.docx").resolve()
            assert target.is_file()
            assert link.get("download") == f"{book.templates[name].title}.docx"
            linked.add(name)
    assert linked == set(book.templates)
