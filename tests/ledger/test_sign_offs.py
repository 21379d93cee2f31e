"""Until which day a bank account is signed off, and what that forbids."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from reskontra.companies.files import store_file
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_proof import ProofFigures
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

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads, pytest.mark.damages_books]
END = date(2026, 3, 31)


def test_the_latest_that_stands_forbids_until_its_day(company: CompanyFacts) -> None:
    bank = build.bank_account(company)
    file = store_file(company=company, name="a.pdf", stream=BytesIO(b"%PDF-"))
    moment = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
    signed = SignOffFacts(
        id=0, bank_account_id=bank.id, as_of=END, statement_date=END, figures=ProofFigures(1, 2, 1, 0), explanation="",
        needs_two=True, signed_by="alice", signed_at=moment, file_id=file, second_by="", second_at=None,
        withdrawn_by="", withdrawn_at=None, withdrawn_reason="",
    )  # fmt: skip
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
