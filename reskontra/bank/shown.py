"""What a statement's transactions say, stored and in the file's own words."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO

from reskontra.bank.definitions import definitions_of_import
from reskontra.bank.models import BankTransaction, FileImport
from reskontra.bank.queries import ImportFacts, StatementFacts, statements
from reskontra.bank.transactions import TransactionFacts, transactions, transactions_of
from reskontra.companies.files import read_file
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed, Refused
from reskontra.core.money import format_minor
from reskontra.formats.archive import members
from reskontra.formats.bank_statement import StatementEnd
from reskontra.formats.definition import Definition
from reskontra.formats.definition_raw import raw_row
from reskontra.formats.definition_reader import read_by_definition
from reskontra.formats.detect import HEAD_BYTES, detect
from reskontra.formats.format import NAMES, Format
from reskontra.formats.raw import Field, RawUnknown, Wanted, raw_fields


class StatementNotInImport(Refused):
    code = "statement_not_in_import"
    template = 'Import {number} has no statement "{statement_id}". It has {known}.'


class StatementAmbiguous(Refused):
    code = "statement_ambiguous"
    template = "Import {number} has the statements {known}. Say with --statement which is meant."


class StatementLineUnknown(Refused):
    code = "statement_line_unknown"
    template = 'Statement "{statement_id}" has no line {line}. Its lines are 1 to {last}.'


def chosen_statement(*, company: CompanyFacts, found: ImportFacts, statement_id: str) -> StatementFacts:
    """The statement of an import with that id, or its only one.

    refuses   StatementNotInImport, StatementAmbiguous
    """
    own = statements(company=company, file_import_id=found.id)
    known = tuple(one.statement_id for one in own)
    fitting = [one for one in own if statement_id in ("", one.statement_id)]
    if not fitting:
        raise StatementNotInImport(number=found.number, statement_id=statement_id, known=known)
    if len(fitting) > 1:
        raise StatementAmbiguous(number=found.number, known=known)
    return fitting[0]


def statement_line(*, company: CompanyFacts, statement: StatementFacts, line: int) -> TransactionFacts:
    """refuses   StatementLineUnknown"""
    rows = BankTransaction.objects.filter(company=company.id, statement=statement.id)
    ids = list(rows.filter(number=line).values_list("id", flat=True))
    if not ids:
        raise StatementLineUnknown(statement_id=statement.statement_id, line=line, last=rows.count())
    (found,) = transactions(company=company, ids=ids)
    return found


def stored_file(*, company: CompanyFacts, found: ImportFacts) -> bytes:
    """The file as the bank sent it."""
    return read_file(company=company, file_id=FileImport.objects.get(company=company.id, id=found.id).file_id)


def stored_fields(one: TransactionFacts) -> Iterator[tuple[str, str]]:
    """What is stored of a line, by the names of the columns; what is blank is left out."""
    for name, found in one._asdict().items():
        if name in ("id", "bank_account_id", "statement_id", "same_as_id", "texts", "references", "counterparty"):
            continue
        if found not in ("", None, False) and not (name == "charges_minor" and not found):
            yield name.removesuffix("_minor"), _field(name, found, one)
    for name, found in one.counterparty._asdict().items():
        if found:
            yield f"counterparty.{name}", found
    for number, reference in enumerate(one.references, 1):
        yield f"reference.{number}", f"{reference.kind.lower()} {reference.raw}"
    for number, text in enumerate(one.texts, 1):
        yield f"text.{number}", text.text


def _field(name: str, found: object, one: TransactionFacts) -> str:
    if name.endswith("_minor") and isinstance(found, int):
        currencies = {"instructed_minor": one.instructed_currency, "charges_minor": one.charges_currency}
        return format_minor(found, currencies.get(name) or one.currency)
    return found.isoformat() if isinstance(found, date) else str(found)


def raw_line(
    *, company: CompanyFacts, found: ImportFacts, statement: StatementFacts, line: TransactionFacts
) -> list[Field]:
    """All that the file says of a line; of an archive, the member first that it stands in.

    refuses   RawUnknown
    """
    stream = io.BytesIO(stored_file(company=company, found=found))
    by = definitions_of_import(company=company, import_id=found.id)
    wanted = Wanted(
        statement.statement_id,
        statement.sequence,
        line.entry_number,
        line.part_number,
        line.amount_minor,
        line.booking_date,
    )
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    if detect(head) is Format.ZIP:
        told = [
            [("", name), *fields] for name, piece in members(stream) if (fields := _of_member(piece, by, wanted, line))
        ]
        if len(told) != 1:
            raise RawUnknown(format=NAMES[Format.ZIP])
        return told[0]
    if not by:
        return raw_fields(stream, wanted)
    fields = _by_definition(stream, by[0], line)
    if not fields:
        raise RawUnknown(format=by[0].name)
    return fields


def _by_definition(stream: BinaryIO, by: Definition, line: TransactionFacts) -> list[Field]:
    return raw_row(
        stream,
        by,
        currency=line.currency,
        entry=line.entry_number,
        part=line.part_number,
        amount_minor=line.amount_minor,
    )


def _of_member(stream: BinaryIO, by: Sequence[Definition], wanted: Wanted, line: TransactionFacts) -> list[Field]:
    """What a member of an archive says of the line; nothing where it has another statement, or is of another kind."""
    for one in by:
        try:
            events = list(read_by_definition(stream, one, currency=line.currency))
            stream.seek(0)
            if any(isinstance(event, StatementEnd) and event.statement_id == wanted.statement_id for event in events):
                return _by_definition(stream, one, line)
        except Malformed:
            pass
        stream.seek(0)
    try:
        return raw_fields(stream, wanted)
    except (Malformed, RawUnknown):
        return []


def lines_between(
    *, company: CompanyFacts, own: list[StatementFacts], first: date | None, last: date | None
) -> Iterator[tuple[StatementFacts, TransactionFacts]]:
    """The transactions of statements, of these days, in the bank's order; read as they are asked for."""
    for statement in own:
        for one in transactions_of(company=company, statement_id=statement.id):
            day = one.booking_date or one.value_date or statement.statement_date
            if (first is None or day >= first) and (last is None or day <= last):
                yield statement, one
