"""Bank transactions by any reference they bear, with the statement they are on and the line they became."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from reskontra.bank.models import BankTransaction, TransactionReference
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.days import day_of
from reskontra.journals.trace import TracedLine, lines_of_transactions

_TRANSACTION = (
    "SELECT t.id, b.number, s.statement_id, s.statement_date, t.number, t.state, t.booking_date, t.amount_minor, "
    "t.currency, t.bank_reference, t.entry_reference, t.end_to_end_id, coalesce(p.name, ''), i.number, i.file_id "
    "FROM {values} CROSS JOIN bank_banktransaction t JOIN bank_bankstatement s ON s.id = t.statement_id "
    "JOIN bank_fileimport i ON i.id = s.file_import_id JOIN ledger_bankaccount b ON b.id = t.bank_account_id "
    "LEFT JOIN bank_transactionparty p ON p.company_id = t.company_id AND p.transaction_id = t.id "
    "WHERE t.company_id = %s AND t.id = v.value ORDER BY t.booking_date, t.id"
)


@dataclass(frozen=True, slots=True)
class TracedTransaction:
    """A payment on a statement, money in +. file_import: the number of the import that brought it, in file_id.

    journal "": on no line; voucher_id 0: that is not posted.
    """

    id: int
    bank_account: str
    statement: str
    statement_date: date
    number: int
    state: str
    booking_date: date | None
    amount: Money
    bank_reference: str
    entry_reference: str
    end_to_end_id: str
    payer: str
    file_import: int
    file_id: int
    journal: str
    line: int
    voucher_id: int


def transactions_with(*, company: CompanyFacts, reference: str) -> list[int]:
    """Transactions that bear the reference: the bank's, the payer's end-to-end id, or one that they pay with."""
    rows = BankTransaction.objects.filter(company=company.id).exclude(state="UNDONE")
    found = set[int]()
    for column in ("bank_reference", "end_to_end_id"):
        given = rows.filter(**{column: reference}).exclude(**{column: ""})  # said again in the words of the index
        found.update(given.values_list("id", flat=True))
    paid_with = TransactionReference.objects.filter(company=company.id, raw=reference)
    standing = paid_with.exclude(transaction__state="UNDONE")
    found.update(standing.values_list("transaction_id", flat=True))
    return sorted(found)


def traced_transactions(*, company: CompanyFacts, ids: Collection[int]) -> list[TracedTransaction]:
    """These transactions by booking date."""
    rows = list(bulk.lookup(_TRANSACTION, set(ids), company.id))
    lines = lines_of_transactions(company=company, ids={row[0] for row in rows})
    return [_traced(row, lines.get(row[0])) for row in rows]


def _traced(row: tuple[Any, ...], line: TracedLine | None) -> TracedTransaction:
    return TracedTransaction(
        id=row[0],
        bank_account=row[1],
        statement=row[2],
        statement_date=day_of(row[3]),
        number=row[4],
        state=row[5],
        booking_date=day_of(row[6]) if row[6] else None,
        amount=Money(row[7], row[8]),
        bank_reference=row[9],
        entry_reference=row[10],
        end_to_end_id=row[11],
        payer=row[12],
        file_import=row[13],
        file_id=row[14],
        journal=line.journal if line else "",
        line=line.number if line else 0,
        voucher_id=line.voucher_id if line else 0,
    )
