"""WebKitGTK, which stands in for Safari and for WeChat on an iPhone."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.service import Service

from tests.engines.engine import WIDTH, Engine

DRIVER = "/usr/bin/WebKitWebDriver"
PYTHON = "/usr/bin/python3"
SCREEN = "/usr/bin/Xvfb"
WINDOW = Path(__file__).with_name("webkit_window.py")


class WebKit(Engine):
    name = "webkit"

    def start(self) -> None:
        self.screen = Screen()
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(self.launcher())
        options.add_argument("--automation")
        environment = (
            os.environ
            | {
                "DISPLAY": self.screen.display,
                "TZ": "Asia/Shanghai",
                "WEBKIT_FOLDER": str(self.folder),
                "GDK_BACKEND": "x11",
                "WEBKIT_DISABLE_COMPOSITING_MODE": "1",  # nobody sees it, and it costs a third of the time
            }
        )
        self.driver = webdriver.WebKitGTK(options, Service(DRIVER, env=environment))
        self.driver.set_script_timeout(60)
        self.resize(WIDTH)

    def launcher(self) -> Path:
        """Write the program that the driver starts: our window, run by the system's Python."""
        path = self.folder / "window"
        path.write_text(f'#!/bin/sh\nexec {PYTHON} "{WINDOW}" "$@"\n', encoding="utf-8")
        path.chmod(0o755)
        return path

    def stop(self) -> None:
        self.driver.quit()
        self.screen.close()

    def goto(self, url: str) -> None:
        self.driver.get(url)

    def reload(self) -> None:
        self.driver.refresh()
        self.ready()

    def back(self) -> None:
        self.driver.back()

    def forward(self) -> None:
        self.driver.forward()

    def run(self, code: str, *arguments: object) -> Any:
        return self.driver.execute_script(code, *arguments)

    def wait(self, code: str, *arguments: object) -> Any:
        done = f"(async function () {{ {code} }}).apply(null, arguments).then(arguments[arguments.length - 1])"
        return self.driver.execute_async_script(done, *arguments)

    def find(self, xpath: str) -> Any:
        try:
            return self.driver.find_element(By.XPATH, xpath)
        except NoSuchElementException:
            return None

    def attach(self, xpath: str, files: list[Path]) -> None:
        self.find(xpath).send_keys("\n".join(map(str, files)))

    def _resize(self, width: int) -> None:
        self.driver.set_window_size(width, 844)

    def prefer(self, scheme: str) -> None:
        self._wish(scheme)

    def block_storage(self, *, blocked: bool) -> None:
        self._wish(f"storage {'off' if blocked else 'on'}")

    def _wish(self, wish: str) -> None:
        self.run("window.webkit.messageHandlers.window.postMessage(arguments[0])", wish)

    def open_tab(self) -> None:
        self.driver.switch_to.new_window("tab")

    def switch(self, tab: int) -> None:
        self.driver.switch_to.window(self.driver.window_handles[tab])

    def close_tab(self) -> None:
        self.driver.close()
        self.switch(0)

    def troubles(self) -> list[str]:
        log = self.folder / "console.log"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return [json.loads(line) for line in lines]

    def printed(self) -> bytes:
        return self.downloaded("print.pdf").read_bytes()


class Screen:
    """A screen of its own, which nobody sees."""

    def __init__(self) -> None:
        told, tell = os.pipe()
        self.process = subprocess.Popen(
            [SCREEN, "-displayfd", str(tell), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
            pass_fds=[tell],
            stderr=subprocess.DEVNULL,
        )
        os.close(tell)
        with os.fdopen(told) as number:
            self.display = f":{number.readline().strip()}"

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()
