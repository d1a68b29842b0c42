"""Whatever goes wrong in a build, the last good site stands, and a few words say where and what."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import Timeout

from macros.engine.build import of_os
from macros.engine.folder_swap import replaced
from tests.conftest import DATA, GUIDE, ROOT

CONFIG = """
site_name: 小
strict: true
theme: {name: material, language: zh, font: false}
plugins: [macros: {module_name: macros, on_error_fail: true, on_undefined: strict}]
markdown_extensions: [attr_list, md_in_html]
nav: [index.md, guide.md]
"""
COMMAND = [sys.executable, "-m", "macros", "build"]
ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
GOOD = {"index.html": "好的首页", "assets/a.css": "a {}"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two pages with our macros, and the last good site."""
    shutil.copytree(ROOT / "macros", tmp_path / "macros")
    (tmp_path / "docs" / "data").mkdir(parents=True)
    shutil.copy(DATA / "small.yml", tmp_path / "docs" / "data" / "handbook.yml")
    (tmp_path / "docs" / "guide.md").write_text(GUIDE, "utf-8")
    (tmp_path / "docs" / "index.md").write_text(GUIDE + '\n{{ fact("fact-a") }}\n', "utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    put(tmp_path / "site", GOOD)
    return tmp_path


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def held(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8", "replace") for path in files
    }


def build(project: Path, prepare: Callable[[], None] | None = None) -> tuple[int, str]:
    result = subprocess.run(
        COMMAND, cwd=project, env=ENVIRONMENT, preexec_fn=prepare,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return result.returncode, result.stdout + result.stderr


def add(text: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        path = project / "docs" / "guide.md"
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    return change


def spoil(name: str, text: str) -> Callable[[Path], None]:
    return lambda project: put(project, {name: text})


def lose(name: str) -> Callable[[Path], None]:
    return lambda project: (project / name).unlink()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(spoil("macros/html/templates/fact.html", "{{ fact.nothing }}"),
                     "docs/index.md：这一页的一个宏出错了（UndefinedError：", id="macro that fails"),
        pytest.param(lose("macros/html/templates/fact.html"),
                     "docs/index.md：这一页的一个宏出错了（TemplateNotFound：", id="missing template"),
        pytest.param(lose("docs/data/handbook.yml"), "docs/data/handbook.yml:1: 读不到这个文件", id="missing data"),
        pytest.param(lose("docs/guide.md"), "guide.md", id="missing page"),
        pytest.param(add("\n![图](nowhere.png)\n"), "nowhere.png", id="missing image"),
        pytest.param(lose("mkdocs.yml"), "mkdocs.yml", id="missing configuration"),
        pytest.param(spoil("macros/publish/__init__.py", "def publish(*_: object, **__: object) -> None:\n    open('/nowhere/a')\nbundle = publish\n"),
                     "/nowhere/a：没有这个文件", id="publishing fails"),
    ],
)  # fmt: skip
def test_a_build_that_fails_leaves_the_last_good_site(
    project: Path, change: Callable[[Path], None], said: str
) -> None:
    change(project)
    code, printed = build(project)
    assert code == 1
    assert said in printed
    assert "site/ 还是上一次生成的，没有动过" in printed
    assert "Traceback" not in printed
    assert held(project / "site") == GOOD


def test_a_build_takes_the_place_of_the_last_one_whole(project: Path) -> None:
    put(project / "build", {"site/rest.html": "中断的", "site.old/rest.html": "更早的"})
    code, printed = build(project)
    assert code == 0, printed
    files = held(project / "site")
    assert "要在" in files["index.html"]
    assert "search/handbook.gb18030.json" in files
    assert not {"assets/a.css", "rest.html"} & files.keys()
    assert [path.name for path in (project / "build").iterdir() if path.is_dir()] == []


def test_a_disk_that_takes_no_more_leaves_the_last_good_site(project: Path) -> None:
    small = 20_000  # bytes a file; the theme's are larger
    code, printed = build(
        project, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (small, small))
    )
    assert code == 1
    assert "文件大小到了系统的上限" in printed
    assert "Traceback" not in printed
    assert held(project / "site") == GOOD


def test_a_place_where_nothing_can_be_written_is_named(project: Path) -> None:
    (project / "build").write_text("一个文件", "utf-8")
    code, printed = build(project)
    assert code == 1
    assert "build：这里应当是文件夹" in printed
    assert "Traceback" not in printed
    assert held(project / "site") == GOOD


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "site/a.html：磁盘满了。"),
        (errno.EROFS, "site/a.html：磁盘是只读的。"),
        (errno.EACCES, "site/a.html：没有权限。"),
    ],
)
def test_what_the_system_refuses_is_told_with_its_remedy(number: int, said: str) -> None:
    assert of_os(OSError(number, os.strerror(number), "site/a.html")).startswith(said)


@contextmanager
def stopped_half_way(project: Path) -> Iterator[subprocess.Popen[str]]:
    """A build that waits for its data, which a pipe never gives."""
    data = project / "docs" / "data" / "handbook.yml"
    data.unlink()
    os.mkfifo(data)
    process = subprocess.Popen(
        COMMAND, cwd=project, env=ENVIRONMENT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    pipe = data.open("wb")  # waits until the build reads
    yield process
    process.kill()
    process.communicate()
    pipe.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda one: one.name)
def test_an_interrupted_build_says_so_and_leaves_the_last_good_site(
    project: Path, number: signal.Signals
) -> None:
    with stopped_half_way(project) as process:
        process.send_signal(number)
        printed, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "被中断了" in printed
    assert "Traceback" not in printed
    assert held(project / "site") == GOOD


def test_two_builds_at_once_do_not_mix_and_a_killed_one_blocks_nobody(project: Path) -> None:
    with stopped_half_way(project) as process:
        code, printed = build(project)
        assert code == 1
        assert "另一个生成正在进行" in printed
        process.kill()
        process.wait()
    assert held(project / "site") == GOOD
    shutil.copy(DATA / "small.yml", project / "docs" / "data" / "new.yml")
    (project / "docs" / "data" / "new.yml").replace(project / "docs" / "data" / "handbook.yml")
    code, printed = build(project)
    assert code == 0, printed


def test_a_run_killed_between_the_two_renames_loses_nothing(tmp_path: Path) -> None:
    put(tmp_path / "build", {f"site.old/{name}": text for name, text in GOOD.items()})
    with pytest.raises(ValueError, match="again"), replaced(tmp_path / "site", tmp_path / "build"):
        raise ValueError("again")
    assert held(tmp_path / "site") == GOOD


def test_a_swap_that_fails_half_way_is_taken_back(tmp_path: Path) -> None:
    put(tmp_path / "site", GOOD)
    with pytest.raises(FileNotFoundError), replaced(tmp_path / "site", tmp_path / "build"):
        pass  # nothing was made, so the second rename has nothing to move
    assert held(tmp_path / "site") == GOOD


def test_a_folder_is_replaced_by_one_at_a_time(tmp_path: Path) -> None:
    with replaced(tmp_path / "site", tmp_path / "build") as new:
        put(new, GOOD)
        with pytest.raises(Timeout), replaced(tmp_path / "site", tmp_path / "build"):
            pytest.fail("a second one began")
    assert held(tmp_path / "site") == GOOD
