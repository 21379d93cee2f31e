"""Who settles what: the detail rows of an application, and those that take one back.

One entry applies, the others are applied to: a new payment to invoices, or a credit memo to an invoice. The parts say
how much of which, as a proposal or a person decided; here they become rows. A part is made of cash and what is granted.
What is granted moves the applying entry first (a discount of 20 makes a payment of −980 one of −1,000), then the whole
is applied: −1,000 on the invoice, +1,000 on the payment. All rows pass through the applying entry. Entries of its own
sign go first: a payment takes up a credit memo, and both settle the larger invoice.

Currencies. Application rows are equal and opposite in local currency. Between entries of one currency, and on a local
entry, that is what the target stands for in the books, and the applying entry bears the gain or loss. On a foreign
target met by another currency it is what the applying entry is worth, and the target bears it. An entry that closes
closes in local currency too: its last rows take all that its local twin has left. One that stays open is corrected by
the minor units that rounding moved it away from its rate. Unrealized gain or loss is taken back in proportion.

source    the worked examples E1-E23 of the ledger specification, in the tests
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reskontra.core.application_checks import Circumstances, Part, check_application, check_settled
from reskontra.core.entries import Detail, DetailKind, DocumentType, OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.exchange import convert, realized, to_local
from reskontra.core.money import divide_minor
from reskontra.core.voucher import VoucherLine, netted

_UNDISCOUNTED = {DocumentType.INVOICE, DocumentType.CREDIT_MEMO}
_VAT_OF = {
    DetailKind.PAYMENT_DISCOUNT: DetailKind.PAYMENT_DISCOUNT_VAT,
    DetailKind.PAYMENT_DISCOUNT_TOLERANCE: DetailKind.PAYMENT_DISCOUNT_TOLERANCE_VAT,
    DetailKind.PAYMENT_TOLERANCE: DetailKind.PAYMENT_TOLERANCE_VAT,
}


class AlreadyUnapplied(Refused):
    code = "already_unapplied"
    template = "Application {number} was unapplied already. Choose another one."


class EntryReversed(Refused):
    code = "entry_reversed"
    template = "{document} was reversed, and application {number} belongs to it. Leave both as they are."


class LaterApplication(Refused):
    code = "later_application"
    template = "{document} has a later application, {latest}, than {number}. Unapply {latest} first."


class UnappliedTooEarly(Refused):
    code = "unapplied_too_early"
    template = (
        "Application {number} is of {applied}, and it was to be unapplied on {posting_date}. "
        "Choose {applied} or a later date."
    )


class Outcome(NamedTuple):
    """What an entry is left with. unrealized_local_minor: the unrealized gain or loss still in its local twin."""

    entry_id: int
    remaining_minor: int
    remaining_local_minor: int
    discount_minor: int
    max_tolerance_minor: int
    unrealized_local_minor: int = 0

    @property
    def is_open(self) -> bool:
        return self.remaining_minor != 0


class ApplicationPlan(NamedTuple):
    """details in the order they are posted; outcomes: the applying entry's first, then as the parts were applied."""

    details: tuple[Detail, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class PostedApplication:
    """details: all its rows, on every entry it touched, initial rows apart."""

    number: int
    posting_date: date
    details: tuple[Detail, ...]
    is_unapplied: bool = False


@dataclass(frozen=True, slots=True)
class AppliedEntry:
    """latest_application: the highest number of those on the entry that are not unapplied."""

    entry_id: int
    document: str
    remaining_minor: int
    remaining_local_minor: int
    latest_application: int
    is_reversed: bool = False


def plan_application(
    *, applying: OpenEntry, parts: Sequence[Part], targets: Sequence[OpenEntry], circumstances: Circumstances
) -> ApplicationPlan:
    """The detail rows by which an entry settles others, as the parts say.

    applying   a payment being posted (its initial row is not in the plan) or any open entry
    parts      at most one per target, in the order to be applied; those of the applying entry's sign go first
    targets    those that the parts name, in any order
    refuses    as check_application(); then, while applying, RateUnknown and as check_settled()
    """
    by_id = {target.entry_id: target for target in targets}
    check_application(applying=applying, parts=parts, targets=by_id, circumstances=circumstances)
    work = _Work(applying, circumstances)
    if len(parts) > 1:
        parts = sorted(parts, key=lambda part: part.total_minor * applying.remaining_minor < 0)
    outcomes = [work.apply(by_id[part.entry_id], part) for part in parts]
    outcomes.insert(0, work.finish())
    return ApplicationPlan(tuple(work.details), tuple(outcomes))


def plan_unapplication(
    *, application: PostedApplication, entries: Sequence[AppliedEntry], posting_date: date
) -> ApplicationPlan:
    """The mirror rows of a whole application, and what each of its entries is left with.

    entries   those the application touched, in any order
    returns   mirrors in the order of the rows; discount and tolerance are again what they were before
    refuses   AlreadyUnapplied, UnappliedTooEarly; then per entry EntryReversed, LaterApplication: in this order
    """
    if application.is_unapplied:
        raise AlreadyUnapplied(number=application.number)
    if posting_date < application.posting_date:
        raise UnappliedTooEarly(number=application.number, applied=application.posting_date, posting_date=posting_date)
    for entry in entries:
        if entry.is_reversed:
            raise EntryReversed(document=entry.document, number=application.number)
        if entry.latest_application != application.number:
            raise LaterApplication(document=entry.document, latest=entry.latest_application, number=application.number)
    mirrors = tuple(detail.mirrored() for detail in application.details)
    return ApplicationPlan(mirrors, tuple(_restored(entry, application.details) for entry in entries))


def voucher_lines(
    *, details: Sequence[Detail], control_accounts: Mapping[int, str], account_of: Callable[[Detail], str]
) -> tuple[VoucherLine, ...]:
    """What an application posts to the G/L, net per account; empty where it posts nothing.

    control_accounts   by entry id: receivables or payables account of its posting group
    account_of         the account of a discount, tolerance, rounding, gain or loss; asked with its detail, whose
                       sign may choose between a debit and a credit account
    returns            lines that sum to 0: each row moves its control account, what is no application its account
    """
    lines = []
    for detail in details:
        lines.append(VoucherLine(control_accounts[detail.entry_id], detail.local_minor))
        if detail.kind is not DetailKind.APPLICATION:
            lines.append(VoucherLine(account_of(detail), -detail.local_minor))
    return netted(lines)


class _Side:
    """An entry while it is applied: what is left of it, row by row."""

    __slots__ = ("discount", "entry", "local", "remaining", "unrealized")

    def __init__(self, entry: OpenEntry) -> None:
        self.entry = entry
        self.remaining = entry.remaining_minor
        self.local = entry.remaining_local_minor
        self.unrealized = entry.unrealized_local_minor
        self.discount = entry.discount_minor

    def share_of(self, minor: int, local_currency: str) -> int:
        """What so much of the entry stands for in the books, unrealized gain or loss apart."""
        if minor == self.remaining:
            return self.local - self.unrealized
        return to_local(minor, valuation=self.entry.valuation, local_currency=local_currency)

    def unrealized_of(self, minor: int) -> int:
        """The unrealized gain or loss that goes with so much of the entry; none where the entry grows."""
        if not self.unrealized or minor * self.remaining <= 0:
            return 0
        return divide_minor(self.unrealized * minor, self.remaining)

    def outcome(self) -> Outcome:
        tolerance = _at_most(self.entry.max_tolerance_minor, self.remaining)
        discount = _at_most(self.discount, self.remaining)
        return Outcome(self.entry.entry_id, self.remaining, self.local, discount, tolerance, self.unrealized)


class _Work:
    """One application under way: the rows so far, and the applying side."""

    __slots__ = ("circumstances", "details", "local_currency", "new")

    def __init__(self, applying: OpenEntry, circumstances: Circumstances) -> None:
        self.new = _Side(applying)
        self.circumstances = circumstances
        self.local_currency = circumstances.local_currency
        self.details: list[Detail] = []

    def apply(self, target: OpenEntry, part: Part) -> Outcome:
        """One part: what is granted, then the application, then gain or loss."""
        old = _Side(target)
        settled, rounding = self._settled(target, part)
        check_settled(target=target, settled_minor=settled, part=part)
        if part.grants or rounding:
            self._grant(DetailKind.PAYMENT_DISCOUNT, part.discount_minor, target)
            self._grant(DetailKind.PAYMENT_DISCOUNT_TOLERANCE, part.discount_tolerance_minor, target)
            self._grant(DetailKind.PAYMENT_TOLERANCE, part.tolerance_minor, target)
            self._grant(DetailKind.APPLICATION_ROUNDING, rounding, target)
        if part.granted_minor == 0 and not rounding:
            self._reduce_discounts(old, settled, part)
        self._settle(old, settled, part.total_minor + rounding)
        self._correct(old)
        return old.outcome()

    def finish(self) -> Outcome:
        """What the applying entry is left with, after the last part."""
        self._correct(self.new)
        return self.new.outcome()

    def _settled(self, target: OpenEntry, part: Part) -> tuple[int, int]:
        """What the part settles in the target's currency, and what is rounded off in the applying entry's."""
        applying = self.new.entry
        if part.settled_minor is not None:
            return part.settled_minor, 0
        if target.currency == applying.currency:
            return part.total_minor, 0
        own = self.circumstances.valuation(target, applying)
        whole = convert(target.remaining_minor, source=own, target=applying.valuation)
        rest = whole - part.total_minor
        if abs(rest) <= self.circumstances.rounding_minor:
            return target.remaining_minor, rest
        return convert(part.total_minor, source=applying.valuation, target=own), 0

    def _grant(self, kind: DetailKind, granted: int, target: OpenEntry) -> None:
        """A row on the applying entry, valued at its own rate: the whole before and after, rounded."""
        if not granted:
            return
        new = self.new
        before, after = (
            to_local(minor, valuation=new.entry.valuation, local_currency=self.local_currency)
            for minor in (new.remaining, new.remaining - granted)
        )
        self._add_with_vat(kind, -granted, after - before, target)

    def _add_with_vat(self, kind: DetailKind, amount: int, local: int, target: OpenEntry) -> None:
        """A discount or tolerance lowers the VAT of the document: a net row, and one for each VAT account."""
        vat = self.circumstances.vat.get(target.entry_id)
        rows = vat.shares_of(amount, local) if vat and kind in _VAT_OF else []
        net, net_local = amount - sum(row[1] for row in rows), local - sum(row[2] for row in rows)
        self._add(self.new, kind, net, net_local, target)
        for account, vat_minor, vat_local in rows:
            if vat_minor or vat_local:
                self._add(self.new, _VAT_OF[kind], vat_minor, vat_local, target, account)

    def _settle(self, old: _Side, settled: int, applied: int) -> None:
        """Equal and opposite rows; the difference between what both sides stand for is realized.

        settled, applied   the same money in the currency of the old and the new side, signed as the old
        """
        new, local = self.new, self.local_currency
        old_unrealized, new_unrealized = old.unrealized_of(settled), new.unrealized_of(-applied)
        old_share = old.share_of(settled, local)
        new_share = -new.share_of(-applied, local)
        old_bears = old.entry.currency not in (new.entry.currency, local)
        applied_local = new_share if old_bears else old_share
        difference = realized(taken_local_minor=new_share, given_local_minor=old_share)
        self._take_back(old, old_unrealized, new.entry)
        self._take_back(new, new_unrealized, old.entry)
        self._add(old, DetailKind.APPLICATION, -settled, -applied_local, new.entry)
        self._add(new, DetailKind.APPLICATION, applied, applied_local, old.entry)
        if difference:
            kind = DetailKind.REALIZED_GAIN if difference > 0 else DetailKind.REALIZED_LOSS
            bearer, other = (old, new) if old_bears else (new, old)
            self._add(bearer, kind, 0, difference, other.entry)

    def _take_back(self, side: _Side, unrealized: int, other: OpenEntry) -> None:
        if unrealized:
            kind = DetailKind.UNREALIZED_GAIN if unrealized > 0 else DetailKind.UNREALIZED_LOSS
            side.unrealized -= unrealized
            self._add(side, kind, 0, -unrealized, other)

    def _reduce_discounts(self, old: _Side, settled: int, part: Part) -> None:
        """An invoice against a credit memo: each loses of its possible discount in proportion to what is applied."""
        new = self.new
        if {old.entry.document_type, new.entry.document_type} == _UNDISCOUNTED:
            old.discount -= divide_minor(old.discount * settled, old.remaining)
            new.discount -= divide_minor(new.discount * -part.total_minor, new.remaining)

    def _correct(self, side: _Side) -> None:
        """A foreign entry left open stands at its rate as well as it did before: rounding's drift is posted."""
        entry = side.entry
        if not side.remaining or entry.currency == self.local_currency:
            return
        before, after = (
            to_local(minor, valuation=entry.adjusted_valuation, local_currency=self.local_currency)
            for minor in (entry.remaining_minor, side.remaining)
        )
        drift = (side.local - after) - (entry.remaining_local_minor - before)
        if drift:
            self._add(side, DetailKind.CORRECTION_OF_REMAINING, 0, -drift, None)

    def _add(
        self,
        side: _Side,
        kind: DetailKind,
        amount: int,
        local: int,
        against: OpenEntry | None,
        account: int | None = None,
    ) -> None:
        entry, is_application = side.entry, kind is DetailKind.APPLICATION
        discount = entry.discount_minor if is_application else 0
        tolerance = entry.max_tolerance_minor if is_application else 0
        against_id = against.entry_id if against else None
        self.details.append(Detail(entry.entry_id, kind, amount, local, against_id, discount, tolerance, account))
        side.remaining += amount
        side.local += local


def _at_most(possible: int, remaining: int) -> int:
    """What is still possible on what remains: the same sign, never more; 0 on a settled entry."""
    if not remaining:
        return 0
    return min(possible, remaining) if remaining > 0 else max(possible, remaining)


def _restored(entry: AppliedEntry, details: Sequence[Detail]) -> Outcome:
    own = [detail for detail in details if detail.entry_id == entry.entry_id]
    before = next((detail for detail in own if detail.kind is DetailKind.APPLICATION), None)
    return Outcome(
        entry.entry_id,
        entry.remaining_minor - sum(detail.amount_minor for detail in own),
        entry.remaining_local_minor - sum(detail.local_minor for detail in own),
        before.discount_before_minor if before else 0,
        before.max_tolerance_before_minor if before else 0,
    )
