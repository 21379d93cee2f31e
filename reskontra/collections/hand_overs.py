"""Hand claims over to a collection agency or the enforcement authority, and take them back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop as noop

from reskontra.audit.trail import record
from reskontra.collections.claims import find_claims, next_number, note_of
from reskontra.collections.hand_over_file import claims_file
from reskontra.collections.holding import held_of
from reskontra.collections.models import HandOver, HandOverEntry
from reskontra.companies.files import read_file, store_file
from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import HoldReason
from reskontra.core.entries import OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.parties.card import find_card
from reskontra.parties.queries import PartySummary
from reskontra.receivables.applying import EntryName
from reskontra.receivables.queries import open_facts_of

TO_WORDS = {"AGENCY": noop("Collection agency"), "ENFORCEMENT": noop("Enforcement authority")}


class HandedToUnknown(Refused):
    code = "handed_to_unknown"
    template = '"{to}" collects no claims. Use one of {known}.'


class ClaimHeldBack(Refused):
    code = "claim_held_back"
    template = "{document} is held back with {held}: dispute, promise, plan or hold. End that first, or leave it out."


class ClaimHandedOver(Refused):
    code = "claim_handed_over"
    template = "{document} was handed over already. Take that back first: reskontra collections take-back."


class ClaimNotDue(Refused):
    code = "claim_not_due"
    template = "{document} is due on {due_date}, and is not overdue. Hand over what is overdue alone."


class CreditOfClaimsOpen(Refused):
    code = "credit_of_claims_open"
    template = (
        "{customer} has {amount} in {documents} that pays nothing yet, and more would be claimed than is owed. "
        "Apply it to what it pays, and hand over what is left."
    )


class HandOverUnknown(Refused):
    code = "hand_over_unknown"
    template = "There is no hand-over {number}. See them with reskontra collections handed-over."


class HandOverTakenBack(Refused):
    code = "hand_over_taken_back"
    template = "Hand-over {number} was taken back on {day}. Make a new one if the claims are to be handed over again."


@dataclass(frozen=True, slots=True)
class HandedOver:
    """content: the file of the claims."""

    number: int
    customer: str
    documents: tuple[str, ...]
    amount: Money
    content: bytes


def hand_over(
    *,
    company: CompanyFacts,
    actor: str,
    names: tuple[EntryName, ...],
    to: str,
    note: str,
    today: date,
    write: Callable[[bytes], object] = lambda content: None,
) -> HandedOver:
    """Mark claims as handed over, and keep the file of them: no reminder is made of them until they are taken back.

    write     takes the file; nothing is handed over where it fails

    refuses   HandedToUnknown, NoteTooLong, what find_claims() refuses, ClaimNotDue, ClaimHandedOver, ClaimHeldBack,
              CreditOfClaimsOpen, InterestRateMissing, what write refuses
    """
    handed_to, told = to.strip().upper(), note_of(note)
    if handed_to not in TO_WORDS:
        raise HandedToUnknown(to=to[:40], known=tuple(code.lower() for code in TO_WORDS))
    with transaction.atomic():
        lock_company(company.id)
        customer, claims = find_claims(company=company, names=names)
        _refuse(company, claims, today)
        _refuse_credits(company, customer, claims[0].currency)
        card = find_card(company=company, ledger="CUSTOMER", number=customer.number)
        assert card is not None
        content = claims_file(company=company, card=card, claims=claims, as_of=today)
        number = next_number(company=company, table=HandOver)
        file_id = store_file(company=company, name=f"claims-{number}.csv", stream=io.BytesIO(content))
        row = HandOver.objects.create(
            company_id=company.id, number=number, party_id=customer.id, handed_to=handed_to, day=today, note=told,
            file_id=file_id, made_at=bulk.moment(), made_by=actor,
        )  # fmt: skip
        HandOverEntry.objects.bulk_create(
            HandOverEntry(
                company_id=company.id, hand_over_id=row.id, entry_id=claim.entry_id, handed_minor=claim.remaining_minor
            )
            for claim in claims
        )
        amount = Money(sum(claim.remaining_minor for claim in claims), claims[0].currency)
        documents = tuple(claim.document_number for claim in claims)
        said = {
            "customer": customer.number, "documents": list(documents), "amount": amount.minor,
            "currency": amount.currency, "to": handed_to,
        }  # fmt: skip
        record(company=company.id, actor=actor, action="claims.handed_over", subject=str(number), content=said)
        write(content)
    return HandedOver(number, customer.number, documents, amount, content)


def _refuse(company: CompanyFacts, claims: list[OpenEntry], today: date) -> None:
    held = held_of(company=company, entry_ids=[claim.entry_id for claim in claims], as_of=today)
    for claim in claims:
        if claim.due_date is not None and claim.due_date >= today:
            raise ClaimNotDue(document=claim.document_number, due_date=claim.due_date)
        one = held.get(claim.entry_id)
        if one is not None and HoldReason.HANDED_OVER in one.reasons:
            raise ClaimHandedOver(document=claim.document_number)
        if one is not None:
            raise ClaimHeldBack(document=claim.document_number, held=Money(one.held_minor, claim.currency))


def _refuse_credits(company: CompanyFacts, customer: PartySummary, currency: str) -> None:
    """Whoever collects for others claims what is owed, and not what a payment on the ledger has met."""
    credits = [
        fact
        for fact in open_facts_of(company=company, parties=[customer.id])
        if fact.ledger == "CUSTOMER" and fact.currency == currency and fact.remaining_minor < 0
    ]
    if credits:
        amount = Money(-sum(fact.remaining_minor for fact in credits), currency)
        documents = tuple(fact.document_number for fact in credits)
        raise CreditOfClaimsOpen(customer=customer.number, amount=amount, documents=documents)


def take_back(*, company: CompanyFacts, actor: str, number: int) -> None:
    """The claims are collected by the company again.

    refuses   HandOverUnknown, HandOverTakenBack
    """
    with transaction.atomic():
        lock_company(company.id)
        row = HandOver.objects.filter(company=company.id, number=number).first()
        if row is None:
            raise HandOverUnknown(number=number)
        if row.taken_back_at is not None:
            raise HandOverTakenBack(number=number, day=row.taken_back_at.astimezone().date())
        row.taken_back_at, row.taken_back_by = bulk.moment(), actor
        row.save(update_fields=["taken_back_at", "taken_back_by"])
        record(company=company.id, actor=actor, action="claims.taken_back", subject=str(number), content={})


@dataclass(frozen=True, slots=True)
class HandOverLine:
    """amount: what was handed over; left of it is not paid. erased_at: since when its file is gone, None for not."""

    number: int
    customer: str
    name: str
    to: str
    day: date
    documents: tuple[str, ...]
    amount: Money
    left: Money
    note: str
    made_by: str
    is_taken_back: bool
    erased_at: datetime | None


def hand_overs(*, company: CompanyFacts, party_id: int | None = None, number: int | None = None) -> list[HandOverLine]:
    """The newest first; of one customer, or of all; with a number that one alone."""
    rows = HandOver.objects.filter(company=company.id).select_related("party").order_by("-number")
    rows = rows.annotate(erased_at=F("file__erased_at"))
    if party_id is not None:
        rows = rows.filter(party=party_id)
    if number is not None:
        rows = rows.filter(number=number)
    entries: dict[int, list[tuple[str, str, int, int]]] = {}
    names = (
        "hand_over_id", "entry__document_number", "entry__currency", "handed_minor", "entry__remaining_minor",
    )  # fmt: skip
    found = HandOverEntry.objects.filter(company=company.id, hand_over__in=[row.id for row in rows]).order_by("id")
    for id, *rest in found.values_list(*names):
        entries.setdefault(id, []).append((rest[0], rest[1], rest[2], rest[3]))
    return [_line(row, entries[row.id], row.erased_at) for row in rows]


def entries_of(*, company: CompanyFacts, number: int) -> dict[int, int]:
    """Entry → what was left of it when it was handed over, in the order they were named."""
    rows = HandOverEntry.objects.filter(company=company.id, hand_over__company=company.id, hand_over__number=number)
    return dict(rows.order_by("id").values_list("entry_id", "handed_minor"))


def _line(row: HandOver, entries: list[tuple[str, str, int, int]], erased_at: datetime | None) -> HandOverLine:
    currency = entries[0][1]
    return HandOverLine(
        number=row.number,
        customer=str(row.party.number),
        name=str(row.party.name),
        to=row.handed_to,
        day=row.day,
        documents=tuple(entry[0] for entry in entries),
        amount=Money(sum(entry[2] for entry in entries), currency),
        left=Money(sum(min(entry[2], max(0, entry[3])) for entry in entries), currency),
        note=row.note,
        made_by=row.made_by,
        is_taken_back=row.taken_back_at is not None,
        erased_at=erased_at,
    )


def file_of(*, company: CompanyFacts, number: int) -> bytes:
    """The file of the claims as it was handed over.

    refuses   HandOverUnknown
    """
    row = HandOver.objects.filter(company=company.id, number=number).first()
    if row is None:
        raise HandOverUnknown(number=number)
    return read_file(company=company, file_id=row.file_id)
