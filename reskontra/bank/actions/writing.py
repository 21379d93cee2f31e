"""Write a statement as decided: every parent row before its children, whole chunks at a time.

The order matters. A row whose parent comes later would be legal, since keys are checked at the end; but while one is
missing, SQLite searches every child table for each parent row it inserts, and the import would grow with the square
of its size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reskontra.bank.actions.decision import Decision
from reskontra.bank.actions.reading import FileStatement
from reskontra.bank.actions.rows import AMOUNT, BOOKED_ON, COLUMNS, CURRENCY, PARTY_COLUMNS, VALUE_ON, Row
from reskontra.bank.actions.spool import Spool
from reskontra.bank.models import (
    BankStatement,
    BankTransaction,
    KnownPart,
    TransactionParty,
    TransactionReference,
    TransactionText,
)
from reskontra.bank.queries import JournalMade
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.journals.actions import NewJournal, NewLine, add_lines, create_journal, supersede_lines
from reskontra.journals.queries import last_line_number

_TRANSACTION = ("id", "company_id", "bank_account_id", "statement_id", "number", "state", "same_as_id", "ordinal")
_REFERENCE = (
    "company_id", "transaction_id", "sequence", "kind", "scheme", "raw", "amount_minor", "discount_minor",
    "group_number",
)  # fmt: skip


@dataclass(slots=True)
class Written:
    """A statement as it was written."""

    new: int
    known: int
    expected: int
    journal: JournalMade | None = None
    filled: dict[int, int] = field(default_factory=dict)  # journals made before: how many lines they got


@dataclass(frozen=True, slots=True)
class Target:
    """Where a statement's rows go."""

    company: CompanyFacts
    actor: str
    file_import_id: int
    statement_id: int
    journal_id: int | None
    ids: Sequence[int]


def write_statement(
    *,
    company: CompanyFacts,
    actor: str,
    file_import_id: int,
    statement: FileStatement,
    decision: Decision,
    spool: Spool,
) -> Written:
    """The statement, its transactions, and lines on what is new, in a journal of its own."""
    total, expected = len(statement.fingerprints), len(statement.expected)
    known = len(decision.known)
    written = Written(new=total - expected - known, known=known, expected=expected)
    statement_id = _write_head(company, file_import_id, statement, written)
    lines = written.new - len(decision.details)
    journal_id = None
    if lines:
        made = NewJournal("PAYMENT_RECONCILIATION", statement.account.id, statement_id, file_import_id)
        journal_id, number = create_journal(company=company, actor=actor, journal=made)
        written.journal = JournalMade(number, statement.facts.statement_id, statement.facts.day, lines)
    ids = bulk.reserve_ids(BankTransaction, total)
    target = Target(company, actor, file_import_id, statement_id, journal_id, ids)
    supersede_lines(company=company, line_ids=decision.superseded)
    written.filled = _write_rows(target, statement, decision, spool)
    bulk.insert(KnownPart, ("company_id", "transaction_id", "part_id"), (
        (company.id, ids[place], part) for place, parts in decision.known_parts.items() for part in parts
    ))  # fmt: skip
    return written


def _write_head(company: CompanyFacts, file_import_id: int, statement: FileStatement, written: Written) -> int:
    header, end = statement.header, statement.end
    row = BankStatement(
        company_id=company.id,
        file_import_id=file_import_id,
        bank_account_id=statement.account.id,
        format=header.format[:30],
        statement_id=statement.facts.statement_id,
        sequence=statement.facts.sequence,
        currency=header.currency or statement.account.currency,
        created_date=header.created_date,
        from_date=header.from_date,
        to_date=header.to_date,
        statement_date=statement.facts.day,
        opening_minor=end.opening_minor,
        closing_minor=end.closing_minor,
        closing_date=end.closing_date,
        new_count=written.new,
        known_count=written.known,
        expected_count=written.expected,
        warnings="\n".join(statement.warnings),
    )
    row.save(force_insert=True)
    return row.id


def _write_rows(target: Target, statement: FileStatement, decision: Decision, spool: Spool) -> dict[int, int]:
    """Chunk by chunk the transactions, what hangs on them, and their lines; gives what other journals got."""
    place = 0
    number = 1
    taken_over: dict[int, list[NewLine]] = defaultdict(list)
    for rows in spool.chunks(statement.chunks):
        ids = target.ids[place : place + len(rows)]
        bulk.insert(BankTransaction, _TRANSACTION + COLUMNS, _transactions(target, statement, decision, rows, place))
        _write_details(target.company, ids, rows)
        if target.journal_id is not None:
            number = add_lines(
                company=target.company,
                journal_id=target.journal_id,
                first_number=number,
                lines=_lines(statement, decision, ids, rows, place),
            )
        for at in range(place, place + len(rows)) if decision.take_overs else ():
            if at in decision.take_overs:
                line = _line(statement, decision, ids[at - place], rows[at - place], at)
                taken_over[decision.take_overs[at]].append(line)
        place += len(rows)
    for journal_id, lines in taken_over.items():
        first = last_line_number(company=target.company, journal_id=journal_id) + 1
        add_lines(company=target.company, journal_id=journal_id, first_number=first, lines=lines)
    return {journal_id: len(lines) for journal_id, lines in taken_over.items()}


def _transactions(
    target: Target, statement: FileStatement, decision: Decision, rows: Sequence[Row], first: int
) -> Iterator[tuple[object, ...]]:
    company, account, statement_id = target.company.id, statement.account.id, target.statement_id
    known, details, ordinals, expected = decision.known, decision.details, decision.ordinals, statement.expected
    for place, row in enumerate(rows, start=first):
        same_as = known.get(place)
        state = "BOOKED" if same_as is None else "KNOWN"
        if place in expected:
            state = "EXPECTED"
        elif place in details:
            state, same_as = "DETAIL", details[place]
        yield (
            target.ids[place], company, account, statement_id, place + 1, state, same_as, ordinals.get(place, 0),
            *row.columns,
        )  # fmt: skip


def _write_details(company: CompanyFacts, ids: Sequence[int], rows: Sequence[Row]) -> None:
    """Parties, texts and references of a chunk."""
    bulk.insert(
        TransactionParty,
        ("company_id", "transaction_id", *PARTY_COLUMNS),
        ((company.id, id, *row.party) for id, row in zip(ids, rows, strict=True) if row.party),
    )
    bulk.insert(
        TransactionText,
        ("company_id", "transaction_id", "sequence", "kind", "text"),
        (
            (company.id, id, sequence, *text)
            for id, row in zip(ids, rows, strict=True)
            for sequence, text in enumerate(row.texts, start=1)
        ),
    )
    bulk.insert(
        TransactionReference,
        _REFERENCE,
        (
            (company.id, id, sequence, *reference)
            for id, row in zip(ids, rows, strict=True)
            for sequence, reference in enumerate(row.references, start=1)
        ),
    )


def _lines(
    statement: FileStatement, decision: Decision, ids: Sequence[int], rows: Sequence[Row], first: int
) -> Iterator[NewLine]:
    """Lines on the transactions of a chunk that are new: not known, no details, booked."""
    skipped = decision.known.keys() | decision.details.keys() | statement.expected
    for at, row in enumerate(rows):
        if first + at not in skipped:
            yield _line(statement, decision, ids[at], row, first + at)


def _line(statement: FileStatement, decision: Decision, id: int, row: Row, place: int) -> NewLine:
    columns: Any = row.columns
    amount, currency = columns[AMOUNT], columns[CURRENCY]
    return NewLine(
        transaction_id=id,
        date=columns[BOOKED_ON] or columns[VALUE_ON] or statement.facts.day.isoformat(),
        amount_minor=amount,
        currency=currency,
        account_minor=amount if currency == statement.account.currency else None,
        description=row.description,
        is_duplicate_suspect=place in decision.suspects,
    )
