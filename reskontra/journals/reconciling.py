"""The worksheet of a bank reconciliation: a journal whose lines are those of a statement, and are never vouchers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.journals.models import Journal, JournalLine
from reskontra.journals.queries import last_line_number

KIND = "BANK_RECONCILIATION"
DESCRIPTION_MAX = 250
_COLUMNS = (
    "company_id", "journal_id", "line_number", "transaction_id", "date", "amount_minor", "currency", "account_minor",
    "account_type", "account_number", "description", "is_duplicate_suspect", "reviewed_by", "state",
)  # fmt: skip


class StatementLine(NamedTuple):
    """A line of a statement, money in +. transaction_id: of the bank's file, None where it was typed."""

    date: date
    amount_minor: int
    description: str
    transaction_id: int | None = None


def create_worksheet(*, company: CompanyFacts, actor: str, number: str, bank_account_id: int) -> int:
    """An open journal without lines, under a number that is free; gives its id."""
    row = Journal(
        company_id=company.id, number=number, kind=KIND, bank_account_id=bank_account_id,
        created_by=actor, created_at=bulk.moment(),
    )  # fmt: skip
    row.save(force_insert=True)
    return row.id


def is_number_taken(*, company: CompanyFacts, number: str) -> bool:
    """Whether a journal of any kind has the number."""
    return Journal.objects.filter(company=company.id, number=number).exists()


def renumber_worksheet(*, company: CompanyFacts, journal_id: int, number: str) -> None:
    """The worksheet is called by another number, which is free."""
    Journal.objects.filter(company=company.id, id=journal_id, kind=KIND).update(number=number)


def add_statement_lines(
    *, company: CompanyFacts, journal_id: int, currency: str, lines: Iterable[StatementLine]
) -> list[int]:
    """Open lines after those that there are, in their order; gives their numbers."""
    first = last_line_number(company=company, journal_id=journal_id) + 1
    rows = [
        (
            company.id, journal_id, number, line.transaction_id, line.date, line.amount_minor, currency,
            line.amount_minor, "", "", line.description[:DESCRIPTION_MAX], False, "", "OPEN",
        )
        for number, line in enumerate(lines, first)
    ]  # fmt: skip
    bulk.insert(JournalLine, _COLUMNS, rows)
    return [row[2] for row in rows]


def delete_statement_lines(*, company: CompanyFacts, ids: Collection[int]) -> None:
    """Open lines of a bank reconciliation go; their transactions are free."""
    for batch in bulk.chunks(sorted(ids), 500):
        rows = JournalLine.objects.filter(company=company.id, id__in=batch, state="OPEN", parent__isnull=True)
        rows._raw_delete(using="default")


def delete_worksheet(*, company: CompanyFacts, journal_id: int) -> None:
    """The journal goes with its open lines."""
    lines = JournalLine.objects.filter(company=company.id, journal=journal_id, state="OPEN")
    lines._raw_delete(using="default")
    Journal.objects.filter(company=company.id, id=journal_id, kind=KIND)._raw_delete(using="default")


def mark_worksheet(*, company: CompanyFacts, journal_id: int, before: str, after: str) -> None:
    """The journal and its lines go from one state to another: OPEN to POSTED, and back."""
    JournalLine.objects.filter(company=company.id, journal=journal_id, state=before).update(state=after)
    Journal.objects.filter(company=company.id, id=journal_id, kind=KIND).update(state=after)
