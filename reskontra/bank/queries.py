"""What was imported: files, statements, and which journals they gave."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from reskontra.bank.models import BankStatement, BankTransaction, FileImport
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.statements import ADVICES, REPORTS
from reskontra.journals.queries import JournalFacts, journals, journals_by_id, lines_on


class ImportUnknown(Refused):
    code = "import_unknown"
    template = "There is no import {number}. The last one is {last}."


class ImportUndone(Refused):
    code = "import_undone"
    template = "Import {number} was undone on {at} by {actor}. Import {file} again to have it back."


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """A file that was imported. Counts are of transactions, over its statements.

    erased_at   since when its bytes are gone, as no law kept them; None while they are there
    """

    id: int
    number: int
    file: str
    format: str
    actor: str
    imported_at: datetime
    overrides: tuple[str, ...]
    reason: str
    new: int
    known: int
    expected: int
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """A statement, advice or report as it is stored."""

    id: int
    import_number: int
    bank_account_id: int
    bank_account: str
    format: str
    statement_id: str
    sequence: str
    currency: str
    statement_date: date
    from_date: date | None
    to_date: date | None
    opening_minor: int | None
    closing_minor: int | None
    new: int
    known: int
    expected: int
    warnings: str


@dataclass(frozen=True, slots=True)
class JournalMade:
    """A journal that got lines from an import; lines counts those."""

    number: str
    statement_id: str
    date: date
    lines: int


_IMPORT = (
    "id", "number", "file__name", "format", "actor", "imported_at", "overrides", "override_reason",
    "file__erased_at",
)  # fmt: skip
_STATEMENT = (
    "id", "file_import__number", "bank_account_id", "bank_account__number", "format", "statement_id", "sequence",
    "currency", "statement_date", "from_date", "to_date", "opening_minor", "closing_minor", "new_count",
    "known_count", "expected_count", "warnings",
)  # fmt: skip


def imports(*, company: CompanyFacts) -> list[ImportFacts]:
    """Every import, the last first."""
    return _import_facts(company, FileImport.objects.filter(company=company.id).order_by("-number"))


def find_import(*, company: CompanyFacts, number: int) -> ImportFacts:
    """refuses   ImportUnknown, ImportUndone"""
    found = _import_facts(company, FileImport.objects.filter(company=company.id, number=number))
    if not found:
        undone = FileImport.every.filter(company=company.id, number=number)
        for at, actor, file in undone.values_list("undone_at", "undone_by", "file__name"):
            raise ImportUndone(number=number, at=at, actor=actor, file=file)
        last = FileImport.objects.filter(company=company.id).order_by("-number").values_list("number", flat=True)
        raise ImportUnknown(number=number, last=last.first() or 0)
    return found[0]


def find_file_import(*, company: CompanyFacts, sha256: str) -> ImportFacts | None:
    """The import of these bytes, if they were imported."""
    found = _import_facts(company, FileImport.objects.filter(company=company.id, file__sha256=sha256))
    return found[0] if found else None


def _import_facts(company: CompanyFacts, rows: QuerySet[FileImport]) -> list[ImportFacts]:
    found: list[Any] = list(rows.values_list(*_IMPORT))
    sums = BankStatement.objects.filter(company=company.id)
    if len(found) == 1:
        sums = sums.filter(file_import=found[0][0])
    grouped = sums.order_by().values_list("file_import_id")
    counted = grouped.annotate(Sum("new_count"), Sum("known_count"), Sum("expected_count"))
    counts: dict[int, Any] = {row[0]: row[1:] for row in counted}
    return [
        ImportFacts(*(*row[:6], tuple(filter(None, row[6].split(","))), row[7], *counts.get(row[0], (0, 0, 0)), row[8]))
        for row in found
    ]


def statements(
    *, company: CompanyFacts, file_import_id: int | None = None, bank_account_id: int | None = None
) -> list[StatementFacts]:
    """Statements by day, and of one day in the order in which they follow each other."""
    rows = BankStatement.objects.filter(company=company.id)
    if file_import_id is not None:
        rows = rows.filter(file_import=file_import_id)
    if bank_account_id is not None:
        rows = rows.filter(bank_account=bank_account_id)
    return [StatementFacts(*row) for row in rows.order_by("statement_date", "id").values_list(*_STATEMENT)]


def statements_of(*, company: CompanyFacts, ids: Collection[int]) -> list[StatementFacts]:
    """The statements with these keys, by day."""
    rows = BankStatement.objects.filter(company=company.id, id__in=list(ids))
    return [StatementFacts(*row) for row in rows.order_by("statement_date", "id").values_list(*_STATEMENT)]


def find_statement(*, company: CompanyFacts, id: int) -> StatementFacts:
    """The statement with that key, which a journal or a transaction gave."""
    return StatementFacts(*BankStatement.objects.filter(company=company.id, id=id).values_list(*_STATEMENT).get())


def last_statement(*, company: CompanyFacts, bank_account_id: int) -> StatementFacts | None:
    """The account's last statement with a closing balance."""
    rows = BankStatement.objects.filter(company=company.id, bank_account=bank_account_id, closing_minor__isnull=False)
    rows = rows.exclude(format__in=ADVICES | REPORTS).order_by("-statement_date", "-id")
    found = rows.values_list(*_STATEMENT).first()
    return StatementFacts(*found) if found else None


def last_statements(*, company: CompanyFacts, until: date | None = None) -> dict[int, StatementFacts]:
    """Bank account → its last statement with a closing balance; until: of that day or before."""
    rows = BankStatement.objects.filter(company=company.id, closing_minor__isnull=False)
    rows = rows.exclude(format__in=ADVICES | REPORTS)
    if until is not None:
        rows = rows.filter(statement_date__lte=until)
    newest = [F("statement_date").desc(), F("id").desc()]
    ranked = rows.annotate(place=Window(RowNumber(), partition_by="bank_account", order_by=newest)).filter(place=1)
    found = (StatementFacts(*row) for row in ranked.values_list(*_STATEMENT))
    return {one.bank_account_id: one for one in found}


def journals_of_import(*, company: CompanyFacts, file_import_id: int) -> list[JournalMade]:
    """The journals an import made, and those of earlier ones that it put lines on."""
    own = journals(company=company, file_import_id=file_import_id)
    details = BankTransaction.objects.filter(
        company=company.id, statement__company=company.id, statement__file_import=file_import_id, state="DETAIL"
    )
    lines = lines_on(company=company, transaction_ids=list(details.values_list("id", flat=True)))
    others = {line.journal_id for line in lines.values()} - {journal.id for journal in own}
    return journals_made(company=company, journals=[*own, *journals_by_id(company=company, ids=others)])


def journals_made(*, company: CompanyFacts, journals: Sequence[JournalFacts]) -> list[JournalMade]:
    """The journals with the statements they are over, in the order given."""
    wanted = {journal.statement_id for journal in journals if journal.statement_id is not None}
    named = BankStatement.objects.filter(company=company.id, id__in=wanted)
    rows = named.values_list("id", "statement_id", "statement_date")
    days: dict[int, tuple[str, date]] = {id: (statement, day) for id, statement, day in rows}
    return [
        JournalMade(journal.number, *days[journal.statement_id], journal.open_lines + journal.posted_lines)
        for journal in journals
        if journal.statement_id is not None
    ]
