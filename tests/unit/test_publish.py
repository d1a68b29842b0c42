"""Publishing: each page is read and written once, nothing is written when anything is wrong."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.handbook.model import Handbook
from macros.handbook.problems import ProblemsError
from macros.publish import bundle, files, publish
from tests.unit.test_bundle_scripts import PAGE, SOURCES

HEAD = '<!doctype html>\n<html><head>\n<meta charset="utf-8">\n<link rel="canonical" href="https://kb.example/{}">\n'
TAIL = "<article><h1>甲</h1><p>乙</p></article></body></html>\n"


@pytest.fixture
def book(small: dict[str, Any]) -> Handbook:
    return Handbook.model_validate(small)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site as an engine leaves it, with the sitemap that it dates by its clock."""
    pages = {f"{name}/": HEAD.format(f"{name}/") + PAGE[len("<head>") :] + TAIL for name in "ab"}
    files.write(
        tmp_path,
        {
            "index.html": HEAD.format("") + PAGE[len("<head>") :].replace("../", "") + TAIL,
            "404.html": HEAD.format("404") + "</head><p>没有</p></html>",
            **{f"{folder}index.html": html for folder, html in pages.items()},
            **{f"assets/js/{name}.js": text for name, text in SOURCES.items()},
            "assets/x.css": ".x { top: 0 }",
            "assets/y.css": "kb-log { top: 0 }",
            "sitemap.xml": "<lastmod>today</lastmod>",
            "sitemap.xml.gz": "today",
        },
    )
    return tmp_path


def held(site: Path) -> dict[str, bytes]:
    found = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def test_a_page_is_read_once_and_written_once(
    book: Handbook, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count: Counter[tuple[str, str]] = Counter()
    really: Callable[..., object] = io.open

    def counted(path: Path, mode: str = "r", *more: object) -> object:
        if Path(path).is_relative_to(site) and str(path).endswith(".html"):
            count[mode[0], Path(path).relative_to(site).as_posix()] += 1
        return really(path, mode, *more)

    monkeypatch.setattr(io, "open", counted)  # which all methods of a path call
    publish(book, {}, site)
    pages = ["404.html", "a/index.html", "b/index.html", "index.html"]
    assert count == {(mode, page): 1 for mode in "rw" for page in pages}


def test_publishing_a_published_site_changes_nothing(book: Handbook, site: Path) -> None:
    written = publish(book, {}, site)
    once = held(site)
    assert {path.relative_to(site).as_posix() for path in written} <= once.keys()
    publish(book, {}, site)
    assert held(site) == once


def test_what_an_engine_dated_by_its_clock_is_gone(book: Handbook, site: Path) -> None:
    publish(book, {}, site)
    once = held(site)
    assert b"today" not in b"".join(once.values())
    assert "sitemap.xml.gz" not in once


def test_one_page_that_breaks_the_policy_leaves_all_as_they_were(
    book: Handbook, site: Path
) -> None:
    files.write(site, {"b/index.html": (site / "b/index.html").read_text("utf-8") + '<p style="">'})
    before = held(site)
    with pytest.raises(ProblemsError, match=r"^b/index\.html:\d+: 内容安全策略会挡住 <p style>"):
        publish(book, {}, site)
    assert held(site) == before


def test_a_site_of_another_handbook_is_refused(book: Handbook, site: Path) -> None:
    files.write(site, {"index.html": '<p data-kb-fact="gone">'})
    before = held(site)
    with pytest.raises(ProblemsError, match="没有的事实 “gone”，是旧的网站"):
        publish(book, {}, site)
    assert held(site) == before


def test_a_page_built_anew_loads_bundles_and_the_others_are_not_touched(
    book: Handbook, site: Path
) -> None:
    bare = (site / "a/index.html").read_text("utf-8")
    publish(book, {}, site)
    before = held(site)
    files.write(site, {"a/index.html": bare.replace("乙", "丙")})
    written = {path.relative_to(site).as_posix() for path in bundle(book, {}, site)}
    assert {name for name in written if name.endswith(".html")} == {"a/index.html"}
    after = held(site)
    assert "丙".encode() in after["a/index.html"]
    assert b"assets/kb/log." in after["a/index.html"]
    assert {name for name in before if after[name] != before[name]} == {"a/index.html"}
