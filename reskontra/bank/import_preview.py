"""What importing a file would do: done, looked at, and taken back, so that it is told by the same rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db import connection, transaction

from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.bank.models import ImportReading
from reskontra.bank.queries import StatementFacts, find_import, statements
from reskontra.companies.queries import CompanyFacts

_SUMS = (
    "SELECT t.statement_id, SUM(CASE WHEN t.amount_minor > 0 THEN t.amount_minor ELSE 0 END), "
    "SUM(CASE WHEN t.amount_minor < 0 THEN t.amount_minor ELSE 0 END) FROM bank_banktransaction t "
    "JOIN bank_bankstatement s ON s.company_id = t.company_id AND s.id = t.statement_id "
    "WHERE t.company_id = %s AND s.file_import_id = %s AND t.part_number <= 1 AND t.state <> 'EXPECTED' "
    "GROUP BY t.statement_id"
)
_KNOWN = (
    "SELECT t.statement_id, b.statement_id, i.number, j.number, COUNT(*) FROM bank_banktransaction t "
    "JOIN bank_bankstatement s ON s.company_id = t.company_id AND s.id = t.statement_id "
    "JOIN bank_banktransaction o ON o.company_id = t.company_id AND o.id = t.same_as_id "
    "JOIN bank_bankstatement b ON b.company_id = o.company_id AND b.id = o.statement_id "
    "JOIN bank_fileimport i ON i.company_id = b.company_id AND i.id = b.file_import_id "
    "LEFT JOIN journals_journal j ON j.company_id = b.company_id AND j.statement_id = b.id AND j.state <> 'UNDONE' "
    "WHERE t.company_id = %s AND s.file_import_id = %s AND t.state = 'KNOWN' "
    "GROUP BY t.statement_id, b.statement_id, i.number, j.number ORDER BY i.number, j.number"
)


@dataclass(frozen=True, slots=True)
class KnownFrom:
    """Transactions that another statement brought before. journal: over that statement; "" where it has none."""

    statement: str
    import_number: int
    journal: str
    count: int


@dataclass(frozen=True, slots=True)
class PreviewedStatement:
    """A statement of the file. in_minor, out_minor: its booked transactions, in its currency."""

    statement_id: str
    bank_account: str
    day: date
    currency: str
    opening_minor: int | None
    closing_minor: int | None
    in_minor: int
    out_minor: int
    new: int
    known: int
    expected: int
    known_from: tuple[KnownFrom, ...]

    @property
    def differs_minor(self) -> int | None:
        """What is between the closing balance and what opening and sum come to; None where a balance is missing."""
        if self.opening_minor is None or self.closing_minor is None:
            return None
        return self.closing_minor - self.opening_minor - self.in_minor - self.out_minor


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """format: its code; definition: what a file that is no bank's standard is read by, "" for others."""

    format: str
    definition: str
    statements: tuple[PreviewedStatement, ...]
    outcome: ImportOutcome

    @property
    def transactions(self) -> int:
        return sum(one.new + one.known + one.expected for one in self.statements)


def preview_import(  # noqa: PLR0913 - what is imported, and what a person says of it
    *,
    company: CompanyFacts,
    actor: str,
    name: str,
    stream: BinaryIO,
    bank_account: str = "",
    definition: str = "",
    overrides: frozenset[str] = frozenset(),
    reason: str = "",
) -> ImportPreview:
    """What import_statement() would do with the same; nothing is stored.

    refuses   what import_statement() refuses
    """
    with transaction.atomic():
        outcome = import_statement(
            company=company,
            actor=actor,
            name=name,
            stream=stream,
            bank_account=bank_account,
            definition=definition,
            overrides=overrides,
            reason=reason,
        )
        made = find_import(company=company, number=outcome.number)
        read_by = ImportReading.objects.filter(company=company.id, file_import=made.id).values_list("name", flat=True)
        found = ImportPreview(
            format=made.format,
            definition=read_by.first() or "",
            statements=tuple(_statements(company, made.id)),
            outcome=outcome,
        )
        if not outcome.already_imported_at:
            transaction.set_rollback(True)
    return found


def _statements(company: CompanyFacts, import_id: int) -> Iterator[PreviewedStatement]:
    known: dict[int, list[KnownFrom]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, [company.id, import_id])
        sums = {row[0]: (int(row[1]), int(row[2])) for row in cursor.fetchall()}
        cursor.execute(_KNOWN, [company.id, import_id])
        for statement_id, other, number, journal, count in cursor.fetchall():
            known.setdefault(statement_id, []).append(KnownFrom(other, number, journal or "", count))
    for one in statements(company=company, file_import_id=import_id):
        yield _previewed(one, sums.get(one.id, (0, 0)), known.get(one.id, []))


def _previewed(one: StatementFacts, sums: tuple[int, int], known: list[KnownFrom]) -> PreviewedStatement:
    return PreviewedStatement(
        statement_id=one.statement_id,
        bank_account=one.bank_account,
        day=one.statement_date,
        currency=one.currency,
        opening_minor=one.opening_minor,
        closing_minor=one.closing_minor,
        in_minor=sums[0],
        out_minor=sums[1],
        new=one.new,
        known=one.known,
        expected=one.expected,
        known_from=tuple(known),
    )
