"""Rules for deadlines, working days and review dates."""

from __future__ import annotations

import re
from collections import Counter

from macros.handbook import duration
from macros.handbook.checks.context import Context, Found
from macros.handbook.problems import Where, nearest
from macros.handbook.prose import strings

_DAYS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True))
_SHORT_TIME = re.compile(
    r"(?<![\d.一二三四五六七八九十百])(?<!月)(?<!月 )(\d+|[一二三四五六七八九十])\s*[日天]"
)
"""So many days; no end of a larger number, and no day of a month."""


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


_NO_LAW = {"platform-rule", "guide"}
"""Kinds of sources that are no law."""


def only_laws_extend(context: Context) -> Found:
    """A last day moves for a day off only where a law that was read says so, and never for hours or workdays."""
    for id_, deadline in context.book.deadlines.items():
        where: Where = ("deadlines", id_, "extends")
        own = context.book.facts.get(deadline.fact)
        law = context.book.facts.get(deadline.extends or "")
        if own is None or law is None or (own.basis == "secondary" and deadline.duration):
            continue  # told by another rule
        lasts = duration.parse(own.values.get(deadline.duration or "", ""))
        whole = lasts and lasts.unit in {"day", "month", "year"} and deadline.counting != "moment"
        if not whole and (lasts or deadline.duration is None):
            yield where, "只有按日、月、年算，而且算到当天结束的期限才会顺延；请删掉 extends。"
        sources = map(context.book.sources.get, (own.source, law.source))
        if law.basis == "secondary" or any(s and s.kind in _NO_LAW for s in sources):
            yield where, "顺延要有读到的法律条文；平台的期限和待核的事实不能写 extends。"


def stages_are_distinct(context: Context) -> Found:
    """Two deadlines of one route never claim the same place on its timeline."""
    seen: dict[tuple[str, int], str] = {}
    for id_, deadline in context.book.deadlines.items():
        first = seen.setdefault((deadline.route, deadline.stage), id_)
        if first != id_:
            told = f"“{first}” 已占用这条路线的第 {deadline.stage} 位，请换一个整数。"
            yield ("deadlines", id_, "stage"), told


def review_follows_check(context: Context) -> Found:
    """A fact is to be reviewed after it was checked."""
    for id_, fact in context.book.facts.items():
        if fact.review_by <= fact.checked_on:
            yield ("facts", id_, "review_by"), "复核日期要晚于核对日期（checked_on）。"


def short_times_of_a_law_are_working_days(context: Context) -> Found:
    """Where a law counts so few days as working days, its facts say so."""
    for id_, fact in context.book.facts.items():
        source = context.book.sources.get(fact.source)
        for where, text in strings(fact, ("facts", id_)) if source else []:
            for found in _SHORT_TIME.finditer(text):
                days = _DAYS.get(found[1]) or int(found[1])
                if source and days in source.workdays:
                    told = f"“{found[0]}” 在{source.short}里按工作日算"
                    yield where, f"{told}；写成 “{found[1]} 个工作日”。"


_REVIEWS_A_DAY = 6


def reviews_are_spread(context: Context) -> Found:
    """No day has more reviews than one person can do in an evening."""
    days = Counter(fact.review_by for fact in context.book.facts.values())
    for id_, fact in context.book.facts.items():
        if days[fact.review_by] > _REVIEWS_A_DAY:
            told = f"{fact.review_by} 已经有 {days[fact.review_by]} 条要复核"
            yield ("facts", id_, "review_by"), f"{told}；一天最多 {_REVIEWS_A_DAY} 条，请错开。"
