"""Packs: few files that do what the many did; what cannot be packed is told, never packed wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.deploy import server_config
from macros.handbook.problems import ProblemsError
from macros.publish import files
from macros.publish.assets import bundle_scripts
from macros.publish.built_page import BuiltPage
from tests.conftest import our_scripts

SOURCES = {
    "main": 'import { a } from "./a.js";\n\na();\n',
    "a": "export function a() {}\nexport function* d() {}\nexport const B = 1;\nexport class C {}\n",
    "b": 'import { B } from "./a.js";\nexport const b = B;\n',
    "widgets/case-bar": 'import "../a.js";\n',
    "widgets/fresh": "",
    "widgets/resume": "",
    "ui/copy": "export const copy = 1;\n",
    "ui/lists": "export const lists = 1;\n",
    "widgets/checklist": 'import { copy } from "../ui/copy.js";\ncopy;\n',
    "widgets/template": "",
    "widgets/log": 'import {\n  b,\n} from "../b.js";\nimport { copy } from "../ui/copy.js";\nb;\n',
    "widgets/cases": 'import { lists } from "../ui/lists.js";\nimport { TASKS } from "../case/known.js";\nlists, TASKS;\n',
    "widgets/deadline": 'import { left } from "../case/left.js";\nleft;\n',
    "case/known": "export const TASKS = {};\n",
    "case/left": "export const left = 1;\n",
    "tasks": 'import { TASKS } from "./case/known.js";\nimport { left } from "./case/left.js";\nTASKS, left;\n',
    "search/show": "export function searcher() {}\n",
    "search/engine": 'import { searcher } from "./show.js";\nObject.assign(self, { searcher });\n',
    "search/worker": 'const ENGINE = "engine.js";\nimportScripts(ENGINE);\n',
}
PAGE = """<head><link rel="stylesheet" href="../assets/x.css">
<link rel="stylesheet" href="../assets/y.css">
</head><kb-case-bar></kb-case-bar><kb-log></kb-log>
<script id="__config">{"search": "../assets/js/search/worker.js", "tasks": "../assets/js/tasks.js", "base": ".."}</script>
<script src="../assets/js/main.js" type="module"></script>"""


def test_a_pack_holds_each_module_once_after_what_it_imports() -> None:
    made = bundle_scripts.scripts(SOURCES, ["log"])
    core, log = made["core"].text, made["log"].text
    assert core.index('kb["a"]=') < core.index('kb["main"]=')
    assert core.count('kb["a"]=') == 1
    assert 'kb["a"]=' not in log
    assert log.index('kb["b"]=') < log.index('kb["widgets/log"]=')
    assert 'const{B}=kb["a"];' in log


def test_the_same_sources_give_the_same_packs_in_any_order() -> None:
    sources = our_scripts()
    names = ["checklist", "template", "log", "cases"]
    one = bundle_scripts.scripts(sources, names)
    assert bundle_scripts.scripts(dict(reversed(sources.items())), reversed(names)) == one


def test_a_pack_is_named_by_what_it_says_so_that_a_browser_may_keep_it() -> None:
    name = bundle_scripts.scripts(SOURCES, [])["core"].path
    changed = bundle_scripts.scripts(SOURCES | {"a": SOURCES["a"] + "alert();"}, [])["core"].path
    assert server_config.HASHED.match(name)
    assert name != changed


@pytest.mark.parametrize(
    "source",
    [
        'import a from "./a.js";', 'import * as a from "./a.js";', 'import("./a.js");',
        'import { a as c } from "./a.js";', 'import { missing } from "./a.js";',
        'import { a } from "./nowhere.js";', 'import { a } from "elsewhere";',
        "export default function () {}", "export { a };", "export let a = 1;",
        "const s = `\nexport const a = 1;\n`;", "// \n/*\nexport const a = 1;\n*/",
        'import "./main.js";',
    ],
)  # fmt: skip
def test_what_no_pack_can_hold_is_told_with_its_file(source: str) -> None:
    sources = SOURCES | {"main": 'import "./z.js";', "z": f"{source}\n"}
    with pytest.raises(ProblemsError, match=r"docs/assets/js/\w+\.js:\d+: ."):
        bundle_scripts.scripts(sources, [])


def test_what_is_shared_needs_nothing_that_guides_alone_have() -> None:
    """It was told by no build, and broke the tool in the browser."""
    sources = SOURCES | {
        "ui/copy": 'import { b } from "../b.js";\nexport const copy = b;\n',
        "widgets/log": 'import { copy } from "../ui/copy.js";\ncopy;\n',
    }
    with pytest.raises(ProblemsError, match=r"ui/copy\.js:1.*b\.js"):
        bundle_scripts.scripts(sources, ["checklist", "log"])


def page(html: str) -> BuiltPage:
    return BuiltPage("a/index.html", html)


def loaded(html: str) -> list[str]:
    """Name the packs that a page loads, in their order."""
    return re.findall(
        r'<script src="\.\./assets/kb/(\w+)\.[0-9a-f]{8}\.min\.js" defer></script>', html
    )


def test_a_page_loads_one_sheet_and_its_own_packs_and_is_the_same_otherwise() -> None:
    made = bundle_scripts.scripts(SOURCES, ["log"])
    html = bundle_scripts.load(page(PAGE), "assets/kb/s.css", made).html
    assert loaded(html) == ["core", "shared", "log"]
    assert re.sub(r"<script src.*</script>", "", html) == (
        '<head><link rel="stylesheet" href="../assets/kb/s.css">\n'
        "</head><kb-case-bar></kb-case-bar><kb-log></kb-log>\n"
        f'<script id="__config">{{"search": "../{made["worker"].path}", '
        f'"tasks": "../{made["tasks"].path}", "base": ".."}}</script>\n'
    )


THEME = "../assets/javascripts/bundle.0a1b2c3d.min.js"
BOX = '<input data-md-component="search-query">'


def test_the_themes_script_waits_where_its_search_is() -> None:
    made = bundle_scripts.scripts(SOURCES, ["log"])
    tag = f'<script src="{THEME}"></script>'
    waits = bundle_scripts.load(page(BOX + tag + PAGE), "assets/kb/s.css", made).html
    assert tag not in waits
    assert f'<script src="../{made["core"].path}" data-kb-theme="{THEME}" defer></script>' in waits
    assert waits.count("data-kb-theme") == 1
    assert tag in bundle_scripts.load(page(tag + PAGE), "assets/kb/s.css", made).html


def test_what_guides_and_tools_take_from_the_room_ui_is_in_one_pack() -> None:
    made = bundle_scripts.scripts(SOURCES, ["checklist", "log", "cases"])
    holding = [name for name, pack in made.items() if 'kb["ui/copy"]=' in pack.text]
    assert holding == ["shared"]
    assert 'kb["ui/lists"]=' in made["cases"].text
    assert [name for name, pack in made.items() if "shared" in pack.before] == ["checklist", "log"]


def test_who_needs_the_tasks_takes_them_from_their_own_pack() -> None:
    made = bundle_scripts.scripts(SOURCES, ["cases", "deadline"])
    assert [name for name, pack in made.items() if 'kb["case/known"]=' in pack.text] == ["tasks"]
    assert 'kb["case/left"]=' in made["deadline"].text
    cases = page(PAGE.replace("kb-log", "kb-cases"))
    packs = loaded(bundle_scripts.load(cases, "assets/kb/s.css", made).html)
    assert packs == ["core", "tasks", "cases"]


def test_what_a_page_does_when_it_has_long_been_there_is_fetched_then() -> None:
    sources = SOURCES | {
        "keeping": 'import { a } from "./a.js";\nimport { keep } from "./keep.js";\nkeep(a);\n',
        "keep": "export function keep() {}\n",
    }
    made = bundle_scripts.scripts(sources, ["log"])
    assert 'kb["keep"]=' in made["keeping"].text
    assert 'kb["a"]=' not in made["keeping"].text
    html = PAGE.replace('"base"', '"keeping": "../assets/js/keeping.js", "base"')
    packed = bundle_scripts.load(page(html), "assets/kb/s.css", made).html
    assert loaded(packed) == ["core", "shared", "log"]
    assert f'"keeping": "../{made["keeping"].path}"' in packed


def test_the_worker_is_small_and_calls_the_engine_by_its_name() -> None:
    made = bundle_scripts.scripts(SOURCES, ["log"])
    engine, worker = made["engine"], made["worker"]
    assert 'kb["search/show"]=' in engine.text
    assert "document" not in engine.text + worker.text
    assert f'"{engine.path.removeprefix(bundle_scripts.FOLDER)}"' in worker.text
    assert "searcher" not in worker.text


@pytest.mark.parametrize(
    ("html", "packs"),
    [
        ("<kb-case-bar></kb-case-bar><kb-log data-kb-tool></kb-log>", ["core", "log"]),
        (
            "<kb-fresh></kb-fresh><kb-checklist></kb-checklist><kb-template>",
            ["core", "checklist", "template"],
        ),
        ("<kb-deadline></kb-deadline><kb-checklist>", ["core", "checklist", "deadline"]),
        ("<!-- <kb-log> --><p>", ["core"]),
    ],
)
def test_a_tools_script_is_only_where_the_tool_is(html: str, packs: list[str]) -> None:
    assert bundle_scripts.wanted(page(html)) == packs


def test_a_site_is_packed_once_and_then_left_alone(tmp_path: Path) -> None:
    texts = {f"assets/js/{name}.js": text for name, text in SOURCES.items()}
    texts |= {"assets/x.css": ".x { top: 0 }", "assets/y.css": "a { top: 0 }"}
    files.write(tmp_path, texts)
    other = BuiltPage("404.html", "<p>")
    [packed, same], packs = bundle_scripts.bundled([page(PAGE), other], tmp_path)
    names = {path.split("/")[-1].split(".")[0]: path for path in packs}
    assert list(names) == ["core", "engine", "log", "shared", "site", "tasks", "worker"]
    assert [name for name, path in names.items() if path not in packed.html] == ["engine"]
    assert same is other
    assert bundle_scripts.bundled([packed, other], tmp_path) == ([packed, other], {})


def test_a_sheet_that_points_elsewhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text('b {\n  background: url("../c.png");\n}', "utf-8")
    with pytest.raises(ProblemsError, match=r"a\.css:2: "):
        bundle_scripts.sheet(tmp_path, ("a.css",), set())
