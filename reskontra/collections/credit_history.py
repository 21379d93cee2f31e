"""What collecting adds to the figures of credit: the highest reminder level reached, and promises that were broken."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db import connection

from reskontra.collections.claim_lists import Of, promises
from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import PromiseState
from reskontra.core.credit_metrics import Collected
from reskontra.interface.tables import Report
from reskontra.parties.queries import PartySummary
from reskontra.receivables.credit_tables import customer_metrics_report, metrics_report

_LEVELS = (
    "SELECT p.number, max(l.level) FROM collections_collectiondocument d JOIN collections_collectionline l "
    "ON l.company_id = d.company_id AND l.document_id = d.id JOIN parties_party p ON p.id = d.party_id "
    "WHERE d.company_id = %s AND p.company_id = %s AND d.kind = 'REMINDER' AND d.state = 'ISSUED' "
    "AND l.role = 'OVERDUE' AND d.document_date <= %s{party} GROUP BY p.number"
)
_BROKEN = (PromiseState.BROKEN, PromiseState.LATE)


def collected(*, company: CompanyFacts, until: date, party_id: int | None = None) -> dict[str, Collected]:
    """By the customer's number; of all customers, or of one. Two queries.

    level             the highest of an issued reminder that was not cancelled, dated by the day
    broken_promises   whose last day had gone by the day before all that was promised was paid, ever after or never
    """
    own, values = (" AND d.party_id = %s", [party_id]) if party_id is not None else ("", [])
    with connection.cursor() as cursor:
        cursor.execute(_LEVELS.format(party=own), [company.id, company.id, until, *values])
        levels = dict(cursor.fetchall())
    found = promises(company=company, as_of=until, of=Of(party_id=party_id, with_ended=True))
    broken = Counter(one.customer for one in found if one.state in _BROKEN and one.last_date < until)
    return {number: Collected(levels.get(number, 0), broken[number]) for number in {*levels, *broken}}


def credit_report(*, company: CompanyFacts, since: date, until: date, party: PartySummary | None = None) -> Report:
    """The figures of credit of all customers with anything in the time, or those of one."""
    if party is None:
        known = collected(company=company, until=until)
        return metrics_report(company=company, since=since, until=until, collected=known)
    known = collected(company=company, until=until, party_id=party.id)
    return customer_metrics_report(company=company, party=party, since=since, until=until, collected=known)
