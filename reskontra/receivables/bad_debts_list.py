"""Which claims are lost or feared lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.ledger.queries import voucher_names
from reskontra.receivables.models import BadDebt

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class BadDebtLine:
    """amount and remaining are the claim's; local: of a confirmed loss with its VAT, of a feared one the allowance."""

    kind: str
    account: str
    name: str
    document: str
    amount: Money
    local: Money
    vat: Money
    remaining: Money
    posting_date: date
    reason: str
    voucher: str
    ended_by: str


def bad_debts(*, company: CompanyFacts, kind: str = "", with_ended: bool = False) -> list[BadDebtLine]:
    """By posting date; those that stand unless all are asked for. kind: CONFIRMED, FEARED or "" for both."""
    rows = BadDebt.objects.filter(company=company.id).select_related("entry__party").order_by("posting_date", "id")
    if kind:
        rows = rows.filter(kind=kind)
    if not with_ended:
        rows = rows.filter(ended_voucher__isnull=True)
    found = list(rows[:_MOST])
    vouchers = {id for row in found for id in (row.voucher_id, row.ended_voucher_id) if id}
    names = voucher_names(company=company, ids=vouchers)
    return [_line(company, row, names) for row in found]


def written_off(*, company: CompanyFacts, entry_ids: Collection[int]) -> set[int]:
    """Those of the entries of which something is written off and not opened again."""
    sql = (
        "SELECT v.value FROM {values} CROSS JOIN receivables_baddebt b WHERE b.company_id = %s "
        "AND b.entry_id = v.value AND b.kind = 'CONFIRMED' AND b.ended_voucher_id IS NULL"
    )
    return {row[0] for row in bulk.lookup(sql, entry_ids, company.id)}


def _line(company: CompanyFacts, row: BadDebt, names: dict[int, str]) -> BadDebtLine:
    entry = row.entry
    return BadDebtLine(
        kind=row.kind,
        account=entry.party.number,
        name=entry.party.name,
        document=entry.document_number,
        amount=Money(row.amount_minor, entry.currency),
        local=Money(row.local_minor, company.currency),
        vat=Money(row.vat_local_minor, company.currency),
        remaining=Money(entry.remaining_minor, entry.currency),
        posting_date=row.posting_date,
        reason=row.reason,
        voucher=names[row.voucher_id],
        ended_by=names.get(row.ended_voucher_id or 0, ""),
    )
