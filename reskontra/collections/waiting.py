"""What of collecting waits for a person: reminders to issue, letters to send, promises that were broken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.database.days import day_of

MOST_LETTERS = 5000  # the newest of each kind are looked at: what is older and unsent stands on the page of letters
_DRAFTS = (
    "SELECT d.level, d.currency, count(*), CAST(sum(d.remaining_minor + d.interest_minor + d.fee_minor + "
    "d.line_fee_minor + d.vat_minor + d.rounding_minor) AS bigint) FROM collections_collectiondocument d "
    "WHERE d.company_id = %s AND d.kind = 'REMINDER' AND d.state = 'DRAFT' GROUP BY d.level, d.currency "
    "ORDER BY d.level, d.currency"
)
# Without a letter at its level that went out; a reminder while a claim of it is open, and on no later one.
_LETTERS = (
    "SELECT count(*) FROM (SELECT d.company_id, d.id, d.level, d.kind FROM collections_collectiondocument d "
    "WHERE d.company_id = %s AND d.kind = %s AND NOT d.number = '' AND d.state = 'ISSUED' "
    "ORDER BY d.number DESC LIMIT %s) n WHERE NOT EXISTS (SELECT 1 FROM collections_sending s "
    "WHERE s.company_id = n.company_id AND s.document_id = n.id AND s.level = n.level "
    "AND s.state NOT IN ('WAITING', 'FAILED')) AND (n.kind <> 'REMINDER' OR EXISTS ("
    "SELECT 1 FROM collections_collectionline l JOIN receivables_entry e ON e.id = l.entry_id "
    "AND NOT e.remaining_minor = 0 WHERE l.company_id = n.company_id AND l.document_id = n.id AND l.role = 'OVERDUE' "
    "AND NOT EXISTS (SELECT 1 FROM collections_collectionline k JOIN collections_collectiondocument o "
    "ON o.id = k.document_id AND o.state = 'ISSUED' AND o.kind = 'REMINDER' WHERE k.company_id = l.company_id "
    "AND k.entry_id = l.entry_id AND k.role = 'OVERDUE' AND o.id > l.document_id)))"
)
_BROKEN = (
    "SELECT m.number, c.name, m.promised_date, e.currency, e.remaining_minor - q.open_minor + q.promised_minor "
    "FROM collections_promise m JOIN collections_promiseentry q ON q.company_id = m.company_id AND q.promise_id = m.id "
    "JOIN receivables_entry e ON e.id = q.entry_id JOIN parties_party c ON c.id = m.party_id "
    "WHERE m.company_id = %s AND m.withdrawn_at IS NULL AND m.last_date < %s "
    "AND e.remaining_minor > q.open_minor - q.promised_minor ORDER BY m.promised_date, m.number"
)


@dataclass(frozen=True, slots=True)
class Drafted:
    """Reminders that are drafted: how many at each level, and what they ask for; None where currencies differ."""

    levels: dict[int, int]
    minor: int | None

    @property
    def count(self) -> int:
        return sum(self.levels.values())


@dataclass(frozen=True, slots=True)
class Broken:
    """Promises whose last day is gone and of which something is unpaid; name, day: who promised first, for when.

    minor   what is unpaid of them; None where currencies differ
    """

    count: int
    name: str
    day: date
    minor: int | None


def drafted_reminders(*, company: CompanyFacts) -> Drafted:
    with connection.cursor() as cursor:
        cursor.execute(_DRAFTS, [company.id])
        rows = cursor.fetchall()
    levels: dict[int, int] = {}
    for level, _currency, count, _minor in rows:
        levels[level] = levels.get(level, 0) + count
    return Drafted(levels, _sum(company, ((currency, minor) for _level, currency, _count, minor in rows)))


def letters_waiting(*, company: CompanyFacts) -> int:
    """Issued reminders and finance charge memos whose letters did not go out, or not surely."""
    with connection.cursor() as cursor:
        found = 0
        for kind in ("REMINDER", "FINANCE_CHARGE"):
            cursor.execute(_LETTERS, [company.id, kind, MOST_LETTERS])
            found += cursor.fetchone()[0]
    return found


def broken_promises(*, company: CompanyFacts, on: date) -> Broken | None:
    """Those that the worklist tells of as broken; None where there are none."""
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN, [company.id, on])
        rows = cursor.fetchall()
    if not rows:
        return None
    _number, name, promised, _currency, _minor = rows[0]
    minor = _sum(company, ((currency, minor) for *_rest, currency, minor in rows))
    return Broken(len({number for number, *_rest in rows}), name, day_of(promised), minor)


def _sum(company: CompanyFacts, parts: Iterable[tuple[str, int]]) -> int | None:
    found = list(parts)
    return sum(minor for _currency, minor in found) if {one for one, _minor in found} <= {company.currency} else None
