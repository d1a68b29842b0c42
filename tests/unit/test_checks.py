"""Each rule has a bad sample that it catches and no other rule does."""

from __future__ import annotations

import pathlib
from copy import deepcopy
from typing import Any

import pytest

from macros.handbook import checks, loader
from macros.handbook.checks import (
    checklists,
    dates,
    figures,
    holidays,
    ids,
    letters,
    numbers,
    references,
    triage,
    without,
    wording,
)
from macros.handbook.guides import parse_page, read_pages
from macros.handbook.kinds import KINDS
from macros.handbook.model import Handbook
from macros.handbook.strict_yaml import Document
from tests.conftest import GUIDE

GUIDES = {"guide.md": parse_page("guide.md", GUIDE)}
Path = tuple[str | int, ...]

NEW_YEAR = {"name": "元旦", "first": "2026-01-01", "last": "2026-01-03"}
HOLIDAY = {"rest": [NEW_YEAR], "fact": "fact-a"}

SAMPLES = [
    (references.references_exist, ("deadlines", "deadline-b", "fact"), "fact-c", "没有名为 “fact-c” 的事实；是不是"),
    (references.references_exist, ("checklists", "list-a", "items", 0, "evidence"),
     ["evidence-a", "evidense-a"], "是不是 “evidence-a”"),
    (references.references_exist, ("terms", "term-a", "facts"), ["fact-z"], "没有名为 “fact-z” 的事实"),
    (references.guides_exist, ("terms", "term-a", "see"), "guide.md#tpo", "是不是 “top”"),
    (numbers.marks_stand_where_they_are_read, ("terms", "term-a", "meaning"), "看 {order-no}。", "只能写在"),
    (numbers.marks_stand_where_they_are_read, ("templates", "letter-a", "pledge"), "属实 {phone}。", "只能写在"),
    (numbers.marks_stand_where_they_are_read, ("facts", "fact-b", "claim"), "有人说 {rumour}，见 {fact-a.window}。", "不能引用"),
    (numbers.marks_stand_where_they_are_read, ("terms", "term-a", "title"), "甲 {fact-a.window}", "原样显示"),
    (numbers.marks_stand_where_they_are_read, ("terms", "term-a", "meaning"), "看 { order-no }。", "花括号"),
    (numbers.marks_stand_where_they_are_read, ("terms", "term-a", "meaning"), "看｛订单号｝。", "花括号"),
    (triage.triage_leads_somewhere, ("triage", "start-a", "results", "two"),
     {"title": "丙", "first": "丙。", "guide": "guide.md", "case": "other"}, "既是问题又是结果"),
    (triage.tasks_name_one_thing_once, ("triage", "start-a", "results", "done", "tasks", 1),
     {"checklist": "list-a", "tool": "log"}, "这里有 2 样"),
    (triage.tasks_name_one_thing_once, ("triage", "start-a", "results", "done", "tasks", 1), {}, "这里有 0 样"),
    (triage.tasks_name_one_thing_once, ("triage", "start-a", "results", "done", "tasks", 1),
     {"checklist": "list-a"}, "写了两次"),
    (references.references_exist, ("triage", "start-a", "results", "other", "tasks", 1, "template"),
     "letter-b", "是不是 “letter-a”"),
    (wording.other_words_are_distinct, ("terms", "term-b", "title"), "甲词", "已是术语 “term-a”"),
    (references.guides_exist, ("terms", "term-a", "see"), "guides.md", "是不是 “guide.md”"),
    (checklists.items_are_unique, ("checklists", "list-a", "items", 1, "id"), "first", "重复了"),
    (checklists.sections_are_whole, ("checklists", "list-a", "items", 1, "section"), "后段", "都写上"),
    (letters.compared_blanks_are_alike, ("fields", "order-no", "not_before"), ["phone"], "没法比"),
    (letters.compared_blanks_are_alike, ("fields", "order-no", "at_most"), "phone", "没法比"),
    (references.references_exist, ("fields", "order-no", "at_most"), "phon", "是不是 “phone”"),
    (ids.retired_ids_are_gone, ("retired", "old-letter", "replaced_by"), "letter-b", "不存在"),
    (ids.retired_ids_are_gone, ("retired", "letter-a"),
     {"kind": "template", "reason": "旧了。", "on": "2026-11-22"}, "还在使用"),
    (ids.retired_ids_are_gone, ("retired", "old-fact", "said"), None, "要写 said"),
    (references.references_exist, ("changes", "2027-rumour-b", "facts"), ["old-fact"],
     "它在 2026-11-22 退役了（甲法改了。）请改用 “fact-a”。"),
    (references.guides_exist, ("changes", "2026-11-22-law-a", "see"), "guides.md", "是不是 “guide.md”"),
    (numbers.numbers_are_said_once, ("changes", "2027-rumour-b", "what"),
     "改成 72 小时。", "“72 小时” 是手写的数字"),
    (numbers.claims_use_their_values, ("facts", "fact-b", "claim"), "有人说很快。", "没有用到 {rumour}"),
    (numbers.claims_use_their_values, ("facts", "fact-b", "claim"), "{rumour}，{rumor}。", "“rumor”"),
    (numbers.quoted_values_exist, ("checklists", "list-a", "items", 1, "how"),
     "在 {fact-a.windows}内。", "是不是 “window”"),
    (numbers.quoted_values_exist, ("checklists", "list-a", "items", 1, "how"),
     "在 {fact-x.window}内。", "没有名为 “fact-x” 的事实"),
    (numbers.numbers_are_said_once, ("checklists", "list-a", "items", 0, "why"),
     "只有 72 小时。", "“72 小时” 是手写的数字"),
    (numbers.numbers_are_said_once, ("deadlines", "deadline-a", "missed"),
     "三天内要补。", "“三天内” 是手写的数字"),
    (numbers.letters_quote_no_unchecked_number, ("templates", "letter-a", "pledge"),
     "以上真实，{fact-b.rumour}。", "待核的数字"),
    (dates.computed_deadlines_were_read, ("deadlines", "deadline-a", "fact"), "fact-b", "待核的事实"),
    (dates.computed_deadlines_were_read, ("deadlines", "deadline-a", "duration"), "windows", "是不是"),
    (dates.computed_deadlines_were_read, ("facts", "fact-a", "values", "window"), "100 万元", "不是期限"),
    (dates.computed_deadlines_were_read, ("deadlines", "deadline-a", "limit"), "看后台", "不要再写 limit"),
    (dates.computed_deadlines_were_read, ("deadlines", "deadline-b", "counting"), "day", "都不写"),
    (dates.only_laws_extend, ("deadlines", "deadline-a", "extends"), "fact-b", "待核的事实不能写"),
    (dates.only_laws_extend, ("deadlines", "deadline-a", "counting"), "moment", "才会顺延"),
    (dates.only_laws_extend, ("facts", "fact-a", "values", "window"), "7 个工作日", "才会顺延"),
    (dates.only_laws_extend, ("deadlines", "deadline-b", "extends"), "fact-a", "才会顺延"),
    (dates.only_laws_extend, ("sources", "law-a", "kind"), "platform-rule", "平台的期限"),
    (dates.stages_are_distinct, ("deadlines", "deadline-b", "stage"), 10, "已占用"),
    (dates.short_times_of_a_law_are_working_days, ("facts", "fact-a", "values", "window"), "3 日",
     "写成 “3 个工作日”"),
    (dates.short_times_of_a_law_are_working_days, ("facts", "fact-a", "note"), "五日内提出。",
     "“五日” 在甲法里按工作日算"),
    (dates.review_follows_check, ("facts", "fact-a", "review_by"), "2026-11-22", "晚于"),
    (holidays.days_off_are_possible, ("holidays",), {"next": HOLIDAY}, "id 是那一年"),
    (holidays.days_off_are_possible, ("holidays",), {"2027": HOLIDAY}, "这一段不在 2027 年"),
    (holidays.days_off_are_possible, ("holidays", "2026", "rest", 1, "last"), "2026-02-14", "不能早于"),
    (holidays.days_off_are_possible, ("holidays", "2026", "rest"), [NEW_YEAR, NEW_YEAR], "重叠"),
    (holidays.days_off_are_possible, ("holidays", "2026", "rest", 1, "last"), "2027-01-02", "不在 2026 年"),
    (holidays.make_up_days_are_possible, ("holidays", "2026", "work"), ["2026-01-05"], "不是周末"),
    (holidays.make_up_days_are_possible, ("holidays", "2026", "work"), ["2026-01-03"], "不能同时上班"),
    (holidays.make_up_days_are_possible, ("holidays", "2026", "work"), ["2027-01-09"], "不在 2026 年"),
    (holidays.make_up_days_are_possible, ("holidays", "2026", "work"), ["2026-02-14", "2026-01-04"], "按先后"),
    (holidays.make_up_days_are_possible, ("holidays", "2026", "work"), ["2026-02-14", "2026-02-14"], "各写一次"),
    (figures.roles_name_who, ("figures", "figure-a", "steps", 1, "who"), "seller", "kind 为 roles"),
    (letters.blanks_are_declared, ("templates", "letter-a", "body"),
     "{order-no} {phone} {oder-no}", "是不是 “order-no”"),
    (letters.listed_fields_are_used, ("templates", "letter-a", "body"), "{order-no}", "没有用到 “phone”"),
    (letters.listed_fields_are_used, ("templates", "letter-a", "fields"),
     ["order-no", "phone", "phone"], "列了两次"),
    (letters.only_blanks_stand_in_brackets, ("templates", "letter-a", "body"),
     "【甲】{order-no} {phone}", "只用来显示空"),
    (without.without_names_a_blank, ("fields", "phone", "none"), None, "写 none"),
    (without.none_is_answered_somewhere, ("fields", "order-no", "none"), "还没有", "没有一份模板"),
    (without.parts_stand_once, ("templates", "note-a", "without", 0, "part"), "手机：{phone}", "没有找到这一段"),
    (without.parts_stand_once, ("templates", "note-a", "without", 0, "part"), "，", "没有 {phone}"),
    (without.parts_stand_once, ("templates", "note-a", "without", 0, "part"), "：", "不止一处有"),
    (without.parts_stand_once, ("templates", "note-a", "without", 0, "part"), "{phone}，来电一次。\n2.", "跨了行"),
    (without.parts_stand_once, ("templates", "note-a", "without", 0, "part"),
     "{phone}，来电一次。\n2. 编号：{order-no}", "还有别的空（order-no）"),
    (without.parts_keep_apart, ("templates", "note-a", "without"),
     [{"field": "phone", "part": "电话：{phone}，", "instead": "没有号码，"}, {"field": "phone", "part": "{phone}，来电"}],
     "和第 1 条 without 重叠"),
    (without.answered_letters_read_well, ("templates", "note-a", "without", 0),
     {"field": "phone"}, "编号断了"),
    (without.answered_letters_read_well, ("templates", "note-a", "without", 0),
     {"field": "phone", "part": "{phone}"}, "标点叠在一起"),
    (without.answered_letters_read_well, ("templates", "note-a", "body"),
     "1. 电话：{phone}，来电一次。\n{phone}{order-no}", "还有一处"),
    (without.answered_letters_read_well, ("templates", "note-a", "without", 0),
     {"field": "phone", "part": "{phone}，来电一次。"}, "收尾"),
    (letters.one_of_several_is_chosen, ("templates", "letter-a", "body"),
     "情况一：有\n{order-no}\n\n情况二：没有\n{phone}", "卖家选一种才能复制"),
    (letters.notes_stay_out_of_the_text, ("templates", "letter-a", "body"),
     "订单 {order-no}。\n电话：{phone}（没有的写在附件里）", "收信的人也会看到"),
    (letters.each_choice_says_something, ("templates", "letter-a", "says"),
     [{"field": "order-no", "choice": "甲", "text": "一"}], "对不上：甲"),
    (references.references_exist, ("templates", "letter-a", "says"),
     [{"field": "phoen", "choice": "甲", "text": "一"}], "是不是 “phone”"),
    (letters.examples_stand_in_their_letter, ("templates", "letter-a", "examples"),
     [{"field": "order-no", "example": "1234567890123456789"}], "和 fields 里的例子一样"),
    (letters.letters_end_in_truth, ("templates", "letter-a", "pledge"), "请批准。", "真实"),
    (letters.choices_are_given, ("fields", "order-no", "choices"), ["甲"], "kind 为 choice"),
    (letters.several_are_numbers, ("fields", "phone", "several"), True, "order-number 或 tracking-number"),
    (letters.phones_are_personal, ("fields", "phone", "personal"), False, "personal: true"),
    (triage.triage_leads_somewhere, ("triage", "start-a", "start"), "on", "是不是 “one”"),
    (triage.triage_leads_somewhere, ("triage", "start-a", "questions", "two", "answers", 1, "to"),
     "othre", "是不是 “other”"),
    (triage.triage_leads_somewhere, ("triage", "start-a", "questions", "two", "answers", 1, "to"),
     "one", "转圈"),
    (triage.triage_leads_somewhere, ("triage", "start-a", "questions", "two", "answers", 1, "to"),
     "done", "没有哪个回答通向 “other”"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "一个<b>词</b>。", "网页标记"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "一个\u200b词。", "U+200B"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "右转\u202e。", "U+202E"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "⽤一个词。", "应为 “用”"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "第１个词。", "半角 “1”"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "一个词,两个词。", "半角标点"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "“一个词。”", "整段文字放在了引号里"),
    (wording.words_are_clean, ("terms", "term-a", "title"), "‘甲’", "整段文字放在了引号里"),
    (wording.words_are_clean, ("terms", "term-b", "also"), ["'乙'"], "整段文字放在了引号里"),
    (wording.words_are_clean, ("terms", "term-b", "also"), ['"乙"'], "整段文字放在了引号里"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "「一个词」。", "别处的引号"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "＂一个词＂。", "别处的引号"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "一个“词。", "没有成对"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "一个”词“。", "没有成对"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "一个词😀。", "表情或图形符号"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "✅ 一个词。", "表情或图形符号"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "● 一个词。", "表情或图形符号"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "一个词\ufe0f。", "U+FE0F"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "一个词\ue123。", "U+E123"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "一个词\ufffd。", "U+FFFD"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "一个词\u0301。", "U+0301"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "一个词\u2066。", "U+2066"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "一个词｡", "请改成 “。”"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "一个词＆。", "半角 “&”"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "**一个**词。", "不用 Markdown"),
    (wording.words_are_clean, ("terms", "term-a", "meaning"), "看[一个词](a.md)。", "不用 Markdown"),
    (wording.other_words_are_distinct, ("terms", "term-b", "also"), ["阿甲"], "已属于术语 “term-a”"),
    (wording.other_words_are_distinct, ("terms", "term-b", "also"), ["甲词"], "已属于术语 “term-a”"),
    (references.sources_are_used, ("sources", "source-z"),
     {"title": "丙", "short": "丙", "issuer": "丙", "effective": "不明", "kind": "law",
      "url_basis": "none"}, "没有事实引用"),
    (references.fields_are_used, ("fields", "zip-code"),
     {"label": "邮编", "kind": "text", "hint": "写邮编。", "example": "丙"}, "没有模板用到"),
    (references.evidence_is_used, ("evidence", "evidence-z"),
     {"title": "丙", "proves": "丙。", "export": "丙。", "keep": "丙。", "rejected": ["丙。"],
      "mask": "丙。", "routes": ["dispute"]}, "没有步骤或模板用到"),
]  # fmt: skip


def put(data: Any, path: Path, value: object) -> None:  # noqa: ANN401 - plain YAML data
    *parents, last = path
    for step in parents:
        data = data[step]
    data[last] = value


def context(data: dict[str, Any]) -> checks.Context:
    ids = {section: set(data[section]) for section in KINDS}
    return checks.Context(Handbook.model_validate(data), ids, GUIDES)


def named(sample: tuple[checks.Rule, Path, object, str]) -> str:
    return f"{sample[0].__name__}: {sample[3]}"


def test_the_small_handbook_has_no_problem(small: dict[str, Any]) -> None:
    assert checks.run(context(small)) == []


STYLE_SAMPLES = [
    (
        references.addresses_were_seen,
        ("sources", "law-a", "url_basis"),
        "none",
        "有 url 的不能写 none",
    ),
    (
        checklists.something_must_be_done,
        ("checklists", "list-a", "items", 0, "level"),
        "good",
        "至少有一步",
    ),
    (
        wording.data_is_set_as_chinese,
        ("terms", "term-a", "meaning"),
        "看Word文件。",
        "应写成 “看 Word 文件。”",
    ),
    (
        wording.nothing_teaches_evasion,
        ("terms", "term-a", "meaning"),
        "教你安全补单。",
        "“安全补单” 像是在教人",
    ),
]


@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_a_bad_sample_is_caught_by_its_rule_alone(
    small: dict[str, Any], sample: tuple[checks.Rule, Path, object, str]
) -> None:
    rule, path, value, said = sample
    put(small, path, deepcopy(value))
    spoiled = context(small)
    found = {each: list(each(spoiled)) for each in checks.RULES + checks.USAGE_RULES}
    assert [each.__name__ for each in found if found[each]] == [rule.__name__]
    assert any(said in message for _, message in found[rule]), found[rule]


def test_a_line_that_goes_takes_no_heading_content_along(small: dict[str, Any]) -> None:
    letter = small["templates"]["note-a"]
    letter |= {"body": "一、电话\n{phone}\n\n二、编号\n{order-no}", "without": [{"field": "phone"}]}
    [(where, told)] = checks.run(context(small))
    assert where == ("templates", "note-a", "without")
    assert "小标题下面没有内容" in told


def test_what_stands_only_with_a_blank_names_one_of_its_letter(small: dict[str, Any]) -> None:
    small["templates"]["note-a"] |= {"fields": ["order-no"], "body": "{order-no}"}
    [(where, told)] = checks.run(context(small), whole=False)
    assert where == ("templates", "note-a", "without", 0, "field")
    assert "没有 “phone” 这个空" in told


@pytest.mark.parametrize(
    "text",
    ["3 个工作日", "三个工作日", "7 日", "13 日", "十三日", "90 日", "3 月 5 日", "5%", "5 年"],
)
def test_working_days_and_other_times_may_stand_as_they_are(
    small: dict[str, Any], text: str
) -> None:
    small["facts"]["fact-a"]["note"] = text
    assert list(dates.short_times_of_a_law_are_working_days(context(small))) == []


@pytest.mark.parametrize("sample", STYLE_SAMPLES, ids=named)
def test_a_sample_of_bad_style_is_told_by_a_check_and_stops_no_build(
    small: dict[str, Any], sample: tuple[checks.Rule, Path, object, str]
) -> None:
    rule, path, value, said = sample
    put(small, path, deepcopy(value))
    spoiled = context(small)
    assert checks.run(spoiled) == []
    [(_, message)] = checks.run(spoiled, style=True)
    assert said in message
    assert [each for each in checks.STYLE_RULES if list(each(spoiled))] == [rule]


def test_too_many_reviews_on_one_day_are_told(small: dict[str, Any]) -> None:
    for n in range(6):
        small["facts"][f"fact-c{n}"] = deepcopy(small["facts"]["fact-a"])
    found = list(dates.reviews_are_spread(context(small)))
    assert len(found) == 7
    assert "请错开" in found[0][1]


@pytest.mark.parametrize(
    "text", ["不要安全补单", "别去代刷", "有人说“包通过”", "用 Excel 或 WPS 另存为 CSV"]
)
def test_a_refusal_or_a_quotation_teaches_no_evasion(text: str) -> None:
    assert not wording.evasion(text)


def test_unsorted_records_are_told(small: dict[str, Any]) -> None:
    small["terms"] = dict(reversed(small["terms"].items()))
    [(where, message)] = checks.run(context(small))
    assert where == ("terms", "term-a")
    assert "“term-a” 应在 “term-b” 之前" in message


def test_every_rule_has_a_bad_sample() -> None:
    sampled = {rule for rule, *_ in SAMPLES} | {ids.sections_are_sorted, ids.sections_are_filled}
    assert sampled == {*checks.RULES, *checks.USAGE_RULES}
    styled = {rule for rule, *_ in STYLE_SAMPLES} | {dates.reviews_are_spread}
    assert styled == {*checks.STYLE_RULES}


@pytest.mark.parametrize(
    "text",
    ["“甲”和“乙”", "他说“甲 ‘乙’ 丙”。", "①甲 → 乙 ②丙", "130**0000", "第 3～5 条〔2020〕7 号", "℃ ㎡ ™ 《丙》——丁……"],
)  # fmt: skip
def test_what_people_write_is_clean(small: dict[str, Any], text: str) -> None:
    small["terms"]["term-a"]["meaning"] = text
    assert list(wording.words_are_clean(context(small))) == []


@pytest.mark.parametrize(
    ("section", "value", "said"),
    [
        ("facts", None, "缺少 “facts:” 这一节"),
        ("facts", "甲", "应是缩进的 “键: 值”"),
        ("facts", {}, "缺少 “facts:” 这一节"),
        ("changes", None, "缺少 “changes:” 这一节"),
    ],
)
def test_what_follows_from_a_lost_section_is_not_told(
    small: dict[str, Any], section: str, value: object, said: str
) -> None:
    del small[section]
    if value is not None:
        small[section] = value
    [found] = loader.check(Document("book.yml", small), GUIDES, style=True)[1]
    assert said in found.message


@pytest.mark.parametrize(
    "raw",
    ["## 标题 { #top }".encode("gbk"), b"## \0", "## 标题 { #top }\u2028".encode(), b"## \r"],
    ids=["another encoding", "binary", "line separator", "lone return"],
)
def test_what_follows_from_an_unreadable_guide_is_not_told(
    small: dict[str, Any], tmp_path: pathlib.Path, raw: bytes
) -> None:
    (tmp_path / "guide.md").write_bytes(GUIDE.encode().partition(b"##")[0] + raw)
    small["terms"]["term-a"]["see"] = "guide.md#top"
    [found] = loader.check(Document("docs/data/book.yml", small), read_pages(tmp_path))[1]
    assert (found.file, found.line) == ("docs/guide.md", GUIDE.count("\n"))


@pytest.mark.parametrize(
    "slip", ["## 开头 ｛ ＃top ｝", "＃＃ 开头 ｛ #top ｝", "## 开头 { ＃top }"]
)
def test_a_slip_in_an_anchor_is_not_told_of_what_leads_there(
    small: dict[str, Any], slip: str
) -> None:
    small["terms"]["term-a"]["see"] = "guide.md#top"
    guide = parse_page("guide.md", GUIDE.replace("## 开头 { #top }", slip))
    found = loader.check(Document("docs/data/book.yml", small), {"guide.md": guide})[1]
    assert {(one.file, one.line) for one in found} == {("docs/guide.md", GUIDE.count("\n"))}


def test_a_misshapen_record_hides_no_other_problem(small: dict[str, Any]) -> None:
    small["facts"]["fact-b"]["basis"] = "rumour"
    small["terms"]["term-a"]["meaning"] = "一个词,两个词。"
    book, found = loader.check(Document("book.yml", small), GUIDES)
    messages = "\n".join(map(str, found))
    assert book is None
    assert "“rumour” 不在可选范围" in messages
    assert "半角标点" in messages
    assert len(found) == 2, messages


def test_an_empty_section_is_told(small: dict[str, Any]) -> None:
    small["terms"] = {}
    [(where, message)] = ids.sections_are_filled(context(small))
    assert where == ("terms",)
    assert "至少要有一条术语" in message


def test_one_broken_answer_brings_one_problem(small: dict[str, Any]) -> None:
    small["triage"]["start-a"]["start"] = "on"
    assert len(list(triage.triage_leads_somewhere(context(small)))) == 1


def test_a_long_triage_is_checked_at_once(small: dict[str, Any]) -> None:
    """Two answers to each of many questions: paths double, questions do not."""
    tree = small["triage"]["start-a"]
    tree["questions"] = {
        f"q{n}": {"ask": "问？", "answers": [{"label": "甲", "to": f"q{n + 1}"}] * 2}
        for n in range(1000)
    }
    tree["questions"]["q999"]["answers"] = [
        {"label": "甲", "to": "done"},
        {"label": "乙", "to": "other"},
    ]
    tree["start"] = "q0"
    assert list(triage.triage_leads_somewhere(context(small))) == []


def test_no_text_takes_long_to_check() -> None:
    from macros.handbook import typography  # noqa: PLC0415

    for text in ("1" * 5000, "1" + " " * 5000 + "x", "1 - " * 2000):
        assert list(typography.numbers(text)) == []
