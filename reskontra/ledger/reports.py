"""What the general ledger tells: its lines with a running balance, and its vouchers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.models import VoucherLine
from reskontra.ledger.queries import account_ids, accounts, trial_balance

_PIECE = 5_000
_LINE = (
    "account__number", "posting_date", "voucher__series", "voucher__fiscal_year_code", "voucher__number",
    "voucher__description", "description", "party__number", "amount_minor", "currency", "currency_minor",
    "is_correction",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A G/L entry. voucher "" is what was on the account before the first day; balance_minor: after the line."""

    account: str
    name: str
    posting_date: date | None
    voucher: str
    description: str
    party: str
    amount_minor: int
    currency: str
    currency_minor: int
    balance_minor: int
    is_correction: bool = False


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """A voucher in a list; debit_minor is the sum of its debits, local, less than nothing for a correction."""

    id: int
    name: str
    posting_date: date
    source: str
    description: str
    external_document_number: str
    debit_minor: int
    run: int
    actor: str
    posted_at: datetime
    reverses: str
    reversed_by: str


def general_ledger(
    *, company: CompanyFacts, account: str = "", since: date | None = None, until: date | None = None
) -> Iterator[LedgerLine]:
    """The lines of every account, or of one, in the order of account, day and voucher; read as they are asked for.

    since     an account that held something before begins with a line that says what
    refuses   AccountUnknown
    """
    if account:
        account_ids(company=company, numbers=[account])
    return _general_ledger(company, account, since, until)


def _general_ledger(
    company: CompanyFacts, account: str, since: date | None, until: date | None
) -> Iterator[LedgerLine]:
    openings = _openings(company, account, since) if since else {}
    groups = groupby(_lines(company, account, since, until), key=lambda row: row[0])
    pending = next(groups, None)
    for number, name in accounts(company=company):  # in the database's own order, as the lines are
        if account and number != account:
            continue
        balance = openings.get(number, 0)
        if balance:
            yield LedgerLine(number, name, since, "", "", "", 0, company.currency, 0, balance)
        if pending and pending[0] == number:
            for row in pending[1]:
                balance += row[8]
                yield _ledger_line(name, row, balance)
            pending = next(groups, None)


def _openings(company: CompanyFacts, account: str, since: date) -> dict[str, int]:
    rows = trial_balance(company=company, as_of=since, since=since, account=account)
    return {row.account: row.opening_minor for row in rows}


def _lines(company: CompanyFacts, account: str, since: date | None, until: date | None) -> Iterator[tuple[Any, ...]]:
    rows = VoucherLine.objects.filter(company=company.id)
    if account:
        rows = rows.filter(account__number=account)
    if since:
        rows = rows.filter(posting_date__gte=since)
    if until:
        rows = rows.filter(posting_date__lte=until)
    ordered = rows.order_by("account__number", "posting_date", "voucher_id", "line_number")
    return ordered.values_list(*_LINE).iterator(_PIECE)


def _ledger_line(name: str, row: tuple[Any, ...], balance: int) -> LedgerLine:
    number, day, series, year, voucher, text, line_text, party, amount, currency, currency_minor, correction = row
    return LedgerLine(
        number, name, day, f"{series}-{year}-{voucher}", line_text or text, party or "", amount, currency,
        currency_minor, balance, correction,
    )  # fmt: skip


_VOUCHERS = (
    "SELECT v.id, v.series, v.fiscal_year_code, v.number, v.posting_date, v.source, v.description, "
    "v.external_document_number, (SELECT CAST(coalesce(sum(l.amount_minor), 0) AS bigint) "
    "FROM ledger_voucherline l WHERE l.company_id = %s AND l.voucher_id = v.id "
    "AND (l.amount_minor > 0) <> l.is_correction), "
    "r.number, r.actor, v.posted_at, o.series, o.fiscal_year_code, o.number, b.series, b.fiscal_year_code, b.number "
    "FROM ledger_voucher v JOIN ledger_postingrun r ON r.id = v.posting_run_id "
    "LEFT JOIN ledger_voucher o ON o.id = v.reverses_id "
    "LEFT JOIN ledger_voucher b ON b.company_id = %s AND b.reverses_id = v.id "
    "WHERE v.company_id = %s"
)


def vouchers(
    *, company: CompanyFacts, since: date | None = None, until: date | None = None, series: str = ""
) -> Iterator[VoucherRow]:
    """Vouchers by series, fiscal year and number; read as they are asked for."""
    conditions, values = "", list[Any]()
    for condition, value in ((" AND v.posting_date >= %s", since), (" AND v.posting_date <= %s", until)):
        if value:
            conditions, values = conditions + condition, [*values, value]
    if series:
        conditions, values = conditions + " AND v.series = %s", [*values, series]
    return _vouchers(company, f"{conditions} ORDER BY v.series, v.fiscal_year_code, v.number", values)


def voucher_row(*, company: CompanyFacts, voucher_id: int) -> VoucherRow:
    """One of the company's vouchers."""
    return next(_vouchers(company, " AND v.id = %s", [voucher_id]))


def vouchers_of_run(*, company: CompanyFacts, run_id: int, first: int, most: int) -> list[VoucherRow]:
    """A part of a posting run's vouchers, by series, fiscal year and number."""
    part = f" AND v.posting_run_id = %s ORDER BY v.series, v.fiscal_year_code, v.number LIMIT {most} OFFSET {first}"
    return list(_vouchers(company, part, [run_id]))


def _vouchers(company: CompanyFacts, conditions: str, values: list[Any]) -> Iterator[VoucherRow]:
    with connection.cursor() as cursor:
        cursor.execute(_VOUCHERS + conditions, [company.id, company.id, company.id, *values])
        while rows := cursor.fetchmany(_PIECE):
            yield from map(_voucher, rows)


def _voucher(row: tuple[Any, ...]) -> VoucherRow:
    id, series, year, number, day, source, text, external, debit, run, actor, at = row[:12]
    return VoucherRow(
        id=id,
        name=f"{series}-{year}-{number}",
        posting_date=day if isinstance(day, date) else date.fromisoformat(day),
        source=source,
        description=text,
        external_document_number=external,
        debit_minor=debit,
        run=run,
        actor=actor,
        posted_at=_moment(at),
        reverses=_name(row[12:15]),
        reversed_by=_name(row[15:18]),
    )


def _moment(found: Any) -> datetime:
    """A moment as the database gave it: SQLite keeps UTC without saying so."""
    at = found if isinstance(found, datetime) else datetime.fromisoformat(found)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _name(parts: tuple[Any, ...]) -> str:
    return "-".join(map(str, parts)) if parts[0] is not None else ""
