"""The manifest, as a browser reads it."""

from __future__ import annotations

from playwright.sync_api import Page


def test_a_browser_finds_nothing_wrong_with_the_manifest(phone: Page) -> None:
    phone.goto("respond/first-day/")
    devtools = phone.context.new_cdp_session(phone)
    answer = devtools.send("Page.getAppManifest")
    assert answer["errors"] == []
    assert answer["manifest"]["name"] == "申诉有据：淘宝卖家的自助手册"
    errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {error["errorId"] for error in errors} <= {
        "in-incognito"
    }  # as each context of a test is
