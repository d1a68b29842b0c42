"""The zip for a disk beside the pages, as `make pages` puts it there."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from macros.deploy import disk_copy
from tests.conftest import ZIP, Site, once
from tests.site.trees import tree

if TYPE_CHECKING:
    from macros.handbook.model import Handbook


@pytest.fixture(scope="module")
def packed(unaddressed: Path, tmp_path_factory: pytest.TempPathFactory, book: Handbook) -> Path:
    def make(folder: Path) -> None:
        shutil.copytree(unaddressed, folder, copy_function=os.link)
        disk_copy.write(book, folder, folder / ZIP)

    return once(tmp_path_factory, "packed", make)


def test_every_page_leads_to_it(packed: Path) -> None:
    for page in packed.rglob("index.html"):
        [link] = tree(page).findall(".//footer//a[@download]")
        assert (page.parent / link.get("href")).resolve() == (packed / ZIP).resolve(), page


def test_no_page_leads_to_it_where_it_is_not(site: Site) -> None:
    assert not [path for path in site.pages() if ZIP in path.read_text("utf-8")]


def test_its_own_pages_do_not_and_it_does_not_hold_itself(packed: Path) -> None:
    with zipfile.ZipFile(packed / ZIP) as archive:
        names = archive.namelist()
        texts = [archive.read(name).decode() for name in names if name.endswith(".html")]
    assert not [name for name in names if name.endswith(".zip")]
    assert len(texts) > 70
    assert not [text for text in texts if ZIP in text or "下载离线包" in text]
