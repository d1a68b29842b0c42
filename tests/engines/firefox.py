"""Firefox, driven by Mozilla's own client for Marionette: no other program stands between."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from marionette_driver.by import By
from marionette_driver.errors import NoSuchElementException
from marionette_driver.marionette import Marionette

from tests.engines.engine import WIDTH, Engine
from tests.find_engines import firefox

PREFERENCES = {
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.always_ask_before_handling_new_types": False,
    "browser.download.alwaysOpenPanel": False,
    "dom.ipc.processCount": 1,
    "dom.ipc.processPrelaunch.enabled": False,
    "intl.accept_languages": "zh-CN, zh",
    "print.always_print_silent": True,
    "print_printer": "Mozilla Save to PDF",
    "print.printer_Mozilla_Save_to_PDF.print_to_file": True,
    "ui.prefersReducedMotion": 1,
}
"""Set before the first page: downloads without a question, and printing into a file."""

# The console of the whole browser: what pages of a site, and the policy, put there.
TROUBLES = """
  const messages = Services.console.getMessageArray();
  Services.console.reset();
  return messages
    .filter((each) => each instanceof Ci.nsIScriptError && !(each.flags & Ci.nsIScriptError.warningFlag))
    .filter(({ errorMessage }) => !errorMessage.startsWith("Failed to load ‘’. A ServiceWorker")) // given up by leaving
    .filter(({ sourceName, category }) => /^(http|file|blob)/.test(sourceName) || /CSP/.test(category))
    .map(({ sourceName, category, errorMessage }) => `${sourceName} [${category}] ${errorMessage}`);
"""


class Firefox(Engine):
    name = "firefox"
    shares_on_disk = False

    def start(self) -> None:
        paths = {
            "browser.download.dir": str(self.downloads),
            "print.printer_Mozilla_Save_to_PDF.print_to_filename": str(
                self.downloads / "print.pdf"
            ),
        }
        self.driver = Marionette(
            bin=firefox(),
            headless=True,
            app_args=["-remote-allow-system-access"],
            prefs=PREFERENCES | paths,
            port=0,
            gecko_log=str(self.folder / "firefox.log"),
        )
        self.driver.start_session({"strictFileInteractability": False})
        self._begin()

    def _begin(self) -> None:
        self.driver.timeout.script = 60
        self.resize(WIDTH)

    def stop(self) -> None:
        self.driver.quit()
        self.driver.cleanup()

    def restart(self) -> None:
        self.driver.restart()
        self._begin()

    def goto(self, url: str) -> None:
        self.driver.navigate(url)

    def reload(self) -> None:
        self.driver.refresh()
        self.ready()

    def back(self) -> None:
        self.driver.go_back()

    def forward(self) -> None:
        self.driver.go_forward()

    def run(self, code: str, *arguments: object) -> Any:
        return self.driver.execute_script(code, arguments, sandbox=None)

    def wait(self, code: str, *arguments: object) -> Any:
        done = f"(async function () {{ {code} }}).apply(null, arguments).then(arguments[arguments.length - 1])"
        return self.driver.execute_async_script(done, arguments, sandbox=None)

    def find(self, xpath: str) -> Any:
        try:
            return self.driver.find_element(By.XPATH, xpath)
        except NoSuchElementException:
            return None

    def attach(self, xpath: str, files: list[Path]) -> None:
        self.find(xpath).send_keys("\n".join(map(str, files)))

    def _resize(self, width: int) -> None:
        with self.driver.using_context("chrome"):  # the browser's own sheet has a least width
            self.driver.execute_script(
                "document.documentElement.style.setProperty('min-width', '0', 'important')"
            )
        frame = self.driver.execute_script("return outerWidth - innerWidth")
        self.driver.set_window_rect(width=width + frame, height=844)

    def prefer(self, scheme: str) -> None:
        self.driver.set_pref(
            "layout.css.prefers-color-scheme.content-override", ["dark", "light"].index(scheme)
        )

    def block_storage(self, *, blocked: bool) -> None:
        self.driver.set_pref("network.cookie.cookieBehavior", 2 if blocked else 5)

    def open_tab(self) -> None:
        tab = self.driver.open(type="tab")
        self.driver.switch_to_window(tab["handle"])

    def switch(self, tab: int) -> None:
        self.driver.switch_to_window(self.driver.window_handles[tab])

    def close_tab(self) -> None:
        self.driver.close()
        self.switch(0)

    def troubles(self) -> list[str]:
        with self.driver.using_context("chrome"):
            found = self.driver.execute_script(TROUBLES)
        return list(found)

    def printed(self) -> bytes:
        return self.downloaded("print.pdf").read_bytes()
