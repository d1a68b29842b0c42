"""A built site's sheets and modules, packed into few files: a first visit asks for few.

Sheets become one. Modules become plain scripts, which also run from a disk: `core` on every page;
`guide` where a checklist or a letter stands, and one for each other widget; before them `shared`, what
guides and tools take from the room `ui/`. `tasks` is fetched by a page once a case is begun. Search has two: the `worker` that each page starts, and the `engine` that it
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

from lxml import etree

from macros.handbook.problems import Problem, ProblemsError
from macros.publish.assets import minify, unused_css
from macros.publish.built_page import BuiltPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element as Element

FOLDER = "assets/kb/"
_CODE = "assets/js/"
_CORE = ("case-bar", "fresh", "resume")
_GUIDE = ("checklist", "template")
_PACK = dict.fromkeys(_CORE, "core") | dict.fromkeys(_GUIDE, "guide")
"""The pack of a widget; any other widget has one to itself."""

_SHARED = "ui/"
_TASKS, _KNOWN = "tasks", "case/known"
"""The pack that a page fetches once a case is begun, and the module that only it holds."""

_WORKER, _ENGINE = "search/worker", "search/engine"

_COPY = Path(__file__).parents[2] / "html" / "templates" / "disk_copy_note.html"
"""What a copy for a disk adds to each page; it is styled by the same sheet."""

_MAIN = f"{_CODE}main.js"
_WIDGETS = etree.XPath("//*[starts-with(name(), 'kb-')]")
_ELSEWHERE_LINK = re.compile("[a-z]+:|//")
_IMPORT = re.compile(r'^import (?:\{([\w$,\s]*)\} from )?"(\.{1,2}/[\w./-]+)\.js";$', re.MULTILINE)
_FETCHED = re.compile(rf'"((?:\.\./|\./)*){_CODE}({_WORKER}|{_TASKS})\.js"')
"""The addresses in a page's settings of what it fetches later."""

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
    """A script, its path below the site's root, and the packs that have to run before it."""

    path: str
    text: str
    before: tuple[str, ...] = ()


def bundled(
    pages: list[BuiltPage], site: Path, made: Mapping[str, str] | None = None
) -> tuple[list[BuiltPage], dict[str, str]]:
    """Let pages load packs in place of what they load; give them, and the text of each pack by path.

    A page that loads packs already stays as it is.

    Args:
        pages: the pages, in any order; they stay in it.
        site: the folder of the built site, which holds the scripts and sheets.
        made: modules to take in place of those of their name, which are written from the handbook.

    Raises:
        ProblemsError: when a script or a sheet is written in a way that no pack can hold.
        OSError: when a file cannot be read.
    """
    bare = [page for page in pages if _main(page) is not None]
    if not bare:
        return pages, {}
    code = site / _CODE
    sources = {
        path.relative_to(code).with_suffix("").as_posix(): path.read_text("utf-8")
        for path in sorted(code.rglob("*.js"))
    }
    packs = scripts(sources | dict(made or {}), {pack for page in bare for pack in wanted(page)})
    note = BuiltPage("", _COPY.read_text("utf-8"))
    known = unused_css.words([page.tree for page in [*bare, note]], _scripts_of(site))
    sheets = {links: sheet(site, links, known) for links in {_sheets(page) for page in bare}}
    loading = {page.path: load(page, sheets[_sheets(page)][0], packs) for page in bare}
    written = {pack.path: pack.text for pack in packs.values()} | dict(sheets.values())
    return [loading.get(page.path, page) for page in pages], dict(sorted(written.items()))


def load(page: BuiltPage, sheet_: str, packs: Mapping[str, Pack]) -> BuiltPage:
    """Let a page load a sheet, by its path below the site's root, and packs in place of what it loads."""
    up = _up(page)
    core, *own = (packs[name] for name in wanted(page))
    before = sorted({name for pack in own for name in pack.before})
    loads = [core, *(packs[name] for name in before), *own]
    tags = "".join(f'<script src="{up}{pack.path}" defer></script>' for pack in loads)
    first, *rest = (page.span(link) for link in _links(page))
    return page.edited(
        [
            (first[0], _next_tag(page, first[1]), f'<link rel="stylesheet" href="{up}{sheet_}">\n'),
            *((begin, _next_tag(page, end), "") for begin, end in rest),
            (*page.span(_main(page)), tags),
            *_fetching(page, {_WORKER: packs["worker"].path, _TASKS: packs[_TASKS].path}),
        ]
    )


def _fetching(page: BuiltPage, paths: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Edit the page's settings so that it fetches the packs of these modules."""
    config = page.tree.find(".//script[@id='__config']")
    if config is None:
        return []
    begin, end = page.span(config)
    said = _FETCHED.sub(lambda found: f'"{found[1]}{paths[found[2]]}"', page.html[begin:end])
    return [(begin, end, said)]


def wanted(page: BuiltPage) -> list[str]:
    """Name the packs of a page's widgets, `core` first; `shared` is not named."""
    tags = (element.tag.removeprefix("kb-") for element in _WIDGETS(page.tree))
    found = {_PACK.get(tag, tag) for tag in tags}
    return ["core", *sorted(found - {"core"})]


def scripts(sources: Mapping[str, str], names: Iterable[str]) -> dict[str, Pack]:
    """Pack modules, by name below `assets/js/`: the packs of these names, `shared`, and those of search."""
    modules: dict[str, Module] = {}
    core = _reached(sources, _entries("core"), modules)
    needs = {
        name: [each for each in _reached(sources, _entries(name), modules) if each not in core]
        for name in sorted(set(names) - {"core"})
    }
    ahead = {
        "shared": _only(_reached(sources, _entries("guide"), modules), core, room=_SHARED),
        _TASKS: _only(_reached(sources, [_TASKS], modules), core),
    }
    packs = {"core": _pack("core", _script(modules, core))}
    packs |= {name: _pack(name, _script(modules, each)) for name, each in ahead.items()}
    for name, need in needs.items():
        before = _before(need, ahead)
        held = {each for pack in before for each in ahead[pack]}
        own = [each for each in need if each not in held]
        packs[name] = _pack(name, _script(modules, own), before)
    return packs | _searching(sources)


def _only(names: list[str], core: list[str], room: str = "") -> list[str]:
    """Leave out what `core` holds, and what stands in another room."""
    return [each for each in names if each.startswith(room) and each not in core]


def _before(need: list[str], ahead: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Name the packs that hold what a pack needs; only who needs the tasks loads their pack for it."""
    shares = any(each in ahead["shared"] for each in need)
    return tuple(
        name for name, is_needed in (("shared", shares), (_TASKS, _KNOWN in need)) if is_needed
    )


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
        ProblemsError: when it imports or exports in a way that is not known here.
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
        raise ProblemsError([Problem(_path(name), 1, "", f"{why}：{' → '.join([*above, name])}")])
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
                raise ProblemsError([Problem(_path(name), 1, "", told)])


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


def _pack(name: str, text: str, before: tuple[str, ...] = ()) -> Pack:
    return Pack(*_named(name, "js", text), before)


def _named(name: str, kind: str, text: str) -> tuple[str, str]:
    """Name a pack by what it says, as `server_config.HASHED` knows names."""
    return f"{FOLDER}{name}.{sha256(text.encode()).hexdigest()[:8]}.min.{kind}", text


def _main(page: BuiltPage) -> Element | None:
    """Find the script that a page loads before it loads packs."""
    modules = page.tree.iterfind(".//script[@type='module']")
    return next((each for each in modules if each.get("src", "").endswith(_MAIN)), None)


def _up(page: BuiltPage) -> str:
    """Find the way from a page to the site's root: its script tells."""
    main = _main(page)
    return "" if main is None else main.get("src").removesuffix(_MAIN)


def _scripts_of(site: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((site / "assets").rglob("*.js"))]


def _links(page: BuiltPage) -> list[Element]:
    """List the links to sheets of the site."""
    links = page.tree.iterfind(".//link[@rel='stylesheet']")
    return [link for link in links if not _ELSEWHERE_LINK.match(link.get("href", ""))]


def _sheets(page: BuiltPage) -> tuple[str, ...]:
    return tuple(link.get("href").removeprefix(_up(page)) for link in _links(page))


def _next_tag(page: BuiltPage, at: int) -> int:
    """Skip the space behind a tag."""
    while page.html[at : at + 1].isspace():
        at += 1
    return at


def _path(name: str) -> str:
    return f"docs/{_CODE}{name}.js"


def _refuse(path: str, text: str, at: int, message: str) -> None:
    raise ProblemsError([Problem(path, text.count("\n", 0, at) + 1, "", message)])
