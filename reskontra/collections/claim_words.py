"""Promises, disputes and plans in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.claim_lists import DisputeLine
from reskontra.collections.claims import ClosedDispute
from reskontra.collections.plan_fees import FeeTakenBack
from reskontra.core.claims import HoldReason, PlanState, PromiseState
from reskontra.interface.display import value

REASON_WORDS = {
    "GOODS": noop("Quality"),
    "DELIVERY": noop("Delivery"),
    "PRICE": noop("Price"),
    "QUANTITY": noop("Quantity"),
    "NOT_ORDERED": noop("Not ordered"),
    "PAID": noop("Paid already"),
    "OTHER": noop("Other reason"),
}
OUTCOME_WORDS = {
    "CREDIT_MEMO": noop("Credited"),
    "PAID": noop("Paid"),
    "REJECTED": noop("Objection rejected"),
    "WITHDRAWN": noop("Objection withdrawn"),
}
PROMISE_WORDS = {
    PromiseState.STANDING: noop("Stands"),
    PromiseState.KEPT: noop("Kept in time"),
    PromiseState.BROKEN: noop("Broken"),
    PromiseState.LATE: noop("Paid late"),
    PromiseState.WITHDRAWN: noop("Withdrawn"),
}
PLAN_WORDS = {
    PlanState.KEPT: noop("Paid in time"),
    PlanState.BROKEN: noop("Broken"),
    PlanState.PAID: noop("Paid in full"),
    PlanState.CANCELLED: noop("Ended early"),
}
HOLD_WORDS = {
    HoldReason.ON_HOLD: noop("On hold"),
    HoldReason.DISPUTED: noop("Disputed"),
    HoldReason.PROMISED: noop("Promised"),
    HoldReason.PLAN: noop("Payment plan"),
    HoldReason.HANDED_OVER: noop("Handed over"),
}


def outcome_words(one: DisputeLine) -> str:
    """What came of a dispute, "" while it is open; and what no credit memo has taken off yet."""
    if not one.outcome:
        return ""
    if one.to_credit.minor:
        return _("{amount} is to be credited yet").format(amount=value(one.to_credit))
    return _(OUTCOME_WORDS[one.outcome])


def closed_dispute(done: ClosedDispute) -> str:
    """What is told of a dispute that was closed: how much of it was credited, and what became of the rest."""
    told = _("Dispute {number} is closed.").format(number=done.number)
    if not done.credited.minor:
        return told
    right = _("{credited} of {document} is credited and bears no interest; the rest, {rest}, bears it as before.")
    if not done.rest.minor:
        right = _("{credited} of {document} is credited and bears no interest.")
    return f"{told} {right.format(credited=value(done.credited), document=done.document, rest=value(done.rest))}"


def cancelled_plan(number: int, fee: FeeTakenBack) -> str:
    """What is told of a payment plan that was cancelled, and of its fee."""
    told = _("Payment plan {number} is cancelled.").format(number=number)
    if not fee.document:
        return told
    became = (
        _("Its fee {document} of {amount} is taken back.")
        if fee.is_taken_back
        else _("Its fee {document} of {amount} stays: something of it was paid.")
    )
    return f"{told} {became.format(document=fee.document, amount=value(fee.amount))}"
