"""Make journals and their lines, inside the command that fills them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from reskontra.companies.numbering import take_names
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.journals.models import Journal, JournalLine

SERIES = {"PAYMENT_RECONCILIATION": "PRJ"}
_LINE = (
    "company_id", "journal_id", "line_number", "transaction_id", "date", "amount_minor", "currency", "account_minor",
    "account_type", "account_number", "description", "is_duplicate_suspect", "reviewed_by", "state",
)  # fmt: skip


class NewLine(NamedTuple):
    """A line on a bank transaction; account_minor is None where only a person can tell it."""

    transaction_id: int
    date: str
    amount_minor: int
    currency: str
    account_minor: int | None
    description: str
    is_duplicate_suspect: bool = False


class NewJournal(NamedTuple):
    """What a journal is made over."""

    kind: str
    bank_account_id: int
    statement_id: int
    file_import_id: int


def create_journal(*, company: CompanyFacts, actor: str, journal: NewJournal) -> tuple[int, str]:
    """An open journal without lines: its id and its number, the next of its series.

    refuses   SeriesUnknown
    """
    number = take_names(company=company, series=SERIES[journal.kind], count=1)[0]
    row = Journal(
        company_id=company.id,
        number=number,
        kind=journal.kind,
        bank_account_id=journal.bank_account_id,
        statement_id=journal.statement_id,
        file_import_id=journal.file_import_id,
        created_by=actor,
        created_at=bulk.moment(),
    )
    row.save(force_insert=True)
    return row.id, number


def add_lines(*, company: CompanyFacts, journal_id: int, first_number: int, lines: Iterable[NewLine]) -> int:
    """Add open lines, numbered from first_number on in their order; gives the next free number."""
    number = first_number

    def rows() -> Iterable[tuple[object, ...]]:
        nonlocal number
        for line in lines:
            yield (
                company.id, journal_id, number, line.transaction_id, line.date, line.amount_minor, line.currency,
                line.account_minor, "", "", line.description, line.is_duplicate_suspect, "", "OPEN",
            )  # fmt: skip
            number += 1

    bulk.insert(JournalLine, _LINE, rows())
    return number


def supersede_lines(*, company: CompanyFacts, line_ids: Collection[int]) -> None:
    """Open lines give way: their transactions are on other lines now. They stay to be seen."""
    for batch in bulk.chunks(sorted(line_ids), 500):
        JournalLine.objects.filter(company=company.id, id__in=batch, state="OPEN").update(state="SUPERSEDED")
