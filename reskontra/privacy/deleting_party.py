"""A customer or vendor made by mistake is deleted, with its card alone, as long as nothing refers to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import ForeignKey, Model, Q, QuerySet
from django.utils.translation import gettext as _

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.copying import company_tables
from reskontra.database.locks import lock_company
from reskontra.parties.queries import PartySummary, find_party
from reskontra.privacy.holding import refuse_legally_held
from reskontra.privacy.persons import person_of
from reskontra.privacy.words import TITLES

PARTY, NOTE = "parties_party", "companies_note"
# What is part of the card, and goes with it.
OWN = ("parties_partyname", "parties_partyaccount", "collections_customerterms")
# Columns that name a party by its number, where the column beside it says of which ledger it is.
NUMBERED = (("account_type", "account_number"), ("balancing_type", "balancing_number"))
RUN_ITEM = "collections_collectionrunitem"


class PartyReferredTo(Refused):
    code = "party_referred_to"
    template = (
        "{number} cannot be deleted: {what} refer to it. Deactivate it, or merge it into the one that it was meant to "
        "be."
    )


def references_to(*, company: CompanyFacts, party: PartySummary) -> list[tuple[str, int]]:
    """(what, how many rows) of all that names the party beside its own card."""
    found = [(_title(table), rows.count()) for table, rows in _references(company, party)]
    return [(title, count) for title, count in found if count]


def delete_party(*, company: CompanyFacts, actor: str, ledger: str, number: str) -> None:
    """Delete the card with its accounts and names. What was never posted, noted or learned of leaves no trace in books.

    refuses   PartyUnknown, PartyReferredTo, PersonLegallyHeld
    """
    with transaction.atomic():
        lock_company(company.id)
        party = find_party(company=company, ledger=ledger, number=number)
        if found := references_to(company=company, party=party):
            what = ", ".join(f"{title} ({count})" for title, count in found)
            raise PartyReferredTo(number=party.number, what=what)
        refuse_legally_held(company=company, person=person_of(company=company, **{ledger.lower(): number}))
        for name in OWN:
            _rows(company, _table(name)).filter(party=party.id).delete()
        _rows(company, _table(PARTY)).filter(id=party.id).delete()
        content = {"ledger": ledger}
        record(company=company.id, actor=actor, action="party.deleted", subject=party.number, content=content)


def _references(company: CompanyFacts, party: PartySummary) -> Iterator[tuple[str, QuerySet[Model, Any]]]:
    """Each table in which something may name it, with the rows that do: by a link, or by its number."""
    for table in company_tables():
        name, wanted = table._meta.db_table, Q()
        columns = {one.name for one in table._meta.concrete_fields}
        for one in table._meta.concrete_fields:
            if isinstance(one, ForeignKey) and one.related_model is _table(PARTY):
                wanted |= Q(**{one.name: party.id})
        for kind, number in NUMBERED:
            if {kind, number} <= columns:
                wanted |= Q(**{kind: party.ledger, number: party.number})
        if name == RUN_ITEM and party.ledger == "CUSTOMER":
            wanted |= Q(customer=party.number)
        if name == NOTE:
            wanted |= Q(subject="PARTY", subject_id=party.id)
        if wanted and name not in OWN:
            yield name, _rows(company, table).filter(wanted)


def _table(name: str) -> type[Model]:
    app, _underscore, model = name.partition("_")
    return apps.get_model(app, model)


def _rows(company: CompanyFacts, table: type[Model]) -> QuerySet[Model, Any]:
    rows: QuerySet[Model, Any] = table._default_manager.filter(company_id=company.id)
    return rows


def _title(table: str) -> str:
    """What people call the table; of one that holds nothing of persons, its name."""
    return _(TITLES[table]) if table in TITLES else table
