"""The copy for a disk, its parts: links, scripts, and a zip that is the same every time."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from macros.__main__ import main
from macros.deploy import disk_copy
from macros.handbook.model import Handbook
from tests.conftest import DATA

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.html", "respond/appeal/index.html", "respond/evidence/index.html", "about/index.html",
    "data/a.json", "Q&A/index.html",
}  # fmt: skip
DAY = "2026-11-22"
PAGE = """<!doctype html><head>
<link rel="canonical" href="https://example.org/a&amp;b/">
<link rel="stylesheet" href="../assets/a.css">
<link rel="manifest" href="../manifest.webmanifest">
<link href="../feed.xml" rel="alternate">
</head><body><div data-md-component="announce">
</div>
<a title="a > b" class="x" href="../about/">关于</a> <a href="https://example.org/">外</a>
<pre>&lt;a href="../about/"&gt;</pre>
<img alt="" src="../assets/a.png">
<script id="__config" type="application/json">{"base": ".."}</script>
<script src="../assets/theme.js"></script>
<script src="../assets/kb/core.js" defer></script>
</body>"""


@pytest.mark.parametrize(
    ("here", "link", "becomes"),
    [
        ("", "respond/appeal/", "respond/appeal/index.html"),
        ("", "respond/appeal", "respond/appeal/index.html"),
        ("", "./", "index.html"),
        ("", ".", "index.html"),
        ("respond/appeal", "../evidence/", "../evidence/index.html"),
        ("respond/appeal", "../evidence/#chat", "../evidence/index.html#chat"),
        ("respond/appeal", "../evidence/?h=a/b#c", "../evidence/index.html?h=a/b#c"),
        ("respond/appeal", "./", "index.html"),
        ("respond/appeal", "./#top", "index.html#top"),
        ("respond/appeal", "../..", "../../index.html"),
        ("respond/appeal", "../../", "../../index.html"),
        ("respond/appeal", "../../about/", "../../about/index.html"),
        ("respond/appeal", "../../Q&A/", "../../Q&A/index.html"),
        ("respond/appeal", "../../Q%26A/", "../../Q%26A/index.html"),
        ("about", "../data/a.json", "../data/a.json"),
        ("about", "../data/", "../data/"),
        ("about", "index.html#x", "index.html#x"),
        ("about", "#x", "#x"),
        ("about", "?q=x", "?q=x"),
        ("about", "", ""),
        ("about", "https://example.org/about/", "https://example.org/about/"),
        ("about", "//example.org/about/", "//example.org/about/"),
        ("about", "mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_names_the_page_it_means(here: str, link: str, becomes: str) -> None:
    assert disk_copy.address(here, link, FILES) == becomes


def copied(source: str = PAGE) -> str:
    return disk_copy.text(disk_copy.page("a/index.html", source, FILES, DAY))


def test_the_policy_of_a_page_stays_behind() -> None:
    """It would refuse what gives a copy its modules."""
    meta = '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    html = copied(PAGE.replace("<head>", f"<head>{meta}"))
    assert '<head><meta charset="utf-8">\n' in html
    assert "Content-Security-Policy" not in html


def test_a_page_loads_its_packs_as_they_are_and_says_that_it_is_a_copy() -> None:
    html = copied()
    assert '<script src="../assets/kb/core.js" defer></script>' in html
    assert html.index("__config") < html.index("../assets/js/offline.js") < html.index("theme.js")
    assert f"最近一次核对：{DAY}" in html
    assert '<a href="https://example.org/a&amp;b/">看网上的这一页</a>' in html


def test_a_page_keeps_what_it_says_and_loses_what_asks_a_server() -> None:
    html = copied()
    assert '<a title="a &gt; b" class="x" href="../about/index.html">关于</a>' in html
    assert '<pre>&lt;a href="../about/"&gt;</pre>' in html
    assert '<a href="https://example.org/">外</a>' in html
    assert "stylesheet" in html
    assert "canonical" in html
    assert "manifest" not in html
    assert "alternate" not in html


HOME = """<a href="a/">甲</a>
<script id="__config" type="application/json">{"search": "assets/kb/worker.1.min.js"}</script>"""


def built(**more: str) -> dict[str, bytes]:
    """The files of a small site."""
    texts = {
        "index.html": HOME,
        "a/index.html": PAGE,
        "404.html": "没有",
        "sitemap.xml": "<urlset/>",
        "search/search_index.json": json.dumps({"config": {"lang": ["zh"]}, "docs": []}),
        "search/handbook.gb18030.json": '{"version":1}\n',
        "assets/a.css": "",
        "assets/a.png": "",
        "assets/theme.js": "",
        "assets/lunr.js": "",
        "assets/js/main.js": "export {};",
        "assets/kb/core.js": "",
        "assets/kb/worker.1.min.js": 'importScripts("engine.2.min.js");',
        "assets/kb/engine.2.min.js": "function a() {}\n",
    }
    return {name: text.encode() for name, text in (texts | more).items()}


def test_the_copy_has_the_pages_and_what_they_load_and_nothing_else() -> None:
    assert sorted(disk_copy.offline(built(), DAY)) == [
        "README.txt", "a/index.html", "assets/a.css", "assets/a.png", "assets/js/offline.js",
        "assets/kb/core.js", "assets/theme.js", "index.html", "search/search_index.js",
    ]  # fmt: skip


def test_a_linked_file_comes_along() -> None:
    home = f'<a href="data/a.json#x">数据</a>{HOME}'
    files = built(**{"index.html": home, "data/a.json": "{}"})
    assert "data/a.json" in disk_copy.offline(files, DAY)


def test_what_waits_for_search_comes_along() -> None:
    home = f'<script src="assets/kb/core.js" data-kb-theme="assets/late.js"></script>{HOME}'
    files = built(**{"index.html": home, "assets/late.js": ""})
    assert "assets/late.js" in disk_copy.offline(files, DAY)


def test_the_script_carries_the_worker_whole() -> None:
    script = disk_copy.offline(built(), DAY)[disk_copy.SCRIPT].decode()
    worker = json.loads(script.partition("\nkbOffline(")[2].rpartition("); //")[0])
    assert worker == 'function a() {}\nimportScripts("engine.2.min.js");'


def test_the_index_is_the_one_of_the_site() -> None:
    script = disk_copy.offline(built(), DAY)[disk_copy.INDEX].decode()
    index = json.loads(script.removeprefix("var __index = ").removesuffix(";\n"))
    assert index == {"config": {"lang": ["zh"]}, "docs": '{"version":1}\n'}


def test_the_text_says_the_day_and_opens_in_an_old_editor() -> None:
    raw = disk_copy.offline(built(), DAY)[disk_copy.README]
    text = raw.decode("utf-8-sig")
    assert raw.startswith(b"\xef\xbb\xbf")
    assert text.count("\n") == text.count("\r\n")
    assert DAY in text
    assert "问给你这个压缩包的人" in text
    assert "://" not in text.replace("http://127.0.0.1:8000/", "")


def test_the_text_names_the_address_that_the_site_was_built_for() -> None:
    home = f'<link rel="canonical" href="https://example.org/">{HOME}'
    raw = disk_copy.offline(built(**{"index.html": home}), DAY)[disk_copy.README]
    assert "看：https://example.org/" in raw.decode("utf-8-sig")


def test_the_same_files_give_the_same_bytes_in_any_order() -> None:
    files = disk_copy.offline(built(), DAY)
    packed = disk_copy.zipped(files)
    assert packed == disk_copy.zipped(dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.filename.partition("/")[0] for entry in entries} == {disk_copy.TOP}
    assert all(entry.filename.isascii() for entry in entries)


def test_the_day_is_that_of_the_newest_check(small: dict[str, Any], tmp_path: Path) -> None:
    for name, content in built().items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    book = Handbook.model_validate(small)
    target = tmp_path / "new" / "a.zip"
    assert disk_copy.write(book, tmp_path / "site", target) == 9
    newest = max(str(fact.checked_on) for fact in book.facts.values())
    with zipfile.ZipFile(target) as archive:
        assert newest in archive.read(f"{disk_copy.TOP}/{disk_copy.README}").decode("utf-8-sig")


def test_a_folder_without_a_built_site_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text("", "utf-8")
    assert (
        main(["--data", str(DATA / "small.yml"), "bundle", str(tmp_path), str(tmp_path / "a.zip")])
        == 2
    )
    assert "里没有 search/search_index.json；请先生成网站：make build" in capsys.readouterr().err
