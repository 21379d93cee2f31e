"""Vouchers and payments posted as the product posts them, for the tests of the ledgers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from reskontra.companies.queries import CompanyFacts, rate_on
from reskontra.core.bank_posting import (
    OWN_BANK,
    AccountPart,
    BankLine,
    BankPosting,
    GroupAccounts,
    PartyPart,
    plan_bank_posting,
)
from reskontra.core.entries import Ledger
from reskontra.core.matching.records import EntryFact
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.drafts import BankDraft, LineDraft, PostedVoucher, VoucherDraft
from reskontra.ledger.queries import BankAccountFacts, GroupFacts, account_ids, posting_groups, trial_balance
from reskontra.parties.queries import PartySummary, parties_by_id
from reskontra.receivables.payments import PostedPayment, lock_entries, write_payments
from reskontra.receivables.write import reserve_ids
from tests import build

DAY = date(2026, 3, 2)


def draft(
    company: CompanyFacts, lines: Mapping[str, int], *, day: date = DAY, source: str = "GENERAL", **facts: Any
) -> VoucherDraft:
    """A voucher of G/L account → local minor units, debit +."""
    ids = account_ids(company=company, numbers=lines)
    drafts = tuple(LineDraft(ids[number], minor, company.currency, minor) for number, minor in lines.items())
    return VoucherDraft(source, day, drafts, **facts)


def post_all(company: CompanyFacts, *drafts: VoucherDraft) -> list[PostedVoucher]:
    """The vouchers in one posting run."""
    with transaction.atomic():
        run = start_run(company=company, actor=build.BOB, action="test.posted")
        return post(company=company, run=run, vouchers=drafts)


def correction(company: CompanyFacts, lines: Mapping[str, int], *, day: date = DAY) -> PostedVoucher:
    """A voucher that takes back debits and credits as negative ones; G/L account → local minor units, debit +."""
    wanted = draft(company, lines, day=day)
    return post_all(company, wanted._replace(lines=tuple(line._replace(is_correction=True) for line in wanted.lines)))[
        0
    ]


def sale(company: CompanyFacts, minor: int = 100_00, day: date = DAY) -> PostedVoucher:
    """A cash sale: debit cash, credit revenue."""
    return post_all(company, draft(company, {"1910": minor, "3001": -minor}, day=day))[0]


@dataclass(frozen=True, slots=True)
class Paid:
    """The voucher of a bank line, and the ids of its payment entries."""

    voucher: PostedVoucher
    payments: tuple[int, ...]


def pay(
    company: CompanyFacts,
    bank: BankAccountFacts,
    *parts: PartyPart | AccountPart,
    day: date = DAY,
    text: str = "",
    source: str = "BANK",
) -> Paid:
    """Post a bank line of these parts; its amount is their cash."""
    named = {part.entry_id for part in parts if isinstance(part, PartyPart) and part.entry_id}
    rate = rate_on(company=company, currency=bank.currency, day=day)
    with transaction.atomic():
        entries = lock_entries(company=company, ids=named)
        groups = {group.id: accounts_of(group) for group in posting_groups(company=company).values()}
        currencies = {entry.currency for entry, _ in entries.values()} - {bank.currency, company.currency}
        posting = plan_bank_posting(
            line=BankLine(
                posting_date=day,
                amount_minor=sum(part.cash_minor for part in parts),
                currency=bank.currency,
                bank_gl_id=bank.gl_account_id,
                parts=parts,
                rate=rate,
                rates={code: rate_on(company=company, currency=code, day=day) for code in currencies},
            ),
            targets={id: entry for id, (entry, _) in entries.items()},
            groups={id: groups[group] for id, (_, group) in entries.items()},
            payment_ids=iter(reserve_ids(len(parts))),
            local_currency=company.currency,
        )
        (voucher,) = post_all(company, VoucherDraft(source, day, _lines(bank, posting), description=text))
        payments = [
            PostedPayment(payment, voucher.id, voucher.name, day, bank.currency, rate, text=text)
            for payment in posting.payments
        ]
        write_payments(company=company, payments=payments)
    return Paid(voucher, tuple(payment.entry_id for payment in posting.payments))


def _lines(bank: BankAccountFacts, posting: BankPosting) -> tuple[LineDraft, ...]:
    found = []
    for line in posting.lines:
        own = bank.id if line.bank_account_id == OWN_BANK else line.bank_account_id
        entry = BankDraft(own, line.currency_minor, bank.currency) if own else None
        found.append(
            LineDraft(line.account_id, line.local_minor, bank.currency, line.currency_minor, line.party_id, bank=entry)
        )
    return tuple(found)


def accounts_of(group: GroupFacts) -> GroupAccounts:
    return GroupAccounts(
        group.id,
        group.control_id,
        group.discount_id,
        group.tolerance_id,
        group.rounding_id,
        group.charge_id,
        group.gains_id,
        group.losses_id,
        group.unrealized_gains_id,
        group.unrealized_losses_id,
    )


def on(company: CompanyFacts, entry: EntryFact, cash: int | None = None, **extra: int) -> PartyPart:
    """Money on an entry: all that is left of it unless cash says else."""
    party = parties_by_id(company=company, ids=[entry.party_id])[entry.party_id]
    return _part(company, party, entry.entry_id, entry.remaining_minor if cash is None else cash, extra)


def on_account(company: CompanyFacts, party: PartySummary, cash: int) -> PartyPart:
    """Money on no entry of a party."""
    return _part(company, party, None, cash, {})


def _part(
    company: CompanyFacts, party: PartySummary, entry_id: int | None, cash: int, extra: Mapping[str, int]
) -> PartyPart:
    group = posting_groups(company=company)[(party.ledger, party.posting_group)]
    return PartyPart(Ledger(party.ledger), party.id, accounts_of(group), entry_id, cash, **extra)


def gl(company: CompanyFacts) -> dict[str, int]:
    """G/L account → its balance in local minor units, where it is not 0."""
    balances = trial_balance(company=company)
    return {balance.account: balance.balance_minor for balance in balances if balance.balance_minor}
