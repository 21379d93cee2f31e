"""Foreign entries as an exchange adjustment sees them: as they stood, what they were adjusted by, what came later."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.revaluation import Movement, OpenPosition
from reskontra.receivables.as_of import entries_as_of
from reskontra.receivables.models import Entry

# An adjustment of a day counts as of that day, also where it was posted on a later one.
_MADE_FOR = "SELECT x.voucher_id FROM receivables_exchangeadjustment x WHERE x.company_id = %s AND x.as_of <= %s"
_UNREALIZED = "d.kind IN ('UNREALIZED_GAIN', 'UNREALIZED_LOSS')"


@dataclass(frozen=True, slots=True)
class HeldPosition:
    """A position with what its adjustment is posted by."""

    ledger: str
    posting_group_id: int
    position: OpenPosition


def open_positions(
    *, company: CompanyFacts, ledger: str, as_of: date, currencies: Collection[str]
) -> list[HeldPosition]:
    """Every entry of a ledger in these currencies that was open at the end of the day, also if it was settled since."""
    entries = entries_as_of(company=company, ledger=ledger, as_of=as_of, currencies=currencies) if currencies else []
    if not entries:
        return []
    unrealized, posted_later = _unrealized(company, as_of), _posted_later(company, as_of)
    later = _later(company, ledger, as_of)
    return [
        HeldPosition(
            entry.ledger,
            entry.posting_group_id,
            OpenPosition(
                entry.entry_id,
                entry.currency,
                entry.remaining_minor,
                entry.remaining_local_minor + posted_later.get(entry.entry_id, 0),
                unrealized.get(entry.entry_id, 0),
                tuple(later.get(entry.entry_id, ())),
            ),
        )
        for entry in entries
        if entry.remaining_minor
    ]


def _unrealized(company: CompanyFacts, as_of: date) -> dict[int, int]:
    """Entry → its unrealized gain or loss as of the day."""
    sql = (
        "SELECT d.entry_id, CAST(sum(d.local_minor) AS bigint) FROM receivables_entrydetail d "
        f"WHERE d.company_id = %s AND {_UNREALIZED} AND (d.posting_date <= %s OR d.voucher_id IN ({_MADE_FOR})) "
        "GROUP BY d.entry_id"
    )
    return dict(_rows(sql, [company.id, as_of, company.id, as_of]))


def _posted_later(company: CompanyFacts, as_of: date) -> dict[int, int]:
    """Entry → what adjustments of the day were posted on later days."""
    sql = (
        "SELECT d.entry_id, CAST(sum(d.local_minor) AS bigint) FROM receivables_entrydetail d "
        f"WHERE d.company_id = %s AND {_UNREALIZED} AND d.posting_date > %s AND d.voucher_id IN ({_MADE_FOR}) "
        "GROUP BY d.entry_id"
    )
    return dict(_rows(sql, [company.id, as_of, company.id, as_of]))


def _later(company: CompanyFacts, ledger: str, as_of: date) -> dict[int, list[Movement]]:
    """Entry → what moved its remaining amount after the day, in the order it was posted."""
    sql = (
        "SELECT d.entry_id, d.posting_date, d.amount_minor, d.application_id, a.unapplies_id "
        "FROM receivables_entrydetail d JOIN receivables_entry e ON e.id = d.entry_id "
        "LEFT JOIN receivables_application a ON a.id = d.application_id "
        "WHERE d.company_id = %s AND e.ledger = %s AND e.currency <> %s AND d.posting_date > %s "
        "AND d.kind <> 'INITIAL' AND d.amount_minor <> 0 ORDER BY d.id"
    )
    found: dict[int, list[Movement]] = {}
    for entry, day, amount, application, unapplies in _rows(sql, [company.id, ledger, company.currency, as_of]):
        known = day if isinstance(day, date) else date.fromisoformat(day)
        found.setdefault(entry, []).append(Movement(known, amount, application, unapplies))
    return found


def _rows(sql: str, parameters: list[Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(2000):
            yield from rows


def foreign_currencies(*, company: CompanyFacts, ledger: str) -> list[str]:
    """The currencies of a ledger's entries, the company's own left out."""
    rows = Entry.objects.filter(company=company.id, ledger=ledger).exclude(currency=company.currency)
    return sorted(set(rows.values_list("currency", flat=True).distinct()))
