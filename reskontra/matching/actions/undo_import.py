"""Undo a whole import while nothing of it is posted: as if the file had not come, but that the audit trail tells."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.actions.undo import mark_undone, refuse_needed, transactions_of_import, wholes_of
from reskontra.bank.queries import find_import, statements
from reskontra.companies.numbering import take_numbers
from reskontra.companies.queries import CompanyFacts
from reskontra.database.locks import lock_company
from reskontra.journals.actions import SERIES
from reskontra.journals.undoing import lines_of_import, stand_again, undo_journals
from reskontra.matching.forgetting import forget_lines, reserve_again


@dataclass(frozen=True, slots=True)
class UndoneImport:
    """file: its name; lines: those set aside; standing: lines on sums that stand again; facts: those forgotten.

    unreserved   standing lines whose money another line has reserved meanwhile: they wait for a person
    """

    number: int
    file: str
    journals: tuple[str, ...]
    transactions: int
    lines: int
    standing: int
    unreserved: int
    facts: int


def undo_import(*, company: CompanyFacts, actor: str, number: int, reason: str = "") -> UndoneImport:
    """Take an import back. Its rows and its file stay, marked; the same file may be imported again.

    refuses   ImportUnknown, ImportUndone, ImportPosted, StatementShowsPosted, Findings of ImportBuiltOn
    """
    with transaction.atomic():
        take_numbers(company=company, series=SERIES["PAYMENT_RECONCILIATION"], count=0)  # no import meanwhile
        lock_company(company.id)
        found = find_import(company=company, number=number)
        ids = transactions_of_import(company=company, file_import_id=found.id)
        refuse_needed(company=company, found=found, transaction_ids=ids)
        named = [one.statement_id for one in statements(company=company, file_import_id=found.id)]
        wholes = wholes_of(company=company, file_import_id=found.id)
        lines = lines_of_import(company=company, file_import_id=found.id, transaction_ids=ids)
        facts = forget_lines(company=company, line_ids=lines)
        journals = undo_journals(company=company, file_import_id=found.id, line_ids=lines)
        standing = stand_again(company=company, transaction_ids=wholes)
        mark_undone(company=company, actor=actor, found=found, reason=reason.strip())
        done = UndoneImport(
            number=number,
            file=found.file,
            journals=tuple(journals),
            transactions=len(ids),
            lines=len(lines),
            standing=len(standing),
            unreserved=reserve_again(company=company, line_ids=standing),
            facts=facts,
        )
        record(
            company=company.id,
            actor=actor,
            action="bank.import.undone",
            subject=f"import {number}",
            content={
                "statements": named,
                "journals": journals,
                "transactions": len(ids),
                "lines": len(lines),
                "standing": len(standing),
                "facts": facts,
                "reason": reason.strip(),
            },
        )
    return done
