"""Settlements of payment and card services: what was paid out, row by row.

A payout is one deposit on the bank's statement. Its rows are what customers paid, less the fee that was kept; refunds
and the service's own fees are rows too, with money out. So a payout is an entry whose parts are the rows, each with
the net amount that arrived and the fee as a charge, and the deposit on the statement is known as their sum.

Which rows were paid out together, a column tells, or the lines above the header; or a row for the transfer closes what
stands before it, as where a service keeps an account. A fee in a row of its own belongs to the payment with its
reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.bank_statement import Doubt, Event, TransactionRecord
from reskontra.formats.camt_entry import CurrencyDiffers
from reskontra.formats.definition_file import File, NoRows, RowRead, header_of, refuse_findings, with_days
from reskontra.formats.definition_record import Read
from reskontra.formats.definition_values import day_reader
from reskontra.formats.format import Format
from reskontra.formats.tally import Tally

ROWS_MAX = 200_000


class SettlementTooLarge(Malformed):
    code = "settlement_too_large"
    template = "The settlement has more than {most} rows. Fetch it in several parts, for fewer days each."


class PayoutDiffers(Malformed):
    code = "settlement_payout_differs"
    template = (
        "The transfer of {day} is {paid}, and the rows since the one before it come to {sum}. Fetch the report from "
        'the day after an earlier transfer, or import this one as one line with the override "batch" and a reason.'
    )


@dataclass(slots=True)
class Payout:
    """Rows paid out together, and the day the money came.

    rows       payments, refunds and fees of the service, each net of the fees that are its own
    fees       rows of fees, by the place among rows of the payment that bore them
    transfer   the row that says what was paid out, where there is one
    """

    name: str
    currency: str
    day: date
    rows: list[RowRead] = field(default_factory=list)
    fees: dict[int, list[RowRead]] = field(default_factory=dict)
    transfer: RowRead | None = None

    @property
    def net_minor(self) -> int:
        return sum(read_of(row).amount_minor for row in self.rows)

    @property
    def paid_minor(self) -> int:
        """What came to the bank."""
        return self.net_minor if self.transfer is None else -read_of(self.transfer).amount_minor


def read_of(row: RowRead) -> Read:
    assert row.read is not None
    return row.read


def settlement_events(file: File) -> Iterator[Event]:
    """Header, transactions and end of a settlement: an entry for each payout, in the order they first occur.

    refuses   NoRows, SettlementTooLarge, CurrencyDiffers (two currencies in one payout), the findings of its rows
    doubts    batch, where the rows before a transfer do not come to it
    """
    payouts, findings, left_out = payouts_of(file)
    refuse_findings(findings)
    if not payouts:
        raise NoRows(name=file.definition.name)
    account = file.above.get("account", "") or file.definition.account or read_of(_first(payouts)).account
    currency = payouts[0].currency
    first, last = min(payout.day for payout in payouts), max(payout.day for payout in payouts)
    yield header_of(file.definition, account, currency, str(Format.SETTLEMENT), first)
    tally = Tally()
    for number, payout in enumerate(payouts, 1):
        records = _records(file, payout, number)
        tally.add(records, credit=payout.paid_minor >= 0)
        yield from records
    yield with_days(tally.end(currency=currency), first, last, left_out=left_out)


def _first(payouts: Sequence[Payout]) -> RowRead:
    """The first row that there is; a transfer may have none before it."""
    found = payouts[0].rows[0] if payouts[0].rows else payouts[0].transfer
    assert found is not None
    return found


def payouts_of(file: File) -> tuple[list[Payout], list[Malformed], int]:
    """The payouts of a file, what its rows are refused for, and how many rows are left out or wait for a transfer.

    refuses   SettlementTooLarge
    """
    rows: list[RowRead] = []
    findings: list[Malformed] = []
    left_out = 0
    for row in file.rows():
        if row.finding is not None:
            findings.append(row.finding)
        if row.read is None:
            continue
        if row.skip is not None and row.skip.kind == "not_booked":
            left_out += 1
            continue
        if len(rows) == ROWS_MAX:
            raise SettlementTooLarge(most=ROWS_MAX)
        rows.append(row)
    if any(skip.kind == "payout" for skip in file.definition.skip):
        payouts, waiting = _closed(file, rows)
        left_out += waiting
    else:
        payouts = _named(file, rows, findings)
    for payout in payouts:
        _merge_fees(file, payout)
    return payouts, findings, left_out


def _named(file: File, rows: Sequence[RowRead], findings: list[Malformed]) -> list[Payout]:
    """Payouts by the name that their rows have, or the lines above the header."""
    payouts: dict[str, Payout] = {}
    above, above_day = file.above.get("payout", ""), _day_above(file)
    for count, row in enumerate(rows, 1):
        read = read_of(row)
        day = read.payout_day or above_day or read.day
        name = read.payout or above
        payout = payouts.setdefault(name, Payout(name, read.currency, day))
        payout.day = max(payout.day, day)
        if read.currency != payout.currency:
            amount = Money(read.amount_minor, read.currency)
            findings.append(CurrencyDiffers(place=row.place, entry=count, amount=amount, currency=payout.currency))
        payout.rows.append(row)
    return list(payouts.values())


def _day_above(file: File) -> date | None:
    """The day of payment that the lines above the header tell.

    refuses   DayUnreadable
    """
    text = file.above.get("payout_date", "")
    if not text:
        return None
    try:
        return day_reader(file.definition.date)(text)
    except Malformed as refusal:
        refusal.place = f"{file.word} 1"
        raise


def _closed(file: File, rows: Sequence[RowRead]) -> tuple[list[Payout], int]:
    """Payouts that a transfer closes, each currency by itself; and how many rows wait for theirs."""
    waiting: dict[str, list[RowRead]] = {}
    payouts: list[Payout] = []
    for row in reversed(rows) if _is_newest_first(file, rows) else rows:
        read = read_of(row)
        held = waiting.setdefault(read.currency, [])
        if row.skip is None or row.skip.kind != "payout":
            held.append(row)
            continue
        if not held and not read.amount_minor:
            continue
        own = file.reader.text("end_to_end_id", row.cells) or file.reader.text("bank_reference", row.cells)
        name = own or f"{read.day.isoformat()}/{len(payouts) + 1}"
        payouts.append(Payout(name, read.currency, read.payout_day or read.day, held, transfer=row))
        waiting[read.currency] = []
    return payouts, sum(map(len, waiting.values()))


def _is_newest_first(file: File, rows: Sequence[RowRead]) -> bool:
    """By the definition, else by the days, else by the end at which the transfer stands."""
    if file.definition.order != "auto" or not rows:
        return file.definition.order == "newest"
    first, last = read_of(rows[0]).day, read_of(rows[-1]).day
    if first != last:
        return first > last
    closes = [row.skip is not None and row.skip.kind == "payout" for row in (rows[0], rows[-1])]
    return closes == [True, False]


def _merge_fees(file: File, payout: Payout) -> None:
    """Take fees that stand in rows of their own off the payments they are of; others stay rows."""
    kept: list[RowRead] = []
    fees: list[tuple[str, RowRead]] = []
    places: dict[str, int] = {}
    for row in payout.rows:
        if row.skip is not None and row.skip.kind == "fee":
            fees.append((file.reader.text(row.skip.by, row.cells), row))
            continue
        for by in {skip.by for skip in file.definition.skip if skip.kind == "fee"}:
            if read_of(row).amount_minor > 0 and (key := file.reader.text(by, row.cells)):
                places.setdefault(key, len(kept))
        kept.append(row)
    for key, row in fees:
        at = places.get(key)
        if at is None:
            kept.append(row)
            continue
        minor, read = read_of(row).amount_minor, read_of(kept[at])
        read = read._replace(amount_minor=read.amount_minor + minor, fee_minor=read.fee_minor - minor)
        kept[at] = kept[at]._replace(read=read)
        payout.fees.setdefault(at, []).append(row)
    payout.rows = kept


def _records(file: File, payout: Payout, number: int) -> tuple[TransactionRecord, ...]:
    """The rows of a payout as parts of one entry; an only row is the entry itself."""
    paid, net = payout.paid_minor, payout.net_minor
    if payout.transfer is not None and paid != net:
        return (_whole(file, payout, payout.transfer, number),)
    is_batch = len(payout.rows) > 1
    return tuple(
        _record(file, payout, row, number)._replace(part_number=part if is_batch else 0, entry_amount_minor=paid)
        for part, row in enumerate(payout.rows, 1)
    )


def _record(file: File, payout: Payout, row: RowRead, number: int) -> TransactionRecord:
    read = read_of(row)
    record = file.reader.record(read, row.cells, entry=number, more=row.more)
    return record._replace(
        booking_date=payout.day,
        value_date=_own_day(read, payout),
        batch_reference=payout.name,
        charges_minor=max(read.fee_minor, 0),
        charges_currency=read.currency if read.fee_minor > 0 else "",
    )


def _whole(file: File, payout: Payout, transfer: RowRead, number: int) -> TransactionRecord:
    """A transfer that its rows do not come to, as one transaction."""
    paid = payout.paid_minor
    finding = PayoutDiffers(
        place=transfer.place, day=payout.day, paid=Money(paid, payout.currency),
        sum=Money(payout.net_minor, payout.currency),
    )  # fmt: skip
    read = read_of(transfer)._replace(amount_minor=paid, fee_minor=0)
    record = _record(file, payout, transfer._replace(read=read), number)
    return record._replace(entry_amount_minor=paid, doubts=(Doubt("batch", finding),))


def _own_day(read: Read, payout: Payout) -> date | None:
    """The day of the row itself, where it is another than the payout's."""
    return read.day if read.day != payout.day else read.value_day
