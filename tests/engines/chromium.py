"""Chromium, by Playwright as in `tests/browser`: what the other two engines are compared with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Download, ElementHandle, Page, Playwright

from tests.browser.conftest import FLAGS
from tests.engines.engine import WIDTH, Engine
from tests.find_browser import find

WATCH = """
  addEventListener("error", ({ message, target }) => message || console.error(`not loaded: ${target.src || target.href}`), true);
  document.addEventListener("securitypolicyviolation",
    ({ effectiveDirective, blockedURI }) => console.error(`policy: ${effectiveDirective} ${blockedURI}`));
"""
REFUSE = """
  for (const name of ["localStorage", "sessionStorage", "caches", "indexedDB"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });
  }
"""
"""What a page meets when a reader blocks all cookies; a driver cannot set that while the browser runs."""


class Handle:
    """An element, as the other drivers give it."""

    def __init__(self, element: ElementHandle) -> None:
        self.element = element

    def click(self) -> None:
        self.element.click()

    def send_keys(self, text: str) -> None:
        self.element.type(text)


class Chromium(Engine):
    name = "chromium"

    def __init__(self, folder: Path, playwright: Playwright) -> None:
        super().__init__(folder)
        self.playwright = playwright
        self.errors: list[str] = []
        self.refusing = ""

    def start(self) -> None:
        self.context = self.playwright.chromium.launch_persistent_context(
            self.folder / "profile",
            executable_path=find(),
            args=FLAGS,
            viewport={"width": WIDTH, "height": 844},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        self.context.add_init_script(WATCH)
        self.context.on("page", self._watch)
        self.page = self.context.pages[0]
        self._watch(self.page)

    def _watch(self, page: Page) -> None:
        page.on("download", self._save)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console",
            lambda message: self.errors.append(message.text) if message.type == "error" else None,
        )

    def _save(self, download: Download) -> None:
        download.save_as(self.downloads / download.suggested_filename)

    @property
    def inspector(self) -> CDPSession:
        return self.context.new_cdp_session(self.page)

    def stop(self) -> None:
        self.context.close()

    def goto(self, url: str) -> None:
        self.page.goto(url)

    def reload(self) -> None:
        self.page.reload()
        self.ready()

    def back(self) -> None:
        self.page.go_back()

    def forward(self) -> None:
        self.page.go_forward()

    def run(self, code: str, *arguments: object) -> Any:
        return self._evaluate(f"function () {{ {code} }}", arguments)

    def wait(self, code: str, *arguments: object) -> Any:
        return self._evaluate(f"async function () {{ {code} }}", arguments)

    def _evaluate(self, function: str, arguments: tuple[object, ...]) -> Any:
        plain = [each.element if isinstance(each, Handle) else each for each in arguments]
        return self.page.evaluate(f"(list) => ({function}).apply(null, list)", plain)

    def find(self, xpath: str) -> Handle | None:
        element = self.page.query_selector(f"xpath={xpath}")
        return Handle(element) if element else None

    def attach(self, xpath: str, files: list[Path]) -> None:
        self.page.set_input_files(f"xpath={xpath}", files)

    def paste(self) -> None:
        self.page.keyboard.press("Control+v")

    def _resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 844})

    def prefer(self, scheme: str) -> None:
        self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")

    def block_storage(self, *, blocked: bool) -> None:
        inspector = self.inspector
        inspector.send("Page.enable")
        if blocked:
            told = inspector.send("Page.addScriptToEvaluateOnNewDocument", {"source": REFUSE})
            self.blocking = inspector
            self.refusing = told["identifier"]
        else:
            self.blocking.send(
                "Page.removeScriptToEvaluateOnNewDocument", {"identifier": self.refusing}
            )

    def open_tab(self) -> None:
        self.page = self.context.new_page()

    def switch(self, tab: int) -> None:
        self.page = self.context.pages[tab]
        self.page.bring_to_front()

    def close_tab(self) -> None:
        self.page.close()
        self.switch(0)

    def troubles(self) -> list[str]:
        found = list(self.errors)
        self.errors.clear()
        return found

    def printed(self) -> bytes:
        return self.page.pdf()
