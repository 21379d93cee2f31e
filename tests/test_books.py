"""The guards around the books hold in tests, give way to planted damage alone, and come back."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts, companies
from tests import books, build

pytestmark = pytest.mark.django_db


def test_what_is_built_is_whole(company: CompanyFacts) -> None:
    build.bank_account(company, opening="1000.00")
    alfa = build.customer(company)
    invoice = build.invoice(company, alfa, amount="250.00")
    bill = build.invoice(company, build.vendor(company), number="77", amount="-80.00", due_date="2026-03-01")
    assert (invoice.remaining_minor, invoice.party_id) == (25_000, alfa.id)
    assert (bill.remaining_minor, bill.due_date) == (-8_000, date(2026, 3, 1))
    assert books.violations() == []


@pytest.mark.damages_books
def test_planted_damage_is_found_and_the_guards_are_back(company: CompanyFacts) -> None:
    event = Event.objects.filter(company=company.id, number=1)
    with books.unguarded():
        event.update(action="never.done")
    assert any("audit event 1" in found.lower() for found in books.violations())
    with pytest.raises(DatabaseError), transaction.atomic():
        event.update(action="never.done.again")


@pytest.mark.parametrize("turn", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_a_test_with_transactions_of_its_own_leaves_nothing(turn: str) -> None:
    assert companies() == [], turn
    build.bank_account(build.new_company(), opening="1000.00")
