"""A built site to the worker that keeps it in a reader's browser, for when there is no network.

The worker's list names every file that reading needs, with the hash of what it says: the browser
refuses any other content, so a version is stored whole or not at all. The same site gives the same
bytes, and a browser that sees the same bytes fetches nothing.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "sw.js"

_NOT_READ = re.compile(
    r"sw\.js$|_|(?:api|data|letters)/"  # for hosts, programs and Word; to be had with a network
    r"|assets/javascripts/(?:lunr|workers)/"  # the theme's search, which ours replaces
    r"|assets/js/"  # packs hold what pages need of them
    r"|assets/img/(?:share|screenshot|workbench)\."  # shown elsewhere
    r"|.*\.(?:atom|gz|ics|map|md|txt|xml|ya?ml)$"
)
_EMPTY = "const KEPT = { bytes: 0, files: {} };"
_TEMPLATES = Path(__file__).parent / "templates"


def write(site: Path, *, on: bool = True) -> Path:
    """Write `sw.js` for the site built at `site`, last of all; `on=False` ends what earlier ones keep.

    Raises:
        OSError: when a file cannot be read or written.
    """
    path = site / FILE
    path.write_text(worker(_read(site)) if on else ended(), encoding="utf-8", newline="\n")
    return path


def worker(files: Mapping[str, bytes]) -> str:
    """Write the worker for a site's files, by path."""
    kept = {address(name): content for name, content in files.items() if is_kept(name)}
    listed = {
        "bytes": sum(map(len, kept.values())),
        "files": {name: digest(content) for name, content in sorted(kept.items())},
    }
    return _template("sw.js").replace(_EMPTY, f"const KEPT = {json.dumps(listed, indent=1)};")


def ended() -> str:
    """Write the worker that forgets everything, and then itself."""
    return _template("sw-off.js")


def is_kept(name: str) -> bool:
    """Tell whether a reader without a network needs a file, by its path."""
    return not _NOT_READ.match(name)


def address(name: str) -> str:
    """Name a file as it is asked for: a page by its folder, the home page by nothing."""
    return re.sub(r"(^|/)index\.html$", r"\1", name)


def digest(content: bytes) -> str:
    """Name content as `integrity` does."""
    return f"sha256-{b64encode(sha256(content).digest()).decode()}"


def _read(site: Path) -> dict[str, bytes]:
    names = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {name: (site / name).read_bytes() for name in names if is_kept(name)}


def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")
