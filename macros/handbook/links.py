"""Links from one page of the site to guides, widgets, facts and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from macros.handbook import addresses
from macros.handbook.guides import Page, home_of, relative, url_of

API = "api/v1"
ATOM, CALENDAR = "changes.atom", "changes.ics"
SOURCES_PAGE = "reference/sources.md"


def letter_file(name: str) -> str:
    """Name the Word file of a letter, below the site's root."""
    return f"letters/{name}.docx"


@dataclass(frozen=True)
class Links:
    """Links of one page, whose address below the site's root is `here`; all are relative to it."""

    pages: Mapping[str, Page]
    here: str = ""

    def guide(self, target: str) -> str:
        """Link to a guide, such as `respond/appeal.md#id`."""
        return relative(target, self.here)

    def file(self, path: str) -> str:
        """Link to a file by its path below the site's root, such as `changes.ics`."""
        return "../" * self.here.count("/") + addresses.of(path)

    def is_elsewhere(self, target: str) -> bool:
        """Tell whether a guide is another page than this one."""
        return url_of(target.partition("#")[0]) != self.here

    def fact(self, id_: str) -> str:
        """Link to a fact on the page of sources."""
        return self.guide(f"{SOURCES_PAGE}#fact-{id_}")

    def letter(self, name: str) -> str:
        """Link to the Word file of a letter."""
        return self.file(letter_file(name))

    def title(self, target: str) -> str:
        """Give the title of the guide that a link goes to; its path when there is no such guide."""
        path = target.partition("#")[0]
        return self.pages[path].title if path in self.pages else path

    def widget(self, macro: str, id_: str) -> str:
        """Link to a widget on the page where it stands; empty when it stands nowhere."""
        home = home_of(self.pages, macro, id_)
        return self.guide(f"{home}#{macro}-{id_}") if home else ""
