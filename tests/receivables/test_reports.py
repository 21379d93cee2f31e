"""Balances by customer and vendor, added up against the G/L and the entries at every day."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts, RateMissing
from reskontra.core.aging import document_buckets, due_buckets
from reskontra.ledger.models import PostingGroup
from reskontra.ledger.queries import trial_balance
from reskontra.parties.models import Party
from reskontra.receivables.as_of import entries_as_of
from reskontra.receivables.reports import control_ties, credit_lines, draft_sums, ledger_sums, party_sums
from tests import build
from tests.reported_book import DAYS, reported
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def story(company: CompanyFacts) -> Story:
    return reported(company)


def test_at_every_day_the_sums_are_those_of_the_gl_and_of_the_entries(company: CompanyFacts, story: Story) -> None:
    for day in DAYS:
        gl = {row.account: row.balance_minor for row in trial_balance(company=company, as_of=day)}
        for ledger, account in (("CUSTOMER", "1510"), ("VENDOR", "2440")):
            sums = party_sums(company=company, ledger=ledger, as_of=day)
            entries = entries_as_of(company=company, ledger=ledger, as_of=day)
            total = sum(one.balance_minor for one in sums)
            assert total == gl.get(account, 0), (day, ledger)
            assert total == sum(entry.remaining_local_minor for entry in entries), (day, ledger)
            assert sum(one.entries for one in sums) == len(entries), (day, ledger)
            ties = {tie.account: tie for tie in control_ties(company=company, ledger=ledger, as_of=day)}
            assert (ties[account].gl_minor, ties[account].entries_minor) == (total, total), (day, ledger)
            assert not any(tie.difference_minor for tie in ties.values())


@pytest.mark.parametrize("by", ["due", "document"])
def test_at_every_day_the_buckets_sum_to_the_balance(company: CompanyFacts, story: Story, by: str) -> None:
    for day in DAYS:
        buckets = (due_buckets if by == "due" else document_buckets)(as_of=day, ages=(15, 30))
        entries = entries_as_of(company=company, ledger="CUSTOMER", as_of=day)
        sums = party_sums(company=company, ledger="CUSTOMER", as_of=day, buckets=buckets, by=by)
        if by == "due":
            whole = ledger_sums(company=company, ledger="CUSTOMER", as_of=day, buckets=buckets)
            assert whole == [sum(one.parts[place] for one in sums) for place in range(len(buckets))]
        for one in sums:
            assert sum(one.parts) == one.balance_minor
            own = [entry for entry in entries if entry.party_id == one.party_id]
            days = {entry.entry_id: entry.due_date if by == "due" else entry.document_date for entry in own}
            assert one.parts == tuple(
                sum(entry.remaining_local_minor for entry in own if bucket.holds(days[entry.entry_id]))
                for bucket in buckets
            )


def test_who_owes_what(company: CompanyFacts, story: Story) -> None:
    buckets = due_buckets(as_of=date(2026, 3, 15), ages=(30,))
    found = party_sums(company=company, ledger="CUSTOMER", as_of=date(2026, 3, 15), buckets=buckets)
    assert [(one.number, one.name, one.entries, one.balance_minor, one.parts) for one in found] == [
        ("C1", "Alfa AB", 1, 250_00, (0, 250_00, 0)),  # INV-2 less 200.00, less K-1 that settles it until the 20th
        ("C2", "Beta AB", 1, 672_00, (0, 0, 672_00)),  # 60.00 EUR at the rate of its posting
    ]
    later = party_sums(company=company, ledger="CUSTOMER", as_of=date(2026, 3, 20))
    assert [(one.number, one.entries, one.balance_minor) for one in later] == [("C1", 2, 250_00), ("C2", 1, 672_00)]


def test_a_control_account_of_several_groups_is_told_group_by_group(company: CompanyFacts, story: Story) -> None:
    PostingGroup.objects.filter(company=company.id, kind="CUSTOMER", code="EU").update(control_account="1510")
    gamma = build.customer(company, number="C3", name="Gamma AB")
    Party.objects.filter(company=company.id, number="C3").update(posting_group="EU")
    build.invoice(company, gamma, number="INV-9", amount="10.00")
    tie = next(tie for tie in control_ties(company=company, ledger="CUSTOMER", as_of=DAYS[-1]) if tie.groups)
    assert (tie.account, tie.groups) == ("1510", (("EU", 10_00), ("SE", 922_00)))
    assert (tie.gl_minor, tie.difference_minor) == (932_00, 0)


def test_credit_is_used_by_what_is_owed_and_by_drafts(company: CompanyFacts, story: Story) -> None:
    build.customer(company, number="C3", name="Gamma AB")
    Party.objects.filter(company=company.id, number__in=["C1", "C3"]).update(credit_limit_minor=400_00)
    story.tell('draft C1 "3001;100.00;25;Consulting" on=2026-03-01')
    story.tell('draft C1 "3001;20.00;0;Back" on=2026-03-01 memo')
    story.tell('draft C2 "3001;10.00;0;Abroad" on=2026-03-01 currency=EUR')
    story.tell('draft V1 "4000;77.00;25;Goods" on=2026-03-01 external=F-9')
    found = credit_lines(company=company, as_of=date(2026, 3, 15))
    assert [
        (one.number, one.position.balance_minor, one.position.drafts_minor, one.overdue_minor) for one in found
    ] == [
        ("C1", 250_00, 105_00, 250_00),
        ("C2", 672_00, 115_00, 672_00),
        ("C3", 0, 0, 0),
    ]
    assert [(one.position.limit_minor, one.position.available_minor) for one in found] == [
        (400_00, 45_00), (0, 0), (400_00, 400_00),
    ]  # fmt: skip
    story.tell("post-drafts UTK000001")
    assert draft_sums(company=company)[story.parties["C1"].id] == -20_00


def test_a_draft_without_a_rate_is_not_left_out(company: CompanyFacts, story: Story) -> None:
    story.tell('draft C2 "3001;10.00;0;Abroad" on=2026-03-01 currency=USD')
    with pytest.raises(RateMissing):
        draft_sums(company=company)
