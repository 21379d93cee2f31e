"""How the bank books the payments: days, batches, references, and balances that follow on each other.

Payments to the bankgiro arrive in batches. Of each day's batches one stands in the statement as a total
only; its parts are in the advice, tied to it by the entry's AcctSvcrRef and the batch's PmtInfId.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from random import Random

from reskontra.cli.demo_data import company
from reskontra.cli.demo_data.records import BankEntry, BookedPayment, Channel, Kind, Payment, Statement

BOOKING_DAYS = 5
ADVISED_SHARE = 0.45  # of a day's bankgiro payments, in the batch that the advice details
SINGLE_BANKGIRO_PAYMENTS = 3  # a day: booked as an entry each
LARGEST_BATCH = 18


def booking_days(as_of: date) -> tuple[date, ...]:
    """The last weekdays up to and with as_of, oldest first."""
    days: list[date] = []
    day = as_of
    while len(days) < BOOKING_DAYS:
        if day.weekday() < 5:
            days.append(day)
        day -= timedelta(days=1)
    return tuple(reversed(days))


def book(*, seed: int, payments: Sequence[Payment], days: Sequence[date]) -> tuple[Statement, ...]:
    """One statement a day, numbered without gaps, each opening where the one before closed."""
    random = Random(f"{seed}:booking")
    serial = count(1)
    statements = []
    opening = company.OPENING_BALANCE_MINOR
    for sequence, day in enumerate(days, start=company.FIRST_STATEMENT_NUMBER):
        todays = [payment for payment in payments if payment.day == day]
        statement = Statement(
            day=day, sequence=sequence, opening_minor=opening, entries=_entries(random, serial, todays, day)
        )
        opening = statement.closing_minor
        statements.append(statement)
    return tuple(statements)


def _entries(random: Random, serial: Iterator[int], payments: list[Payment], day: date) -> tuple[BankEntry, ...]:
    """Batches first, then single entries in no particular order, what is pending last."""
    random.shuffle(payments)
    batches, single = _group(payments)
    single.sort(key=lambda payment: payment.kind is Kind.PENDING)
    entries: list[BankEntry] = []
    for index, batch in enumerate(batches, start=1):
        is_supplier = batch[0].channel is Channel.SUPPLIER
        entries.append(
            BankEntry(
                day=day,
                reference=_reference(serial, day),
                entry_number=f"{day:%y%m%d}-{len(entries) + 1:03d}",
                parts=tuple(BookedPayment(payment, _reference(serial, day)) for payment in batch),
                batch_reference=f"{'LB' if is_supplier else 'BG'}{day:%Y%m%d}{index:03d}",
                is_detailed_elsewhere=index == 1 and not is_supplier,
            )
        )
    for payment in single:
        entries.append(
            BankEntry(
                day=day,
                reference=_reference(serial, day),
                entry_number=f"{day:%y%m%d}-{len(entries) + 1:03d}",
                parts=(BookedPayment(payment),),
                is_pending=payment.kind is Kind.PENDING,
            )
        )
    return tuple(entries)


def _group(payments: Sequence[Payment]) -> tuple[list[list[Payment]], list[Payment]]:
    """The day's batches, the one for the advice first, and what is booked one by one."""
    bankgiro = [payment for payment in payments if payment.channel is Channel.BANKGIRO]
    supplier = [payment for payment in payments if payment.channel is Channel.SUPPLIER]
    rest = [payment for payment in payments if payment.channel not in (Channel.BANKGIRO, Channel.SUPPLIER)]
    single, bankgiro = bankgiro[:SINGLE_BANKGIRO_PAYMENTS], bankgiro[SINGLE_BANKGIRO_PAYMENTS:]
    advised = round(len(bankgiro) * ADVISED_SHARE)
    batches = [bankgiro[:advised]] + [
        bankgiro[start : start + LARGEST_BATCH] for start in range(advised, len(bankgiro), LARGEST_BATCH)
    ]
    if supplier:
        batches.append(supplier)
    return batches, single + rest


def _reference(serial: Iterator[int], day: date) -> str:
    """The bank's reference: unique in all the demo's files."""
    return f"{day:%Y%m%d}{next(serial):07d}"
