"""Small MT940 files, built in the test that needs them."""

from __future__ import annotations

import io

from reskontra.formats.bank_statement import Event, StatementEnd, StatementHeader, TransactionRecord
from reskontra.formats.mt940 import read_mt940


def message(*fields: str, number: str = "1/1", account: str = "SE4550000000058398257466", end: str = "-") -> str:
    return "\n".join((":20:REF1", f":25:{account}", f":28C:{number}", *fields, end, ""))


def statement(*entries: str, opening: str = "C260301SEK1000,00", closing: str = "", number: str = "1/1") -> str:
    closing = closing or opening
    return message(f":60F:{opening}", *entries, f":62F:{closing}", number=number)


def read(text: str | bytes) -> list[Event]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_mt940(io.BufferedReader(io.BytesIO(data))))  # type: ignore[arg-type]


def records(text: str | bytes) -> list[TransactionRecord]:
    return [event for event in read(text) if isinstance(event, TransactionRecord)]


def headers(text: str | bytes) -> list[StatementHeader]:
    return [event for event in read(text) if isinstance(event, StatementHeader)]


def ends(text: str | bytes) -> list[StatementEnd]:
    return [event for event in read(text) if isinstance(event, StatementEnd)]
