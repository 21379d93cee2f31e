"""What a line of a bank reconciliation lacks in the books, put on a general journal: charges, interest, and the like.

The journal's line remembers the statement's. Posted, its bank entry is the line's by itself, where it comes to the
line's amount or to what the line lacks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.models import TransferredDifference
from reskontra.bank.reconciliation.changing import open_reconciliation
from reskontra.bank.reconciliation.queries import ReconciliationFacts, ReconciliationLine, lines_numbered
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money, format_minor
from reskontra.journals.batches import BatchFacts, find_batch
from reskontra.journals.entering import NewTyped, drafted, write_lines
from reskontra.journals.typed_lines import TypedFacts, last_number, typed_lines


class NoDifference(Refused):
    code = "no_difference"
    template = (
        "Line {line} of bank reconciliation {reconciliation} does not differ from its bank entries. "
        "Name lines that do: bank-reconciliation show lists them."
    )


class DifferenceTransferred(Refused):
    code = "difference_transferred"
    template = (
        "What line {line} of bank reconciliation {reconciliation} lacks is on line {typed} of batch {batch} already. "
        "Post that line, or delete it first."
    )


class TransferAccountMissing(Refused):
    code = "transfer_account_missing"
    template = (
        "Batch {batch} has no balancing account for the {difference} of line {line}. "
        "Say which account it is for: --account gl:6570."
    )


def transfer_differences(
    *,
    company: CompanyFacts,
    actor: str,
    name: str,
    numbers: Collection[int],
    batch: str,
    today: date,
    accounts: Mapping[int, str] | None = None,
) -> list[int]:
    """A line of a general journal for what each of these lines lacks; gives the numbers of the journal's lines.

    accounts   line → what it is for, as gl:6570; without, the batch's balancing account, which is not the bank's own

    refuses   ReconciliationUnknown, ReconciliationPosted, BatchUnknown, ReconciliationLineUnknown, NoDifference,
              DifferenceTransferred, TransferAccountMissing, and what a typed line is refused for
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        journal = find_batch(company=company, kind="GENERAL", name=batch)
        lines = lines_numbered(company=company, found=found, numbers=numbers)
        _refuse(company, found, lines)
        before = typed_lines(company=company, journal_id=journal.journal_id)
        first = last_number(company=company, journal_id=journal.journal_id) + 1
        typed: list[TypedFacts] = []
        for number, line in enumerate(lines, first):
            new = _typed(found, line, journal, (accounts or {}).get(line.number, ""))
            one = drafted(company=company, batch=journal, new=new, before=[*before, *typed], today=today)
            typed.append(replace(one, line_number=number))
        write_lines(company=company, actor=actor, lines=typed)
        _remember(company, journal, first, lines)
        content = {
            "batch": batch,
            "lines": {line.number: one.line_number for line, one in zip(lines, typed, strict=True)},
        }
        record(company=company.id, actor=actor, action="reconciliation.transferred", subject=name, content=content)
    return [one.line_number for one in typed]


def _refuse(company: CompanyFacts, found: ReconciliationFacts, lines: list[ReconciliationLine]) -> None:
    waiting = {
        line: (typed, batch)
        for line, typed, batch in TransferredDifference.objects.filter(
            company=company.id, line__in=[line.id for line in lines], is_collected=False,
            typed_line__company=company.id, typed_line__state="OPEN",
        ).values_list("line_id", "typed_line__line_number", "typed_line__journal__number")
    }  # fmt: skip
    for line in lines:
        if not line.difference_minor:
            raise NoDifference(reconciliation=found.name, line=line.number)
        if line.id in waiting:
            typed, batch = waiting[line.id]
            raise DifferenceTransferred(reconciliation=found.name, line=line.number, typed=typed, batch=batch)


def _typed(found: ReconciliationFacts, line: ReconciliationLine, batch: BatchFacts, account: str) -> NewTyped:
    """The bank gets what the line lacks, whichever side of the journal's line it is on."""
    own = f"bank:{found.bank_account.number}"
    currency = found.bank_account.currency
    is_against_batch = not account and batch.balancing not in ("", own)
    if not account and not is_against_batch:
        difference = Money(line.difference_minor, currency)
        raise TransferAccountMissing(batch=batch.name, difference=difference, line=line.number)
    minor = line.difference_minor if is_against_batch else -line.difference_minor
    return NewTyped(
        account=own if is_against_batch else account,
        amount=format_minor(minor, currency),
        posting_date=line.day,
        document_number=line.document_number,
        description=line.description,
        currency=currency,
        balancing=None if is_against_batch else own,
    )


def _remember(company: CompanyFacts, journal: BatchFacts, first: int, lines: list[ReconciliationLine]) -> None:
    """Which line of the journal is for which of the statement, but for lines that share an entry."""
    ids = {one.line_number: one.id for one in typed_lines(company=company, journal_id=journal.journal_id)}
    TransferredDifference.objects.bulk_create(
        TransferredDifference(company_id=company.id, line_id=line.id, typed_line_id=ids[number])
        for number, line in enumerate(lines, first)
        if not any(entry.is_shared for entry in line.entries)
    )
