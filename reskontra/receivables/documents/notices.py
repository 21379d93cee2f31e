"""What to know of documents that are drafted or posted: credit limits, what is due, dates to come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from reskontra.companies.queries import CompanyFacts, RateMissing, rate_on, setting
from reskontra.core.credit import CreditPosition
from reskontra.core.document_notices import BOTH, NONE, CustomerCredit, DocumentNotice, credit_notices
from reskontra.core.exchange import PAR, Valuation, to_local
from reskontra.database import bulk
from reskontra.receivables.documents.queries import DocumentFacts

_OWED = (
    "WITH asked AS (SELECT v.value FROM {values}) "
    "SELECT p.id, p.number, p.credit_limit_minor, CAST(coalesce(sum(e.remaining_local_minor), 0) AS bigint), "
    "CAST(coalesce(sum(CASE WHEN e.due_date <= %s THEN e.remaining_local_minor ELSE 0 END), 0) AS bigint) "
    "FROM asked CROSS JOIN parties_party p LEFT JOIN receivables_entry e ON e.company_id = p.company_id "
    "AND e.party_id = p.id AND NOT e.remaining_minor = 0 "
    "WHERE p.company_id = %s AND p.id = asked.value GROUP BY p.id, p.number, p.credit_limit_minor ORDER BY p.number"
)
_DRAFTED = (
    "SELECT d.party_id, d.currency, CAST(sum(CASE WHEN d.document_type = 'INVOICE' THEN l.amount_minor + l.vat_minor "
    "ELSE -l.amount_minor - l.vat_minor END) AS bigint) FROM {values} CROSS JOIN receivables_document d "
    "JOIN receivables_documentline l ON l.company_id = d.company_id AND l.document_id = d.id "
    "WHERE d.company_id = %s AND d.state = 'DRAFT' AND d.ledger = 'CUSTOMER' AND d.party_id = v.value "
    "GROUP BY d.party_id, d.currency"
)


def document_notices(*, company: CompanyFacts, documents: Sequence[DocumentFacts], today: date) -> list[DocumentNotice]:
    """Of documents that are drafts, or are being posted; setting credit_warnings says what of customers' credit."""
    found = [
        DocumentNotice("later_posting_date", {"document": one.name, "date": one.posting_date})
        for one in documents
        if one.posting_date > today
    ]
    invoiced = {one.party_id: 0 for one in documents if one.series == "KF"}
    return [*found, *invoiced_notices(company=company, invoiced=invoiced, today=today)]


def invoiced_notices(*, company: CompanyFacts, invoiced: Mapping[int, int], today: date) -> list[DocumentNotice]:
    """Of customers to whom something is invoiced: their credit, by setting credit_warnings.

    invoiced   customer → what is about to be posted and is no draft, local
    """
    warnings = setting(company=company, key="credit_warnings", default=BOTH)
    if warnings == NONE or not invoiced:
        return []
    customers = _credit(company, invoiced, today)
    return list(credit_notices(customers, warnings=warnings, today=today, currency=company.currency))


def _credit(company: CompanyFacts, invoiced: Mapping[int, int], today: date) -> dict[str, CustomerCredit]:
    """Customers by number."""
    drafted = _drafted(company, invoiced, today)
    return {
        number: CustomerCredit(number, CreditPosition(limit, owed + drafted.get(id, 0) + invoiced[id]), due)
        for id, number, limit, owed, due in bulk.lookup(_OWED, invoiced, today, company.id)
    }


def _drafted(company: CompanyFacts, parties: Collection[int], today: date) -> dict[int, int]:
    """Customer → what is drafted for it and not posted, local; a currency without a rate yet is left out."""
    rows = list(bulk.lookup(_DRAFTED, parties, company.id))
    rates: dict[str, int | None] = {company.currency: PAR}
    for _, currency, _ in rows:
        if currency not in rates:
            rates[currency] = _rate(company, currency, today)
    found: dict[int, int] = {}
    for party, currency, minor in rows:
        rate = rates[currency]
        if rate is not None:
            local = to_local(minor, valuation=Valuation(currency, rate), local_currency=company.currency)
            found[party] = found.get(party, 0) + local
    return found


def _rate(company: CompanyFacts, currency: str, today: date) -> int | None:
    try:
        return rate_on(company=company, currency=currency, day=today)
    except RateMissing:
        return None
