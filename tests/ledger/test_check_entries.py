"""What checks say is as their bank entries are: open, matched, closed; and what was outstanding on a day."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.check_entries import (
    CheckUnknown,
    checks_of,
    checks_of_bank_entries,
    find_check,
    has_checks,
    outstanding_checks,
    taken_check_numbers,
    totals_on_checks,
)
from reskontra.ledger.drafts import BankDraft, CheckDraft, LineDraft, VoucherDraft
from reskontra.ledger.models import BankEntry
from reskontra.ledger.queries import BankAccountFacts, account_ids
from tests import build
from tests.postings import DAY, post_all

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def draw(company: CompanyFacts, bank: BankAccountFacts, number: str, minor: int, day: date = DAY) -> None:
    """A check written by hand, paying for a cost."""
    account = account_ids(company=company, numbers=["6570"])["6570"]
    paid = BankDraft(bank.id, -minor, "SEK", check=CheckDraft(number, "MANUAL", "GL", "6570", "Posten"))
    lines = (
        LineDraft(bank.gl_account_id, -minor, "SEK", -minor, bank=paid),
        LineDraft(account, minor, "SEK", minor),
    )
    post_all(company, VoucherDraft("GENERAL", day, lines))


def test_a_check_is_as_its_bank_entry_is(company: CompanyFacts) -> None:
    bank = build.bank_account(company)
    assert not has_checks(company=company, bank_account_id=bank.id)
    draw(company, bank, "7", 100_00)
    draw(company, bank, "8", 50_00, date(2026, 4, 1))
    assert has_checks(company=company, bank_account_id=bank.id)
    check = find_check(company=company, bank_account=bank, number="7")
    assert (check.state, check.entry_state, str(check.amount), check.counter) == (
        "POSTED", "OPEN", "100.00 SEK", "gl:6570"
    )  # fmt: skip
    entry = BankEntry.objects.get(id=check.bank_entry_id)
    assert (entry.amount_minor, entry.external_document_number) == (-100_00, "7")
    assert checks_of_bank_entries(company=company, ids=[entry.id, 0]) == {entry.id: "7"}
    for state, closed, on_checks in (("MATCHED", None, 150_00), ("CLOSED", date(2026, 3, 31), 50_00)):
        BankEntry.objects.filter(id=entry.id).update(state=state, closed_date=closed)
        assert find_check(company=company, bank_account=bank, number="7").entry_state == state
        assert totals_on_checks(company=company) == {bank.id: on_checks}


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        (date(2026, 3, 1), []),
        (DAY, ["7"]),
        (date(2026, 3, 30), ["7"]),
        (date(2026, 3, 31), []),
        (date(2026, 4, 1), ["8"]),
    ],
)
def test_what_was_outstanding_on_a_day(company: CompanyFacts, day: date, numbers: list[str]) -> None:
    bank = build.bank_account(company)
    draw(company, bank, "7", 100_00)
    draw(company, bank, "8", 50_00, date(2026, 4, 1))
    BankEntry.objects.filter(company=company.id, amount_minor=-100_00).update(
        state="CLOSED", closed_date=date(2026, 3, 31)
    )
    found = outstanding_checks(company=company, bank_account=bank, as_of=day)
    assert [check.number for check in found] == numbers
    sums = {bank.id: sum(check.amount_minor for check in found)} if found else {}
    assert totals_on_checks(company=company, as_of=day) == sums


def test_numbers_of_a_bank_account(company: CompanyFacts) -> None:
    bank, other = build.bank_account(company), build.bank_account(company, number="B2", iban="")
    draw(company, bank, "7", 100_00)
    wanted = [(bank.id, "7"), (other.id, "7"), (bank.id, "8")]
    assert taken_check_numbers(company=company, wanted=wanted) == {(bank.id, "7")}
    assert taken_check_numbers(company=company, wanted=[]) == set()
    assert [check.number for check in checks_of(company=company, bank_account=bank, until=DAY)] == ["7"]
    assert checks_of(company=company, bank_account=bank, states=["PRINTED"]) == []
    with pytest.raises(CheckUnknown, match="B2 has no check 7"):
        find_check(company=company, bank_account=other, number="7")
