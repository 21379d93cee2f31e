"""The worksheet of a bank reconciliation: a journal whose lines are those of a statement, and are never vouchers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.journals.actions import NewLine, add_lines, supersede_lines
from reskontra.journals.models import Journal, JournalLine
from reskontra.journals.queries import LIVE, last_line_number

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
    *, company: CompanyFacts, journal_id: int, currency: str, lines: Sequence[StatementLine]
) -> list[tuple[int, int]]:
    """Open lines after those that there are, in their order; gives (id, number) of each."""
    first = last_line_number(company=company, journal_id=journal_id) + 1
    ids = bulk.reserve_ids(JournalLine, len(lines))
    rows = [
        (
            company.id, journal_id, number, line.transaction_id, line.date, line.amount_minor, currency,
            line.amount_minor, "", "", line.description[:DESCRIPTION_MAX], False, "", "OPEN", id,
        )
        for number, (id, line) in enumerate(zip(ids, lines, strict=True), first)
    ]  # fmt: skip
    bulk.insert(JournalLine, (*_COLUMNS, "id"), rows)
    return [(row[-1], row[2]) for row in rows]


def take_over(*, company: CompanyFacts, line_ids: Collection[int]) -> None:
    """Open lines of payment journals give way: their transactions are reconciled. A journal left empty is set aside."""
    supersede_lines(company=company, line_ids=line_ids)
    journals: set[int] = set()
    for batch in bulk.chunks(sorted(line_ids), 500):
        rows = JournalLine.objects.filter(company=company.id, id__in=batch)
        journals.update(rows.values_list("journal_id", flat=True))
    living = JournalLine.objects.filter(company=company.id, journal__in=journals, state__in=LIVE)
    empty = journals - set(living.values_list("journal_id", flat=True))
    Journal.objects.filter(company=company.id, id__in=empty, state="OPEN").update(state="UNDONE")


def give_back(*, company: CompanyFacts, transaction_ids: Collection[int]) -> None:
    """Transactions that a bank reconciliation had taken over are on lines of the journals they came from again.

    The lines are new: what was proposed for the old ones may be spent by now.
    """
    sql = (
        "SELECT max(l.id) FROM {values} CROSS JOIN journals_journalline l "
        "JOIN journals_journal j ON j.company_id = l.company_id AND j.id = l.journal_id "
        "WHERE l.company_id = %s AND l.transaction_id = v.value AND l.state = 'SUPERSEDED' AND j.kind <> %s "
        "GROUP BY l.transaction_id"
    )
    ids = [row[0] for row in bulk.lookup(sql, transaction_ids, company.id, KIND)]
    by_journal: dict[int, list[NewLine]] = {}
    for batch in bulk.chunks(ids, 500):
        for row in JournalLine.objects.filter(company=company.id, id__in=batch).order_by("id"):
            line = NewLine(
                row.transaction_id or 0, row.date.isoformat(), row.amount_minor, row.currency, row.account_minor,
                row.description, row.is_duplicate_suspect,
            )  # fmt: skip
            by_journal.setdefault(row.journal_id, []).append(line)
    for journal_id, lines in sorted(by_journal.items()):
        first = last_line_number(company=company, journal_id=journal_id) + 1
        add_lines(company=company, journal_id=journal_id, first_number=first, lines=lines)
    Journal.objects.filter(company=company.id, id__in=by_journal, state="UNDONE").update(state="OPEN")


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
