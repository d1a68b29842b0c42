"""What a first visit fetches, and how soon pages answer on a slow phone with 200 cases stored.

    python -m bench.pages site/ [trace.json]

Bytes are what nginx with `deploy/nginx.conf` sends of packed copies, headers included. Time is that from an input to
the next paint (Event Timing) on a processor slowed four times; the slowest interaction is traced.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from macros.deploy import gzip_copies
from tests import servers
from tests.browser.conftest import FULL_CASE, NOW, ready, seed
from tests.find_browser import REMEDY, find

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

PAGES = ("", "respond/first-day/", "respond/appeal-goods/", "start/triage/", "tools/deadlines/",
         "tools/cases/", "reference/questions/")  # fmt: skip
CASES = 200
SLOWER = 4
WATCH = """
window.kbSeen = [];
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) {
    if (!e.interactionId) continue; // what a pointer passes over is no interaction
    window.kbSeen.push([e.name, e.duration, e.processingEnd - e.processingStart]);
  }
}).observe({ type: "event", durationThreshold: 16, buffered: true });
"""


def fetched(browser: Browser, url: str) -> tuple[int, int]:
    """Open a page for the first time: how many requests it makes, and how many bytes arrive."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    page = context.new_page()
    urls: list[str] = []
    bytes_: list[int] = []
    context.on("request", lambda r: None if r.url.startswith("data:") else urls.append(r.url))
    context.on(
        "requestfinished",
        lambda r: bytes_.append(
            r.sizes()["responseBodySize"] + r.sizes()["responseHeadersSize"]
            if not r.url.startswith("data:")
            else 0
        ),
    )
    page.goto(url)
    page.wait_for_timeout(2000)
    context.close()
    return len(urls), sum(bytes_)


def many() -> dict[str, dict[str, Any]]:
    """200 cases as busy sellers have them: forty steps, a filled letter, ten exhibits, a log."""
    marks = {f"first-day.step-{i}": {"state": "done", "at": NOW} for i in range(40)}
    exhibits = [FULL_CASE["exhibits"][0] | {"id": f"exhibit-{i}"} for i in range(10)]
    log = [FULL_CASE["log"][0] | {"id": f"entry-{i}"} for i in range(10)]
    more = {"marks": FULL_CASE["marks"] | marks, "exhibits": exhibits, "log": log}
    return {f"case-{i}": FULL_CASE | more | {"title": f"第 {i} 件"} for i in range(CASES)}


def typing(page: Page) -> None:
    """Type a number into a letter."""
    letter = page.locator("[data-kb-template]").first
    letter.locator(".kb-disclosure__head").click()
    field = letter.locator("input[type=text]").first
    field.click()
    page.keyboard.type("12345678", delay=250)


def ticking(page: Page) -> None:
    """Tick five steps."""
    for box in page.get_by_role("checkbox").all()[:5]:
        box.click()
        page.wait_for_timeout(300)


def switching(page: Page) -> None:
    """Use another case, twice."""
    for _ in range(2):
        page.locator("kb-cases").get_by_role("button", name="用这件").nth(3).click()
        page.wait_for_timeout(800)


def noting(page: Page) -> None:
    """Write into the log."""
    field = page.locator("kb-log textarea").first
    field.click()
    page.keyboard.type("12345678", delay=250)


WORK: dict[str, tuple[str, Callable[[Page], None]]] = {
    "a letter": ("respond/appeal-goods/", typing),
    "a step": ("respond/first-day/", ticking),
    "the case": ("tools/cases/", switching),
    "the log": ("tools/log/", noting),
}


def answered(
    browser: Browser, root: str, path: str, work: Callable[[Page], None], trace: Path | None = None
) -> list[tuple[str, float, float]]:
    """Do something on a page: (event, ms to the next paint, ms of it in handlers), slowest first."""
    context = browser.new_context(
        viewport={"width": 412, "height": 823}, locale="zh-CN", base_url=root
    )
    page = context.new_page()
    page.add_init_script(WATCH)
    seed(page, many())
    page.goto(path)
    ready(page)
    page.wait_for_timeout(1500)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate("window.kbSeen.length = 0")
    if trace:
        browser.start_tracing(page=page, path=trace)
    work(page)
    page.wait_for_timeout(1500)
    if trace:
        browser.stop_tracing()
    seen: list[tuple[str, float, float]] = page.evaluate("window.kbSeen")
    context.close()
    return sorted(seen, key=lambda each: -each[1])


def main(site: Path, trace: Path | None = None) -> None:
    """Print what pages fetch, then the slowest answer to each kind of work."""
    path = find() or sys.exit(REMEDY)
    with tempfile.TemporaryDirectory() as folder:
        copy, work = Path(folder, "site"), Path(folder, "nginx")
        shutil.copytree(site, copy)
        work.mkdir()
        gzip_copies.write(copy)
        _measure(path, copy, work, trace)


def _measure(path: str, site: Path, work: Path, trace: Path | None) -> None:
    with servers.serving("nginx", site, work) as url, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for page in PAGES:
            requests, size = fetched(browser, url + page)
            _say(f"{page or 'home':24} {requests:2} requests {size:9,} bytes")
        for name, (page, doing) in WORK.items():
            to = trace and trace.with_name(f"{name.replace(' ', '-')}-{trace.name}")
            slowest = answered(browser, url, page, doing, to)[:1]
            for event, whole, inside in slowest or [("nothing above 16 ms", 0, 0)]:
                _say(f"{name:12} {event:12} {whole:5.0f} ms, of it {inside:5.0f} ms in handlers")
        browser.close()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
