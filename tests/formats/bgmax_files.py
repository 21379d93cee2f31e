"""Small BgMax files, built record by record in the test that needs them."""

from __future__ import annotations

from collections import Counter

from reskontra.formats.bgmax import read_bgmax
from tests.formats.events import Reading

START = "01BGMAX               0120260302173035010331P"
SECTION = "050050501055          SEK"


def payment(amount: int = 10_000, reference: str = "", code: str = "0", *, kind: str = "20", payer: int = 3_783_511,
            serial: str = "000120000018", channel: str = "1") -> str:  # fmt: skip
    return f"{kind}{payer:010d}{reference:<25}{amount:018d}{code}{channel}{serial}0"


def deposit(amount: int, payments: int, *, day: str = "20260302", number: int = 56, currency: str = "SEK") -> str:
    return f"15{58_410_000_010_098_23:035d}{day}{number:05d}{amount:018d}{currency}{payments:08d} "


def end(records: list[str]) -> str:
    counts = Counter("22" if record.startswith("23") else record[:2] for record in records)
    return "70" + "".join(f"{counts[kind]:08d}" for kind in ("20", "21", "22", "15"))


def text(*records: str, start: str = START) -> str:
    return "\r\n".join((start, *records, end(list(records)), ""))


def one_deposit(*records: str, amount: int, payments: int = 1) -> str:
    return text(SECTION, *records, deposit(amount, payments))


read = Reading(read_bgmax)
records, headers, ends = read.records, read.headers, read.ends
