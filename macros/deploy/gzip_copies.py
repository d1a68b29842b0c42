"""Writes compressed copies beside the files of a site, for servers that hand them out as they are.

Packing each answer anew is nearly all that nginx does here; packed once, it is packed harder, too.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from macros.publish.files import listed

KINDS = {
    ".atom", ".css", ".html", ".ics", ".js", ".json", ".md", ".svg", ".txt", ".webmanifest",
    ".xml", ".yml",
}  # fmt: skip
SMALLEST = 512
"""Bytes; below that packing gains nothing, as `deploy/nginx.conf` says too."""


def write(site: Path) -> list[Path]:
    """Write `name.gz` beside each file that is text; the same site gives the same bytes."""
    texts = (path for path in listed(site).values() if path.suffix in KINDS)
    return [_packed(path) for path in texts if path.stat().st_size >= SMALLEST]


def _packed(path: Path) -> Path:
    target = path.with_name(f"{path.name}.gz")
    target.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    return target
