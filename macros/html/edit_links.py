"""Links to a record's line in the repository (改进这里)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.handbook.loader import DATA_FILE
from macros.handbook.problems import Where


@dataclass(frozen=True)
class Origin:
    """The data file in the repository: its address, and the line of every value in it."""

    address: str = ""
    lines: Mapping[Where, int] = field(default_factory=dict)

    def of(self, *where: str) -> str:
        """Address the line of a record, such as `of("facts", "kd-29-7days")`; empty if unknown."""
        line = self.lines.get(where)
        return f"{self.address}#L{line}" if self.address and line else ""


def data_address(repo_url: str, edit_uri: str) -> str:
    """Address the data file as the repository shows it; only that view jumps to a line.

    Args:
        repo_url: the repository, such as `https://example.org/a/b`; empty when there is none.
        edit_uri: MkDocs's, such as `edit/main/docs/`; another kind of path gives no address.
    """
    if not repo_url or not edit_uri.startswith("edit/"):
        return ""
    return f"{repo_url.rstrip('/')}/{edit_uri.replace('edit', 'blob', 1)}{DATA_FILE}"
