"""Letters filled as sellers fill them: `data/letters/ID.yml` holds for each its most frequent and its hardest case.

`python -m tests.filled_letters ID` prints both as the one reads them who gets the letter. A case tells the
situation (`about`), what stands in each blank (`values`, a choice too, times as they stand in a letter) and for
which blanks the seller pressed the button that there is nothing to fill in (`none`).
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from macros.handbook.letters import fill, parts_of, says_of, standing, whole
from macros.handbook.loader import load
from tests.conftest import DATA, DOCS, yaml_data

if TYPE_CHECKING:
    from macros.handbook.model import Template

BOOK = load(DOCS / "data" / "handbook.yml")
FOLDER = DATA / "letters"
KINDS = ("frequent", "hardest")


@dataclass(frozen=True)
class Case:
    """One letter of one seller."""

    about: str
    values: dict[str, str]
    none: list[str] = field(default_factory=list)


def cases(name: str) -> dict[str, Case]:
    """Read the cases of a letter, by kind."""
    data: dict[str, Any] = yaml_data(FOLDER / f"{name}.yml")
    return {
        kind: Case(
            case["about"], {id_: str(v) for id_, v in case["values"].items()}, case.get("none", [])
        )
        for kind, case in data.items()
    }


def standing_of(template: Template, case: Case) -> str:
    """Give the letter of a case with its blanks left."""
    choices = {name: case.values[name] for name in says_of(template) if name in case.values}
    return standing(whole(template, BOOK, choices), parts_of(template, BOOK), case.none)


def text_of(name: str, case: Case) -> str:
    """Give the letter of a case as its reader gets it."""
    template = BOOK.templates[name]
    labels = {id_: BOOK.fields[id_].label for id_ in template.fields}
    return fill(standing_of(template, case), case.values, labels)


def blanks_of(name: str, case: Case) -> set[str]:
    """Name the blanks that the letter of a case asks for, those with nothing to fill in left out."""
    template = BOOK.templates[name]
    left = set(re.findall(r"\{([a-z0-9-]+)\}", standing_of(template, case)))
    return left | set(says_of(template))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        for kind, case in cases(name).items():
            text = text_of(name, case)
            count = len(text.replace("\n", ""))
            sys.stdout.write(f"== {name}, {kind}（{count} 字）：{case.about}\n\n{text}\n\n")
