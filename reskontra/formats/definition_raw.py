"""What the file says of one transaction that was read by a definition: the row's cells by their column titles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from reskontra.formats.definition import Definition
from reskontra.formats.definition_file import File, RowRead
from reskontra.formats.settlement import payouts_of, read_of

Field = tuple[str, str]


def raw_row(
    stream: BinaryIO, definition: Definition, *, currency: str, entry: int, part: int, amount_minor: int
) -> list[Field]:
    """The place of a row, then each column that the definition reads, with what stands in it.

    stream    the file as it was imported
    entry, part   as the reader counts them: booked rows of an account, or payouts and their rows
    returns   nothing where no row, or the rows of several accounts, could be meant
    """
    file = File(stream, definition, currency=currency)
    if definition.is_settlement:
        return _of_payout(file, entry, part, amount_minor)
    groups: dict[str, list[RowRead]] = {}
    for row in file.rows():
        if row.read is not None and row.skip is None:
            groups.setdefault(row.read.account, []).append(row)
    candidates = [_at(rows, entry) for rows in groups.values()]
    fitting = [row for row in candidates if row is not None and row.read and row.read.amount_minor == amount_minor]
    return list(_fields(definition, fitting[0])) if len(fitting) == 1 else []


def _of_payout(file: File, entry: int, part: int, amount_minor: int) -> list[Field]:
    """The row of a payout and those of its fees; the transfer, where a line is made of the whole."""
    payouts, _findings, _left_out = payouts_of(file)
    for payout in payouts[entry - 1 : entry]:
        if payout.transfer is not None and payout.paid_minor != payout.net_minor:
            return list(_fields(file.definition, payout.transfer)) if payout.paid_minor == amount_minor else []
        at = max(part, 1) - 1
        rows = payout.rows[at : at + 1]
        if [read_of(row).amount_minor for row in rows] == [amount_minor]:
            return [told for row in (*rows, *payout.fees.get(at, ())) for told in _fields(file.definition, row)]
    return []


def _at(rows: list[RowRead], place: int) -> RowRead | None:
    return rows[place - 1] if 0 < place <= len(rows) else None


def _fields(definition: Definition, row: RowRead) -> Iterable[Field]:
    """A column that two fields take is told once."""
    found = [("", row.place)]
    for cells in (row.cells, *row.more):
        named = zip((column.shown for column in definition.columns), cells, strict=True)
        found += dict.fromkeys((name, str(cell)) for name, cell in named if cell)
    return found
