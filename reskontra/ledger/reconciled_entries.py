"""Bank entries that a bank reconciliation holds: matched without a statement of the bank's, then closed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.ledger.models import BankEntry, CheckEntry
from reskontra.ledger.queries import BankAccountFacts


class BankEntryNotOpen(Refused):
    code = "bank_entry_not_open"
    template = (
        "Bank account {bank_account} has no open bank entry {entry}. "
        "Take one of those that bank-reconciliation show lists as outstanding."
    )


@dataclass(frozen=True, slots=True)
class OpenBankEntry:
    """A bank entry by its id, money in +. posting_run: the posting that wrote it, maybe with others.

    voucher, voucher_id   the voucher's name and key
    """

    id: int
    day: date
    amount_minor: int
    voucher: str
    external_document_number: str
    description: str
    check_numbers: tuple[str, ...] = ()
    posting_run: int = 0
    voucher_id: int = 0


def open_bank_entries(
    *, company: CompanyFacts, bank_account_id: int, until: date | None = None, reversed_too: bool = False
) -> list[OpenBankEntry]:
    """What no statement and no reconciliation holds, oldest first; reversed ones and their reversals on request."""
    rows = BankEntry.objects.filter(company=company.id, bank_account=bank_account_id, state="OPEN")
    rows = rows.exclude(state="CLOSED").exclude(amount_minor=0)  # the first said again in the words of the index
    if until is not None:
        rows = rows.filter(posting_date__lte=until)
    if not reversed_too:
        reversed_ones = BankEntry.objects.filter(company=company.id, reverses__isnull=False).values("reverses")
        rows = rows.filter(reverses__isnull=True).exclude(id__in=reversed_ones)
    checks: dict[int, list[str]] = {}
    drawn = CheckEntry.objects.filter(company=company.id, bank_account=bank_account_id, bank_entry__isnull=False)
    for entry, number in drawn.order_by("id").values_list("bank_entry_id", "check_number"):
        checks.setdefault(entry or 0, []).append(number)
    rows = rows.filter(voucher__company=company.id).order_by("posting_date", "id")
    return [
        OpenBankEntry(id, day, minor, f"{series}-{year}-{number}", external, text, tuple(checks.get(id, ())), run, of)
        for id, day, minor, series, year, number, external, text, run, of in rows.values_list(
            "id", "posting_date", "amount_minor", "voucher__series", "voucher__fiscal_year_code", "voucher__number",
            "external_document_number", "description", "voucher__posting_run", "voucher_id",
        )
    ]  # fmt: skip


def hold_bank_entries(*, company: CompanyFacts, bank_account: BankAccountFacts, ids: Collection[int]) -> None:
    """Open entries of the account become matched.

    refuses   BankEntryNotOpen
    """
    account = BankEntry.objects.filter(company=company.id, bank_account=bank_account.id)
    for batch in bulk.chunks(sorted(ids), 500):
        found = set(account.filter(id__in=batch, state="OPEN").values_list("id", flat=True))
        for id in batch:
            if id not in found:
                raise BankEntryNotOpen(bank_account=bank_account.number, entry=id)
        account.filter(id__in=batch, state="OPEN").update(state="MATCHED")


def release_bank_entries(*, company: CompanyFacts, ids: Collection[int]) -> None:
    """Entries that a reconciliation held are open again."""
    _held(company, ids, "MATCHED", state="OPEN")


def close_held_entries(*, company: CompanyFacts, ids: Collection[int], closed_date: date) -> None:
    """Entries that a reconciliation holds are closed with its statement."""
    _held(company, ids, "MATCHED", state="CLOSED", closed_date=closed_date)


def reopen_held_entries(*, company: CompanyFacts, ids: Collection[int]) -> None:
    """Entries that a reconciliation closed are held by it again."""
    _held(company, ids, "CLOSED", state="MATCHED", closed_date=None)


def _held(company: CompanyFacts, ids: Collection[int], before: str, **change: object) -> None:
    for batch in bulk.chunks(sorted(ids), 500):
        rows = BankEntry.objects.filter(company=company.id, id__in=batch, state=before, statement__isnull=True)
        rows.update(**change)
