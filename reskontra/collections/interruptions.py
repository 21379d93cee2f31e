"""What interrupted the limitation of claims: demands in writing, and what the customers promised and paid."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.limitation import Interrupting, Interruption
from reskontra.database import bulk
from reskontra.database.days import day_of
from reskontra.receivables.part_payments import part_payments

# What was cancelled, withdrawn or taken back proves nothing, and counts for nothing; nor does a letter that is known
# not to have arrived.
_LETTERS = (
    "SELECT l.entry_id, CAST(d.document_date AS text), d.kind, d.number FROM {values} "
    "CROSS JOIN collections_collectionline l JOIN collections_collectiondocument d ON d.company_id = l.company_id "
    "AND d.id = l.document_id WHERE l.company_id = %s AND l.entry_id = v.value AND l.role = 'OVERDUE' "
    "AND d.state = 'ISSUED' AND d.document_date <= %s AND (NOT EXISTS (SELECT 1 FROM collections_sending s "
    "WHERE s.company_id = d.company_id AND s.document_id = d.id AND s.state IN ('FAILED', 'BOUNCED')) "
    "OR EXISTS (SELECT 1 FROM collections_sending s WHERE s.company_id = d.company_id AND s.document_id = d.id "
    "AND s.state = 'SENT'))"
)
_PROMISES = (
    "SELECT t.entry_id, c.made_at, 'PROMISE', c.number FROM {values} "
    "CROSS JOIN collections_promiseentry t JOIN collections_promise c ON c.company_id = t.company_id "
    "AND c.id = t.promise_id WHERE t.company_id = %s AND t.entry_id = v.value AND c.withdrawn_at IS NULL"
)
_PLANS = (
    "SELECT t.entry_id, c.made_at, 'PLAN', c.number FROM {values} "
    "CROSS JOIN collections_planentry t JOIN collections_paymentplan c ON c.company_id = t.company_id "
    "AND c.id = t.plan_id WHERE t.company_id = %s AND t.entry_id = v.value AND c.cancelled_at IS NULL"
)
_KINDS = {"FINANCE_CHARGE": Interrupting.MEMO}  # the others are called as they are stored


def interruptions(
    *, company: CompanyFacts, entry_ids: Collection[int], as_of: date
) -> dict[int, tuple[Interruption, ...]]:
    """By entry, each that has happened by the end of the day. Four queries, however many entries."""
    found: dict[int, tuple[Interruption, ...]] = {}
    for id, one in _all(company, entry_ids, as_of):
        if one.day <= as_of:
            found[id] = (*found.get(id, ()), one)
    return found


def _all(company: CompanyFacts, entry_ids: Collection[int], as_of: date) -> Iterator[tuple[int, Interruption]]:
    for id, day, kind, number in bulk.lookup(_LETTERS, entry_ids, company.id, as_of):
        yield id, Interruption(day_of(day), _KINDS.get(kind) or Interrupting(kind), str(number))
    for sql in (_PROMISES, _PLANS):
        for id, made, kind, number in bulk.lookup(sql, entry_ids, company.id):
            yield id, Interruption(bulk.moment_of(made).astimezone().date(), Interrupting(kind), str(number))
    for id, payments in part_payments(company=company, entry_ids=entry_ids, as_of=as_of).items():
        for one in payments:
            yield id, Interruption(one.day, Interrupting.PAYMENT, one.number)
