"""Numbers of issued documents: what the series gives next, past those that an entry of the type bears already."""

from __future__ import annotations

from reskontra.companies.numbering import take_names
from reskontra.companies.queries import CompanyFacts
from reskontra.core.entries import DocumentType
from reskontra.database import bulk

_TAKEN = (
    "SELECT DISTINCT e.document_number FROM {values} CROSS JOIN receivables_entry e WHERE e.company_id = %s "
    "AND e.document_number = v.value AND e.ledger = 'CUSTOMER' AND e.document_type = %s"
)


def take_free_names(*, company: CompanyFacts, series: str, document_type: DocumentType, count: int) -> list[str]:
    """So many numbers in order. One that a customer's document has, entered by journal or file, is passed over.

    refuses   SeriesUnknown
    """
    found: list[str] = []
    while missing := count - len(found):
        names = take_names(company=company, series=series, count=missing)
        taken = {name for (name,) in bulk.lookup(_TAKEN, names, company.id, document_type.value)}
        found += [name for name in names if name not in taken]
    return found
