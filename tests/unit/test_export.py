from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from macros import export, review
from macros.model import Handbook

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_handbook_gives_the_same_bytes(small: dict[str, Any], tmp_path: Path) -> None:
    book = Handbook.model_validate(small)
    first, second = tmp_path / "1", tmp_path / "2"
    names = [path.name for path in export.write(book, first)]
    export.write(book, second)
    assert "facts.json" in names
    for name in names:
        assert (first / export.API / name).read_bytes() == (second / export.API / name).read_bytes()


def test_open_data_is_complete_and_readable_alone(small: dict[str, Any]) -> None:
    files = {
        name: json.loads(text)
        for name, text in export.files(Handbook.model_validate(small)).items()
    }
    assert files["index.json"]["kinds"]["facts"] == {"count": 2, "file": "facts.json"}
    assert files["facts.json"]["fact-a"]["claim"] == "要在 7 日内做完。"
    assert files["templates.json"]["letter-a"]["text"].startswith("订单 【订单编号】，按 7 日计。")
    assert files["templates.json"]["letter-a"]["body"].startswith("订单 {order-no}，按 7 日计。")


def test_chinese_stays_readable_in_the_open_data(small: dict[str, Any]) -> None:
    assert "\\u" not in "".join(export.files(Handbook.model_validate(small)).values())


def test_what_is_due_depends_on_the_day(small: dict[str, Any]) -> None:
    book = Handbook.model_validate(small)
    assert review.due(book, date(2027, 1, 21)) == []
    assert [due.fact for due in review.due(book, date(2027, 1, 22))] == ["fact-b"]
    assert [due.fact for due in review.due(book, date(2030, 1, 1))] == ["fact-b", "fact-a"]


def test_every_property_teaches_in_the_schema() -> None:
    schema = json.loads(export.schema())
    silent = [
        f"{name}.{key}"
        for name, shape in {"Handbook": schema, **schema["$defs"]}.items()
        for key, property_ in shape["properties"].items()
        if not property_.get("description")
    ]
    assert silent == []
