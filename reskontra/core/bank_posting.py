"""What one bank transaction posts: G/L lines that sum to zero, a payment per party, and what each payment settles.

Money in is positive. A part is signed as the entry it settles: an invoice paid with 975 and a bank charge of 25
closes with 1,000, the bank gets 975, the charge account 25, and the payment entry carries the gross, −1,000.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from reskontra.core.application import ApplicationPlan, plan_application
from reskontra.core.application_checks import Circumstances, Part, VatShare
from reskontra.core.entries import Detail, DetailKind, DocumentType, Ledger, OpenEntry
from reskontra.core.exchange import PAR, Valuation, to_local


@dataclass(frozen=True, slots=True)
class GroupAccounts:
    """Ids of the G/L accounts of a posting group. 0 for unrealized gains and losses: those of realized ones."""

    group_id: int
    control_id: int
    discount_id: int
    tolerance_id: int
    rounding_id: int
    charge_id: int
    gains_id: int
    losses_id: int
    unrealized_gains_id: int = 0
    unrealized_losses_id: int = 0


class PartyPart(NamedTuple):
    """Money on a customer or vendor: on an entry, or on account where entry_id is None.

    settled_minor   what it comes to in the entry's own currency where that is another; 0 means at the rate
    """

    ledger: Ledger
    party_id: int
    group: GroupAccounts
    entry_id: int | None
    cash_minor: int
    discount_minor: int = 0
    tolerance_minor: int = 0
    charge_minor: int = 0
    rounding_minor: int = 0
    settled_minor: int = 0

    @property
    def gross_minor(self) -> int:
        """What it takes of the payment entry."""
        return self.cash_minor + self.charge_minor + self.rounding_minor


class AccountPart(NamedTuple):
    """Money on a G/L account; bank_account_id where that is another own bank account."""

    account_id: int
    cash_minor: int
    bank_account_id: int | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class BankLine:
    """A line to be posted: its parts' cash sums to its amount.

    rate     local × 10^8 per unit of currency; rates: the same for the currencies of entries in others
    vat      of the entries that the parts name, where a discount lowers it
    """

    posting_date: date
    amount_minor: int
    currency: str
    bank_gl_id: int
    parts: tuple[PartyPart | AccountPart, ...]
    rate: int = PAR
    rates: Mapping[str, int] = field(default_factory=dict)
    vat: Mapping[int, VatShare] = field(default_factory=dict)


OWN_BANK = 0


class PostingLine(NamedTuple):
    """A G/L line: local debit +. bank_account_id where it moves a bank account, OWN_BANK for the line's own."""

    account_id: int
    local_minor: int
    currency_minor: int
    party_id: int | None = None
    bank_account_id: int | None = None
    description: str = ""


class Payment(NamedTuple):
    """A payment entry to be made, and the application that spends it (None where all is on account)."""

    entry_id: int
    ledger: Ledger
    party_id: int
    group_id: int
    document_type: DocumentType
    amount_minor: int
    local_minor: int
    application: ApplicationPlan | None
    application_date: date


class BankPosting(NamedTuple):
    lines: tuple[PostingLine, ...]
    payments: tuple[Payment, ...]


@dataclass(slots=True)
class _Work:
    line: BankLine
    local_currency: str
    lines: dict[tuple[int, int | None, int | None, str], list[int]] = field(default_factory=dict)
    spent_minor: int = 0
    spent_local: int = 0

    def local(self, minor: int) -> int:
        """The next part's share of the line in local currency: shares always sum to the whole."""
        self.spent_minor += minor
        total = self.valued(self.spent_minor)
        share, self.spent_local = total - self.spent_local, total
        return share

    def valued(self, minor: int) -> int:
        """An amount of the line in local currency."""
        if self.line.currency == self.local_currency:
            return minor
        valuation = Valuation(self.line.currency, self.line.rate)
        return to_local(minor, valuation=valuation, local_currency=self.local_currency)

    def add(
        self, account: int, local: int, minor: int, *, party: int | None = None, bank: int | None = None, text: str = ""
    ) -> None:
        sums = self.lines.setdefault((account, party, bank, text), [0, 0])
        sums[0] += local
        sums[1] += minor

    def taken(self, account: int, minor: int) -> int:
        """Post a charge or a rounding to its account; gives its local amount."""
        if not minor:
            return 0
        share = self.valued(minor)
        self.add(account, share, minor)
        return share

    def posting_lines(self) -> Iterator[PostingLine]:
        for (account, party, bank, text), (local, minor) in self.lines.items():
            if local or minor:
                yield PostingLine(account, local, minor, party, bank, text)


def plan_bank_posting(
    *,
    line: BankLine,
    targets: Mapping[int, OpenEntry],
    groups: Mapping[int, GroupAccounts],
    payment_ids: Iterator[int],
    local_currency: str,
) -> BankPosting:
    """The voucher, payments and applications of one line.

    targets      every entry the parts name, as it stands after the lines before
    groups       the posting group of each of them, by entry id
    payment_ids  ids for the payment entries, one is taken per party
    refuses      as core.application.plan_application()
    """
    work = _Work(line, local_currency)
    work.add(line.bank_gl_id, work.valued(line.amount_minor), line.amount_minor, bank=OWN_BANK)
    for part in line.parts:
        if isinstance(part, AccountPart):
            local = work.local(part.cash_minor)
            work.add(part.account_id, -local, -part.cash_minor, bank=part.bank_account_id, text=part.description)
    payments = [_payment(work, parts, targets, groups, next(payment_ids)) for parts in _by_party(line.parts).values()]
    return BankPosting(tuple(work.posting_lines()), tuple(payments))


def _by_party(parts: Sequence[PartyPart | AccountPart]) -> dict[int, list[PartyPart]]:
    found: dict[int, list[PartyPart]] = {}
    for part in parts:
        if isinstance(part, PartyPart):
            found.setdefault(part.party_id, []).append(part)
    return found


def _payment(
    work: _Work,
    parts: list[PartyPart],
    targets: Mapping[int, OpenEntry],
    groups: Mapping[int, GroupAccounts],
    entry_id: int,
) -> Payment:
    line, first = work.line, parts[0]
    gross = sum(part.gross_minor for part in parts)
    local = 0
    for part in parts:
        local += work.local(part.cash_minor)
        local += work.taken(part.group.charge_id, part.charge_minor)
        local += work.taken(part.group.rounding_id, part.rounding_minor)
    work.add(first.group.control_id, -local, -gross, party=first.party_id)
    document_type = paying_type(first.ledger, gross)
    payment = OpenEntry(
        entry_id=entry_id,
        ledger=first.ledger,
        party_id=first.party_id,
        document_type=document_type,
        document_number="",
        posting_date=line.posting_date,
        currency=line.currency,
        remaining_minor=-gross,
        remaining_local_minor=-local,
        rate=line.rate,
    )
    named = [part for part in parts if part.entry_id is not None]
    day = max([line.posting_date, *[targets[part.entry_id].posting_date for part in named if part.entry_id]])
    plan = _applied(work, payment, named, targets, day) if named else None
    if plan:
        _post_details(work, plan.details, first, groups)
    return Payment(
        entry_id, first.ledger, first.party_id, first.group.group_id, document_type, -gross, -local, plan, day
    )


def paying_type(ledger: Ledger, gross: int) -> DocumentType:
    """Money in from a customer or out to a vendor is a payment; the other way it is a refund."""
    is_payment = gross > 0 if ledger is Ledger.CUSTOMER else gross < 0
    return DocumentType.PAYMENT if is_payment else DocumentType.REFUND


def _applied(
    work: _Work, payment: OpenEntry, parts: Sequence[PartyPart], targets: Mapping[int, OpenEntry], day: date
) -> ApplicationPlan:
    wanted = [
        Part(
            part.entry_id or 0,
            part.gross_minor,
            part.discount_minor,
            tolerance_minor=part.tolerance_minor,
            settled_minor=part.settled_minor or None,
        )
        for part in parts
    ]
    named = [targets[part.entry_id] for part in wanted]
    circumstances = Circumstances(
        posting_date=day, local_currency=work.local_currency, rates=work.line.rates, vat=work.line.vat
    )
    return plan_application(applying=payment, parts=wanted, targets=named, circumstances=circumstances)


def _post_details(
    work: _Work, details: Sequence[Detail], first: PartyPart, groups: Mapping[int, GroupAccounts]
) -> None:
    """Each detail moves its entry's control account; what is no application moves its own account against it."""
    for posted in detail_postings(details, groups=groups, first=first.group):
        party = first.party_id if posted.is_control else None
        work.add(posted.account_id, posted.local_minor, posted.minor, party=party)


class DetailPosting(NamedTuple):
    """What one detail does to one G/L account; is_control: the account of the entry's own posting group."""

    account_id: int
    local_minor: int
    minor: int
    is_control: bool


def detail_postings(
    details: Sequence[Detail], *, groups: Mapping[int, GroupAccounts], first: GroupAccounts
) -> Iterator[DetailPosting]:
    """The G/L effect of application details; what comes to nothing per account may be left out.

    groups   by entry id; first: that of the applying entry, and of every entry not in groups
    """
    for detail in details:
        group = groups.get(detail.entry_id, first)
        is_application = detail.kind is DetailKind.APPLICATION
        minor = 0 if is_application else detail.amount_minor
        yield DetailPosting(group.control_id, detail.local_minor, minor, True)
        if not is_application:
            account = detail.account_id or _account_of(detail.kind, first)
            yield DetailPosting(account, -detail.local_minor, -detail.amount_minor, False)


def _account_of(kind: DetailKind, group: GroupAccounts) -> int:
    return {
        DetailKind.PAYMENT_DISCOUNT: group.discount_id,
        DetailKind.PAYMENT_DISCOUNT_TOLERANCE: group.discount_id,
        DetailKind.PAYMENT_TOLERANCE: group.tolerance_id,
        DetailKind.REALIZED_GAIN: group.gains_id,
        DetailKind.UNREALIZED_GAIN: group.unrealized_gains_id or group.gains_id,
        DetailKind.REALIZED_LOSS: group.losses_id,
        DetailKind.UNREALIZED_LOSS: group.unrealized_losses_id or group.losses_id,
    }.get(kind, group.rounding_id)
