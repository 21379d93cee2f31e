"""Transactions with all that hangs on them, and those expected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reskontra.bank.queries import statements
from reskontra.bank.transactions import (
    counterparty_accounts,
    day_of,
    expected_transactions,
    transactions,
    transactions_of,
    transactions_of_end_to_end_id,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.bank_statement import PartyRecord, ReferenceKind, ReferenceRecord, TextKind, TextRecord
from tests.bank.files import OTHER_IBAN, Entry, Pay, Stmt, account, camt, load

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_transactions_come_with_texts_references_and_party(
    company: CompanyFacts, django_assert_num_queries: Any
) -> None:
    account(company)
    load(company, camt(Stmt((Pay("5.00", text="Hej", name="Åsa", ocr="18", account=OTHER_IBAN), Pay("-6.00")))))
    (statement,) = statements(company=company)
    first, second = transactions_of(company=company, statement_id=statement.id)
    assert first.texts == (TextRecord(TextKind.REMITTANCE, "Hej"),)
    assert first.references == (ReferenceRecord(ReferenceKind.CREDITOR, "18", group=1),)
    assert first.counterparty == PartyRecord(name="Åsa", iban=OTHER_IBAN)
    assert (first.number, first.amount_minor, first.booking_date, first.is_reversal) == (
        1,
        500,
        date(2026, 3, 2),
        False,
    )
    assert (second.texts, second.references, second.counterparty) == ((), (), PartyRecord())
    with django_assert_num_queries(4):
        assert list(transactions(company=company, ids=[second.id, first.id])) == [first, second]
    assert list(transactions(company=company, ids=[])) == []
    assert counterparty_accounts(company=company, ids=[first.id, second.id]) == {first.id: OTHER_IBAN}


def expected(company: CompanyFacts) -> list[int]:
    return sorted(one.amount_minor for one in expected_transactions(company=company))


def report(*entries: Entry | Pay, id: str) -> bytes:
    return camt(Stmt(entries, id=id, opening="", day="2026-03-03"), kind="052")


def test_what_reports_repeat_is_expected_once(company: CompanyFacts) -> None:
    account(company)
    load(company, report(Pay("5.00"), Pay("5.00"), id="R-1"))
    load(company, report(Pay("5.00"), Pay("5.00"), Pay("7.00"), id="R-2"))
    assert expected(company) == [500, 500, 700]


def test_what_was_booked_since_is_not_expected(company: CompanyFacts) -> None:
    account(company)
    load(company, report(Pay("5.00"), id="R-1"))
    pending = Entry((Pay("9.00"),), status="PDNG", day="2026-03-05")
    load(company, camt(Stmt((Pay("8.00"), pending))))
    assert expected(company) == [500, 900]
    (statement, _) = statements(company=company)
    assert len(expected_transactions(company=company, bank_account_id=statement.bank_account_id)) == 2
    load(company, camt(Stmt((Pay("5.00", text="Booked"),), id="S-2", day="2026-03-03", opening="1008.00")))
    assert expected(company) == [900]


def test_a_booked_advice_ends_the_wait_for_its_payment(company: CompanyFacts) -> None:
    account(company)
    load(company, report(Pay("5.00"), id="R-1"))
    load(company, camt(Stmt((Pay("5.00"),), id="N-1", opening="", day="2026-03-03"), kind="054"))
    assert expected(company) == []


@pytest.mark.parametrize("value", ["2026-03-02", date(2026, 3, 2)])
def test_a_day_as_either_database_gives_it(value: str | date) -> None:
    assert day_of(value) == date(2026, 3, 2)
    assert day_of(None) is None


def test_transactions_are_found_by_their_end_to_end_id(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((Pay("5.00", end_to_end="E-7"), Pay("-5.00", end_to_end="E-7"), Pay("5.00")))))
    found = transactions_of_end_to_end_id(company=company, end_to_end_id="E-7")
    assert [minor for _, minor in found] == [500, -500]
    assert transactions_of_end_to_end_id(company=company, end_to_end_id="E-8") == []
