"""Let a credit memo that names invoices settle them: those that are open; of the others it is told why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.parties.queries import PartySummary
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.documents.queries import external_numbers


@dataclass(frozen=True, slots=True)
class Credited:
    """An invoice that a credit memo names, as it names it.

    applied   what of the invoice was settled; left: of the invoice. Both None where refusal says why nothing was
    """

    memo: str
    invoice: str
    applied: Money | None = None
    left: Money | None = None
    refusal: Refused | None = None


def settle_credited(
    *, company: CompanyFacts, actor: str, party: PartySummary, memo: str, invoices: Sequence[str]
) -> tuple[Credited, ...]:
    """Apply a posted credit memo to the invoices it names, in that order, each as far as both reach.

    invoices   by their numbers; of vendors by the vendor's own
    returns    one for each: an invoice that cannot be settled now is left to a person
    """
    known = external_numbers(company=company, numbers=set(invoices)) if party.ledger == "VENDOR" else {}
    found = []
    for named in dict.fromkeys(invoices):
        number = known.get((party.id, named), named)
        target = Target(EntryName(party.ledger, number, party.number, "INVOICE"))
        order = ApplyOrder(EntryName(party.ledger, memo, party.number, "CREDIT_MEMO"), (target,))
        try:
            with transaction.atomic():
                done = apply_entries(company=company, actor=actor, order=order)
        except Refused as refusal:
            found.append(Credited(memo, named, refusal=refusal))
        else:
            (settled,) = done.settled
            found.append(Credited(memo, named, settled.applied, settled.remaining))
    return tuple(found)
