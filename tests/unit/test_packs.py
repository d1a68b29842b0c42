"""Packs: few files that do what the many did; what cannot be packed is told, never packed wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.deploy import server_config
from macros.handbook.problems import HandbookError
from macros.publish.assets import bundle_scripts, minify, unused_css
from tests.conftest import DOCS

SOURCES = {
    "main": 'import { a } from "./a.js";\n\na();\n',
    "a": "export function a() {}\nexport const B = 1;\nexport class C {}\n",
    "b": 'import { B } from "./a.js";\nexport const b = B;\n',
    "widgets/case-bar": 'import "../a.js";\n',
    "widgets/fresh": "",
    "widgets/resume": "",
    "ui/copy": "export const copy = 1;\n",
    "ui/lists": "export const lists = 1;\n",
    "widgets/checklist": 'import { copy } from "../ui/copy.js";\ncopy;\n',
    "widgets/template": "",
    "widgets/log": 'import {\n  b,\n} from "../b.js";\nimport { copy } from "../ui/copy.js";\nb;\n',
    "widgets/cases": 'import { lists } from "../ui/lists.js";\nlists;\n',
    "search/show": "export function searcher() {}\n",
    "search/engine": 'import { searcher } from "./show.js";\nObject.assign(self, { searcher });\n',
    "search/worker": 'const ENGINE = "engine.js";\nimportScripts(ENGINE);\n',
}
PAGE = """<head><link rel="stylesheet" href="../assets/x.css">
<link rel="stylesheet" href="../assets/y.css">
</head><kb-case-bar></kb-case-bar><kb-log></kb-log>
<script id="__config">{"search": "../assets/js/search/worker.js", "base": ".."}</script>
<script src="../assets/js/main.js" type="module"></script>"""


def real() -> dict[str, str]:
    code = DOCS / "assets" / "js"
    return {
        path.relative_to(code).with_suffix("").as_posix(): path.read_text("utf-8")
        for path in code.rglob("*.js")
    }


def test_a_pack_holds_each_module_once_after_what_it_imports() -> None:
    made = bundle_scripts.scripts(SOURCES, ["log"])
    core, log = made["core"].text, made["log"].text
    assert core.index('kb["a"]=') < core.index('kb["main"]=')
    assert core.count('kb["a"]=') == 1
    assert 'kb["a"]=' not in log
    assert log.index('kb["b"]=') < log.index('kb["widgets/log"]=')
    assert 'const{B}=kb["a"];' in log


def test_the_same_sources_give_the_same_packs_in_any_order() -> None:
    sources = real()
    names = ["guide", "log", "cases"]
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
    with pytest.raises(HandbookError, match=r"docs/assets/js/\w+\.js:\d+: ."):
        bundle_scripts.scripts(sources, [])


def test_a_page_loads_one_sheet_and_its_own_packs() -> None:
    html = bundle_scripts.page(PAGE, "assets/kb/s.css", bundle_scripts.scripts(SOURCES, ["log"]))
    assert html.count("stylesheet") == 1
    assert '<link rel="stylesheet" href="../assets/kb/s.css">' in html
    assert loaded(html) == ["core", "shared", "log"]
    assert 'type="module"' not in html


def loaded(html: str) -> list[str]:
    return re.findall(
        r'<script src="\.\./assets/kb/(\w+)\.[0-9a-f]{8}\.min\.js" defer></script>', html
    )


def test_what_guides_and_tools_take_from_the_room_ui_is_in_one_pack() -> None:
    made = bundle_scripts.scripts(SOURCES, ["guide", "log", "cases"])
    holding = [name for name, pack in made.items() if 'kb["ui/copy"]=' in pack.text]
    assert holding == ["shared"]
    assert 'kb["ui/lists"]=' in made["cases"].text
    assert [name for name, pack in made.items() if pack.shares] == ["guide", "log"]
    html = bundle_scripts.page(PAGE.replace("kb-log", "kb-cases"), "assets/kb/s.css", made)
    assert loaded(html) == ["core", "cases"]


def test_the_worker_is_small_and_calls_the_engine_by_its_name() -> None:
    made = bundle_scripts.scripts(SOURCES, ["log"])
    engine, worker = made["engine"], made["worker"]
    assert 'kb["search/show"]=' in engine.text
    assert "document" not in engine.text + worker.text
    assert f'"{engine.path.removeprefix(bundle_scripts.FOLDER)}"' in worker.text
    assert "searcher" not in worker.text
    html = bundle_scripts.page(PAGE, "assets/kb/s.css", made)
    assert f'{{"search": "../{worker.path}", "base": ".."}}' in html


def test_a_tools_script_is_only_where_the_tool_is() -> None:
    assert bundle_scripts.wanted("<kb-case-bar><kb-log data-kb-tool>") == ["core", "log"]
    assert bundle_scripts.wanted("<kb-fresh><kb-checklist><kb-template>") == ["core", "guide"]
    assert bundle_scripts.wanted("<kb-deadline><kb-checklist>") == ["core", "deadline", "guide"]
    assert bundle_scripts.wanted("<p>") == ["core"]


def test_a_site_is_packed_once_and_then_left_alone(tmp_path: Path) -> None:
    files = {f"assets/js/{name}.js": text for name, text in SOURCES.items()}
    files |= {"a/index.html": PAGE, "assets/x.css": ".x { top: 0 }", "assets/y.css": "a { top: 0 }"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    first = bundle_scripts.write(tmp_path)
    html = (tmp_path / "a" / "index.html").read_text("utf-8")
    names = {path.name.split(".")[0]: path.name for path in first}
    assert sorted(names) == ["core", "engine", "log", "shared", "site", "worker"]
    assert [name for name, whole in names.items() if whole not in html] == ["engine"]
    assert bundle_scripts.write(tmp_path) == []
    assert (tmp_path / "a" / "index.html").read_text("utf-8") == html


def test_a_sheet_that_points_elsewhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text('b {\n  background: url("../c.png");\n}', "utf-8")
    with pytest.raises(HandbookError, match=r"a\.css:2: "):
        bundle_scripts.sheet(tmp_path, ("a.css",), set())


@pytest.mark.parametrize(
    ("source", "becomes"),
    [
        ("a = 1; // gone\n", "a=1;"),
        ("/* gone\n */ let a;", "let a;"),
        ("\"// kept  \" + '/* kept */'", "\"// kept  \"+'/* kept */'"),
        ('`a  ${b ? ` c  ${ {d} } ` : "  "}  // e`', '`a  ${b?` c  ${{d}} `:"  "}  // e`'),
        ("x = /[/\"'`]  \\/ /g; // gone", "x=/[/\"'`]  \\/ /g;"),
        ("a = b / c / d", "a=b / c / d"),
        ("return /a  b/.test(c)", "return /a  b/.test(c)"),
        ("a + b - c", "a+b-c"),
        ("a + +b; c - -d", "a+ +b;c- -d"),
        ("const a = 1\nconst b = 2", "const a=1\nconst b=2"),
        ("class A {\n  b() {}\n  c = 1\n}\nf()", "class A{b(){}\nc=1}\nf()"),
    ],
)
def test_a_script_loses_only_what_people_read(source: str, becomes: str) -> None:
    assert minify.script(source) == f"{becomes}\n"


def test_our_scripts_keep_every_token() -> None:
    for name, source in real().items():
        kept = [t for k, t in minify.tokens(source) if k not in {"comment", "space"}]
        after = minify.tokens(minify.script(source))
        assert [t for k, t in after if k not in {"comment", "space"}] == kept, name


def test_a_sheet_loses_only_what_people_read() -> None:
    source = """/* The seller's */ a , b { c: "d  ; /* e */"; }
    /* {gone} */ f > g:not(.h) i { j: calc(1px + 2px); } /*! kept */"""
    assert minify.sheet(source) == (
        'a,b{c: "d  ; /* e */";}f > g:not(.h) i{j: calc(1px + 2px);}/*! kept */'
    )


@pytest.mark.parametrize(
    ("source", "becomes"),
    [
        (".a{x:y}.b{x:y}", ".a{x:y}"),
        (".a,.b .a{x:y}", ".a{x:y}"),
        ("#b,p{x:y}", "p{x:y}"),
        ("[c=a],[c=b],[c]{x:y}", "[c=a],[c]{x:y}"),
        (".a:not(.b),.a:is(.b,#b){x:y}", ".a:not(.b),.a:is(.b,#b){x:y}"),
        ("@media print{.b{x:y}}@media print{.b{x:y}.a{x:y}}", "@media print{.a{x:y}}"),
        ("@keyframes b{0.5%{x:y}to{x:y}}", "@keyframes b{0.5%{x:y}to{x:y}}"),
        ('@charset "UTF-8";.a{x:url("}.b{")}', '@charset "UTF-8";.a{x:url("}.b{")}'),
    ],
)
def test_a_rule_goes_only_when_no_page_can_use_it(source: str, becomes: str) -> None:
    assert unused_css.sheet(source, {"a"}) == becomes


@pytest.mark.parametrize(
    ("source", "becomes"),
    [
        ("p{--x:1;color:var(--x)}", "p{--x:1;color:var(--x)}"),
        ("p{--x:1;color:red}", "p{color:red}"),
        ("p{color:red;--x:1}", "p{color:red;}"),
        (":root{--x:1}p{color:red}", "p{color:red}"),
        ("p{color:red}:root{--x:1}", "p{color:red}"),
        (":root{--x:1;--y:var(--x);--z:var(--y)}", ""),
        ("@media print{:root{--x:1}p{color:red}}", "@media print{p{color:red}}"),
        ("""p{--x:url("data:a,<svg a='b;}'>");color:red}""", "p{color:red}"),
        ("""p{--x:url(data:a;b);color:var( --x, 1)}""", "p{--x:url(data:a;b);color:var( --x, 1)}"),
        ("p{--a:1;--said-by-a-script:2}", "p{--said-by-a-script:2}"),
        ("a:hover{color:red}", "a:hover{color:red}"),
    ],
)
def test_a_variable_goes_only_when_nothing_reads_it(source: str, becomes: str) -> None:
    assert unused_css.sheet(source, {"--said-by-a-script"}) == becomes


def test_a_word_of_a_tag_or_a_script_may_be_used_by_a_rule() -> None:
    known = unused_css.words(['<p class="a kb-b" title="x > c">d</p>'], ['e.className = "f-g"'])
    assert {"a", "kb-b", "c", "f-g"} <= known
    assert "d" not in known
