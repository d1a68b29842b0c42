"""What once had an address still has one: old links lead to where their part stands now."""

from __future__ import annotations

import pytest

from macros.handbook.guides import read_pages
from tests.conftest import DOCS

GUIDES = read_pages(DOCS)
ONCE = {
    "respond/appeal.md": """
        before entry last-hours scene reviewer structure goods dropship virtual hostile wrong admitted
        submit after-submit no-agent mistakes next
        template-appeal-goods template-appeal-dropship template-appeal-virtual template-appeal-hostile
        template-appeal-wrong-judgement checklist-appeal-submit
    """,
    "respond/evidence.md": """
        one-chain originals screen-record notary naming mask lost-slip chat-number checklist rejected
        evidence-order evidence-supply evidence-delivery evidence-virtual evidence-promotion
        evidence-correction hostile mistakes next
        checklist-evidence-goods checklist-evidence-virtual evidence-notice-page evidence-order-page
        evidence-payment-record evidence-chat-record evidence-page-snapshot evidence-purchase-record
        evidence-stock-record evidence-dropship-record evidence-waybill evidence-pickup-record
        evidence-tracking-record evidence-delivery-proof evidence-virtual-delivery
        evidence-promotion-record evidence-correction-record evidence-police-receipt
    """,
    "respond/authority.md": """
        genuine kinds how complaint inquiry defence decision mistakes next
        evidence-authority-document checklist-authority-letter deadline-answer-authority
        template-complaint-reply template-authority-statement deadline-state-defence
        deadline-ask-hearing deadline-pay-fine deadline-ask-review deadline-sue-after-review
        deadline-sue-direct
    """,
    "respond/outside.md": """
        compare not-review before regulator mediation arbitration lawsuit worth cost proof court
        sue-platform summons sue-rival report-rival mistakes next
        checklist-outside-ways template-mediation-request deadline-civil-suit
    """,
    "respond/recovery.md": """
        list lifted source shop people growth shortcuts books sealed decide mistakes next
        checklist-recovery
    """,
    "respond/after-decision.md": """
        results passed sent-back rejected checklist reason records outside report-platform court
        authority before-penalty penalty recovery mistakes next
        checklist-after-decision template-reason-request deadline-ask-reason deadline-ask-human
        deadline-sanction-public deadline-platform-records
    """,
    "respond/tax.md": """
        platform why brushing-revenue how inspection explain correct objection brushing mistakes next
        checklist-tax-inquiry evidence-income-record template-tax-explanation
    """,
    "respond/self-check.md": """
        orders list review piles fix report others bought never monthly next
        checklist-self-check template-order-review template-correction-report checklist-monthly-check
    """,
}
"""The ids of headings and widgets that stood on a page when it was published; never take one out."""


@pytest.mark.parametrize("path", ONCE)
def test_an_old_address_leads_on(path: str) -> None:
    page = GUIDES[path]
    assert set(ONCE[path].split()) - page.anchors - page.moved.keys() == set()


@pytest.mark.parametrize("path", ONCE)
def test_a_widget_that_moved_leads_to_itself(path: str) -> None:
    kinds = ("template-", "checklist-", "deadline-", "evidence-")
    stands = {anchor for page in GUIDES.values() for anchor in page.anchors - page.headings.keys()}
    for id_, target in GUIDES[path].moved.items():
        if id_.startswith(kinds) and id_ in stands:
            assert target.partition("#")[2] == id_
