from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml

from macros.__main__ import main
from macros.handbook.problems import Problem
from macros.handbook.skeletons import SKELETONS, skeleton
from tests.conftest import DATA, DOCS, GUIDE, yaml_data

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small handbook in a folder of its own."""
    path = tmp_path / "docs" / "data" / "handbook.yml"
    path.parent.mkdir(parents=True)
    shutil.copy(DATA / "small.yml", path)
    (tmp_path / "docs" / "guide.md").write_text(GUIDE, "utf-8")
    return path


def test_check_passes_a_good_handbook(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "check"]) == 0
    assert "没有问题" in capsys.readouterr().out


def test_check_passes_a_checkout_with_windows_line_ends(data: Path) -> None:
    body = "\n一段。\n\n- 甲\n- 乙\n\n| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n\n```\nx  y\n```\n"
    for path, text in (
        (data, data.read_text("utf-8")),
        (data.parents[1] / "guide.md", GUIDE + body),
    ):
        path.write_bytes(text.replace("\n", "\r\n").encode())
    assert main(["--data", str(data), "check"]) == 0


def test_check_tells_all_problems_with_their_lines(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = data.read_text("utf-8").replace("see: guide.md", "see: guides.md")
    data.write_text(text.replace("fields: [order-no, phone]", "fields: [oder-no, phone]"), "utf-8")
    assert main(["--data", str(data), "check"]) == 1
    out = capsys.readouterr()
    line = text.splitlines().index("    fields: [order-no, phone]") + 1
    assert (
        f"handbook.yml:{line}: templates.letter-a.fields[0]: 没有名为 “oder-no” 的填写项；是不是 “order-no”？"
        in out.out
    )
    assert out.out.count("是不是 “guide.md”？") == 3
    assert f"共 {out.out.count('handbook.yml:')} 处要改" in out.err


def test_check_marks_the_line_for_github(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = data.read_text("utf-8")
    data.write_text(text.replace("fields: [order-no, phone]", "fields: [oder-no, phone]"), "utf-8")
    assert main(["--data", str(data), "check", "--github"]) == 1
    out = capsys.readouterr().out.splitlines()
    line = text.splitlines().index("    fields: [order-no, phone]") + 1
    said = "templates.letter-a.fields[0]: 没有名为 “oder-no” 的填写项；是不是 “order-no”？"
    plain = out.index(f"{data.as_posix()}:{line}: {said}")
    assert out[plain + 1] == f"::error file={data.as_posix()},line={line}::{said}"
    assert [text.startswith("::error ") for text in out] == [False, True] * (len(out) // 2)


def test_a_good_handbook_has_nothing_to_mark(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(data), "check", "--github"]) == 0
    assert "::" not in capsys.readouterr().out


def test_a_mark_is_one_command_whatever_it_says() -> None:
    problem = Problem("a,b:c%.yml", 3, "", "100%：一，二, x\r\n::stop-commands::y")
    assert problem.annotation() == (
        "::error file=a%2Cb%3Ac%25.yml,line=3::100%25：一，二, x%0D%0A::stop-commands::y"
    )


@pytest.mark.parametrize(
    "raw", [b"", b"\0\1\2", b"\xff\xfe", b"a: [", b"a: 1\na: 2\n", b"- x\n", b"7\n"], ids=repr
)
def test_no_input_ends_in_a_traceback(
    data: Path, raw: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    data.write_bytes(raw)
    for command in (["check"], ["due", "--on", "2030-01-01"], ["export", str(data.parent)]):
        assert main(["--data", str(data), *command]) == 1
        assert "handbook.yml:" in "".join(capsys.readouterr())


def test_check_reminds_of_reviews_and_still_succeeds(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("macros.__main__._today", lambda: date(2027, 2, 1))
    assert main(["--data", str(data), "check"]) == 0
    assert "提醒：1 条到了复核日期" in capsys.readouterr().out


def test_publish_writes_beside_the_pages_and_asks_for_a_built_site(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    assert main(["--data", str(data), "publish", str(site)]) == 2
    assert "请先生成网站" in capsys.readouterr().err
    (site / "index.html").write_text('<article data-kb-fact="gone"></article>', "utf-8")
    assert main(["--data", str(data), "publish", str(site)]) == 1
    assert "没有的事实 “gone”，是旧的网站" in capsys.readouterr().err
    (site / "index.html").write_text(
        '<meta charset="utf-8"><article><h1>甲</h1></article>', "utf-8"
    )
    assert main(["--data", str(data), "publish", str(site)]) == 0
    assert (site / "search" / "handbook.gb18030.json").exists()
    assert (site / "changes.ics").exists()


def test_due_lists_facts_by_the_given_day(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "due", "--on", "2027-02-01"]) == 0
    assert "fact-b" in capsys.readouterr().out


def test_a_wrong_day_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--on", "明天"]) == 2
    assert "应写成 2027-01-31 这样" in capsys.readouterr().err


def test_export_writes_below_the_folder(data: Path, tmp_path: Path) -> None:
    assert main(["--data", str(data), "export", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "api" / "v1" / "facts.json").exists()


def test_a_folder_that_cannot_be_written_is_explained(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    assert main(["--data", str(data), "export", str(tmp_path / "taken")]) == 1
    assert "写不了这个文件" in capsys.readouterr().err


def test_the_committed_schema_is_the_generated_one(data: Path) -> None:
    assert main(["--data", str(data), "schema"]) == 0
    generated = data.with_suffix(".schema.json")
    assert b"\r" not in generated.read_bytes()
    committed = DOCS / "data" / "handbook.schema.json"  # its line ends are those of the checkout
    assert generated.read_text("utf-8") == committed.read_text("utf-8"), (
        "运行 python -m macros schema 并提交"
    )


@pytest.mark.parametrize("kind", SKELETONS)
def test_a_new_record_is_yaml_to_paste(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", kind, "my-record"]) == 0
    pasted = capsys.readouterr().out
    assert pasted == skeleton(kind, "my-record")
    assert "my-record" in yaml.safe_load(pasted)


def test_a_new_fact_passes_the_check_where_it_is_pasted(data: Path) -> None:
    text = data.read_text("utf-8")
    pasted = skeleton("fact", "fact-c").replace("e-commerce-law", "law-a")
    data.write_text(text.replace("deadlines:\n", pasted + "deadlines:\n", 1), "utf-8")
    assert main(["--data", str(data), "check"]) == 0


@pytest.mark.parametrize("kind", ["template", "checklist", "change"])
def test_a_new_record_has_the_right_shape(data: Path, kind: str) -> None:
    text = data.read_text("utf-8")
    section = f"{kind}s:\n"
    pasted = skeleton(kind, "0-record").replace("order-page", "evidence-a")
    pasted = pasted.replace("shop-name", "phone").replace("ecl-34-7days", "fact-a")
    pasted = pasted.replace("rules/changes.md", "guide.md")
    data.write_text(text.replace(section, section + pasted, 1), "utf-8")
    assert main(["--data", str(data), "check"]) == 0


def test_a_bad_id_for_a_new_record_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "fact", "Bad_Id"]) == 2
    assert "小写字母、数字和连字符" in capsys.readouterr().err


def test_the_first_line_binds_the_schema() -> None:
    first = (DOCS / "data" / "handbook.yml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=handbook.schema.json"
    assert yaml_data(DOCS / "data" / "handbook.yml")
