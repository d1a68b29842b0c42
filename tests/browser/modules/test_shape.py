"""What is stored has one shape; what does not fit is dropped and named."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.browser.modules.kit import (
    BACKUP,
    FEW,
    LATER,
    NOW,
    SCHEMA,
    Json,
    Modules,
    a_backup,
    a_case,
    a_state,
    an_entry,
    done,
    put,
    rich,
    stored,
)


def parsed(js: Modules, state: Json) -> tuple[dict[str, Any], list[str]]:
    result = js.call("shape", "parseState", json.dumps(state), "case-first")
    return result["state"], result["dropped"]


def cleaned(js: Modules, case: Json) -> tuple[dict[str, Any], list[str]]:
    body = "const dropped = []; const kept = m.clean(a[0], m.CASE, '', dropped); return [kept, dropped];"
    kept, dropped = js.run("shape", body, case)
    return kept, dropped


def taken(whole: Json, path: tuple[str | int, ...]) -> Json:
    result = put(whole, path, None)
    inner = result
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    return result


def in_words(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)


def test_nothing_becomes_an_empty_case(js: Modules) -> None:
    blank = a_case(title="", created="", changed="")
    assert cleaned(js, {}) == (blank, [])


def test_a_whole_case_is_kept_as_it_is(js: Modules) -> None:
    assert cleaned(js, rich()) == (rich(), [])


@pytest.mark.parametrize(
    ("path", "wrong", "blank"),
    [
        (("title",), 5, ""),
        (("kind",), "nonsense", "other"),
        (("created",), "yesterday", ""),
        (("archived",), "yes", False),
        (("remember",), 1, False),
        (("plan",), [], {"guide": "", "checklists": [], "templates": [], "deadlines": []}),
        (("plan", "checklists"), {"a": 1}, []),
        (("marks",), [], {}),
        (("marks", "first-day.save-notice", "at"), "soon", ""),
        (("rounds", "monthly", 0, "marks"), None, {}),
        (("deadlines", "appeal", "due"), "2026-11-23", ""),
        (("exhibits",), {}, []),
        (("exhibits", 0, "size"), -1, 0),
        (("exhibits", 0, "size"), 1.5, 0),
        (("exhibits", 0, "sha256"), "xyz", ""),
        (("exhibits", 1, "kind"), "Not An Id", ""),
        (("log", 0, "said"), None, ""),
    ],
    ids=str,
)
def test_what_does_not_fit_is_left_blank_and_named(
    js: Modules, path: tuple[str | int, ...], wrong: Json, blank: Json
) -> None:
    assert cleaned(js, put(rich(), path, wrong)) == (put(rich(), path, blank), [in_words(path)])


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("marks", "first-day.save-notice"), "yes"),
        (("marks", "first-day.save-notice"), {"at": NOW}),
        (("notes", "first-day.save-notice"), 5),
        (("blanks", "order-no"), None),
        (("letters", "appeal-goods"), "2026"),
        (("rounds", "monthly", 0), "junk"),
        (("exhibits", 0), "junk"),
        (("exhibits", 0), {"name": "no id.jpg"}),
        (("log", 1), None),
        (("plan", "checklists", 1), "Not An Id"),
    ],
    ids=str,
)
def test_an_entry_that_does_not_fit_is_left_out_and_named(
    js: Modules, path: tuple[str | int, ...], wrong: Json
) -> None:
    assert cleaned(js, put(rich(), path, wrong)) == (taken(rich(), path), [in_words(path)])


@pytest.mark.parametrize("path", [("unknown",), ("plan", "more"), ("exhibits", 1, "file"),
                                  ("marks", "Not An Id"), ("blanks", "a\n"), ("notes", ""),
                                  ("constructor",), ("toString",), ("plan", "__proto__"),
                                  ("__proto__",), ("marks", "__proto__")], ids=str)  # fmt: skip
def test_a_key_that_is_not_known_is_dropped_and_named(
    js: Modules, path: tuple[str | int, ...]
) -> None:
    spoiled = put(rich(), path, {"state": "done", "at": NOW})
    assert cleaned(js, spoiled) == (rich(), [in_words(path)])


def test_no_stored_key_reaches_what_objects_inherit(js: Modules) -> None:
    evil = {"polluted": "yes", "state": "done", "prototype": {"polluted": "yes"}}
    keys = {"__proto__": evil, "constructor": evil}
    case = {**rich(), **keys, **dict.fromkeys(("marks", "notes", "plan", "rounds"), keys)}
    body = """
        const { state } = m.parseState(a[0], "case-first");
        const found = [state, state.cases, state.cases.one, state.cases.one.marks, state.cases.one.plan];
        return [({}).polluted ?? "", ...found.map((each) => Object.getPrototypeOf(each) === Object.prototype)];
    """
    state = {"version": 2, "active": "one", "cases": {"one": case, "__proto__": case}, **keys}
    assert js.run("shape", body, json.dumps(state)) == ["", *[True] * 5]


@pytest.mark.parametrize("list_", ["exhibits", "log"])
@pytest.mark.parametrize("id_", [5, "", "Not An Id", "__proto__"])
def test_an_entry_without_a_good_id_is_left_out(js: Modules, list_: str, id_: Json) -> None:
    """Two of them would be taken for one when cases are merged."""
    path = (list_, 0)
    kept, dropped = cleaned(js, put(rich(), (*path, "id"), id_))
    assert kept == taken(rich(), path)
    assert dropped != []


def test_a_mark_that_is_not_understood_does_not_count_as_done(js: Modules) -> None:
    case = put(rich(), ("marks", "first-day.save-notice", "state"), "half")
    kept, _ = cleaned(js, case)
    assert kept["marks"].get("first-day.save-notice", {}).get("state") != "done"


def test_what_was_dropped_is_named_by_its_place_in_the_file(js: Modules) -> None:
    case = rich() | {"log": ["junk", an_entry("log-1"), an_entry("log-2", said=5)]}
    assert cleaned(js, case)[1] == [".log[0]", ".log[2].said"]


def paths(value: Json, so_far: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Address everything within a value."""
    inner: Any = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, each in inner:
        found.append((*so_far, key))
        if isinstance(each, dict | list):
            found += paths(each, (*so_far, key))
    return found


junk = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-5, 5),
        st.floats(allow_nan=False, allow_infinity=False),
        st.sampled_from(["", "x", "a b", "2026-11-20T10:00", NOW, "2026-11-20T10:00\n", "１"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["__proto__", "constructor", "toString", "a", "a.b", "A", "id", "state"]
            ),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=5,
)
spoils = st.lists(st.tuples(st.sampled_from(paths(rich())), junk), min_size=1, max_size=6)


def spoil(case: dict[str, Any], changes: list[tuple[tuple[str | int, ...], Any]]) -> dict[str, Any]:
    for path, value in changes:
        try:
            case = put(case, path, value)
        except (TypeError, KeyError, IndexError):
            continue  # what held it was replaced before
    return case


@settings(max_examples=60)
@given(spoils)
def test_whatever_is_imported_leaves_as_a_valid_backup(
    js: Modules, changes: list[tuple[tuple[str | int, ...], Any]]
) -> None:
    body = """
        const { cases } = m.readBackup(a[0]);
        return JSON.parse(m.backupOf({ cases }, Object.keys(cases), new Date()));
    """
    exported = js.run("transfer", body, a_backup({"one": spoil(rich(), changes)}))
    BACKUP.validate(exported)


@FEW
@given(st.dictionaries(st.sampled_from(["active", "backup", "more", "__proto__"]), junk), spoils)
def test_whatever_is_stored_is_read_as_a_state(
    js: Modules, top: dict[str, Any], changes: list[tuple[tuple[str | int, ...], Any]]
) -> None:
    state, _ = parsed(js, {"version": 2, "cases": {"one": spoil(rich(), changes)}} | top)
    assert set(state) == {"version", "active", "cases", "backup"}
    assert state["active"] == "one"
    assert set(state["cases"]["one"]) == set(rich())
    assert {type(state["backup"][key]) for key in ("at", "things")} == {str, int}


def test_the_published_schema_is_the_one_that_is_used(js: Modules) -> None:
    used = js.run("shape", "return m.BACKUP_SCHEMA;")
    assert used == SCHEMA, (
        "docs/data/backup.schema.json is not BACKUP_SCHEMA of docs/assets/js/shape.js. Paste:\n"
        + json.dumps(used, ensure_ascii=False, indent=2)
    )


def test_the_published_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "wrong", [{"format": "other"}, {"version": 1}, {"cases": []}, {"more": 1}, {"exported": "now"}]
)
def test_the_published_schema_refuses_what_is_no_backup(wrong: dict[str, Any]) -> None:
    backup = json.loads(a_backup({"one": rich()}))
    assert BACKUP.is_valid(backup)
    assert not BACKUP.is_valid(backup | wrong)


def test_a_current_state_is_read_unchanged(js: Modules) -> None:
    assert parsed(js, stored("state_v2.json")) == (stored("state_v2.json"), [])


def test_a_state_of_version_1_becomes_a_case_of_version_2(js: Modules) -> None:
    day = "2026-11-20T01:00:00.000Z"
    case = a_case(
        title="我的案件",
        created=day,
        changed=day,
        marks=done("first-day.stop-suspect", at=day),
        blanks={"order-no": "123"},
    )
    assert parsed(js, stored("state_v1.json")) == (a_state({"case-first": case}), [])


def test_a_case_of_version_1_was_created_with_its_first_tick(js: Modules) -> None:
    old = stored("state_v1.json")
    old["cases"]["case-1"]["ticks"] |= {"a.b": LATER, "a.c": "2026-11-01T00:00:00.000Z"}
    case = parsed(js, old)[0]["cases"]["case-first"]
    assert (case["created"], case["changed"]) == ("2026-11-01T00:00:00.000Z", LATER)


def test_an_active_case_that_is_gone_gives_way_to_the_latest(js: Modules) -> None:
    cases = {"old": a_case(), "new": a_case(changed=LATER), "older": a_case()}
    assert parsed(js, a_state(cases) | {"active": "gone"})[0]["active"] == "new"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "SyntaxError"),
        ("{bad", "SyntaxError"),
        ("null", "TypeError"),
        ("[]", "TypeError"),
        ('"text"', "TypeError"),
        ('{"version":"2","cases":{"a":{}}}', "TypeError"),
        ('{"version":2}', "TypeError"),
        ('{"version":2,"cases":{}}', "TypeError"),
        ('{"version":2,"cases":{"a":5}}', "TypeError"),
        ('{"version":1}', "TypeError"),
        ('{"version":1,"active":"a","cases":{"a":{"ticks":[],"blanks":{}}}}', "TypeError"),
        ('{"version":1,"active":"constructor","cases":{}}', "TypeError"),
        ('{"version":0,"cases":{"a":{}}}', "TypeError"),
        ('{"version":3}', "RangeError"),
        ('{"version":99,"cases":{"a":{}}}', "RangeError"),
    ],
)
def test_text_that_is_no_state_is_refused(js: Modules, text: str, error: str) -> None:
    body = (
        "try { m.parseState(a[0], 'first'); } catch (error) { return error.name; } return 'read';"
    )
    assert js.run("shape", body, text) == error
