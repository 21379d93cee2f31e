from __future__ import annotations

from datetime import date

from reskontra.cli.demo_data.records import (
    BankEntry,
    BookedPayment,
    Channel,
    Document,
    Kind,
    Payment,
    Settlement,
    Statement,
)

DAY = date(2026, 4, 16)
DOCUMENT = Document("customer", "10001", "invoice", "310004", "", "", DAY, DAY, 1000_00, 1000_00, "")


def test_settled_is_cash_and_what_is_given_besides() -> None:
    settlement = Settlement(DOCUMENT, 950_00, discount_minor=20_00, charge_minor=29_60, rounding_minor=40)
    assert settlement.settled_minor == 1000_00


def test_unapplied_is_what_no_document_takes() -> None:
    payment = Payment(Kind.OVERPAYMENT, DAY, 1060_00, Channel.ACCOUNT, settlements=(Settlement(DOCUMENT, 1000_00),))
    assert payment.unapplied_minor == 60_00


def test_pending_entries_do_not_move_the_balance() -> None:
    part = BookedPayment(Payment(Kind.PENDING, DAY, 500_00, Channel.ACCOUNT))
    booked = BankEntry(DAY, "R1", "1", (part, part))
    pending = BankEntry(DAY, "R2", "2", (part,), is_pending=True)
    assert Statement(DAY, 1, 100_00, (booked, pending)).closing_minor == 1100_00
