"""Which bank entries the lines of a bank reconciliation are: found by rule, or given by a person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.reconciliation.candidates import entries_to_match, lines_to_match
from reskontra.bank.reconciliation.changing import open_reconciliation
from reskontra.bank.reconciliation.collecting import hold_entries
from reskontra.bank.reconciliation.lines import release_entries, release_lines
from reskontra.bank.reconciliation.queries import (
    ReconciliationFacts,
    ReconciliationLine,
    holders,
    line_numbered,
    lines_numbered,
    lines_of,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_rounds import match_rounds
from reskontra.core.errors import Refused
from reskontra.ledger.reconciled_entries import open_bank_entries


class NothingToRemove(Refused):
    code = "nothing_to_remove"
    template = "Line {line} of bank reconciliation {reconciliation} has no bank entry. Name a line that has one."


class EntryOnAnother(Refused):
    code = "entry_on_another"
    template = (
        "Bank entry {entry} is on line {line} of bank reconciliation {other}. "
        "Say that it is to move to {reconciliation}: --take-over."
    )


class EntryNotOnReconciliation(Refused):
    code = "entry_not_on_reconciliation"
    template = "No line of bank reconciliation {reconciliation} has bank entry {entry}. Name one that a line has."


class ManyToMany(Refused):
    code = "many_to_many"
    template = (
        "{lines:line|lines} and {entries:bank entry|bank entries} were to be matched together. "
        "Give one line its entries, or one entry its lines."
    )


@dataclass(frozen=True, slots=True)
class MatchOutcome:
    """Counts of lines. tied: line number → the bank entries that fit it alike.

    doubtful   bank entry → numbers of the lines of which several sets come to it
    vouchers   of these bank entries
    """

    matched: int
    tried: int
    tied: dict[int, tuple[int, ...]]
    doubtful: dict[int, tuple[int, ...]]
    vouchers: dict[int, str]


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
        rounds = match_rounds(
            lines_to_match(company=company, lines=waiting),
            entries_to_match(company=company, entries=entries),
            days=days,
        )
        for shared in (False, True):
            rows = [(one.line, one.entry, one.agreed) for one in rounds.pairs if one.is_shared == shared]
            hold_entries(company=company, found=found, rows=rows, is_shared=shared)
        numbers = {line.id: line.number for line in waiting}
        told: dict[int, list[int]] = {}
        for one in rounds.pairs:
            told.setdefault(numbers[one.line], []).append(one.entry)
        content = {"days": days, "again": again, "lines": told}
        record(company=company.id, actor=actor, action="reconciliation.matched", subject=name, content=content)
    return MatchOutcome(
        matched=len(told),
        tried=len(waiting),
        tied={numbers[line]: tied for line, tied in rounds.tied.items()},
        doubtful={entry: tuple(sorted(map(numbers.__getitem__, ids))) for entry, ids in rounds.doubtful.items()},
        vouchers={one.id: one.voucher for one in entries if one.id in rounds.doubtful},
    )


def match_by_hand(
    *,
    company: CompanyFacts,
    actor: str,
    name: str,
    numbers: Collection[int],
    entries: Collection[int],
    takes_over: bool = False,
) -> int:
    """One line and its entries, or several lines and their one entry; gives the difference, as minor units.

    refuses   ManyToMany, and what apply_entries and share_entry refuse
    """
    lines, several = sorted(set(numbers)), list(dict.fromkeys(entries))
    if not lines or not several or (len(lines) > 1 and len(several) > 1):
        raise ManyToMany(lines=len(lines), entries=len(several))
    if len(lines) == 1:
        return apply_entries(
            company=company, actor=actor, name=name, number=lines[0], entries=several, takes_over=takes_over
        )
    return share_entry(company=company, actor=actor, name=name, numbers=lines, entry=several[0], takes_over=takes_over)


def apply_entries(
    *, company: CompanyFacts, actor: str, name: str, number: int, entries: Collection[int], takes_over: bool = False
) -> int:
    """A person gives a line bank entries, besides those it has; gives the line's difference, as minor units.

    What another line of the document has moves here; a line that shared an entry with others shares it no more.

    takes_over   what another open reconciliation has moves here too

    refuses   ReconciliationUnknown, ReconciliationPosted, ReconciliationLineUnknown, EntryOnAnother, BankEntryNotOpen
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        line = line_numbered(company=company, found=found, number=number)
        shared = [entry.id for entry in line.entries if entry.is_shared]
        own = {entry.id for entry in line.entries} - set(shared)
        wanted = [entry for entry in dict.fromkeys(entries) if entry not in own]
        before = _free(company, found, [*wanted, *shared], takes_over)
        hold_entries(company=company, found=found, rows=[(line.id, entry, ()) for entry in wanted])
        content = {"line": number, "entries": sorted(set(entries)), "before": before}
        record(company=company.id, actor=actor, action="reconciliation.applied", subject=name, content=content)
        return line_numbered(company=company, found=found, number=number).difference_minor


def share_entry(
    *, company: CompanyFacts, actor: str, name: str, numbers: Collection[int], entry: int, takes_over: bool = False
) -> int:
    """Several lines are one bank entry: each has its own amount of it, and the last the rest; gives the difference.

    What these lines had before is open again.

    refuses   ReconciliationUnknown, ReconciliationPosted, ReconciliationLineUnknown, EntryOnAnother, BankEntryNotOpen
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        lines = lines_numbered(company=company, found=found, numbers=numbers)
        release_lines(company=company, lines=lines)
        before = _free(company, found, [entry], takes_over)
        rows = [(line.id, entry, ()) for line in lines]
        hold_entries(company=company, found=found, rows=rows, is_shared=len(lines) > 1)
        content = {"lines": sorted(numbers), "entries": [entry], "before": before}
        record(company=company.id, actor=actor, action="reconciliation.applied", subject=name, content=content)
        now = lines_numbered(company=company, found=found, numbers=numbers)
        return sum(line.difference_minor for line in now)


def remove_entry(*, company: CompanyFacts, actor: str, name: str, entry: int) -> None:
    """Take one bank entry off its line, or off all that share it; it is open again.

    refuses   ReconciliationUnknown, ReconciliationPosted, EntryNotOnReconciliation
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        held = [one for one in holders(company=company, entries=[entry]) if one.journal_id == found.journal_id]
        if not held:
            raise EntryNotOnReconciliation(reconciliation=name, entry=entry)
        release_entries(company=company, ids=[entry])
        content = {"line": min(one.line_number for one in held), "entries": [entry]}
        record(company=company.id, actor=actor, action="reconciliation.removed", subject=name, content=content)


def _free(company: CompanyFacts, found: ReconciliationFacts, entries: Collection[int], takes_over: bool) -> list[str]:
    """Take entries off the lines that have them; tells which these were."""
    held = holders(company=company, entries=entries)
    for one in held:
        if one.journal_id != found.journal_id and not one.is_posted and not takes_over:
            names = {"entry": one.entry_id, "other": one.reconciliation, "line": one.line_number}
            raise EntryOnAnother(**names, reconciliation=found.name)
    free = [one for one in held if not one.is_posted]
    release_entries(company=company, ids=sorted({one.entry_id for one in free}))
    return [f"{one.entry_id}: {one.reconciliation} {one.line_number}" for one in free]


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
