"""Drafts of one claim do not know each other: what was issued since covers their fees when they are issued."""

from __future__ import annotations

import pytest

from reskontra.collections.editing_reminders import suggest_lines
from reskontra.collections.issuing import Outcome
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.models import CustomerTerms
from reskontra.companies.models import Company
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.parties.models import Party
from tests import books, build
from tests.collections import reminding
from tests.collections.charging import DAY, TOLD, issue, make
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("country", "line_fee", "memo_first", "left"),
    [
        ("SE", 450_00, True, "390.00 SEK"),
        ("SE", 450_00, False, "0.00 SEK"),
        ("DE", 400_00, True, "340.00 SEK"),
        ("DE", 400_00, False, "0.00 SEK"),
    ],
)
def test_two_drafts_never_charge_a_claim_more_than_its_compensation(
    company: CompanyFacts, country: str, line_fee: int, memo_first: bool, left: str
) -> None:
    Company.objects.filter(id=company.id).update(country=country)
    company = company_by_id(id=company.id)
    Story(company).tells(TOLD.replace("due=20D", "due=20D fee=60.00"))
    reminding.terms(company, "T", line_cost="COMPENSATION", line_fee_minor=line_fee)
    party = Party.objects.get(company=company.id, number="C1")
    CustomerTerms.objects.update_or_create(
        company_id=company.id, party_id=party.id, defaults={"is_due_agreed": True, "is_fee_agreed": True}
    )
    Party.objects.filter(company=company.id).update(reminder_terms="T", finance_charge_terms="M")
    assert len(reminding.make(company, DAY).made) == len(make(company).made) == 1

    def remind() -> Outcome:
        return issue_reminders(company=company, actor=build.BOB)

    def charge() -> Outcome:
        return issue(company)

    first, second = (charge, remind) if memo_first else (remind, charge)
    assert len(first().done) == 1
    before = books.contents()
    (refused,) = second().refused
    assert (refused.code, refused.values["number"], str(refused.values["most"])) == (
        "fee_covered_meanwhile", "INV-1", left,
    )  # fmt: skip
    assert books.contents() == before
    if memo_first:
        changed = suggest_lines(company=company, actor=build.BOB, number="BPU000001")
        assert changed.sums.line_fee_minor == line_fee - 60_00
        assert not remind().refused
