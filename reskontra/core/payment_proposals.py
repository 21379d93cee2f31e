"""What is to be paid out: which open documents, how much of each and when, and what forbids to send it to the bank."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from reskontra.core.bank_days import is_bank_day, next_bank_day
from reskontra.core.identifiers import bankgiro, clearing, iban, plusgiro

_CHECKED = {
    "IBAN": iban.is_valid, "BANKGIRO": bankgiro.is_valid, "PLUSGIRO": plusgiro.is_valid, "BBAN": clearing.is_valid,
}  # fmt: skip
_DOMESTIC = ("BANKGIRO", "PLUSGIRO", "BBAN", "IBAN")  # in the order they are paid to
_ABROAD = ("IBAN", "BBAN")
REFERENCE_MAX = 35
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class LeftOutReason(StrEnum):
    """Why an open document is not proposed."""

    CURRENCY = "currency"
    OWED_TO_US = "owed_to_us"
    BLOCKED = "blocked"
    HELD = "held"
    DISPUTED = "disputed"
    PROPOSED = "proposed"
    OVER_MOST = "over_most"


class PaymentFinding(StrEnum):
    """What forbids to send a payment to the bank."""

    ACCOUNT_MISSING = "account_missing"
    ACCOUNT_UNCLEAR = "account_unclear"
    ACCOUNT_WRONG = "account_wrong"
    ACCOUNT_FOREIGN = "account_foreign"
    ACCOUNT_GONE = "account_gone"
    REPAYMENT_GONE = "repayment_gone"
    REFERENCE_UNFIT = "reference_unfit"
    AMOUNT_OVER = "amount_over"
    DAY_PAST = "day_past"
    DISCOUNT_LATE = "discount_late"
    BLOCKED = "blocked"
    HELD = "held"
    DISPUTED = "disputed"
    NO_BANK_DAY = "no_bank_day"


def is_writable(text: str) -> bool:
    """Whether a file of the bank can hold it: no control characters, no halves of letters."""
    return _UNWRITABLE.search(text) is None


def is_reference(text: str) -> bool:
    """Whether a file of the bank can hold it as the payee's reference; "" is none, and right."""
    return is_writable(text) and len(text) <= REFERENCE_MAX


@dataclass(frozen=True, slots=True)
class Payable:
    """A document that is open to be paid, or a repayment. Amounts are positive where we owe them.

    open_minor       what is left and in no other proposal; discount_minor: 0 where another proposal has a part of it
    accounts         (kind, number) of the payee's accounts
    is_repayment     asked back by a customer and approved: due at once, at its own account
    """

    entry_id: int
    party_id: int
    currency: str
    due_date: date
    open_minor: int
    discount_minor: int
    discount_date: date | None
    accounts: tuple[tuple[str, str], ...]
    is_proposed: bool = False
    is_blocked: bool = False
    is_held: bool = False
    is_disputed: bool = False
    is_repayment: bool = False
    repayment_id: int | None = None

    def last_day(self, first: date) -> date:
        """The last day on which it costs no more than on the first: that of a discount that is reached, else due."""
        reaches = self.discount_minor and self.discount_date and self.discount_date >= first
        return self.discount_date if reaches and self.discount_date else self.due_date


@dataclass(frozen=True, slots=True)
class ProposalTerms:
    """What is wanted. day: the first day on which payments are made; country: whose bank days.

    until            documents due on it or before; discount_until: those too whose discount ends on it or before
    most_minor       of all payments together; None for any
    on_last_day      each is paid on the last bank day that costs no more, none before `day`
    """

    day: date
    until: date
    currency: str
    country: str = "SE"
    discount_until: date | None = None
    most_minor: int | None = None
    on_last_day: bool = False


@dataclass(frozen=True, slots=True)
class ChosenPayment:
    """amount_minor is the money, discount_minor what is settled besides; account "" where none can be chosen."""

    payable: Payable
    amount_minor: int
    discount_minor: int
    day: date
    account_kind: str
    account_number: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    payable: Payable
    reason: LeftOutReason


def choose_payments(payables: Iterable[Payable], *, terms: ProposalTerms) -> tuple[list[ChosenPayment], list[LeftOut]]:
    """What is proposed, by the last day that costs no more, and what is left out with its reason.

    What is neither due by `until` nor has a discount that is reachable is in neither. A document that would take more
    than what is left of `most_minor` is left out, and the next one is tried.
    """
    chosen: list[ChosenPayment] = []
    left_out: list[LeftOut] = []
    free = terms.most_minor
    for one in sorted(payables, key=lambda one: (one.last_day(terms.day), one.entry_id, one.repayment_id or 0)):
        last_day = one.last_day(terms.day)
        reaches = bool(one.discount_minor and one.discount_date and one.discount_date >= terms.day)
        is_early = reaches and terms.discount_until is not None and last_day <= terms.discount_until
        if not (one.is_repayment or one.due_date <= terms.until or is_early):
            continue
        reason = _reason(one, terms)
        discount = one.discount_minor if reaches else 0
        amount = one.open_minor - discount
        if reason is None and free is not None and amount > free:
            reason = LeftOutReason.OVER_MOST
        if reason is not None:
            left_out.append(LeftOut(one, reason))
            continue
        free = None if free is None else free - amount
        day = _day(one, terms, last_day)
        chosen.append(ChosenPayment(one, amount, discount, day, *choose_account(one.accounts, currency=one.currency)))
    return chosen, left_out


def _reason(one: Payable, terms: ProposalTerms) -> LeftOutReason | None:
    found = {
        LeftOutReason.CURRENCY: one.currency != terms.currency,
        LeftOutReason.BLOCKED: one.is_blocked,
        LeftOutReason.HELD: one.is_held,
        LeftOutReason.DISPUTED: one.is_disputed,
        LeftOutReason.PROPOSED: one.is_proposed and one.open_minor <= 0,
        LeftOutReason.OWED_TO_US: one.open_minor <= 0,
    }
    return next((reason for reason, holds in found.items() if holds), None)


def _day(one: Payable, terms: ProposalTerms, last_day: date) -> date:
    """A bank day, but where only a later one than the discount's last would be."""
    first = next_bank_day(terms.day, country=terms.country)
    is_late = bool(one.discount_minor and one.discount_date and terms.day <= one.discount_date < first)
    if is_late or not terms.on_last_day or one.is_repayment:
        return terms.day if is_late else first
    day = last_day
    while day > first and not is_bank_day(day, country=terms.country):
        day -= timedelta(days=1)
    return max(day, first)


def choose_account(accounts: Iterable[tuple[str, str]], *, currency: str) -> tuple[str, str]:
    """(kind, number) of the account to pay to; blank where there is none, or several of the kind that comes first.

    Kronor go to a bankgiro before a plusgiro, a domestic account and an IBAN; other currencies to an IBAN.
    """
    known = list(accounts)
    for kind in _DOMESTIC if currency == "SEK" else _ABROAD:
        numbers = [number for own, number in known if own == kind]
        if numbers:
            return (kind, numbers[0]) if len(numbers) == 1 else ("", "")
    return "", ""


@dataclass(frozen=True, slots=True)
class PaymentToCheck:
    """A proposed payment beside what is known of its document now.

    open_minor        what is left of the document and in no other proposal, positive where we owe it
    accounts          (kind, number) of the payee's accounts as the card has them now
    is_repaid         False where it pays a repayment back that was given up meanwhile
    payer_country     whose bank days count
    """

    amount_minor: int
    discount_minor: int
    day: date
    currency: str
    country: str
    account_kind: str
    account_number: str
    open_minor: int
    discount_date: date | None
    accounts: tuple[tuple[str, str], ...]
    is_blocked: bool
    is_held: bool
    is_disputed: bool = False
    is_repaid: bool = True
    reference: str = ""
    payer_country: str = "SE"


def payment_findings(one: PaymentToCheck, *, today: date) -> tuple[PaymentFinding, ...]:
    """Everything that forbids to send it."""
    kind, number = one.account_kind, one.account_number
    is_domestic = kind == "IBAN" or one.currency == "SEK"
    unchecked = kind == "BBAN" and one.country not in ("", "SE")
    found = {
        PaymentFinding.ACCOUNT_MISSING: not kind and not one.accounts,
        PaymentFinding.ACCOUNT_UNCLEAR: not kind and bool(one.accounts),
        PaymentFinding.ACCOUNT_WRONG: bool(kind) and not unchecked and not _CHECKED[kind](number),
        PaymentFinding.ACCOUNT_FOREIGN: bool(kind) and not is_domestic,
        PaymentFinding.ACCOUNT_GONE: bool(kind) and (kind, number) not in one.accounts,
        PaymentFinding.REPAYMENT_GONE: not one.is_repaid,
        PaymentFinding.REFERENCE_UNFIT: not is_reference(one.reference),
        PaymentFinding.AMOUNT_OVER: one.amount_minor + one.discount_minor > one.open_minor,
        PaymentFinding.DAY_PAST: one.day < today,
        PaymentFinding.DISCOUNT_LATE: bool(
            one.discount_minor and (one.discount_date is None or one.day > one.discount_date)
        ),
        PaymentFinding.BLOCKED: one.is_blocked,
        PaymentFinding.HELD: one.is_held,
        PaymentFinding.DISPUTED: one.is_disputed,
        PaymentFinding.NO_BANK_DAY: one.day >= today and not is_bank_day(one.day, country=one.payer_country),
    }
    return tuple(finding for finding, holds in found.items() if holds)
