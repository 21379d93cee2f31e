"""Small return files of Leverantörsbetalningar, built record by record in the test that needs them."""

from __future__ import annotations

from reskontra.formats.lb import read_lb
from tests.formats.events import Reading

OWN, PAYEE = "0009912346", "0050501055"


def begin(*, day: str = "260302", code: str = "1", currency: str = "SEK", own: str = OWN) -> str:
    return f"11{own}260301LEVERANTÖRSBETALNINGAR{day:<6}{code}{'':<12}{currency:<3}".ljust(80)


def payee(name: str = "Berg AB", *, number: str = PAYEE) -> str:
    return f"26{number}{name:<35}".ljust(80)


def address(*, number: str = PAYEE) -> str:
    return f"27{number}{'Gatan 1':<35}22222{'Lund':<20}".ljust(80)


def payment(
    amount: int = 10_000, reference: str = "100164", *, kind: str = "14", number: str = PAYEE, own: str = "343"
) -> str:
    return f"{kind}{number}{reference:<25}{amount:012d}00000000000{own:<20}"


def end(payments: int = 1, amount: int = 10_000, *, own: str = OWN) -> str:
    return f"29{own}{payments:08d}{abs(amount):012d}{'-' if amount < 0 else ' '}".ljust(80)


def text(*records: str) -> str:
    return "\r\n".join((*records, ""))


read = Reading(read_lb)
records, headers, ends = read.records, read.headers, read.ends
