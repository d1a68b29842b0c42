"""What must agree across the handbook: one small function a rule, each yielding (where, message).

A rule looks only at records that have the right shape; a rule that concludes something from
absence stands in USAGE_RULES and waits until every record has the right shape. A new rule is a
function in the module of its subject, a line in RULES, and a bad sample in the tests.
"""

from __future__ import annotations

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
from macros.handbook.checks.context import Context, Rule
from macros.handbook.checks.ids import live_ids
from macros.handbook.problems import Where

__all__ = ["RULES", "STYLE_RULES", "USAGE_RULES", "Context", "Rule", "live_ids", "run"]

RULES: tuple[Rule, ...] = (
    references.references_exist,
    references.guides_exist,
    ids.sections_are_sorted,
    checklists.items_are_unique,
    checklists.sections_are_whole,
    numbers.claims_use_their_values,
    numbers.quoted_values_exist,
    numbers.marks_stand_where_they_are_read,
    numbers.numbers_are_said_once,
    numbers.letters_quote_no_unchecked_number,
    dates.computed_deadlines_were_read,
    dates.only_laws_extend,
    dates.stages_are_distinct,
    dates.review_follows_check,
    dates.short_times_of_a_law_are_working_days,
    holidays.days_off_are_possible,
    holidays.make_up_days_are_possible,
    figures.roles_name_who,
    letters.blanks_are_declared,
    letters.listed_fields_are_used,
    letters.only_blanks_stand_in_brackets,
    letters.one_of_several_is_chosen,
    letters.notes_stay_out_of_the_text,
    letters.each_choice_says_something,
    letters.examples_stand_in_their_letter,
    letters.letters_end_in_truth,
    letters.choices_are_given,
    letters.several_are_numbers,
    letters.phones_are_personal,
    letters.compared_blanks_are_alike,
    without.without_names_a_blank,
    without.parts_stand_once,
    without.parts_keep_apart,
    without.answered_letters_read_well,
    triage.triage_leads_somewhere,
    triage.tasks_name_one_thing_once,
    wording.words_are_clean,
    wording.other_words_are_distinct,
)

USAGE_RULES: tuple[Rule, ...] = (
    ids.sections_are_filled,
    ids.retired_ids_are_gone,
    references.sources_are_used,
    references.fields_are_used,
    references.evidence_is_used,
    without.none_is_answered_somewhere,
)

STYLE_RULES: tuple[Rule, ...] = (
    references.addresses_were_seen,
    checklists.something_must_be_done,
    dates.reviews_are_spread,
    wording.data_is_set_as_chinese,
    wording.nothing_teaches_evasion,
)
"""How the data is to be written; a build does not stop for these."""


def run(context: Context, *, whole: bool = True, style: bool = False) -> list[tuple[Where, str]]:
    """Apply the rules; with `whole=False` leave out those that conclude from absence."""
    rules = RULES + (USAGE_RULES if whole else ()) + (STYLE_RULES if style else ())
    return [found for rule in rules for found in rule(context)]
