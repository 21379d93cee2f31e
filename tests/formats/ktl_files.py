"""Small files of Finnish reference payments, built record by record in the test that needs them."""

from __future__ import annotations

from reskontra.formats.ktl import read_ktl
from tests.formats.events import Reading

START = f"0{'260303'}{'1946'}47{20840699:09d}1".ljust(90)


def payment(amount: int = 4_900, reference: str = "13013", name: str = "MEIKALAINEN", *, day: str = "260302",
            account: str = "47300010416310", archive: str = "02042588WWRV0212", correction: str = "0",
            currency: str = "1") -> str:  # fmt: skip
    return f"3{account}{day}260301{archive:<16}{reference:>020}{name:<12}{currency} {amount:010d}{correction}J".ljust(
        90
    )


def end(payments: int, amount: int, corrections: int = 0, taken: int = 0) -> str:
    return f"9{payments:06d}{amount:011d}{corrections:06d}{taken:011d}{0:017d}".ljust(90)


def text(*lines: str) -> str:
    return "\r\n".join((START, *lines, ""))


read = Reading(read_ktl)
records, headers, ends = read.records, read.headers, read.ends
