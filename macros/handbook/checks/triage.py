"""Rules for the triage: every path leads to a result."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from macros.handbook.checks.context import Context, Found
from macros.handbook.model import Triage
from macros.handbook.problems import Where, nearest


def triage_leads_somewhere(context: Context) -> Found:
    """Every answer leads on, every question and result is reached, and no path turns back."""
    for id_, triage in context.book.triage.items():
        where: Where = ("triage", id_)
        targets = set(triage.questions) | set(triage.results)
        for name in sorted(set(triage.questions) & set(triage.results)):
            yield (*where, "results", name), f"“{name}” 既是问题又是结果；请给结果换个 id。"
        if dangling := list(_dangling(triage, where, targets)):
            yield from dangling
            continue  # what is unreached now may only hang behind the broken answer
        links = {name: [a.to for a in asked.answers] for name, asked in triage.questions.items()}
        for name in sorted(targets - _reached(triage.start, links)):
            section = "questions" if name in triage.questions else "results"
            yield (*where, section, name), f"没有哪个回答通向 “{name}”。"
        if circle := _circle(links):
            yield where, f"有回答绕回了前面的问题，读者会转圈：{' → '.join(circle[:10])}。"


def tasks_name_one_thing_once(context: Context) -> Found:
    """Each task of a result is one thing, and no thing stands there twice."""
    for id_, triage in context.book.triage.items():
        for name, result in triage.results.items():
            seen: set[tuple[str, str]] = set()
            for index, task in enumerate(result.tasks):
                place: Where = ("triage", id_, "results", name, "tasks", index)
                if len(task.names) != 1:
                    yield (
                        place,
                        f"一个任务只写一样，写成 “- checklist: id”；这里有 {len(task.names)} 样。",
                    )
                yield from (
                    (place, f"“{each}” 在这个结果里写了两次。") for _, each in seen & {*task.names}
                )
                seen |= {*task.names}


def _dangling(triage: Triage, where: Where, targets: set[str]) -> Found:
    if triage.start not in triage.questions:
        hint = nearest(triage.start, triage.questions)
        yield (*where, "start"), f"没有名为 “{triage.start}” 的问题{hint}"
    for name, question in triage.questions.items():
        for index, answer in enumerate(question.answers):
            if answer.to not in targets:
                place = (*where, "questions", name, "answers", index, "to")
                yield place, f"没有名为 “{answer.to}” 的问题或结果{nearest(answer.to, targets)}"


def _reached(start: str, links: dict[str, list[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += links.get(name, [])
    return reached


def _circle(links: dict[str, list[str]]) -> list[str]:
    try:
        TopologicalSorter(links).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []
