"""Which lines bank transactions are on, and as what they were posted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.journals.queries import lines_on

_VOUCHERS = (
    "SELECT l.id, l.voucher_id FROM {values} CROSS JOIN journals_journalline l "
    "WHERE l.company_id = %s AND l.id = v.value"
)
_TRANSACTIONS = (
    "SELECT DISTINCT l.transaction_id FROM {values} CROSS JOIN journals_journalline l "
    "WHERE l.company_id = %s AND l.voucher_id = v.value AND l.voucher_id IS NOT NULL AND l.transaction_id IS NOT NULL"
)
_TAKEN_BACK = (
    "SELECT DISTINCT l.transaction_id FROM {values} CROSS JOIN journals_takenback b "
    "JOIN journals_journalline l ON l.id = b.line_id "
    "WHERE b.company_id = %s AND b.voucher_id = v.value AND l.transaction_id IS NOT NULL"
)
_VOUCHERS_TAKEN_BACK = (
    "SELECT b.voucher_id FROM {values} CROSS JOIN journals_journalline l "
    "JOIN journals_takenback b ON b.company_id = l.company_id AND b.line_id = l.id "
    "WHERE l.transaction_id = v.value AND l.company_id = %s"
)


@dataclass(frozen=True, slots=True)
class TracedLine:
    """voucher_id 0: not posted, or open again since it was reversed."""

    journal: str
    number: int
    voucher_id: int


def lines_of_transactions(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, TracedLine]:
    """By transaction the line that holds it."""
    lines = lines_on(company=company, transaction_ids=set(ids))
    vouchers = dict(bulk.lookup(_VOUCHERS, {line.id for line in lines.values()}, company.id))
    return {
        transaction: TracedLine(line.journal, line.line_number, vouchers[line.id] or 0)
        for transaction, line in lines.items()
    }


def transactions_of_vouchers(*, company: CompanyFacts, ids: Collection[int]) -> list[int]:
    """The bank transactions whose lines are posted as these vouchers, or were before they were reversed."""
    found = {row[0] for row in bulk.lookup(_TRANSACTIONS, set(ids), company.id)}
    found.update(row[0] for row in bulk.lookup(_TAKEN_BACK, set(ids), company.id))
    return sorted(found)


def vouchers_taken_back(*, company: CompanyFacts, transaction_ids: Collection[int]) -> list[int]:
    """The vouchers that posted these transactions' lines, and were reversed."""
    return sorted({row[0] for row in bulk.lookup(_VOUCHERS_TAKEN_BACK, set(transaction_ids), company.id)})
