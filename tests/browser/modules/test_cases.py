"""Cases: retired ids, progress, order, reminders, copies."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.modules.kit import (
    LATER,
    NOW,
    SCHEMA,
    Json,
    Modules,
    a_case,
    a_state,
    done,
    rich,
)


def moved_ids(
    js: Modules, case: dict[str, Any], kind: str, renamed: dict[str, str]
) -> tuple[dict[str, Any], bool]:
    body = "const moved = m.moveRetired(a[0], a[1], a[2]); return [a[0].cases.one, moved];"
    result, moved = js.run("cases", body, a_state({"one": case}), kind, renamed)
    return result, moved


@pytest.mark.parametrize(
    ("kind", "holder", "value"),
    [
        ("item", "marks", {"state": "skip", "at": NOW}),
        ("item", "notes", "记"),
        ("field", "blanks", "某店"),
        ("field", "personal", "138"),
        ("deadline", "deadlines", {"title": "申诉", "from": "", "due": "", "met": ""}),
        ("template", "letters", NOW),
        ("checklist", "rounds", [{"ended": NOW, "marks": {}}]),
    ],
)
def test_what_stands_under_a_retired_id_moves_to_its_replacement(
    js: Modules, kind: str, holder: str, value: Json
) -> None:
    case = a_case(**{holder: {"old": value, "stays": value}})
    moved = a_case(**{holder: {"new": value, "stays": value}})
    assert moved_ids(js, case, kind, {"old": "new"}) == (moved, True)


def test_a_replacement_that_is_marked_already_stays_as_it_is(js: Modules) -> None:
    marks = {"old": {"state": "done", "at": NOW}, "new": {"state": "skip", "at": LATER}}
    result, moved = moved_ids(js, a_case(marks=marks), "item", {"old": "new"})
    assert result["marks"] == {"new": marks["new"]}
    assert moved


@pytest.mark.parametrize("kind", ["item", "field", "deadline", "template", "checklist"])
def test_nothing_moves_where_no_retired_id_is_used(js: Modules, kind: str) -> None:
    renamed = {"old": "new", "constructor": "newer"}
    assert moved_ids(js, rich(), kind, renamed) == (rich(), False)


@pytest.mark.parametrize(
    ("kind", "list_"),
    [("checklist", "checklists"), ("template", "templates"), ("deadline", "deadlines")],
)
def test_a_plan_names_the_replacement_of_what_was_retired(
    js: Modules, kind: str, list_: str
) -> None:
    plan = {"guide": "", "checklists": [], "templates": [], "deadlines": [], list_: ["old", "x"]}
    result, _ = moved_ids(js, a_case(plan=plan), kind, {"old": "new"})
    assert result["plan"][list_] == ["new", "x"]


def test_progress_counts_only_steps_that_apply(js: Modules) -> None:
    marks = done("a", "b", "elsewhere") | {"c": {"state": "skip", "at": NOW}}
    told = js.call("cases", "progress", a_case(marks=marks), ["a", "b", "c", "d", "constructor"])
    assert told == {"done": 2, "skipped": 1, "total": 4}


def test_the_next_deadline_is_the_earliest_not_met(js: Modules) -> None:
    def due(at: str, met: str = "") -> dict[str, str]:
        return {"title": at, "from": "", "due": at, "met": met}

    deadlines = {
        "met": due("2026-11-01T10:00", NOW),
        "unset": due(""),
        "second": due("2026-11-25T10:00"),
        "first": due("2026-11-24T10:00"),
    }
    assert js.call("cases", "nextDue", a_case(deadlines=deadlines))[0] == "first"
    assert js.call("cases", "nextDue", a_case(deadlines={"met": deadlines["met"]})) is None


def test_cases_stand_by_deadline_then_by_work_and_archived_last(js: Modules) -> None:
    def until(at: str) -> dict[str, Any]:
        return {"x": {"title": "", "from": "", "due": at, "met": ""}}

    cases = {
        "archived-soon": a_case(archived=True, deadlines=until("2026-11-01T10:00")),
        "archived-later": a_case(archived=True, changed=LATER),
        "idle": a_case(),
        "busy": a_case(changed=LATER),
        "next-week": a_case(deadlines=until("2026-11-29T10:00")),
        "tomorrow": a_case(deadlines=until("2026-11-23T10:00")),
    }
    order = [id_ for id_, _ in js.call("case-list", "inOrder", cases)]
    assert order == ["tomorrow", "next-week", "busy", "idle", "archived-later", "archived-soon"]


def worked(count: int) -> dict[str, Any]:
    """A case that was created on 1 November and holds this many things."""
    items = (f"item-{number}" for number in range(count))
    return a_case(created="2026-11-01T00:00:00.000Z", marks=done(*items))


@pytest.mark.parametrize(
    ("count", "saved", "saved_at", "now", "told"),
    [
        (20, 0, "", "2026-11-01T01:00:00.000Z", 20),
        (19, 0, "", "2026-11-01T01:00:00.000Z", 0),
        (19, 0, "", "2026-11-05T23:59:59.999Z", 0),
        (1, 0, "", "2026-11-06T00:00:00.000Z", 1),
        (0, 0, "", "2027-11-06T00:00:00.000Z", 0),
        (25, 25, "2026-11-02T00:00:00.000Z", "2027-01-01T00:00:00.000Z", 0),
        (26, 25, "2026-11-02T00:00:00.000Z", "2026-11-06T23:59:59.999Z", 0),
        (26, 25, "2026-11-02T00:00:00.000Z", "2026-11-07T00:00:00.000Z", 1),
        (45, 25, "2026-11-02T00:00:00.000Z", "2026-11-02T01:00:00.000Z", 20),
        (23, 25, "2026-11-02T00:00:00.000Z", "2026-11-07T00:00:00.000Z", 2),
    ],
)
def test_a_backup_is_suggested_after_much_work_or_some_days(  # noqa: PLR0913, PLR0917 - a table
    js: Modules, count: int, saved: int, saved_at: str, now: str, told: int
) -> None:
    body = "return m.unsaved(a[0], new Date(a[1]));"
    assert js.run("cases", body, a_state({"one": worked(count)}, saved_at, saved), now) == told


def test_a_case_counts_what_a_seller_put_in(js: Modules) -> None:
    assert js.call("cases", "things", rich()) == 3 + 1 + 1 + 3 + 2 + 1 + 2 + 2
    assert js.call("cases", "things", a_case(blanks={"a": " \n", "b": ""})) == 0


def test_a_copy_shares_nothing_with_its_original(js: Modules) -> None:
    body = """
        const copy = m.duplicate(a[0], new Date(a[1]));
        const fresh = JSON.parse(JSON.stringify(copy));
        copy.marks["first-day.save-notice"].state = "skip";
        copy.plan.checklists.push("x");
        copy.exhibits[0].name = copy.log[0].said = "changed";
        copy.rounds.monthly[0].marks = {};
        return [fresh, a[0]];
    """
    fresh, original = js.run("case-list", body, rich() | {"archived": True}, LATER)
    assert original == rich() | {"archived": True}
    changes = {
        "title": f"{rich()['title']}（副本）",
        "archived": False,
        "created": LATER,
        "changed": LATER,
    }
    assert fresh == rich() | changes


def test_a_new_id_is_an_id_and_its_own(js: Modules) -> None:
    made = js.run("cases", "return Array.from({ length: 500 }, () => m.newId('case'));")
    pattern = SCHEMA["properties"]["cases"]["propertyNames"]["pattern"]
    assert [one for one in made if not re.fullmatch(pattern, one)] == []
    assert len(set(made)) == len(made)
