"""Backups come back whole; a merge loses nothing of either side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.modules.kit import (
    BACKUP,
    FEW,
    LATER,
    NOW,
    Modules,
    a_backup,
    a_case,
    a_state,
    an_entry,
    an_exhibit,
    done,
    rich,
    stored,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def restored(js: Modules, text: str) -> tuple[dict[str, Any], list[str]]:
    result = js.call("transfer", "readBackup", text)
    return result["cases"], result["dropped"]


def backed_up(js: Modules, state: dict[str, Any], ids: list[str]) -> str:
    body = "return m.backupOf(a[0], a[1], new Date(a[2]));"
    text = js.run("transfer", body, state, ids, NOW)
    assert isinstance(text, str)
    return text


def test_a_backup_is_what_the_published_schema_says(js: Modules) -> None:
    state = stored("state_v2.json")
    backup = json.loads(backed_up(js, state, list(state["cases"])))
    BACKUP.validate(backup)
    assert backup["exported"] == NOW


def test_a_backup_gives_back_every_case(js: Modules) -> None:
    state = stored("state_v2.json")
    text = backed_up(js, state, list(state["cases"]))
    assert restored(js, text) == (state["cases"], [])


def test_a_backup_holds_only_the_cases_asked_for(js: Modules) -> None:
    backup = json.loads(backed_up(js, stored("state_v2.json"), ["case-e5f6g7h8"]))
    assert list(backup["cases"]) == ["case-e5f6g7h8"]


NOT_OURS, NEWER = "不是本站导出的备份", "来自更新的版本"
UNREADABLE, NO_CASES = "不是完整的 JSON", "没有能读出的案件"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", UNREADABLE),
        ('{"format": "shensu-youju.backup"', UNREADABLE),
        ("PK\x03\x04", UNREADABLE),
        ("null", NOT_OURS),
        ("5", NOT_OURS),
        ("[]", NOT_OURS),
        ('{"version":2,"cases":{"a":{}}}', NOT_OURS),
        (a_backup({}, format="other"), NOT_OURS),
        (a_backup({"a": {}}, version=3), NEWER),
        (a_backup({}), NO_CASES),
        (a_backup(None), NO_CASES),
        (a_backup([]), NO_CASES),
        (a_backup({"Not An Id": {}}), NO_CASES),
        (a_backup({"a": "text"}), NO_CASES),
        (a_backup({"a": {}}, version=1), ""),
        (a_backup({}, version=1, active="a"), ""),
    ],
)
def test_a_file_that_is_no_backup_is_refused_in_words(js: Modules, text: str, words: str) -> None:
    body = """
        try {
            m.readBackup(a[0]);
        } catch (error) {
            return [error instanceof m.ImportError, error.message];
        }
        return [false, "read"];
    """
    refused, message = js.run("transfer", body, text)
    assert refused, message
    assert words in message


def test_what_does_not_fit_in_a_backup_is_named(js: Modules) -> None:
    cases, dropped = restored(js, a_backup({"a": rich() | {"title": 5}, "b": rich(), "c": 1}))
    assert cases == {"a": rich() | {"title": "没有名字的案件"}, "b": rich()}
    assert dropped == [".cases.a.title", ".cases.c"]


def test_personal_blanks_are_imported_only_where_they_are_to_be_remembered(js: Modules) -> None:
    told = {"contact-phone": "13800000000"}
    cases, _ = restored(
        js,
        a_backup({"a": a_case(personal=told), "b": a_case(personal=told, remember=True)}),
    )
    assert cases["a"]["personal"] == {}
    assert cases["b"]["personal"] == told


def test_a_preview_tells_what_an_import_changes(js: Modules) -> None:
    state = a_state({"same": a_case(), "differs": a_case(marks=done("a.b"), title="旧")})
    incoming = {
        "same": a_case(changed=LATER),
        "differs": a_case(marks=done("a.b", "a.c"), title="改"),
        "fresh": a_case(title="新", log=[an_entry("one")]),
    }
    assert js.call("transfer", "preview", state, incoming) == [
        {"id": "same", "title": "甲", "change": "same", "here": 0, "there": 0},
        {"id": "differs", "title": "改", "change": "differs", "here": 1, "there": 2},
        {"id": "fresh", "title": "新", "change": "new", "here": 0, "there": 1},
    ]


def test_a_case_typed_in_another_order_is_the_same_case(js: Modules) -> None:
    state = a_state({"a": a_case(blanks={"one": "1", "two": "2"})})
    incoming = {"a": a_case(blanks={"two": "2", "one": "1"})}
    assert js.call("transfer", "preview", state, incoming)[0]["change"] == "same"


ids = st.sampled_from(["a", "b", "c", "d.e", "d.f"])
stamps = st.sampled_from([f"2026-11-{day}T01:00:00.000Z" for day in range(10, 20)])
words_ = st.sampled_from(["", "甲", "乙", "丙"])
marks_ = st.dictionaries(
    ids, st.fixed_dictionaries({"state": st.sampled_from(["done", "skip"]), "at": stamps})
)


def records_of(make: Callable[..., dict[str, Any]], field: str) -> st.SearchStrategy[Any]:
    each = st.builds(lambda id_, text: make(id_, **{field: text}), ids, words_)
    return st.lists(each, unique_by=lambda one: one["id"], max_size=4)


def rounds_of(side: str) -> st.SearchStrategy[Any]:
    """Rounds that end in the minute of that side: no two devices end one at the same moment."""
    ended = st.integers(10, 19).map(lambda day: f"2026-10-{day}T01:{side}:00.000Z")
    each = st.fixed_dictionaries({"ended": ended, "marks": marks_})
    return st.dictionaries(ids, st.lists(each, unique_by=lambda one: one["ended"], max_size=3))


def sides(side: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "changed": st.just(f"2026-11-22T01:{side}:00.000Z"),
            "marks": marks_,
            "notes": st.dictionaries(ids, words_),
            "blanks": st.dictionaries(ids, words_),
            "letters": st.dictionaries(ids, stamps),
            "rounds": rounds_of(side),
            "exhibits": records_of(an_exhibit, "proves"),
            "log": records_of(an_entry, "said"),
        }
    ).map(lambda parts: a_case(**parts))


def merged(js: Modules, ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = js.call("merge", "merged", {"one": ours}, {"one": theirs})["one"]
    return result


@FEW
@given(older=sides("10"), later=sides("20"), here_is_later=st.booleans())
def test_merging_loses_nothing_and_the_later_side_is_right(
    js: Modules, older: dict[str, Any], later: dict[str, Any], *, here_is_later: bool
) -> None:
    both = merged(js, *((later, older) if here_is_later else (older, later)))
    for name in ("marks", "notes", "blanks", "letters"):
        said = {key for side in (older, later) for key, value in side[name].items() if value}
        assert {key for key, value in both[name].items() if value} == said, name
        for key in said:
            assert both[name][key] == (later[name].get(key) or older[name][key]), name
    for name in ("exhibits", "log"):
        of = {each["id"]: each for side in (older, later) for each in side[name]}
        assert sorted(each["id"] for each in both[name]) == sorted(of), name
        assert {each["id"]: each for each in both[name]} == of, name
    for name in {*older["rounds"], *later["rounds"]}:
        ended = [each["ended"] for side in (older, later) for each in side["rounds"].get(name, [])]
        assert sorted(each["ended"] for each in both["rounds"][name]) == sorted(ended)


def test_merging_keeps_cases_that_only_one_side_has(js: Modules) -> None:
    result = js.call("merge", "merged", {"a": a_case(), "b": rich()}, {"c": rich(), "a": a_case()})
    assert result == {"a": a_case(), "b": rich(), "c": rich()}


def test_merging_a_backup_of_the_same_case_changes_nothing(js: Modules) -> None:
    assert merged(js, rich(), rich()) == rich()


@pytest.mark.parametrize("here_is_later", [True, False])
def test_the_later_title_and_deadline_are_right(js: Modules, *, here_is_later: bool) -> None:
    due = {"title": "申诉", "from": "", "due": "2026-11-25T10:00", "met": ""}
    older = a_case(title="旧", deadlines={"appeal": due, "other": due})
    later = a_case(title="新", deadlines={"appeal": due | {"met": NOW}}, changed=LATER)
    both = merged(js, *((later, older) if here_is_later else (older, later)))
    assert both["title"] == "新"
    assert both["deadlines"] == {"appeal": due | {"met": NOW}, "other": due}


def test_a_later_side_without_a_plan_does_not_take_the_plan_away(js: Modules) -> None:
    plan = {"guide": "a.md", "checklists": ["one"], "templates": ["two"], "deadlines": ["three"]}
    older, later = a_case(plan=plan, kind="dispute"), a_case(changed=LATER)
    assert merged(js, older, later)["plan"] == plan


@pytest.mark.parametrize(("here", "kept"), [(True, {"a": "1", "b": "2"}), (False, {})])
def test_this_device_decides_whether_personal_blanks_stay(
    js: Modules, *, here: bool, kept: dict[str, str]
) -> None:
    ours = a_case(remember=here, personal={"a": "1"} if here else {})
    theirs = a_case(remember=not here, personal={"b": "2"}, changed=LATER)
    both = merged(js, ours, theirs)
    assert (both["remember"], both["personal"]) == (here, kept)


def test_an_id_that_objects_inherit_does_not_stop_a_merge(js: Modules) -> None:
    past = {"constructor": [{"ended": NOW, "marks": {}}]}
    assert merged(js, a_case(), a_case(rounds=past, changed=LATER))["rounds"] == past
