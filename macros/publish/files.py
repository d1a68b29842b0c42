"""Makes the text of files from templates, and writes files given as `{path below a folder: content}`."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

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


def listed(folder: Path, pattern: str = "*") -> dict[str, Path]:
    """Name the files below `folder` by their paths there, in order."""
    paths = sorted(path for path in folder.rglob(pattern) if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in paths}


def integrity(content: str | bytes) -> str:
    """Name content by its hash, as the attribute of this name does."""
    return f"sha256-{b64encode(sha256(as_bytes(content)).digest()).decode()}"


def packed(files: Mapping[str, str | bytes], *, mode: int = 0, level: int | None = None) -> bytes:
    """Pack a zip of files in this order; the same files give the same bytes, whichever system packs them.

    With a `mode` they are as Unix packs them, else as Windows does.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name)  # of 1980, for want of a clock
            entry.create_system = 3 if mode else 0
            entry.external_attr = mode << 16
            archive.writestr(entry, as_bytes(content), ZIP_DEFLATED, level)
    return buffer.getvalue()
