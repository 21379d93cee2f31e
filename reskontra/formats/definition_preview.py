"""What a definition makes of a file, row by row, before anything is stored."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from reskontra.core.errors import Findings, Malformed
from reskontra.formats.bank_statement import StatementEnd, TransactionRecord
from reskontra.formats.definition import Definition
from reskontra.formats.definition_file import File, RowRead
from reskontra.formats.definition_reader import read_by_definition

BOOKED, NOT_BOOKED, IGNORED, REFUSED = "booked", "not_booked", "ignored", "refused"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the file. state: booked, not_booked, ignored, refused; finding says why it was refused.

    Amounts are in minor units of the currency; fee_minor is what a payment service kept. cells are the file's words.
    """

    place: str
    state: str
    cells: tuple[str, ...]
    date: date | None = None
    amount_minor: int = 0
    balance_minor: int | None = None
    fee_minor: int = 0
    currency: str = ""
    name: str = ""
    texts: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    account: str = ""
    finding: Malformed | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A whole file: its rows, and of each statement in it the end. doubts are what an import would ask about.

    findings   why the file as a whole cannot be read, beside those of its rows
    """

    rows: tuple[PreviewRow, ...]
    ends: tuple[StatementEnd, ...]
    doubts: tuple[Malformed, ...]
    findings: tuple[Malformed, ...]

    def count(self, state: str) -> int:
        return Counter(row.state for row in self.rows)[state]


def preview_file(stream: BinaryIO, definition: Definition, *, currency: str) -> Preview:
    """Every row of a file by a definition.

    stream    seekable
    refuses   what opening the file by the definition refuses; what a row is refused for stands with the row
    """
    file = File(stream, definition, currency=currency)
    rows = tuple(_row(file, row, number) for number, row in enumerate(file.rows(), 1))
    stream.seek(0)
    ends: list[StatementEnd] = []
    doubts: list[Malformed] = []
    findings: list[Malformed] = []
    try:
        for event in read_by_definition(stream, definition, currency=currency):
            doubts += [doubt.finding for doubt in event.doubts]
            if isinstance(event, StatementEnd):
                ends.append(event)
    except Findings:
        pass  # those of the rows
    except Malformed as refusal:
        if not any(row.finding is not None for row in rows):
            findings.append(refusal)
    return Preview(rows, tuple(ends), tuple(doubts), tuple(findings))


def _row(file: File, row: RowRead, number: int) -> PreviewRow:
    cells = tuple(str(cell) for cell in row.cells)
    if row.finding is not None:
        return PreviewRow(row.place, REFUSED, cells, finding=row.finding)
    if row.read is None:
        return PreviewRow(row.place, IGNORED, cells)
    read = row.read
    record: TransactionRecord = file.reader.record(read, row.cells, entry=number, more=row.more)
    return PreviewRow(
        place=row.place,
        state=BOOKED if row.skip is None else NOT_BOOKED,
        cells=cells,
        date=read.payout_day or read.day,
        amount_minor=read.amount_minor,
        balance_minor=read.balance_minor,
        fee_minor=read.fee_minor,
        currency=read.currency,
        name=record.counterparty.name,
        texts=tuple(text.text for text in record.texts),
        references=tuple(reference.raw for reference in record.references),
        account=read.account or file.above.get("account", "") or file.definition.account,
    )
