"""Payer relations: who pays for whom, from when, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company
from reskontra.matching.models import PayerRelation
from reskontra.parties.queries import find_party

KINDS = {"bill-to": "BILL_TO", "group": "GROUP", "factor": "FACTOR", "pays-for": "PAYS_FOR"}
_WORDS = {code: word for word, code in KINDS.items()}


class RelationKindUnknown(Refused):
    code = "relation_kind_unknown"
    template = '"{kind}" is no kind of payer relation. Use one of {known}.'


class PaysForItself(Refused):
    code = "pays_for_itself"
    template = "{party} was to pay for itself. Name another customer or vendor that it pays for."


class RelationBackwards(Refused):
    code = "relation_backwards"
    template = "The relation was to begin on {valid_from} and end on {valid_to}. Give an end that is not before it."


class RelationExists(Refused):
    code = "relation_exists"
    template = "{payer} pays for {party} already, as {kind}. End that relation, or leave it as it is."


class RelationUnknown(Refused):
    code = "relation_unknown"
    template = "{payer} does not pay for {party} now. See the relations with reskontra payer-relation list."


@dataclass(frozen=True, slots=True)
class Relation:
    """payer and party are numbers in one ledger; both days are included, None is without bound."""

    ledger: str
    payer: str
    party: str
    kind: str
    valid_from: date | None = None
    valid_to: date | None = None


def relations_of(*, company: CompanyFacts) -> list[Relation]:
    """Every relation, by payer and party."""
    rows = PayerRelation.objects.filter(company=company.id).order_by("payer__number", "party__number", "kind")
    values = rows.values_list("payer__ledger", "payer__number", "party__number", "kind", "valid_from", "valid_to")
    return [Relation(row[0], row[1], row[2], _WORDS[row[3]], row[4], row[5]) for row in values]


def add_relation(*, company: CompanyFacts, actor: str, relation: Relation) -> None:
    """Let a party pay for another of the same ledger; one that has ended begins anew.

    refuses   RelationKindUnknown, RelationBackwards, PartyUnknown, PaysForItself, RelationExists
    """
    if relation.kind not in KINDS:
        raise RelationKindUnknown(kind=relation.kind, known=tuple(KINDS))
    if relation.valid_from and relation.valid_to and relation.valid_to < relation.valid_from:
        raise RelationBackwards(valid_from=relation.valid_from, valid_to=relation.valid_to)
    payer = find_party(company=company, ledger=relation.ledger, number=relation.payer)
    party = find_party(company=company, ledger=relation.ledger, number=relation.party)
    if payer.id == party.id:
        raise PaysForItself(party=relation.payer)
    with transaction.atomic():
        lock_company(company.id)
        rows = PayerRelation.objects.filter(company=company.id, payer=payer.id, party=party.id)
        known = rows.filter(kind=KINDS[relation.kind]).first()
        if known is not None and (known.valid_to is None or _overlaps(known, relation)):
            raise RelationExists(payer=relation.payer, party=relation.party, kind=relation.kind)
        row = known or PayerRelation(
            company_id=company.id, payer_id=payer.id, party_id=party.id, kind=KINDS[relation.kind]
        )
        row.valid_from, row.valid_to = relation.valid_from, relation.valid_to
        row.save()
        _record(company, actor, "payer_relation.added", relation)


def _overlaps(known: PayerRelation, relation: Relation) -> bool:
    assert known.valid_to
    return relation.valid_from is None or relation.valid_from <= known.valid_to


def end_relation(*, company: CompanyFacts, actor: str, ledger: str, payer: str, party: str, last_day: date) -> int:
    """End every relation in which one pays for the other on that day; gives how many.

    refuses   PartyUnknown, RelationUnknown, RelationBackwards
    """
    paying = find_party(company=company, ledger=ledger, number=payer)
    paid = find_party(company=company, ledger=ledger, number=party)
    with transaction.atomic():
        lock_company(company.id)
        rows = PayerRelation.objects.filter(company=company.id, payer=paying.id, party=paid.id)
        live = [row for row in rows if row.valid_to is None or row.valid_to > last_day]
        if not live:
            raise RelationUnknown(payer=payer, party=party)
        for row in live:
            if row.valid_from and last_day < row.valid_from:
                raise RelationBackwards(valid_from=row.valid_from, valid_to=last_day)
        rows.filter(id__in=[row.id for row in live]).update(valid_to=last_day)
        _record(company, actor, "payer_relation.ended", Relation(ledger, payer, party, "", None, last_day))
    return len(live)


def _record(company: CompanyFacts, actor: str, action: str, relation: Relation) -> None:
    record(
        company=company.id,
        actor=actor,
        action=action,
        subject=f"{relation.payer} {relation.party}",
        content={
            "ledger": relation.ledger,
            "kind": relation.kind,
            "valid_from": relation.valid_from,
            "valid_to": relation.valid_to,
        },
    )
