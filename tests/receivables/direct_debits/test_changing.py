"""Debits are changed and taken out while they are new; collections are closed."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.errors import Refused
from reskontra.receivables.direct_debits import changing as h
from reskontra.receivables.direct_debits.choosing import MandateOfAnother
from reskontra.receivables.direct_debits.collections import CollectionState, DebitUnknown, collection_shown, debits_of
from reskontra.receivables.direct_debits.exporting import NothingToExport, export_collection
from tests import build
from tests.receivables.debiting_book import TODAY, euro_company, made, owed, payer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("refusal", "number", "change"),
    [
        (DebitUnknown, 2, h.DebitChange(amount="1")),
        (h.NothingChanged, 1, h.DebitChange()),
        (h.DebitAmountUnfit, 1, h.DebitChange(amount="100.01")),
        (h.DebitAmountUnfit, 1, h.DebitChange(amount="0")),
        (h.DebitMessageTooLong, 1, h.DebitChange(message="x" * 141)),
        (MandateOfAnother, 1, h.DebitChange(mandate="MND000002")),
    ],
)
def test_what_is_not_changed(refusal: type[Refused], number: int, change: h.DebitChange) -> None:
    company = euro_company()
    owed(company, payer(company, 1))
    payer(company, 2)
    done = made(company)
    before = debits_of(company=company, number=done.number)
    with pytest.raises(refusal):
        h.change_debit(
            company=company, actor=build.BOB, collection=done.number, number=number, change=change, today=TODAY
        )
    assert debits_of(company=company, number=done.number) == before


def test_a_changed_debit_is_checked_again_and_a_closed_collection_is_over() -> None:
    company = euro_company()
    owed(company, payer(company, 1))
    done = made(company)
    change = h.DebitChange(transfer_date=date(2026, 2, 1), message="  your  order ")
    row = h.change_debit(company=company, actor=build.BOB, collection=done.number, number=1, change=change, today=TODAY)
    assert (row.findings, row.message) == ("DATE_PAST", "your order")
    h.remove_debit(company=company, actor=build.BOB, collection=done.number, number=1, today=TODAY)
    with pytest.raises(NothingToExport):
        export_collection(company=company, actor=build.BOB, number=done.number, today=TODAY)
    assert h.close_collection(company=company, actor=build.BOB, number=done.number).state == "CANCELLED"
    with pytest.raises(CollectionState):
        h.close_collection(company=company, actor=build.BOB, number=done.number)
    second = made(company)
    export_collection(company=company, actor=build.BOB, number=second.number, today=TODAY)
    with pytest.raises(h.CloseReasonMissing):
        h.close_collection(company=company, actor=build.BOB, number=second.number, reason=" ")
    h.close_collection(company=company, actor=build.BOB, number=second.number, reason="Withdrawn")
    assert collection_shown(company=company, number=second.number).state == "CLOSED"
    with pytest.raises(CollectionState):
        export_collection(company=company, actor=build.BOB, number=second.number, today=TODAY)
    assert made(company).debits == 1
