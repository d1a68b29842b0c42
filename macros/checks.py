"""What must agree across the handbook: one small function a rule, each yielding (where, message).

`run` gathers the problems of all rules. A rule looks only at records that have the right shape;
a rule that concludes something from absence is listed in USAGE_RULES and waits until every record
has the right shape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from macros import duration, words
from macros.problem import Where, nearest
from macros.prose import Mark, marks, plain, strings

if TYPE_CHECKING:
    from macros.model import Handbook, Template, Triage

Found = Iterator[tuple[Where, str]]

SECTION_NAMES = {
    "sources": "来源",
    "facts": "事实",
    "deadlines": "期限",
    "evidence": "证据",
    "fields": "填写项",
    "templates": "模板",
    "checklists": "清单",
    "triage": "分流",
    "terms": "术语",
}


@dataclass(frozen=True)
class Context:
    """What the rules may look at.

    Attributes:
        book: the records that have the right shape.
        ids: section → every id written there, misshapen records included.
        guides: Markdown paths below docs/, such as `respond/appeal.md`.
    """

    book: Handbook
    ids: dict[str, set[str]]
    guides: frozenset[str]


Rule = Callable[[Context], Found]


def run(context: Context, *, whole: bool = True) -> list[tuple[Where, str]]:
    """Apply the rules; with `whole=False` leave out those that conclude from absence."""
    rules = RULES + USAGE_RULES if whole else RULES
    return [found for rule in rules for found in rule(context)]


# --- references -----------------------------------------------------------------------------


def references_exist(context: Context) -> Found:
    """Every id that a record names stands in its section."""
    for where, section, name in _references(context.book):
        if name not in context.ids[section]:
            kind = SECTION_NAMES[section]
            yield where, f"没有名为 “{name}” 的{kind}{nearest(name, context.ids[section])}"


def _references(book: Handbook) -> Iterator[tuple[Where, str, str]]:
    for id_, fact in book.facts.items():
        yield ("facts", id_, "source"), "sources", fact.source
    for id_, deadline in book.deadlines.items():
        yield ("deadlines", id_, "fact"), "facts", deadline.fact
    for where, record in _citing_records(book):
        for section in ("facts", "evidence", "fields", "checklists", "templates", "deadlines"):
            for index, name in enumerate(getattr(record, section, [])):
                yield (*where, section, index), section, name


def _citing_records(book: Handbook) -> Iterator[tuple[Where, object]]:
    for section in ("evidence", "templates", "terms"):
        for id_, record in getattr(book, section).items():
            yield (section, id_), record
    for id_, checklist in book.checklists.items():
        yield ("checklists", id_, "facts"), _Facts(checklist.facts)
        for index, item in enumerate(checklist.items):
            yield ("checklists", id_, "items", index), item
    for id_, triage in book.triage.items():
        for name, result in triage.results.items():
            yield ("triage", id_, "results", name), result


@dataclass(frozen=True)
class _Facts:
    """The facts of a checklist, without its items."""

    facts: list[str]


def guides_exist(context: Context) -> Found:
    """Every guide that a record sends the reader to is a page of the site."""
    for where, text in strings(context.book):
        if where[-1] in {"see", "guide"} and text.partition("#")[0] not in context.guides:
            yield where, f"docs/ 下没有页面 “{text}”{nearest(text, context.guides)}"


# --- ids ------------------------------------------------------------------------------------


def sections_are_sorted(context: Context) -> Found:
    """Records stand in the order of their ids, so that two changes seldom meet on one line."""
    for section in SECTION_NAMES:
        ids = list(getattr(context.book, section))
        for before, after in pairwise(ids):
            if before > after:
                yield (section, after), f"请按 id 的字母顺序排列：“{after}” 应在 “{before}” 之前。"


def items_are_unique(context: Context) -> Found:
    """No two items of a checklist share an id."""
    for id_, checklist in context.book.checklists.items():
        seen: set[str] = set()
        for index, item in enumerate(checklist.items):
            if item.id in seen:
                yield ("checklists", id_, "items", index, "id"), f"步骤 id “{item.id}” 重复了。"
            seen.add(item.id)


def retired_ids_are_gone(context: Context) -> Found:
    """A retired id is not in use, and its replacement is."""
    live = live_ids(context.book)
    for id_, stone in context.book.retired.items():
        if id_ in live[stone.kind]:
            yield ("retired", id_), f"“{id_}” 还在使用，不能同时退役。请删掉其中一处。"
        target = stone.replaced_by
        if target and target not in live[stone.kind]:
            hint = nearest(target, live[stone.kind])
            yield ("retired", id_, "replaced_by"), f"替代者 “{target}” 不存在{hint}"


def live_ids(book: Handbook) -> dict[str, set[str]]:
    """List the ids in use by kind; an item's id is `checklist.item`."""
    kinds: dict[str, dict[str, Any]] = {
        "source": book.sources,
        "fact": book.facts,
        "deadline": book.deadlines,
        "evidence": book.evidence,
        "field": book.fields,
        "template": book.templates,
        "checklist": book.checklists,
        "triage": book.triage,
        "term": book.terms,
    }
    ids = {kind: set(records) for kind, records in kinds.items()}
    ids["item"] = {f"{id_}.{item.id}" for id_, c in book.checklists.items() for item in c.items}
    return ids


# --- numbers --------------------------------------------------------------------------------


def claims_use_their_values(context: Context) -> Found:
    """A claim names each of its values, and names no other."""
    for id_, fact in context.book.facts.items():
        used = {mark.name for mark in marks(fact.claim) if mark.value is None}
        for name in sorted(used - set(fact.values)):
            hint = nearest(name, fact.values)
            yield ("facts", id_, "claim"), f"values 里没有 “{name}”{hint}"
        for name in sorted(set(fact.values) - used):
            yield (
                ("facts", id_, "values", name),
                f"claim 里没有用到 {{{name}}}；请写进 claim，或删掉这个值。",
            )


def quoted_values_exist(context: Context) -> Found:
    """`{fact.value}` in prose names a value that stands in that fact."""
    for where, mark in _quotes(context.book):
        if mark.name not in context.ids["facts"]:
            hint = nearest(mark.name, context.ids["facts"])
            yield where, f"没有名为 “{mark.name}” 的事实{hint}"
        elif mark.name in context.book.facts:
            values = context.book.facts[mark.name].values
            if mark.value not in values:
                hint = nearest(mark.value or "", values)
                yield where, f"事实 “{mark.name}” 没有名为 “{mark.value}” 的值{hint}"


def _quotes(book: Handbook) -> Iterator[tuple[Where, Mark]]:
    for where, text in strings(book):
        yield from ((where, mark) for mark in marks(text) if mark.value is not None)


def numbers_are_said_once(context: Context) -> Found:
    """Outside facts, sources and examples, a number is quoted, not typed."""
    for where, text in strings(context.book):
        if where[0] in {"facts", "sources", "retired"} or where[-1] == "example":
            continue
        if where[0] == "terms" and "also" in where:
            continue
        for message in words.numbers(plain(text)):
            yield where, f"{message}写法：{{事实id.值的名字}}。"


def letters_quote_no_unchecked_number(context: Context) -> Found:
    """A letter states no number that was not read in an official text."""
    for id_, template in context.book.templates.items():
        for part in ("body", "pledge"):
            for mark in marks(getattr(template, part)):
                fact = context.book.facts.get(mark.name)
                if mark.value is not None and fact is not None and fact.basis == "secondary":
                    yield (
                        ("templates", id_, part),
                        f"信里引用了待核的数字 “{mark.name}.{mark.value}”；请改写成“以页面显示为准”。",
                    )


def computed_deadlines_were_read(context: Context) -> Found:
    """A deadline computes only from a duration that was read in an official text."""
    for id_, deadline in context.book.deadlines.items():
        where: Where = ("deadlines", id_, "duration")
        fact = context.book.facts.get(deadline.fact)
        if (deadline.duration is None) != (deadline.counting is None):
            yield ("deadlines", id_), "duration 和 counting 要么都写，要么都不写。"
        if deadline.duration is None or fact is None:
            continue
        if deadline.limit is not None:
            yield ("deadlines", id_, "limit"), "已经有 duration，不要再写 limit。"
        if fact.basis == "secondary":
            yield where, "依据是待核的事实，不能拿它算日期。请删掉 duration 和 counting。"
        elif deadline.duration not in fact.values:
            hint = nearest(deadline.duration, fact.values)
            yield where, f"事实 “{deadline.fact}” 没有名为 “{deadline.duration}” 的值{hint}"
        elif duration.parse(fact.values[deadline.duration]) is None:
            value = fact.values[deadline.duration]
            yield where, f"“{value}” 不是期限；应写成 7 日、48 小时、3 个工作日这样。"


def stages_are_distinct(context: Context) -> Found:
    """Two deadlines of one route never claim the same place on its timeline."""
    seen: dict[tuple[str, int], str] = {}
    for id_, deadline in context.book.deadlines.items():
        place = (deadline.route, deadline.stage)
        if place in seen:
            yield (
                ("deadlines", id_, "stage"),
                f"“{seen[place]}” 已占用这条路线的第 {deadline.stage} 位，请换一个整数。",
            )
        seen[place] = id_


def review_follows_check(context: Context) -> Found:
    """A fact is to be reviewed after it was checked."""
    for id_, fact in context.book.facts.items():
        if fact.review_by <= fact.checked_on:
            yield ("facts", id_, "review_by"), "复核日期要晚于核对日期（checked_on）。"


# --- letters --------------------------------------------------------------------------------


def blanks_are_declared(context: Context) -> Found:
    """A letter uses only the blanks it lists."""
    for id_, template in context.book.templates.items():
        listed = set(template.fields)
        for name in sorted(_blanks(template) - listed):
            hint = nearest(name, context.ids["fields"])
            yield (
                ("templates", id_, "body"),
                f"正文用了 {{{name}}}，但 fields 里没有列出它{hint}",
            )


def listed_fields_are_used(context: Context) -> Found:
    """A letter lists only blanks it uses, each once."""
    for id_, template in context.book.templates.items():
        seen: set[str] = set()
        for index, name in enumerate(template.fields):
            if name in seen:
                yield ("templates", id_, "fields", index), f"填写项 “{name}” 列了两次。"
            elif name not in _blanks(template):
                yield (
                    ("templates", id_, "fields", index),
                    f"正文没有用到 “{name}”；请在正文里写 {{{name}}}，或从 fields 里删掉。",
                )
            seen.add(name)


def _blanks(template: Template) -> set[str]:
    return {mark.name for mark in marks(template.body) if mark.value is None}


def letters_end_in_truth(context: Context) -> Found:
    """The last line of a letter vouches for its truth."""
    for id_, template in context.book.templates.items():
        if not any(word in template.pledge for word in ("真实", "属实", "如实")):
            yield ("templates", id_, "pledge"), "最后一行要含“真实”“属实”或“如实”。"


def choices_are_given(context: Context) -> Found:
    """A blank to choose in has choices, and no other blank has."""
    for id_, field in context.book.fields.items():
        if (field.kind == "choice") != bool(field.choices):
            yield ("fields", id_), "kind 为 choice 时要写 choices，其他 kind 不写。"


def phones_are_personal(context: Context) -> Found:
    """A telephone number is marked as personal."""
    for id_, field in context.book.fields.items():
        if field.kind == "phone" and not field.personal:
            yield ("fields", id_), "电话是个人信息，请加一行 personal: true。"


# --- triage ---------------------------------------------------------------------------------


def triage_leads_somewhere(context: Context) -> Found:
    """Every answer leads on, every question and result is reached, and no path turns back."""
    for id_, triage in context.book.triage.items():
        where: Where = ("triage", id_)
        targets = set(triage.questions) | set(triage.results)
        yield from _dangling(triage, where, targets)
        reached = _reached(triage)
        for name in sorted(targets - reached):
            section = "questions" if name in triage.questions else "results"
            yield (*where, section, name), f"没有哪个回答通向 “{name}”。"
        if _turns_back(triage, triage.start, ()):
            yield where, "有回答绕回了前面的问题，读者会转圈。"


def _dangling(triage: Triage, where: Where, targets: set[str]) -> Found:
    if triage.start not in triage.questions:
        hint = nearest(triage.start, triage.questions)
        yield (*where, "start"), f"没有名为 “{triage.start}” 的问题{hint}"
    for name, question in triage.questions.items():
        for index, answer in enumerate(question.answers):
            if answer.to not in targets:
                place = (*where, "questions", name, "answers", index, "to")
                yield place, f"没有名为 “{answer.to}” 的问题或结果{nearest(answer.to, targets)}"


def _reached(triage: Triage) -> set[str]:
    reached: set[str] = set()
    waiting = [triage.start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            question = triage.questions.get(name)
            waiting += [answer.to for answer in question.answers] if question else []
    return reached


def _turns_back(triage: Triage, name: str, path: tuple[str, ...]) -> bool:
    if name in path:
        return True
    question = triage.questions.get(name)
    answers = question.answers if question else []
    return any(_turns_back(triage, answer.to, (*path, name)) for answer in answers)


# --- words ----------------------------------------------------------------------------------


def words_are_clean(context: Context) -> Found:
    """No markup, invisible or look-alike characters, and full-width punctuation in Chinese."""
    for where, text in strings(context.book):
        if where[-1] == "url":
            continue
        yield from ((where, message) for message in words.characters(text))


def other_words_are_distinct(context: Context) -> Found:
    """A seller's word leads to one term."""
    owner = {term.title: id_ for id_, term in context.book.terms.items()}
    for id_, term in context.book.terms.items():
        for index, word in enumerate(term.also):
            if owner.setdefault(word, id_) != id_ or word == term.title:
                yield (
                    ("terms", id_, "also", index),
                    f"“{word}” 已属于术语 “{owner[word]}”；一个叫法只归一个术语。",
                )


# --- usage: concludes from absence ----------------------------------------------------------


def sources_are_used(context: Context) -> Found:
    """Every source supports a fact."""
    used = {fact.source for fact in context.book.facts.values()}
    yield from _unused(context.book.sources, used, "sources", "没有事实引用这个来源；请删掉它。")


def fields_are_used(context: Context) -> Found:
    """Every blank stands in a letter."""
    used = {name for template in context.book.templates.values() for name in template.fields}
    yield from _unused(context.book.fields, used, "fields", "没有模板用到这个填写项；请删掉它。")


def evidence_is_used(context: Context) -> Found:
    """Every kind of evidence is asked for by an item or a letter."""
    book = context.book
    used = {name for template in book.templates.values() for name in template.evidence}
    for checklist in book.checklists.values():
        used |= {name for item in checklist.items for name in item.evidence}
    yield from _unused(
        book.evidence, used, "evidence", "没有步骤或模板用到这种证据；请引用它或删掉它。"
    )


def _unused(ids: Iterable[str], used: set[str], section: str, message: str) -> Found:
    yield from (((section, id_), message) for id_ in ids if id_ not in used)


RULES: tuple[Rule, ...] = (
    references_exist,
    guides_exist,
    sections_are_sorted,
    items_are_unique,
    retired_ids_are_gone,
    claims_use_their_values,
    quoted_values_exist,
    numbers_are_said_once,
    letters_quote_no_unchecked_number,
    computed_deadlines_were_read,
    stages_are_distinct,
    review_follows_check,
    blanks_are_declared,
    listed_fields_are_used,
    letters_end_in_truth,
    choices_are_given,
    phones_are_personal,
    triage_leads_somewhere,
    words_are_clean,
    other_words_are_distinct,
)

USAGE_RULES: tuple[Rule, ...] = (sources_are_used, fields_are_used, evidence_is_used)
