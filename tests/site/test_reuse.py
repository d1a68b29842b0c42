"""What others read of the built site: assistants, search engines, and those a link is shared with."""

from __future__ import annotations

import json
import re
import struct
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlparse

import pytest

from macros.handbook.guides import Page, url_of
from macros.handbook.letters import unfilled
from macros.publish.built_page import BuiltPage, in_order, read
from tests.conftest import ROOT, Site, build
from tests.site.trees import tree

if TYPE_CHECKING:
    from macros.handbook.model import Handbook

MARKUP = re.compile(r"<[a-zA-Z/!?][^>]*>")
LINK = re.compile(r"\]\(([^)\s]+)\)")
QUOTED = re.compile(r"\[([^\]]+)\]\([^)]*#fact-([a-z0-9-]+)\)(?:，(\w+))?")
BASIS = {"article": "条文", "excerpt": "摘录", "secondary": "待核"}


@pytest.fixture(scope="module")
def pages(site: Site) -> list[BuiltPage]:
    return in_order(read(site.folder))


def markdown(site: Site, page: BuiltPage) -> str:
    return (site.folder / page.folder / "index.md").read_text("utf-8")


def place(site: Site, address: str) -> Path:
    """The file that an address of the site shows."""
    path = site.folder / urlparse(address).path.lstrip("/")
    return path / "index.html" if path.is_dir() else path


def outside_fences(text: str) -> str:
    return re.sub(r"^( *)```text\n.*?^\1```$", "", text, flags=re.DOTALL | re.MULTILINE)


def metas(page: BuiltPage) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', page.html))


# --- Markdown ---------------------------------------------------------------------------------------


def test_every_page_has_its_markdown_beside_it_and_says_so(
    site: Site, pages: list[BuiltPage], guides: dict[str, Page]
) -> None:
    assert {page.folder for page in pages} == {url_of(guide).strip("/") for guide in guides}
    for guide, source in guides.items():
        text = (site.folder / url_of(guide) / "index.md").read_text("utf-8")
        assert text.startswith(f"# {source.title}\n\n> "), guide
        links = tree(site.folder / url_of(guide) / "index.html").findall(".//head/link[@type]")
        said = [(link.get("rel").split(), link.get("type"), link.get("href")) for link in links]
        assert (["alternate"], "text/markdown", "index.md") in said, guide


def test_every_fact_on_a_page_is_in_its_markdown_as_often_with_its_basis(
    site: Site, pages: list[BuiltPage], book: Handbook
) -> None:
    for page in pages:
        shown = Counter(re.findall(r'data-kb-fact="([^"]+)"', page.html))
        quoted = [
            (name, basis or text) for text, name, basis in QUOTED.findall(markdown(site, page))
        ]
        said = Counter(name for name, words in quoted if BASIS[book.facts[name].basis] in words)
        assert said >= shown, (page.folder, shown - said)


def test_no_markup_and_no_furniture_is_left_in_the_markdown(
    site: Site, pages: list[BuiltPage]
) -> None:
    for page in pages:
        text = outside_fences(markdown(site, page))
        assert not MARKUP.search(text), (page.folder, MARKUP.search(text))
        for word in ("¶", "[改进这里]", "这一步的链接", "从头再选一次", "data-kb"):
            assert word not in text, (page.folder, word)


def test_every_link_in_the_markdown_is_whole_and_leads_somewhere(
    site: Site, pages: list[BuiltPage]
) -> None:
    for page in pages:
        for address in set(LINK.findall(outside_fences(markdown(site, page)))):
            assert address.startswith(("https://", site.address)), (page.folder, address)
            if address.startswith(site.address):
                target, anchor = place(site, address), urlparse(address).fragment
                assert target.is_file(), (page.folder, address)
                assert not anchor or tree(target).find(f".//*[@id='{anchor}']") is not None, address


def test_a_checklist_is_in_the_markdown_step_by_step_and_a_letter_word_by_word(
    site: Site, guides: dict[str, Page], book: Handbook
) -> None:
    for guide, source in guides.items():
        text = (site.folder / url_of(guide) / "index.md").read_text("utf-8")
        for macro, name in source.calls:
            if macro == "checklist":
                steps = text.partition(f"### 清单：{book.checklists[name].title}\n")[2]
                assert steps.count("**怎么做**：") >= len(book.checklists[name].items), (
                    guide,
                    name,
                )
            if macro == "template":
                assert f"```text\n{unfilled(book.templates[name], book)}\n```" in text, (
                    guide,
                    name,
                )


def test_every_page_says_how_to_quote_it(site: Site, pages: list[BuiltPage]) -> None:
    for page in pages:
        head = markdown(site, page).partition("\n---\n")[0]
        assert f"网页：{page.address}" in head
        assert "写着“待核”的，引用时也要写“待核”" in head
        assert ("核对于 " in head) == bool(page.facts), page.folder


# --- llms.txt, robots.txt, sitemap -------------------------------------------------------------------


def test_llms_txt_lists_every_page_once_and_nothing_that_is_not_there(
    site: Site, pages: list[BuiltPage]
) -> None:
    links = LINK.findall((site.folder / "llms.txt").read_text("utf-8"))
    files = [place(site, link) for link in links]
    assert all(file.is_file() for file in files)
    assert sorted(files) == sorted(
        [site.folder / page.folder / "index.md" for page in pages]
        + [site.folder / "api" / "v1" / "index.json", site.folder / "changes.atom"]
    )


def test_pages_are_read_in_the_order_of_the_navigation(pages: list[BuiltPage]) -> None:
    assert [page.folder for page in pages[:3]] == ["", "start/triage", "respond/first-day"]
    assert pages[-1].folder.startswith("about/")


def test_robots_are_welcome_and_told_of_the_sitemap(site: Site) -> None:
    assert (site.folder / "robots.txt").read_text("utf-8") == (
        f"User-agent: *\nAllow: /\n\nSitemap: {site.address}sitemap.xml\n"
    )


def test_the_sitemap_lists_every_page_with_the_day_its_facts_were_checked(
    site: Site, pages: list[BuiltPage], book: Handbook
) -> None:
    text = (site.folder / "sitemap.xml").read_text("utf-8")
    listed = dict(re.findall(r"<loc>([^<]+)</loc>(?:<lastmod>([^<]+)</lastmod>)?", text))
    assert list(listed) == [page.address for page in pages]
    for page in pages:
        days = [book.facts[name].checked_on.isoformat() for name in page.facts]
        assert listed[page.address] == max(days, default=""), page.folder


def test_without_an_address_nothing_pretends_to_have_one(unaddressed: Path) -> None:
    built = unaddressed
    assert not list(built.glob("sitemap*"))
    assert "Sitemap" not in (built / "robots.txt").read_text("utf-8")
    for page in in_order(read(built)):
        assert page.address == ""
        assert not {"og:url", "og:image"} & metas(page).keys()
        text = outside_fences((built / page.folder / "index.md").read_text("utf-8"))
        assert "网页：" not in text
        for link in set(LINK.findall(text)):
            target = (built / page.folder / link.partition("#")[0]).resolve()
            assert link.startswith("https://") or target.exists(), (page.folder, link)


def test_the_same_inputs_give_the_same_bytes(site: Site, tmp_path: Path) -> None:
    build(ROOT, tmp_path, SITE_URL=site.address)
    one, other = files(site.folder), files(tmp_path)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- Open Graph, icons, manifest -----------------------------------------------------------------


def test_every_page_says_what_a_shared_link_shows(
    site: Site, pages: list[BuiltPage], guides: dict[str, Page]
) -> None:
    sources = {url_of(guide).strip("/"): source for guide, source in guides.items()}
    for page in pages:
        said, source = metas(page), sources[page.folder]
        assert page.address == urljoin(site.address, f"{page.folder}/" if page.folder else "")
        assert (said["og:title"], said["og:description"]) == (
            source.title,
            source.meta["description"],
        )
        assert said["og:url"] == page.address
        assert said["og:type"] == ("article" if page.folder else "website")
        assert (said["og:site_name"], said["og:locale"]) == ("申诉有据", "zh_CN")
        assert said["twitter:card"] == "summary_large_image"


def test_the_home_page_is_called_what_the_site_is_called_once(pages: list[BuiltPage]) -> None:
    assert "<title>申诉有据</title>" in pages[0].html
    assert "<title>收到通知的第一天 - 申诉有据</title>" in pages[2].html


def test_the_picture_of_a_shared_link_is_as_large_as_it_says_and_light(
    site: Site, pages: list[BuiltPage]
) -> None:
    said = metas(pages[0])
    image = place(site, said["og:image"])
    assert size(image) == (int(said["og:image:width"]), int(said["og:image:height"])) == (1200, 630)
    assert image.stat().st_size <= 60_000


def test_every_icon_of_a_page_is_there_as_large_as_it_says(site: Site) -> None:
    for path in site.pages():
        for link in tree(path).findall(".//head/link"):
            if link.get("rel") in {"icon", "apple-touch-icon", "manifest"}:
                target = place(site, urljoin(site.address + path.parent.relative_to(site.folder).as_posix() + "/", link.get("href")))  # fmt: skip
                assert target.is_file(), (path, link.get("href"))
                if link.get("sizes"):
                    assert "{}x{}".format(*size(target)) == link.get("sizes")


def test_every_icon_of_the_manifest_is_there_as_large_as_it_says(site: Site) -> None:
    icons = manifest(site)["icons"]
    for icon in icons:
        target = site.folder / icon["src"]
        assert target.is_file(), icon
        assert icon["sizes"] in {"any", "{}x{}".format(*size(target))}, icon
    assert {icon["sizes"] for icon in icons if "purpose" not in icon} >= {"192x192", "512x512"}
    assert [icon["purpose"] for icon in icons if "purpose" in icon] == ["maskable"]


def test_the_manifest_works_below_any_address_and_keeps_the_address_in_sight(site: Site) -> None:
    said = manifest(site)
    assert (said["start_url"], said["scope"], said["lang"]) == ("./", "./", "zh-CN")
    assert said["display"] == "minimal-ui"
    for shortcut in said["shortcuts"]:
        assert (site.folder / shortcut["url"] / "index.html").is_file()


def size(path: Path) -> tuple[int, int]:
    """Width and height of a PNG, in pixels; an SVG has none."""
    data = path.read_bytes()
    if not data.startswith(b"\x89PNG"):
        return 0, 0
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def manifest(site: Site) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((site.folder / "manifest.webmanifest").read_text("utf-8"))
    return said


# --- structured data --------------------------------------------------------------------------------


def graph(page: BuiltPage) -> list[dict[str, Any]]:
    """What the one data block of a page says."""
    [block] = page.tree.findall(".//script[@type='application/ld+json']")
    said: list[dict[str, Any]] = json.loads(block.text)["@graph"]
    return said


def test_every_page_says_what_it_is(pages: list[BuiltPage], book: Handbook) -> None:
    for page in pages:
        said = graph(page)[0]
        assert said["@type"] in {"WebSite", "Article", "WebPage"}
        assert said["url"] == page.address
        assert said.get("headline", said.get("name")) == page.title
        days = [book.facts[name].checked_on.isoformat() for name in page.facts]
        assert said.get("dateModified") == max(days, default=None), page.folder


def test_every_address_in_the_data_is_there(site: Site, pages: list[BuiltPage]) -> None:
    for page in pages:
        for address in addresses(graph(page)):
            assert place(site, address).is_file(), address


def test_the_way_to_a_page_leads_from_home_to_it(site: Site, pages: list[BuiltPage]) -> None:
    for page in pages:
        ways = [node for node in graph(page) if node["@type"] == "BreadcrumbList"]
        for way in ways:
            assert way["itemListElement"][0]["item"] == site.address
            assert way["itemListElement"][-1]["item"] == page.address
            assert [step["position"] for step in way["itemListElement"]] == [
                *range(1, len(way["itemListElement"]) + 1)
            ]
            names = [step["name"] for step in way["itemListElement"]]
            shown = page.tree.iterfind(".//nav[@class='md-path']//a")
            assert names == [*("".join(a.itertext()).strip() for a in shown), page.title]
    assert sum('"BreadcrumbList"' in page.html for page in pages) >= len(pages) - 2


def test_no_page_claims_to_be_a_list_of_answers(pages: list[BuiltPage]) -> None:
    assert not [page.folder for page in pages if "FAQPage" in page.html]


def addresses(node: object) -> list[str]:
    """Every address of the site in a block, at any depth."""
    if isinstance(node, dict):
        own = [node[key] for key in ("url", "item", "logo") if isinstance(node.get(key), str)]
        return own + [found for value in node.values() for found in addresses(value)]
    if isinstance(node, list):
        return [found for value in node for found in addresses(value)]
    return []
