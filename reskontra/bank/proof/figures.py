"""The figures of a bank account at the end of a day, each from the details that make it.

A bank entry is on the bank once a statement of that day or before shows its transaction, or closed it. Nothing that
is posted, imported or matched later with a later day changes what was true then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from reskontra.bank.models import Reconciliation
from reskontra.bank.queries import last_statements
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_proof import ProofFigures
from reskontra.core.errors import Refused
from reskontra.core.statements import ADVICES, REPORTS
from reskontra.database.days import day_of
from reskontra.journals.queries import lines_on
from reskontra.ledger.bank_positions import BookBalance, book_balances
from reskontra.ledger.bank_standing import gl_balance
from reskontra.ledger.queries import BankAccountFacts

# What statements until a day show: their own transactions, and those of other files that they show again.
_SHOWN = (
    "WITH shown(id) AS (SELECT CASE WHEN t.state = 'DETAIL' THEN t.same_as_id ELSE t.id END FROM ("
    "SELECT b.id AS id FROM bank_banktransaction b "
    "JOIN bank_bankstatement s ON s.company_id = b.company_id AND s.id = b.statement_id "
    "WHERE b.company_id = %(company)s AND b.bank_account_id = %(account)s AND b.state = 'BOOKED' "
    "AND s.statement_date <= %(day)s AND s.format NOT IN ({formats}) "
    "UNION SELECT coalesce(p.part_id, k.same_as_id) FROM bank_banktransaction k "
    "JOIN bank_bankstatement s ON s.company_id = k.company_id AND s.id = k.statement_id "
    "LEFT JOIN bank_knownpart p ON p.company_id = k.company_id AND p.transaction_id = k.id "
    "WHERE k.company_id = %(company)s AND k.bank_account_id = %(account)s AND k.state = 'KNOWN' "
    "AND s.statement_date <= %(day)s AND s.format NOT IN ({formats})) u "
    "JOIN bank_banktransaction t ON t.company_id = %(company)s AND t.id = u.id), "
)
# The account's entries until a day, without those that were taken back by then, and the transactions they are.
_BOOKED = (
    "booked(id, root, minor, is_closed) AS (SELECT e.id, CASE WHEN t.state = 'DETAIL' THEN t.same_as_id ELSE t.id END, "
    "e.amount_minor, CASE WHEN e.state = 'CLOSED' AND e.closed_date <= %(day)s AND e.statement_id IS NULL "
    "THEN 1 ELSE 0 END FROM ledger_bankentry e "
    "LEFT JOIN bank_banktransaction t ON t.company_id = e.company_id AND t.id = e.transaction_id "
    "LEFT JOIN ledger_bankentry o ON o.company_id = e.company_id AND o.id = e.reverses_id "
    "WHERE e.company_id = %(company)s AND e.bank_account_id = %(account)s AND e.posting_date <= %(as_of)s "
    "AND (o.id IS NULL OR o.posting_date > %(as_of)s) "
    "AND e.id NOT IN (SELECT r.reverses_id FROM ledger_bankentry r WHERE r.company_id = %(company)s "
    "AND r.bank_account_id = %(account)s AND r.reverses_id IS NOT NULL AND r.posting_date <= %(as_of)s)) "
)
# What posted bank reconciliations until a day have closed of transactions that the bank sent.
_RECONCILED = (
    ", reconciled(root, minor) AS (SELECT CASE WHEN x.state = 'DETAIL' THEN x.same_as_id ELSE x.id END, "
    "l.account_minor FROM bank_reconciliation r "
    "JOIN journals_journal j ON j.company_id = r.company_id AND j.id = r.journal_id "
    "JOIN journals_journalline l ON l.company_id = j.company_id AND l.journal_id = j.id "
    "JOIN bank_banktransaction x ON x.company_id = l.company_id AND x.id = l.transaction_id "
    "WHERE r.company_id = %(company)s AND r.bank_account_id = %(account)s AND r.statement_date <= %(day)s "
    "AND j.state = 'POSTED') "
)
_OUTSTANDING = (
    "SELECT e.id, e.posting_date, e.amount_minor, v.series, v.fiscal_year_code, v.number, e.description "
    "FROM booked b JOIN ledger_bankentry e ON e.company_id = %(company)s AND e.id = b.id "
    "JOIN ledger_voucher v ON v.company_id = e.company_id AND v.id = e.voucher_id "
    "WHERE b.is_closed = 0 AND b.minor <> 0 AND (b.root IS NULL OR b.root NOT IN (SELECT id FROM shown)) "
    "ORDER BY e.posting_date, e.id"
)
_MISSING = (
    "SELECT t.id, coalesce(t.booking_date, s.statement_date), t.amount_minor, coalesce(m.minor, 0), t.currency, "
    "s.statement_id, coalesce(nullif(p.name, ''), (SELECT x.text FROM bank_transactiontext x WHERE "
    "x.company_id = %(company)s AND x.transaction_id = t.id ORDER BY x.sequence LIMIT 1), '') FROM shown w "
    "JOIN bank_banktransaction t ON t.company_id = %(company)s AND t.id = w.id "
    "JOIN bank_bankstatement s ON s.company_id = t.company_id AND s.id = t.statement_id "
    "LEFT JOIN bank_transactionparty p ON p.company_id = t.company_id AND p.transaction_id = t.id "
    "LEFT JOIN (SELECT y.root AS root, CAST(sum(y.minor) AS bigint) AS minor FROM (SELECT root, minor FROM booked "
    "UNION ALL SELECT root, minor FROM reconciled) y GROUP BY y.root) m ON m.root = t.id "
    "WHERE t.amount_minor <> coalesce(m.minor, 0) ORDER BY 2, t.id"
)


class NoStatementYet(Refused):
    code = "no_statement_yet"
    template = (
        "Bank account {bank_account} has no statement of {as_of} or before with a closing balance. "
        "Import one, or reconcile one that you type."
    )


class LastClosing(NamedTuple):
    """A closing balance. reconciliation: the name of the one it was typed into, "" where the bank sent it."""

    day: date
    closing_minor: int
    name: str
    reconciliation: str


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A bank entry or a transaction on one side alone. name: the voucher's, or the statement's."""

    id: int
    day: date
    minor: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """An account at the end of a day, in its own currency. statement_date, figures: None before its first balance.

    gl_local_minor   of an account in another currency, what its G/L account holds in the local one; else None
    reconciliation   the name of the one that the last statement was typed into; "" where the bank sent it
    """

    account: BankAccountFacts
    as_of: date
    statement_date: date | None
    statement: str
    reconciliation: str
    books_minor: int
    outstanding: tuple[ProofRow, ...]
    missing: tuple[ProofRow, ...]
    figures: ProofFigures | None
    gl_local_minor: int | None = None


def prove(*, company: CompanyFacts, account: BankAccountFacts, as_of: date) -> Proof:
    """The account's proof as of the day, by a handful of queries."""
    books = book_balances(company=company, until={account.id: as_of}).get(account.id, BookBalance()).minor
    is_foreign = account.currency != company.currency
    gl_local = gl_balance(company=company, account=account, until=as_of) if is_foreign else None
    last = last_closing(company=company, account=account, as_of=as_of)
    if last is None:
        return Proof(account, as_of, None, "", "", books, (), (), None, gl_local)
    outstanding, missing = _rows(company, account, as_of, last.day)
    figures = ProofFigures(
        bank=last.closing_minor,
        books=books,
        outstanding=sum(row.minor for row in outstanding),
        missing=sum(row.minor for row in missing),
    )
    return Proof(
        account, as_of, last.day, last.name, last.reconciliation, books, outstanding, missing, figures, gl_local
    )


def last_closing(*, company: CompanyFacts, account: BankAccountFacts, as_of: date) -> LastClosing | None:
    """The account's last closing balance until the day: of a statement the bank sent, or of one that was typed."""
    sent = last_statements(company=company, until=as_of).get(account.id)
    rows = Reconciliation.objects.filter(
        company=company.id, bank_account=account.id, statement_date__lte=as_of,
        journal__company=company.id, journal__state="POSTED",
    ).order_by("-statement_date", "-id")  # fmt: skip
    typed = rows.values_list("statement_date", "ending_minor", "number", "journal__number").first()
    if typed and (sent is None or sent.closing_minor is None or typed[0] > sent.statement_date):
        return LastClosing(*typed)
    if sent is None or sent.closing_minor is None:
        return None
    return LastClosing(sent.statement_date, sent.closing_minor, sent.statement_id, "")


def _rows(
    company: CompanyFacts, account: BankAccountFacts, as_of: date, day: date
) -> tuple[tuple[ProofRow, ...], tuple[ProofRow, ...]]:
    """What the books have that no statement until the day shows, and what those show that the books lack."""
    formats = ", ".join(f"'{one}'" for one in sorted(ADVICES | REPORTS))
    both = _SHOWN.format(formats=formats) + _BOOKED
    values: dict[str, int | date] = {"company": company.id, "account": account.id, "as_of": as_of, "day": day}
    with connection.cursor() as cursor:
        cursor.execute(both + _OUTSTANDING, values)
        found = cursor.fetchall()
        cursor.execute(both + _RECONCILED + _MISSING, values)
        lacking = cursor.fetchall()
    outstanding = tuple(
        ProofRow(id, day_of(at), minor, f"{series}-{year}-{number}", text)
        for id, at, minor, series, year, number, text in found
    )
    return outstanding, tuple(_missing(company, account, lacking))


def _missing(company: CompanyFacts, account: BankAccountFacts, found: list[Any]) -> list[ProofRow]:
    """A transaction in another currency is worth what a person gave for it, and nothing before that."""
    foreign = [row[0] for row in found if row[4] != account.currency]
    given = lines_on(company=company, transaction_ids=foreign) if foreign else {}
    rows = []
    for id, at, minor, booked, currency, statement, name in found:
        if currency != account.currency:
            minor = (given[id].account_minor or 0) if id in given else 0
        if minor != booked:
            rows.append(ProofRow(id, day_of(at), minor - booked, statement, name))
    return rows
