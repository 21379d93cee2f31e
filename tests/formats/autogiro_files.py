"""Small Autogiro files of both layouts, built record by record in the test that needs them."""

from __future__ import annotations

from reskontra.formats.autogiro import read_autogiro
from tests.formats.events import Reading

BANKGIRO = "0009912346"
START = f"01AUTOGIRO{'':<14}20260302112931972673{'BET. SPEC & STOPP TK':<20}471117{BANKGIRO}"
OLD_START = f"0120260302AUTOGIRO9900{'':<40}471117{BANKGIRO}  "


def head(amount: int, payments: int = 1, *, kind: str = "15", day: str = "20260302", currency: str = "   ") -> str:
    return f"{kind}{58398257466:035d}{day}{1:05d}{amount:018d}{currency}{payments:08d} "


def payment(
    amount: int = 10_000, payer: int = 101, reference: str = "100164", *, kind: str = "82", status: str = "0",
    day: str = "20260302",
) -> str:  # fmt: skip
    return f"{kind}{day}0    {payer:016d}{amount:012d}{BANKGIRO}{reference:0>16}".ljust(79) + status


def refund(amount: int = 2_000, payer: int = 101, reference: str = "100164") -> str:
    return f"77202602200    {payer:016d}{amount:012d}{BANKGIRO}{reference:0>16}2026030202 "


def end(
    deposits: tuple[int, int] = (0, 0), withdrawals: tuple[int, int] = (0, 0), refunds: tuple[int, int] = (0, 0)
) -> str:
    counts = "".join(f"{sections:06d}{payments:012d}" for sections, payments in (deposits, withdrawals, refunds))
    return f"09202603029900{counts}".ljust(80)


def old_end(count: int, amount: int, *, out: tuple[int, int] = (0, 0)) -> str:
    return f"09202603029900{'':<14}{out[1]:012d}{out[0]:06d}{count:06d}0000{amount:012d}".ljust(80)


def text(*records: str, start: str = START) -> str:
    return "\r\n".join((start, *records, ""))


def deposit(*payments: str, amount: int, count: int = 1) -> str:
    return text(head(amount, count), *payments, end((1, count)))


read = Reading(read_autogiro)
records, headers, ends = read.records, read.headers, read.ends
