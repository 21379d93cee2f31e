"""Nothing the bank booked is lost: every transaction is on a line, and statements still add up."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q, Sum

from reskontra.bank.closing import details_of
from reskontra.bank.models import BankStatement, BankTransaction
from reskontra.bank.proof.checks import check_sign_offs
from reskontra.bank.reconciliation.checks import check_reconciliations
from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.core.money import Money
from reskontra.core.statements import ADVICES, REPORTS
from reskontra.database import bulk
from reskontra.database.guards import found_rows, missing_triggers
from reskontra.database.sealed import Sealed
from reskontra.journals.queries import lines_on, reversed_transactions

TABLES = ("fileimport", "bankstatement", "banktransaction", "knownpart", "transactionparty", "transactiontext",
          "transactionreference", "importdefinition", "importreading")  # fmt: skip
UNDOABLE = ("fileimport", "bankstatement", "banktransaction")
TRIGGERS = [f"bank_{table}_{guard}" for table in TABLES for guard in ("frozen", "kept")]
TRIGGERS += [f"bank_{table}_undone" for table in UNDOABLE]


_UNDOING = {
    "fileimport": {"undone_at", "undone_by", "undone_reason"}, "bankstatement": {"undone_at"},
    "banktransaction": {"state"},
}  # fmt: skip
SEALED = tuple(Sealed(f"bank_{table}", frozenset(_UNDOING.get(table, ()))) for table in TABLES)


def check(*, company: CompanyFacts) -> Iterator[Violation]:
    """Every invariant of the bank room."""
    yield from missing_triggers(TRIGGERS)
    yield from _lost(company)
    yield from _statements(company)
    yield from _undone(company)
    yield from check_sign_offs(company=company)
    yield from check_reconciliations(company=company)


def _lost(company: CompanyFacts) -> Iterator[Violation]:
    """Each booked transaction is on a line, or all its details are; each detail is, or what it is a detail of."""
    rows = BankTransaction.objects.filter(company=company.id, state__in=["BOOKED", "DETAIL"]).order_by("id")
    reversed_ids: set[int] | None = None
    for batch in bulk.chunks(rows.values_list("id", "state", "same_as_id").iterator(5000), bulk.CHUNK):
        lines = lines_on(company=company, transaction_ids=[id for id, _, _ in batch])
        missing = [(id, state, whole) for id, state, whole in batch if id not in lines]
        if not missing:
            continue
        if reversed_ids is None:
            reversed_ids = reversed_transactions(company=company)
        wholes = {whole for _, state, whole in missing if state == "DETAIL"}
        parts = details_of(company=company, ids={id for id, state, _ in missing if state == "BOOKED"})
        others = wholes | {part for some in parts.values() for part in some}
        carried = lines_on(company=company, transaction_ids=others).keys() | reversed_ids
        for id, state, whole in missing:
            needed = [whole] if state == "DETAIL" else parts.get(id, [])
            if id not in carried and (not needed or not carried.issuperset(needed)):
                yield Violation("transaction_lost", {"transaction": id})


def _statements(company: CompanyFacts) -> Iterator[Violation]:
    """Each statement has the transactions it was imported with, and its balances close unless that was overridden."""
    statements = BankStatement.objects.filter(company=company.id).select_related("file_import").order_by("id")
    if not statements:
        return
    booked = ~Q(state="EXPECTED")
    own_currency = Q(currency=F("statement__currency"))
    rows = BankTransaction.objects.filter(company=company.id, statement__company=company.id)
    sums = rows.order_by().values_list("statement_id").annotate(
        count=Count("id"), total=Sum("amount_minor", filter=booked & own_currency, default=0)
    )  # fmt: skip
    found = {statement: (count, total) for statement, count, total in sums}
    for row in statements:
        count, total = found.get(row.id, (0, 0))
        said = row.new_count + row.known_count + row.expected_count
        if said != count:
            values = {"statement": row.statement_id, "said": said, "found": count}
            yield Violation("statement_count_differs", values)
        overridden = {"balance", "currency"} & set(row.file_import.overrides.split(","))
        if row.opening_minor is None or row.closing_minor is None or overridden or row.format in ADVICES | REPORTS:
            continue
        if row.opening_minor + total != row.closing_minor:
            balances = {
                "opening": Money(row.opening_minor, row.currency),
                "closing": Money(row.closing_minor, row.currency),
                "sum": Money(total, row.currency),
            }
            yield Violation("statement_unbalanced", {"statement": row.statement_id, **balances})


def _undone(company: CompanyFacts) -> Iterator[Violation]:
    """What was undone is undone whole: statements and transactions with their import, and on no line."""
    of_import = (
        "SELECT s.statement_id FROM bank_bankstatement s JOIN bank_fileimport f ON f.company_id = s.company_id "
        "AND f.id = s.file_import_id WHERE s.company_id = %s AND (s.undone_at IS NULL) <> (f.undone_at IS NULL) "
        "ORDER BY s.id"
    )
    of_transaction = (
        "SELECT DISTINCT s.statement_id FROM bank_banktransaction t JOIN bank_bankstatement s "
        "ON s.company_id = t.company_id AND s.id = t.statement_id "
        "WHERE t.company_id = %s AND (t.state = 'UNDONE') <> (s.undone_at IS NOT NULL) ORDER BY s.statement_id"
    )
    for sql in (of_import, of_transaction):
        for (id,) in found_rows(sql, [company.id]):
            yield Violation("undone_in_part", {"statement": id})
    undone = "SELECT id FROM bank_banktransaction WHERE company_id = %s AND state = 'UNDONE' ORDER BY id"
    for batch in bulk.chunks((id for (id,) in found_rows(undone, [company.id])), bulk.CHUNK):
        for line in lines_on(company=company, transaction_ids=batch).values():
            yield Violation("undone_on_line", {"journal": line.journal, "line": line.line_number})
