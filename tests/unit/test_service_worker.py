"""The worker's list: what is kept, under which name, and when it changes."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from macros.publish import files, service_worker

SITE = {
    "index.html": b"home",
    "404.html": b"not here",
    "respond/appeal/index.html": b"appeal",
    "assets/css/theme.css": b"a {}",
    "search/handbook.gb18030.json": b"{}",
}


def listed(worker: str) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(re.search(r"const KEPT = (\{.*?\n\});", worker, re.DOTALL)[1])  # type: ignore[index]
    return kept


def test_a_page_is_listed_by_its_folder_and_everything_by_its_content() -> None:
    kept = listed(service_worker.worker(SITE))
    assert list(kept["files"]) == [
        "", "404.html", "assets/css/theme.css", "respond/appeal/", "search/handbook.gb18030.json",
    ]  # fmt: skip
    assert kept["files"][""] == "sha256-TqFAWIFQdzzjqs54au739ASc4QD6ZJyU+73blg8dqUI="
    assert kept["bytes"] == sum(map(len, SITE.values()))


@pytest.mark.parametrize("name", sorted(SITE))
def test_any_change_of_a_file_makes_another_version(name: str) -> None:
    assert service_worker.worker(SITE) != service_worker.worker(SITE | {name: b"changed"})


def test_the_same_files_in_any_order_give_the_same_version() -> None:
    assert service_worker.worker(dict(reversed(SITE.items()))) == service_worker.worker(SITE)


@pytest.mark.parametrize(
    "name",
    [
        "sw.js", "_headers", "api/v1/facts.json", "data/handbook.yml", "index.md", "changes.ics",
        "assets/javascripts/bundle.0a1b2c3d.min.js.map", "assets/javascripts/lunr/wordcut.js", "assets/js/main.js",
        "assets/img/share.png", "sitemap.xml", "sitemap.xml.gz", "llms.txt", "changes.atom",
        "shensu-youju-offline.zip",
    ],
)  # fmt: skip
def test_what_no_reader_needs_is_not_kept(name: str) -> None:
    assert not service_worker.is_kept(name)


@pytest.mark.parametrize(
    "name",
    [
        "start/triage/index.html", "assets/javascripts/bundle.0a1b2c3d.min.js", "about/data/index.html",
        "assets/kb/worker.0a1b2c3d.min.js", "assets/img/icon-192.png", "manifest.webmanifest",
        "search/search_index.json", "letters/a.docx",
    ],
)  # fmt: skip
def test_what_a_page_loads_is_kept(name: str) -> None:
    assert service_worker.is_kept(name)


def test_what_is_about_to_be_written_counts_instead_of_what_is_there(tmp_path: Path) -> None:
    files.write(tmp_path, {"index.html": "old", "404.html": "there", "sw.js": "old"})
    new: dict[str, str | bytes] = {"index.html": "new", "a.css": b""}
    made = service_worker.files(tmp_path, new)
    files.write(tmp_path, new | made)
    assert list(listed(made["sw.js"])["files"]) == ["", "404.html", "a.css"]
    assert service_worker.files(tmp_path) == made


def test_the_switch_writes_a_worker_that_keeps_nothing(tmp_path: Path) -> None:
    text = service_worker.files(tmp_path, on=False)["sw.js"]
    assert "unregister" in text
    assert "fetch" not in text.replace("fetches", "")


@pytest.mark.parametrize(
    ("name", "anyone"),
    [
        ("index.html", True), ("404.html", True), ("tools/index.html", True), ("tools/log/index.html", True),
        ("assets/kb/core.0a1b2c3d.min.js", True), ("assets/img/logo.svg", True), ("manifest.webmanifest", True),
        ("respond/appeal/index.html", False), ("about/index.html", False), ("search/handbook.gb18030.json", False), ("letters/a.docx", False),
        ("assets/css/theme.css", False), ("assets/img/icon-512.png", False), ("assets/img/icon-32.png", True),
    ],
)  # fmt: skip
def test_anyone_gets_what_pages_load_and_the_tools(name: str, *, anyone: bool) -> None:
    assert service_worker.is_for_anyone(name) == anyone


def test_the_worker_names_what_anyone_gets() -> None:
    assert listed(service_worker.worker(SITE))["anyone"] == ["", "404.html"]


def test_a_page_that_offers_the_whole_says_what_is_sent_for_it(tmp_path: Path) -> None:
    """The sum of the files that are kept, text packed, the page itself without its figure."""
    text = "".join(f"{each:x}" for each in range(300_000))
    picture = bytes(range(256)) * 1000
    files.write(tmp_path, {"a.js": text, "a.png": picture, "api/a.json": text, "old.map": text})
    page = '<p data-kb-sent="">全书</p>'
    made: dict[str, str | bytes] = {"tools/index.html": page, "index.html": "首页"}
    whole = sum(len(gzip.compress(each.encode(), 6)) for each in (text, page, "首页"))
    said = service_worker.sized(tmp_path, made)
    assert said == {"tools/index.html": page.replace('""', f'"{(whole + 256_000) / 1e6:.1f}"')}
    assert service_worker.sized(tmp_path, made | said) == said
    assert service_worker.sized(tmp_path, {"index.html": "首页"}) == {}
