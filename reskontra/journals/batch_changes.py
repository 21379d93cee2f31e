"""A batch gets another name, text or account. Its lines stay, posted ones too."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.database.locks import lock_company
from reskontra.journals.batches import (
    BatchExists,
    BatchFacts,
    check_name,
    checked_balancing,
    checked_series,
    find_batch,
)
from reskontra.journals.models import Journal, JournalBatch


@dataclass(frozen=True, slots=True)
class BatchChange:
    """None leaves a value; a balancing account or series "" is the template's again."""

    name: str | None = None
    description: str | None = None
    balancing: str | None = None
    series: str | None = None
    suggests_balancing_amount: bool | None = None


def change_batch(*, company: CompanyFacts, actor: str, kind: str, name: str, change: BatchChange) -> BatchFacts:
    """Change what is said of a batch, and its name.

    refuses   BatchUnknown, BatchName, BatchExists, BalancingNotWritten, what accounts and bank accounts refuse,
              SeriesUnknown
    """
    with transaction.atomic():
        lock_company(company.id)
        before = find_batch(company=company, kind=kind, name=name)
        row = JournalBatch.objects.get(company=company.id, journal=before.journal_id)
        if change.description is not None:
            row.description = change.description[:100]
        if change.balancing is not None:
            row.balancing_type, row.balancing_number = checked_balancing(company, change.balancing)
        if change.series is not None:
            row.series = checked_series(company, change.series)
        if change.suggests_balancing_amount is not None:
            row.suggests_balancing_amount = change.suggests_balancing_amount
        row.save()
        named = _renamed(company, before, change.name)
        content = {"before": name, "balancing": change.balancing, "series": change.series}
        record(company=company.id, actor=actor, action="batch.changed", subject=named, content=content)
    return find_batch(company=company, kind=kind, name=named)


def _renamed(company: CompanyFacts, batch: BatchFacts, name: str | None) -> str:
    if name is None or name == batch.name:
        return batch.name
    check_name(name)
    if Journal.objects.filter(company=company.id, number=name).exists():
        raise BatchExists(batch=name)
    Journal.objects.filter(company=company.id, id=batch.journal_id).update(number=name)
    return name
