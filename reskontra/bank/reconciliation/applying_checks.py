"""Apply checks to a line of a bank reconciliation by their numbers, or make the line of them, and take them off.

A check is open, matched and closed as its bank entry is: what is applied is both. Amounts of a line are money in +, so
that a check takes its amount off what the line has applied.

source    the specification of bank reconciliation, 6.5
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.models import ReconciledEntry
from reskontra.bank.reconciliation.changing import open_reconciliation
from reskontra.bank.reconciliation.lines import LineToAdd, release_entries, write_lines
from reskontra.bank.reconciliation.matching import apply_entries
from reskontra.bank.reconciliation.queries import ReconciliationFacts, find_reconciliation, holders
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_matching import Agreed
from reskontra.core.errors import Refused
from reskontra.ledger.check_entries import CheckFacts, checks_of, find_check


class NoCheckNamed(Refused):
    code = "no_check_named"
    template = "No check was named that is to be on {reconciliation}. Name one that the statement shows."


class CheckNotPosted(Refused):
    code = "check_not_posted"
    template = (
        "Check {check} of bank account {bank_account} is printed, and its payment is not in the books. "
        "Post the journal with the line that it pays."
    )


class CheckSpoiled(Refused):
    code = "check_spoiled"
    template = (
        "Check {check} of bank account {bank_account} was voided before it was posted, and has paid nothing. "
        "Look at the number on the statement."
    )


class CheckOnStatement(Refused):
    code = "check_on_statement"
    template = (
        "Check {check} of bank account {bank_account} is on another statement. "
        "Take it off there first, or look at the number on the statement."
    )


class CheckNotOnReconciliation(Refused):
    code = "check_not_on_reconciliation"
    template = "No line of bank reconciliation {reconciliation} has check {check}. Name one that a line has."


@dataclass(frozen=True, slots=True)
class ChecksApplied:
    """amount_minor: of the checks, money out -. difference_minor: what the line has more than its entries."""

    line: int
    checks: int
    amount_minor: int
    difference_minor: int


def apply_checks(
    *,
    company: CompanyFacts,
    actor: str,
    name: str,
    checks: Sequence[str],
    line: int | None = None,
    day: date | None = None,
    takes_over: bool = False,
) -> ChecksApplied:
    """These checks are the line, besides what it has; without a line, they are a new one of their sum.

    day          of a new line; None for the statement's
    takes_over   a check that another open reconciliation has moves here

    refuses   ReconciliationUnknown, ReconciliationPosted, NoCheckNamed, CheckUnknown, CheckNotPosted, CheckSpoiled,
              CheckOnStatement, and what apply_entries() refuses
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        drawn = [_fit(company, found, number) for number in dict.fromkeys(checks)]
        if not drawn:
            raise NoCheckNamed(reconciliation=name)
        if line is None:
            (line,) = write_lines(company=company, found=found, lines=[_line(found, drawn, day)])
        entries = [one.bank_entry_id for one in drawn if one.bank_entry_id]
        left = apply_entries(
            company=company, actor=actor, name=name, number=line, entries=entries, takes_over=takes_over
        )
        held = ReconciledEntry.objects.filter(company=company.id, bank_entry__in=entries)
        held.update(agreed=Agreed.CHECK.value)
        content = {"line": line, "checks": [one.number for one in drawn]}
        record(company=company.id, actor=actor, action="reconciliation.checks_applied", subject=name, content=content)
    return ChecksApplied(line, len(drawn), -sum(one.amount_minor for one in drawn), left)


def remove_check(*, company: CompanyFacts, actor: str, name: str, check: str) -> int:
    """Take a check off its line; it is open again. Gives the line's number.

    refuses   ReconciliationUnknown, ReconciliationPosted, CheckUnknown, CheckNotOnReconciliation
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        drawn = find_check(company=company, bank_account=found.bank_account, number=check)
        entries = [drawn.bank_entry_id] if drawn.bank_entry_id else []
        held = [one for one in holders(company=company, entries=entries) if one.journal_id == found.journal_id]
        if not held:
            raise CheckNotOnReconciliation(reconciliation=name, check=check)
        release_entries(company=company, ids=entries)
        number = min(one.line_number for one in held)
        content = {"line": number, "check": check}
        record(company=company.id, actor=actor, action="reconciliation.check_removed", subject=name, content=content)
    return number


@dataclass(frozen=True, slots=True)
class ApplicableCheck:
    """A check that may be applied. lines: those of the document that have it; document: another open one that does."""

    check: CheckFacts
    lines: tuple[int, ...]
    document: str


def applicable_checks(*, company: CompanyFacts, name: str, until: date) -> list[ApplicableCheck]:
    """Checks drawn until the day that no statement has, and those on open reconciliations, by date.

    refuses   ReconciliationUnknown
    """
    found = find_reconciliation(company=company, name=name)
    states = ("POSTED", "FINANCIALLY_VOIDED")
    drawn = checks_of(company=company, bank_account=found.bank_account, states=states, until=until)
    waiting = [one for one in drawn if one.entry_state in ("OPEN", "MATCHED") and one.transaction_id is None]
    held = holders(company=company, entries=[one.bank_entry_id or 0 for one in waiting])
    lines: dict[int, list[int]] = {}
    documents: dict[int, str] = {}
    for holder in held:
        if holder.journal_id == found.journal_id:
            lines.setdefault(holder.entry_id, []).append(holder.line_number)
        else:
            documents[holder.entry_id] = holder.reconciliation
    return [
        ApplicableCheck(one, tuple(lines.get(one.bank_entry_id or 0, ())), documents.get(one.bank_entry_id or 0, ""))
        for one in waiting
        if one.entry_state == "OPEN" or one.bank_entry_id in lines or one.bank_entry_id in documents
    ]


def _fit(company: CompanyFacts, found: ReconciliationFacts, number: str) -> CheckFacts:
    one = find_check(company=company, bank_account=found.bank_account, number=number)
    names = {"check": number, "bank_account": found.bank_account.number}
    if one.state == "PRINTED":
        raise CheckNotPosted(**names)
    if one.state == "VOIDED":
        raise CheckSpoiled(**names)
    if one.entry_state == "CLOSED" or one.transaction_id is not None:
        raise CheckOnStatement(**names)
    return one


def _line(found: ReconciliationFacts, drawn: Sequence[CheckFacts], day: date | None) -> LineToAdd:
    only = drawn[0] if len(drawn) == 1 else None
    return LineToAdd(
        day=day or found.statement_date,
        minor=-sum(one.amount_minor for one in drawn),
        text=only.payee if only else ", ".join(one.number for one in drawn)[:250],
        document_number=only.document_number if only else "",
        check_number=only.number if only else "",
        party=only.payee if only else "",
    )
