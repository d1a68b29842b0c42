"""Acts and faults in any order on real pages, with a second tab beside them.

Nothing typed is lost unsaid, nothing is said to be stored that is not, and storage always reads back
whole. `tests/js/acts.test.js` drives the store alone, thousands of times as often.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.browser.conftest import press, ready, uncover

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from playwright.sync_api import Browser, Locator, Page

WALKS, ACTS = 6, 30  # 100 walks take ten minutes

# The name of a window outlives a reload: it holds the fault, and how many days the clock is ahead.
# `raw` reaches storage all the same.
FAULTS = """
  const { getItem, setItem, removeItem, clear } = Storage.prototype;
  const failing = (act, writes) => function (...all) {
    if (name.startsWith("blocked")) throw new DOMException("no", "SecurityError");
    if (name.startsWith("full") && writes) throw new DOMException("full", "QuotaExceededError");
    return act.apply(this, all);
  };
  Storage.prototype.getItem = failing(getItem, false);
  Storage.prototype.setItem = failing(setItem, true);
  Storage.prototype.removeItem = failing(removeItem, false);
  const Today = Date;
  const now = () => Today.now() + Number(name.split(" ")[1] ?? 0) * 86_400_000;
  window.Date = class extends Today {
    constructor(...all) {
      super(...(all.length ? all : [now()]));
    }
    static now() {
      return now();
    }
  };
  window.raw = {
    stored: () => getItem.call(localStorage, "shensu-youju") ?? "",
    kept: () => [localStorage, sessionStorage].flatMap((each) => Object.values(each)).join(),
    clear: () => { clear.call(localStorage); clear.call(sessionStorage); },
  };
"""
WHOLE = """() => {
  const text = raw.stored();
  if (!text) return [];
  const { state, dropped } = kb["case/shape"].parseState(text, "case-first");
  return JSON.stringify(state) === text ? dropped : [...dropped, "another order or value"];
}"""
SHOWN = """() => {
  const { store } = kb["case/page-store"];
  store.flush();
  const boxes = [...document.querySelectorAll("article :is(input:not([type=file]), textarea)")];
  return {
    memory: JSON.stringify([store.state, store.personal, store.drafts, boxes.map(({ value }) => value)]),
    kept: raw.kept(),
    notice: store.notice,
  };
}"""
CLAIMS = re.compile(r"已记下|已存下|已列入|已新建|已加上|已标为|现在用的")
TOOLS = {
    "log": "tools/log/",
    "cases": "tools/cases/",
    "deadlines": "tools/deadlines/",
    "exhibits": "tools/exhibits/",
    "backup": "tools/backup/",
    "checklist": "respond/first-day/",
    "letter": "respond/appeal-goods/",
}


class Acts(RuleBasedStateMachine):
    """One seller with two tabs; everything typed is a token that is nowhere else."""

    page: Page
    other: Page

    @initialize()
    def begin(self) -> None:
        self.typed: set[str] = set()
        self.count = 0
        self.tool = "log"
        self.unaware = False  # of what was cleared since the page last looked
        for page in (self.page, self.other):
            page.evaluate("name = ''; raw.clear()")
        self.visit(self.other, TOOLS["log"])
        self.visit(self.page, TOOLS["log"])

    def visit(self, page: Page, address: str) -> None:
        page.goto(address)
        ready(page)

    def token(self) -> str:
        self.count += 1
        return f"typed{self.count}end"

    def widget(self) -> Locator:
        names = {"checklist": "kb-checklist", "letter": "[data-kb-template='appeal-goods']"}
        return self.page.locator(names.get(self.tool, f"kb-{self.tool}")).first

    def fill(self, box: Locator) -> str:
        """Type a token where nothing was typed: what was there is overwritten by the seller."""
        uncover(box)
        before = box.input_value()
        self.typed -= {each for each in self.typed if each in before}
        token = self.token()
        box.fill(token)
        self.typed.add(token)
        return token

    def claim(self, token: str) -> None:
        """Whatever the tool says, it is true."""
        words = " ".join(self.widget().get_by_role("status").all_inner_texts())
        if token in self.page.evaluate("raw.stored()"):
            self.typed.add(token)
            self.unaware = False
        else:
            assert not CLAIMS.search(words), words
            assert "没有存下" in words

    # --- what is typed and pressed -----------------------------------------------------------

    @rule(pick=st.integers(0, 5))
    def acts(self, pick: int) -> None:
        """Do one of the things that the tool on the page is for."""
        names = [name for name in sorted(vars(Acts)) if name.startswith(f"{self.tool}_")]
        getattr(self, names[pick % len(names)])()

    acts_again = acts_once_more = acts_and_acts = acts_on = acts  # more often than all else

    def log_types_in_the_log(self) -> None:
        self.fill(self.widget().get_by_label("说了什么"))

    def log_writes_into_the_log(self) -> None:
        token = self.fill(self.widget().get_by_label("说了什么"))
        self.widget().get_by_role("button", name=re.compile("^(记下这一条|存下修改)$")).click()
        self.claim(token)

    def log_changes_an_entry(self) -> None:
        edit = self.widget().get_by_role("button", name=re.compile("^修改"))
        if edit.count():
            edit.first.click()
            self.fill(self.widget().get_by_label("答应了什么"))

    def cases_makes_a_case(self) -> None:
        token = self.fill(self.widget().get_by_placeholder("例如：10 月那批订单"))
        press(self.widget(), "新建")
        self.claim(token)

    def cases_names_a_new_case(self) -> None:
        self.fill(self.widget().get_by_placeholder("例如：10 月那批订单"))

    def cases_renames_the_case(self) -> None:
        box = uncover(self.widget().get_by_label("案件名称").first)
        before = box.input_value()
        token = self.token()
        box.fill(token)
        box.press("Tab")
        self.typed = {each for each in self.typed if each not in before} | {token}

    def cases_uses_another_case(self) -> None:
        use = self.widget().get_by_role("button", name=re.compile("^用这件"))
        if use.count():
            use.last.click()

    def deadlines_adds_a_deadline(self) -> None:
        token = self.fill(self.widget().get_by_label("什么事"))
        press(self.widget(), "加上")
        self.claim(token)

    def deadlines_names_a_deadline(self) -> None:
        self.fill(self.widget().get_by_label("什么事"))

    def exhibits_lists_a_file(self) -> None:
        token = self.token()
        file: Any = {"name": f"{token}.png", "mimeType": "image/png", "buffer": token.encode()}
        self.widget().locator("input[type=file]").first.set_input_files(file)
        self.page.wait_for_function(
            "!/正在读/.test(document.querySelector('kb-exhibits .kb-status').textContent) && document.querySelector('kb-exhibits progress').hidden"
        )
        self.claim(token)

    def exhibits_says_what_a_file_proves(self) -> None:
        box = self.widget().get_by_label("证明什么")
        if box.count():
            self.fill(box.first)

    def backup_pastes_a_backup(self) -> None:
        self.fill(self.widget().get_by_label("备份的全文"))

    def checklist_writes_a_note(self) -> None:
        press(self.widget(), "备注：")
        self.fill(self.widget().get_by_role("textbox").first)

    def checklist_ticks_and_clears(self) -> None:
        self.widget().get_by_role("checkbox").first.check()
        press(self.widget(), "清除勾选")
        words = self.widget().get_by_role("status").inner_text()
        if "没有存下" in words:
            assert self.widget().get_by_role("checkbox").first.is_checked()

    def letter_fills_a_blank(self) -> None:
        field = ("shop-name", "order-no", "contact-phone")[self.count % 3]
        card = self.widget().locator("details.kb-disclosure").first
        if not card.evaluate("each => each.open"):
            card.locator("summary").first.click()
        self.fill(self.page.locator(f"#blank-appeal-goods-{field}"))

    # --- the course of things, and faults ----------------------------------------------------

    @rule(tool=st.sampled_from(list(TOOLS)))
    def goes_to(self, tool: str) -> None:
        self.leave(lambda: self.page.goto(TOOLS[tool]))
        self.tool = tool

    @rule()
    def reloads(self) -> None:
        self.leave(self.page.reload)

    @rule()
    def goes_away_and_back(self) -> None:
        def away_and_back() -> None:
            self.page.goto("about/")
            self.page.go_back()

        self.leave(away_and_back)

    def leave(self, act: Callable[[], object]) -> None:
        """What is lost with a page was said before."""
        shown = self.page.evaluate(SHOWN)
        if shown["notice"] or self.unaware:
            self.typed -= set(self.lost(shown))
        self.unaware = False
        act()
        ready(self.page)

    @rule()
    def waits_a_day(self) -> None:
        for page in (self.page, self.other):
            page.evaluate("name = `${name.split(' ')[0]} ${Number(name.split(' ')[1] ?? 0) + 1}`")

    @rule(fault=st.sampled_from(["", "", "full", "blocked"]))
    def meets_a_fault(self, fault: str) -> None:
        self.page.evaluate(SHOWN)  # what was typed before is written
        self.page.evaluate("fault => { name = `${fault} ${name.split(' ')[1] ?? 0}`; }", fault)

    @rule()
    def finds_storage_cleared(self) -> None:
        """By the browser, or the seller; what the open page shows may be all there is."""
        for page in (self.page, self.other):
            page.evaluate("raw.clear()")
        memory = self.page.evaluate(SHOWN)["memory"]
        self.typed = {each for each in self.typed if each in memory}
        self.unaware = True

    @rule()
    def writes_in_the_other_tab(self) -> None:
        token = self.token()
        self.other.get_by_label("说了什么").fill(token)
        self.other.get_by_role("button", name="记下这一条").click()
        self.typed.add(token)
        if self.unaware:  # what that tab stores is taken for what the cases are now
            shown = self.page.evaluate(SHOWN)
            self.typed -= set(self.lost(shown)) - {token}

    # --- what is always true -----------------------------------------------------------------

    def lost(self, shown: dict[str, str]) -> list[str]:
        kept = shown["kept"] + self.other.evaluate("raw.kept()")
        return [each for each in self.typed if each not in kept]

    @invariant()
    def nothing_is_lost_unsaid(self) -> None:
        shown = self.page.evaluate(SHOWN)
        for token in self.lost(shown):
            assert token in shown["memory"], f"{token} is lost"
            assert shown["notice"] or self.unaware, f"nothing is said of {token}"

    @invariant()
    def storage_reads_back_whole(self) -> None:
        assert self.page.evaluate(WHOLE) == []
        assert (
            self.page.evaluate(
                "Object.keys(localStorage).filter((key) => key.includes('.broken.'))"
            )
            == []
        )


def test_acts_and_faults_in_any_order(
    browser: Browser, browser_context_args: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(10_000)
    context.add_init_script(FAULTS)
    complaints: list[str] = []
    context.on(
        "weberror",  # of our scripts: the theme has its own way with storage that is blocked
        lambda error: (
            complaints.append(str(error.error))
            if "/assets/kb/" in (error.error.stack or "")
            else None
        ),
    )
    context.on(
        "console",
        lambda told: complaints.append(told.text) if told.text.startswith("not stored") else None,
    )
    for name in ("page", "other"):
        page = context.new_page()
        page.goto("about/")
        monkeypatch.setattr(Acts, name, page, raising=False)
    steady = settings(
        max_examples=WALKS, stateful_step_count=ACTS, derandomize=True, deadline=None, database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Acts, settings=steady)
    assert complaints == []
    context.close()
