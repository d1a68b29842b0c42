"""The store keeps what was typed, whatever the storage does."""

from __future__ import annotations

import json

import pytest

from tests.browser.modules.kit import (
    Modules,
    a_case,
    a_state,
    put,
    stored,
)

# Storage as a browser keeps it, in a plain object, and a clock that stands still.
SHELF = """
    const shelf = (kept = {}) => ({
        kept,
        getItem: (key) => (Object.keys(kept).includes(key) ? kept[key] : null),
        setItem: (key, text) => { kept[key] = String(text); },
        removeItem: (key) => { delete kept[key]; },
    });
    const full = () => { throw new DOMException("full", "QuotaExceededError"); };
    const clock = () => new Date("2026-11-22T04:00:00.000Z");
    const opened = (local, session = shelf()) => new m.Store(() => local, () => session, clock);
"""


def test_two_tabs_keep_each_others_work(js: Modules) -> None:
    body = f"""{SHELF}
        const local = shelf();
        const one = opened(local);
        one.mark("a.a", "done");
        const two = opened(local);
        two.note("a.b", "记");
        one.type({{ id: "shop-name" }}, "某店");
        const {{ marks, notes, blanks }} = opened(local).case;
        return [Object.keys(marks), notes, blanks, Object.keys(opened(local).state.cases).length];
    """
    assert js.run("store", body) == [["a.a"], {"a.b": "记"}, {"shop-name": "某店"}, 1]


def test_a_store_of_version_1_is_kept_as_version_2(js: Modules) -> None:
    body = f"""{SHELF}
        const local = shelf({{ [m.KEY]: a[0] }});
        const store = opened(local);
        store.mark("first-day.save-notice", "done");
        return [JSON.parse(local.kept[m.KEY]), store.notice, Object.keys(local.kept)];
    """
    state, notice, keys = js.run("store", body, json.dumps(stored("state_v1.json")))
    [case] = state["cases"].values()
    assert state["version"] == 2
    assert sorted(case["marks"]) == ["first-day.save-notice", "first-day.stop-suspect"]
    assert case["blanks"] == {"order-no": "123"}
    assert (notice, keys) == ("", ["shensu-youju"])


def test_text_that_cannot_be_read_is_set_aside_untouched(js: Modules) -> None:
    body = f"""{SHELF}
        const local = shelf({{ [m.KEY]: "{{bad" }});
        const store = opened(local);
        store.mark("a.a", "done");
        const {"{ notice }"} = store;
        const aside = Object.keys(local.kept).filter((key) => key.startsWith(`${{m.KEY}}.broken.`));
        return [aside.map((key) => local.kept[key]), notice, Object.keys(opened(local).case.marks)];
    """
    aside, notice, marks = js.run("store", body)
    assert aside == ["{bad"]
    assert "已原样另存" in notice
    assert marks == ["a.a"]


def test_text_that_can_be_read_in_part_is_set_aside_and_the_rest_used(js: Modules) -> None:
    text = json.dumps(put(stored("state_v2.json"), ("cases", "case-a1b2c3d4", "title"), 5))
    body = f"""{SHELF}
        const local = shelf({{ [m.KEY]: a[0] }});
        const store = opened(local);
        const [aside] = Object.keys(local.kept).filter((key) => key !== m.KEY);
        return [local.kept[aside], store.case.blanks["shop-name"], store.notice, opened(local).notice];
    """
    aside, kept, notice, later = js.run("store", body, text)
    assert (aside, kept, later) == (text, "某某家居小店", "")
    assert "有几处读不出来" in notice


def test_what_a_newer_page_stored_is_never_overwritten(js: Modules) -> None:
    body = f"""{SHELF}
        const local = shelf({{ [m.KEY]: a[0] }});
        const store = opened(local);
        const saved = store.change((current) => {{ current.title = "改"; }});
        return [local.kept, saved, store.notice];
    """
    text = '{"version":99,"cases":{"a":{}}}'
    kept, saved, notice = js.run("store", body, text)
    assert (kept, saved) == ({"shensu-youju": text}, False)
    assert "更新的版本" in notice


def test_broken_text_that_cannot_be_set_aside_is_never_overwritten(js: Modules) -> None:
    body = f"""{SHELF}
        const local = {{ ...shelf({{ [m.KEY]: "{{bad" }}), setItem: full }};
        const store = opened(local);
        const saved = store.change((current) => {{ current.title = "改"; }});
        return [local.kept, saved];
    """
    assert js.run("store", body) == [{"shensu-youju": "{bad"}, False]


def test_what_a_full_device_refused_is_kept_and_stored_later(js: Modules) -> None:
    body = f"""{SHELF}
        const local = shelf();
        const store = opened(local);
        const {"{ setItem }"} = local;
        local.setItem = full;
        store.mark("a.a", "done");
        const told = store.notice;
        local.setItem = setItem;
        store.mark("a.b", "done");
        return [told, store.notice, Object.keys(opened(local).case.marks)];
    """
    told, after, marks = js.run("store", body)
    assert "存储满了" in told
    assert (after, marks) == ("", ["a.a", "a.b"])


def test_where_storage_is_blocked_the_page_works_and_says_so(js: Modules) -> None:
    body = f"""{SHELF}
        const blocked = () => {{ throw new DOMException("no", "SecurityError"); }};
        const store = new m.Store(blocked, blocked, clock);
        store.mark("a.a", "done");
        store.type({{ id: "phone", personal: true }}, "138");
        return [Object.keys(store.case.marks), store.typed({{ id: "phone", personal: true }}), store.notice];
    """
    marks, typed, notice = js.run("store", body)
    assert (marks, typed) == (["a.a"], "138")
    assert "不让网页保存" in notice


def test_personal_blanks_reach_the_device_only_when_asked(js: Modules) -> None:
    body = f"""{SHELF}
        const [local, session] = [shelf(), shelf()];
        const phone = {{ id: "phone", personal: true }};
        const store = opened(local, session);
        store.mark("a.a", "done");
        store.type(phone, "13800000000");
        const found = () => [store.typed(phone), local.kept[m.KEY].includes("13800000000")];
        const seen = [found()];
        store.remember(true);
        seen.push([...found(), opened(local).typed(phone)]);
        store.remember(false);
        seen.push([...found(), opened(local).typed(phone)]);
        return seen;
    """
    assert js.run("store", body) == [
        ["13800000000", False],
        ["13800000000", True, "13800000000"],
        ["13800000000", False, ""],
    ]


@pytest.mark.parametrize("text", ["null", "5", "[]", "{bad", '"x"', '{"one":5}'])
def test_broken_personal_blanks_can_be_typed_anew(js: Modules, text: str) -> None:
    body = f"""{SHELF}
        const local = shelf({{ [m.KEY]: a[0] }});
        const session = shelf({{ [`${{m.KEY}}.personal`]: a[1] }});
        const phone = {{ id: "phone", personal: true }};
        opened(local, session).type(phone, "138");
        return opened(local, session).typed(phone);
    """
    state = a_state({"one": a_case()})
    assert js.run("store", body, json.dumps(state), text) == "138"


def test_each_case_has_its_own_personal_blanks(js: Modules) -> None:
    body = f"""{SHELF}
        const [local, session] = [shelf({{ [m.KEY]: a[0] }}), shelf()];
        const phone = {{ id: "phone", personal: true }};
        const store = opened(local, session);
        store.use("one");
        store.type(phone, "138");
        store.use("two");
        return [store.typed(phone), opened(local, session).active, store.use("one") ?? store.typed(phone)];
    """
    state = a_state({"one": a_case(), "two": a_case()})
    assert js.run("store", body, json.dumps(state)) == ["", "two", "138"]


@pytest.mark.parametrize("told", [True, False])
def test_personal_blanks_of_a_tab_go_to_the_first_case_whoever_stores_it(
    js: Modules, *, told: bool
) -> None:
    """A tab in the background of a phone is not told what others store; it is opened anew."""
    body = f"""{SHELF}
        const [local, session] = [shelf(), shelf()];
        const phone = {{ id: "phone", personal: true }};
        const here = opened(local, session);
        here.type(phone, "138");
        const there = opened(local);
        there.mark("a.a", "done");
        if (a[0]) here.load();
        const again = opened(local, session);
        const seen = [again.typed(phone), again.active === there.active];
        again.arrange((state) => {{ state.cases.other = {{ ...state.cases[again.active] }}; }});
        again.use("other");
        return [...seen, again.typed(phone)];
    """
    assert js.run("store", body, told) == ["138", True, ""]


def test_another_tab_keeps_the_case_it_uses(js: Modules) -> None:
    body = f"""{SHELF}
        const local = shelf({{ [m.KEY]: a[0] }});
        const [here, there] = [opened(local), opened(local)];
        here.use("two");
        there.mark("a.a", "done");
        return Object.values(opened(local).state.cases).map(({{ marks }}) => Object.keys(marks));
    """
    state = a_state({"one": a_case(), "two": a_case()})
    assert js.run("store", body, json.dumps(state)) == [["a.a"], []]


LATER = """
    const waiting = [];
    const slow = (local) => new m.Store(() => local, () => shelf(), clock, (write) => waiting.push(write));
"""


def test_what_is_typed_shows_at_once_and_is_written_once_soon_after(js: Modules) -> None:
    body = f"""{SHELF}{LATER}
        const local = shelf();
        let writes = 0;
        const store = slow({{ ...local, setItem: (key, text) => {{ writes += 1; local.setItem(key, text); }} }});
        writes = 0;
        for (const text of ["1", "12", "123"]) store.type({{ id: "order-no" }}, text);
        const before = [store.typed({{ id: "order-no" }}), writes, waiting.length];
        waiting.pop()();
        store.flush();
        return [before, writes, opened(local).typed({{ id: "order-no" }})];
    """
    assert js.run("store", body) == [["123", 0, 1], 1, "123"]


def test_what_waits_is_done_again_on_what_another_tab_wrote(js: Modules) -> None:
    body = f"""{SHELF}{LATER}
        const local = shelf();
        opened(local).mark("a.a", "done");
        const store = slow(local);
        store.mark("a.b", "done");
        opened(local).mark("a.c", "done");
        store.load();
        const seen = Object.keys(store.case.marks).sort();
        waiting.pop()();
        return [seen, Object.keys(opened(local).case.marks).sort()];
    """
    assert js.run("store", body) == [["a.a", "a.b", "a.c"]] * 2


def test_what_waits_is_written_with_the_next_change_and_before_another_case_is_used(
    js: Modules,
) -> None:
    body = f"""{SHELF}{LATER}
        const local = shelf({{ [m.KEY]: a[0] }});
        const store = slow(local);
        store.mark("a.a", "done");
        store.use("case-b");
        store.mark("a.b", "done");
        store.change((current) => {{ current.title = "乙"; }});
        const {{ cases, active }} = JSON.parse(local.kept[m.KEY]);
        return [Object.keys(cases["case-a"].marks), Object.keys(cases["case-b"].marks), cases["case-b"].title, active];
    """
    both = json.dumps(a_state({"case-a": a_case(), "case-b": a_case()}))
    assert js.run("store", body, both) == [["a.a"], ["a.b"], "乙", "case-b"]


def test_a_full_device_is_told_when_what_waits_is_written(js: Modules) -> None:
    body = f"""{SHELF}{LATER}
        const local = shelf();
        opened(local).mark("a.a", "done");
        const store = slow({{ ...local, setItem: full }});
        store.saved = true;
        store.mark("a.b", "done");
        waiting.pop()();
        return [store.saved, store.notice.includes("满了"), Object.keys(store.case.marks)];
    """
    assert js.run("store", body) == [False, True, ["a.a", "a.b"]]
