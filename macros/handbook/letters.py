"""Fills the blanks of letters. `docs/assets/js` does the same in the browser; both pass the same test cases."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from macros.handbook.labels import BASIS
from macros.handbook.model import Handbook, Template, Without
from macros.handbook.prose import Mark, replaced


def fill(body: str, values: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Replace each `{blank}` once, in one pass.

    What a seller typed is never read again, so `$&`, `{order-no}` or markup in it stay as typed.

    Args:
        body: text with blanks; numbers of facts already stand in it.
        values: blank → what was typed; empty or white space counts as not typed.
        labels: blank → its name, shown as 【name】 when nothing was typed.
    """

    def typed(mark: Mark) -> str:
        said = values.get(mark.name, "")
        return said if said.strip() else f"【{labels[mark.name]}】"

    return replaced(body, typed)


Parts = Mapping[str, Sequence[Sequence[str]]]
"""Blank → pairs: what stands only with it, what stands there otherwise."""


def standing(text: str, parts: Parts, none: Collection[str]) -> str:
    """Leave of a letter what stands when there is nothing to fill in some of its blanks.

    Args:
        text: the whole letter, `{blanks}` left.
        parts: what stands only with its blank; no part reaches into another.
        none: blanks that have nothing to fill in; those without a part stay.
    """
    for name in none:
        for part, instead in parts.get(name, ()):
            text = text.replace(part, instead)
    return text


def parts_of(template: Template, book: Handbook) -> dict[str, list[list[str]]]:
    """List what stands in a letter only with its blank, as it stands in `whole`."""
    found: dict[str, list[list[str]]] = {}
    for each in template.without:
        pairs = [[with_numbers(text, book) for text in pair] for pair in places(template, each)]
        found.setdefault(each.field, []).extend(pairs)
    return found


def places(template: Template, without: Without) -> Iterator[tuple[str, str]]:
    """Give what one record leaves out or replaces: its part, or whole lines with the breaks around them."""
    instead = without.instead or ""
    if without.part:
        yield without.part, instead
        return
    first, *_ = lines = [line for text in texts(template) for line in text.split("\n")]
    after = f"{instead}\n" if instead else ""
    for line in dict.fromkeys(line for line in lines if f"{{{without.field}}}" in line):
        before = "" if line == first else "\n"  # or it would be found at the end of another line
        yield f"{before}{line}\n", f"{before}{after}"


def texts(template: Template) -> list[str]:
    """List the body and what it says for each choice."""
    return [template.body, *(each.text for each in template.says)]


def says_of(template: Template) -> dict[str, dict[str, str]]:
    """Give what a letter says, by blank and choice."""
    found: dict[str, dict[str, str]] = {}
    for each in template.says:
        found.setdefault(each.field, {})[each.choice] = each.text
    return found


def chosen(body: str, says: Mapping[str, Mapping[str, str]], choices: Mapping[str, str]) -> str:
    """Put into a letter what it says for each choice made; where none was made, the blank stays.

    Args:
        body: text with blanks.
        says: blank → choice → text with blanks.
        choices: blank → choice.
    """

    def said(mark: Mark) -> str:
        here = says.get(mark.name, {}).get(choices.get(mark.name, "")) if not mark.value else None
        return _notation(mark) if here is None else here

    return replaced(body, said)


def _notation(mark: Mark) -> str:
    return f"{{{mark.name}.{mark.value}}}" if mark.value else f"{{{mark.name}}}"


def every_choice(template: Template) -> Iterator[dict[str, str]]:
    """Give each way to choose; one without choices for a letter that leaves none."""
    says = says_of(template)
    for choices in product(*says.values()):
        yield dict(zip(says, choices, strict=True))


def with_numbers(text: str, book: Handbook) -> str:
    """Put the facts' numbers in, those that nobody checked marked so, and leave the blanks."""

    def number(mark: Mark) -> str:
        if mark.value is None:
            return f"{{{mark.name}}}"
        fact = book.facts[mark.name]
        unchecked = f"（{BASIS[fact.basis]}）" if fact.basis == "secondary" else ""
        return f"{fact.values[mark.value]}{unchecked}"

    return replaced(text, number)


def whole(template: Template, book: Handbook, choices: Mapping[str, str] | None = None) -> str:
    """Write the whole letter, `{blanks}` left, with the pledge at its end.

    Args:
        template: a letter.
        book: the handbook.
        choices: as for `chosen`; None for every text that can be chosen, each below 【its choice】.
    """
    says = {name: said | {"": _all_of(said)} for name, said in says_of(template).items()}
    body = chosen(template.body, says, choices or {})
    return f"{with_numbers(body, book)}\n{with_numbers(template.pledge, book)}"


def _all_of(said: Mapping[str, str]) -> str:
    return "\n\n".join(f"【{choice}】\n{text}" for choice, text in said.items())


def unfilled(template: Template, book: Handbook) -> str:
    """Write the whole letter with 【names】 in its blanks and the pledge at its end."""
    labels = {name: book.fields[name].label for name in template.fields}
    return fill(whole(template, book), {}, labels)
