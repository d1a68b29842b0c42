"""What a journey can do in a browser, whichever engine drives it.

A driver gives a handful of primitives; the rest is written once, here. An element is what the driver's
`find` returns: it has `click()` and `send_keys(text)`, and can be given to `run`.
"""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, Protocol

PATIENCE = 20.0  # seconds; two cores may have much else to do
WIDTH = 390  # px, an iPhone


class Element(Protocol):
    """An element of the page."""

    def click(self) -> None: ...

    def send_keys(self, text: str, /) -> None: ...


class MissingError(AssertionError):
    """Nothing came of what was waited for."""


class Engine(ABC):
    """A browser with one window, 390 px wide, in Chinese time, whose downloads land in `folder`."""

    name: str
    shares_on_disk = True
    """Whether pages that were opened from a disk see what the others keep."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.downloads = folder / "downloads"
        self.downloads.mkdir(parents=True, exist_ok=True)

    # --- what each driver gives ------------------------------------------------------------------

    @abstractmethod
    def start(self) -> None:
        """Open the browser, with what an earlier start in the same folder kept."""

    @abstractmethod
    def stop(self) -> None:
        """Close the browser; its profile stays."""

    @abstractmethod
    def goto(self, url: str) -> None:
        """Open an address and wait until it is loaded."""

    @abstractmethod
    def reload(self) -> None: ...

    @abstractmethod
    def back(self) -> None: ...

    @abstractmethod
    def forward(self) -> None: ...

    @abstractmethod
    def run(self, code: str, *arguments: object) -> Any:
        """Run the body of a function in the page and give what it returns."""

    @abstractmethod
    def wait(self, code: str, *arguments: object) -> Any:
        """Run the body of an async function in the page and give what it resolves to."""

    @abstractmethod
    def find(self, xpath: str) -> Element | None:
        """Give the first element, or None where there is none."""

    @abstractmethod
    def attach(self, xpath: str, files: list[Path]) -> None:
        """Choose files in a file field."""

    @abstractmethod
    def _resize(self, width: int) -> None: ...

    @abstractmethod
    def prefer(self, scheme: str) -> None:
        """Let the device prefer "dark" or "light"."""

    @abstractmethod
    def block_storage(self, *, blocked: bool) -> None:
        """Let the browser refuse a site's storage from the next page on, or allow it again."""

    @abstractmethod
    def open_tab(self) -> None:
        """Open a second tab and go there."""

    @abstractmethod
    def switch(self, tab: int) -> None:
        """Go to a tab by its number, from 0."""

    @abstractmethod
    def close_tab(self) -> None:
        """Close this tab and go to the first."""

    @abstractmethod
    def troubles(self) -> list[str]:
        """Give, and forget, the errors and violations of the policy since the last call."""

    @abstractmethod
    def printed(self) -> bytes:
        """Give the PDF of what the page has just asked to print."""

    # --- what is written once ----------------------------------------------------------------------

    def until(self, true: Any, what: str) -> Any:
        """Wait until a function gives something true, and give it."""
        end = time.monotonic() + PATIENCE
        while True:
            if found := true():
                return found
            if time.monotonic() > end:
                raise MissingError(f"{self.name}: {what}")
            time.sleep(0.02)

    def restart(self) -> None:
        """Close the browser and open it again, with what it has kept."""
        self.stop()
        self.start()

    def resize(self, width: int) -> None:
        """Make the page that wide, in px, and wait until it is; a window that has just come may not listen."""

        def resized() -> bool:
            if self.run("return innerWidth") != width:
                self._resize(width)
            return bool(self.run("return innerWidth") == width)

        self.until(resized, f"{width} px")

    def open(self, url: str) -> None:
        """Open an address and wait until each of its widgets is there."""
        self.goto(url)
        self.ready()

    def ready(self) -> None:
        code = "return !document.querySelector('article :is(:not(:defined), [aria-busy])')"
        self.until(lambda: self.run(code), "the page's widgets")

    def element(self, xpath: str) -> Element:
        """Wait for an element, and open what it lies in."""
        found: Element = self.until(lambda: self.find(xpath), xpath)
        self.run(
            "let each = arguments[0];"
            "while ((each = each.parentElement.closest('details'))) each.open = true;"
            "arguments[0].scrollIntoView({block: 'center'})",
            found,
        )
        return found

    def press(self, name: str, within: str = "") -> None:
        """Press a button by its name."""
        self.element(
            f"{within}//button[normalize-space()='{name}' or @aria-label='{name}']"
        ).click()

    def press_link(self, words: str, within: str = "//article") -> None:
        """Press a link that leads on within the page, by some of its words."""
        shown = "not(ancestor::*[@hidden])"
        self.element(f"{within}//a[contains(normalize-space(), '{words}') and {shown}]").click()

    def paste(self) -> None:
        """Paste, by the keys for it, into the field that has the focus."""
        self.element("//*[@id='tests-paste']").send_keys("\ue009v")

    def write(self, xpath: str, text: str) -> None:
        """Type into a field, key by key; what stood there goes."""
        field = self.element(xpath)
        self.run("arguments[0].focus(); arguments[0].select?.()", field)
        field.send_keys(text)

    def set(self, xpath: str, value: str) -> None:
        """Choose a date, a time or an option, whose controls differ from browser to browser."""
        self.run(
            "arguments[0].focus(); arguments[0].value = arguments[1];"
            "for (const type of ['input', 'change'])"
            "  arguments[0].dispatchEvent(new Event(type, {bubbles: true}))",
            self.element(xpath),
            value,
        )

    def text(self, xpath: str) -> str:
        """Give the words that an element shows."""
        return str(self.run("return arguments[0].innerText", self.element(xpath)))

    def value(self, xpath: str) -> str:
        return str(self.run("return arguments[0].value", self.element(xpath)))

    def sees(self, words: str, within: str = "//article") -> None:
        """Wait until words stand there."""
        code = "return arguments[0] !== null && arguments[0].textContent.includes(arguments[1])"
        self.until(
            lambda: (found := self.find(within)) and self.run(code, found, words),
            f"no “{words}” in {within}",
        )

    def downloaded(self, pattern: str) -> Path:
        """Wait for a whole file among the downloads."""

        def whole() -> Path | None:
            paths = [path for path in self.downloads.glob(pattern) if path.stat().st_size]
            return paths[0] if paths and not list(self.downloads.glob("*.part")) else None

        path: Path = self.until(whole, f"no download {pattern}")
        return path

    def stored(self) -> dict[str, Any]:
        """Give what the site keeps, once the page has written what waits."""
        code = "dispatchEvent(new Event('pagehide')); return localStorage.getItem('shensu-youju')"
        state: dict[str, Any] = json.loads(
            self.run(code)
        )  # a driver may not keep the order of keys
        return state

    def the_case(self) -> dict[str, Any]:
        """Give the case in use, as it is kept."""
        state = self.stored()
        case: dict[str, Any] = state["cases"][state["active"]]
        return case

    def until_kept(self) -> None:
        """Wait until the browser holds what it keeps for when there is no network."""
        code = "return (await caches.keys()).length > 0 && Boolean(await caches.match('/kb-kept'))"
        self.until(lambda: self.wait(code), "the offline copy")

    def forget(self) -> None:
        """Forget all that the site keeps, on a page of the site."""
        self.run("localStorage.clear(); sessionStorage.clear()")
