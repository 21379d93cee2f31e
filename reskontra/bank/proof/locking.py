"""What a sign-off of a bank account forbids of statements."""

from __future__ import annotations

from reskontra.bank.actions.decision import Decision
from reskontra.bank.actions.reading import FileStatement
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.sign_offs import refuse_signed, standing_sign_offs


def refuse_statement(*, company: CompanyFacts, statement: FileStatement, decision: Decision) -> None:
    """A statement that would change what the bank had said of a time that is signed off.

    One whose payments are all known, of a day that another had reached already, says nothing new.

    refuses   BankAccountSigned
    """
    if statement.is_advice or statement.is_report:
        return
    signed = standing_sign_offs(company=company).get(statement.account.id)
    if signed is None or statement.facts.day > signed.as_of:
        return
    is_known = len(decision.known) + len(statement.expected) == len(statement.fingerprints)
    if not is_known or statement.facts.day > signed.statement_date:
        refuse_signed(company=company, days=[(statement.account.id, statement.facts.day)])
