"""Vouchers by their name or their external number, and what reverses what."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.days import day_of
from reskontra.ledger.models import Voucher
from reskontra.ledger.queries import VoucherUnknown, find_voucher, voucher_names

_VOUCHER = (
    "SELECT u.id, u.posting_date, u.source, u.description, u.external_document_number, "
    "(SELECT CAST(coalesce(sum(l.amount_minor), 0) AS bigint) FROM ledger_voucherline l "
    "WHERE l.company_id = u.company_id AND l.voucher_id = u.id AND (l.amount_minor > 0) <> l.is_correction), "
    "r.number, r.actor, u.reverses_id, b.id "
    "FROM {values} CROSS JOIN ledger_voucher u JOIN ledger_postingrun r ON r.id = u.posting_run_id "
    "LEFT JOIN ledger_voucher b ON b.company_id = u.company_id AND b.reverses_id = u.id AND b.reverses_id IS NOT NULL "
    "WHERE u.company_id = %s AND u.id = v.value ORDER BY u.posting_date, u.id"
)
_REVERSING = (
    "SELECT v.value, u.reverses_id, b.id FROM {values} CROSS JOIN ledger_voucher u "
    "LEFT JOIN ledger_voucher b ON b.company_id = u.company_id AND b.reverses_id = u.id AND b.reverses_id IS NOT NULL "
    "WHERE u.company_id = %s AND u.id = v.value"
)


@dataclass(frozen=True, slots=True)
class TracedVoucher:
    """debit is the sum of its debits, local, negative for a correction; reverses, reversed_by: names, "" for none."""

    id: int
    name: str
    posting_date: date
    source: str
    description: str
    external_document_number: str
    debit: Money
    run: int
    actor: str
    reverses: str
    reversed_by: str


def vouchers_numbered(*, company: CompanyFacts, number: str) -> list[int]:
    """The voucher of that name (A-2026-17), and those with that external number."""
    rows = Voucher.objects.filter(company=company.id, external_document_number=number)
    found = set(rows.exclude(external_document_number="").values_list("id", flat=True))
    with suppress(VoucherUnknown):
        found.add(find_voucher(company=company, name=number))
    return sorted(found)


def with_reversals(*, company: CompanyFacts, ids: Collection[int]) -> set[int]:
    """These vouchers with those that they reverse and are reversed by."""
    return {id for row in bulk.lookup(_REVERSING, set(ids), company.id) for id in row if id}


def traced_vouchers(*, company: CompanyFacts, ids: Collection[int]) -> list[TracedVoucher]:
    """These vouchers by posting date."""
    rows = list(bulk.lookup(_VOUCHER, set(ids), company.id))
    names = voucher_names(company=company, ids={id for row in rows for id in (row[0], *row[8:]) if id})
    return [
        TracedVoucher(
            id=row[0],
            name=names[row[0]],
            posting_date=day_of(row[1]),
            source=row[2],
            description=row[3],
            external_document_number=row[4],
            debit=Money(row[5], company.currency),
            run=row[6],
            actor=row[7],
            reverses=names.get(row[8], ""),
            reversed_by=names.get(row[9], ""),
        )
        for row in rows
    ]
