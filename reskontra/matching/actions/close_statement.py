"""A statement closes when all its lines are posted and its sums close; reversing a line opens it again."""

from __future__ import annotations

from collections.abc import Sequence

from reskontra.bank.closing import is_statement_complete, statement_lines, statements_carried_by
from reskontra.bank.queries import StatementFacts, statements, statements_of
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import JournalFacts, journals_by_id
from reskontra.journals.states import mark_journal_posted
from reskontra.ledger.actions import close_bank_entries, note_statement, reopen_bank_entries
from reskontra.ledger.bank_entries import has_open_bank_entries
from reskontra.ledger.queries import bank_accounts, statements_of_vouchers


def close_statements(*, company: CompanyFacts, journals: Sequence[JournalFacts]) -> list[str]:
    """Close what these journals completed, oldest first; gives the statements' ids as the bank numbers them.

    A journal without open lines is posted. Its statement is reconciled only if its own balances close, and no line was
    posted for a bank reconciliation of its own.
    """
    now = journals_by_id(company=company, ids=[journal.id for journal in journals])
    mark_journal_posted(company=company, journal_ids=[journal.id for journal in now if not journal.open_lines])
    statement_ids = {journal.statement_id for journal in now if journal.statement_id and not journal.open_lines}
    closed = []
    for statement in statements_of(company=company, ids=statements_carried_by(company=company, ids=statement_ids)):
        has_balances = statement.opening_minor is not None and statement.closing_minor is not None
        if not has_balances or not is_statement_complete(company=company, statement_id=statement.id):
            continue
        lines = statement_lines(company=company, statement_id=statement.id)
        transaction_ids = [line.transaction_id for line in lines]
        account_id = statement.bank_account_id
        if has_open_bank_entries(company=company, bank_account_id=account_id, transaction_ids=transaction_ids):
            continue
        close_bank_entries(
            company=company,
            transaction_ids=transaction_ids,
            closed_date=statement.statement_date,
        )
        if _is_newest(company, statement):
            note_statement(
                company=company,
                bank_account_id=account_id,
                number=statement.statement_id,
                balance_minor=statement.closing_minor,
            )
        closed.append(statement.statement_id)
    return closed


def _is_newest(company: CompanyFacts, statement: StatementFacts) -> bool:
    """Whether the account has not noted a later statement already."""
    noted = {account.id: account.last_statement_number for account in bank_accounts(company=company)}
    known = statements(company=company, bank_account_id=statement.bank_account_id)
    later = known[[one.id for one in known].index(statement.id) + 1 :]
    last = noted[statement.bank_account_id]
    return last == statement.statement_id[:50] or last not in {one.statement_id[:50] for one in later}


def reopen_statements(*, company: CompanyFacts, vouchers: Sequence[int]) -> None:
    """Open the bank entries of every statement that brought one of these vouchers' movements."""
    last = {account.id: account.last_statement_number for account in bank_accounts(company=company)}
    ids = statements_of_vouchers(company=company, ids=vouchers)
    for statement in statements_of(company=company, ids=ids):
        reopened = reopen_bank_entries(company=company, statement_id=statement.id)
        if reopened and last[statement.bank_account_id] == statement.statement_id[:50]:
            note_statement(
                company=company,
                bank_account_id=statement.bank_account_id,
                number=statement.statement_id,
                balance_minor=statement.opening_minor,
            )
