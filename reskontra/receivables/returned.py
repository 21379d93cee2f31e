"""A payment that came back: what it settled is open again, and the payment itself, to be settled by the return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Application, Entry
from reskontra.receivables.unapply import unapply_application
from reskontra.receivables.unapplying import latest_application


@dataclass(frozen=True, slots=True)
class ReturnedPayment:
    """A payment entry that nothing is applied to any more. opened: the numbers of the documents it had settled."""

    ledger: str
    account: str
    document: str
    remaining_minor: int
    opened: tuple[str, ...]


def open_payments(*, company: CompanyFacts, actor: str, voucher_id: int, day: date) -> list[ReturnedPayment]:
    """Take back, on the day, every application of the payments that a voucher brought; newest first.

    refuses   what unapply_application() refuses
    """
    with transaction.atomic():
        rows = Entry.objects.filter(company=company.id, voucher=voucher_id, document_type__in=["PAYMENT", "REFUND"])
        ids = list(rows.filter(reverses__isnull=True).order_by("id").values_list("id", flat=True))
        opened = {id: tuple(_open(company, actor, id, day)) for id in ids}
        found = Entry.objects.filter(company=company.id, id__in=ids).select_related("party").order_by("id")
        return [
            ReturnedPayment(
                entry.ledger, entry.party.number, entry.document_number, entry.remaining_minor, opened[entry.id]
            )
            for entry in found
        ]


def _open(company: CompanyFacts, actor: str, entry_id: int, day: date) -> list[str]:
    opened: list[str] = []
    while number := latest_application(company=company, entry_id=entry_id):
        applied_on = Application.objects.get(company=company.id, number=number).posting_date
        later = max(day, applied_on)
        done = unapply_application(company=company, actor=actor, number=number, day=later, is_mistaken=False)
        opened += [settled.document for settled in done.settled]
    return opened
