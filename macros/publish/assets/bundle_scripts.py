"""A built site's sheets and modules, packed into few files: a first visit asks for few.

Sheets become one. Modules become plain scripts, which also run from a disk: `core` on every page;
`guide` where a checklist or a letter stands, and one for each other widget; before them `shared`, what
guides and tools take from the room `ui/`. Search has two: the `worker` that each page starts, and the `engine` that it
fetches later. In a pack a module is a function that runs once; what it exports stands in the table
`kb` under its name. A pack's name holds a hash of what it says, so a browser may keep it. Sources
stay where they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from macros.handbook.problems import HandbookError, Problem
from macros.publish.assets import minify, unused_css

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER = "assets/kb/"
_CODE = "assets/js/"
_CORE = ("case-bar", "fresh", "resume")
_GUIDE = ("checklist", "template")
_PACK = dict.fromkeys(_CORE, "core") | dict.fromkeys(_GUIDE, "guide")
"""The pack of a widget; any other widget has one to itself."""

_SHARED = "ui/"
_WORKER, _ENGINE = "search/worker", "search/engine"

_COPY = Path(__file__).parents[2] / "html" / "templates" / "disk_copy_note.html"
"""What a copy for a disk adds to each page; it is styled by the same sheet."""

_MAIN = re.compile(rf'<script src="([^"]*){_CODE}main\.js" type="module"></script>')
_SHEET = re.compile(r'<link rel="stylesheet" href="(?![a-z]+:|//)([^"]+)">\s*')
_WIDGET = re.compile(r"<kb-([a-z-]+)")
_IMPORT = re.compile(r'^import (?:\{([\w$,\s]*)\} from )?"(\.{1,2}/[\w./-]+)\.js";$', re.MULTILINE)
_SEARCH = re.compile(rf'("search": ?"[^"]*){_CODE}{_WORKER}\.js"')
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) ([\w$]+))", re.MULTILINE)
_CHARSET = '@charset "UTF-8";'
_ELSEWHERE = re.compile(r"""@import|url\(\s*["']?(?!["']?(?:data:|#))""")


@dataclass(frozen=True)
class Module:
    """What a module takes from others, in order; what it exports; and its text without saying so."""

    imports: dict[str, list[str]]
    exports: list[str]
    body: str


class Pack(NamedTuple):
    """A script, its path below the site's root, and whether `shared` has to run before it."""

    path: str
    text: str
    shares: bool = False


def write(site: Path) -> list[Path]:
    """Write the packs of the site built at `site`, and let its pages load them; list the packs.

    A page that loads packs already is left as it is.

    Raises:
        HandbookError: when a script or a sheet is written in a way that no pack can hold.
        OSError: when a file cannot be read or written.
    """
    read = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    pages = {path: html for path, html in read.items() if _MAIN.search(html)}
    if not pages:
        return []
    code = site / _CODE
    sources = {
        path.relative_to(code).with_suffix("").as_posix(): path.read_text("utf-8")
        for path in sorted(code.rglob("*.js"))
    }
    packs = scripts(sources, {pack for html in pages.values() for pack in wanted(html)})
    known = unused_css.words([*pages.values(), _COPY.read_text("utf-8")], _scripts_of(site))
    sheets = {
        links: sheet(site, links, known) for links in {_sheets(html) for html in pages.values()}
    }
    for path, html in pages.items():
        _write(path, page(html, sheets[_sheets(html)][0], packs))
    written = {pack.path: pack.text for pack in packs.values()} | dict(sheets.values())
    return [_write(site / path, text) for path, text in sorted(written.items())]


def page(html: str, sheet_: str, packs: Mapping[str, Pack]) -> str:
    """Let a page load a sheet, by its path below the site's root, and packs in place of what it loads."""
    up = _up(html)
    loads = [packs[name] for name in wanted(html)]
    if any(pack.shares for pack in loads):
        loads.insert(1, packs["shared"])
    tags = "".join(f'<script src="{up}{pack.path}" defer></script>' for pack in loads)
    html = _SEARCH.sub(lambda found: f'{found[1]}{packs["worker"].path}"', html)
    html = _SHEET.sub(f'<link rel="stylesheet" href="{up}{sheet_}">\n', html, count=1)
    first, link, rest = html.partition(f'{sheet_}">\n')
    return _MAIN.sub(tags, first + link + _SHEET.sub("", rest))


def wanted(html: str) -> list[str]:
    """Name the packs of a page's widgets, `core` first; `shared` is not named."""
    found = {_PACK.get(tag, tag) for tag in _WIDGET.findall(html)}
    return ["core", *sorted(found - {"core"})]


def scripts(sources: Mapping[str, str], names: Iterable[str]) -> dict[str, Pack]:
    """Pack modules, by name below `assets/js/`: the packs of these names, `shared`, and those of search."""
    modules: dict[str, Module] = {}
    core = _reached(sources, _entries("core"), modules)
    needs = {
        name: [each for each in _reached(sources, _entries(name), modules) if each not in core]
        for name in sorted(set(names) - {"core"})
    }
    guide = _reached(sources, _entries("guide"), modules)
    shared = [each for each in guide if each.startswith(_SHARED) and each not in core]
    packs = {"core": _pack("core", _script(modules, core))}
    packs["shared"] = _pack("shared", _script(modules, shared))
    for name, need in needs.items():
        own = [each for each in need if each not in shared]
        packs[name] = _pack(name, _script(modules, own), shares=own != need)
    return packs | _searching(sources)


def _searching(sources: Mapping[str, str]) -> dict[str, Pack]:
    """Pack the worker, which calls the engine by the name that it gets here."""
    modules: dict[str, Module] = {}
    parts = {
        name: _joined(modules, _reached(sources, [name], modules)) for name in (_ENGINE, _WORKER)
    }
    engine = _pack("engine", parts[_ENGINE])
    name = engine.path.removeprefix(FOLDER)
    return {"engine": engine, "worker": _pack("worker", parts[_WORKER].replace("engine.js", name))}


def sheet(site: Path, links: tuple[str, ...], known: set[str]) -> tuple[str, str]:
    """Join sheets, by their paths below the site's root, in order: path and text of the pack.

    Rules that need a word which is not known, such as a class that no page has, are left out.
    """
    texts = {link: (site / link).read_text("utf-8") for link in links}
    for link, text in texts.items():
        if found := _ELSEWHERE.search(text):
            _refuse(
                link, text, found.start(), "样式表合成一份后，相对地址会指错；改用 data: 或并进来"
            )
    joined = "\n".join(minify.sheet(text.replace(_CHARSET, "")) for text in texts.values())
    return _named("site", "css", f"{_CHARSET}{unused_css.sheet(joined, known)}\n")


@cache
def module(name: str, source: str) -> Module:
    """Read a module.

    Raises:
        HandbookError: when it imports or exports in a way that is not known here.
    """
    known = {found.start(): found for form in (_IMPORT, _EXPORT) for found in form.finditer(source)}
    at = 0
    for kind, text in minify.tokens(source):
        if kind == "word" and text in {"import", "export"} and known.pop(at, None) is None:
            _refuse(_path(name), source, at, f"打包不认识这种 {text}；{_FORMS}")
        at += len(text)
    for place in known:
        _refuse(_path(name), source, place, "注释或字符串里的一行看起来像导入导出；换个写法")
    imports = {
        normpath(join(dirname(name), path)): taken.replace(",", " ").split()
        for taken, path in _IMPORT.findall(source)
    }
    body = _EXPORT.sub("", _IMPORT.sub("", source))
    return Module(imports, _EXPORT.findall(source), minify.script(body))


_FORMS = '只用 import { a, b } from "./x.js"; 和 export function / class / const'


def _entries(pack: str) -> list[str]:
    widgets = [tag for tag, home in _PACK.items() if home == pack] or [pack]
    return [*(["main"] if pack == "core" else []), *(f"widgets/{tag}" for tag in widgets)]


def _reached(
    sources: Mapping[str, str], entries: list[str], modules: dict[str, Module]
) -> list[str]:
    """Order what these modules need, each after what it imports; fill in the modules read."""
    order: list[str] = []
    for entry in entries:
        _visit(sources, entry, modules, order, ())
    return order


def _visit(
    sources: Mapping[str, str],
    name: str,
    modules: dict[str, Module],
    order: list[str],
    above: tuple[str, ...],
) -> None:
    if name in order:
        return
    if name in above or name not in sources:
        why = "绕了一圈又导入自己" if name in above else "没有这个文件"
        raise HandbookError([Problem(_path(name), 1, "", f"{why}：{' → '.join([*above, name])}")])
    modules[name] = modules.get(name) or module(name, sources[name])
    for other in modules[name].imports:
        _visit(sources, other, modules, order, (*above, name))
    _hold_names(name, modules)
    order.append(name)


def _hold_names(name: str, modules: Mapping[str, Module]) -> None:
    for other, taken in modules[name].imports.items():
        for each in taken:
            if each not in modules[other].exports:
                told = f"导入的 “{each}” 在 {_path(other)} 里没有导出；{_FORMS}"
                raise HandbookError([Problem(_path(name), 1, "", told)])


def _script(modules: Mapping[str, Module], names: Iterable[str]) -> str:
    """Write a pack; where a browser lacks the youngest thing that is used, none of it runs."""
    return f'"use strict";if(document.body.replaceChildren){{{_joined(modules, names)}}}\n'


def _joined(modules: Mapping[str, Module], names: Iterable[str]) -> str:
    return "self.kb??={};\n" + "".join(_wrapped(name, modules[name]) for name in names)


def _wrapped(name: str, module_: Module) -> str:
    takes = "".join(
        f'const{{{",".join(taken)}}}=kb["{other}"];' for other, taken in module_.imports.items()
    )
    gives = ",".join(module_.exports)
    return f'kb["{name}"]=(()=>{{{takes}\n{module_.body}return{{{gives}}}}})();\n'


def _pack(name: str, text: str, *, shares: bool = False) -> Pack:
    return Pack(*_named(name, "js", text), shares)


def _named(name: str, kind: str, text: str) -> tuple[str, str]:
    """Name a pack by what it says, as `headers.HASHED` knows names."""
    return f"{FOLDER}{name}.{sha256(text.encode()).hexdigest()[:8]}.min.{kind}", text


def _up(html: str) -> str:
    """Find the way from a page to the site's root: its script tells."""
    found = _MAIN.search(html)
    return found[1] if found else ""


def _scripts_of(site: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((site / "assets").rglob("*.js"))]


def _sheets(html: str) -> tuple[str, ...]:
    up = _up(html)
    return tuple(link.removeprefix(up) for link in _SHEET.findall(html))


def _path(name: str) -> str:
    return f"docs/{_CODE}{name}.js"


def _refuse(path: str, text: str, at: int, message: str) -> None:
    raise HandbookError([Problem(path, text.count("\n", 0, at) + 1, "", message)])


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
