"""What of Bankgirot's answers could not be taken, told of each with its value, its place and what to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.formats.autogiro_answers import CURRENCY, MandateAnswer, RejectedOrder
from reskontra.receivables.models import CustomerMandate

_TURNED = {"CANCELLED": noop("cancelled"), "REJECTED": noop("rejected")}


class OrderOfNobody(Refused):
    code = "rejected_order_of_nobody"
    template = (
        'Payer {payer} rejected with {reason}: {amount}, reference "{reference}", is of no debit and no invoice here. '
        "Find what it was ordered for, and reject that debit by hand."
    )


class MandateOfNobody(Refused):
    code = "told_mandate_of_nobody"
    template = (
        "The mandate with payer number {payer} stands at Bankgirot and is of no customer known here. "
        "Name whose it is: reskontra mandate adopt {payer} --customer."
    )


class MandateTurnedDown(Refused):
    code = "told_mandate_turned_down"
    template = (
        "Mandate {mandate} with payer number {payer} is {state} by Bankgirot, comment {comment}. "
        "Mend it, and ask anew by its name: reskontra direct-debit ask --mandate {mandate}."
    )


def untaken_orders(orders: Sequence[RejectedOrder], *, known: Collection[str]) -> list[Refused]:
    """Rejected orders of no debit here, and with none of the references that are known of invoices."""
    return [
        OrderOfNobody(
            payer=one.payer_number, reason=one.reason, amount=Money(one.amount_minor, CURRENCY),
            reference=one.reference,
        ).at(one.place)
        for one in orders
        if one.reference not in known
    ]  # fmt: skip


def untaken_mandates(
    *, company: CompanyFacts, answers: Sequence[MandateAnswer], nobodys: Collection[str]
) -> list[Refused]:
    """Mandates that stand and are nobody's, and open ones here that Bankgirot cancelled or rejected.

    nobodys   payer numbers of those that no customer is known by
    """
    numbers = {one.payer_number for one in answers}
    rows = CustomerMandate.objects.filter(
        company=company.id, scheme="AUTOGIRO", is_closed=False, payer_number__in=numbers
    )
    kept = dict(rows.values_list("payer_number", "number"))
    found: list[Refused] = []
    for one in answers:
        mandate = kept.get(one.payer_number)
        if one.state == "ACTIVE" and mandate is None and one.payer_number in nobodys:
            found.append(MandateOfNobody(payer=one.payer_number))
        if one.state != "ACTIVE" and mandate is not None:
            comment = one.comment or "–"
            state = _TURNED[one.state]
            found.append(MandateTurnedDown(mandate=mandate, payer=one.payer_number, state=state, comment=comment))
    return found
