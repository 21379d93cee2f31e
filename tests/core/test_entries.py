"""The sign convention, and what a rule is told of an entry."""

from datetime import date

import pytest

from reskontra.core import entries
from reskontra.core.entries import Detail, DetailKind, DocumentType, Ledger, OpenEntry
from reskontra.core.exchange import PAR
from reskontra.core.money import Money

D = DocumentType


@pytest.mark.parametrize(
    ("document_type", "customer", "vendor"),
    [
        (D.INVOICE, 1, -1),
        (D.CREDIT_MEMO, -1, 1),
        (D.PAYMENT, -1, 1),
        (D.REFUND, 1, -1),
        (D.FINANCE_CHARGE, 0, -1),
        (D.REMINDER, 1, -1),
        (D.BLANK, 0, 0),
    ],
)
def test_signs(document_type, customer, vendor):
    for ledger, sign in ((Ledger.CUSTOMER, customer), (Ledger.VENDOR, vendor)):
        assert entries.sign_of(ledger, document_type) == sign
        for minor in (-100, 0, 100):
            amount = Money(minor, "SEK")
            if sign * minor < 0:
                with pytest.raises(entries.SignContradictsType):
                    entries.check_sign(ledger=ledger, document_type=document_type, amount=amount)
            else:
                entries.check_sign(ledger=ledger, document_type=document_type, amount=amount)


def test_refusal_tells_the_sign():
    with pytest.raises(entries.SignContradictsType) as told:
        entries.check_sign(ledger=Ledger.CUSTOMER, document_type=D.CREDIT_MEMO, amount=Money(100_00, "SEK"))
    assert str(told.value) == (
        "In the customer ledger the document type credit memo is negative, and 100.00 SEK was entered. "
        "Turn the sign, or choose another document type."
    )


def test_open_entry_and_its_rates():
    entry = OpenEntry(1, Ledger.CUSTOMER, 1, D.INVOICE, "F-1", date(2026, 1, 1), "USD", 100, 1000, rate=10 * PAR)
    assert entry.is_open
    assert entry.valuation.rate == entry.adjusted_valuation.rate == 10 * PAR


def test_a_detail_and_its_mirror_come_to_nothing():
    detail = Detail(1, DetailKind.APPLICATION, -100, -1000, 2, discount_before_minor=20)
    mirror = detail.mirrored()
    assert (mirror.amount_minor, mirror.local_minor) == (100, 1000)
    assert mirror.mirrored() == detail
