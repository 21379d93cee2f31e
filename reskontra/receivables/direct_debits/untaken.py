"""What of Bankgirot's answers could not be taken, told of each with its value, its place and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.formats.autogiro_answers import CURRENCY, Answers, MandateAnswer, RejectedOrder
from reskontra.receivables.direct_debits.told_mandates import bare_number, differs, own_payees, told_of
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


class ToldAccountDiffers(Refused):
    code = "told_mandate_account_differs"
    template = (
        "Mandate {mandate} with payer number {payer} is for account {account}, and stands at Bankgirot for {told}. "
        "Ask the customer which is right: Bankgirot debits its own."
    )


class AnswerToAnother(Refused):
    code = "told_bankgiro_of_another"
    template = (
        "{answers:answer|answers} of the file are to bankgiro {payee}, which no bank account here has. "
        "Take the file in where that bankgiro is kept, or enter it on its bank account."
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
    rows = CustomerMandate.objects.filter(company=company.id, scheme="AUTOGIRO", payer_number__in=numbers)
    kept, told = {row.id: row for row in rows}, told_of(company=company, payer_numbers=numbers)
    found: list[Refused] = []
    for one in answers:
        row = kept.get(told.owners.get((bare_number(one.payee), one.payer_number)) or 0)
        if one.state == "ACTIVE" and row is None and one.payer_number in nobodys:
            found.append(MandateOfNobody(payer=one.payer_number))
        if row is None or row.is_closed:
            continue
        mandate = row.number
        if one.state == "ACTIVE" and differs(row, one.account):
            found.append(
                ToldAccountDiffers(mandate=mandate, payer=one.payer_number, account=row.account, told=one.account)
            )
        if one.state != "ACTIVE":
            comment = one.comment or "–"
            state = _TURNED[one.state]
            found.append(MandateTurnedDown(mandate=mandate, payer=one.payer_number, state=state, comment=comment))
    return found


def of_own_payees(company: CompanyFacts, answers: Answers) -> tuple[Answers, list[Refused]]:
    """What of the answers is to the company's own bankgiro numbers, and what is told of the rest."""
    own = own_payees(company=company)
    counts = Counter(one.payee for one in answers.mandates if bare_number(one.payee) not in own)
    if answers.rejected and bare_number(answers.bankgiro) not in own:
        counts[answers.bankgiro] += len(answers.rejected)
        answers = replace(answers, rejected=())
    mandates = tuple(one for one in answers.mandates if bare_number(one.payee) in own)
    told: list[Refused] = [AnswerToAnother(answers=counts[payee], payee=payee) for payee in sorted(counts)]
    return replace(answers, mandates=mandates), told
