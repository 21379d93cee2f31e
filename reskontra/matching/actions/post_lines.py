"""Post ready lines a chunk at a time, inside the transaction of the command that chose them.

A chunk is read, planned and written before the next one is read, so that a hundred thousand lines need little more
memory than a thousand. The next chunk finds entries and transfers as this one has left them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reskontra.bank.said import payers
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.journals.queries import JournalFacts
from reskontra.journals.states import mark_posted
from reskontra.ledger.actions import match_bank_entries, post
from reskontra.ledger.bank_entries import UnmatchedBankEntry, unmatched_bank_entries
from reskontra.ledger.drafts import PostedVoucher, Run
from reskontra.ledger.queries import BankAccountFacts, GroupFacts, account_ids
from reskontra.matching.accounts import blocked_accounts
from reskontra.matching.open_lines import OpenLine
from reskontra.matching.posting_plan import Planned, Planner, ReadyLine
from reskontra.matching.proposals import StoredPart, parts_of
from reskontra.parties.queries import PartySummary, parties_by_id
from reskontra.receivables.payments import PostedPayment, lock_entries, write_payments
from reskontra.receivables.policy import vat_shares
from reskontra.receivables.queries import open_facts_of
from reskontra.receivables.write import reserve_ids

CHUNK_LINES = 5_000
_NOBODY = ("", "")


@dataclass(slots=True)
class LinePosting:
    """What one run has posted so far.

    groups, bank_accounts   of the company, by kind and code, and by id
    payments_only           leave the bank entries for a bank reconciliation of their own
    vouchers                (name, journal, line); accounts: G/L account → local minor units moved
    findings                what takes no postings: from the first one on nothing more is written, only looked at
    """

    company: CompanyFacts
    run: Run
    journals: Mapping[int, JournalFacts]
    groups: Mapping[tuple[str, str], GroupFacts]
    bank_accounts: Mapping[int, BankAccountFacts]
    payments_only: bool
    vouchers: list[tuple[str, str, int]] = field(default_factory=list)
    accounts: dict[int, int] = field(default_factory=dict)
    payments: int = 0
    applied: int = 0
    findings: list[Refused | Malformed] = field(default_factory=list)
    _parties: dict[int, PartySummary] = field(default_factory=dict)
    _gl: set[str] = field(default_factory=set)
    _banks: set[str] = field(default_factory=set)

    def post(self, lines: Sequence[OpenLine]) -> None:
        """A voucher for each line, payments applied, the lines marked as posted.

        refuses   what Planner.plan() refuses
        """
        parts = parts_of(company=self.company, proposal_ids=[line.proposal_id for line in lines if line.proposal_id])
        ready = self._ready(lines, parts)
        self.findings += self._blocked(ready)
        if self.findings:
            return
        planned = self._planner(ready).plan(ready)
        drafts = [plan.voucher for plan in planned if plan.voucher]
        posted = iter(post(company=self.company, run=self.run, vouchers=drafts))
        vouchers = [next(posted) if plan.voucher else None for plan in planned]
        self._write_payments(planned, vouchers)
        mark_posted(company=self.company, lines=self._carried(planned, vouchers))
        self._count(planned, vouchers)

    def settle(self) -> None:
        """refuses   Findings of AccountUnknown, AccountBlocked, AccountOfBank, PartyBlocked, BankAccountBlocked"""
        if self.findings:
            raise Findings(self.findings)

    def _ready(self, lines: Sequence[OpenLine], parts: Mapping[int, Sequence[StoredPart]]) -> list[ReadyLine]:
        said = payers(company=self.company, ids=[line.transaction_id for line in lines if line.transaction_id])
        ready = []
        for line in lines:
            journal = self.journals[line.journal_id]
            name, reference = said.get(line.transaction_id or 0, _NOBODY)
            ready.append(
                ReadyLine(
                    line=line,
                    parts=parts.get(line.proposal_id or 0, ()),
                    text=name or line.description,
                    bank_reference=reference,
                    bank_account=self.bank_accounts[journal.bank_account_id or 0],
                    statement_id=None if self.payments_only else journal.statement_id,
                    day=journal.posting_date_override or line.date,
                )
            )
        return ready

    def _blocked(self, ready: Sequence[ReadyLine]) -> list[Refused]:
        """What of the chunk takes no postings and was in no chunk before."""
        parts = [part for one in ready for part in one.parts]
        new = {part.party_id for part in parts if part.party_id} - self._parties.keys()
        parties = parties_by_id(company=self.company, ids=new)
        self._parties.update(parties)
        gl = {part.account_number for part in parts if part.account_type == "GL"} - self._gl
        self._gl |= gl
        banks = {part.account_number for part in parts if part.account_type == "BANK"}
        banks = (banks | {one.bank_account.number for one in ready}) - self._banks
        self._banks |= banks
        return blocked_accounts(
            company=self.company,
            gl_accounts=gl,
            parties=parties.values(),
            bank_accounts=[bank for bank in self.bank_accounts.values() if bank.number in banks],
        )

    def _planner(self, ready: Sequence[ReadyLine]) -> Planner:
        company = self.company
        parts = [part for one in ready for part in one.parts]
        oldest = self._oldest(parts)
        payments = sum(len({part.party_id for part in one.parts if part.party_id}) for one in ready)
        named = {part.entry_id for part in parts if part.entry_id}
        entries = lock_entries(company=company, ids=named | {id for ids in oldest.values() for id in ids})
        lowered = {part.entry_id for part in parts if part.entry_id and part.lowers_vat}
        lowered |= {id for ids in oldest.values() for id in ids if entries[id][0].discount_minor}
        return Planner(
            company=company,
            entries=entries,
            groups=self.groups,
            party_groups={party.id: party.posting_group for party in self._parties.values()},
            accounts=account_ids(company=company, numbers={p.account_number for p in parts if p.account_type == "GL"}),
            bank_accounts={bank.number: bank for bank in self.bank_accounts.values()},
            unmatched=self._unmatched(parts),
            payment_ids=iter(reserve_ids(payments)),
            vat=vat_shares(company=company, entry_ids=lowered),
            oldest=oldest,
        )

    def _oldest(self, parts: Sequence[StoredPart]) -> dict[int, list[int]]:
        """Open entries of parties that settle their oldest, where money goes on account."""
        on_account = {part.party_id for part in parts if part.party_id and not part.entry_id}
        wanted = {id for id in on_account if self._parties[id].application_method == "APPLY_TO_OLDEST"}
        found: dict[int, list[int]] = {}
        for fact in open_facts_of(company=self.company, parties=wanted):
            found.setdefault(fact.party_id, []).append(fact.entry_id)
        return found

    def _unmatched(self, parts: Sequence[StoredPart]) -> list[UnmatchedBankEntry]:
        if not any(part.account_type == "BANK" for part in parts):
            return []
        return unmatched_bank_entries(company=self.company, bank_accounts=list(self.bank_accounts))

    def _write_payments(self, planned: Sequence[Planned], vouchers: Sequence[PostedVoucher | None]) -> None:
        write_payments(
            company=self.company,
            payments=[
                payment
                for plan, voucher in zip(planned, vouchers, strict=True)
                if voucher
                for payment in _payments(plan, voucher)
            ],
        )

    def _carried(
        self, planned: Sequence[Planned], vouchers: Sequence[PostedVoucher | None]
    ) -> list[tuple[int, int | None]]:
        """(line, voucher): of a transfer posted with the other account's line, that line's; of no amount, none."""
        waiting = [plan for plan in planned if plan.bank_entry_id]
        matched = match_bank_entries(
            company=self.company,
            matches=[
                (plan.bank_entry_id, plan.ready.line.transaction_id, plan.ready.statement_id)
                for plan in waiting
                if plan.bank_entry_id
            ],
        )
        found: list[tuple[int, int | None]] = []
        for plan, own in zip(planned, vouchers, strict=True):
            if plan.bank_entry_id:
                found.append((plan.ready.line.id, matched[plan.bank_entry_id]))
            else:
                voucher = own if plan.joins is None else vouchers[plan.joins]
                found.append((plan.ready.line.id, voucher.id if voucher else None))
        return found

    def _count(self, planned: Sequence[Planned], vouchers: Sequence[PostedVoucher | None]) -> None:
        for plan, voucher in zip(planned, vouchers, strict=True):
            if not (voucher and plan.voucher and plan.posting):
                continue
            line = plan.ready.line
            self.vouchers.append((voucher.name, self.journals[line.journal_id].number, line.line_number))
            for moved in plan.voucher.lines:
                self.accounts[moved.account_id] = self.accounts.get(moved.account_id, 0) + moved.amount_minor
            for payment in plan.posting.payments:
                self.payments += 1
                self.applied += len(payment.application.outcomes) - 1 if payment.application else 0


def _payments(plan: Planned, voucher: PostedVoucher) -> Iterator[PostedPayment]:
    assert plan.posting
    ready = plan.ready
    for payment in plan.posting.payments:
        yield PostedPayment(
            payment=payment,
            voucher_id=voucher.id,
            voucher_name=voucher.name,
            posting_date=ready.day,
            currency=ready.bank_account.currency,
            rate_e8=plan.rate,
            external_document_number=ready.bank_reference,
            text=ready.text,
        )
