"""What forbids to send a proposed payment to the bank, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.core.payment_proposals import PaymentFinding, is_writable
from reskontra.journals.paying.facts import PaymentLine


class PayeeWithoutAccount(Refused):
    code = "payee_without_account"
    template = "{payee} has no bank account here. Load one, then name it: payment-proposal edit --account."


class PayeeAccountUnclear(Refused):
    code = "payee_account_unclear"
    template = "{payee} has several accounts for {currency}, or none. Choose one: payment-proposal edit --account."


class PayeeAccountWrong(Refused):
    code = "payee_account_wrong"
    template = "{account} of {payee} is not a number that its check digits allow. Load the right one, and choose it."


class PayeeAccountDomestic(Refused):
    code = "payee_account_domestic"
    template = "{account} of {payee} takes kronor, and the payment is in {currency}. Choose an IBAN."


class PayeeAccountGone(Refused):
    code = "payee_account_gone"
    template = "{account} is no account of {payee} any more. Choose one that is, or remove the payment."


class RepaymentGivenUp(Refused):
    code = "repayment_given_up"
    template = "The repayment of {document} was given up after it was proposed. Remove the payment."


class ReferenceUnfit(Refused):
    code = "reference_unfit"
    template = (
        'The reference "{reference}" of {document} does not fit into the file, which takes at most 35 letters without '
        "control characters. Set another: payment-proposal edit --reference."
    )


class PaidTooMuch(Refused):
    code = "paid_too_much"
    template = "{document} has {open} left that no other proposal pays. Lower the amount, or remove the payment."


class PaymentDayPast(Refused):
    code = "payment_day_past"
    template = "The payment of {document} was to be made on {date}, which has passed. Set another day."


class DiscountPast(Refused):
    code = "discount_past"
    template = "{document} is paid on {date}, after its discount of {discount} ended. Set its amount or day again."


class PayeeBlocked(Refused):
    code = "payee_blocked"
    template = "{payee} is blocked for payments. Unblock it, or remove the payment."


class DocumentHeld(Refused):
    code = "document_held"
    template = "{document} is on hold. Take the hold away, or remove the payment."


class DocumentDisputed(Refused):
    code = "payable_disputed"
    template = "{document} is disputed. Settle the dispute, or remove the payment."


class NoBankDay(Refused):
    code = "payment_no_bank_day"
    template = "{document} is to be paid on {date}, which is no bank day. Set another day."


FINDINGS: Mapping[PaymentFinding, type[Refused]] = {
    PaymentFinding.ACCOUNT_MISSING: PayeeWithoutAccount,
    PaymentFinding.ACCOUNT_UNCLEAR: PayeeAccountUnclear,
    PaymentFinding.ACCOUNT_WRONG: PayeeAccountWrong,
    PaymentFinding.ACCOUNT_FOREIGN: PayeeAccountDomestic,
    PaymentFinding.ACCOUNT_GONE: PayeeAccountGone,
    PaymentFinding.REPAYMENT_GONE: RepaymentGivenUp,
    PaymentFinding.REFERENCE_UNFIT: ReferenceUnfit,
    PaymentFinding.AMOUNT_OVER: PaidTooMuch,
    PaymentFinding.DAY_PAST: PaymentDayPast,
    PaymentFinding.DISCOUNT_LATE: DiscountPast,
    PaymentFinding.BLOCKED: PayeeBlocked,
    PaymentFinding.HELD: DocumentHeld,
    PaymentFinding.DISPUTED: DocumentDisputed,
    PaymentFinding.NO_BANK_DAY: NoBankDay,
}


def refusals_of(line: PaymentLine) -> list[Refused]:
    """What was found when the payment was last looked at, each at its line."""
    values = {
        "payee": line.payee,
        "currency": line.amount.currency,
        "account": line.account_number,
        "document": line.document,
        "reference": shown_reference(line.reference),
        "open": Money(max(line.open_minor, 0), line.amount.currency),
        "date": line.payment_date,
        "discount": line.discount,
    }
    found = [FINDINGS[PaymentFinding(code)] for code in line.findings]
    return [kind(**_named(kind, values)).at(f"line {line.line}") for kind in found]


def shown_reference(text: str) -> str:
    """Letters that no screen shows as marks."""
    return "".join(letter if is_writable(letter) else "\ufffd" for letter in text[:60])


def _named(kind: type[Refused], values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if "{" + name + "}" in kind.template}


def all_refusals(lines: Iterable[PaymentLine]) -> list[Refused]:
    return [refusal for line in lines for refusal in refusals_of(line)]
