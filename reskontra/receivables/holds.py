"""What an entry says of its own collecting: on hold, which a payment with the same code clears, promised, disputed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk

LONGEST_STATUS = 20


def release_holds(*, company: CompanyFacts, holds: Mapping[int, str]) -> None:
    """Entries that a line settled are off hold where the line bears their code; by entry, the line's code."""
    if holds:
        bulk.execute_many(
            "UPDATE receivables_entry SET on_hold = '' WHERE company_id = %s AND id = %s AND on_hold = %s",
            [(company.id, id, code) for id, code in sorted(holds.items())],
        )


def mark_promised(*, company: CompanyFacts, entry_ids: Collection[int], day: date) -> None:
    """The entries say when they are promised for."""
    _mark(company, "promised_date = %s", [(day, id) for id in sorted(entry_ids)])


def unmark_promised(*, company: CompanyFacts, entry_ids: Collection[int], day: date) -> None:
    """Entries that are said to be promised for that day no longer are."""
    _mark(company, "promised_date = NULL", [(id, day) for id in sorted(entry_ids)], " AND promised_date = %s")


def mark_disputed(*, company: CompanyFacts, entry_id: int, status: str) -> None:
    """The entry says what is disputed of it, in a word; "" for nothing."""
    _mark(company, "dispute_status = %s", [(status[:LONGEST_STATUS], entry_id)])


def _mark(company: CompanyFacts, value: str, rows: Sequence[tuple[object, ...]], also: str = "") -> None:
    """What was typed by a person stands when the entry is loaded again."""
    if rows:
        now = bulk.stored(bulk.moment())
        first = len(value.split("%s")) - 1
        bulk.execute_many(
            f"UPDATE receivables_entry SET {value}, edited_at = %s WHERE id = %s{also} AND company_id = %s",
            [(*row[:first], now, *row[first:], company.id) for row in rows],
        )
