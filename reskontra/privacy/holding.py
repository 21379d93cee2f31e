"""What keeps a person's data from being erased: business with her that is not done, and legal holds."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import DateField, DateTimeField, Model, Q, QuerySet

from reskontra.audit.queries import events_naming
from reskontra.companies.queries import CompanyFacts, fiscal_years
from reskontra.core.errors import Refused
from reskontra.core.retention import FiscalYear
from reskontra.privacy.belongings import Rows, belongings
from reskontra.privacy.columns import Declared
from reskontra.privacy.legal_holds import legal_holds
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


class PersonLegallyHeld(Refused):
    code = "person_legally_held"
    template = (
        "{number} is held by {count:legal hold|legal holds}: {holds}. Lift them first: reskontra retention lift NUMBER."
    )


def refuse_held(*, company: CompanyFacts, person: Person) -> None:
    """refuses   PersonLegallyHeld, OpenWithPerson, DraftsForPerson, DisputesWithPerson"""
    refuse_legally_held(company=company, person=person)
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


def refuse_legally_held(*, company: CompanyFacts, person: Person) -> None:
    """Of a hold of every year, or of one in which there is anything of the person.

    refuses   PersonLegallyHeld
    """
    holds = [one for one in legal_holds(company=company) if one.lifted_at is None]
    held = {one.fiscal_year for one in holds}
    years = [year for year in fiscal_years(company=company) if year[0] in held]
    hers = {"", *(year[0] for year in years if _is_in(company, person, year))}
    if found := [one.number for one in holds if one.fiscal_year in hers]:
        raise PersonLegallyHeld(number=person.number, count=len(found), holds=", ".join(map(str, sorted(found))))


def _is_in(company: CompanyFacts, person: Person, year: FiscalYear) -> bool:
    """Whether a row of hers bears a day of the year, or something was done to her in it."""
    _code, start, end = year
    rows = belongings(company=company, person=person)
    if any(found.filter(_bears_day_of(one, found, year)).exists() for one, found in rows):
        return True
    events = events_naming(company=company.id, subjects=person.numbers, ledger=person.ledger, texts=())
    return any(start <= event.occurred_at.date() <= end for event in events)


def _bears_day_of(one: Declared, rows: Rows, year: FiscalYear) -> Q:
    _code, start, end = year
    columns = [field for field in rows.model._meta.concrete_fields if isinstance(field, DateField)]
    names = {f"{field.name}__date" if isinstance(field, DateTimeField) else field.name for field in columns}
    if one.day:
        names.add(f"{one.day}__date" if one.day.endswith("_at") else one.day)
    found = Q(pk__in=())
    for name in names:
        found |= Q(**{f"{name}__range": (start, end)})
    return found


def _rows(company: CompanyFacts, app: str, name: str) -> QuerySet[Model]:
    rows: QuerySet[Model] = apps.get_model(app, name)._default_manager.filter(company_id=company.id)
    return rows


def _named(rows: QuerySet[Model], column: str) -> Iterator[str]:
    """The first of them by name, and that there are more."""
    found = list(rows.order_by("id").values_list(column, flat=True)[: MOST_NAMED + 1])
    yield from map(str, found[:MOST_NAMED])
    if len(found) > MOST_NAMED:
        yield "…"
