"""What keeps a debit from the bank, told of each with its values and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.receivables.direct_debits.collections import CollectionShown, DebitShown


class DebitAmountNotAbove(Refused):
    code = "debit_amount_not_above"
    template = "{debit} is of {amount}. Let it be of more than 0."


class DebitBeyondRemaining(Refused):
    code = "debit_beyond_remaining"
    template = (
        "{debit} takes {amount} of {document}, which has {remaining} left, less what other debits under way take. "
        "Lower it, or remove it: reskontra direct-debit edit."
    )


class DebitCurrencyUnfit(Refused):
    code = "debit_currency_unfit"
    template = (
        "{debit} is in {currency}, and {scheme} takes {wanted}. Collect to another bank account, or allow other "
        "currencies where your bank does: reskontra direct-debit setup."
    )


class DebitDatePast(Refused):
    code = "debit_date_past"
    template = "{debit} is for {day}, which has passed. Move it: reskontra direct-debit check --reset-dates."


class DebitorUnnamed(Refused):
    code = "debitor_unnamed"
    template = (
        "{debit} is of customer {customer}, whose name is hidden or missing. Name the customer, or remove the debit."
    )


class DebitorBlocked(Refused):
    code = "debitor_blocked"
    template = "{debit} is of customer {customer}, who is blocked. Unblock the customer, or remove the debit."


class DebitHeld(Refused):
    code = "debit_held"
    template = "{debit} is of {document}, which is on hold. Release it, or remove the debit."


class DebitDisputed(Refused):
    code = "debit_disputed"
    template = "{debit} is of {document}, which is disputed. Settle the dispute, or remove the debit."


class DebitChosenOtherwise(Refused):
    code = "debit_chosen_otherwise"
    template = (
        "{debit} goes by mandate {mandate}, and another way was chosen for {document}. "
        "Remove the debit, or choose the mandate: reskontra mandate choose."
    )


class DebitWithoutMandate(Refused):
    code = "debit_without_mandate"
    template = "{debit} of {document} has no mandate. Make one, and name it: reskontra direct-debit edit --mandate."


class DebitSchemeDiffers(Refused):
    code = "debit_scheme_differs"
    template = "{debit} goes by mandate {mandate}, which is not of {scheme}. Choose one that is."


class DebitMandateUnsigned(Refused):
    code = "debit_mandate_unsigned"
    template = "{debit}: mandate {mandate} has no day of signature by {day}. Enter it: reskontra mandate edit --signed."


class DebitMandateInactive(Refused):
    code = "debit_mandate_inactive"
    template = (
        "{debit}: mandate {mandate} does not hold on {day}, or is blocked or closed. Choose another, or change it."
    )


class DebitMandateUsedUp(Refused):
    code = "debit_mandate_used_up"
    template = "{debit}: mandate {mandate} has had every debit that was expected. Expect more: reskontra mandate edit."


class DebitAccountUnfit(Refused):
    code = "debit_account_unfit"
    template = (
        '{debit}: the account of mandate {mandate} is "{account}", which {scheme} cannot debit. Choose another account.'
    )


class DebitAccountGone(Refused):
    code = "debit_account_gone"
    template = "{debit}: account {account} of mandate {mandate} is no longer {customer}'s. Choose another account."


class DebitBicMissing(Refused):
    code = "debit_bic_missing"
    template = (
        "{debit}: the bank of account {account} is named by BIC in its country. Enter it: reskontra mandate edit --bic."
    )


class DebitPayerNumberUnfit(Refused):
    code = "debit_payer_number_unfit"
    template = "{debit}: mandate {mandate} has no payer number of 1 to 16 digits. Enter it: reskontra mandate edit."


class DebitMandateCancelled(Refused):
    code = "debit_mandate_cancelled"
    template = (
        "{debit}: the bank told that mandate {mandate} is cancelled. Ask {customer} for another, and remove the debit."
    )


class DebitMandateRejected(Refused):
    code = "debit_mandate_rejected"
    template = (
        "{debit}: the bank told that mandate {mandate} is rejected. Correct it with {customer}, and remove the debit."
    )


class DebitNumberOfAnother(Refused):
    code = "debit_payer_number_of_another"
    template = (
        "{debit}: Bankgirot knows another mandate by the payer number of mandate {mandate}, and would debit that. "
        "Let the other be taken out and this one be entered: reskontra direct-debit ask."
    )


class DebitMandateElsewhere(Refused):
    code = "debit_mandate_elsewhere"
    template = (
        "{debit}: mandate {mandate} stands at Bankgirot for another bankgiro number than the one that collects. "
        "Collect to that one, or ask for the mandate here: reskontra direct-debit ask --mandate {mandate}."
    )


class DebitRefused(Refused):
    code = "debit_refused_for_good"
    template = (
        "{debit} is of {document}, and the bank sent a debit of it back and will not make one by mandate {mandate}. "
        "Let {customer} sign another mandate, and remove the debit."
    )


class DebitTriedOut(Refused):
    code = "debit_tried_out"
    template = (
        "{debit} is of {document}, which came back as often as the setting direct_debit_tries lets it be debited. "
        "Remove the debit and let {customer} pay in another way, or raise the setting."
    )


FAULTS: dict[str, type[Refused]] = {
    "AMOUNT": DebitAmountNotAbove,
    "REMAINING": DebitBeyondRemaining,
    "CURRENCY": DebitCurrencyUnfit,
    "DATE_PAST": DebitDatePast,
    "NAME": DebitorUnnamed,
    "BLOCKED": DebitorBlocked,
    "HELD": DebitHeld,
    "DISPUTED": DebitDisputed,
    "CHOICE": DebitChosenOtherwise,
    "MANDATE": DebitWithoutMandate,
    "SCHEME": DebitSchemeDiffers,
    "UNSIGNED": DebitMandateUnsigned,
    "INACTIVE": DebitMandateInactive,
    "USED_UP": DebitMandateUsedUp,
    "ACCOUNT": DebitAccountUnfit,
    "ACCOUNT_GONE": DebitAccountGone,
    "BIC": DebitBicMissing,
    "PAYER_NUMBER": DebitPayerNumberUnfit,
    "CANCELLED": DebitMandateCancelled,
    "REJECTED": DebitMandateRejected,
    "OF_ANOTHER": DebitNumberOfAnother,
    "ELSEWHERE": DebitMandateElsewhere,
    "REFUSED": DebitRefused,
    "TRIED_OUT": DebitTriedOut,
}


def faults(codes: Sequence[str], **values: object) -> list[Refused]:
    """A refusal for each code: debit, document, customer, amount, remaining, day, mandate, account, scheme."""
    amount = values["amount"]
    assert isinstance(amount, Money)
    wanted = "SEK" if values["scheme"] == "AUTOGIRO" else "EUR"
    return [FAULTS[code](**values, currency=amount.currency, wanted=wanted) for code in codes]


def faults_shown(collection: CollectionShown, debits: Sequence[DebitShown]) -> list[Refused]:
    """What keeps the debits of a collection from the bank, as they were last checked."""
    return [
        fault
        for one in debits
        for fault in faults(
            one.findings,
            debit=one.transaction_id,
            document=one.document,
            customer=one.customer,
            amount=one.amount,
            remaining=one.remaining,
            day=one.transfer_date,
            mandate=one.mandate or "–",
            account=one.account,
            scheme=collection.scheme,
        )
    ]
