"""What making reminders looks up: history as issued reminders tell it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reskontra.collections.reminder_book import NEVER, CustomerFacts, read_reminder_book
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.collections.reminding import DAY, debtor, of_law, terms

pytestmark = pytest.mark.django_db


def test_customers_with_something_overdue_alone(company: CompanyFacts) -> None:
    terms(company)
    party, other = debtor(company), debtor(company, "C2")
    fact = build.invoice(company, party)
    build.invoice(company, other, number="INV-2", due_date=(DAY + timedelta(days=1)).isoformat())
    of_law(company, party, is_consumer=True)
    book = read_reminder_book(company=company, document_date=DAY, posting_date=DAY, party_ids=None)
    assert [(one.party.number, one.currency, len(one.entries)) for one in book.accounts] == [("C1", "SEK", 1)]
    assert book.customer(party.id) == CustomerFacts(is_consumer=True)
    assert book.customer(other.id).debtor("C2").party == "C2"
    assert (book.history.get(fact.entry_id, NEVER), book.group(book.accounts[0].party).control) == (NEVER, "1510")
    assert book.rates == {"SEK": 10**8}
    none = read_reminder_book(company=company, document_date=date(2026, 2, 9), posting_date=DAY, party_ids=None)
    assert not none.accounts
