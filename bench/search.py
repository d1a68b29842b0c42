"""`make bench`: our search beside the others, in one run, in a real browser.

Prints, for our pages and for 2,000: how often the right page comes first, in three and in five for each half of
`tests/data/questions.yml` (written for the site) and of `tests/data/collected.yml` (what sellers typed, and variants of
it, also by pattern), what is fetched when, and how fast it is.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import statistics
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from playwright.sync_api import sync_playwright

from bench import engines
from macros.handbook.guides import url_of
from tests.find_browser import REMEDY, find
from tests.questions import COLLECTED, VARIANTS, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

Rank: TypeAlias = "int | None"
"""The place of the right page, from 0; 99 when it is not there, None when nothing was found."""

HALVES = ("tuning", "test", "later")
QUESTIONS = [
    {**one, "half": half}
    for asked in (WRITTEN, COLLECTED)
    for half in HALVES
    for one in asked.get(half, ())
]
"""All that is asked: each with its half and, as collected, its `pattern`, or, as written, its `kind`."""

START = {
    "worker": """async () => {
        const { search } = JSON.parse(document.getElementById("__config").textContent);
        const t = performance.now();
        const worker = new Worker(search);
        const tell = (type, data) => new Promise((resolve) => {
            worker.onmessage = ({ data: answer }) => resolve(answer.data);
            worker.postMessage({ type, data });
        });
        const index = await (await fetch("/search/search_index.json")).json();
        await tell(0, { ...index, options: { suggest: false }, now: true });
        window.ask = async (question) => (await tell(2, question)).items
            .map(([{ location }]) => location.split("#")[0]);
        await ask("申诉");
        return performance.now() - t;
    }""",
    "pagefind": """async () => {
        const t = performance.now();
        const pagefind = await import("/pagefind/pagefind.js");
        await pagefind.init();
        window.ask = async (question) => {
            const { results } = await pagefind.search(question);
            const first = await Promise.all(results.slice(0, 10).map((one) => one.data()));
            return first.map(({ url }) => url.replace(/^\\//, ""));
        };
        await ask("申诉");
        return performance.now() - t;
    }""",
}
ASK = """async questions => {
    const answers = [];
    for (const question of questions) {
        const t = performance.now();
        const pages = await ask(question);
        answers.push([pages, performance.now() - t]);
    }
    return answers;
}"""


def main() -> None:
    """Run the comparison at our size, then at 2,000 pages."""
    with tempfile.TemporaryDirectory() as folder:
        for pages in (0, 2000):
            project = engines.copy_project(Path(folder) / str(pages), pages)
            here = engines.ours(project, project / "site")
            compared = [
                here,
                engines.material(project, project / "material", jieba=False),
                engines.material(project, project / "jieba", jieba=True),
                engines.pagefind(here.site),
            ]
            print(f"\n## {len(list(here.site.rglob('index.html')))} pages\n")
            ranks = {engine.name: report(engine, recall=not pages) for engine in compared}
            if not pages:
                behind(ranks)


def report(engine: engines.Engine, *, recall: bool) -> dict[str, Rank]:
    """Print one engine's figures, and give the place of each question's page."""
    index, early = engine.bytes_of(engine.files), engine.bytes_of(engine.on_load)
    print(f"### {engine.name}")
    print(f"index {kilo(index)}, gzip {kilo(packed(index))}; "
          f"on page load {kilo(early)}, gzip {kilo(packed(early))}")  # fmt: skip
    asked = QUESTIONS if recall else QUESTIONS[:100]
    with browsing(engine) as page:
        ready = [page.evaluate(START[engine.kind])]
        for _ in range(4):
            page.reload()
            ready.append(page.evaluate(START[engine.kind]))
        answers = page.evaluate(ASK, [one["q"] for one in asked])
    times = sorted(milliseconds for _, milliseconds in answers)
    print(f"ready {statistics.median(ready):.0f} ms (median of 5); query p50 "
          f"{times[len(times) // 2]:.1f} ms, p95 {times[len(times) * 95 // 100]:.1f} ms")  # fmt: skip
    ranks = {one["q"]: rank(one, pages) for one, (pages, _) in zip(asked, answers, strict=True)}
    for half in HALVES if recall else ():
        for name, group in groups(half).items():
            print(f"{half:7} {name:12} {shares([ranks[one['q']] for one in group])}")
    print(flush=True)
    return ranks


def groups(half: str) -> dict[str, list[dict[str, Any]]]:
    """Sort the questions of a half: as written by kind, as collected into real ones and variants, then by pattern."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in QUESTIONS:
        if one["half"] != half:
            continue
        pattern = one.get("pattern")
        names = (
            ("variants" if pattern in VARIANTS else "real", pattern) if pattern else (one["kind"],)
        )
        for name in names:
            found.setdefault(name, []).append(one)
    return found


def behind(ranks: dict[str, dict[str, Rank]]) -> None:
    """Print how many keywords another engine answers better than ours."""
    keywords = [one["q"] for one in QUESTIONS if one.get("kind") == "keyword"]
    for name, theirs in ranks.items():
        better = [q for q in keywords if place(theirs[q]) < place(ranks["ours"][q])]
        print(f"keywords that {name} answers better than ours: {len(better)} of {len(keywords)}")
    print()


def rank(asked: dict[str, Any], pages: list[str]) -> Rank:
    """Find the place of the right page."""
    right = {url_of(place.partition("#")[0]) for place in [asked["at"], *asked.get("also", [])]}
    if not pages:
        return None
    return next((n for n, page in enumerate(dict.fromkeys(pages)) if page in right), 99)


def shares(ranks: list[Rank]) -> str:
    """Say how many of the questions have their page first, in three, in five, and found nothing."""
    within = [sum(rank is not None and rank < top for rank in ranks) for top in (1, 3, 5)]
    first, three, five = (f"{100 * many / len(ranks):.1f} %" for many in within)
    return f"of {len(ranks)}: first {first}, in three {three}, in five {five}, none {ranks.count(None)}"


def place(rank: Rank) -> int:
    """Compare: nothing found is worse than not there."""
    return 100 if rank is None else rank


def kilo(files: list[bytes]) -> str:
    """Say how many kilobytes these are."""
    return f"{engines.size(files) / 1000:.0f} KB"


def packed(files: list[bytes]) -> list[bytes]:
    """Compress each file as a host would."""
    return [gzip.compress(file, 6) for file in files]


@contextmanager
def browsing(engine: engines.Engine) -> Iterator[Page]:
    """Open a page of a site that is served on this machine."""
    handler = functools.partial(_Quiet, directory=str(engine.site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    path = find() or sys.exit(REMEDY)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/about/")
        yield page
        browser.close()
    server.shutdown()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


if __name__ == "__main__":
    main()
