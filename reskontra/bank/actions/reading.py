"""Read a whole bank file: its statements checked and set aside, nothing written yet."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import BinaryIO

from reskontra.bank.actions.accounts import Accounts, FirstStatement, named
from reskontra.bank.actions.rows import row_of
from reskontra.bank.actions.spool import Place, Spool
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.statements import ADVICES, REPORTS, Notice, StatementFacts
from reskontra.formats.bank_statement import Doubt, StatementEnd, StatementHeader, Status, TransactionRecord
from reskontra.formats.definition import Definition
from reskontra.formats.reading import read_statements
from reskontra.ledger.queries import BankAccountFacts

FINDINGS_MAX = 1000  # kept; a file has as many doubts as it has entries
WARNINGS_MAX = 200


@dataclass(slots=True)
class FileStatement:
    """A statement as the file has it: its rows are in the spool.

    chunks         where in the spool
    fingerprints   of its transactions, in their order; so many there are
    amounts        of them, in the statement's currency; 0 for those in another
    expected       places of those that are not booked; all of a report
    first_day, last_day   of its booked transactions, None where there are none or none has a date
    """

    header: StatementHeader
    account: BankAccountFacts
    facts: StatementFacts
    end: StatementEnd
    chunks: tuple[Place, ...]
    fingerprints: array[int]
    amounts: array[int]
    expected: set[int]
    first_day: date | None
    last_day: date | None
    warnings: list[str]

    @property
    def is_report(self) -> bool:
        return self.header.format in REPORTS

    @property
    def is_advice(self) -> bool:
        return self.header.format in ADVICES

    @property
    def proves_opening(self) -> bool:
        """Whether its opening balance can be held against the statement before; not one that a person let pass."""
        return not (self.header.is_continued or any(doubt.override == "balance" for doubt in self.end.doubts))

    @property
    def booked(self) -> int:
        """How many of its transactions are booked; none of a report."""
        return len(self.fingerprints) - len(self.expected)


@dataclass(slots=True)
class Doubts:
    """What a person must decide: a doubt passes if its override was given, else it becomes a finding."""

    given: frozenset[str]
    used: set[str] = field(default_factory=set)
    findings: list[Refused | Malformed] = field(default_factory=list)

    def take(self, doubts: Iterable[Doubt]) -> None:
        for doubt in doubts:
            if doubt.override in self.given:
                self.used.add(doubt.override)
            elif len(self.findings) < FINDINGS_MAX:
                self.findings.append(doubt.finding)

    def settle(self) -> None:
        """refuses   the one finding, or Findings"""
        if len(self.findings) == 1:
            raise self.findings[0]
        if self.findings:
            raise Findings(self.findings)


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a file that is no bank's standard is read by: the chosen one, or whichever of the company's knows it.

    currency   of amounts where neither the file nor the definition tells
    """

    chosen: Definition | None = None
    known: tuple[Definition, ...] = ()
    currency: str = ""


def read_file(
    stream: BinaryIO,
    *,
    accounts: Accounts,
    doubts: Doubts,
    spool: Spool,
    today: date,
    definitions: Definitions = Definitions(),
) -> Reading:
    """Every statement of the file, in file order, with its rows in the spool.

    today     the day of a statement that names no day at all
    refuses   what the readers refuse; StatementAccountUnknown; every doubt whose override was not given
    """
    reading = Reading(accounts, doubts, spool, today)
    events = read_statements(
        stream, definition=definitions.chosen, definitions=definitions.known, currency=definitions.currency
    )
    for event in events:
        if isinstance(event, TransactionRecord):
            reading.take_transaction(event)
        elif isinstance(event, StatementHeader):
            reading.take_header(event)
        else:
            reading.take_end(event)
    doubts.findings.extend(accounts.unknown(reading.unknown))
    doubts.settle()
    reading.notices[:0] = [
        Notice(
            "archive_member", {"member": name, "statements": found["statements"], "transactions": found["transactions"]}
        )
        for name, found in reading.members.items()
    ]
    return reading


class Reading:
    """What has been read so far. After the file's end: its statements, and what a person should know of them."""

    def __init__(self, accounts: Accounts, doubts: Doubts, spool: Spool, today: date) -> None:
        self._accounts = accounts
        self._doubts = doubts
        self._spool = spool
        self._today = today
        self.statements: list[FileStatement] = []
        self.unknown: list[FirstStatement] = []
        self.notices: list[Notice] = []
        self.members: dict[str, Counter[str]] = {}  # files of an archive: how many statements and payments

    def take_header(self, header: StatementHeader) -> None:
        self._header = header
        if header.member:
            self.members.setdefault(header.member, Counter())["statements"] += 1
        self._account = account = self._accounts.find(header)
        self._fingerprints: array[int] = array("q")
        self._days: tuple[date, date] | None = None
        self._last_day: date | None = None
        self._amounts: array[int] = array("q")
        self._expected: set[int] = set()
        self._booked_minor = 0
        self._warnings = list(header.warnings)
        if account is not None:
            found = self._accounts.doubts(header, account)
            if any(doubt.override == "account" and "account" in self._doubts.given for doubt in found):
                values = {"statement_id": header.statement_id, "account": named(header) or "-"}
                self.notices.append(Notice("account_accepted", {**values, "bank_account": account.number}))
            self._doubts.take(found)
        self._doubts.take(header.doubts)

    def take_transaction(self, record: TransactionRecord) -> None:
        if record.doubts:
            self._doubts.take(record.doubts)
        if record.warnings and len(self._warnings) < WARNINGS_MAX:
            self._warnings.extend(record.warnings)
        is_booked = record.status is Status.BOOKED and self._header.format not in REPORTS
        if is_booked:
            self._count(record)
        if self._account is None or self._doubts.findings:
            return  # refused anyhow; read on for the other findings
        row = row_of(record, account=str(self._account.id))
        if not is_booked:
            self._expected.add(len(self._fingerprints))
        self._fingerprints.append(row.columns[-1])  # type: ignore[arg-type]
        self._amounts.append(record.amount_minor if record.currency == self._header.currency else 0)
        self._spool.add(row)

    def _count(self, record: TransactionRecord) -> None:
        if record.currency == self._header.currency:
            self._booked_minor += record.amount_minor
        day = record.booking_date or record.value_date
        if day is None or day is self._last_day:
            return
        self._last_day = day
        first, last = self._days or (day, day)
        self._days = min(day, first), max(day, last)

    def take_end(self, end: StatementEnd) -> None:
        self._doubts.take(end.doubts)
        if end.statement_id:
            self._header = replace(
                self._header, statement_id=end.statement_id, from_date=end.from_date, to_date=end.to_date
            )
        header, facts = self._header, self._facts(end)
        if header.member:
            self.members[header.member]["transactions"] += end.transactions + end.pending
        if self._account is None:
            self.unknown.append(FirstStatement(header, facts, end.opening_date))
            return
        first, last = self._days or (None, None)
        self.statements.append(
            FileStatement(
                header=header,
                account=self._account,
                facts=facts,
                end=end,
                chunks=self._spool.end_statement(),
                fingerprints=self._fingerprints,
                amounts=self._amounts,
                expected=self._expected,
                first_day=first,
                last_day=last,
                warnings=[*self._warnings, *end.warnings][:WARNINGS_MAX],
            )
        )

    def _facts(self, end: StatementEnd) -> StatementFacts:
        header = self._header
        last = self._days[1] if self._days else None
        return StatementFacts(
            statement_id=header.statement_id[:100],
            sequence=header.sequence[:40],
            day=end.closing_date or header.to_date or header.created_date or last or self._today,
            opening_minor=end.opening_minor,
            closing_minor=end.closing_minor,
            booked_minor=self._booked_minor,
        )
