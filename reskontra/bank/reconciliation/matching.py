"""Which bank entries the lines of a bank reconciliation are: found by rule, or given by a person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.models import ReconciledEntry
from reskontra.bank.reconciliation.changing import open_reconciliation
from reskontra.bank.reconciliation.lines import release_lines
from reskontra.bank.reconciliation.queries import ReconciliationFacts, ReconciliationLine, line_numbered, lines_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_matching import EntryToMatch, LineToMatch, match_statement
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.ledger.reconciled_entries import OpenBankEntry, hold_bank_entries, open_bank_entries


class NothingToRemove(Refused):
    code = "nothing_to_remove"
    template = "Line {line} of bank reconciliation {reconciliation} has no bank entry. Name a line that has one."


@dataclass(frozen=True, slots=True)
class MatchOutcome:
    """Counts of lines. tied: line number → the bank entries that fit it alike."""

    matched: int
    tried: int
    tied: dict[int, tuple[int, ...]]


def match_reconciliation(
    *, company: CompanyFacts, actor: str, name: str, days: int = 0, again: bool = False
) -> MatchOutcome:
    """Find the bank entries of the lines that have none; `again` takes every match back first.

    days      how far an entry's date may be from the line's

    refuses   ReconciliationUnknown, ReconciliationPosted
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        lines = lines_of(company=company, found=found)
        if again and release_lines(company=company, lines=lines):
            lines = lines_of(company=company, found=found)
        waiting = [line for line in lines if not line.entries]
        until = limit_date(found, lines)
        entries = open_bank_entries(company=company, bank_account_id=found.bank_account.id, until=until)
        result = match_statement(map(_line, waiting), map(_entry, entries), days=days)
        rows = [(one.line, one.entry, ",".join(one.agreed)) for one in result.matched]
        _store(company, found, rows)
        numbers = {line.id: line.number for line in waiting}
        content = {"days": days, "again": again, "lines": {numbers[line]: entry for line, entry, _ in rows}}
        record(company=company.id, actor=actor, action="reconciliation.matched", subject=name, content=content)
    return MatchOutcome(len(rows), len(waiting), {numbers[line]: tied for line, tied in result.tied.items()})


def apply_entries(*, company: CompanyFacts, actor: str, name: str, number: int, entries: Collection[int]) -> int:
    """A person gives a line bank entries, besides those it has; gives the line's difference, as minor units.

    refuses   ReconciliationUnknown, ReconciliationPosted, ReconciliationLineUnknown, BankEntryNotOpen
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        line = line_numbered(company=company, found=found, number=number)
        _store(company, found, [(line.id, entry, "") for entry in dict.fromkeys(entries)])
        content = {"line": number, "entries": sorted(set(entries))}
        record(company=company.id, actor=actor, action="reconciliation.applied", subject=name, content=content)
        return line_numbered(company=company, found=found, number=number).difference_minor


def remove_entries(*, company: CompanyFacts, actor: str, name: str, number: int) -> int:
    """Take the bank entries off a line; they are open again. Gives how many.

    refuses   ReconciliationUnknown, ReconciliationPosted, ReconciliationLineUnknown, NothingToRemove
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        line = line_numbered(company=company, found=found, number=number)
        if not line.entries:
            raise NothingToRemove(reconciliation=name, line=number)
        count = release_lines(company=company, lines=[line])
        content = {"line": number, "entries": [entry.id for entry in line.entries]}
        record(company=company.id, actor=actor, action="reconciliation.removed", subject=name, content=content)
    return count


def limit_date(found: ReconciliationFacts, lines: Sequence[ReconciliationLine]) -> date:
    """Up to which day bank entries count: the statement's, or that of its latest line."""
    return max([found.statement_date, *(line.day for line in lines)])


def _store(company: CompanyFacts, found: ReconciliationFacts, rows: Sequence[tuple[int, int, str]]) -> None:
    hold_bank_entries(company=company, bank_account=found.bank_account, ids={entry for _, entry, _ in rows})
    columns = ("company_id", "line_id", "bank_entry_id", "agreed", "is_shared")
    bulk.insert(ReconciledEntry, columns, ((company.id, *row, False) for row in rows))


def _line(line: ReconciliationLine) -> LineToMatch:
    return LineToMatch(line.id, line.day, line.amount_minor, (line.description,))


def _entry(entry: OpenBankEntry) -> EntryToMatch:
    return EntryToMatch(
        entry.id, entry.day, entry.amount_minor, entry.voucher, entry.external_document_number, entry.description
    )
