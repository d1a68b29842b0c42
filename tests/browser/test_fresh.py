"""What depends on the reader's day: reviews that are due, and changes that do not hold yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from macros.handbook.tally import tally

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from macros.handbook.guides import Page as Guide
    from macros.handbook.model import Handbook


def on(phone: Page, day: str) -> None:
    """Open the next page at noon of a day in China."""
    phone.clock.set_fixed_time(f"{day}T04:00:00Z")


def test_a_page_says_nothing_while_its_facts_are_fresh(phone: Page) -> None:
    on(phone, "2026-11-24")
    phone.goto("respond/appeal/")
    expect(phone.locator("kb-fresh:defined .kb-grounds")).to_contain_text("前复核")
    expect(phone.locator(".kb-fresh__now")).to_have_count(0)


def test_a_page_names_the_facts_whose_review_is_due(
    phone: Page, book: Handbook, guides: dict[str, Guide]
) -> None:
    reviews = tally(book, guides["respond/appeal.md"]).reviews
    first = next(iter(reviews))
    on(phone, reviews[first])
    phone.goto("respond/appeal/")
    due = phone.locator(".kb-fresh__now")
    count = list(reviews.values()).count(reviews[first])
    expect(due).to_contain_text(f"其中 {count} 条过了复核日期")
    href = due.locator("a").first.get_attribute("href") or ""
    assert href == f"#basis-{first}"
    due.locator("a").first.click()
    expect(phone.locator(f"[id='basis-{first}']")).to_be_in_viewport()


def test_a_source_that_is_due_many_times_is_named_once(phone: Page) -> None:
    on(phone, "2027-06-01")
    phone.goto("respond/appeal/")
    due = phone.locator(".kb-fresh__now")
    expect(due).to_contain_text(re.compile(r"第三方转载（\d+ 条）"))
    names = due.locator("a").all_inner_texts()
    assert len(names) == len(set(names))


def test_an_unchecked_fact_looks_unchecked_in_the_list_of_reviews(phone: Page) -> None:
    on(phone, "2027-12-01")
    phone.goto("reference/unchecked/#due")
    style = "word => getComputedStyle(word, '::before').background"
    marks = {
        phone.locator(f".kb-reviews li[data-kb-basis={basis}] .kb-basis__word").first.evaluate(
            style
        )
        for basis in ("article", "excerpt", "secondary")
    }
    assert len(marks) == 3


def test_a_long_list_of_due_facts_is_cut(
    phone: Page, book: Handbook, guides: dict[str, Guide]
) -> None:
    on(phone, "2028-01-01")
    phone.goto("respond/outside-court/")
    due = phone.locator(".kb-fresh__now")
    expect(due).to_contain_text(
        f"其中 {len(tally(book, guides['respond/outside-court.md']).reviews)} 条"
    )
    expect(due.locator("a")).to_have_count(8)
    for link in due.locator("a").all():
        assert (
            phone.locator(f'[id="{(link.get_attribute("href") or "").lstrip("#")}"]').count() == 1
        )


def test_the_list_of_reviews_opens_what_is_due(phone: Page, book: Handbook) -> None:
    day = min(fact.review_by for fact in book.facts.values())
    on(phone, day.isoformat())
    phone.goto("reference/unchecked/#due")
    count = sum(fact.review_by == day for fact in book.facts.values())
    expect(phone.locator(".kb-reviews [role=status]")).to_have_text(
        f"今天看，{count} 条过了复核日期。"
    )
    expect(phone.locator(".kb-reviews details[open]")).to_have_count(1)
    expect(phone.locator(".kb-reviews .kb-due__left--soon")).to_have_count(count)


def test_a_change_to_come_says_so_until_its_day(phone: Page) -> None:
    change = phone.locator('[data-kb-change="2027-01-01-trademark-law"]')
    on(phone, "2026-12-31")
    phone.goto("rules/changes/")
    expect(change).to_contain_text("还没施行")
    on(phone, "2027-01-01")
    phone.reload()
    expect(phone.locator("kb-fresh:defined").first).to_be_attached()
    expect(change).not_to_contain_text("还没施行")
