"""Post a bank reconciliation: its bank entries close with the statement. No ledger amount moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.models import Reconciliation
from reskontra.bank.reconciliation.changing import ReconciliationPosted, open_reconciliation
from reskontra.bank.reconciliation.later import refuse_later
from reskontra.bank.reconciliation.opening import later_posted, refuse_other_opening, statement_before
from reskontra.bank.reconciliation.outstanding import outstanding_entries, sums_of
from reskontra.bank.reconciliation.queries import (
    MatchedEntry,
    ReconciliationFacts,
    ReconciliationLine,
    entries_on,
    find_reconciliation,
    lines_of,
)
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.journals.reconciling import mark_worksheet
from reskontra.ledger.actions import note_statement
from reskontra.ledger.bank_standing import bank_figures
from reskontra.ledger.reconciled_entries import close_held_entries, reopen_held_entries
from reskontra.ledger.sign_offs import refuse_signed

DIFFERENCES_CANCEL = "reconciled_differences_may_cancel"


class ReconciliationEmpty(Refused):
    code = "reconciliation_empty"
    template = (
        "Bank reconciliation {reconciliation} has no lines. Add those of the statement, or say that it has "
        "none: reskontra bank-reconciliation post --empty."
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


class DifferencesRemain(Refused):
    code = "differences_remain"
    template = (
        "The lines of bank reconciliation {reconciliation} differ by {difference} together from their bank entries. "
        "Differences may stay only where they cancel out."
    )


class SharedEntryDiffers(Refused):
    code = "shared_entry_differs"
    template = (
        "The lines of bank reconciliation {reconciliation} that share bank entry {entry} come to {lines}, and the "
        "entry is {amount}. Match them otherwise."
    )


@dataclass(frozen=True, slots=True)
class PostingPreview:
    """What posting would do: the entries it closes, and what the bank account says of its last statement."""

    entries: tuple[MatchedEntry, ...]
    lines: int
    closed_date: date
    number_before: str
    number_after: str
    balance_before_minor: int | None
    balance_after_minor: int | None


@dataclass(frozen=True, slots=True)
class Undone:
    """entries: how many are held again. later: posted reconciliations of the account after this one, untouched."""

    entries: int
    later: tuple[str, ...]


def preview_posting(
    *, company: CompanyFacts, name: str, is_empty_meant: bool = False, is_opening_meant: bool = False
) -> PostingPreview:
    """What posting would write, and nothing written.

    refuses   what post_reconciliation refuses
    """
    found = find_reconciliation(company=company, name=name)
    if found.is_posted:
        raise ReconciliationPosted(reconciliation=name)
    lines = lines_of(company=company, found=found)
    _refuse(company, found, lines, is_empty_meant, is_opening_meant)
    account = found.bank_account
    last = not later_posted(company=company, found=found)
    entries = {entry.id: entry for line in lines for entry in line.entries}
    return PostingPreview(
        entries=tuple(entries[id] for id in sorted(entries)),
        lines=len(lines),
        closed_date=found.statement_date,
        number_before=account.last_statement_number,
        number_after=found.number if last else account.last_statement_number,
        balance_before_minor=account.balance_last_statement_minor,
        balance_after_minor=found.ending_minor if last else account.balance_last_statement_minor,
    )


def post_reconciliation(
    *, company: CompanyFacts, actor: str, name: str, is_empty_meant: bool = False, is_opening_meant: bool = False
) -> int:
    """Close the bank entries on the lines with the statement's date, and note the statement; gives how many closed.

    What the G/L and the outstanding entries come to is kept with the document.

    is_empty_meant     the statement has no movements
    is_opening_meant   it opens with another balance than the statement before ended with

    refuses   ReconciliationUnknown, ReconciliationPosted, ReconciliationEmpty, OpeningBalanceDiffers,
              ReconciliationOutOfBalance, LineUnreconciled for the first line that differs, or where differences may
              cancel out SharedEntryDiffers and DifferencesRemain, ReconciledLater, ReconcilingBlockedAccount,
              BankAccountSigned
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        lines = lines_of(company=company, found=found)
        _refuse(company, found, lines, is_empty_meant, is_opening_meant)
        ids = entries_on(lines)
        close_held_entries(company=company, ids=ids, closed_date=found.statement_date)
        _note_posted(company, found)
        _mark(company, found, "OPEN", "POSTED")
        _keep_figures(company, found, actor)
        content = {"entries": len(ids), "date": found.statement_date, "opening": found.opening_minor,
                   "ending": found.ending_minor}  # fmt: skip
        record(company=company.id, actor=actor, action="reconciliation.posted", subject=name, content=content)
    return len(ids)


def undo_reconciliation(*, company: CompanyFacts, actor: str, name: str) -> Undone:
    """Open a posted reconciliation again, its matches kept; later ones stay as they are, and are told.

    The bank account, or the next posted one, says of the statement before what this one said when it was posted.

    refuses   ReconciliationUnknown, ReconciliationNotPosted, BankAccountSigned
    """
    with transaction.atomic():
        lock_company(company.id)
        found = find_reconciliation(company=company, name=name)
        account = found.bank_account
        if not found.is_posted:
            raise ReconciliationNotPosted(reconciliation=name)
        refuse_signed(company=company, days=[(account.id, found.statement_date)])
        ids = entries_on(lines_of(company=company, found=found))
        reopen_held_entries(company=company, ids=ids)
        own = Reconciliation.objects.filter(company=company.id, bank_account=account.id)
        if account.last_statement_number == found.number:
            _note(company, found, found.before_number, found.before_minor)
        else:
            after = own.filter(before_number=found.number, before_minor=found.ending_minor)
            after.update(before_number=found.before_number, before_minor=found.before_minor)
        own.filter(id=found.id).update(
            before_number="", before_minor=None, posted_at=None, posted_by="", gl_minor=None, outstanding_minor=None,
            outstanding_checks_minor=None,
        )  # fmt: skip
        _mark(company, found, "POSTED", "OPEN")
        later = tuple(one.name for one in later_posted(company=company, found=found))
        content = {"entries": len(ids), "date": found.statement_date, "ending": found.ending_minor, "later": later}
        record(company=company.id, actor=actor, action="reconciliation.undone", subject=name, content=content)
    return Undone(len(ids), later)


def _note_posted(company: CompanyFacts, found: ReconciliationFacts) -> None:
    """The account tells of this statement; where a later one is posted, that one follows on this."""
    before = statement_before(company=company, found=found)
    own = Reconciliation.objects.filter(company=company.id, bank_account=found.bank_account.id)
    if later := later_posted(company=company, found=found):
        own.filter(id=later[0].id).update(before_number=found.number, before_minor=found.ending_minor)
    else:
        _note(company, found, found.number, found.ending_minor)
    own.filter(id=found.id).update(before_number=before.number, before_minor=before.ended_minor)


def _keep_figures(company: CompanyFacts, found: ReconciliationFacts, actor: str) -> None:
    now = find_reconciliation(company=company, name=found.name)
    others_minor, checks_minor = sums_of(outstanding_entries(company=company, found=now))
    figures = bank_figures(company=company, account=found.bank_account, until=found.statement_date)
    Reconciliation.objects.filter(company=company.id, id=found.id).update(
        posted_at=bulk.moment(),
        posted_by=actor,
        gl_minor=figures.gl_minor,
        outstanding_minor=others_minor,
        outstanding_checks_minor=checks_minor,
    )


def _refuse(
    company: CompanyFacts,
    found: ReconciliationFacts,
    lines: list[ReconciliationLine],
    is_empty_meant: bool,
    is_opening_meant: bool,
) -> None:
    currency = found.bank_account.currency
    if not lines and not is_empty_meant:
        raise ReconciliationEmpty(reconciliation=found.name)
    if not is_opening_meant:
        refuse_other_opening(company=company, found=found, opening_minor=found.opening_minor)
    total = found.reached(lines)
    if total != found.ending_minor:
        raise ReconciliationOutOfBalance(
            reconciliation=found.name,
            opening=Money(found.opening_minor, currency),
            total=Money(total, currency),
            ending=Money(found.ending_minor, currency),
        )
    if setting(company=company, key=DIFFERENCES_CANCEL, default=False):
        _refuse_rest(found, lines)
    else:
        _refuse_differing(found, lines)
    refuse_later(company=company, found=found, lines=lines)
    if found.bank_account.is_blocked:
        raise ReconcilingBlockedAccount(reconciliation=found.name, bank_account=found.bank_account.number)
    refuse_signed(company=company, days=[(found.bank_account.id, found.statement_date)])


def _refuse_differing(found: ReconciliationFacts, lines: list[ReconciliationLine]) -> None:
    for line in lines:
        if line.difference_minor:
            difference = Money(line.difference_minor, found.bank_account.currency)
            raise LineUnreconciled(reconciliation=found.name, line=line.number, difference=difference)


def _refuse_rest(found: ReconciliationFacts, lines: list[ReconciliationLine]) -> None:
    """Differences that do not cancel out, and any on an entry that lines share."""
    currency = found.bank_account.currency
    amounts: dict[int, int] = {}
    shares: dict[int, int] = {}
    for line in lines:
        for entry in line.entries:
            if entry.is_shared:
                amounts[entry.id] = entry.amount_minor
                shares[entry.id] = shares.get(entry.id, 0) + line.amount_minor
    for id in sorted(shares):
        if shares[id] != amounts[id]:
            raise SharedEntryDiffers(
                reconciliation=found.name,
                entry=id,
                lines=Money(shares[id], currency),
                amount=Money(amounts[id], currency),
            )
    difference = sum(line.difference_minor for line in lines)
    if difference:
        raise DifferencesRemain(reconciliation=found.name, difference=Money(difference, currency))


def _note(company: CompanyFacts, found: ReconciliationFacts, number: str, minor: int | None) -> None:
    note_statement(company=company, bank_account_id=found.bank_account.id, number=number, balance_minor=minor)


def _mark(company: CompanyFacts, found: ReconciliationFacts, before: str, after: str) -> None:
    mark_worksheet(company=company, journal_id=found.journal_id, before=before, after=after)
