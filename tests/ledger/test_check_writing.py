"""Checks go only forward, keep their bank entries, and never share a number while they stand."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.bank_accounts import set_last_check
from reskontra.ledger.check_entries import checks_by_id, find_check
from reskontra.ledger.check_writing import (
    CheckNotPaidOut,
    CheckNumberTaken,
    ToPrint,
    print_checks,
    take_check_numbers,
    void_printed,
)
from reskontra.ledger.drafts import CheckDraft
from reskontra.ledger.models import CheckEntry
from reskontra.ledger.queries import BankAccountFacts
from tests import build, guards
from tests.ledger.test_check_entries import draw
from tests.postings import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def bank(company: CompanyFacts) -> BankAccountFacts:
    found = build.bank_account(company)
    set_last_check(company=company, actor=build.BOB, number="B1", last_check="A-98")
    return found


def printed(company: CompanyFacts, bank: BankAccountFacts, *amounts: int) -> list[str]:
    checks = [ToPrint(DAY, minor, CheckDraft("", "COMPUTER")) for minor in amounts]
    ids = print_checks(company=company, bank_account=bank, checks=checks)
    return [checks_by_id(company=company, ids=ids)[id].number for id in ids]


def test_numbers_go_on_from_the_last_and_a_spoiled_one_may_be_on_another(
    company: CompanyFacts, bank: BankAccountFacts
) -> None:
    assert printed(company, bank, 100, 200) == ["A-99", "A-100"]
    void_printed(company=company, check=find_check(company=company, bank_account=bank, number="A-99"))
    set_last_check(company=company, actor=build.BOB, number="B1", last_check="A-98")
    assert printed(company, bank, 300) == ["A-99"]
    assert find_check(company=company, bank_account=bank, number="A-99").amount_minor == 300
    with pytest.raises(CheckNumberTaken, match="Check A-100 of bank account B1"):
        take_check_numbers(company=company, bank_account=bank, count=1)


def test_one_number_is_drawn_once_and_a_check_pays_out(company: CompanyFacts, bank: BankAccountFacts) -> None:
    draw(company, bank, "7", 100_00)
    with pytest.raises(CheckNumberTaken, match="Check 7 of bank account B1"):
        draw(company, bank, "7", 50_00)
    with pytest.raises(CheckNotPaidOut, match=r"B1 by 50\.00 SEK"):
        draw(company, bank, "8", -50_00)
    same = {"company_id": company.id, "bank_account_id": bank.id, "check_number": "7", "check_date": DAY}
    with pytest.raises(DatabaseError), transaction.atomic():
        CheckEntry.objects.create(**same, amount_minor=1, state="PRINTED")


@pytest.mark.parametrize(
    ("before", "after", "goes"),
    [
        ("PRINTED", "POSTED", True),
        ("PRINTED", "VOIDED", True),
        ("POSTED", "FINANCIALLY_VOIDED", True),
        ("PRINTED", "FINANCIALLY_VOIDED", False),
        ("POSTED", "PRINTED", False),
        ("POSTED", "VOIDED", False),
        ("VOIDED", "PRINTED", False),
        ("FINANCIALLY_VOIDED", "POSTED", False),
    ],
)
@pytest.mark.damages_books
def test_a_check_goes_only_forward(
    company: CompanyFacts, bank: BankAccountFacts, before: str, after: str, goes: bool
) -> None:
    values = {"bank_account_id": bank.id, "check_number": "1", "check_date": DAY, "amount_minor": 1, "state": before}
    CheckEntry.objects.create(company_id=company.id, **values)
    sql = f"UPDATE ledger_checkentry SET state = '{after}'"
    if goes:
        assert guards.execute(sql) == 1
    else:
        guards.assert_refused(sql, because="a check is posted or voided once it is printed")


def test_a_check_keeps_its_bank_entry(company: CompanyFacts, bank: BankAccountFacts) -> None:
    draw(company, bank, "7", 100_00)
    guards.assert_refused("UPDATE ledger_checkentry SET bank_entry_id = NULL", because="a check keeps its bank entries")
