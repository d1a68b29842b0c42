"""Every letter, filled for its most frequent and its hardest case, is whole and says only what fits."""

from __future__ import annotations

import re

import pytest

from tests.content.test_letters import WRONG
from tests.filled_letters import BOOK, FOLDER, KINDS, blanks_of, cases, text_of

FILLED = [(name, kind) for name in BOOK.templates for kind in KINDS]


def test_each_letter_has_its_cases_and_no_other_has() -> None:
    assert {path.stem for path in FOLDER.glob("*.yml")} == set(BOOK.templates)


@pytest.mark.parametrize(("name", "kind"), FILLED)
def test_a_filled_letter_is_ready_to_hand_in(name: str, kind: str) -> None:
    template, case = BOOK.templates[name], cases(name)[kind]
    assert set(case.values) == blanks_of(name, case)
    assert {*case.none} <= {each.field for each in template.without}
    for id_, typed in case.values.items():
        choices = BOOK.fields[id_].choices
        assert typed.strip()
        assert not choices or typed in choices, id_
    text = text_of(name, case)
    assert not re.search("[【】{}]", text)
    rest = text.partition("\n")[2]  # the first line may greet, and end on a colon
    assert [wrong for wrong, pattern in WRONG.items() if re.search(pattern, rest)] == [], text
    if template.length:
        assert len(text.replace("\n", "")) <= template.length


@pytest.mark.parametrize("name", BOOK.templates)
def test_the_hardest_case_is_another(name: str) -> None:
    frequent, hardest = (cases(name)[kind] for kind in KINDS)
    assert frequent.about != hardest.about
    assert text_of(name, frequent) != text_of(name, hardest)
