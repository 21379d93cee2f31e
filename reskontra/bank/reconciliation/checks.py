"""What a bank reconciliation holds is held, and what it closed is closed; nothing is held by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation

_DIFFERS = (
    "SELECT e.id, e.state, j.number, j.state FROM bank_reconciledentry m "
    "JOIN ledger_bankentry e ON e.company_id = m.company_id AND e.id = m.bank_entry_id "
    "JOIN journals_journalline l ON l.company_id = m.company_id AND l.id = m.line_id "
    "JOIN journals_journal j ON j.company_id = m.company_id AND j.id = l.journal_id "
    "WHERE m.company_id = %s AND (e.statement_id IS NOT NULL OR e.bank_account_id <> j.bank_account_id "
    "OR e.state <> CASE j.state WHEN 'OPEN' THEN 'MATCHED' ELSE 'CLOSED' END) ORDER BY e.id"
)
_LOST = (
    "SELECT e.id FROM ledger_bankentry e WHERE e.company_id = %s AND e.state = 'MATCHED' AND e.statement_id IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM bank_reconciledentry m WHERE m.company_id = e.company_id "
    "AND m.bank_entry_id = e.id) ORDER BY e.id"
)


def check_reconciliations(*, company: CompanyFacts) -> Iterator[Violation]:
    """Bank entries and the bank reconciliations that have them agree."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERS, [company.id])
        for entry, state, name, document in cursor.fetchall():
            values = {"entry": entry, "state": state, "reconciliation": name, "document": document}
            yield Violation("reconciled_entry_differs", values)
        cursor.execute(_LOST, [company.id])
        for (entry,) in cursor.fetchall():
            yield Violation("reconciled_entry_lost", {"entry": entry})
