"""Words: clean characters, and one term for each of a seller's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.handbook import typography

if TYPE_CHECKING:
    from macros.handbook.checks.context import Context, Found


def words_are_clean(context: Context) -> Found:
    """No markup, invisible or look-alike characters, and full-width punctuation in Chinese."""
    for where, text in context.texts:
        if where[-1] == "url":
            continue
        yield from ((where, message) for message in typography.characters(text))


def other_words_are_distinct(context: Context) -> Found:
    """A seller's word leads to one term."""
    owner: dict[str, str] = {}
    for id_, term in context.book.terms.items():
        if owner.setdefault(term.title, id_) != id_:
            yield ("terms", id_, "title"), f"“{term.title}” 已是术语 “{owner[term.title]}”。"
    for id_, term in context.book.terms.items():
        for index, word in enumerate(term.also):
            if owner.setdefault(word, id_) != id_ or word == term.title:
                yield (
                    ("terms", id_, "also", index),
                    f"“{word}” 已属于术语 “{owner[word]}”；一个叫法只归一个术语。",
                )
