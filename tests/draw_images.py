"""Draw the images that HTML and SVG cannot stand in for: icons, and the picture of a shared link.

Run as `python -m tests.draw_images` when the mark (`favicon.svg`) or the words change. What it
writes is committed: another machine has other fonts, so a build could not give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.conftest import DOCS
from tests.find_browser import REMEDY, find

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IMAGES = DOCS / "assets" / "img"
MARK = (IMAGES / "favicon.svg").read_text("utf-8")
FULL = MARK.replace('rx="7"', "")
"""The mark to its corners, for systems that cut their own shape."""

ICONS = {
    "icon-32.png": (32, MARK),
    "icon-180.png": (180, FULL),
    "icon-192.png": (192, MARK),
    "icon-512.png": (512, MARK),
    "icon-maskable-512.png": (512, FULL),
}
SHARE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>
body { background: #0f6067; color: #fff; font-family: "Noto Sans CJK SC", sans-serif; margin: 0;
  box-sizing: border-box; height: 630px; padding: 92px 100px; display: flex; flex-direction: column; }
header { align-items: center; display: flex; font-size: 44px; font-weight: 700; gap: 24px; }
svg { height: 60px; }
h1 { font-size: 88px; font-weight: 700; line-height: 1.35; margin: auto 0; }
p { border-top: 2px solid #ffffff59; font-size: 36px; margin: 0; padding-top: 30px; }
</style><header>%s申诉有据</header><h1>收到通知，<br>先做对第一步。</h1>
<p>有出处 · 不收费 · 不上传</p></html>"""


def main() -> None:
    """Write every image; the same browser and fonts write the same bytes."""
    path = find()
    if path is None:
        raise SystemExit(REMEDY)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, (size, svg) in ICONS.items():
            _draw(browser, name, f'<body style="margin:0">{svg}</body>', size, size)
        mark = MARK.replace('fill="#0f6067"', 'fill="#ffffff26"')
        _draw(browser, "share.png", SHARE % mark, 1200, 630)
        browser.close()


def _draw(browser: Browser, name: str, html: str, width: int, height: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_content(html)
    page.add_style_tag(content="body > svg { display: block; width: 100%; }")
    page.screenshot(path=IMAGES / name, omit_background=True)
    page.close()


if __name__ == "__main__":
    main()
