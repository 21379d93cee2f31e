"""What an application may be asked to do: its parts, the circumstances, and every refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from reskontra.core.entries import DocumentType, OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR, RateUnknown, Valuation
from reskontra.core.money import Money, divide_minor

_PAYING = (DocumentType.PAYMENT, DocumentType.REFUND)
_DISCOUNTED = (DocumentType.INVOICE, DocumentType.CREDIT_MEMO)
_TOLERATED = {
    (DocumentType.PAYMENT, DocumentType.INVOICE),
    (DocumentType.REFUND, DocumentType.CREDIT_MEMO),
}


class NothingToApply(Refused):
    code = "nothing_to_apply"
    template = (
        "{document} was to be applied to nothing that its {remaining} can settle. "
        "Choose at least one entry of the opposite sign."
    )


class EntryNotOpen(Refused):
    code = "entry_not_open"
    template = "{document} is settled, and nothing is left of it to apply. Choose an open entry."


class PartiesDiffer(Refused):
    code = "parties_differ"
    template = "{document} and {target} belong to different parties. Apply entries of one customer or vendor."


class AppliedTwice(Refused):
    code = "applied_twice"
    template = "{document} is named twice in one application. Put the whole amount in one part."


class CurrencyMismatch(Refused):
    code = "currency_mismatch"
    template = (
        "{document} is in {currency} and {target} in {target_currency}. "
        "Apply entries of one currency, or allow application between currencies in the settings."
    )


class AppliedBeforePosted(Refused):
    code = "applied_before_posted"
    template = (
        "The application is dated {posting_date}, before {document} was posted on {posted}. "
        "Date it {posted} or later, or post the payment first and apply it then."
    )


class PartAgainstSign(Refused):
    code = "part_against_sign"
    template = "{document} has {remaining} left, and {amount} was to be applied to it. Give an amount of the same sign."


class OverApplied(Refused):
    code = "over_applied"
    template = "{document} has {remaining} left, and {amount} was to be applied. Apply at most {remaining}."


class DiscountNotPossible(Refused):
    code = "discount_not_possible"
    template = (
        "{document} allows a payment discount of {possible}, and {amount} was to be granted. "
        "Grant at most {possible}, on a payment or refund of an invoice or credit memo."
    )


class ToleranceNotPossible(Refused):
    code = "tolerance_not_possible"
    template = (
        "{document} allows a payment tolerance of {possible} either way, and {amount} was to be posted. "
        "Post at most {possible}, or leave the rest open."
    )


class GrantLeavesRest(Refused):
    code = "grant_leaves_rest"
    template = (
        "{document} has {remaining} left, and {amount} with discount or tolerance would leave a rest. "
        "Settle it in full, or grant no discount or tolerance."
    )


class Part(NamedTuple):
    """What one target entry is settled with, signed as that entry, in the applying entry's currency.

    cash_minor                 what it takes of the applying entry, charges and cash rounding included
    discount_minor             payment discount in time; discount_tolerance_minor: the same, late and accepted
    tolerance_minor            a small rest written off (+) or a small excess kept (−)
    settled_minor              what that comes to in the target's own currency, where it is another and known;
                               None: at the rates of the application
    """

    entry_id: int
    cash_minor: int
    discount_minor: int = 0
    discount_tolerance_minor: int = 0
    tolerance_minor: int = 0
    settled_minor: int | None = None

    @property
    def grants(self) -> bool:
        """Whether there is anything that is not cash; what is granted may sum to zero."""
        return bool(self.discount_minor or self.discount_tolerance_minor or self.tolerance_minor)

    @property
    def granted_minor(self) -> int:
        """All that is not cash."""
        return self.discount_minor + self.discount_tolerance_minor + self.tolerance_minor

    @property
    def total_minor(self) -> int:
        return self.cash_minor + self.granted_minor


@dataclass(frozen=True, slots=True)
class VatShare:
    """The VAT of a document as it was posted: by G/L account of VAT, of the gross; local, signed as the entry."""

    gross_local_minor: int
    by_account: Mapping[int, int]

    def shares_of(self, minor: int, local_minor: int) -> list[tuple[int, int, int]]:
        """(account, share of an amount, share of its local twin) for each account of VAT."""
        whole = self.gross_local_minor
        return [
            (account, divide_minor(minor * vat, whole), divide_minor(local_minor * vat, whole))
            for account, vat in self.by_account.items()
        ]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an application depends on besides the entries.

    rates            of the target entries' currencies where they are not the applying entry's, in force on its
                     posting date; the local currency needs none
    rounding_minor   in the applying entry's currency: between currencies, a rest of at most this is rounded off
    vat              by target entry, the VAT in it: discount and tolerance then lower it in proportion; none without
    """

    posting_date: date
    local_currency: str
    allows_currencies: bool = True
    rates: Mapping[str, int] = field(default_factory=dict)
    rounding_minor: int = 0
    vat: Mapping[int, VatShare] = field(default_factory=dict)

    def valuation(self, entry: OpenEntry, applying: OpenEntry) -> Valuation:
        """What the entry's currency is worth in this application.

        refuses   RateUnknown
        """
        if entry.currency == applying.currency:
            return applying.valuation
        if entry.currency == self.local_currency:
            return Valuation(entry.currency, PAR)
        rate = self.rates.get(entry.currency)
        if rate is None:
            raise RateUnknown(currency=entry.currency)
        return Valuation(entry.currency, rate)


def check_application(
    *, applying: OpenEntry, parts: Sequence[Part], targets: Mapping[int, OpenEntry], circumstances: Circumstances
) -> None:
    """Whether the entries may be applied to each other, and the parts be granted; amounts between currencies apart.

    refuses   EntryNotOpen, AppliedBeforePosted, NothingToApply, AppliedTwice; then per part EntryNotOpen,
              AppliedBeforePosted, PartiesDiffer, CurrencyMismatch, PartAgainstSign, DiscountNotPossible,
              ToleranceNotPossible; at last OverApplied and NothingToApply for the sum: checked in this order
    """
    _check_entry(applying, circumstances)
    _check_names(applying, parts, targets)
    for part in parts:
        target = targets[part.entry_id]
        _check_entry(target, circumstances)
        _check_pair(applying, target, circumstances)
        if part.total_minor * target.remaining_minor <= 0:
            raise PartAgainstSign(
                document=named(target),
                remaining=Money(target.remaining_minor, target.currency),
                amount=Money(part.total_minor, applying.currency),
            )
        if part.grants:
            _check_grants(applying, target, part)
    _check_sum(applying, parts, targets)


def check_settled(*, target: OpenEntry, settled_minor: int, part: Part) -> None:
    """Whether the target has as much left, in its own currency, and is closed where something is granted.

    refuses   PartAgainstSign, OverApplied, GrantLeavesRest: checked in this order
    """
    remaining_minor = target.remaining_minor
    if settled_minor == remaining_minor != 0:
        return
    refusal: type[Refused] | None = None
    if settled_minor * remaining_minor <= 0:
        refusal = PartAgainstSign
    elif abs(settled_minor) > abs(remaining_minor):
        refusal = OverApplied
    elif part.grants:
        refusal = GrantLeavesRest
    if refusal:
        remaining, amount = Money(remaining_minor, target.currency), Money(settled_minor, target.currency)
        raise refusal(document=named(target), remaining=remaining, amount=amount)


def application_date(entries: Sequence[OpenEntry]) -> date:
    """The first day on which these entries can be applied to each other: the latest posting date.

    entries   at least one
    """
    return max(entry.posting_date for entry in entries)


def named(entry: OpenEntry) -> str:
    """How a refusal names an entry, in any language: by its number."""
    return entry.document_number


def _check_entry(entry: OpenEntry, circumstances: Circumstances) -> None:
    if not entry.is_open:
        raise EntryNotOpen(document=named(entry))
    if circumstances.posting_date < entry.posting_date:
        raise AppliedBeforePosted(
            posting_date=circumstances.posting_date, document=named(entry), posted=entry.posting_date
        )


def _check_names(applying: OpenEntry, parts: Sequence[Part], targets: Mapping[int, OpenEntry]) -> None:
    if not parts:
        raise _nothing(applying)
    seen = {applying.entry_id}
    for part in parts:
        if part.entry_id in seen:
            raise AppliedTwice(document=named(targets.get(part.entry_id, applying)))
        seen.add(part.entry_id)


def _check_pair(applying: OpenEntry, target: OpenEntry, circumstances: Circumstances) -> None:
    if (applying.ledger, applying.party_id) != (target.ledger, target.party_id):
        raise PartiesDiffer(document=named(applying), target=named(target))
    if applying.currency != target.currency and not circumstances.allows_currencies:
        raise CurrencyMismatch(
            document=named(applying),
            currency=applying.currency,
            target=named(target),
            target_currency=target.currency,
        )


def _check_grants(applying: OpenEntry, target: OpenEntry, part: Part) -> None:
    same = applying.currency == target.currency
    discounts = (part.discount_minor, part.discount_tolerance_minor)
    may = applying.document_type in _PAYING and target.document_type in _DISCOUNTED
    possible = target.discount_minor if may else 0
    are_signed = all(each * possible >= 0 for each in discounts)
    if any(discounts) and not (are_signed and _is_within(sum(discounts), possible, same)):
        raise DiscountNotPossible(
            document=named(target),
            possible=Money(possible, target.currency),
            amount=Money(sum(discounts), applying.currency),
        )
    may = (applying.document_type, target.document_type) in _TOLERATED
    most = abs(target.max_tolerance_minor) if may else 0
    if part.tolerance_minor and not _is_within(abs(part.tolerance_minor), most, same):
        raise ToleranceNotPossible(
            document=named(target),
            possible=Money(most, target.currency),
            amount=Money(part.tolerance_minor, applying.currency),
        )


def _is_within(minor: int, most: int, same_currency: bool) -> bool:
    """Between currencies only that something is possible can be told; the target closes in full all the same."""
    return minor * most > 0 and (not same_currency or abs(minor) <= abs(most))


def _check_sum(applying: OpenEntry, parts: Sequence[Part], targets: Mapping[int, OpenEntry]) -> None:
    """Cash leaves the applying entry: never more than it has, and never more comes to it than goes."""
    cash = sum(part.cash_minor for part in parts)
    if all(targets[part.entry_id].remaining_minor * applying.remaining_minor > 0 for part in parts):
        raise _nothing(applying)
    if cash * applying.remaining_minor > 0:
        raise _nothing(applying)
    if abs(cash) > abs(applying.remaining_minor):
        raise OverApplied(
            document=named(applying),
            remaining=Money(applying.remaining_minor, applying.currency),
            amount=Money(-cash, applying.currency),
        )


def _nothing(applying: OpenEntry) -> NothingToApply:
    return NothingToApply(document=named(applying), remaining=Money(applying.remaining_minor, applying.currency))
