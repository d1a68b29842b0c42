"""The built site behind the servers of `deploy/`, each started with its own configuration."""

from __future__ import annotations

import gzip
import http.client
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlparse

import pytest

from macros.deploy import gzip_copies, server_config
from macros.publish import built_page
from tests import servers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Site

PAGE = "/respond/appeal/"
SAMPLES = {
    ".env": "secret", ".well-known/security.txt": "Contact: mailto:a@example.org",
    "sample.md": "# 标题", "sample.ics": "BEGIN:VCALENDAR", "sample.atom": "<feed/>",
    "sample.docx": "PK", "sample.webmanifest": "{}", "sample.txt": "字", "sample.yml": "a: 1",
}  # fmt: skip
TYPES = {
    PAGE: "text/html; charset=utf-8",
    "/assets/css/theme.css": "text/css; charset=utf-8",
    "/assets/js/main.js": "text/javascript; charset=utf-8",
    "/api/v1/index.json": "application/json",
    "/sitemap.xml": "text/xml; charset=utf-8",
    "/assets/img/favicon.svg": "image/svg+xml",
    "/assets/images/favicon.png": "image/png",
    "/sample.md": "text/markdown; charset=utf-8",
    "/sample.ics": "text/calendar; charset=utf-8",
    "/sample.atom": "application/atom+xml; charset=utf-8",
    "/sample.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "/sample.webmanifest": "application/manifest+json",
    "/sample.txt": "text/plain; charset=utf-8",
    "/sample.yml": "application/yaml; charset=utf-8",
}


@dataclass(frozen=True)
class Answer:
    """What a server said: the status, the headers by lower-case name, the body as sent."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Served:
    """A site behind a server."""

    url: str
    folder: Path

    def ask(self, path: str, method: str = "GET", **more: str) -> Answer:
        """Ask for a path as it stands; header names with `_` for `-`."""
        connection = http.client.HTTPConnection(urlparse(self.url).netloc, timeout=10)
        fields = {name.replace("_", "-"): value for name, value in more.items()}
        connection.request(method, path, headers=fields)
        response = connection.getresponse()
        names = {name.lower() for name in response.headers}
        said = {name: ", ".join(response.headers.get_all(name) or []) for name in names}
        answer = Answer(response.status, said, response.read())
        connection.close()
        return answer


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def served(
    request: pytest.FixtureRequest, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A copy of the site, with a file of each kind that others may add, behind a server."""
    if servers.find(request.param) is None:
        pytest.skip(servers.REMEDY.format(name=request.param))
    root = tmp_path_factory.mktemp(request.param)
    shutil.copytree(site.folder, root / "site")
    for name, text in SAMPLES.items():
        (root / "site" / name).parent.mkdir(exist_ok=True)
        (root / "site" / name).write_text(text, "utf-8")
    gzip_copies.write(root / "site")
    (root / "server").mkdir()
    with servers.serving(request.param, root / "site", root / "server") as url:
        yield Served(url, root / "site")


@pytest.fixture(scope="session")
def promised(site: Site) -> dict[str, str]:
    """The headers that every answer carries, computed from the pages."""
    pages = built_page.read(site.folder)
    return {name.lower(): value for name, value in server_config.headers(pages)}


@pytest.fixture(scope="session")
def hashed(site: Site) -> list[str]:
    names = (path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*"))
    return [f"/{name}" for name in sorted(names) if server_config.HASHED.match(name)]


def test_a_page_is_sent_with_every_header(served: Served, promised: dict[str, str]) -> None:
    answer = served.ask(PAGE)
    assert answer.status == 200
    assert answer.body == (served.folder / PAGE[1:] / "index.html").read_bytes()
    assert {name: answer.headers.get(name) for name in promised} == promised


def test_what_is_not_there_is_our_page_with_every_header(
    served: Served, promised: dict[str, str]
) -> None:
    answer = served.ask("/respond/nowhere/")
    assert answer.status == 404
    assert answer.body == (served.folder / "404.html").read_bytes()
    assert {name: answer.headers.get(name) for name in promised} == promised


def test_a_revalidated_page_carries_every_header(served: Served, promised: dict[str, str]) -> None:
    answer = served.ask(PAGE, If_None_Match=served.ask(PAGE).headers["etag"])
    assert (answer.status, answer.body) == (304, b"")
    assert {name: answer.headers.get(name) for name in promised} == promised


def test_a_compressed_page_is_revalidated_too(served: Served) -> None:
    etag = served.ask(PAGE, Accept_Encoding="gzip").headers["etag"]
    assert served.ask(PAGE, Accept_Encoding="gzip", If_None_Match=etag).status == 304


@pytest.mark.parametrize(
    "path",
    ["/", PAGE, "/assets/js/main.js", "/assets/css/theme.css", "/search/handbook.gb18030.json"],
)
def test_what_may_change_is_asked_for_again(served: Served, path: str) -> None:
    assert served.ask(path).headers["cache-control"] == "no-cache"


def test_what_has_a_hash_in_its_name_is_kept(served: Served, hashed: list[str]) -> None:
    assert len(hashed) >= 3
    kept = {served.ask(path).headers["cache-control"] for path in hashed}
    assert kept == {"public, max-age=31536000, immutable"}


def test_a_missing_file_is_not_kept_for_a_year(served: Served) -> None:
    answer = served.ask("/assets/javascripts/bundle.00000000.min.js")
    assert (answer.status, answer.headers["cache-control"]) == (404, "no-cache")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path", [PAGE, "/nowhere/", "/assets/css/theme.css", "/assets/js/main.js",
             "/search/handbook.gb18030.json", "/sitemap.xml"],
)  # fmt: skip
def test_text_is_compressed_for_those_who_can_read_it(served: Served, path: str) -> None:
    plain, packed = served.ask(path), served.ask(path, Accept_Encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)
    assert "accept-encoding" in packed.headers["vary"].lower()


@pytest.mark.parametrize("path", ["/assets/images/favicon.png", "/sample.docx"])
def test_what_is_compressed_already_is_sent_as_it_is(served: Served, path: str) -> None:
    assert "content-encoding" not in served.ask(path, Accept_Encoding="gzip").headers


@pytest.mark.parametrize(("path", "kind"), TYPES.items())
def test_every_kind_of_file_says_what_it_is(served: Served, path: str, kind: str) -> None:
    answer = served.ask(path)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)


def test_a_missing_file_of_any_kind_is_a_page(served: Served) -> None:
    answer = served.ask("/nowhere.md")
    assert (answer.status, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_an_address_without_its_slash_leads_to_the_page(served: Served) -> None:
    answer = served.ask(PAGE.rstrip("/"))
    assert answer.status in {301, 308}
    assert "://" not in answer.headers["location"]
    assert urljoin(PAGE.rstrip("/"), answer.headers["location"]) == PAGE


@pytest.mark.parametrize("path", ["/.env", "/404.html", "/assets/", "/assets/css/"])
def test_what_is_no_page_is_not_there(served: Served, path: str) -> None:
    answer = served.ask(path)
    assert answer.status == 404
    assert answer.body == (served.folder / "404.html").read_bytes()


def test_well_known_files_are_no_hidden_files(served: Served) -> None:
    assert served.ask("/.well-known/security.txt").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(served: Served, method: str, promised: dict[str, str]) -> None:
    answer = served.ask(PAGE, method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    assert {name: answer.headers.get(name) for name in promised} == promised


def test_a_question_for_the_headers_alone_is_answered(served: Served) -> None:
    answer = served.ask(PAGE, "HEAD")
    assert (answer.status, answer.body) == (200, b"")


def test_only_the_open_data_may_be_read_from_other_sites(served: Served) -> None:
    allowed = "access-control-allow-origin"
    assert served.ask("/api/v1/facts.json").headers[allowed] == "*"
    for path in (PAGE, "/search/handbook.gb18030.json", "/api/nowhere.json"):
        assert allowed not in served.ask(path).headers


def test_tls_is_not_promised_without_it(served: Served) -> None:
    assert "strict-transport-security" not in served.ask(PAGE).headers


def test_the_server_does_not_tell_its_version(served: Served) -> None:
    assert served.ask("/nowhere/").headers.get("server", "") in {"", "nginx"}


def test_the_file_for_hosts_keeps_their_limits(site: Site, tmp_path: Path) -> None:
    """Cloudflare Pages takes 100 rules, and lines of 2,000 characters."""
    server_config.write(site.folder, tmp_path)
    lines = (tmp_path / "_headers").read_text("utf-8").splitlines()
    assert len([line for line in lines if line.startswith("/")]) <= 100
    assert max(map(len, lines)) <= 2000
