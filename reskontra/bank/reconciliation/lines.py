"""The lines of a bank reconciliation, typed as the statement has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.models import ReconciledEntry
from reskontra.bank.reconciliation.changing import open_reconciliation
from reskontra.bank.reconciliation.queries import ReconciliationLine, line_numbered
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.journals.reconciling import StatementLine, add_statement_lines, delete_statement_lines
from reskontra.ledger.reconciled_entries import release_bank_entries


class LineWithoutAmount(Refused):
    code = "line_without_amount"
    template = "A line of bank reconciliation {reconciliation} was to be of 0. Give the amount that the statement has."


def add_line(*, company: CompanyFacts, actor: str, name: str, day: date, minor: int, text: str) -> int:
    """A line as the statement has it, money in +; gives its number.

    refuses   ReconciliationUnknown, ReconciliationPosted, LineWithoutAmount
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        if not minor:
            raise LineWithoutAmount(reconciliation=name)
        lines = [StatementLine(day, minor, text)]
        (number,) = add_statement_lines(
            company=company, journal_id=found.journal_id, currency=found.bank_account.currency, lines=lines
        )
        content = {"line": number, "date": day, "amount": minor}
        record(company=company.id, actor=actor, action="reconciliation.line_added", subject=name, content=content)
    return number


def delete_line(*, company: CompanyFacts, actor: str, name: str, number: int) -> None:
    """A line goes, and its bank entries are open again.

    refuses   ReconciliationUnknown, ReconciliationPosted, ReconciliationLineUnknown
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        line = line_numbered(company=company, found=found, number=number)
        release_lines(company=company, lines=[line])
        delete_statement_lines(company=company, ids=[line.id])
        content = {"line": number}
        record(company=company.id, actor=actor, action="reconciliation.line_deleted", subject=name, content=content)


def release_lines(*, company: CompanyFacts, lines: Sequence[ReconciliationLine]) -> int:
    """Take every bank entry off these lines; gives how many there were."""
    ids = sorted({entry.id for line in lines for entry in line.entries})
    for batch in bulk.chunks(ids, 500):
        ReconciledEntry.objects.filter(company=company.id, bank_entry__in=batch)._raw_delete(using="default")
    release_bank_entries(company=company, ids=ids)
    return len(ids)
