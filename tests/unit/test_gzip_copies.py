from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from macros.deploy import gzip_copies

if TYPE_CHECKING:
    from pathlib import Path


def test_text_is_packed_beside_itself_and_the_rest_is_left_alone(tmp_path: Path) -> None:
    for name in ("page.html", "picture.png"):
        (tmp_path / name).write_bytes(b"x" * 600)
    (tmp_path / "small.css").write_bytes(b"x" * 511)
    [copy] = gzip_copies.write(tmp_path)
    assert copy == tmp_path / "page.html.gz"
    assert gzip.decompress(copy.read_bytes()) == b"x" * 600


def test_packing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"x" * 600)
    first = [path.read_bytes() for path in gzip_copies.write(tmp_path)]
    assert [path.read_bytes() for path in gzip_copies.write(tmp_path)] == first
