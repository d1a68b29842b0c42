"""A bare WebKitGTK window for WebKitWebDriver: as wide as it is told, with a profile that lasts.

Debian's own Python runs it (`/usr/bin/python3`, which has `gi`), not the project's. MiniBrowser, which the
driver would start otherwise, is never narrower than 447 px, keeps nothing and prints no console.

It keeps everything in the folder that WEBKIT_FOLDER names: `profile/`, `downloads/`, and `console.log`
with a line of JSON for each error of a page. A page of the tests tells it what no driver can, by
`window.webkit.messageHandlers.window.postMessage(…)`: "dark", "light", "print" (to `downloads/print.pdf`),
"storage off", "storage on".
"""

import json
import os
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, Gtk, WebKit2  # noqa: E402 - versions come first

FOLDER = Path(os.environ["WEBKIT_FOLDER"])
DOWNLOADS = FOLDER / "downloads"

# Runs before any script of a page.
WATCH = """(() => {
  const say = (text) => window.webkit.messageHandlers.console.postMessage(location.pathname + " " + text);
  const { error } = console;
  console.error = (...words) => { say(words.join(" ")); error.apply(console, words); };
  let leaving = false; // what is still being fetched then is given up, and that is no fault
  addEventListener("beforeunload", () => leaving = true);
  addEventListener("error", ({ message, target }) => {
    if (message || !leaving) say(message || "not loaded: " + (target.src || target.href));
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => say("unhandled: " + reason));
  document.addEventListener("securitypolicyviolation",
    ({ effectiveDirective, blockedURI }) => say("policy: " + effectiveDirective + " " + blockedURI));
  window.print = () => window.webkit.messageHandlers.window.postMessage("print");
})()"""


class Window:
    """All windows of one browser."""

    def __init__(self) -> None:
        DOWNLOADS.mkdir(parents=True, exist_ok=True)
        profile = str(FOLDER / "profile")
        self.context = WebKit2.WebContext(
            website_data_manager=WebKit2.WebsiteDataManager(
                base_data_directory=profile, base_cache_directory=f"{profile}/cache"
            )
        )
        self.context.set_automation_allowed(True)
        self.context.set_preferred_languages(["zh-CN", "zh"])
        self.context.connect("automation-started", self.on_automation)
        self.context.connect("download-started", self.on_download)
        self.settings = WebKit2.Settings()
        self.printing: list[WebKit2.PrintOperation] = []  # held until they have finished

    def on_automation(self, _context: object, session: WebKit2.AutomationSession) -> None:
        about = WebKit2.ApplicationInfo.new()
        about.set_name("MiniBrowser")  # the driver refuses any other
        about.set_version(
            WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version()
        )
        session.set_application_info(about)
        session.connect("create-web-view", lambda _session: self.view())

    def view(self) -> WebKit2.WebView:
        """Open a window with one page."""
        content = WebKit2.UserContentManager()
        for name, listen in (("console", self.on_console), ("window", self.on_wish)):
            content.register_script_message_handler(name)
            content.connect(f"script-message-received::{name}", listen)
        content.add_script(
            WebKit2.UserScript.new(
                WATCH,
                WebKit2.UserContentInjectedFrames.TOP_FRAME,
                WebKit2.UserScriptInjectionTime.START,
                None,
                None,
            )
        )
        view = WebKit2.WebView(
            settings=self.settings,
            user_content_manager=content,
            web_context=self.context,
            is_controlled_by_automation=True,
        )
        content.connect("script-message-received::window", self.on_print, view)
        window = Gtk.Window()
        window.set_default_size(390, 844)
        window.add(view)
        window.connect("map-event", lambda *_: window.get_window().focus(Gdk.CURRENT_TIME))
        window.show_all()
        view.grab_focus()
        view.connect("close", lambda _view: window.destroy())
        return view

    def on_console(self, _content: object, message: WebKit2.JavascriptResult) -> None:
        with (FOLDER / "console.log").open("a", encoding="utf-8") as log:
            log.write(json.dumps(message.get_js_value().to_string(), ensure_ascii=False) + "\n")

    def on_wish(self, _content: object, message: WebKit2.JavascriptResult) -> None:
        wish = message.get_js_value().to_string()
        if wish in ("dark", "light"):
            Gtk.Settings.get_default().set_property(
                "gtk-application-prefer-dark-theme", wish == "dark"
            )
        elif wish.startswith("storage"):
            self.settings.set_enable_html5_local_storage(wish == "storage on")

    def on_print(
        self, _content: object, message: WebKit2.JavascriptResult, view: WebKit2.WebView
    ) -> None:
        if message.get_js_value().to_string() != "print":
            return
        settings = Gtk.PrintSettings()
        settings.set_printer("Print to File")
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, (DOWNLOADS / "print.pdf").as_uri())
        setup = Gtk.PageSetup()
        setup.set_paper_size(Gtk.PaperSize.new("iso_a4"))
        operation = WebKit2.PrintOperation.new(view)
        operation.set_print_settings(settings)
        operation.set_page_setup(setup)
        self.printing.append(operation)
        operation.print_()

    def on_download(self, _context: object, download: WebKit2.Download) -> None:
        def decide(download: WebKit2.Download, name: str) -> bool:
            path = DOWNLOADS / name
            download.set_allow_overwrite(True)
            download.set_destination(
                str(path) if WebKit2.get_minor_version() >= 40 else path.as_uri()
            )
            return True

        download.connect("decide-destination", decide)


if __name__ == "__main__":
    windows = Window()
    if "--automation" not in sys.argv:
        sys.exit("WebKitWebDriver starts this with --automation.")
    Gtk.main()
