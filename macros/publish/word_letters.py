"""Writes letters as Word files: a clean letter with blanks to click, and a last page of advice to remove.

Made to open in Word and in WPS, on a phone too: blanks are content controls whose text stays plain
readable 【name】 where a reader knows no controls, and comes back where Word finds one emptied.
`templates/letter/` holds the parts of a file as they lie in it; three of them, the text, what blanks
show (`glossary/`) and what the file says of itself, are filled in. Same input, same bytes.
"""

from __future__ import annotations

from functools import partial
from itertools import count

from macros.handbook.labels import NAME
from macros.handbook.letters import whole, with_numbers
from macros.handbook.links import letter_file
from macros.handbook.model import Handbook
from macros.handbook.prose import split
from macros.handbook.review import date_of
from macros.publish.files import packed, render

_PARTS = (
    "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels",
    "word/styles.xml", "word/fontTable.xml", "word/settings.xml", "docProps/core.xml",
    "word/glossary/document.xml",
)  # fmt: skip


def files(book: Handbook) -> dict[str, bytes]:
    """Name the file of each letter, `letters/ID.docx`, and give its bytes."""
    return {letter_file(name): _letter(name, book) for name in book.templates}


def _letter(name: str, book: Handbook) -> bytes:
    template = book.templates[name]
    told = {
        "site": NAME,
        "name": name,
        "day": date_of(book),
        "book": book,
        "template": template,
        "lines": whole(template, book).split("\n"),
        "split": split,
        "numbers": partial(with_numbers, book=book),
        "evidence": [book.evidence[id_].title for id_ in template.evidence],
        "next_id": partial(next, count(1)),  # no two controls of a file have the same
    }
    parts = {part: render(f"publish/templates/letter/{part}", **told) for part in _PARTS}
    return packed({part: text.strip() for part, text in parts.items()})
