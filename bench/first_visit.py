"""How many bytes a first visit to each page takes, before anything is kept for later.

    python -m bench.first_visit site/ [before.json]

Summed from the built files: the page, and all that its head and its scripts name, text as gzip -6 packs it,
without headers. What a touch fetches (search, the whole book) does not count. `tests/browser/test_first_visit.py`
holds that a browser fetches these files and no others. Prints the table, heaviest first, beside an earlier one
if that is named; `build/first_visit.json` keeps it.
"""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import html

from macros.publish.service_worker import address, sent
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT = ROOT / "build" / "first_visit.json"
LOADS = "//script/@src | //img/@src | //link[contains(@rel, 'stylesheet') or @rel='icon' or @rel='manifest']/@href"


def loaded(site: Path, page: str) -> set[str]:
    """Name the files of the site that a page loads, itself among them; a page by its address, such as `tools/`."""
    file = f"{page}index.html"
    tree = html.document_fromstring((site / file).read_text("utf-8"))
    links: Iterable[str] = (str(link) for link in tree.xpath(LOADS))
    return {file, *(urljoin(f"/{page}", link).lstrip("/") for link in links if ":" not in link)}


def measured(site: Path) -> dict[str, int]:
    """Measure each page, by its address below the site's root."""
    found = (path.relative_to(site).as_posix() for path in sorted(site.rglob("index.html")))
    pages = [address(name) for name in found]
    sizes: dict[str, int] = {}
    return {page: sum(_size(site, name, sizes) for name in loaded(site, page)) for page in pages}


def _size(site: Path, name: str, sizes: dict[str, int]) -> int:
    if name not in sizes:
        sizes[name] = sent(name, (site / name).read_bytes())
    return sizes[name]


def main(site: Path, before: Path | None = None) -> None:
    """Print the table and keep it."""
    sizes = measured(site)
    old: dict[str, int] = json.loads(before.read_text("utf-8")) if before else {}
    for page, size in sorted(sizes.items(), key=lambda each: -each[1]):
        was = f"{old[page]:7,} → " if page in old else ""
        print(f"{was}{size:7,}  {page or '/'}")
    print(f"median {statistics.median(sizes.values()):,.0f} of {len(sizes)} pages")
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(sizes, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
