"""Lines suggested from the bank ledger: what the books say the statement should have."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.reconciliation.changing import open_reconciliation
from reskontra.bank.reconciliation.collecting import hold_entries
from reskontra.bank.reconciliation.lines import LineToAdd, write_lines
from reskontra.bank.reconciliation.queries import lines_numbered
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_matching import Agreed
from reskontra.core.errors import Refused
from reskontra.ledger.check_entries import CheckFacts, checks_of
from reskontra.ledger.queries import BankAccountFacts
from reskontra.ledger.reconciled_entries import OpenBankEntry, open_bank_entries


class NothingToSuggest(Refused):
    code = "nothing_to_suggest"
    template = (
        "Bank account {bank_account} has no open bank entry from {from_date} to {to_date}. Take other days, or import "
        "the statement."
    )


def suggest_lines(
    *,
    company: CompanyFacts,
    actor: str,
    name: str,
    ending: date,
    starting: date | None = None,
    reversed_too: bool = True,
    checks_too: bool = False,
) -> int:
    """A line for every open bank entry of these days, matched with it at once; gives how many.

    ending       cut down to the statement's date; the account may say that lines are not matched by themselves
    checks_too   what a check pays is suggested as the check: with its date, payee and document, and applied as it

    refuses   ReconciliationUnknown, ReconciliationPosted, NothingToSuggest
    """
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        account = found.bank_account
        until = min(ending, found.statement_date)
        entries = open_bank_entries(company=company, bank_account_id=account.id, until=until, reversed_too=reversed_too)
        entries = [entry for entry in entries if starting is None or entry.day >= starting]
        if not entries:
            start = starting.isoformat() if starting else "-"
            raise NothingToSuggest(bank_account=account.number, from_date=start, to_date=until)
        checks = _checks(company, account, until) if checks_too else {}
        lines = [_line(entry, checks.get(entry.id)) for entry in entries]
        numbers = write_lines(company=company, found=found, lines=lines)
        if not account.disables_auto_match:
            written = lines_numbered(company=company, found=found, numbers=numbers)
            agreed = (Agreed.AMOUNT, Agreed.DAY, Agreed.DOCUMENT_NUMBER)
            rows = [
                (line.id, entry.id, (Agreed.CHECK,) if entry.id in checks else agreed)
                for line, entry in zip(written, entries, strict=True)
            ]
            hold_entries(company=company, found=found, rows=rows)
        content = {"from": starting, "to": until, "lines": len(entries)}
        record(company=company.id, actor=actor, action="reconciliation.suggested", subject=name, content=content)
    return len(entries)


def _checks(company: CompanyFacts, account: BankAccountFacts, until: date) -> dict[int, CheckFacts]:
    """Bank entry → the check that it is, of those that may be applied."""
    states = ("POSTED", "FINANCIALLY_VOIDED")
    drawn = checks_of(company=company, bank_account=account, states=states, until=until)
    return {one.bank_entry_id: one for one in drawn if one.bank_entry_id and one.entry_state == "OPEN"}


def _line(entry: OpenBankEntry, check: CheckFacts | None) -> LineToAdd:
    if check is None:
        return LineToAdd(entry.day, entry.amount_minor, entry.description, entry.voucher, " ".join(entry.check_numbers))
    return LineToAdd(
        check.check_date, -check.amount_minor, check.payee, check.document_number, check.number, party=check.payee
    )
