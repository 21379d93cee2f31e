"""Post a bank reconciliation: its bank entries close with the statement. No ledger amount moves."""

from __future__ import annotations

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.models import Reconciliation
from reskontra.bank.reconciliation.changing import open_reconciliation
from reskontra.bank.reconciliation.queries import (
    ReconciliationFacts,
    ReconciliationLine,
    find_reconciliation,
    lines_of,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.journals.reconciling import mark_worksheet
from reskontra.ledger.actions import note_statement
from reskontra.ledger.reconciled_entries import close_held_entries, reopen_held_entries
from reskontra.ledger.sign_offs import refuse_signed


class ReconciliationEmpty(Refused):
    code = "reconciliation_empty"
    template = (
        "Bank reconciliation {reconciliation} has no lines. Add those of the statement: "
        "reskontra bank-reconciliation line-add."
    )


class ReconciliationOutOfBalance(Refused):
    code = "reconciliation_out_of_balance"
    template = (
        "Bank reconciliation {reconciliation} opens with {opening}, and its lines come to {total}, not to the ending "
        "balance of {ending}. Add the lines that are missing, or take away what is wrong."
    )


class LineUnreconciled(Refused):
    code = "line_unreconciled"
    template = (
        "Line {line} of bank reconciliation {reconciliation} differs by {difference} from its bank entries. "
        "Match it, or post what is missing in the books first."
    )


class ReconcilingBlockedAccount(Refused):
    code = "reconciling_blocked_account"
    template = "Bank account {bank_account} is blocked. Unblock it before you post {reconciliation}."


class ReconciliationNotPosted(Refused):
    code = "reconciliation_not_posted"
    template = "Bank reconciliation {reconciliation} is not posted. There is nothing to undo."


class ReconciliationNotLatest(Refused):
    code = "reconciliation_not_latest"
    template = (
        "Bank account {bank_account} has reconciled statement {last} after {reconciliation}. Undo the later one first."
    )


def post_reconciliation(*, company: CompanyFacts, actor: str, name: str) -> int:
    """Close the bank entries on the lines with the statement's date, and note the statement; gives how many closed.

    refuses   ReconciliationUnknown, ReconciliationPosted, ReconciliationEmpty, ReconciliationOutOfBalance,
              LineUnreconciled for the first line that differs, ReconcilingBlockedAccount, BankAccountSigned
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        lines = lines_of(company=company, found=found)
        _refuse(found, lines)
        refuse_signed(company=company, days=[(found.bank_account.id, found.statement_date)])
        ids = _entries(lines)
        close_held_entries(company=company, ids=ids, closed_date=found.statement_date)
        account = found.bank_account
        Reconciliation.objects.filter(company=company.id, id=found.id).update(
            before_number=account.last_statement_number, before_minor=account.balance_last_statement_minor
        )
        _note(company, found, found.number, found.ending_minor)
        _mark(company, found, "OPEN", "POSTED")
        content = {"entries": len(ids), "date": found.statement_date, "ending": found.ending_minor}
        record(company=company.id, actor=actor, action="reconciliation.posted", subject=name, content=content)
    return len(ids)


def undo_reconciliation(*, company: CompanyFacts, actor: str, name: str) -> int:
    """Open the account's latest posted reconciliation again, its matches kept; gives how many entries it holds again.

    The bank account says of its last statement what it said before.

    refuses   ReconciliationUnknown, ReconciliationNotPosted, ReconciliationNotLatest, BankAccountSigned
    """
    with transaction.atomic():
        lock_company(company.id)
        found = find_reconciliation(company=company, name=name)
        account = found.bank_account
        if not found.is_posted:
            raise ReconciliationNotPosted(reconciliation=name)
        if account.last_statement_number != found.number:
            last = account.last_statement_number
            raise ReconciliationNotLatest(reconciliation=name, bank_account=account.number, last=last)
        refuse_signed(company=company, days=[(account.id, found.statement_date)])
        ids = _entries(lines_of(company=company, found=found))
        reopen_held_entries(company=company, ids=ids)
        _note(company, found, found.before_number, found.before_minor)
        Reconciliation.objects.filter(company=company.id, id=found.id).update(before_number="", before_minor=None)
        _mark(company, found, "POSTED", "OPEN")
        content = {"entries": len(ids)}
        record(company=company.id, actor=actor, action="reconciliation.undone", subject=name, content=content)
    return len(ids)


def _refuse(found: ReconciliationFacts, lines: list[ReconciliationLine]) -> None:
    currency = found.bank_account.currency
    if not lines:
        raise ReconciliationEmpty(reconciliation=found.name)
    total = found.opening_minor + sum(line.amount_minor for line in lines)
    if total != found.ending_minor:
        raise ReconciliationOutOfBalance(
            reconciliation=found.name,
            opening=Money(found.opening_minor, currency),
            total=Money(total, currency),
            ending=Money(found.ending_minor, currency),
        )
    for line in lines:
        if line.difference_minor:
            raise LineUnreconciled(
                reconciliation=found.name, line=line.number, difference=Money(line.difference_minor, currency)
            )
    if found.bank_account.is_blocked:
        raise ReconcilingBlockedAccount(reconciliation=found.name, bank_account=found.bank_account.number)


def _entries(lines: list[ReconciliationLine]) -> list[int]:
    return sorted({entry.id for line in lines for entry in line.entries})


def _note(company: CompanyFacts, found: ReconciliationFacts, number: str, minor: int | None) -> None:
    note_statement(company=company, bank_account_id=found.bank_account.id, number=number, balance_minor=minor)


def _mark(company: CompanyFacts, found: ReconciliationFacts, before: str, after: str) -> None:
    mark_worksheet(company=company, journal_id=found.journal_id, before=before, after=after)
