"""Customers' documents that were settled after they were due, by when that was."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk

_SQL = (
    "SELECT e.id FROM {values} CROSS JOIN receivables_entry e WHERE e.company_id = %s AND e.party_id = v.value "
    "AND e.ledger = 'CUSTOMER' AND e.remaining_minor = 0 AND e.document_minor > 0 AND e.reverses_id IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM receivables_entry m WHERE m.company_id = e.company_id AND m.reverses_id = e.id) "
    "AND EXISTS (SELECT 1 FROM receivables_entrydetail d WHERE d.company_id = e.company_id AND d.entry_id = e.id "
    "AND d.posting_date >= %s AND d.posting_date > e.due_date AND NOT d.kind = 'INITIAL' AND NOT d.amount_minor = 0) "
    "ORDER BY e.id"
)


def paid_late(*, company: CompanyFacts, party_ids: Collection[int], since: date) -> list[int]:
    """Entries of these customers that are settled now and were paid, in part at least, after due and from that day on.

    A document that was taken back is none.
    """
    return [row[0] for row in bulk.lookup(_SQL, party_ids, company.id, since)]
