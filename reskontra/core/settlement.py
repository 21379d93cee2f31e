"""What an entry settles of those marked for it: how much of each, with which discount and tolerance.

A person (or a line) marks entries; what comes of it is decided here, as parts that plan_application() turns into rows.

Entries of the opposite sign are settled, in the order they were marked. Those of the applying entry's own sign help to
settle them, as far as needed: a payment of 30 with credit memos of 10 and 20 closes an invoice of 60, and of a payment
of 100 with a credit memo of 50 and an invoice of 60 the credit memo is left alone.

Discounts. One in time is granted where what is left of the payment covers the rest; not to a payer who pays everything
in full. A late one within grace is granted where a person accepts it, or the company accepts them and it is needed.
What is then short or over, and within what the entries tolerate together, is tolerance: spread over them in proportion,
and they all close. Else each discount is tested on its own, in order, against what is left of the payment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from reskontra.core.application_checks import (
    AppliedTwice,
    Circumstances,
    EntryNotOpen,
    NothingToApply,
    OverApplied,
    Part,
    PartAgainstSign,
    named,
)
from reskontra.core.entries import DocumentType, OpenEntry
from reskontra.core.exchange import convert
from reskontra.core.money import Money, divide_minor

_PAYING = (DocumentType.PAYMENT, DocumentType.REFUND)
_DISCOUNTED = (DocumentType.INVOICE, DocumentType.CREDIT_MEMO)
_UNDISCOUNTED = {(DocumentType.PAYMENT, DocumentType.REFUND), (DocumentType.REFUND, DocumentType.PAYMENT)}
_TOLERATED = {(DocumentType.PAYMENT, DocumentType.INVOICE), (DocumentType.REFUND, DocumentType.CREDIT_MEMO)}


@dataclass(frozen=True, slots=True)
class Marked:
    """An entry to be settled.

    amount_minor            how much of it at most, in its currency and signed as it; None: all
    accepts_late_discount   a person's word; None leaves it to the policy
    """

    entry_id: int
    amount_minor: int | None = None
    accepts_late_discount: bool | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What a company does by itself, asks about, or leaves.

    late_discounts   "accept", "ask" or "decline"; tolerances: "post", "ask" or "leave"
    """

    late_discounts: str = "decline"
    tolerances: str = "leave"
    allows_currencies: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """What would be granted if a person said so; amount_minor in the applying entry's currency.

    code       late_discount or payment_tolerance; entry_id: the entry it is on, or the first that tolerates
    """

    code: str
    entry_id: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """parts in the order they are to be applied; empty where nothing is left to apply."""

    parts: tuple[Part, ...]
    questions: tuple[Question, ...] = ()


class _Timing(Enum):
    NONE = "no discount possible"
    IN_TIME = "in time"
    LATE = "within grace"


@dataclass(slots=True)
class _Target:
    """A marked entry, in magnitudes of the applying entry's currency.

    gross    what it is to be settled with, discount and tolerance included; is_whole: that closes it
    """

    entry: OpenEntry
    mark: Marked
    sign: int
    gross: int
    is_whole: bool
    timing: _Timing = _Timing.NONE
    possible: int = 0
    tolerates: int = 0
    discount: int = 0
    is_late: bool = False
    tolerance: int = 0
    cash: int = 0

    @property
    def net(self) -> int:
        return self.gross - self.discount - self.tolerance

    def tolerable(self, short: int) -> int:
        """How much may be tolerated of it; what is short is never more than what its discount leaves of it."""
        return min(self.tolerates, self.gross - self.discount) if short > 0 else self.tolerates

    def grant(self) -> None:
        self.discount = self.possible
        self.is_late = self.timing is _Timing.LATE

    def refuse(self) -> None:
        self.discount, self.is_late = 0, False

    def part(self) -> Part:
        """Signed as the entry again; of an entry in another currency the exact amount that was marked."""
        sign = self.sign
        is_foreign_share = not self.is_whole and self.mark.amount_minor is not None and self.cash == self.gross
        in_time = 0 if self.is_late else self.discount
        return Part(
            entry_id=self.entry.entry_id,
            cash_minor=sign * self.cash,
            discount_minor=sign * in_time,
            discount_tolerance_minor=sign * (self.discount - in_time),
            tolerance_minor=sign * self.tolerance,
            settled_minor=self.mark.amount_minor if is_foreign_share else None,
        )


def settle(
    *,
    applying: OpenEntry,
    marked: Sequence[Marked],
    targets: Sequence[OpenEntry],
    policy: Policy,
    circumstances: Circumstances,
    accepts_tolerance: bool | None = None,
) -> Settlement:
    """The parts by which the applying entry settles the marked ones.

    marked    in the order they are to be settled; targets: those entries, in any order
    applying  its posting date decides which discounts are in time, whenever it is applied
    accepts_tolerance   a person's word for the whole application; None leaves it to the policy
    refuses   EntryNotOpen, AppliedTwice; PartAgainstSign, OverApplied per marked entry, RateUnknown; NothingToApply
              where all are of the applying entry's sign
    source    the ledger specification, 5.3-5.4 and 6.2-6.4 with its table of outcomes
    """
    if not applying.is_open:
        raise EntryNotOpen(document=named(applying))
    by_id = {entry.entry_id: entry for entry in targets}
    _refuse_twice(applying, marked, by_id)
    found = [_target(applying, by_id[mark.entry_id], mark, circumstances) for mark in marked]
    opposite = [target for target in found if target.sign * applying.remaining_minor < 0]
    helping = [target for target in found if target.sign * applying.remaining_minor > 0]
    if not opposite:
        raise NothingToApply(document=named(applying), remaining=Money(applying.remaining_minor, applying.currency))
    available = abs(applying.remaining_minor) + sum(target.gross for target in helping)
    work = _Work(policy, accepts_tolerance, opposite, available)
    work.grant()
    _take_help(helping, needed=work.spend() - abs(applying.remaining_minor))
    return Settlement(
        tuple(target.part() for target in (*helping, *opposite) if target.cash or target.discount or target.tolerance),
        tuple(work.questions),
    )


def _refuse_twice(applying: OpenEntry, marked: Sequence[Marked], by_id: Mapping[int, OpenEntry]) -> None:
    seen = {applying.entry_id}
    for mark in marked:
        if mark.entry_id in seen:
            raise AppliedTwice(document=named(by_id.get(mark.entry_id, applying)))
        seen.add(mark.entry_id)


def settle_oldest(
    *, applying: OpenEntry, candidates: Sequence[OpenEntry], circumstances: Circumstances
) -> tuple[Part, ...]:
    """The entries of the opposite sign, oldest due first, as far as the applying entry reaches; never a tolerance.

    candidates   open entries of its party, in any order; those posted later than the application, and those in another
                 currency where that is not allowed, are passed over
    returns      parts, empty where nothing is left to settle
    """
    chosen = [
        entry
        for entry in candidates
        if entry.remaining_minor * applying.remaining_minor < 0
        and entry.posting_date <= circumstances.posting_date
        and (entry.currency == applying.currency or circumstances.allows_currencies)
    ]
    if not chosen or not applying.is_open:
        return ()
    chosen.sort(key=lambda entry: (entry.due_date or entry.posting_date, entry.entry_id))
    settlement = settle(
        applying=applying,
        marked=[Marked(entry.entry_id) for entry in chosen],
        targets=chosen,
        policy=Policy(),
        circumstances=circumstances,
    )
    return settlement.parts


def _target(applying: OpenEntry, entry: OpenEntry, mark: Marked, circumstances: Circumstances) -> _Target:
    _check_mark(entry, mark)
    sign = 1 if entry.remaining_minor > 0 else -1
    own = circumstances.valuation(entry, applying)

    def here(minor: int) -> int:
        if entry.currency == applying.currency:
            return abs(minor)
        return abs(convert(minor, source=own, target=applying.valuation))

    whole = here(entry.remaining_minor)
    gross = whole if mark.amount_minor is None else here(mark.amount_minor)
    nearly = circumstances.rounding_minor if entry.currency != applying.currency else 0
    is_whole = abs(whole - gross) <= nearly
    target = _Target(entry, mark, sign, whole if is_whole else gross, is_whole)
    if sign * applying.remaining_minor < 0:
        _tell_grants(target, applying, circumstances, here(entry.discount_minor), here(entry.max_tolerance_minor))
        if target.possible and not is_whole and gross >= whole - target.possible:
            target.gross, target.is_whole = whole, True  # the amount without its discount was meant
    return target


def _check_mark(entry: OpenEntry, mark: Marked) -> None:
    if not entry.is_open:
        raise EntryNotOpen(document=named(entry))
    if mark.amount_minor is None:
        return
    remaining, amount = Money(entry.remaining_minor, entry.currency), Money(mark.amount_minor, entry.currency)
    if mark.amount_minor * entry.remaining_minor <= 0:
        raise PartAgainstSign(document=named(entry), remaining=remaining, amount=amount)
    if abs(mark.amount_minor) > abs(entry.remaining_minor):
        raise OverApplied(document=named(entry), remaining=remaining, amount=amount)


def _tell_grants(
    target: _Target, applying: OpenEntry, circumstances: Circumstances, discount: int, tolerance: int
) -> None:
    """Whether there is a discount, in time or within grace, and how much may be tolerated."""
    entry = target.entry
    day = min(applying.posting_date, circumstances.posting_date)  # when the money came, not when it is applied
    pair = (applying.document_type, entry.document_type)
    if pair in _TOLERATED:
        target.tolerates = tolerance
    if pair[0] not in _PAYING or pair[1] not in _DISCOUNTED or pair in _UNDISCOUNTED or not discount:
        return
    if entry.discount_date and day <= entry.discount_date:
        target.timing = _Timing.IN_TIME
    elif entry.discount_tolerance_date and entry.discount_date and day <= entry.discount_tolerance_date:
        target.timing = _Timing.LATE
    target.possible = discount if target.timing is not _Timing.NONE else 0


@dataclass(slots=True)
class _Work:
    """What is granted to the entries that are settled; available: what there is to settle them with."""

    policy: Policy
    accepts_tolerance: bool | None
    targets: list[_Target]
    available: int
    questions: list[Question] = field(default_factory=list)

    @property
    def short(self) -> int:
        """What is missing to close all as now granted; negative: what is over."""
        return sum(target.net for target in self.targets) - self.available

    @property
    def tolerates(self) -> int:
        """How much the entries tolerate together; nothing where one is not to be closed."""
        if not all(target.is_whole for target in self.targets):
            return 0
        return sum(target.tolerable(self.short) for target in self.targets)

    @property
    def room(self) -> int:
        """How much is tolerated without anybody being asked."""
        return self.tolerates if self.posts_tolerance else 0

    @property
    def posts_tolerance(self) -> bool:
        if self.accepts_tolerance is not None:
            return self.accepts_tolerance
        return self.policy.tolerances == "post"

    def grant(self) -> None:
        """Discounts, then tolerance; where all that does not close everything, each discount on its own."""
        if self.short > 0:
            self._grant_all(_Timing.IN_TIME)
        self._grant_late()
        self._ask_late()
        if self.short > self.room:
            self._grant_in_order()
        if self.short and abs(self.short) <= self.tolerates:
            if self.posts_tolerance:
                self._spread(self.short)
            elif self.accepts_tolerance is None and self.policy.tolerances == "ask":
                first = next(target for target in self.targets if target.tolerates)
                self.questions.append(Question("payment_tolerance", first.entry.entry_id, first.sign * self.short))

    def _grant_all(self, timing: _Timing) -> None:
        for target in self.targets:
            if target.timing is timing and target.is_whole:
                target.grant()

    def _grant_late(self) -> None:
        """Those that a person accepts; by the company's policy those that are needed."""
        for target in self.targets:
            if target.timing is not _Timing.LATE or not target.is_whole or target.mark.accepts_late_discount is False:
                continue
            is_asked_for = bool(target.mark.accepts_late_discount)
            is_needed = self.policy.late_discounts == "accept" and self.short > self.room
            if is_asked_for or is_needed:
                target.grant()

    def _ask_late(self) -> None:
        if self.policy.late_discounts != "ask" or self.short <= 0:
            return
        for target in self.targets:
            if target.timing is _Timing.LATE and target.is_whole and target.mark.accepts_late_discount is None:
                self.questions.append(Question("late_discount", target.entry.entry_id, target.sign * target.possible))

    def _grant_in_order(self) -> None:
        """The money does not reach for everything: a discount stands only where what is left covers its entry."""
        left = self.available
        for target in self.targets:
            if target.discount and left < target.net:
                target.refuse()
            left -= min(left, target.net)

    def _spread(self, short: int) -> None:
        """Put what is short (or over) on the entries in proportion to their amounts, each within its own maximum."""
        sign, rest = (1, short) if short > 0 else (-1, -short)
        total = sum(target.gross for target in self.targets)
        for target in self.targets:
            share = min(divide_minor(abs(short) * target.gross, total), target.tolerable(short), rest)
            target.tolerance = sign * share
            rest -= share
        for target in self.targets:
            more = min(rest, target.tolerable(short) - abs(target.tolerance))
            target.tolerance += sign * more
            rest -= more

    def spend(self) -> int:
        """Give each its cash, in order, and tell how much that is."""
        left = self.available
        for target in self.targets:
            target.cash = min(left, target.net)
            left -= target.cash
        return self.available - left


def _take_help(helping: Sequence[_Target], *, needed: int) -> None:
    """Entries of the applying one's sign give what it cannot, in order."""
    for target in helping:
        target.cash = min(max(needed, 0), target.gross)
        needed -= target.cash
        if target.cash != target.gross:
            target.mark = replace(target.mark, amount_minor=None)
