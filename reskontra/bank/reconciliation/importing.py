"""Take the transactions of an imported statement, of whatever format, onto a bank reconciliation.

A transaction is on at most one open line of either worksheet. Where it lies untouched on an open payment
reconciliation journal, it moves; where a person has worked on it or it is posted, nothing is taken at all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.closing import carriers_of
from reskontra.bank.models import Reconciliation
from reskontra.bank.queries import StatementFacts, find_import, statements
from reskontra.bank.reconciliation.changing import open_reconciliation
from reskontra.bank.reconciliation.lines import LineToAdd, write_lines
from reskontra.bank.reconciliation.queries import ReconciliationFacts
from reskontra.bank.transactions import TransactionFacts, transactions
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.statements import REPORTS
from reskontra.formats.bank_statement import ReferenceKind
from reskontra.journals.queries import LineOn, lines_on
from reskontra.journals.reconciling import take_over


class NoStatementToTake(Refused):
    code = "no_statement_to_take"
    template = (
        "Import {number} has no statement of bank account {bank_account} to put on {reconciliation}. "
        "See what it brought with reskontra statement list."
    )


class TransactionWorkedOn(Refused):
    code = "transaction_worked_on"
    template = (
        "Line {line} of {journal} has a transaction of the statement, and a person has worked on it. "
        "Finish it there, or restore the line before you put the statement on {reconciliation}."
    )


class TransactionPosted(Refused):
    code = "transaction_posted"
    template = (
        "Line {line} of {journal} has posted a transaction of the statement. Post the rest of {journal} too, or "
        "reverse that line before you put the statement on {reconciliation}."
    )


class TransactionReconciled(Refused):
    code = "transaction_reconciled"
    template = (
        "Line {line} of bank reconciliation {other} has a transaction of the statement. "
        "Take it away there before you put the statement on {reconciliation}."
    )


class TransactionInOtherCurrency(Refused):
    code = "transaction_in_other_currency"
    template = (
        "A transaction of {day} on the statement is in {currency}, and bank account {bank_account} is not. "
        "Leave the statement on its payment reconciliation journal."
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """lines: how many the reconciliation got; moved: those that had lain on payment reconciliation journals."""

    statements: tuple[str, ...]
    lines: int
    moved: int


def take_statements(
    *, company: CompanyFacts, actor: str, name: str, import_number: int, statement_id: str = ""
) -> Taken:
    """Lines of what an import brought for the account; the document gets the day and closing balance of the last.

    statement_id   of one of several in the file; what is on the document already is left as it is

    refuses   ReconciliationUnknown, ReconciliationPosted, ImportUnknown, ImportUndone, NoStatementToTake,
              TransactionReconciled, TransactionPosted, TransactionWorkedOn, TransactionInOtherCurrency
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        brought = _brought(company, found, import_number, statement_id)
        carriers = carriers_of(company=company, statement_ids=[one.id for one in brought])
        held = lines_on(company=company, transaction_ids=carriers)
        other = {id: line for id, line in held.items() if line.journal_id != found.journal_id}
        _refuse(company, found, other)
        wanted = carriers - (held.keys() - other.keys())
        lines = [_line(found, one, brought) for one in transactions(company=company, ids=wanted)]
        take_over(company=company, line_ids=[line.id for line in other.values()])
        write_lines(company=company, found=found, lines=sorted(lines, key=lambda line: line.day))
        last = brought[-1]
        if last.closing_minor is not None:
            rows = Reconciliation.objects.filter(company=company.id, id=found.id)
            rows.update(statement_date=last.statement_date, ending_minor=last.closing_minor)
        named = tuple(one.statement_id for one in brought)
        content = {"statements": named, "lines": len(lines), "moved": len(other)}
        record(company=company.id, actor=actor, action="reconciliation.statement_taken", subject=name, content=content)
    return Taken(named, len(lines), len(other))


def _brought(
    company: CompanyFacts, found: ReconciliationFacts, import_number: int, statement_id: str
) -> list[StatementFacts]:
    brought = find_import(company=company, number=import_number)
    own = statements(company=company, file_import_id=brought.id, bank_account_id=found.bank_account.id)
    chosen = [one for one in own if one.format not in REPORTS and statement_id in ("", one.statement_id)]
    if not chosen:
        number = found.bank_account.number
        raise NoStatementToTake(number=import_number, bank_account=number, reconciliation=found.name)
    return chosen


def _refuse(company: CompanyFacts, found: ReconciliationFacts, other: dict[int, LineOn]) -> None:
    ordered = sorted(other.values(), key=lambda line: (line.journal, line.line_number))
    for line in ordered:
        names = {"line": line.line_number, "reconciliation": found.name}
        if line.is_reconciliation:
            raise TransactionReconciled(**names, other=line.journal)
        if line.state == "POSTED":
            raise TransactionPosted(**names, journal=line.journal)
        if line.is_touched:
            raise TransactionWorkedOn(**names, journal=line.journal)


def _line(found: ReconciliationFacts, one: TransactionFacts, brought: Sequence[StatementFacts]) -> LineToAdd:
    day = one.booking_date or _day(one, brought)
    if one.currency != found.bank_account.currency:
        raise TransactionInOtherCurrency(day=day, currency=one.currency, bank_account=found.bank_account.number)
    party = one.counterparty
    return LineToAdd(
        day=day,
        minor=one.amount_minor,
        text=" ".join(text.text for text in one.texts) or party.name or party.ultimate_name,
        document_number=_reference(one, ReferenceKind.DOCUMENT),
        party=party.name or party.ultimate_name,
        reference=_reference(one, ReferenceKind.CREDITOR),
        transaction_id=one.id,
    )


def _day(one: TransactionFacts, brought: Collection[StatementFacts]) -> date:
    days = {statement.id: statement.statement_date for statement in brought}
    return days.get(one.statement_id) or max(days.values())


def _reference(one: TransactionFacts, kind: ReferenceKind) -> str:
    return next((reference.raw for reference in one.references if reference.kind == kind), "")
