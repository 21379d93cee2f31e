"""Read a file by an import definition: a statement for each account in it, or a settlement for each payout.

Rows go by once, in the order of the file. Every row that cannot be read is kept as a finding, so that all that is to
be mended is told at once; a file with one such row is refused whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.bank_statement import Doubt, Event, StatementEnd, StatementHeader, TransactionRecord
from reskontra.formats.camt_entry import CurrencyDiffers
from reskontra.formats.definition import Definition
from reskontra.formats.definition_balance import RunningBalance
from reskontra.formats.definition_file import File, NoRows, RowRead, header_of, refuse_findings, with_days
from reskontra.formats.definition_record import Reader
from reskontra.formats.format import Format
from reskontra.formats.settlement import settlement_events
from reskontra.formats.tally import Balance, Tally

FINDINGS_MAX = 1_000
FORMATS = {
    "delimited": Format.BANK_CSV,
    "fixed": Format.BANK_FIXED,
    "xml": Format.BANK_XML,
    "json": Format.BANK_JSON,
    "spreadsheet": Format.BANK_XLSX,
}


class AccountsMixed(Malformed):
    code = "definition_accounts_mixed"
    template = (
        "Account {account} comes again after other accounts. Sort the rows by account, or fetch one file for each."
    )


def read_by_definition(stream: BinaryIO, definition: Definition, *, currency: str = "") -> Iterator[Event]:
    """Header, transactions and end of each account, or of the whole settlement, in the order of the file.

    currency  of amounts where neither rows, file nor definition tell
    refuses   what the file's kind refuses; NoRows, AccountsMixed; and the findings of all its rows, several as Findings
    """
    file = File(stream, definition, currency=currency)
    if definition.is_settlement:
        yield from settlement_events(file)
        return
    statements = _Statements(file)
    for row in file.rows():
        if row.finding is not None:
            statements.findings.append(row.finding)
            if len(statements.findings) >= FINDINGS_MAX:
                break
        if row.read is not None:
            yield from statements.take(row)
    refuse_findings(statements.findings)
    yield statements.end()


class _Statements:
    """The statements of a file under way, one for each account, and what cannot be read."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._given = file.above.get("account", "") or file.definition.account
        self._seen: set[str] = set()
        self._current: _Statement | None = None
        self.findings: list[Malformed] = []

    def take(self, row: RowRead) -> Iterator[Event]:
        """The row as a transaction; before it, where another account begins, an end and a header."""
        assert row.read is not None
        account = row.read.account or self._given
        current = self._current
        if current is None or current.account != account:
            if account in self._seen:
                raise AccountsMixed(place=row.place, account=account)
            self._seen.add(account)
            if current is not None:
                yield current.end()
            current = self._current = _Statement(self._file.definition, account, row.read.currency)
            yield current.header(row.read.day)
        record = current.take(row, self._file.reader)
        if record is not None:
            yield record

    def end(self) -> StatementEnd:
        """refuses   NoRows"""
        if self._current is None:
            raise NoRows(name=self._file.definition.name)
        return self._current.end()


@dataclass(slots=True)
class _Statement:
    """A statement under way."""

    definition: Definition
    account: str
    currency: str
    entries: int = 0
    left_out: int = 0
    first_day: date | None = None
    last_day: date | None = None
    tally: Tally = field(default_factory=Tally)
    balance: RunningBalance = field(default_factory=RunningBalance)

    def header(self, day: date) -> StatementHeader:
        self.balance.order = self.definition.order
        return header_of(self.definition, self.account, self.currency, str(FORMATS[self.definition.file]), day)

    def take(self, row: RowRead, reader: Reader) -> TransactionRecord | None:
        """The row as a transaction; None where it is left out."""
        read = row.read
        assert read is not None
        if row.skip is not None:
            self.left_out += 1
            self.balance.add_not_booked(row.place, read.amount_minor, read.balance_minor)
            return None
        self.entries += 1
        day = read.day
        if self.first_day is None or self.last_day is None:
            self.first_day = self.last_day = day
        elif day < self.first_day:
            self.first_day = day
        elif day > self.last_day:
            self.last_day = day
        record = reader.record(read, row.cells, entry=self.entries, more=row.more)
        self.tally.add((record,), credit=read.amount_minor >= 0)
        self.balance.add(row.place, read.amount_minor, read.balance_minor, day)
        if read.currency != self.currency:
            finding = CurrencyDiffers(
                place=row.place,
                entry=self.entries,
                amount=Money(read.amount_minor, read.currency),
                currency=self.currency,
            )
            record = record._replace(doubts=(Doubt("currency", finding),))
        return record

    def end(self) -> StatementEnd:
        opening, closing = self.balance.balances()
        end = self.tally.end(
            currency=self.currency,
            opening=None if opening is None else Balance(opening, self.currency, self.first_day),
            closing=None if closing is None else Balance(closing, self.currency, self.last_day),
        )
        return with_days(
            end,
            self.first_day,
            self.last_day,
            left_out=self.left_out,
            doubts=tuple(self.balance.doubts(self.currency)),
        )
