"""What statements of account are made of, out of the database: three queries, whatever the number of customers."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.customer_statement import Asked, blocks_of, closing
from reskontra.parties.models import Party
from reskontra.receivables.as_of import entries_as_of
from reskontra.receivables.statement_accounts import statement_accounts, statement_customers
from reskontra.receivables.unapply import unapply_application
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

TOLD = """
bank      B1 10000.00
customer  C1 "Alfa AB"
customer  C2 "Beta AB"
customer  C3 "Gamma AB"
vendor    V1 "Vide AB"
rate      EUR 2026-01-01 11.20
invoice   C1 INV-1 1000.00 from=2026-01-10 due=2026-02-09 discount=20.00 until=2026-03-12
invoice   C1 INV-2 500.00 from=2026-02-10
invoice   C2 INV-3 100.00 currency=EUR from=2026-01-15 due=2026-01-20
invoice   C3 INV-4 70.00 from=2026-04-01
invoice   V1 F-1 -300.00
statement B1 2026-03-02
line      980.00 text="INV-1"
import
match
apply     1 INV-1 with-discount
post      all
"""
FEBRUARY, MARCH = Asked(date(2026, 2, 1), date(2026, 2, 28)), Asked(date(2026, 3, 1), date(2026, 3, 31))


def test_a_statement_is_tied_to_the_ledger(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    c1, c2, c3 = (story.parties[number].id for number in ("C1", "C2", "C3"))
    assert statement_customers(company=company, asked=FEBRUARY) == [c1, c2]
    assert statement_customers(company=company, asked=Asked(date(2026, 4, 1), date(2026, 4, 1))) == [c1, c2, c3]
    for asked in (FEBRUARY, MARCH):
        accounts = statement_accounts(company=company, parties=[c1, c2, c3], asked=asked)
        left = entries_as_of(company=company, ledger="CUSTOMER", as_of=asked.end)
        for party in (c1, c2, c3):
            owed = sum(entry.remaining_minor for entry in left if entry.party_id == party)
            assert sum(closing(account) for account in accounts.get(party, [])) == owed
            assert sum(block.closing_minor for block in blocks_of(accounts.get(party, []), asked)) == owed
    (block,) = blocks_of(accounts[c1], MARCH)
    assert (block.opening_minor, block.closing_minor) == (1_500_00, 500_00)
    shown = [(line.kind, line.amount_minor) for line in block.lines]
    assert shown == [("INITIAL", -980_00), ("PAYMENT_DISCOUNT", -20_00)]
    payment = next(m for account in accounts[c1] for m in account.movements if m.document_type == "PAYMENT")
    assert payment.posting_date == date(2026, 3, 2)
    unapply_application(company=company, actor=build.ALICE, number=1)
    accounts = statement_accounts(company=company, parties=[c1], asked=MARCH)
    (block,) = blocks_of(accounts[c1], MARCH)
    assert [(line.kind, line.amount_minor, line.remaining_minor) for line in block.lines] == [
        ("INITIAL", -980_00, -980_00)
    ]
    Party.objects.filter(id=c1).update(is_privacy_blocked=True)
    assert statement_customers(company=company, asked=MARCH) == [c2]


def test_what_is_reversed_is_known_by_one_key(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD + "reverse\n")
    party = story.parties["C1"].id
    (account,) = statement_accounts(company=company, parties=[party], asked=MARCH)[party]
    reversed_ = {one.reversed_with for one in account.movements if one.kind == "INITIAL"}
    assert len(reversed_) == 1
    assert reversed_ != {0}
    (block,) = blocks_of([account], MARCH)
    assert (block.opening_minor, block.closing_minor, block.lines) == (1_500_00, 1_500_00, ())


def test_the_number_of_queries_does_not_grow(company: CompanyFacts, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    parties = [build.customer(company, number=f"K{n}", name=f"Kund {n}") for n in range(4)]
    for party in parties:
        build.invoice(company, party, number=f"F{party.number}")
    with django_assert_num_queries(3):
        found = statement_accounts(company=company, parties=[party.id for party in parties], asked=FEBRUARY)
    assert len(found) == 4
    assert statement_accounts(company=company, parties=[], asked=FEBRUARY) == {}
