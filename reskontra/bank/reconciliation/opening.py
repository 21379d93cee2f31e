"""What a bank reconciliation opens with: what the statement before it ended with, unless a person says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from reskontra.bank.reconciliation.queries import ReconciliationFacts, reconciliations
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money


class OpeningBalanceDiffers(Refused):
    code = "opening_balance_differs"
    template = (
        "Bank reconciliation {reconciliation} was to open with {opening}, and the statement before it ended with "
        "{ended}. Take that as its opening balance, or say that another is right: --opening-differs."
    )


@dataclass(frozen=True, slots=True)
class StatementBefore:
    """What the account told, or tells, of its last statement before a document. ended_minor None: it knows of none."""

    number: str
    ended_minor: int | None


def later_posted(*, company: CompanyFacts, found: ReconciliationFacts) -> list[ReconciliationFacts]:
    """Posted reconciliations of the account after this one, the next first."""
    every = reconciliations(company=company)
    own = [one for one in every if one.bank_account.id == found.bank_account.id and one.is_posted]
    return [one for one in own if (one.statement_date, one.id) > (found.statement_date, found.id)]


def statement_before(*, company: CompanyFacts, found: ReconciliationFacts) -> StatementBefore:
    """The statement that this one follows on: the account's last, or where a later one is posted, that one's."""
    if found.is_posted:
        return StatementBefore(found.before_number, found.before_minor)
    if later := later_posted(company=company, found=found):
        return StatementBefore(later[0].before_number, later[0].before_minor)
    account = found.bank_account
    return StatementBefore(account.last_statement_number, account.balance_last_statement_minor)


def refuse_other_opening(*, company: CompanyFacts, found: ReconciliationFacts, opening_minor: int) -> None:
    """refuses   OpeningBalanceDiffers where the statement before ended with another balance than this"""
    ended = statement_before(company=company, found=found).ended_minor
    if ended is not None and ended != opening_minor:
        currency = found.bank_account.currency
        raise OpeningBalanceDiffers(
            reconciliation=found.name, opening=Money(opening_minor, currency), ended=Money(ended, currency)
        )
