"""Which mandate an invoice is collected by: the one chosen for it, or the customer's default one; or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme, default_mandate
from reskontra.core.errors import Refused
from reskontra.core.matching.records import EntryFact
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.applying import EntryName
from reskontra.receivables.correcting import find_claim
from reskontra.receivables.direct_debits.mandates import MandateBlocked, facts_of, find_mandate
from reskontra.receivables.models import ChosenMandate, CustomerMandate

NONE, DEFAULT = "none", "default"
_IDS = 900


class MandateOfAnother(Refused):
    code = "mandate_of_another"
    template = "Mandate {mandate} is of {customer}, and {document} of {other}. Choose a mandate of {other}."


class Chosen(NamedTuple):
    """How an entry is collected. is_own: somebody chose so; mandate None: not by direct debit."""

    mandate: CustomerMandate | None
    is_own: bool


def choose_mandate(*, company: CompanyFacts, actor: str, name: EntryName, mandate: str) -> Chosen:
    """Let an open claim be collected by a mandate, by NONE, or by the customer's DEFAULT one again.

    refuses   DocumentUnknown, DocumentNotUnique, EntryNotOpen, NotAClaim, MandateUnknown, MandateOfAnother,
              MandateBlocked
    """
    with transaction.atomic():
        lock_company(company.id)
        claim, _ = find_claim(company=company, name=name)
        row = None if mandate in (NONE, DEFAULT) else find_mandate(company=company, number=mandate)
        if row is not None and row.party_id != claim.party_id:
            other = parties_by_id(company=company, ids=[claim.party_id])[claim.party_id].number
            raise MandateOfAnother(
                mandate=mandate, customer=row.party.number, document=claim.document_number, other=other
            )
        if row is not None and row.is_blocked:
            raise MandateBlocked(mandate=mandate)
        chosen = ChosenMandate.objects.filter(company=company.id, entry=claim.entry_id)
        if mandate == DEFAULT:
            chosen.delete()
        else:
            ChosenMandate.objects.update_or_create(
                company_id=company.id, entry_id=claim.entry_id, defaults={"mandate": row}
            )
        content = {"mandate": row.number if row else mandate}
        record(company=company.id, actor=actor, action="mandate.chosen", subject=claim.document_number, content=content)
    return Chosen(row, mandate != DEFAULT)


def chosen_for(*, company: CompanyFacts, entry_id: int) -> Chosen:
    """What somebody chose for one entry; (None, False) where nobody did."""
    rows = ChosenMandate.objects.filter(company=company.id, entry=entry_id).select_related("mandate")
    row = rows.first()
    return Chosen(row.mandate, True) if row else Chosen(None, False)


def own_choices(*, company: CompanyFacts, entry_ids: Sequence[int]) -> Mapping[int, int | None]:
    """Entry → the mandate that somebody chose for it, None for not by direct debit; the others are left out."""
    found: dict[int, int | None] = {}
    for batch in bulk.chunks(sorted(set(entry_ids)), _IDS):
        rows = ChosenMandate.objects.filter(company=company.id, entry__in=batch)
        found |= dict(rows.values_list("entry_id", "mandate_id"))
    return found


def mandates_for(*, company: CompanyFacts, entries: Sequence[EntryFact], scheme: Scheme) -> Mapping[int, Chosen]:
    """Entry → its mandate: chosen, else the customer's default one of the scheme at the due date. In two queries."""
    chosen: dict[int, Chosen] = {}
    for batch in bulk.chunks([one.entry_id for one in entries], _IDS):
        for row in ChosenMandate.objects.filter(company=company.id, entry__in=batch).select_related("mandate"):
            chosen[row.entry_id] = Chosen(row.mandate, True)
    of_party: dict[int, list[CustomerMandate]] = {}
    for batch in bulk.chunks(sorted({one.party_id for one in entries}), _IDS):
        for mandate in CustomerMandate.objects.filter(company=company.id, party__in=batch, scheme=scheme.value):
            of_party.setdefault(mandate.party_id, []).append(mandate)
    found = {}
    for one in entries:
        if one.entry_id in chosen:
            found[one.entry_id] = chosen[one.entry_id]
            continue
        known = {mandate.number: mandate for mandate in of_party.get(one.party_id, ())}
        best = default_mandate([facts_of(mandate) for mandate in known.values()], day=one.due_date)
        found[one.entry_id] = Chosen(known[best.number] if best else None, False)
    return found
