"""What a page is, in the words of schema.org, for machines: data blocks in the built page.

Only what the page shows: a checklist is a HowTo, the way from the home page a BreadcrumbList. No
FAQPage, because no page sets a question and its answer side by side: the questions it lists are
links to sections. No DefinedTermSet, because it would say the whole page of terms a second time.

The blocks are put into built pages, so that every engine gets the same ones.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from macros.handbook.labels import BASIS, NAME
from macros.handbook.prose import Mark, split
from macros.publish.api import LICENCE
from macros.publish.markdown_copy import checked

if TYPE_CHECKING:
    from pathlib import Path

    from macros.handbook.model import Handbook
    from macros.publish.built_page import Built

_GUIDES = {"start", "respond", "after-sales", "prevent", "rules"}
_CHECKLIST = re.compile(r'data-kb-checklist="([^"]+)".*?</kb-checklist>\s*</div>', re.DOTALL)
_BLOCK = re.compile(r'<script type="application/ld\+json">.*?</script>\n', re.DOTALL)


def write(book: Handbook, pages: list[Built], site: Path) -> list[Path]:
    """Put the blocks into each page, in the place of any that are there, and list the pages.

    Raises:
        OSError: when a page cannot be written.
    """
    written = []
    for page in pages:
        target = site / page.folder / "index.html"
        target.write_text(with_blocks(book, page), encoding="utf-8", newline="\n")
        written.append(target)
    return written


def with_blocks(book: Handbook, page: Built) -> str:
    """Give the HTML of a page with what it is in its head, and each HowTo behind its checklist's box.

    There the words stand close to the same words, and cost a compressed page a third of the bytes.
    """
    head, end, body = _BLOCK.sub("", page.html).partition("</head>")
    body = _CHECKLIST.sub(lambda found: found[0] + block(how_to(book, page, found[1])), body)
    return f"{head}{block({'@graph': describe(book, page)})}{end}{body}" if end else page.html


def block(data: dict[str, Any]) -> str:
    """Write a data block; nothing in it can end it or begin another element."""
    whole = {"@context": "https://schema.org", **data}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>\n'


def describe(book: Handbook, page: Built) -> list[dict[str, Any]]:
    """Describe a page and the way to it."""
    return [_page(book, page) if page.folder else _site(page), *_way(page)]


def _site(page: Built) -> dict[str, Any]:
    """Describe the home page: the site, and who stands behind it, a project and no company."""
    about = {"url": page.link("./"), "name": NAME}
    return {
        "@type": "WebSite",
        **about,
        "description": page.description,
        **_terms(),
        "publisher": {"@type": "Project", **about, "logo": page.link("assets/img/icon-512.png")},
    }


def _page(book: Handbook, page: Built) -> dict[str, Any]:
    """Describe a page; it is as new as the fact on it that was checked last."""
    guide = page.folder.partition("/")[0] in _GUIDES
    days = checked(book, page)
    return {
        "@type": "Article" if guide else "WebPage",
        "url": page.link("./"),
        "headline" if guide else "name": page.title,
        "description": page.description,
        **({"dateModified": days[-1]} if days else {}),
        **_terms(),
        "isPartOf": {"@type": "WebSite", "name": NAME, "url": page.link(page.home)},
    }


def _terms() -> dict[str, Any]:
    return {"inLanguage": "zh-CN", "license": LICENCE["url"], "isAccessibleForFree": True}


def _way(page: Built) -> list[dict[str, Any]]:
    """Describe the way from the home page that the page shows."""
    if not page.trail:
        return []
    steps = [*((name, page.link(href)) for name, href in page.trail), (page.title, page.link("./"))]
    return [
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": name, "item": address}
                for position, (name, address) in enumerate(steps, 1)
            ],
        }
    ]


def how_to(book: Handbook, page: Built, name: str) -> dict[str, Any]:
    """Describe a checklist: what to do, how, and where each step stands."""
    checklist = book.checklists[name]
    return {
        "@type": "HowTo",
        "name": checklist.title,
        "description": _said(book, checklist.summary),
        "url": page.link(f"#checklist-{name}"),
        "step": [
            {
                "@type": "HowToStep",
                "name": _said(book, item.what),
                "text": _said(book, item.how),
                "url": page.link(f"#{name}.{item.id}"),
            }
            for item in checklist.items
        ],
    }


def _said(book: Handbook, text: str) -> str:
    """Write prose with its numbers, each marked as on the page."""
    return "".join(part if isinstance(part, str) else _number(book, part) for part in split(text))


def _number(book: Handbook, mark: Mark) -> str:
    fact = book.facts[mark.name]
    return f"{fact.values[mark.value or '']}（{BASIS[fact.basis].removeprefix('已核对')}）"
