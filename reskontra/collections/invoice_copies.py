"""Copies of invoices that go along with reminders: PDFs marked so beside overdue entries, where the terms say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reskontra.collections.models import CollectionDocument
from reskontra.collections.reminder_terms import reminder_terms
from reskontra.companies.files import read_file
from reskontra.companies.notes import invoice_copies_beside
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.letters.bound import can_be_bound

_ENTRIES = (
    "SELECT l.document_id, l.entry_id FROM {values} CROSS JOIN collections_collectionline l WHERE l.company_id = %s "
    "AND l.document_id = v.value AND l.role = 'OVERDUE' AND l.entry_id IS NOT NULL ORDER BY l.document_id, l.position"
)
_HEAD = b"%PDF-"


@dataclass(frozen=True, slots=True)
class InvoiceCopies:
    """files: document → (name, key of the file), each file once, however many lines it is beside."""

    company: CompanyFacts
    files: Mapping[int, Sequence[tuple[str, int]]]

    def of(self, document_id: int) -> list[tuple[str, bytes]]:
        """Name and bytes of what goes along with a document; what is no PDF is left out."""
        found = ((name, read_file(company=self.company, file_id=id)) for name, id in self.files.get(document_id, ()))
        return [(name, content) for name, content in found if content.startswith(_HEAD)]

    def to_print(self, document_id: int) -> list[bytes]:
        """As of(), of what can be bound: a file that is locked or broken is left out."""
        return [content for _name, content in self.of(document_id) if can_be_bound(content)]


def invoice_copies(*, company: CompanyFacts, documents: Sequence[CollectionDocument]) -> InvoiceCopies:
    """What goes along with these reminders; three questions for any number of them."""
    terms = reminder_terms(company=company)
    wanted = {row.id for row in documents if row.terms in terms and terms[row.terms].attaches_invoices}
    entries: dict[int, list[int]] = {}
    for document, entry in bulk.lookup(_ENTRIES, wanted, company.id):
        entries.setdefault(document, []).append(entry)
    beside = invoice_copies_beside(company=company, ids={id for ids in entries.values() for id in ids})
    files = {
        document: list({id: (name, id) for entry in ids for name, id in beside.get(entry, ())}.values())
        for document, ids in entries.items()
    }
    return InvoiceCopies(company, files)
