"""The lines of a bank reconciliation: typed as the statement has them, changed never, taken away again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.models import ReconciledEntry, StatementLineDetail, TransferredDifference
from reskontra.bank.reconciliation.changing import open_reconciliation
from reskontra.bank.reconciliation.queries import ReconciliationFacts, ReconciliationLine, entries_on, line_numbered
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.journals.reconciling import StatementLine, add_statement_lines, delete_statement_lines, give_back
from reskontra.ledger.reconciled_entries import release_bank_entries


class LineWithoutAmount(Refused):
    code = "line_without_amount"
    template = "A line of bank reconciliation {reconciliation} was to be of 0. Give the amount that the statement has."


@dataclass(frozen=True, slots=True)
class LineToAdd:
    """A line as the statement has it, money in +. transaction_id: of the bank's file, None where it is typed."""

    day: date
    minor: int
    text: str = ""
    document_number: str = ""
    check_number: str = ""
    party: str = ""
    reference: str = ""
    transaction_id: int | None = None


def add_line(  # noqa: PLR0913 - a line as a person types it
    *,
    company: CompanyFacts,
    actor: str,
    name: str,
    day: date,
    minor: int,
    text: str,
    document_number: str = "",
    check_number: str = "",
) -> int:
    """A line as the statement has it, money in +; gives its number.

    refuses   ReconciliationUnknown, ReconciliationPosted, LineWithoutAmount
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        if not minor:
            raise LineWithoutAmount(reconciliation=name)
        (number,) = write_lines(
            company=company, found=found, lines=[LineToAdd(day, minor, text, document_number, check_number)]
        )
        content = {"line": number, "date": day, "amount": minor}
        record(company=company.id, actor=actor, action="reconciliation.line_added", subject=name, content=content)
    return number


def write_lines(*, company: CompanyFacts, found: ReconciliationFacts, lines: Sequence[LineToAdd]) -> list[int]:
    """Lines after those that there are, inside the caller's transaction; gives their numbers."""
    written = add_statement_lines(
        company=company,
        journal_id=found.journal_id,
        currency=found.bank_account.currency,
        lines=[StatementLine(line.day, line.minor, line.text, line.transaction_id) for line in lines],
    )
    columns = ("company_id", "line_id", "document_number", "check_number", "name", "reference")
    bulk.insert(StatementLineDetail, columns, list(_details(company, lines, [id for id, _ in written])))
    return [number for _, number in written]


def _details(company: CompanyFacts, lines: Sequence[LineToAdd], ids: Sequence[int]) -> Iterable[tuple[object, ...]]:
    for line, id in zip(lines, ids, strict=True):
        said = (line.document_number[:50], line.check_number[:30], line.party[:250], line.reference[:140])
        if any(said):
            yield (company.id, id, *said)


def delete_line(*, company: CompanyFacts, actor: str, name: str, number: int) -> None:
    """A line goes, and its bank entries are open again; a transaction is back on the journal that it came from.

    refuses   ReconciliationUnknown, ReconciliationPosted, ReconciliationLineUnknown
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        line = line_numbered(company=company, found=found, number=number)
        take_away_lines(company=company, lines=[line])
        content = {"line": number}
        record(company=company.id, actor=actor, action="reconciliation.line_deleted", subject=name, content=content)


def take_away_lines(*, company: CompanyFacts, lines: Sequence[ReconciliationLine]) -> None:
    """Delete these lines with all that hangs on them, inside the caller's transaction."""
    release_lines(company=company, lines=lines)
    ids = [line.id for line in lines]
    for batch in bulk.chunks(ids, 500):
        for model in (StatementLineDetail, TransferredDifference):
            model.objects.filter(company=company.id, line__in=batch)._raw_delete(using="default")
    delete_statement_lines(company=company, ids=ids)
    give_back(company=company, transaction_ids=[line.transaction_id for line in lines if line.transaction_id])


def release_lines(*, company: CompanyFacts, lines: Sequence[ReconciliationLine]) -> int:
    """Take every bank entry off these lines; one that several lines share is off all of them. Gives how many."""
    ids = sorted(entries_on(lines))
    release_entries(company=company, ids=ids)
    return len(ids)


def release_entries(*, company: CompanyFacts, ids: Sequence[int]) -> None:
    """Take these bank entries off the lines that have them."""
    for batch in bulk.chunks(ids, 500):
        ReconciledEntry.objects.filter(company=company.id, bank_entry__in=batch)._raw_delete(using="default")
    release_bank_entries(company=company, ids=ids)
