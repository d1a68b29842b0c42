"""Makes the text of files from templates, and writes files given as `{path below a folder: content}`."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

if TYPE_CHECKING:
    from collections.abc import Mapping

_MACROS = Path(__file__).parents[1]
_JINJA = Environment(
    loader=FileSystemLoader(_MACROS),
    autoescape=select_autoescape(("atom", "html", "rels", "xml")),
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    lstrip_blocks=True,
    trim_blocks=True,
)


def render(name: str, /, **values: object) -> str:
    """Fill in a template, named by its path below `macros/`."""
    return _JINJA.get_template(name).render(values)


def template(name: str) -> str:
    """Read a template as it stands."""
    return (_MACROS / name).read_text("utf-8")


def write(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write files below `folder`, text as UTF-8 with the line ends it has, and list them."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(as_bytes(content))
    return [folder / name for name in files]


def as_bytes(content: str | bytes) -> bytes:
    """Give the bytes of a file."""
    return content.encode() if isinstance(content, str) else content


def listed(folder: Path) -> dict[str, Path]:
    """Name every file below `folder` by its path there, in order."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in paths}


def integrity(content: str | bytes) -> str:
    """Name content by its hash, as the attribute of this name does."""
    return f"sha256-{b64encode(sha256(as_bytes(content)).digest()).decode()}"
