"""Settlements of payment and card services: what was paid out, row by row.

A payout is one deposit on the bank's statement. Its rows are what customers paid, less the fee that was kept; refunds
and the service's own fees are rows too, with money out. So a payout is an entry whose parts are the rows, each with
the net amount that arrived and the fee as a charge, and the deposit on the statement is known as their sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.bank_statement import Event, TransactionRecord
from reskontra.formats.camt_entry import CurrencyDiffers
from reskontra.formats.definition_file import File, NoRows, RowRead, header_of, refuse_findings, with_days
from reskontra.formats.definition_record import Read
from reskontra.formats.format import Format
from reskontra.formats.tally import Tally

ROWS_MAX = 200_000


class SettlementTooLarge(Malformed):
    code = "settlement_too_large"
    template = "The settlement has more than {most} rows. Fetch it in several parts, for fewer days each."


@dataclass(slots=True)
class _Payout:
    """Rows paid out together: each with its place, and the day the money came."""

    name: str
    currency: str
    day: date
    rows: list[RowRead] = field(default_factory=list)

    @property
    def net_minor(self) -> int:
        return sum(row.read.amount_minor for row in self.rows if row.read is not None)


def settlement_events(file: File) -> Iterator[Event]:
    """Header, transactions and end of a settlement: an entry for each payout, in the order they first occur.

    refuses   NoRows, SettlementTooLarge, CurrencyDiffers (two currencies in one payout), the findings of its rows
    """
    payouts, findings, left_out = _collect(file)
    refuse_findings(findings)
    if not payouts:
        raise NoRows(name=file.definition.name)
    account = file.above.get("account", "") or file.definition.account
    currency = payouts[0].currency
    first, last = min(payout.day for payout in payouts), max(payout.day for payout in payouts)
    yield header_of(file.definition, account, currency, str(Format.SETTLEMENT), first)
    tally = Tally()
    for number, payout in enumerate(payouts, 1):
        records = _records(file, payout, number)
        tally.add(records, credit=payout.net_minor >= 0)
        yield from records
    yield with_days(tally.end(currency=currency), first, last, left_out=left_out)


def _collect(file: File) -> tuple[list[_Payout], list[Malformed], int]:
    payouts: dict[str, _Payout] = {}
    findings: list[Malformed] = []
    left_out = count = 0
    for row in file.rows():
        if row.finding is not None:
            findings.append(row.finding)
        read = row.read
        if read is None:
            continue
        if row.skip is not None:
            left_out += 1
            continue
        count += 1
        if count > ROWS_MAX:
            raise SettlementTooLarge(most=ROWS_MAX)
        payout = payouts.setdefault(read.payout, _Payout(read.payout, read.currency, read.payout_day or read.day))
        payout.day = max(payout.day, read.payout_day or read.day)
        if read.currency != payout.currency:
            amount = Money(read.amount_minor, read.currency)
            findings.append(CurrencyDiffers(place=row.place, entry=count, amount=amount, currency=payout.currency))
        payout.rows.append(row)
    return list(payouts.values()), findings, left_out


def _records(file: File, payout: _Payout, number: int) -> tuple[TransactionRecord, ...]:
    """The rows of a payout as parts of one entry; an only row is the entry itself."""
    net = payout.net_minor
    is_batch = len(payout.rows) > 1
    found = []
    for part, row in enumerate(payout.rows, 1):
        read = row.read
        assert read is not None
        record = file.reader.record(read, row.cells, entry=number, more=row.more)
        found.append(
            record._replace(
                part_number=part if is_batch else 0,
                booking_date=payout.day,
                value_date=_own_day(read, payout),
                entry_amount_minor=net,
                batch_reference=payout.name,
                charges_minor=max(read.fee_minor, 0),
                charges_currency=read.currency if read.fee_minor > 0 else "",
            )
        )
    return tuple(found)


def _own_day(read: Read, payout: _Payout) -> date | None:
    """The day of the row itself, where it is another than the payout's."""
    return read.day if read.day != payout.day else read.value_day
