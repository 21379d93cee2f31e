"""Undo an import: its rows stay, marked, and count for nothing, so that the file can be imported again.

Only what nothing else stands on is undone. What is posted is taken back with counter vouchers first; and an import
made later, which knows payments of this one or goes on from its closing balance, is undone first.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from reskontra.bank.actions.history import is_chained
from reskontra.bank.closing import statement_lines
from reskontra.bank.models import BankStatement, BankTransaction, FileImport, KnownPart
from reskontra.bank.queries import ImportFacts, StatementFacts, statements
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.database import bulk
from reskontra.journals.queries import lines_on
from reskontra.ledger.queries import vouchers_of_transactions
from reskontra.ledger.sign_offs import refuse_signed


class ImportPosted(Refused):
    code = "import_posted"
    template = (
        "Of import {number}, {count:payment is|payments are} posted, the first by voucher {voucher}. "
        "Take them back with "
        "reskontra journal reverse first, or keep the import."
    )


class StatementShowsPosted(Refused):
    code = "statement_shows_posted"
    template = (
        'Statement "{statement_id}" of import {number} shows payments that {journal} has posted. Reverse that journal '
        "first, or keep the import."
    )


class ImportBuiltOn(Refused):
    code = "import_built_on"
    template = (
        'Import {later}, statement "{statement_id}" of {date}, builds on import {number}. Undo import {later} first.'
    )


class ImportReconciled(Refused):
    code = "import_reconciled"
    template = (
        "Line {line} of bank reconciliation {reconciliation} has a transaction of import {number}. "
        "Take it away there first, or keep the import."
    )


Later = tuple[int, str, date]


def refuse_needed(*, company: CompanyFacts, found: ImportFacts, transaction_ids: Collection[int]) -> None:
    """refuses   ImportPosted, ImportReconciled, StatementShowsPosted, BankAccountSigned, Findings of ImportBuiltOn,
    in this order
    """
    posted = vouchers_of_transactions(company=company, transaction_ids=transaction_ids)
    if posted:
        raise ImportPosted(number=found.number, count=len(posted), voucher=posted[min(posted)])
    for line in lines_on(company=company, transaction_ids=transaction_ids).values():
        if line.is_reconciliation:
            raise ImportReconciled(line=line.line_number, reconciliation=line.journal, number=found.number)
    own = statements(company=company, file_import_id=found.id)
    for statement in own:
        for line in statement_lines(company=company, statement_id=statement.id) if is_chained(statement.format) else ():
            if line.state == "POSTED":
                names = {"statement_id": statement.statement_id, "number": found.number}
                raise StatementShowsPosted(**names, journal=line.journal)
    chained = [one for one in own if is_chained(one.format)]
    refuse_signed(company=company, days=[(one.bank_account_id, one.statement_date) for one in chained])
    later = sorted({*_knowing(company, found), *(one for statement in own for one in _following(company, statement))})
    if later:
        raise Findings(
            [ImportBuiltOn(later=number, statement_id=id, date=day, number=found.number) for number, id, day in later]
        )


def _knowing(company: CompanyFacts, found: ImportFacts) -> set[Later]:
    """Statements of other imports of which a payment is known from this one, or a detail of it."""
    same = BankTransaction.objects.filter(
        company=company.id, same_as__company=company.id, same_as__statement__file_import=found.id
    )
    parts = KnownPart.objects.filter(
        company=company.id, part__company=company.id, part__statement__file_import=found.id
    )
    ids = {*same.exclude(state="UNDONE").values_list("statement_id", flat=True).distinct()}
    standing = parts.exclude(transaction__state="UNDONE").select_related("transaction")
    ids.update(part.transaction.statement_id for part in standing)
    rows = BankStatement.objects.filter(company=company.id, id__in=ids).exclude(file_import=found.id)
    return set(rows.values_list("file_import__number", "statement_id", "statement_date"))


def _following(company: CompanyFacts, statement: StatementFacts) -> set[Later]:
    """Statements of the account imported later, of the same day or days after: their opening was held against it."""
    if not is_chained(statement.format) or statement.closing_minor is None:
        return set()
    rows = BankStatement.objects.filter(
        company=company.id,
        bank_account=statement.bank_account_id,
        currency=statement.currency,
        statement_date__gte=statement.statement_date,
        opening_minor__isnull=False,
        file_import__number__gt=statement.import_number,
    )
    found = rows.values_list("file_import__number", "statement_id", "statement_date", "format")
    return {(number, id, day) for number, id, day, format in found if is_chained(format)}


def transactions_of_import(*, company: CompanyFacts, file_import_id: int) -> list[int]:
    """The keys of all its transactions, ascending."""
    rows = BankTransaction.objects.filter(company=company.id, statement__file_import=file_import_id)
    return sorted(rows.filter(statement__company=company.id).values_list("id", flat=True))


def wholes_of(*, company: CompanyFacts, file_import_id: int) -> set[int]:
    """What other imports brought as sums of this one's transactions."""
    rows = BankTransaction.objects.filter(company=company.id, statement__file_import=file_import_id, state="DETAIL")
    ids = rows.filter(statement__company=company.id).values_list("same_as_id", flat=True)
    return {id for id in ids if id is not None}


def mark_undone(*, company: CompanyFacts, actor: str, found: ImportFacts, reason: str) -> datetime:
    """Mark the import, its statements and its transactions; gives when."""
    now = bulk.moment()
    own = BankStatement.objects.filter(company=company.id, file_import=found.id)
    for id in list(own.values_list("id", flat=True)):
        BankTransaction.objects.filter(company=company.id, statement=id).update(state="UNDONE")
    own.update(undone_at=now)
    rows = FileImport.objects.filter(company=company.id, id=found.id)
    rows.update(undone_at=now, undone_by=actor, undone_reason=reason[:500])
    return now
