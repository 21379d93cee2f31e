"""What an entry says of its own collecting: on hold, which a payment with the same code clears, promised, disputed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk

LONGEST_STATUS = 20
LONGEST_ON_HOLD = 3
_OPEN = (
    "SELECT e.id FROM {values} CROSS JOIN receivables_entry e WHERE e.company_id = %s AND e.party_id = v.value "
    "AND e.ledger = 'CUSTOMER' AND NOT e.remaining_minor = 0"
)


class OnHoldTooLong(Refused):
    code = "on_hold_too_long"
    template = '"{on_hold}" has more than 3 characters. Use up to three, such as initials.'


def release_holds(*, company: CompanyFacts, holds: Mapping[int, str]) -> None:
    """Entries that a line settled are off hold where the line bears their code; by entry, the line's code."""
    if holds:
        bulk.execute_many(
            "UPDATE receivables_entry SET on_hold = '' WHERE company_id = %s AND id = %s AND on_hold = %s",
            [(company.id, id, code) for id, code in sorted(holds.items())],
        )


def hold_overdue(*, company: CompanyFacts, party_ids: Collection[int], code: str, day: date) -> int:
    """Put on hold what of these customers was due before the day and is open; what is on hold keeps its code.

    refuses   OnHoldTooLong
    """
    if len(code) > LONGEST_ON_HOLD:
        raise OnHoldTooLong(on_hold=code[:40])
    sql = f"{_OPEN} AND e.remaining_minor > 0 AND e.due_date < %s AND e.on_hold = ''"
    ids = sorted(id for (id,) in bulk.lookup(sql, party_ids, company.id, day))
    _mark(company, "on_hold = %s", [(code, id) for id in ids])
    return len(ids)


def release_all(*, company: CompanyFacts, party_ids: Collection[int]) -> int:
    """Take every hold off the open entries of these customers; gives how many there were."""
    ids = sorted(id for (id,) in bulk.lookup(f"{_OPEN} AND NOT e.on_hold = ''", party_ids, company.id))
    _mark(company, "on_hold = ''", [(id,) for id in ids])
    return len(ids)


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
