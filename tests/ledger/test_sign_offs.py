"""Until which day a bank account is signed off, and what that forbids."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from reskontra.bank.models import BankTransaction
from reskontra.bank.proof.figures import prove
from reskontra.companies.files import store_file
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_proof import ProofFigures
from reskontra.ledger.actions import match_bank_entries
from reskontra.ledger.queries import find_bank_account
from reskontra.ledger.sign_offs import (
    BankAccountSigned,
    SignOffFacts,
    refuse_moving_signed,
    refuse_signed,
    sign_offs,
    standing_sign_offs,
    write_second,
    write_sign_off,
    write_withdrawal,
)
from tests import build
from tests.bank import files as bank_files
from tests.bank.reconciliation.books import moved

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads, pytest.mark.damages_books]
END = date(2026, 3, 31)


def signed_off(bank_account_id: int, file: int) -> SignOffFacts:
    moment = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
    return SignOffFacts(
        id=0, bank_account_id=bank_account_id, as_of=END, statement_date=END, figures=ProofFigures(1, 2, 1, 0),
        explanation="", needs_two=True, signed_by="alice", signed_at=moment, file_id=file, second_by="", second_at=None,
        withdrawn_by="", withdrawn_at=None, withdrawn_reason="",
    )  # fmt: skip


def test_the_latest_that_stands_forbids_until_its_day(company: CompanyFacts) -> None:
    bank = build.bank_account(company)
    file = store_file(company=company, name="a.pdf", stream=BytesIO(b"%PDF-"))
    signed = signed_off(bank.id, file)
    write_sign_off(company=company, signed=signed, file_id=file)
    [kept] = sign_offs(company=company, bank_account_id=bank.id)
    assert (kept.figures, kept.waits_for_second) == (signed.figures, True)
    for day in (END, date(2026, 1, 1)):
        with pytest.raises(BankAccountSigned):
            refuse_signed(company=company, days=[(bank.id, date(2026, 5, 1)), (bank.id, day)])
    refuse_signed(company=company, days=[(bank.id, date(2026, 4, 1)), (bank.id + 1, END)])
    refuse_moving_signed(company=company, entry_ids=[])
    write_second(company=company, signed=kept, file_id=file)
    write_withdrawal(company=company, id=kept.id, actor="bob", reason="Wrong.")
    assert standing_sign_offs(company=company) == {}
    refuse_signed(company=company, days=[(bank.id, END)])


@pytest.mark.parametrize(
    ("case", "files", "is_refused"),
    [
        ("details advised later", [("S", "2026-03-31"), ("A", "2026-04-02")], True),
        ("details advised before", [("A", "2026-03-30"), ("S", "2026-03-31")], True),
        ("shown after the time", [("A", "2026-03-30"), ("S", "2026-04-01")], False),
        ("shown by no statement", [("A", "2026-03-30")], False),
    ],
)
def test_details_of_an_advice_are_in_the_time_of_the_statement(
    company: CompanyFacts, case: str, files: list[tuple[str, str]], is_refused: bool
) -> None:
    """Money typed in March is found to be what the bank advised: the proof of March counted it as outstanding."""
    bank_files.account(company)
    bank = find_bank_account(company=company, number="B1")
    entry = moved(company, bank, 30_00, day=date(2026, 3, 20))
    parts = (bank_files.Pay("30.00", name="Alfa AB"), bank_files.Pay("70.00", name="Beta AB"))
    for kind, day in files:
        advised = bank_files.Entry(parts, bank_reference="D1", day="2026-03-30")
        whole = bank_files.Entry(amount="100.00", bank_reference="D1", day="2026-03-30")
        shown = bank_files.camt(bank_files.Stmt((whole,), day=day))
        bank_files.load(company, bank_files.advice(advised, day=day) if kind == "A" else shown)
    file = store_file(company=company, name="a.pdf", stream=BytesIO(b"%PDF-"))
    write_sign_off(company=company, signed=signed_off(bank.id, file), file_id=file)
    part = BankTransaction.objects.get(company=company.id, amount_minor=30_00).id
    matches = [(entry, part, None)]
    before = prove(company=company, account=bank, as_of=END)
    if is_refused:
        with pytest.raises(BankAccountSigned) as refusal:
            match_bank_entries(company=company, matches=matches)
        assert refusal.value.values["day"] == END
    else:
        match_bank_entries(company=company, matches=matches)
        assert prove(company=company, account=bank, as_of=END) == before
