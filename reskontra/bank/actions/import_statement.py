"""Import a bank file: store what it says once, and make journals of what is new.

The file is read whole before the database is touched, so a file that is refused holds nobody up. Then one transaction
writes everything, in the order of time whatever the order in the file: advices first, since the statement that shows
their sums needs no lines of its own.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import BinaryIO

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.actions.accounts import Accounts, FirstStatement, opening_command
from reskontra.bank.actions.advices import link_advised, link_booked
from reskontra.bank.actions.decision import Decision
from reskontra.bank.actions.history import find_gap, gap_finding, place_statement
from reskontra.bank.actions.known import decide_known
from reskontra.bank.actions.reading import Definitions, Doubts, FileStatement, Reading, read_file
from reskontra.bank.actions.spool import Spool
from reskontra.bank.actions.writing import Written, write_statement
from reskontra.bank.definitions import find_definition, record_reading, saved_definitions
from reskontra.bank.models import FileImport
from reskontra.bank.proof.locking import refuse_statement
from reskontra.bank.queries import JournalMade, find_file_import, journals_made, journals_of_import
from reskontra.companies.files import sha256_of, store_file
from reskontra.companies.numbering import take_numbers
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.core.statements import OVERRIDES, Course, Notice, in_order
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.autogiro_answers import STOPPED, Answers
from reskontra.formats.bank_statement import Doubt
from reskontra.journals.actions import SERIES
from reskontra.journals.queries import journals_by_id
from reskontra.ledger.queries import bank_accounts, find_bank_account
from reskontra.receivables.direct_debits.rejected_orders import reject_orders

_OBJECTS_BETWEEN_COLLECTIONS = 50_000


class OverrideUnknown(Refused):
    code = "override_unknown"
    template = 'There is no override "{override}". Use one of {known}.'


class ReasonMissing(Refused):
    code = "override_reason_missing"
    template = "The override {overrides} needs a reason. Say with --reason why the file is right."


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did. already_imported_at and _by are set where the same bytes were imported before.

    journals   those made, and those that got lines on the parts of what they held as a whole
    new_then   transactions that were new when the same bytes were imported before; new is 0 then
    known      transactions imported before; expected ones are not booked yet
    """

    number: int
    journals: tuple[JournalMade, ...]
    new: int
    known: int
    expected: int
    messages: tuple[Notice, ...] = ()
    already_imported_at: datetime | None = None
    already_imported_by: str = ""
    new_then: int = 0


def import_statement(  # noqa: PLR0913 - what is imported, and what a person says of it
    *,
    company: CompanyFacts,
    actor: str,
    name: str,
    stream: BinaryIO,
    bank_account: str = "",
    definition: str = "",
    overrides: frozenset[str] = frozenset(),
    reason: str = "",
) -> ImportOutcome:
    """Import a file of statements, advices or reports, all or nothing; the same bytes again change nothing.

    name           the file's, kept with it; of an archive all members are imported, and the archive is kept
    stream         the file from its start, seekable; read in pieces, more than once
    bank_account   number of the own account, where the file's word for it is not to be relied on
    definition     name of an import definition to read it by; else it is recognised by its content
    overrides      of OVERRIDES: which doubts do not count, and for what reason
    refuses        OverrideUnknown, ReasonMissing, BankAccountUnknown, DefinitionUnknown, what the file's reader
                   refuses, StatementAccountUnknown, AccountAmbiguous, BankAccountNotGiven; doubts not overridden:
                   account, currency, balances, batches, StatementGap, OpeningDiffers; several at once as Findings
    """
    _refuse_overrides(overrides, reason)
    digest = sha256_of(stream)
    if known := _imported_before(company, digest):
        return known
    chosen = find_bank_account(company=company, number=bank_account) if bank_account else None
    accounts = Accounts(bank_accounts(company=company), chosen)
    doubts = Doubts(overrides)
    definitions = Definitions(
        chosen=find_definition(company=company, name=definition) if definition else None,
        known=() if definition else tuple(saved_definitions(company=company)),
        currency=chosen.currency if chosen else company.currency,
    )
    with few_collections(), Spool() as spool:
        today = bulk.moment().date()
        reading = read_file(stream, accounts=accounts, doubts=doubts, spool=spool, today=today, definitions=definitions)
        with transaction.atomic():
            if any(statement.end.stopped for statement in reading.statements):
                lock_company(company.id)  # debits are taken back, which changes entries
            take_numbers(company=company, series=SERIES["PAYMENT_RECONCILIATION"], count=0)  # one import at a time
            if known := _imported_before(company, digest):
                return known
            file = store_file(company=company, name=name, stream=stream)
            command = _Import(company, actor, file, doubts, reason.strip(), spool)
            return command.run(reading)


@contextmanager
def few_collections() -> Iterator[None]:
    """Look for unreachable cycles seldom: an import makes many objects and no cycles (a tenth of its time)."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _refuse_overrides(overrides: Iterable[str], reason: str) -> None:
    for override in sorted(overrides):
        if override not in OVERRIDES:
            raise OverrideUnknown(override=override, known=OVERRIDES)
    if overrides and not reason.strip():
        raise ReasonMissing(overrides=tuple(sorted(overrides)))


def _imported_before(company: CompanyFacts, digest: str) -> ImportOutcome | None:
    """What the same bytes did when they were imported; None when they were not."""
    found = find_file_import(company=company, sha256=digest)
    if found is None:
        return None
    return ImportOutcome(
        number=found.number,
        journals=tuple(journals_of_import(company=company, file_import_id=found.id)),
        new=0,
        known=found.new + found.known,
        expected=found.expected,
        already_imported_at=found.imported_at,
        already_imported_by=found.actor,
        new_then=found.new,
    )


@dataclass(slots=True)
class _Import:
    """One import under way, inside its transaction."""

    company: CompanyFacts
    actor: str
    file_id: int
    doubts: Doubts
    reason: str
    spool: Spool
    row: FileImport = field(init=False)
    notices: list[Notice] = field(default_factory=list)

    def run(self, reading: Reading) -> ImportOutcome:
        self.row = self._write_import(reading.statements)
        self.notices = list(reading.notices)
        written = [self._import(statement) for statement in in_time(reading.statements)]
        filled: dict[int, int] = {}
        for one in written:
            for journal_id, lines in one.filled.items():
                filled[journal_id] = filled.get(journal_id, 0) + lines
        made = [one.journal for one in written if one.journal]
        outcome = ImportOutcome(
            number=self.row.number,
            journals=(*made, *self._filled(filled)),
            new=sum(one.new for one in written),
            known=sum(one.known for one in written),
            expected=sum(one.expected for one in written),
            messages=tuple(self.notices),
        )
        self._record(outcome, reading)
        return outcome

    def _write_import(self, statements: Sequence[FileStatement]) -> FileImport:
        last = FileImport.every.filter(company=self.company.id).order_by("-number").first()
        row = FileImport(
            company_id=self.company.id,
            number=last.number + 1 if last else 1,
            file_id=self.file_id,
            format=statements[0].header.format[:30],
            actor=self.actor,
            imported_at=bulk.moment(),
            overrides=",".join(sorted(self.doubts.given)),
            override_reason=self.reason[:500],
        )
        row.save(force_insert=True)
        headers = [statement.header for statement in statements]
        for name, version in sorted({(one.definition, one.definition_version) for one in headers if one.definition}):
            record_reading(company=self.company, import_id=row.id, name=name, version=version)
        return row

    def _import(self, statement: FileStatement) -> Written:
        company = self.company
        course, before, after = place_statement(company=company, statement=statement, file_import_id=self.row.id)
        decision = decide_known(
            company=company, statement=statement, course=course, file_import_id=self.row.id, spool=self.spool
        )
        if gap := find_gap(statement=statement, before=before, after=after, decision=decision):
            if statement.proves_opening:
                self.doubts.take([Doubt("gap", gap_finding(statement, gap))])
                self.doubts.settle()
            self._tell_gap(statement, gap.before_minor, gap.after_minor)
        if before is None and after is None:
            self._offer_opening(statement)
        if statement.is_advice:
            link_booked(company=company, statement=statement, decision=decision, spool=self.spool)
        elif not statement.is_report:
            link_advised(company=company, statement=statement, decision=decision, spool=self.spool)
        refuse_statement(company=company, statement=statement, decision=decision)
        written = write_statement(
            company=company,
            actor=self.actor,
            file_import_id=self.row.id,
            statement=statement,
            decision=decision,
            spool=self.spool,
        )
        self._tell(statement, course, decision, written)
        self._take_back(statement)
        return written

    def _take_back(self, statement: FileStatement) -> None:
        """Debits of ours that the bank was asked for and did not make are owed again; it told of each already."""
        if not statement.end.stopped:
            return
        answers = Answers(STOPPED, statement.account.bankgiro, None, rejected=statement.end.stopped)
        taken = reject_orders(company=self.company, actor=self.actor, answers=answers)
        named = {"statement_id": statement.facts.statement_id}
        for one in taken.done:
            values = {"debit": one.debit, "document": one.document, "amount": one.amount, "reason": one.reason}
            self.notices.append(Notice("debit_stopped", {**named, **values}))
        for stuck in taken.stuck:
            values = {"debit": stuck.debit, "reason": stuck.reason, "why": str(stuck.why)}
            self.notices.append(Notice("debit_stands", {**named, **values}))

    def _offer_opening(self, statement: FileStatement) -> None:
        """The first statement of an account that began without a balance says what it was."""
        account, facts = statement.account, statement.facts
        is_known = account.balance_last_statement_minor is not None or statement.header.currency != account.currency
        if statement.is_advice or statement.is_report or is_known or not facts.opening_minor:
            return
        values = {
            "bank_account": account.number,
            "statement_id": facts.statement_id,
            "opening": Money(facts.opening_minor, account.currency),
            "command": opening_command(
                account.number, FirstStatement(statement.header, facts, statement.end.opening_date)
            ),
        }
        self.notices.append(Notice("opening_missing", values))

    def _tell_gap(self, statement: FileStatement, before: int, after: int) -> None:
        currency = statement.header.currency
        values = {"before": Money(before, currency), "after": Money(after, currency)}
        self.notices.append(Notice("gap_accepted", {"statement_id": statement.facts.statement_id, **values}))

    def _tell(self, statement: FileStatement, course: Course, decision: Decision, written: Written) -> None:
        named = {"statement_id": statement.facts.statement_id}
        if course is Course.OVERLAPS and decision.overlapping:
            values = {"known": decision.overlapping, "new": statement.booked - decision.overlapping}
            self.notices.append(Notice("overlap", {**named, **values}))
        if decision.suspects:
            self.notices.append(Notice("suspects", {**named, "count": len(decision.suspects)}))
        if statement.booked and not statement.is_advice and statement.end.closing_minor is None:
            self.notices.append(Notice("no_closing", named))
        if statement.end.left_out:
            self.notices.append(Notice("left_out", {**named, "count": statement.end.left_out}))
        self.notices += decision.notices
        self.notices += [Notice("bank_says", {**named, "text": text}) for text in statement.warnings]

    def _filled(self, filled: dict[int, int]) -> list[JournalMade]:
        """Journals of earlier imports that got lines from this one."""
        found = journals_by_id(company=self.company, ids=filled)
        made = journals_made(company=self.company, journals=found)
        return [replace(one, lines=filled[journal.id]) for one, journal in zip(made, found, strict=True)]

    def _record(self, outcome: ImportOutcome, reading: Reading) -> None:
        header = reading.statements[0].header
        record(
            company=self.company.id,
            actor=self.actor,
            action="bank.statement.imported",
            subject=f"import {outcome.number}",
            content={
                "file": self.file_id,
                "format": self.row.format,
                **({"members": list(reading.members)} if reading.members else {}),
                "definition": [header.definition, header.definition_version] if header.definition else None,
                "statements": len(reading.statements),
                "journals": [journal.number for journal in outcome.journals],
                "new": outcome.new,
                "known": outcome.known,
                "expected": outcome.expected,
                "overrides": sorted(self.doubts.given),
                "overrides_needed": sorted(self.doubts.used),
                "reason": self.reason,
            },
        )


def in_time(statements: Sequence[FileStatement]) -> list[FileStatement]:
    """Advices before statements before reports; each account's in the order of time."""

    def kind(statement: FileStatement) -> tuple[int, int]:
        return (0 if statement.is_advice else 2 if statement.is_report else 1), statement.account.id

    ordered = []
    for _, group in groupby(sorted(statements, key=kind), key=kind):
        together = list(group)
        ordered += [together[at] for at in in_order([statement.facts for statement in together])]
    return ordered
