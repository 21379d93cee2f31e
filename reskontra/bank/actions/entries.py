"""Entries of a statement and of what is stored, in the form in which they are compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db import connection

from reskontra.bank.actions.reading import FileStatement
from reskontra.bank.actions.rows import (
    AMOUNT,
    BANK_REFERENCE,
    BATCH,
    BOOKED_ON,
    CURRENCY,
    END_TO_END,
    ENTRY,
    ENTRY_AMOUNT,
    ENTRY_BANK_REFERENCE,
    ENTRY_REFERENCE,
    VALUE_ON,
    Row,
)
from reskontra.bank.actions.spool import Spool
from reskontra.companies.queries import CompanyFacts
from reskontra.core.statement_links import DAYS_APART_MAX, EntryKey, PartKey
from reskontra.core.statements import ADVICES, REPORTS, SETTLEMENT, compact, fold
from reskontra.database import bulk

_STORED = (
    "SELECT t.id, t.statement_id, t.entry_number, t.amount_minor, t.entry_minor, t.currency, t.booking_date, "
    "t.bank_reference, t.entry_bank_reference, t.entry_reference, t.batch_reference, t.end_to_end_id, "
    "p.iban, p.other_account, p.name, t.fingerprint, s.format "
    "FROM bank_banktransaction t JOIN bank_bankstatement s ON s.id = t.statement_id "
    "LEFT JOIN bank_transactionparty p ON p.company_id = t.company_id AND p.transaction_id = t.id "
    "WHERE t.company_id = %s AND t.bank_account_id = %s AND t.state = 'BOOKED' "
    "AND t.booking_date BETWEEN %s AND %s AND s.format {kinds} ORDER BY t.statement_id, t.number"
)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """An entry of the file: the places of its transactions."""

    key: EntryKey
    places: tuple[int, ...]
    parts: tuple[PartKey, ...]


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry imported before: the keys of its transactions."""

    key: EntryKey
    ids: tuple[int, ...]
    parts: tuple[PartKey, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One transaction, wherever it is."""

    at: int
    entry: tuple[int, ...]
    amount_minor: int
    entry_minor: int
    currency: str
    day: date | None
    bank_reference: str
    entry_bank_reference: str
    entry_reference: str
    batch_reference: str
    end_to_end_id: str
    account: str
    name: str
    fingerprint: int
    is_payout: bool


def file_entries(statement: FileStatement, spool: Spool, *, without: Collection[int]) -> list[FileEntry]:
    """The booked entries of a statement, but for those of which a transaction is among `without`."""
    found = []
    for key, parts in _grouped(_parts_in(statement, spool)):
        places = tuple(part.at for part in parts)
        if not any(place in without or place in statement.expected for place in places):
            found.append(FileEntry(key, places, _part_keys(parts)))
    return found


def stored_entries(*, company: CompanyFacts, statement: FileStatement, advised: bool) -> list[StoredEntry]:
    """Booked entries of the account around the statement's days: of advices, or of statements."""
    if statement.first_day is None or statement.last_day is None:
        return []
    near = timedelta(days=DAYS_APART_MAX)
    kinds = sorted(ADVICES if advised else ADVICES | REPORTS)
    marks = ", ".join(["%s"] * len(kinds))
    sql = _STORED.format(kinds=f"{'IN' if advised else 'NOT IN'} ({marks})")
    days = (statement.first_day - near).isoformat(), (statement.last_day + near).isoformat()
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id, statement.account.id, *days, *kinds])
        return [
            StoredEntry(key, tuple(part.at for part in parts), _part_keys(parts))
            for key, parts in _grouped(_stored_part(row) for row in _fetched(cursor))
        ]


def _fetched(cursor: Any) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(5000):
        yield from rows


def _stored_part(row: tuple[Any, ...]) -> _Part:
    return _Part(
        at=row[0],
        entry=(row[1], row[2]),
        amount_minor=row[3],
        entry_minor=row[4],
        currency=row[5],
        day=_day(row[6]),
        bank_reference=row[7],
        entry_bank_reference=row[8],
        entry_reference=row[9],
        batch_reference=row[10],
        end_to_end_id=row[11],
        account=compact(row[12] or row[13] or ""),
        name=fold([row[14] or ""]),
        fingerprint=row[15],
        is_payout=row[16] == SETTLEMENT,
    )


def _parts_in(statement: FileStatement, spool: Spool) -> Iterator[_Part]:
    place, is_payout = 0, statement.header.format == SETTLEMENT
    for rows in spool.chunks(statement.chunks):
        for row in rows:
            yield _file_part(place, row, is_payout=is_payout)
            place += 1


def _file_part(place: int, row: Row, *, is_payout: bool) -> _Part:
    columns: Any = row.columns
    party = row.party or ("", "", "", "")
    return _Part(
        at=place,
        entry=(columns[ENTRY],),
        amount_minor=columns[AMOUNT],
        entry_minor=columns[ENTRY_AMOUNT],
        currency=columns[CURRENCY],
        day=_day(columns[BOOKED_ON] or columns[VALUE_ON]),
        bank_reference=columns[BANK_REFERENCE],
        entry_bank_reference=columns[ENTRY_BANK_REFERENCE],
        entry_reference=columns[ENTRY_REFERENCE],
        batch_reference=columns[BATCH],
        end_to_end_id=columns[END_TO_END],
        account=compact(party[2] or party[3]),
        name=fold([party[0]]),
        fingerprint=columns[-1],
        is_payout=is_payout,
    )


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _grouped(parts: Iterator[_Part]) -> Iterator[tuple[EntryKey, list[_Part]]]:
    for _, group in groupby(parts, key=lambda part: part.entry):
        together = list(group)
        yield _key(together), together


def _key(parts: list[_Part]) -> EntryKey:
    first = parts[0]
    references = {first.entry_bank_reference, *(part.bank_reference for part in parts)} - {""}
    single = len(parts) == 1
    return EntryKey(
        money=(first.entry_minor, first.currency),
        day=first.day,
        bank_references=frozenset(references),
        batch_reference=first.batch_reference,
        entry_reference=first.entry_reference,
        parts=len(parts),
        payment_keys=(first.end_to_end_id, first.account, first.name) if single else ("", "", ""),
        is_payout=first.is_payout,
    )


def _part_keys(parts: list[_Part]) -> tuple[PartKey, ...]:
    return tuple(
        PartKey(part.amount_minor, part.bank_reference, part.end_to_end_id, (part.fingerprint, part.name))
        for part in parts
    )


def ids_linked(*, company: CompanyFacts, ids: Collection[int], by_advices: bool) -> dict[int, int]:
    """Of these transactions, those that others are the same as or details of: id → one that says so.

    by_advices   whether the others stand on advices, or on statements
    """
    kinds = ", ".join(f"'{kind}'" for kind in sorted(ADVICES if by_advices else ADVICES | REPORTS))
    sql = (
        "SELECT t.same_as_id, t.id FROM {values} CROSS JOIN bank_banktransaction t "
        "JOIN bank_bankstatement s ON s.id = t.statement_id "
        f"WHERE t.same_as_id = v.value AND t.company_id = %s AND t.state <> 'UNDONE' "
        f"AND s.format {'' if by_advices else 'NOT '}IN ({kinds})"
    )
    return dict(bulk.lookup(sql, ids, company.id))
