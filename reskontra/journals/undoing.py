"""Take the journals of an import off the desk: their lines give way, and those that had given way stand again."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.journals.models import Journal, JournalLine
from reskontra.journals.queries import LIVE

_ON = (
    "SELECT l.id FROM {values} CROSS JOIN journals_journalline l "
    "WHERE l.company_id = %s AND l.transaction_id = v.value AND l.state IN ('OPEN', 'POSTED')"
)
_SPLIT = (
    "SELECT l.id FROM {values} CROSS JOIN journals_journalline l "
    "WHERE l.company_id = %s AND l.parent_id = v.value AND l.state IN ('OPEN', 'POSTED')"
)
_GAVE_WAY = (
    "SELECT l.id FROM {values} CROSS JOIN journals_journalline l "
    "WHERE l.company_id = %s AND l.transaction_id = v.value AND l.state = 'SUPERSEDED'"
)


def lines_of_import(*, company: CompanyFacts, file_import_id: int, transaction_ids: Collection[int]) -> list[int]:
    """The live lines of an import's journals, those on its transactions in other journals, and splits of either."""
    own = JournalLine.objects.filter(
        company=company.id, journal__company=company.id, journal__file_import=file_import_id, state__in=LIVE
    )
    found = {*own.values_list("id", flat=True), *_ids(_ON, transaction_ids, company)}
    if JournalLine.objects.filter(company=company.id, parent__isnull=False).exists():
        found.update(_ids(_SPLIT, found, company))
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
    found = sorted(_ids(_GAVE_WAY, transaction_ids, company))
    for batch in bulk.chunks(found, 500):
        JournalLine.objects.filter(company=company.id, id__in=batch).update(state="OPEN")
    return found


def _ids(sql: str, values: Collection[int], company: CompanyFacts) -> list[int]:
    return [row[0] for row in bulk.lookup(sql, values, company.id)]
