"""What of collecting waits for a person, counted as the pages that it leads to list it."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.sending import SendOrder, send_documents
from reskontra.collections.waiting import Broken, broken_promises, drafted_reminders, letters_waiting
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.collections import claim_cases as cases
from tests.collections import reminding

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_reminder_waits_to_be_issued_then_its_letter_to_be_sent(company: CompanyFacts) -> None:
    reminding.terms(company)
    build.invoice(company, reminding.debtor(company), number="INV-1", amount="1000.00")
    assert (drafted_reminders(company=company).count, letters_waiting(company=company)) == (0, 0)
    reminding.make(company)
    drafted = drafted_reminders(company=company)
    assert (drafted.levels, letters_waiting(company=company)) == ({1: 1}, 0)
    assert drafted.minor == 1000_00
    issue_reminders(company=company, actor=build.BOB)
    assert (drafted_reminders(company=company).count, letters_waiting(company=company)) == (0, 1)
    order = SendOrder("REMINDER", channel="PRINT")
    send_documents(company=company, actor=build.BOB, order=order, write=lambda pdf, _documents: len(pdf))
    assert letters_waiting(company=company) == 0


def test_no_letter_waits_whose_claim_is_paid(company: CompanyFacts) -> None:
    party = cases.two_invoices(company)
    cases.issued(company, "R-1", of="INV-1")
    cases.issued(company, "R-2", of="INV-1", level=2)
    assert letters_waiting(company=company) == 1  # the claim stands on the later one
    cases.pay(company, party, "INV-1", "1000.00", day=date(2026, 3, 5))
    assert letters_waiting(company=company) == 0


def test_promises_are_broken_when_their_last_day_is_gone(company: CompanyFacts) -> None:
    party = cases.two_invoices(company)
    cases.promised(company, "INV-1", "INV-2", day=date(2026, 3, 4))
    assert broken_promises(company=company, on=date(2026, 3, 4)) is None
    assert broken_promises(company=company, on=date(2026, 3, 30)) == Broken(1, "Alfa AB", date(2026, 3, 4), 1500_00)
    cases.pay(company, party, "INV-1", "1000.00", day=date(2026, 3, 20))
    assert broken_promises(company=company, on=date(2026, 3, 30)) == Broken(1, "Alfa AB", date(2026, 3, 4), 500_00)
