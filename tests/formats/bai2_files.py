"""Small BAI2 files, built in the test that needs them; their control totals are right unless given."""

from __future__ import annotations

import io
import re

from reskontra.formats.bai2 import read_bai2
from reskontra.formats.bank_statement import Event, StatementEnd, StatementHeader, TransactionRecord


def credit(minor: int = 10_000, *, code: int = 195, funds: str = "", reference: str = "100164", text: str = "") -> str:
    return f"16,{code},{minor},{funds},B1,{reference},{text}/"


def debit(minor: int = 4_000, **fields: str) -> str:
    return credit(minor, code=495, **fields)  # type: ignore[arg-type]


def account(
    *records: str, number: str = "123456", currency: str = "USD", opening: int = 100_000, closing: int | None = None,
    total: int | None = None,
) -> list[str]:  # fmt: skip
    """03, the records and 49; the closing balance is what the records come to if not given."""
    moved = [(int(one.split(",")[1]), int(one.split(",")[2])) for one in records if one.startswith("16,")]
    if closing is None:
        closing = opening + sum(minor if code < 400 else -minor for code, minor in moved)
    found = opening + closing + sum(minor for _, minor in moved)
    head = f"03,{number},{currency},010,{opening},,,015,{closing},,/"
    return [head, *records, f"49,{found if total is None else total},{len(records) + 2}/"]


def group(
    *accounts: list[str], day: str = "260302", currency: str = "USD", status: int = 1, modifier: str = "2"
) -> list[str]:
    total = sum(int(one[-1].split(",")[1]) for one in accounts)
    records = [record for one in accounts for record in one]
    head = f"02,BANK,OWN,{status},{day},2359,{currency},{modifier}/"
    return [head, *records, f"98,{total},{len(accounts)},{len(records) + 2}/"]


def lines(*groups: list[str]) -> list[str]:
    total = sum(int(one[-1].split(",")[1]) for one in groups)
    records = [record for one in groups for record in one]
    return ["01,BANK,OWN,260303,0600,1,80,,2/", *records, f"99,{total},{len(groups)},{len(records) + 2}/"]


def text(*groups: list[str]) -> str:
    return "\n".join(lines(*groups)) + "\n"


def one_account(*records: str) -> str:
    return text(group(account(*records)))


def without_records(data: str, code: str) -> str:
    return re.sub(rf"(?m)^{code},.*\n", "", data)


def read(data: str | bytes) -> list[Event]:
    raw = data if isinstance(data, bytes) else data.encode()
    return list(read_bai2(io.BufferedReader(io.BytesIO(raw))))  # type: ignore[arg-type]


def records(data: str | bytes) -> list[TransactionRecord]:
    return [event for event in read(data) if isinstance(event, TransactionRecord)]


def headers(data: str | bytes) -> list[StatementHeader]:
    return [event for event in read(data) if isinstance(event, StatementHeader)]


def ends(data: str | bytes) -> list[StatementEnd]:
    return [event for event in read(data) if isinstance(event, StatementEnd)]
