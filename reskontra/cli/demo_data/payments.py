"""Which payments the demo has, and how many of each kind.

Kinds that need a customer to themselves draw first; whoever draws last takes what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reskontra.cli.demo_data import outgoing, referenced, silent, words
from reskontra.cli.demo_data.desk import Desk
from reskontra.cli.demo_data.records import Payment

Maker = Callable[[Desk], list[Payment]]

ALREADY_PAID = 3

# how often each maker is called, in this order
PLAN: tuple[tuple[Maker, int], ...] = (
    (silent.equal_payments, 2),
    (silent.sum_of_all, 10),
    (referenced.credit_memo_netted, 8),
    (referenced.discount_taken, 10),
    (referenced.several_split, 8),
    (referenced.several_numbers, 14),
    (referenced.fee_told, 3),
    (referenced.fee_deducted, 2),
    (referenced.foreign_rf, 6),
    (silent.iban_known, 18),
    (silent.private_person, 12),
    (silent.shouted_name, 12),
    (silent.name_amount, 16),
    (referenced.external_number, 20),
    (referenced.ore_rounding, 8),
    (referenced.part_payment, 8),
    (referenced.overpayment, 6),
    (referenced.ocr_slip, 8),
    (referenced.ocr_in_text, 10),
    (referenced.duplicate_payment, 4),
    (outgoing.direct_debit, 1),
    (outgoing.returned_direct_debit, 1),
    (outgoing.pending, 1),
    (referenced.number_in_text, 62),
    (referenced.ocr, 100),
    (outgoing.vendor_payment_netted, 1),
    (outgoing.vendor_payment_of_two, 3),
    (outgoing.returned_vendor_payment, 1),
    (outgoing.vendor_payment, 20),
    (outgoing.salary, 1),
    (outgoing.tax_account, 1),
    (outgoing.own_transfers, 1),
)


def make_payments(*, desk: Desk, closed_numbers: Sequence[str]) -> tuple[Payment, ...]:
    """All payments, in the order planned; closed_numbers are of invoices that are no longer open."""
    payments = [payment for maker, times in PLAN for _ in range(times) for payment in maker(desk)]
    numbers = desk.random.sample(list(closed_numbers), ALREADY_PAID)
    payments.extend(silent.already_paid(desk, number) for number in numbers)
    payments.extend(silent.unknown_payer(desk, index) for index in range(len(words.UNKNOWN_PAYERS)))
    payments.extend(outgoing.bank_fee(desk, index) for index in range(len(words.BANK_FEES)))
    payments.extend(outgoing.card_purchase(desk, index) for index in range(len(words.CARD_PURCHASES)))
    return tuple(payments)
