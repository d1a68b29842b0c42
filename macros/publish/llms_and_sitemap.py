"""Writes llms.txt, robots.txt and the sitemap, which tell a machine where things are.

A sitemap and a link to it need the address of the site, which the home page says; a page is as new
as the fact on it that was checked last, whatever day it was built on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from macros.handbook.labels import BASIS, WORDS
from macros.handbook.links import API, ATOM, CALENDAR
from macros.publish.markdown_copy import FILE, checked

if TYPE_CHECKING:
    from macros.handbook.model import Handbook
    from macros.publish.built_page import BuiltPage

DATED = ("sitemap.xml", "sitemap.xml.gz")
"""What an engine writes with the day of the build; ours, where there is one, takes its place."""

_QUOTING = f"""\
本站是免费的自助手册，不是淘宝官方网站，也不是律师意见。文字和数据 CC BY 4.0，请注明“申诉有据”和网页地址。

引用时请连同每句话后面的三样一起引：

- 出处：哪部法律、哪份规则、第几条，带着到来源页的链接。
- 核对程度：“{BASIS["article"]}”是读过条文全文转录；“{BASIS["excerpt"]}”是只读到官方页面的开头；“{BASIS["secondary"]}”是第三方这么说、没有看到官方文本。写着“{BASIS["secondary"]}”的，引用时必须也写“{BASIS["secondary"]}”，不要拿它算日期；平台的事以千牛后台显示为准，法律以官方原文为准。
- 核对日期：在每个文件的开头，逐条的在来源页。

清单、模板和工具在网页上使用：勾选和填写的内容只存在读者自己的浏览器里，不上传。请不要替读者编造交易、底单、公章或聊天。
"""


def files(book: Handbook, pages: list[BuiltPage]) -> dict[str, str]:
    """Name each signpost and give its text; `pages` stand in the order of the navigation."""
    root = pages[0].root if pages else ""
    sitemap = {"sitemap.xml": _sitemap(book, pages)} if root else {}
    return {"llms.txt": _llms(pages, root), "robots.txt": _robots(root)} | sitemap


def _llms(pages: list[BuiltPage], root: str) -> str:
    """Write the list that llmstxt.org proposes: what this is, how to quote it, every page."""
    folders: dict[str, list[str]] = {}
    for page in pages:
        folder = page.folder.partition("/")[0] or "start"  # home is where one starts
        folders.setdefault(folder, []).append(_entry(page, root))
    sections = [
        f"## {WORDS['folder'].get(folder, folder)}\n\n" + "\n".join(entries)
        for folder, entries in folders.items()
    ]
    home = pages[0] if pages else None
    title, about = (home.title, home.description) if home else ("", "")
    data = (
        f"## 数据\n\n- [开放数据]({root}{API}/index.json): 全部来源、事实、期限、证据、模板、清单和术语，JSON\n"
        f"- [规则变更]({root}{ATOM}): 按日期，Atom；日历是 {CALENDAR}"
    )
    return "\n\n".join([f"# {title}", f"> {about}", _QUOTING.strip(), *sections, data]) + "\n"


def _entry(page: BuiltPage, root: str) -> str:
    path = f"{page.folder}/{FILE}" if page.folder else FILE
    return f"- [{page.title}]({root}{path}): {page.description}"


def _robots(root: str) -> str:
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {root}sitemap.xml\n" if root else "")


def _sitemap(book: Handbook, pages: list[BuiltPage]) -> str:
    entries = "".join(
        f"<url><loc>{escape(page.address)}</loc>{_lastmod(book, page)}</url>\n" for page in pages
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )


def _lastmod(book: Handbook, page: BuiltPage) -> str:
    days = checked(book, page)
    return f"<lastmod>{days[-1]}</lastmod>" if days else ""
