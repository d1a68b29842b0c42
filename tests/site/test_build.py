"""Building and serving: what is wrong stops a build with a message, and a save shows."""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING

import html5lib
import pytest
from mkdocs.config import load_config

from tests.conftest import DATA, DOCS, GUIDE, REPOSITORY, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}


REFUSED = ("p style", "p onclick", "script")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two pages and a small handbook, with all that makes our site: its configuration, theme and macros."""
    for name in ("docs/assets", "macros", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    config, _, _ = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")
    (tmp_path / "mkdocs.yml").write_text(f"{config}\nnav: [index.md, guide.md]\n", "utf-8")
    (tmp_path / "docs" / "data").mkdir()
    shutil.copy(DATA / "small.yml", tmp_path / "docs" / "data" / "handbook.yml")
    (tmp_path / "docs" / "index.md").write_text(GUIDE, "utf-8")
    (tmp_path / "docs" / "guide.md").write_text(f'{GUIDE}\n{{{{ fact("fact-a") }}}}\n', "utf-8")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def append(name: str, text: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        path = project / "docs" / name
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    return change


def misspell(project: Path) -> None:
    edit(project / "docs" / "data" / "handbook.yml", "\n    source: ", "\n    sauce: ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(misspell, "不认识的键 “sauce”；是不是 “source”？", id="bad data"),
        pytest.param(append("guide.md", '\n{{ fact("fact-aa") }}\n'),
                     "没有名为 “fact-aa” 的事实；是不是 “fact-a”？", id="unknown fact"),
        pytest.param(append("guide.md", '\n{{ chekclist("list-a") }}\n'),
                     "没有名为 “chekclist” 的宏；是不是 “checklist”？", id="unknown macro"),
        pytest.param(append("guide.md", "\n{{ nothing }}\n"), "没有名为 “nothing” 的宏", id="unknown variable"),
        pytest.param(append("guide.md", "\n{% if %}\n"), "页面里不用 “{% %}”", id="template syntax"),
    ],
)  # fmt: skip
def test_what_is_wrong_stops_the_build(
    project: Path, change: Callable[[Path], None], said: str
) -> None:
    change(project)
    assert said in failed_build(project)


def test_broken_links_lost_pages_and_what_the_policy_refuses_stop_the_build(project: Path) -> None:
    """All at once: only a whole build finds them, and that takes time."""
    refused = "\n甲\n{ style=color:red }\n\n乙\n{ onclick=a() }\n\n<script>a()</script>\n"
    append("index.md", refused)(project)
    links = "\n[甲](nowhere.md) [乙](index.md#no-such-anchor)\n"
    append("guide.md", links)(project)
    (project / "docs" / "lost.md").write_text(GUIDE, "utf-8")
    told = failed_build(project)
    for said in ("nowhere.md", "#no-such-anchor", "lost.md", *(f"会挡住 <{it}>" for it in REFUSED)):
        assert said in told


def failed_build(project: Path) -> str:
    """Build, and give what was said when that stopped."""
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = result.stdout + result.stderr
    assert result.returncode != 0
    assert "Traceback" not in told
    return told


def test_a_macro_error_that_no_check_foresaw_stops_the_build() -> None:
    """Undefined names and failing macros are fatal to both engines by configuration."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    macros = config.plugins["macros"].config
    assert (macros["on_error_fail"], macros["on_undefined"]) == (True, "strict")
    assert config.strict
    levels = [*dict(config.validation.nav).values(), *dict(config.validation.links).values()]
    assert set(levels) == {logging.WARNING}


def test_a_repository_brings_edit_links(unaddressed: Path) -> None:
    html = (unaddressed / "respond" / "appeal-goods" / "index.html").read_text("utf-8")
    assert f'href="{REPOSITORY}/edit/main/docs/respond/appeal-goods.md"' in html
    data = f"{REPOSITORY}/blob/main/docs/data/handbook.yml#L"
    lines = (DOCS / "data" / "handbook.yml").read_text("utf-8").splitlines()
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    widgets = tree.findall(".//*[@data-kb-template]")
    assert widgets
    for widget in widgets:
        [href] = [h for a in widget.iter("a") if (h := a.get("href") or "").startswith(data)]
        name = widget.get("data-kb-template")
        assert lines[int(href.removeprefix(data)) - 1] == f"  {name}:"


@dataclass
class Serving:
    """`make serve`: its address, and what it has said so far."""

    url: str
    terminal: Path

    def said(self) -> list[str]:
        return self.terminal.read_text("utf-8").splitlines()


@pytest.fixture
def serving(project: Path, tmp_path: Path) -> Iterator[Serving]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    terminal = tmp_path / "terminal.txt"
    with terminal.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "macros", "serve", "--port", str(port)],
            cwd=project, env=ENVIRONMENT, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
        yield Serving(f"http://127.0.0.1:{port}/", terminal)
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0


def wait_for(address: str, words: str, seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.3)
    pytest.fail(f"{address} never showed “{words}”")


def test_a_save_of_the_data_shows_while_serving(project: Path, serving: Serving) -> None:
    """A mistake in between makes the server wait, not end; no policy stops what reloads the page."""
    data = project / "docs" / "data" / "handbook.yml"
    page = f"{serving.url}guide/"
    wait_for(page, "要在")
    with urllib.request.urlopen(page, timeout=10) as answer:  # noqa: S310 - our own server
        html = answer.read().decode()
    assert "livereload(" in html, "MkDocs adds a script of its own, another one each time"
    assert "Content-Security-Policy" not in html
    good = data.read_text("utf-8")
    edit(data, "\n    source: ", "\n    sauce: ")
    time.sleep(3)  # longer than MkDocs waits before it builds again
    data.write_text(good.replace("claim: 要在", "claim: 务必在"), "utf-8")
    wait_for(page, "务必在")
    append("guide.md", "\n刚写的一句。\n")(project)
    wait_for(page, "刚写的一句")
    first, built, ready, *rest = serving.said()
    assert first.startswith("正在生成网站")
    assert re.fullmatch(r"\d\d:\d\d:\d\d 生成了 \d+ 页，\d+\.\d 秒。", built)
    assert serving.url in ready
    assert any("“sauce”" in line and "handbook.yml:" in line for line in rest)
    assert "没有生成，网页还是上一次的。改好再保存，会接着生成。" in rest
    assert re.search("生成了 1 页", rest[-1])
    assert not any(word in " ".join(rest) for word in ("INFO", "WARNING", "stuck", "Traceback"))
