"""The macros that guides call: one row each. The checks, the tally and the renderer read the rows.

A macro that shows one record, or all of a kind, needs a row and a template of its name
(`macros/html/templates/`). One that does more also gets a function of its name in a module of
`macros/html/`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Macro:
    """How guides call a macro, and what it shows.

    Attributes:
        arguments: what each argument names: a section of the handbook, or another set of names
            that `checks/guides.py` knows.
        least: how many arguments must be given; all of them unless said otherwise.
        inline: whether it stands in a sentence; else it stands alone, as a block.
        widget: whether what it shows has an id of its own, and so stands once on all pages.
        lists: the section whose records it shows, all of them.
    """

    arguments: tuple[str, ...] = ()
    least: int | None = None
    inline: bool = False
    widget: bool = False
    lists: str = ""


MACROS = {
    "fact": Macro(("facts",), inline=True),
    "cite": Macro(("facts",), inline=True),
    "value": Macro(("facts", "value"), inline=True),
    "checklist": Macro(("checklists",), widget=True),
    "template": Macro(("templates",), widget=True),
    "deadline": Macro(("deadlines",), widget=True),
    "evidence": Macro(("evidence",), widget=True),
    "figure": Macro(("figures",), widget=True),
    "triage": Macro(("triage",), widget=True),
    "tool": Macro(("tool",), widget=True),
    "timeline": Macro(("route",)),
    "sources": Macro(("source kind",), least=0),
    "index_of": Macro(("section",)),
    "terms": Macro(lists="terms"),
    "questions": Macro(),
    "unchecked": Macro(),
    "changes": Macro(lists="changes"),
    "contacts": Macro(lists="contacts"),
    "holidays": Macro(lists="holidays"),
    "coverage": Macro(),
    "filter_box": Macro(),
    "reviews": Macro(),
    "superseded": Macro(),
    "api_kinds": Macro(),
    "api_example": Macro(("api kind", "api id")),
}

WIDGETS = {name for name, macro in MACROS.items() if macro.widget}
