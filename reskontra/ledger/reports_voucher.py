"""One voucher, whole: its lines, its bank entries, what reverses it, who posted it and when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.database.days import day_of
from reskontra.ledger.queries import find_voucher, voucher_names
from reskontra.ledger.reports import VoucherRow, voucher_row


@dataclass(frozen=True, slots=True)
class GLLine:
    """amount_minor is local, debit +; currency_minor is the same in `currency`; is_correction as on VoucherLine."""

    voucher: str
    line_number: int
    posting_date: date
    account: str
    name: str
    party: str
    description: str
    amount_minor: int
    currency: str
    currency_minor: int
    vat_code: str
    cost_center: str
    project: str
    is_correction: bool


@dataclass(frozen=True, slots=True)
class BankLine:
    """A bank entry, money in +. transaction_id None: no statement has brought it."""

    id: int
    voucher: str
    bank_account: str
    posting_date: date
    amount_minor: int
    currency: str
    local_minor: int
    external_document_number: str
    description: str
    state: str
    transaction_id: int | None


@dataclass(frozen=True, slots=True)
class VoucherFacts:
    """A voucher with all that the general ledger knows of it."""

    head: VoucherRow
    lines: tuple[GLLine, ...]
    bank_entries: tuple[BankLine, ...]


def voucher_facts(*, company: CompanyFacts, name: str) -> VoucherFacts:
    """The voucher written as series-year-number, such as A-2026-17.

    refuses   VoucherUnknown
    """
    id = find_voucher(company=company, name=name)
    return VoucherFacts(
        voucher_row(company=company, voucher_id=id),
        tuple(gl_lines(company=company, vouchers=[id])),
        tuple(bank_lines(company=company, vouchers=[id])),
    )


def gl_lines(*, company: CompanyFacts, vouchers: Collection[int]) -> list[GLLine]:
    """The lines of these vouchers, in the order of voucher and line."""
    sql = (
        "SELECT l.voucher_id, l.line_number, l.posting_date, a.number, a.name, coalesce(p.number, ''), l.description, "
        "l.amount_minor, l.currency, l.currency_minor, l.vat_code, l.cost_center, l.project, l.is_correction "
        "FROM {values} CROSS JOIN ledger_voucherline l JOIN ledger_account a ON a.id = l.account_id "
        "LEFT JOIN parties_party p ON p.id = l.party_id "
        "WHERE l.company_id = %s AND l.voucher_id = v.value ORDER BY l.voucher_id, l.line_number"
    )
    names = voucher_names(company=company, ids=vouchers)
    rows = bulk.lookup(sql, set(vouchers), company.id)
    return [GLLine(names[row[0]], row[1], day_of(row[2]), *row[3:13], *[bool(row[13])]) for row in rows]


def bank_lines(*, company: CompanyFacts, vouchers: Collection[int]) -> list[BankLine]:
    """The bank entries of these vouchers, in the order of voucher and entry."""
    sql = (
        "SELECT e.id, e.voucher_id, b.number, e.posting_date, e.amount_minor, e.currency, e.local_minor, "
        "e.external_document_number, e.description, e.state, e.transaction_id "
        "FROM {values} CROSS JOIN ledger_bankentry e JOIN ledger_bankaccount b ON b.id = e.bank_account_id "
        "WHERE e.company_id = %s AND e.voucher_id = v.value ORDER BY e.voucher_id, e.id"
    )
    names = voucher_names(company=company, ids=vouchers)
    rows = bulk.lookup(sql, set(vouchers), company.id)
    return [BankLine(row[0], names[row[1]], row[2], day_of(row[3]), *row[4:]) for row in rows]
