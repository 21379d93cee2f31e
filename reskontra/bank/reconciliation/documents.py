"""Bank reconciliations as documents: made, changed, numbered and deleted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.models import Reconciliation
from reskontra.bank.reconciliation.changing import open_reconciliation
from reskontra.bank.reconciliation.lines import take_away_lines
from reskontra.bank.reconciliation.opening import refuse_other_opening
from reskontra.bank.reconciliation.queries import ReconciliationFacts, find_reconciliation, lines_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.following import following
from reskontra.database.locks import lock_company
from reskontra.journals.reconciling import create_worksheet, delete_worksheet, is_number_taken, renumber_worksheet
from reskontra.ledger.queries import BankAccountFacts, find_bank_account

_NUMBER = re.compile(r"[A-Za-z0-9-]+")
_LONGEST = 20


class StatementNumberUnfit(Refused):
    code = "statement_number_unfit"
    template = (
        'A statement of bank account {bank_account} was to be numbered "{number}". Give --number: letters, digits and '
        "hyphens, with the account's number and a hyphen at most {most} characters."
    )


class StatementNumberTaken(Refused):
    code = "statement_number_taken"
    template = "There is {number} already. Choose another statement number."


@dataclass(frozen=True, slots=True)
class NewReconciliation:
    """number "": the one after the account's last statement."""

    bank_account: str
    statement_date: date
    ending_minor: int
    number: str = ""


def create_reconciliation(*, company: CompanyFacts, actor: str, new: NewReconciliation) -> ReconciliationFacts:
    """A bank reconciliation without lines; it opens with the balance of the account's last statement.

    refuses   BankAccountUnknown, StatementNumberUnfit, StatementNumberTaken
    """
    with transaction.atomic():
        lock_company(company.id)
        account = find_bank_account(company=company, number=new.bank_account)
        number = new.number or _next_number(company, account)
        name = _name(company, account, number)
        journal_id = create_worksheet(company=company, actor=actor, number=name, bank_account_id=account.id)
        row = Reconciliation.objects.create(
            company_id=company.id,
            journal_id=journal_id,
            bank_account_id=account.id,
            number=number,
            statement_date=new.statement_date,
            opening_minor=account.balance_last_statement_minor or 0,
            ending_minor=new.ending_minor,
        )
        content = {"date": new.statement_date, "opening": row.opening_minor, "ending": row.ending_minor}
        record(company=company.id, actor=actor, action="reconciliation.created", subject=name, content=content)
    return find_reconciliation(company=company, name=name)


def delete_reconciliation(*, company: CompanyFacts, actor: str, name: str) -> None:
    """The document goes with its lines; its bank entries are open again, and its number is free.

    refuses   ReconciliationUnknown, ReconciliationPosted
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        lines = lines_of(company=company, found=found)
        take_away_lines(company=company, lines=lines)
        Reconciliation.objects.filter(company=company.id, id=found.id)._raw_delete(using="default")
        delete_worksheet(company=company, journal_id=found.journal_id)
        content = {"lines": len(lines)}
        record(company=company.id, actor=actor, action="reconciliation.deleted", subject=name, content=content)


def change_reconciliation(
    *,
    company: CompanyFacts,
    actor: str,
    name: str,
    statement_date: date | None = None,
    opening_minor: int | None = None,
    ending_minor: int | None = None,
    is_opening_meant: bool = False,
) -> ReconciliationFacts:
    """Another day or balance, as the statement has it; what is None stays, and so do matches.

    is_opening_meant   it opens with another balance than the statement before ended with

    refuses   ReconciliationUnknown, ReconciliationPosted, OpeningBalanceDiffers
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        if opening_minor not in (None, found.opening_minor) and not is_opening_meant:
            refuse_other_opening(company=company, found=found, opening_minor=opening_minor)
        Reconciliation.objects.filter(company=company.id, id=found.id).update(
            statement_date=statement_date or found.statement_date,
            opening_minor=found.opening_minor if opening_minor is None else opening_minor,
            ending_minor=found.ending_minor if ending_minor is None else ending_minor,
        )
        now = find_reconciliation(company=company, name=name)
        content = {"date": now.statement_date, "opening": now.opening_minor, "ending": now.ending_minor}
        record(company=company.id, actor=actor, action="reconciliation.changed", subject=name, content=content)
    return now


def change_statement_number(*, company: CompanyFacts, actor: str, name: str, number: str) -> ReconciliationFacts:
    """The document gets another statement number, and is named after it; lines and matches stay.

    refuses   ReconciliationUnknown, ReconciliationPosted, StatementNumberUnfit, StatementNumberTaken
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        new = _name(company, found.bank_account, number)
        Reconciliation.objects.filter(company=company.id, id=found.id).update(number=number)
        renumber_worksheet(company=company, journal_id=found.journal_id, number=new)
        content = {"before": name}
        record(company=company.id, actor=actor, action="reconciliation.renumbered", subject=new, content=content)
    return find_reconciliation(company=company, name=new)


def _next_number(company: CompanyFacts, account: BankAccountFacts) -> str:
    """The one after the account's last reconciliation; of the first, after the statement that the account tells of."""
    rows = Reconciliation.objects.filter(company=company.id, bank_account=account.id).order_by("id")
    taken = list(rows.values_list("number", flat=True))
    number = following(taken[-1] if taken else account.last_statement_number or "0")
    while number in taken or (number and is_number_taken(company=company, number=f"{account.number}-{number}")):
        number = following(number)
    return number


def _name(company: CompanyFacts, account: BankAccountFacts, number: str) -> str:
    name = f"{account.number}-{number}"
    if not _NUMBER.fullmatch(number) or len(name) > _LONGEST:
        raise StatementNumberUnfit(bank_account=account.number, number=number, most=_LONGEST)
    if is_number_taken(company=company, number=name):
        raise StatementNumberTaken(number=name)
    return name
