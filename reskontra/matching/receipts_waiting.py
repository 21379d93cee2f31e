"""Money that came in, waits on an open journal line, and is likely a customer's: he may have paid already."""

from __future__ import annotations

from django.db import connection

from reskontra.companies.queries import CompanyFacts

_SQL = (
    "SELECT coalesce(t.party_id, e.party_id), min(j.number) FROM journals_journalline l "
    "JOIN journals_journal j ON j.id = l.journal_id "
    "JOIN matching_proposal p ON p.company_id = l.company_id AND p.line_id = l.id "
    "JOIN matching_proposalpart t ON t.company_id = p.company_id AND t.proposal_id = p.id "
    "LEFT JOIN receivables_entry e ON e.id = t.entry_id "
    "WHERE l.company_id = %s AND l.state = 'OPEN' AND l.amount_minor > 0 AND t.account_type = 'CUSTOMER' "
    "GROUP BY 1"
)


def receipts_waiting(*, company: CompanyFacts) -> dict[int, str]:
    """Customer → a journal with an open line that is proposed for him."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [company.id])
        return {party: journal for party, journal in cursor.fetchall() if party is not None}
