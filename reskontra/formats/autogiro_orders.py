"""Bankgirot Autogiro, files to Bankgirot: payments to be made (82), mandates to be entered (04) and taken out (03).

A file has an opening record 01 and no closing one; records have 80 places, ISO 8859-1, amounts in öre.

source   Bankgirot, Bg Autogiro technical manual, files to Bankgirot; places count from 1
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reskontra.core.errors import Refused
from reskontra.core.money import Money

WIDTH, LARGEST_MINOR, REFERENCE_MOST = 80, 999_999_999_999, 16
END_OF_LINE = "\r\n"
_ONCE = "0"  # the period: paid once


class OrderTooLarge(Refused):
    code = "autogiro_order_too_large"
    template = "An order of {amount} has more digits than Autogiro has places. Split it in several."


@dataclass(frozen=True, slots=True)
class OrderWritten:
    """A payment to be taken from the payer: amount_minor in öre, positive; reference at most 16 letters."""

    payer_number: str
    day: date
    amount_minor: int
    reference: str


@dataclass(frozen=True, slots=True)
class MandateWritten:
    """A mandate to be entered. account: clearing number and account, "" for a payer known by bankgiro number.

    id_number   the payer's personal number in twelve digits, or organisation number in ten
    """

    payer_number: str
    account: str = ""
    id_number: str = ""


def write_orders(*, day: date, bankgiro: str, customer_number: str, orders: Sequence[OrderWritten]) -> bytes:
    """A file of payments, written on the day, in their order.

    bankgiro, customer_number   the payee's own, and its number at Bankgirot: digits
    refuses                     OrderTooLarge
    """
    return _file(day, bankgiro, customer_number, [_order(bankgiro, one) for one in orders])


def write_mandates(
    *,
    day: date,
    bankgiro: str,
    customer_number: str,
    entered: Sequence[MandateWritten] = (),
    taken_out: Sequence[str] = (),
) -> bytes:
    """A file of mandates: those that are taken out by their payer numbers, then those that are entered."""
    records = [f"03{bankgiro:0>10}{number:0>16}" for number in taken_out]
    records += [
        f"04{bankgiro:0>10}{one.payer_number:0>16}{account_field(one.account)}{one.id_number:0>12}"
        if one.account
        else f"04{bankgiro:0>10}{one.payer_number:0>16}"
        for one in entered
    ]
    return _file(day, bankgiro, customer_number, records)


def account_field(account: str) -> str:
    """Sixteen digits: the clearing number, and the account filled with zeros from the left."""
    return f"{account[:4]}{account[4:]:0>12}"


def _order(bankgiro: str, one: OrderWritten) -> str:
    if one.amount_minor > LARGEST_MINOR:
        raise OrderTooLarge(amount=Money(one.amount_minor, "SEK"))
    return (
        f"82{one.day:%Y%m%d}{_ONCE}{'':<4}{one.payer_number:0>16}{one.amount_minor:012d}{bankgiro:0>10}"
        f"{one.reference[:REFERENCE_MOST]:<16}"
    )


def _file(day: date, bankgiro: str, customer_number: str, records: Sequence[str]) -> bytes:
    begin = f"01{day:%Y%m%d}{'AUTOGIRO':<52}{customer_number:0>6}{bankgiro:0>10}"
    lines = [f"{record:<{WIDTH}}{END_OF_LINE}" for record in (begin, *records)]
    assert all(len(line) == WIDTH + len(END_OF_LINE) for line in lines)
    return "".join(lines).encode("iso-8859-1", "replace")
