"""Bank entries that wait for a statement, and those that one has brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.ledger.models import BankEntry


def has_open_bank_entries(*, company: CompanyFacts, bank_account_id: int, transaction_ids: Iterable[int]) -> bool:
    """Whether one of these transactions was posted and left for a bank reconciliation, which may hold it by now."""
    rows = BankEntry.objects.filter(
        company=company.id, bank_account=bank_account_id, statement__isnull=True, transaction__isnull=False
    )
    wanted = set(transaction_ids)
    not_closed = rows.exclude(state="CLOSED")
    return any(id in wanted for id in not_closed.values_list("transaction_id", flat=True).iterator(5000))


def are_matched(*, company: CompanyFacts, voucher_id: int) -> bool:
    """Whether a transaction, a statement or a reconciliation holds a bank entry of the voucher, or closed it."""
    rows = BankEntry.objects.filter(company=company.id, voucher=voucher_id)
    return rows.exclude(state="OPEN", transaction__isnull=True).exists()


@dataclass(frozen=True, slots=True)
class UnmatchedBankEntry:
    """A bank entry that no statement has brought yet. counterparts: the bank accounts its voucher moves besides."""

    id: int
    bank_account_id: int
    posting_date: date
    amount_minor: int
    voucher_id: int
    counterparts: frozenset[int] = frozenset()


def unmatched_bank_entries(*, company: CompanyFacts, bank_accounts: Iterable[int]) -> list[UnmatchedBankEntry]:
    """Open bank entries of these accounts, oldest first: no transaction has brought them, and none is reversed."""
    rows = BankEntry.objects.filter(
        company=company.id,
        bank_account__in=list(bank_accounts),
        state="OPEN",
        transaction__isnull=True,
        reverses__isnull=True,
    )
    reversed_ones = BankEntry.objects.filter(company=company.id, reverses__isnull=False).values("reverses")
    found = rows.exclude(id__in=reversed_ones).order_by("posting_date", "id")
    columns = ("id", "bank_account_id", "posting_date", "amount_minor", "voucher_id")
    entries = [UnmatchedBankEntry(*row) for row in found.values_list(*columns)]
    touched = _touched_bank_accounts(company, {entry.voucher_id for entry in entries})
    return [replace(one, counterparts=touched[one.voucher_id] - {one.bank_account_id}) for one in entries]


def _touched_bank_accounts(company: CompanyFacts, vouchers: set[int]) -> dict[int, frozenset[int]]:
    sql = (
        "SELECT e.voucher_id, e.bank_account_id FROM {values} CROSS JOIN ledger_bankentry e "
        "WHERE e.company_id = %s AND e.voucher_id = v.value"
    )
    found: dict[int, set[int]] = {}
    for voucher, account in bulk.lookup(sql, vouchers, company.id):
        found.setdefault(voucher, set()).add(account)
    return {voucher: frozenset(accounts) for voucher, accounts in found.items()}
