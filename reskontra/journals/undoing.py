"""Take the journals of an import off the desk: their lines give way, and those that had given way stand again."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.journals.models import Journal, JournalLine
from reskontra.journals.queries import LIVE

# In the words of the index on transactions, which leaves splits out.
_ON = (
    "SELECT l.id FROM {values} CROSS JOIN journals_journalline l WHERE l.company_id = %s "
    "AND l.transaction_id = v.value AND l.parent_id IS NULL AND l.state IN ('OPEN', 'POSTED')"
)


def lines_of_import(*, company: CompanyFacts, file_import_id: int, transaction_ids: Collection[int]) -> list[int]:
    """The live lines of an import's journals, those on its transactions in other journals, and splits of either."""
    own = JournalLine.objects.filter(
        company=company.id, journal__company=company.id, journal__file_import=file_import_id, state__in=LIVE
    )
    found = {*own.values_list("id", flat=True), *(row[0] for row in bulk.lookup(_ON, transaction_ids, company.id))}
    splits = JournalLine.objects.filter(company=company.id, parent__isnull=False, state__in=LIVE)
    found.update([id for id, parent in splits.values_list("id", "parent_id") if parent in found])
    return sorted(found)


def undo_journals(*, company: CompanyFacts, file_import_id: int, line_ids: Collection[int]) -> list[str]:
    """Set lines aside, and the journals that the import made; gives the journals' numbers."""
    for batch in bulk.chunks(sorted(line_ids), 500):
        JournalLine.objects.filter(company=company.id, id__in=batch).update(state="SUPERSEDED")
    journals = Journal.objects.filter(company=company.id, file_import=file_import_id)
    numbers = sorted(journals.values_list("number", flat=True))
    journals.update(state="UNDONE")
    return numbers


def stand_again(*, company: CompanyFacts, transaction_ids: Collection[int]) -> list[int]:
    """Lines on these transactions that had given way to others are open again; gives their keys."""
    wanted = set(transaction_ids)
    if not wanted:
        return []
    rows = JournalLine.objects.filter(company=company.id, state="SUPERSEDED", transaction__isnull=False).order_by("id")
    found = [id for id, transaction in rows.values_list("id", "transaction_id").iterator(5000) if transaction in wanted]
    for batch in bulk.chunks(found, 500):
        JournalLine.objects.filter(company=company.id, id__in=batch).update(state="OPEN")
    return found
