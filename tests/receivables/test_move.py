"""An entry on the wrong customer is moved; the stories are in tests/scenarios/corrections.txt."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.receivables.applying import EntryName
from reskontra.receivables.models import Entry
from reskontra.receivables.move import MoveOrder, move_entry
from tests import books, build
from tests.postings import on, pay

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
NAME = EntryName("CUSTOMER", "INV-1")


@pytest.fixture(autouse=True)
def _two(company: CompanyFacts) -> None:
    build.invoice(company, build.customer(company))
    build.customer(company, number="C2", name="Beta AB")


def test_an_entry_is_moved_and_recorded(company: CompanyFacts) -> None:
    before = books.contents()
    order = MoveOrder(NAME, "C2", "Wrong customer.", date(2026, 3, 2))
    shown = move_entry(company=company, actor=build.BOB, order=order, is_preview=True)
    assert books.contents() == before
    assert move_entry(company=company, actor=build.BOB, order=order) == shown
    assert (shown.voucher, shown.day) == ("A-2026-1", date(2026, 3, 2))
    assert Event.objects.filter(company=company.id, action="entry.moved", subject="INV-1").count() == 1
    (left,) = Entry.objects.filter(company=company.id).exclude(remaining_minor=0)
    assert left.party.number == "C2"


@pytest.mark.parametrize(
    ("case", "order", "code"),
    [
        ("no reason", MoveOrder(NAME, "C2", " "), "correction_reason_missing"),
        ("no entry", MoveOrder(EntryName("CUSTOMER", "INV-9"), "C2", "x"), "document_unknown"),
        ("another ledger", MoveOrder(EntryName("VENDOR", "INV-1"), "C2", "x"), "document_unknown"),
        ("no party", MoveOrder(NAME, "C9", "x"), "party_unknown"),
        ("itself", MoveOrder(NAME, "C1", "x"), "moved_to_itself"),
        ("no such year", MoveOrder(NAME, "C2", "x", date(2031, 1, 1)), "no_fiscal_year"),
        ("too early", MoveOrder(NAME, "C2", "x", date(2026, 1, 9)), "applied_before_posted"),
    ],
)
def test_what_is_refused(company: CompanyFacts, case: str, order: MoveOrder, code: str) -> None:
    before = books.contents()
    with pytest.raises(Refused) as told:
        move_entry(company=company, actor=build.BOB, order=order)
    assert told.value.code == code
    assert books.contents() == before


def test_what_is_applied_stays(company: CompanyFacts) -> None:
    invoice = Entry.objects.get(company=company.id)
    fact = build.find_document(company=company, ledger="CUSTOMER", number="INV-1")
    pay(company, build.bank_account(company), on(company, fact, 400_00))
    with pytest.raises(Refused, match="customer:INV-1 is applied, by application 1"):
        move_entry(company=company, actor=build.BOB, order=MoveOrder(NAME, "C2", "x"))
    assert Entry.objects.get(id=invoice.id).party.number == "C1"
