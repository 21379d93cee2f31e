"""From ready proposals to vouchers: what is posted for each line, with entries as the lines before left them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from reskontra.companies.queries import CompanyFacts, rate_on
from reskontra.core.application import Outcome
from reskontra.core.application_checks import Circumstances, Part, VatShare
from reskontra.core.bank_posting import (
    OWN_BANK,
    AccountPart,
    BankLine,
    BankPosting,
    GroupAccounts,
    PartyPart,
    PostingLine,
    paying_type,
    plan_bank_posting,
)
from reskontra.core.entries import Ledger, OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.core.settlement import settle_oldest
from reskontra.ledger.bank_entries import UnmatchedBankEntry
from reskontra.ledger.drafts import BankDraft, LineDraft, VoucherDraft
from reskontra.ledger.queries import BankAccountFacts, GroupFacts
from reskontra.matching.open_lines import OpenLine
from reskontra.matching.proposals import StoredPart
from reskontra.receivables.policy import group_accounts

TRANSFER_DAYS = timedelta(days=5)


class EntryTaken(Refused):
    code = "entry_taken"
    template = (
        "{document} has {remaining} left, and line {line} was to settle {settled} of it. "
        "Match the journal again, or apply the line by hand."
    )


class TransferCurrency(Refused):
    code = "transfer_currency"
    template = (
        "Line {line} is in {currency} and bank account {bank_account} in {other}. "
        "Transfer between accounts of one currency, or post to a G/L account."
    )


class ReadyLine(NamedTuple):
    """A line to be posted with all that is known of it; day is the posting date, open for posting.

    text   the payer's name, else the line's words; bank_reference: the bank's own for the transaction
    """

    line: OpenLine
    parts: Sequence[StoredPart]
    text: str
    bank_reference: str
    bank_account: BankAccountFacts
    statement_id: int | None
    day: date


class Planned(NamedTuple):
    """voucher None: the money is on a bank entry that was posted with the other account's line, or there is none."""

    ready: ReadyLine
    voucher: VoucherDraft | None
    posting: BankPosting | None
    rate: int
    bank_entry_id: int | None = None
    joins: int | None = None  # index of the planned line whose voucher carries this one


@dataclass(slots=True)
class Planner:
    """Plans line after line.

    entries   id → (entry as it stands before the first line, its posting group's id)
    oldest    party that settles its oldest → its open entries, for money on account
    """

    company: CompanyFacts
    entries: dict[int, tuple[OpenEntry, int]]
    groups: Mapping[tuple[str, str], GroupFacts]
    party_groups: Mapping[int, str]
    accounts: Mapping[str, int]
    bank_accounts: Mapping[str, BankAccountFacts]
    unmatched: list[UnmatchedBankEntry]
    payment_ids: Iterator[int]
    vat: Mapping[int, VatShare] = field(default_factory=dict)
    oldest: Mapping[int, Sequence[int]] = field(default_factory=dict)
    rates: dict[tuple[str, date], int] = field(default_factory=dict)
    _by_group: dict[int, GroupAccounts] = field(default_factory=dict)
    _left: dict[int, Outcome] = field(default_factory=dict)
    _transfers: list[tuple[int, str, int, date]] = field(default_factory=list)
    planned: list[Planned] = field(default_factory=list)

    def plan(self, ready: Sequence[ReadyLine]) -> list[Planned]:
        """refuses   EntryTaken, TransferCurrency, RateMissing, and what an application refuses"""
        self._by_group = {group.id: group_accounts(group) for group in self.groups.values()}
        for one in ready:
            nothing = None if one.parts else Planned(one, None, None, 0)
            self.planned.append(nothing or self._transfer_known(one) or self._line(one))
        return self.planned

    def _rate(self, currency: str, day: date) -> int:
        key = (currency, day)
        if key not in self.rates:
            self.rates[key] = rate_on(company=self.company, currency=currency, day=day)
        return self.rates[key]

    def _transfer_known(self, ready: ReadyLine) -> Planned | None:
        """A transfer whose other leg is posted already, or planned on another line of this run."""
        part = ready.parts[0]
        if part.account_type != "BANK" or len(ready.parts) > 1:
            return None
        wanted = (ready.bank_account.id, ready.line.account_minor)
        other = self.bank_accounts[part.account_number]
        for entry in self.unmatched:
            if other.id not in entry.counterparts:
                continue
            near = abs(entry.posting_date - ready.line.date) <= TRANSFER_DAYS
            if (entry.bank_account_id, entry.amount_minor) == wanted and (part.bank_entry_id == entry.id or near):
                self.unmatched.remove(entry)
                return Planned(ready, None, None, 0, bank_entry_id=entry.id)
        for transfer in self._transfers:
            index, number, amount, day = transfer
            near = abs(day - ready.line.date) <= TRANSFER_DAYS
            is_from_there = self.planned[index].ready.bank_account.id == other.id
            if (number, amount) == (ready.bank_account.number, ready.line.account_minor) and near and is_from_there:
                self._transfers.remove(transfer)
                self._join(index, ready)
                return Planned(ready, None, None, 0, joins=index)
        return None

    def _join(self, index: int, ready: ReadyLine) -> None:
        """Give the other leg of a planned transfer this line's transaction and statement."""
        first = self.planned[index]
        assert first.voucher
        lines = tuple(
            line._replace(
                bank=line.bank._replace(transaction_id=ready.line.transaction_id, statement_id=ready.statement_id)
            )
            if line.bank and line.bank.bank_account_id == ready.bank_account.id
            else line
            for line in first.voucher.lines
        )
        self.planned[index] = first._replace(voucher=first.voucher._replace(lines=lines))

    def _line(self, ready: ReadyLine) -> Planned:
        line, bank = ready.line, ready.bank_account
        assert line.account_minor is not None
        rate = self._rate(bank.currency, ready.day)
        targets = {part.entry_id: self._entry(part.entry_id) for part in ready.parts if part.entry_id}
        for part in ready.parts:
            if part.entry_id:
                self._refuse_taken(ready, part, targets[part.entry_id][0])
            elif part.account_type == "BANK":
                self._note_transfer(ready, part)
        parts: list[PartyPart | AccountPart] = []
        for part in ready.parts:
            parts += self._parts(ready, part, targets)
        foreign = {entry.currency for entry, _ in targets.values()} - {bank.currency}
        posting = plan_bank_posting(
            line=BankLine(
                posting_date=ready.day,
                amount_minor=line.account_minor,
                currency=bank.currency,
                bank_gl_id=bank.gl_account_id,
                parts=tuple(parts),
                rate=rate,
                rates={currency: self._rate(currency, ready.day) for currency in sorted(foreign)},
                vat=self.vat,
            ),
            targets={id: entry for id, (entry, _) in targets.items()},
            groups={id: self._by_group[group] for id, (_, group) in targets.items()},
            payment_ids=self.payment_ids,
            local_currency=self.company.currency,
        )
        for payment in posting.payments:
            if payment.application:
                self._left.update((outcome.entry_id, outcome) for outcome in payment.application.outcomes)
        return Planned(ready, self._voucher(ready, posting), posting, rate)

    def _entry(self, id: int) -> tuple[OpenEntry, int]:
        """The entry as the lines before have left it, and its posting group's id."""
        found = self.entries[id]
        outcome = self._left.pop(id, None)
        if outcome is None:
            return found
        entry = found[0]._replace(
            remaining_minor=outcome.remaining_minor,
            remaining_local_minor=outcome.remaining_local_minor,
            discount_minor=outcome.discount_minor,
            max_tolerance_minor=outcome.max_tolerance_minor,
            unrealized_local_minor=outcome.unrealized_local_minor,
        )
        self.entries[id] = (entry, found[1])
        return self.entries[id]

    def _refuse_taken(self, ready: ReadyLine, part: StoredPart, entry: OpenEntry) -> None:
        settled = part.entry_minor or part.settled_minor
        if abs(settled) > abs(entry.remaining_minor) or settled * entry.remaining_minor < 0:
            raise EntryTaken(
                document=entry.document_number,
                remaining=Money(entry.remaining_minor, entry.currency),
                line=ready.line.line_number,
                settled=Money(settled, entry.currency),
            )

    def _note_transfer(self, ready: ReadyLine, part: StoredPart) -> None:
        other = self.bank_accounts[part.account_number]
        if other.currency != ready.bank_account.currency:
            raise TransferCurrency(
                line=ready.line.line_number,
                currency=ready.bank_account.currency,
                bank_account=other.number,
                other=other.currency,
            )
        self._transfers.append((len(self.planned), other.number, -part.cash_minor, ready.line.date))

    def _parts(
        self, ready: ReadyLine, part: StoredPart, targets: dict[int, tuple[OpenEntry, int]]
    ) -> list[PartyPart | AccountPart]:
        """The part; money on account of a party that settles its oldest goes to them first, and targets has them then.

        Only entries in the bank account's currency are settled so.
        """
        whole = self._part(part, targets)
        if not isinstance(whole, PartyPart) or whole.entry_id is not None or whole.party_id not in self.oldest:
            return [whole]
        named = set(targets)
        candidates = [self._entry(id) for id in self.oldest[whole.party_id] if id not in named]
        settled = self._settled(ready, whole, [entry for entry, _ in candidates])
        left = whole.cash_minor - sum(one.cash_minor for one in settled)
        targets.update({one.entry_id: self.entries[one.entry_id] for one in settled})
        found: list[PartyPart | AccountPart] = [
            whole._replace(
                group=self._by_group[self.entries[one.entry_id][1]],
                entry_id=one.entry_id,
                cash_minor=one.cash_minor,
                discount_minor=one.discount_minor,
            )
            for one in settled
        ]
        return [*found, whole._replace(cash_minor=left)] if left else found

    def _settled(self, ready: ReadyLine, whole: PartyPart, candidates: Sequence[OpenEntry]) -> Sequence[Part]:
        currency = ready.bank_account.currency
        payment = OpenEntry(
            entry_id=0,
            ledger=whole.ledger,
            party_id=whole.party_id,
            document_type=paying_type(whole.ledger, whole.cash_minor),
            document_number="",
            posting_date=ready.day,
            currency=currency,
            remaining_minor=-whole.cash_minor,
            remaining_local_minor=-whole.cash_minor,
        )
        circumstances = Circumstances(
            posting_date=ready.line.date,  # when the money came: what was due then, with the discounts of that day
            local_currency=self.company.currency,
            allows_currencies=False,
            vat=self.vat,
        )
        return settle_oldest(applying=payment, candidates=candidates, circumstances=circumstances)

    def _part(self, part: StoredPart, targets: Mapping[int, tuple[OpenEntry, int]]) -> PartyPart | AccountPart:
        if part.account_type == "GL":
            return AccountPart(self.accounts[part.account_number], part.cash_minor, None, part.description)
        if part.account_type == "BANK":
            other = self.bank_accounts[part.account_number]
            return AccountPart(other.gl_account_id, part.cash_minor, other.id, part.description)
        assert part.party_id
        group = self.groups[(part.account_type, self.party_groups.get(part.party_id, ""))]
        accounts = self._by_group[targets[part.entry_id][1] if part.entry_id else group.id]
        return PartyPart(
            ledger=Ledger(part.account_type),
            party_id=part.party_id,
            group=accounts,
            entry_id=part.entry_id,
            cash_minor=part.cash_minor,
            discount_minor=part.discount_minor,
            tolerance_minor=part.tolerance_minor,
            charge_minor=part.charge_minor,
            rounding_minor=part.rounding_minor,
            settled_minor=part.entry_minor,
        )

    def _voucher(self, ready: ReadyLine, posting: BankPosting) -> VoucherDraft:
        return VoucherDraft(
            source="BANK",
            posting_date=ready.day,
            document_date=ready.line.date,
            lines=tuple([_draft(ready, line) for line in posting.lines]),
            description=ready.text,
            external_document_number=ready.bank_reference,
        )


def _draft(ready: ReadyLine, line: PostingLine) -> LineDraft:
    currency = ready.bank_account.currency
    bank = None
    if line.bank_account_id == OWN_BANK:
        bank = BankDraft(
            ready.bank_account.id,
            line.currency_minor,
            currency,
            transaction_id=ready.line.transaction_id,
            statement_id=ready.statement_id,
        )
    elif line.bank_account_id:
        bank = BankDraft(line.bank_account_id, line.currency_minor, currency)
    return LineDraft(
        line.account_id, line.local_minor, currency, line.currency_minor, line.party_id, line.description, bank
    )
