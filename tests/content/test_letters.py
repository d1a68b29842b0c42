"""Every letter of the handbook, read with each of its blanks unanswered: what stands is a letter all the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest

from macros.handbook.letters import every_choice, fill, parts_of, standing, whole
from macros.handbook.loader import load
from macros.handbook.model import OrderPart
from tests.conftest import DOCS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.handbook.model import Template

BOOK = load(DOCS / "data" / "handbook.yml")
ANSWERED = {name: t for name, t in BOOK.templates.items() if t.without}
WRONG = {
    "a blank": "[【】{}]",
    "empty brackets": "（）|“”|《》",
    "doubled punctuation": "[，。；、：！？][，。；、：！？]|（[，。；、：]|[，；、：]）",
    "a line that leads to nothing": r"[：，、](?:\n|\Z)",
    "an empty part": r"\n\n\n|\A\n",
    "a heading without content": r"(?:^|\n)[一二三四五六七八九十]+、[^\n]*\n(?:\n|\Z)",
}


def read(template: Template, none: list[str], choices: dict[str, str] | None = None) -> str:
    """Fill a letter with the examples of its blanks, those excepted that have nothing to fill in."""
    fields = {name: BOOK.fields[name] for name in template.fields}
    text = standing(whole(template, BOOK, choices), parts_of(template, BOOK), none)
    own = {each.field: each.example for each in template.examples}
    examples = {
        name: own.get(name, field.example).rstrip("。")
        for name, field in fields.items()
        if name not in none
    }
    return fill(text, examples, {name: field.label for name, field in fields.items()})


def cases() -> list[tuple[str, list[str], dict[str, str]]]:
    return [*each_case()]


def each_case() -> Iterator[tuple[str, list[str], dict[str, str]]]:
    for name, template in ANSWERED.items():
        answered = list(dict.fromkeys(each.field for each in template.without))
        for choices in every_choice(template):
            yield from ((name, [field], choices) for field in answered)
            yield name, answered, choices


@pytest.mark.parametrize(("name", "none", "choices"), cases())
def test_a_letter_without_an_answer_reads_as_a_letter(
    name: str, none: list[str], choices: dict[str, str]
) -> None:
    template = ANSWERED[name]
    text, full = read(template, none, choices), read(template, [], choices)
    worse = {
        wrong: found
        for wrong, pattern in WRONG.items()
        if len(found := re.findall(pattern, text)) > len(re.findall(pattern, full))
    }
    assert worse == {}, text
    assert re.findall(r"(?m)^\d+\. ", text) == re.findall(r"(?m)^\d+\. ", full)
    assert text.endswith(template.pledge)


def test_most_letters_say_what_stands_without_an_answer() -> None:
    assert len(ANSWERED) > 30
    assert len(cases()) > 120


CHOSEN = [
    (name, choices) for name, t in BOOK.templates.items() if t.says for choices in every_choice(t)
]


@pytest.mark.parametrize(("name", "choices"), CHOSEN)
def test_a_letter_says_what_was_chosen_and_nothing_of_the_rest(
    name: str, choices: dict[str, str]
) -> None:
    template = BOOK.templates[name]
    text = read(template, [], choices)
    rest = text.partition("\n")[2]  # the first line may greet, and end on a colon
    assert [wrong for wrong, pattern in WRONG.items() if re.search(pattern, rest)] == [], text
    others = [each for each in template.says if choices[each.field] != each.choice]
    lines = [line for each in others for line in each.text.splitlines() if "{" not in line]
    mine = [each.text for each in template.says if choices[each.field] == each.choice]
    assert [line for line in lines if line in text and not any(line in own for own in mine)] == []


def test_no_hint_tells_a_seller_to_write_that_there_is_nothing() -> None:
    told = [
        name
        for name, field in BOOK.fields.items()
        if re.search("先空着|复制以后|没有的?就(?:写|填)|写“(?:无|没有)", field.hint)
    ]
    assert told == []


def test_reasons_are_asked_for_before_any_appeal() -> None:
    """No result is claimed, no material that was not handed in, and nothing is to be struck out by hand."""
    letter = BOOK.templates["reason-request"]
    text = read(letter, ["appeal-outcome", "submitted-materials", "evidence-list"])
    assert "申诉的结果：还没有" in text
    assert "没有采信" not in text
    assert "删" not in letter.not_when + letter.submit


ABOUT_ORDERS = [name for name, t in BOOK.templates.items() if t.orders and t.length]


@pytest.mark.parametrize("count", [1, 14, 200])
@pytest.mark.parametrize("name", ABOUT_ORDERS)
def test_a_letter_about_orders_keeps_its_length(name: str, count: int) -> None:
    """More than five orders stand in the review sheet, as the browser writes it into the letter."""
    template = BOOK.templates[name]
    fields = {field: BOOK.fields[field] for field in template.fields}
    several = {
        "order-count": str(count),
        "order-list": "4012345678901234567" if count == 1 else "见附件订单核查表",
        "order-sum": f"{count * 128.5:.2f}",
        "wrong-orders": f"共 {count} 笔，实付合计 {count * 128.5:.2f} 元：编号见所附订单核查表",
    }
    own = {each.field: each.example for each in template.examples} | several
    values = {id_: own.get(id_, field.example) for id_, field in fields.items()}
    text = fill(whole(template, BOOK), values, {id_: field.label for id_, field in fields.items()})
    assert template.length is not None
    assert len(text.replace("\n", "")) <= template.length


def test_data_and_script_name_the_parts_of_an_order_alike() -> None:
    script = (DOCS / "assets" / "js" / "orders" / "order.js").read_text("utf-8")
    fields = re.findall(r'"(\w+)"', script.partition("FIELDS = [")[2].partition("]")[0])
    assert {*get_args(OrderPart), "status"} == {*fields}


def test_a_complaint_to_a_courier_claims_no_more_than_the_seller_says() -> None:
    letters = {name: BOOK.templates[name] for name in ("carrier-claim", "carrier-complaint")}
    for name, letter in letters.items():
        assert "核对后" not in letter.body, name
        assert "运输途中" not in letter.body, name
    assert "本函" in read(letters["carrier-claim"], ["carrier-case-no"])
    assert "我方查到的" not in read(letters["carrier-claim"], ["transit-finding"])
    assert "收件人的意思" in letters["carrier-complaint"].body


def test_a_supplier_is_asked_for_what_there_is() -> None:
    letter = BOOK.templates["supplier-message"]
    assert "没有的请写明没有" in letter.body
    assert not re.search("补(?:一|开|做)|重新(?:开|做|写)", letter.body)
