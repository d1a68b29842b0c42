"""A built site's sheets and modules, packed into few files: a first visit asks for few.

Sheets become one. Modules become plain scripts, which also run from a disk: `core` on every page, and one
for each other widget; before them `shared`, what guides and tools take from the rooms `ui/` and
`platform/`, and the readers of what is typed. A page fetches `tasks` once a case is begun, and `keeping`
when it has long been there. Search has two: the `worker` that each page starts, and the `engine` that it
fetches later. The theme's own script waits where search is (`data-kb-theme`). In a pack a module is a
function that runs once; what it exports stands in the table `kb` under its name. A pack's name holds a
hash of what it says, so a browser may keep it. Sources stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple, NoReturn

from lxml import etree
from lxml.etree import _Element as Element

from macros.handbook.problems import Problem, ProblemsError
from macros.publish.assets import minify, unused_css
from macros.publish.built_page import BuiltPage
from macros.publish.files import listed, template

FOLDER = "assets/kb/"
_CODE = "assets/js/"
_CORE = ("case-bar", "fresh", "resume")
_GUIDE = ("checklist", "template")
"""The widgets that guides have most, from whose modules what is shared is chosen."""

_PACK = dict.fromkeys(_CORE, "core")
"""The pack of a widget; any other widget has one to itself."""

_SHARED = ("ui/", "platform/", "deadline/typed-time", "letter/typed-number")
_TASKS, _KNOWN = "tasks", "case/known"
"""The pack that a page fetches once a case is begun, and the module that only it holds."""

_KEEPING = "keeping"
"""The pack that a page fetches when it has long been there."""

_WORKER, _ENGINE = "search/worker", "search/engine"

_COPY = "html/templates/disk_copy_note.html"
"""What a copy for a disk adds to each page; it is styled by the same sheet."""

_MAIN = f"{_CODE}main.js"
_WIDGETS = etree.XPath("//*[starts-with(name(), 'kb-')]")
_ELSEWHERE_LINK = re.compile("[a-z]+:|//")
_IMPORT = re.compile(r'^import (?:\{([\w$,\s]*)\} from )?"(\.{1,2}/[\w./-]+)\.js";$', re.MULTILINE)
_FETCHED = re.compile(rf'"([^"]*?){_CODE}({_WORKER}|{_TASKS}|{_KEEPING})\.js"')
"""The addresses in a page's settings of what it fetches later."""

_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) ([\w$]+))", re.MULTILINE)
_THEME = re.compile(r"assets/javascripts/bundle\.[\w.]*js$")
_CHARSET = '@charset "UTF-8";'
_ELSEWHERE = re.compile(r"""@import|url\(\s*["']?(?!["']?(?:data:|#))""")


@dataclass(frozen=True)
class Module:
    """What a module takes from others, in order; what it exports; and its text without saying so."""

    imports: dict[str, list[str]]
    exports: list[str]
    body: str


class Pack(NamedTuple):
    """A script or a sheet, its path below the site's root, and the packs that have to run before it."""

    path: str
    text: str
    before: tuple[str, ...] = ()


def bundled(
    pages: list[BuiltPage], site: Path, made: Mapping[str, str] | None = None
) -> tuple[list[BuiltPage], dict[str, str]]:
    """Let pages load packs in place of what they load; give them, and the text of each pack by path.

    Pages stay in their order; one that loads packs already stays as it is.

    Args:
        pages: the pages, in any order.
        site: the folder of the built site, which holds the scripts and sheets.
        made: modules to take in place of those of their name, which are written from the handbook.

    Raises:
        ProblemsError: when a script or a sheet is written in a way that no pack can hold.
    """
    bare = [page for page in pages if _main(page) is not None]
    if not bare:
        return pages, {}
    modules = listed(site / _CODE, "*.js").items()
    sources = {name.removesuffix(".js"): path.read_text("utf-8") for name, path in modules}
    packs = scripts(sources | dict(made or {}), {pack for page in bare for pack in wanted(page)})
    trees = [page.tree for page in [*bare, BuiltPage("", template(_COPY))]]
    texts = [path.read_text("utf-8") for path in listed(site / "assets", "*.js").values()]
    known = unused_css.words(trees, texts)
    sheets = {links: sheet(site, links, known) for links in {_sheets(page) for page in bare}}
    loading = {page.path: load(page, sheets[_sheets(page)].path, packs) for page in bare}
    written = sorted((pack.path, pack.text) for pack in [*packs.values(), *sheets.values()])
    return [loading.get(page.path, page) for page in pages], dict(written)


def load(page: BuiltPage, sheet_: str, packs: Mapping[str, Pack]) -> BuiltPage:
    """Let a page load a sheet, by its path below the site's root, and packs in place of what it loads."""
    up = _up(page)
    core, *own = (packs[name] for name in wanted(page))
    before = sorted({name for pack in own for name in pack.before})
    loads = [core, *(packs[name] for name in before), *own]
    theme = _theme(page)
    waits = "" if theme is None else f' data-kb-theme="{theme.get("src")}"'
    tags = "".join(
        f'<script src="{up}{pack.path}"{waits if pack is core else ""} defer></script>'
        for pack in loads
    )
    edits: list[tuple[int, int, str]] = []
    for link in _links(page):
        begin, end = page.spans[link]
        rest = page.html[end:]
        next_tag = end + len(rest) - len(rest.lstrip())
        new = "" if edits else f'<link rel="stylesheet" href="{up}{sheet_}">\n'
        edits.append((begin, next_tag, new))
    if theme is not None:
        edits.append((*page.spans[theme], ""))
    later = {name: packs[name].path for name in (_TASKS, _KEEPING) if name in packs}
    fetched = {_WORKER: packs["worker"].path} | later
    for config in page.tree.iterfind(".//script[@id='__config']"):
        begin, end = page.spans[config]
        said = _FETCHED.sub(lambda found: f'"{found[1]}{fetched[found[2]]}"', page.html[begin:end])
        edits.append((begin, end, said))
    return page.edited([*edits, (*page.spans[_main(page)], tags)])


def wanted(page: BuiltPage) -> list[str]:
    """Name the packs of a page's widgets, `core` first; `shared` is not named."""
    tags = (element.tag.removeprefix("kb-") for element in _WIDGETS(page.tree))
    found = {_PACK.get(tag, tag) for tag in tags}
    return ["core", *sorted(found - {"core"})]


def scripts(sources: Mapping[str, str], names: Iterable[str]) -> dict[str, Pack]:
    """Pack modules, by name below `assets/js/`: the packs of these names, `shared`, and those of search."""
    core = _reached(sources, _entries("core"))
    guide = _without(core, _reached(sources, [f"widgets/{tag}" for tag in _GUIDE]))
    ahead = {
        "shared": _shared(core, guide),
        _TASKS: _without(core, _reached(sources, [_TASKS])),
    }
    packs = {"core": _pack("core", _script(core))}
    packs |= {name: _pack(name, _script(held)) for name, held in ahead.items()}
    if _KEEPING in sources:
        packs[_KEEPING] = _pack(_KEEPING, _script(_without(core, _reached(sources, [_KEEPING]))))
    for name in sorted(set(names) - {"core"}):
        need = _without(core, _reached(sources, _entries(name)))
        before = _before(need, ahead)
        own = need
        for pack in before:
            own = _without(ahead[pack], own)
        packs[name] = _pack(name, _script(own), before=before)
    engine = _pack("engine", _joined(_reached(sources, [_ENGINE])))
    worker = _joined(_reached(sources, [_WORKER]))
    calling = worker.replace("engine.js", engine.path.removeprefix(FOLDER))
    return packs | {"engine": engine, "worker": _pack("worker", calling)}


def _shared(core: Mapping[str, Module], guide: Mapping[str, Module]) -> dict[str, Module]:
    """Choose what guides and tools share. A tool has `shared` without these, so it must need nothing of that."""
    shared = {name: read for name, read in guide.items() if name.startswith(_SHARED)}
    for name, read in shared.items():
        for other in read.imports:
            if other not in core and other not in shared:
                _refuse(
                    f"这个文件几个包共用，不能导入只在清单和模板的包里的 {_path(other)}",
                    _path(name),
                )
    return shared


def _before(
    need: Mapping[str, Module], ahead: Mapping[str, Mapping[str, Module]]
) -> tuple[str, ...]:
    """Name the packs that hold what a pack needs; only who needs the tasks loads their pack for it."""
    shares = bool(need.keys() & ahead["shared"].keys())
    needed = {"shared": shares, _TASKS: _KNOWN in need}
    return tuple(name for name in ahead if needed[name])


def sheet(site: Path, links: tuple[str, ...], known: set[str]) -> Pack:
    """Join sheets, by their paths below the site's root, in order.

    Rules that need a word which is not known, such as a class that no page has, are left out.
    """
    joined = []
    for link in links:
        text = (site / link).read_text("utf-8")
        if found := _ELSEWHERE.search(text):
            _refuse(
                "样式表合成一份后，相对地址会指错；改用 data: 或并进来", link, text, found.start()
            )
        joined.append(minify.sheet(text.replace(_CHARSET, "")))
    used = unused_css.sheet("\n".join(joined), known)
    return _pack("site", f"{_CHARSET}{used}\n", kind="css")


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
            _refuse(f"打包不认识这种 {text}；{_FORMS}", _path(name), source, at)
        at += len(text)
    for place in known:
        _refuse("注释或字符串里的一行看起来像导入导出；换个写法", _path(name), source, place)
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


def _reached(sources: Mapping[str, str], entries: list[str]) -> dict[str, Module]:
    """Read these modules and what they need, each after what it imports."""
    found: dict[str, Module] = {}
    for entry in entries:
        _visit(sources, entry, found, ())
    return found


def _visit(
    sources: Mapping[str, str], name: str, found: dict[str, Module], above: tuple[str, ...]
) -> None:
    if name in found:
        return
    if name in above or name not in sources:
        why = "绕了一圈又导入自己" if name in above else "没有这个文件"
        _refuse(f"{why}：{' → '.join([*above, name])}", _path(name))
    read = module(name, sources[name])
    for other, taken in read.imports.items():
        _visit(sources, other, found, (*above, name))
        for each in taken:
            if each not in found[other].exports:
                _refuse(f"导入的 “{each}” 在 {_path(other)} 里没有导出；{_FORMS}", _path(name))
    found[name] = read


def _without(others: Mapping[str, Module], modules: Mapping[str, Module]) -> dict[str, Module]:
    return {name: read for name, read in modules.items() if name not in others}


def _script(modules: Mapping[str, Module]) -> str:
    """Write a pack; where a browser lacks the youngest thing that is used, none of it runs."""
    return f'"use strict";if(document.body.replaceChildren){{{_joined(modules)}}}\n'


def _joined(modules: Mapping[str, Module]) -> str:
    return "self.kb??={};\n" + "".join(_wrapped(name, read) for name, read in modules.items())


def _wrapped(name: str, module_: Module) -> str:
    takes = "".join(
        f'const{{{",".join(taken)}}}=kb["{other}"];' for other, taken in module_.imports.items()
    )
    gives = ",".join(module_.exports)
    return f'kb["{name}"]=(()=>{{{takes}\n{module_.body}return{{{gives}}}}})();\n'


def _pack(name: str, text: str, *, kind: str = "js", before: tuple[str, ...] = ()) -> Pack:
    """Name a pack by what it says, as `server_config.HASHED` knows names."""
    digest = sha256(text.encode()).hexdigest()[:8]
    return Pack(f"{FOLDER}{name}.{digest}.min.{kind}", text, before)


def _main(page: BuiltPage) -> Element | None:
    """Find the script that a page loads before it loads packs."""
    modules = page.tree.iterfind(".//script[@type='module']")
    return next((each for each in modules if each.get("src", "").endswith(_MAIN)), None)


def _theme(page: BuiltPage) -> Element | None:
    """Find the theme's script where its search window stands, which alone needs it."""
    if page.tree.find(".//input[@data-md-component='search-query']") is None:
        return None
    scripts = page.tree.iterfind(".//script[@src]")
    return next((each for each in scripts if _THEME.search(each.get("src"))), None)


def _up(page: BuiltPage) -> str:
    """Find the way from a page to the site's root: its script tells."""
    main = _main(page)
    return "" if main is None else main.get("src").removesuffix(_MAIN)


def _links(page: BuiltPage) -> list[Element]:
    """List the links to sheets of the site."""
    links = page.tree.iterfind(".//link[@rel='stylesheet']")
    return [link for link in links if not _ELSEWHERE_LINK.match(link.get("href", ""))]


def _sheets(page: BuiltPage) -> tuple[str, ...]:
    return tuple(link.get("href").removeprefix(_up(page)) for link in _links(page))


def _path(name: str) -> str:
    return f"docs/{_CODE}{name}.js"


def _refuse(message: str, path: str, text: str = "", at: int = 0) -> NoReturn:
    raise ProblemsError([Problem(path, text.count("\n", 0, at) + 1, "", message)])
