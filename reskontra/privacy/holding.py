"""What keeps a person's data from being erased: business with her that is not done."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model, QuerySet

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.privacy.persons import Person

MOST_NAMED = 5


class OpenWithPerson(Refused):
    code = "open_with_person"
    template = "{number} has entries that are open: {documents}. Settle or write them off first."


class DraftsForPerson(Refused):
    code = "drafts_for_person"
    template = "{number} has drafts of documents: {documents}. Post or delete them first."


class DisputesWithPerson(Refused):
    code = "disputes_with_person"
    template = "{number} has disputes that are open: {disputes}. Close them first."


def refuse_held(*, company: CompanyFacts, person: Person) -> None:
    """refuses   OpenWithPerson, DraftsForPerson, DisputesWithPerson"""
    number, ids = person.number, person.party_ids
    entries = _rows(company, "receivables", "Entry").filter(party__in=ids)
    if found := [*_named(entries.exclude(remaining_minor=0), "document_number")]:
        raise OpenWithPerson(number=number, documents=", ".join(found))
    documents = _rows(company, "receivables", "Document").filter(party__in=ids, state="DRAFT")
    if found := [*_named(documents, "draft_number")]:
        raise DraftsForPerson(number=number, documents=", ".join(found))
    disputes = _rows(company, "collections", "Dispute").filter(entry__party__in=ids, closed_at__isnull=True)
    if found := [*_named(disputes, "number")]:
        raise DisputesWithPerson(number=number, disputes=", ".join(found))


def _rows(company: CompanyFacts, app: str, name: str) -> QuerySet[Model]:
    rows: QuerySet[Model] = apps.get_model(app, name)._default_manager.filter(company_id=company.id)
    return rows


def _named(rows: QuerySet[Model], column: str) -> Iterator[str]:
    """The first of them by name, and that there are more."""
    found = list(rows.order_by("id").values_list(column, flat=True)[: MOST_NAMED + 1])
    yield from map(str, found[:MOST_NAMED])
    if len(found) > MOST_NAMED:
        yield "…"
