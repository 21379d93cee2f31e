"""BAI2 balance reports: accounts in groups, each with its balances, its transactions and its control total.

A file is 01, then groups from 02 (whose, as of which day) to 98, then 99. In a group stand accounts: 03 (balances and
totals by type code), transactions (16), 49 (control total). An account with its transactions is a statement. Amounts
are minor units without a sign of direction; the type code has it. A control total adds up all amounts of an account
whatever their direction, then those of a group's accounts, then those of the file's groups, so what is lost shows.
Counts of records are often wrong and are only told.

source   Cash Management Balance Reporting Specifications, version 2 (BAI, now X9)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.bai2_records import NAME, Record, records_of
from reskontra.formats.bai2_transaction import movement_of, skip_funds, transaction_of
from reskontra.formats.bank_statement import Event, StatementEnd, StatementHeader
from reskontra.formats.fixed_width import EndRecordMissing, RecordOutOfPlace
from reskontra.formats.tally import Balance, Tally
from reskontra.formats.text_file import lines_of

OPENING, CLOSING, CREDITS, DEBITS = "010", "015", "100", "400"
_DOLLARS = "USD"  # where neither account nor group says a currency
_TEST, _DELETION, _CORRECTION, _SAME_DAY = "4", "2", "3", "3"
# After which records another may stand; "" is the file's start.
_BEFORE = {
    "01": ("", "99"), "02": ("01", "98"), "03": ("02", "49"), "16": ("03", "16"), "49": ("03", "16"),
    "98": ("02", "49"), "99": ("01", "98"),
}  # fmt: skip


class GroupNotReal(Malformed):
    code = "bai2_group_status"
    template = (
        "The group has the status {status}: a test (4) or a deletion (2) of what was sent before. Import real "
        "reports alone."
    )


class ControlTotalDiffers(Malformed):
    code = "bai2_control_total"
    template = (
        "Record {record} has the control total {said}, and what it sums up comes to {found}. Ask the bank for a "
        'complete file, or import it with the override "balance" and a reason.'
    )


class AccountsLost(Malformed):
    code = "bai2_count"
    template = (
        "Record {record} counts {said} below it, and the file has {found}. Ask the bank for a complete file, or "
        'import it with the override "balance" and a reason.'
    )


def read_bai2(stream: BinaryIO) -> Iterator[Event]:
    """Header, transactions and end of each account of each group, in file order.

    stream    bytes from the file's start, buffered
    refuses   what lines_of and records_of refuse; RecordOutOfPlace, GroupNotReal, FieldUnreadable, TypeCodeUnknown,
              AmountNegative, EndRecordMissing
    doubts    balance, where transactions do not come to the closing balance, or amounts to a control total
    """
    reader = _Reader()
    for record in records_of(lines_of(stream)):
        yield from reader.take(record)
    yield from reader.finish()


@dataclass(slots=True)
class _Level:
    """A file, group or account under way: the sum of all amounts in it, what is right below it, and its records."""

    sum_minor: int = 0
    below: int = 0
    records: int = 0


@dataclass(slots=True)
class _Account:
    """An account under way; balances and totals by type code, minor units."""

    header: StatementHeader
    summary: dict[str, int]
    level: _Level = field(default_factory=_Level)
    tally: Tally = field(default_factory=Tally)
    notes: list[str] = field(default_factory=list)

    @property
    def opening(self) -> Balance | None:
        return self._balance(OPENING)

    @property
    def closing(self) -> Balance | None:
        return self._balance(CLOSING)

    def _balance(self, code: str) -> Balance | None:
        if code not in self.summary:
            return None
        return Balance(self.summary[code], self.header.currency, self.header.to_date)


class _Reader:
    """What must be remembered between two records."""

    def __init__(self) -> None:
        self._last = ""
        self._file, self._group = _Level(), _Level()
        self._id = self._group_currency = self._modifier = ""
        self._day: date | None = None
        self._account: _Account | None = None
        self._names: Counter[str] = Counter()
        # The end of the last account waits: the trailers of its group and file may cast doubt on it.
        self._held: _Account | None = None
        self._held_findings: list[Malformed] = []

    def take(self, record: Record) -> Iterator[Event]:
        """Yield what a record completes."""
        if self._last not in _BEFORE.get(record.code, ()):
            raise RecordOutOfPlace(place=record.place, record=record.code, format=NAME)
        self._last = record.code
        for level in (self._file, self._group, self._account.level if self._account else _Level()):
            level.records += record.size
        if record.code == "01":
            self._begin_file(record)
        elif record.code == "02":
            self._begin_group(record)
        elif record.code == "03":
            yield from self._release()
            yield self._begin_account(record)
        elif record.code == "16":
            yield from self._transaction(record)
        elif record.code == "49":
            self._end_account(record)
        elif record.code == "98":
            self._file.sum_minor += self._check(record, self._group, counts_below=True)
        else:
            self._check(record, self._file, counts_below=True)

    def _begin_file(self, record: Record) -> None:
        for _ in range(2):
            record.take()
        record.day()
        record.take()
        self._id = record.take()
        self._file = _Level(records=record.size)

    def _begin_group(self, record: Record) -> None:
        self._file.below += 1
        self._group = _Level(records=record.size)
        self._names = Counter()
        for _ in range(2):
            record.take()
        status = record.take()
        if status in (_DELETION, _TEST):
            raise GroupNotReal(place=record.place, status=status)
        self._day = record.day()
        if self._day is None:
            raise record.unreadable("", "YYMMDD")
        record.take()  # the time
        self._group_currency = record.take()
        self._modifier = record.take()

    def _begin_account(self, record: Record) -> StatementHeader:
        self._group.below += 1
        name = record.take()
        currency = record.take() or self._group_currency or _DOLLARS
        assert self._day is not None
        self._names[name] += 1
        times = self._names[name]
        summary, level = _summary(record), _Level(records=record.size)
        level.sum_minor = sum(amount for _, amount in summary)
        amounts = dict(reversed(summary))
        header = StatementHeader(
            format="bai2",
            version="",
            statement_id=f"{self._day:%y%m%d}-{self._id}" if self._id else f"{self._day:%y%m%d}",
            sequence=str(times) if times > 1 else "",
            iban="",
            other_account=name,
            other_scheme="",
            currency=currency,
            to_date=self._day,
            opening_minor=amounts.get(OPENING),
            opening_date=self._day if OPENING in amounts else None,
            closing_minor=amounts.get(CLOSING),
            closing_date=self._day if CLOSING in amounts else None,
            is_continued=times > 1,
        )
        self._account = _Account(header, amounts, level)
        if self._modifier == _SAME_DAY:
            self._account.notes.append(f"{record.place}: The group is of a day that is not over; nothing is booked.")
        return header

    def _transaction(self, record: Record) -> Iterator[Event]:
        account = self._account
        assert account is not None
        assert self._day is not None
        movement = movement_of(record)
        if movement is None:
            skip_funds(record)
            for _ in range(2):
                record.take()  # references
            account.notes.append(" ".join([f"{record.place}:", *record.rest()])[:200])
            return
        account.level.sum_minor += movement.amount_minor
        number = account.tally.entries + account.tally.pending + 1
        booked = self._modifier != _SAME_DAY
        currency = account.header.currency
        found = transaction_of(record, movement, number, day=self._day, currency=currency, is_booked=booked)
        account.tally.add((found,), credit=movement.is_credit)
        yield found

    def _end_account(self, record: Record) -> None:
        account, self._account = self._account, None
        assert account is not None
        self._held, self._held_findings = account, []
        self._group.sum_minor += self._check(record, account.level)
        if not account.tally.pending:
            found = list(account.tally.balance_findings(account.opening, account.closing, account.header.currency))
            for finding in found:
                finding.place = record.place
            self._held_findings += found
        account.notes += _notes(account, record)

    def _check(self, record: Record, level: _Level, *, counts_below: bool = False) -> int:
        """A control total and a count of what is below are doubts; a wrong count of records is told.

        returns   the control total as the record has it: the level above sums up these
        """
        findings: list[Malformed] = []
        said = record.amount() or 0
        if said != level.sum_minor:
            findings.append(
                ControlTotalDiffers(place=record.place, record=record.code, said=said, found=level.sum_minor)
            )
        if counts_below and (below := record.count()) not in (None, level.below):
            findings.append(AccountsLost(place=record.place, record=record.code, said=below, found=level.below))
        counted = record.count()
        if self._held is None:
            if findings:
                raise findings[0]
            return said
        self._held_findings += findings
        if counted not in (None, level.records):
            self._held.notes.append(
                f"{record.place}: Record {record.code} counts {counted} records, and there are {level.records}."
            )
        return said

    def _release(self) -> Iterator[StatementEnd]:
        held, self._held = self._held, None
        if held is None:
            return
        yield held.tally.end(
            currency=held.header.currency, opening=held.opening, closing=held.closing, findings=self._held_findings,
            warnings=held.notes,
        )  # fmt: skip

    def finish(self) -> Iterator[Event]:
        """Yield the last end; refuses EndRecordMissing."""
        if self._last != "99":
            raise EndRecordMissing(wanted={"03": "49", "16": "49", "49": "98", "02": "98"}.get(self._last, "99"))
        yield from self._release()


def _summary(record: Record) -> list[tuple[str, int]]:
    """Type codes of the account's record with their amounts, in order; those without an amount left out.

    refuses   FieldUnreadable
    """
    found = []
    while not record.is_done:
        code, amount = record.take(), record.amount()
        record.count()
        skip_funds(record)
        if amount is not None:
            found.append((code, amount))
    return found


def _notes(account: _Account, record: Record) -> Iterator[str]:
    """Totals of the bank's that the transactions do not come to: it may not report all of them one by one."""
    currency = account.header.currency
    for code, found, word in zip((CREDITS, DEBITS), account.tally.turnover(currency), ("in", "out"), strict=True):
        said = account.summary.get(code)
        if said is not None and said != found and not account.tally.pending:
            sums = Money(said, currency), Money(found, currency)
            yield f"{record.place}: The bank sums up {sums[0]} {word}, and tells of {sums[1]}."
