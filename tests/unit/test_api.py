from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from macros.handbook import review
from macros.handbook.guides import Page, parse_page, read_pages
from macros.handbook.loader import load
from macros.handbook.model import Handbook
from macros.publish import api
from macros.publish.api_schema import SHAPES, VERSION, schema_of
from tests.conftest import DOCS, GUIDE, ROOT

BOOK = load(DOCS / "data" / "handbook.yml")
FILES = {n.removeprefix("api/v1/"): t for n, t in api.files(BOOK, read_pages(DOCS)).items()}
DATA = {name: json.loads(text) for name, text in FILES.items()}
PAGES = {
    "guide.md": parse_page(
        "guide.md", GUIDE + '\n{{ template("letter-a") }}\n{{ fact("fact-b") }}'
    ),
    "reference/sources.md": Page("reference/sources.md", {"title": "来源"}, ""),
}


def record(small: dict[str, Any], kind: str, id_: str) -> dict[str, Any]:
    records = api.records(kind, Handbook.model_validate(small), PAGES)
    return next(one for one in records if one["id"] == id_)


def check(name: str, content: object) -> None:
    """Raise what the published schema of `name` has against the content."""
    schema = DATA[f"schema/{name}"]
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(content)


# --- what is in the files -------------------------------------------------------------------------


def test_every_kind_has_a_file_and_a_schema() -> None:
    assert set(SHAPES) == {*Handbook.model_fields, "guides"}
    names = {"index", *SHAPES}
    assert set(FILES) == {f"{n}.json" for n in names} | {f"schema/{n}.json" for n in names}


def test_the_index_names_every_file_and_how_much_is_in_it() -> None:
    for entry in DATA["index.json"]["kinds"]:
        assert len(DATA[entry["file"]]["records"]) == entry["count"]
        assert entry["title"]
        assert entry["description"]
        assert entry["schema"] in DATA
    assert {entry["kind"] for entry in DATA["index.json"]["kinds"]} == set(SHAPES)


def test_the_date_of_the_data_is_when_a_fact_was_last_checked(small: dict[str, Any]) -> None:
    small["facts"]["fact-b"]["checked_on"] = "2026-12-01"
    files = api.files(Handbook.model_validate(small), PAGES)
    dates = [json.loads(text)["date"] for name, text in files.items() if "schema/" not in name]
    assert set(dates) == {"2026-12-01"}


@pytest.mark.parametrize("kind", SHAPES)
def test_records_stand_in_the_order_of_their_ids(kind: str) -> None:
    ids = [record["id"] for record in DATA[f"{kind}.json"]["records"]]
    assert ids == sorted(set(ids))
    assert DATA[f"{kind}.json"]["count"] == len(ids)


@pytest.mark.parametrize("kind", SHAPES)
def test_every_record_of_a_kind_has_the_same_keys(kind: str) -> None:
    assert len({tuple(record) for record in DATA[f"{kind}.json"]["records"]}) <= 1


def test_open_data_is_readable_alone(small: dict[str, Any]) -> None:
    assert record(small, "facts", "fact-a")["claim"] == "要在 7 日内做完。"
    letter = record(small, "templates", "letter-a")
    assert letter["text"].startswith("订单 【订单编号】，按 7 日计。")
    assert letter["body"].startswith("订单 {order-no}，按 7 日计。")


def test_what_is_empty_is_there_too(small: dict[str, Any]) -> None:
    fact = record(small, "facts", "fact-b")
    assert (fact["article"], fact["note"]) == (None, None)
    assert record(small, "checklists", "list-a")["facts"] == []


def test_an_unchecked_claim_says_so_in_words(small: dict[str, Any]) -> None:
    assert record(small, "facts", "fact-b")["basis_label"] == "待核，以千牛后台显示为准"
    small["terms"]["term-a"]["meaning"] = "大约 {fact-b.rumour}，法律写 {fact-a.window}。"
    assert record(small, "terms", "term-a")["meaning"] == "大约 72 小时（待核），法律写 7 日。"


def test_a_record_links_to_where_it_stands(small: dict[str, Any]) -> None:
    assert record(small, "facts", "fact-a")["links"] == {
        "page": "../../reference/sources/#fact-fact-a"
    }
    assert record(small, "templates", "letter-a")["links"] == {
        "page": "../../guide/#template-letter-a",
        "docx": "../../letters/letter-a.docx",
    }
    assert record(small, "evidence", "evidence-a")["links"] == {"page": None}
    assert record(small, "retired", "old-letter")["links"] == {"page": None}
    assert record(small, "retired", "old-fact")["links"] == {
        "page": "../../reference/sources/#fact-old-fact"
    }


def test_a_guide_tells_its_questions_and_the_facts_it_shows(small: dict[str, Any]) -> None:
    guide = record(small, "guides", "guide.md")
    assert guide["questions"][0] == {"question": "怎么办", "anchor": "top"}
    assert len(guide["questions"]) == 3
    assert guide["facts"] == {"article": ["fact-a"], "excerpt": [], "secondary": ["fact-b"]}
    assert guide["checked_on"] == "2026-11-22"
    assert guide["links"] == {"page": "../../guide/"}


def test_chinese_stays_readable_in_the_open_data() -> None:
    assert "\\u" not in "".join(FILES.values())


def test_no_number_is_left_to_look_up() -> None:
    """Blanks stay in the body of a letter alone, in what it says for a choice, and in what of it stands only with a blank."""
    for name in [f"{kind}.json" for kind in SHAPES]:
        for one in DATA[name]["records"]:
            rest = {
                key: value for key, value in one.items() if key not in {"body", "says", "without"}
            }
            text = json.dumps(rest, ensure_ascii=False)
            assert not re.search(r"\{[a-z0-9-]+(\.[a-z0-9-]+)?\}", text), (name, one["id"])


# --- the schemas ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["index", *SHAPES])
def test_a_schema_is_valid_and_so_is_its_file(name: str) -> None:
    Draft202012Validator.check_schema(DATA[f"schema/{name}.json"])
    check(f"{name}.json", DATA[f"{name}.json"])


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        ("facts", {"basis": "sure"}),
        ("facts", {"checked_on": "yesterday"}),
        ("facts", {"claim": ""}),
        ("deadlines", {"stage": "first"}),
        ("checklists", {"items": []}),
        ("templates", {"links": {"page": None}}),
        ("guides", {"questions": [{"question": "怎么办"}]}),
    ],
)
def test_a_schema_refuses_a_spoiled_record(kind: str, spoil: dict[str, Any]) -> None:
    whole = DATA[f"{kind}.json"]
    with pytest.raises(ValidationError):
        check(f"{kind}.json", whole | {"records": [whole["records"][0] | spoil]})


@pytest.mark.parametrize("kind", SHAPES)
def test_a_schema_promises_every_key(kind: str) -> None:
    whole = DATA[f"{kind}.json"]
    for one in whole["records"][:1]:
        for key in one:
            less = {other: value for other, value in one.items() if other != key}
            with pytest.raises(ValidationError):
                check(f"{kind}.json", whole | {"records": [less]})


@pytest.mark.parametrize("kind", SHAPES)
def test_an_addition_breaks_no_schema(kind: str) -> None:
    whole = DATA[f"{kind}.json"]
    more = [one | {"added-later": 1} for one in whole["records"]]
    check(f"{kind}.json", whole | {"records": more, "added-later": 1})


@pytest.mark.parametrize("name", ["index", *SHAPES])
def test_every_key_in_the_data_is_described(name: str) -> None:
    """Were nothing further allowed, the file would still be right."""
    closed = _closed(schema_of(name))
    Draft202012Validator(closed).validate(DATA[f"{name}.json"])


def _closed(schema: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: _closed(each) for key, each in schema.items()}
    return inner | ({"additionalProperties": False} if "properties" in schema else {})


@pytest.mark.parametrize("name", ["index", *SHAPES])
def test_every_property_of_a_schema_is_told_in_chinese(name: str) -> None:
    schema = DATA[f"schema/{name}.json"]
    silent = [
        f"{shape}.{key}"
        for shape, described in {"": schema, **schema.get("$defs", {})}.items()
        for key, property_ in described["properties"].items()
        if not re.search("[\u4e00-\u9fff]", property_.get("description", ""))
    ]
    assert silent == []


def test_every_property_teaches_in_the_schema() -> None:
    schema = json.loads(api.schema())
    silent = [
        f"{name}.{key}"
        for name, shape in {"Handbook": schema, **schema["$defs"]}.items()
        for key, property_ in shape["properties"].items()
        if not property_.get("description")
    ]
    assert silent == []


# --- promises -------------------------------------------------------------------------------------


def test_the_newest_entry_of_the_changelog_is_the_version() -> None:
    text = (ROOT / "CHANGELOG_API.md").read_text("utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+) — \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    assert newest
    assert newest[1] == VERSION == DATA["index.json"]["version"]
    assert f"| {VERSION} |" in (DOCS / "about" / "data.md").read_text("utf-8")


def test_everything_published_is_the_same_in_every_process(tmp_path: Path) -> None:
    """Python shuffles its sets anew in each; nothing that is written may show it."""
    made = []
    for seed in ("1", "2"):
        site = tmp_path / seed
        site.mkdir()
        (site / "index.html").write_text('<meta charset="utf-8">', "utf-8")
        subprocess.run(
            [sys.executable, "-m", "macros", "publish", str(site)],
            cwd=ROOT, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed},
        )  # fmt: skip
        made.append({p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()})
    assert Path("api/v1/facts.json") in made[0]
    assert Path("letters/appeal-goods.docx") in made[0]
    assert made[0] == made[1]


def test_what_is_due_depends_on_the_day(small: dict[str, Any]) -> None:
    book = Handbook.model_validate(small)
    assert review.due(book, date(2027, 1, 21)) == []
    assert [name for name, _ in review.due(book, date(2027, 1, 22))] == ["fact-b"]
    assert [name for name, _ in review.due(book, date(2030, 1, 1))] == ["fact-b", "fact-a"]
