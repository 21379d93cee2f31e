"""Give the amount of a line whose bank entry is in another currency than its account."""

from __future__ import annotations

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.queries import statements_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.journals.queries import JournalFacts, lines
from reskontra.journals.states import set_account_amount
from reskontra.ledger.sign_offs import refuse_signed
from reskontra.matching.actions.post_journal import LineUnknown
from reskontra.matching.decisions import AMOUNT_GIVEN
from reskontra.matching.proposals import delete_proposals


class AmountKnown(Refused):
    code = "line_amount_known"
    template = (
        "Line {line} of {journal} is {amount} by the bank's own file. Only a line in another currency is given one."
    )


class AmountAgainstSign(Refused):
    code = "line_amount_against_sign"
    template = "The bank's amount of line {line} is {amount}, and {given} was given. Give an amount of the same sign."


def give_amount(*, company: CompanyFacts, actor: str, journal: JournalFacts, line_number: int, amount: Money) -> None:
    """Say what a line came to in its account's currency; what was proposed for it before is taken away.

    refuses   LineUnknown, AmountKnown, AmountAgainstSign, BankAccountSigned: its statement is in a time that is signed
              off, where it counts with no amount
    """
    with transaction.atomic():
        lock_company(company.id)
        found = lines(company=company, journal_ids=[journal.id], states=["OPEN"])
        line = next((one for one in found if one.line_number == line_number), None)
        if line is None:
            raise LineUnknown(journal=journal.number, line=line_number)
        bank = Money(line.amount_minor, line.currency)
        if line.currency == amount.currency:
            raise AmountKnown(line=line_number, journal=journal.number, amount=bank)
        if line.amount_minor * amount.minor <= 0:
            raise AmountAgainstSign(line=line_number, amount=bank, given=amount)
        shown = statements_of(company=company, ids=[journal.statement_id] if journal.statement_id else [])
        refuse_signed(company=company, days=[(one.bank_account_id, one.statement_date) for one in shown])
        set_account_amount(company=company, line_id=line.id, minor=amount.minor)
        delete_proposals(company=company, line_ids=[line.id])
        record(
            company=company.id,
            actor=actor,
            action=AMOUNT_GIVEN,
            subject=journal.number,
            content={"line": line_number, "before": line.account_minor, "after": amount.minor},
        )
