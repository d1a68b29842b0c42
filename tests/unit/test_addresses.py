"""Any name of a file makes one address, encoded once."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.deploy import server_config
from macros.handbook import addresses
from macros.handbook.guides import relative, url_of
from macros.handbook.links import Links
from macros.publish import search_index, service_worker
from macros.publish.built_page import BuiltPage, in_order

NAMES = {
    "买家 张三": "%E4%B9%B0%E5%AE%B6%20%E5%BC%A0%E4%B8%89",
    "a#b?c": "a%23b%3Fc",
    "100%": "100%25",
    "%41": "%2541",
    "a+b&c": "a%2Bb%26c",
    'it\'s "q"': "it%27s%20%22q%22",
    "(a)!*~": "%28a%29%21%2A~",
}
ROOT = "https://kb.example/%E6%89%8B%E5%86%8C/"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_encoded_once_wherever_it_is_addressed(name: str) -> None:
    written = NAMES[name]
    assert addresses.of(f"img/{name}.png") == f"img/{written}.png"
    assert url_of(f"a/{name}.md") == f"a/{written}/"
    if "#" not in name:  # behind which a link to a guide has its place
        assert relative(f"a/{name}.md#x", "a/b/") == f"../{written}/#x"
    assert relative("a/b.md", f"a/{written}/") == "../b/"
    assert Links({}, f"a/{written}/").file(f"{name}.ics") == f"../../{written}.ics"
    assert service_worker.address(f"a/{name}/index.html") == f"a/{written}/"
    assert service_worker.address(f"img/{name}.png") == f"img/{written}.png"
    hashed = f"assets/{name}.0a1b2c3d.min.css"
    [headers] = [
        text for file, text in server_config.configs([], [hashed]).items() if file == "_headers"
    ]
    assert f"/assets/{written}.0a1b2c3d.min.css\n" in headers


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_any_name_is_found_by_its_address(name: str) -> None:
    """Whichever signs the engine has encoded."""
    for written in (NAMES[name], NAMES[name].replace("%27", "'").replace("%2B", "+")):
        head = f'<link rel="canonical" href="{ROOT}a/{written}/">'
        page = BuiltPage(f"a/{name}/index.html", f"<html><head>{head}</head><body></body></html>")
        assert page.address == f"{ROOT}a/{NAMES[name]}/"
        assert page.root == ROOT
        way = f'<a class="md-footer__link md-footer__link--next" href="a/{written}/">'
        home = BuiltPage("index.html", f"<html><body>{way}</a></body></html>")
        assert [one.folder for one in in_order([page, home])] == ["", f"a/{name}"]
        assert search_index._page(page, [])[0]["url"] == f"a/{NAMES[name]}/"  # noqa: SLF001


def test_a_link_that_someone_wrote_is_made_whole() -> None:
    head = f'<link rel="canonical" href="{ROOT}a/">'
    page = BuiltPage("a/index.html", f"<html><head>{head}</head></html>")
    assert page.link("../图 片.png?x=1#甲") == f"{ROOT}%E5%9B%BE%20%E7%89%87.png?x=1#%E7%94%B2"
    assert page.link("%E5%9B%BE.png") == f"{ROOT}a/%E5%9B%BE.png"
    assert page.link("100%.png") == f"{ROOT}a/100%25.png"
    assert page.link("mailto:a@b.example") == "mailto:a@b.example"


@given(st.text(st.characters(codec="utf-8"), max_size=20).map(lambda name: name.replace("/", "")))
def test_every_name_comes_back(name: str) -> None:
    address = addresses.of(name)
    assert address.isascii()
    assert unquote(address) == name
    assert addresses.once(address) == address


@pytest.mark.parametrize(
    ("given_", "written"),
    [
        ("https://x.example/手册 a's/", "https://x.example/%E6%89%8B%E5%86%8C%20a%27s/"),
        ("https://x.example/%E6%89%8B%e5%86%8c/", "https://x.example/%E6%89%8B%E5%86%8C/"),
        ("HTTPS://X.Example:8080/A+B/", "https://x.example:8080/A%2BB/"),
        ("https://手册.例子:81/", "https://xn--26q012b.xn--fsqu00a:81/"),
        ("https://x.example/100%/", "https://x.example/100%25/"),
        ("https://x.example/%CA%D6/", "https://x.example/%CA%D6/"),
        ("https://x.example/a%2Fb/", "https://x.example/a%2Fb/"),
        ("", ""),
    ],
)
def test_a_whole_address_has_one_form(given_: str, written: str) -> None:
    assert addresses.canonical(given_) == written
    assert addresses.canonical(written) == written
