"""Load the lines of a batch from CSV: all of them or none, many at once.

A line without a document number gets the next of the batch's series: its own, if it names a balancing account, else
the one of the lines above it that do not balance yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.numbering import shape_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import parse_minor
from reskontra.core.settlement import Marked
from reskontra.database.collector import collector_off
from reskontra.database.locks import lock_company
from reskontra.formats.csv_table import Row, Table
from reskontra.journals.batches import BatchFacts
from reskontra.journals.entering import highest, write_lines
from reskontra.journals.proposing import proposed_type
from reskontra.journals.typed_lines import PARTIES, TypedFacts, holders_of, last_number, numbers_in_use
from reskontra.parties.queries import PartySummary, parties_by_number
from reskontra.receivables.queries import entries_by_number, facts_by_id

REQUIRED = ("posting_date", "account_type", "account", "amount")
OPTIONAL = (
    "document_type", "document_number", "document_date", "external_document_number", "description", "currency",
    "local_amount", "balancing_type", "balancing_account", "applies_to_type", "applies_to", "late_discount",
    "tolerance", "on_hold", "correction", "vat_code", "cost_center", "project", "comment",
)  # fmt: skip
_ACCOUNTS = {"gl": "GL", "customer": "CUSTOMER", "vendor": "VENDOR", "bank": "BANK"}
_TYPES = {
    "invoice": "INVOICE", "credit_memo": "CREDIT_MEMO", "payment": "PAYMENT", "refund": "REFUND",
    "finance_charge": "FINANCE_CHARGE", "reminder": "REMINDER", "blank": "",
}  # fmt: skip
_WORDS = {"accept": "1", "decline": "0"}
_YES_NO = {"yes": "1", "no": "0"}


class PartyNotLoaded(Malformed):
    code = "typed_party_unknown"
    template = 'There is no {ledger} "{number}". Load it first, or correct the number.'


class DocumentNotFound(Malformed):
    code = "typed_document_unknown"
    template = "{party} has no open document {document}. Name an open document of {party}, or leave it out."


class DocumentHeld(Malformed):
    code = "typed_document_held"
    template = "{document} is marked by line {line} of batch {batch}. Post or delete that line first."


@dataclass(frozen=True, slots=True)
class LinesLoaded:
    """first and last are line numbers of the batch."""

    count: int
    first: int
    last: int


@dataclass(slots=True)
class _Read:
    """A row as a line, and the documents it settles with amounts where it names several or amounts."""

    row: Row
    line: TypedFacts
    settles: tuple[tuple[str, str], ...]


def load_lines(*, company: CompanyFacts, actor: str, batch: BatchFacts, name: str, stream: BinaryIO) -> LinesLoaded:
    """Add every row of the file to the batch.

    refuses   Findings with everything that is wrong with the file; then nothing is loaded
    """
    with collector_off(), transaction.atomic():
        lock_company(company.id)
        table = Table(stream, required=REQUIRED, optional=OPTIONAL)
        read = [_read(company, batch, row) for row in table.rows()]
        parties = _parties(company, read)
        _settle(company, read, parties)
        if table.findings:
            raise Findings(table.findings)
        first = last_number(company=company, journal_id=batch.journal_id) + 1
        lines = [_finished(batch, one.line, parties) for one in read]
        lines = [replace(line, line_number=first + index) for index, line in enumerate(lines)]
        write_lines(company=company, actor=actor, lines=_numbered(company, batch, lines))
        done = LinesLoaded(len(lines), first, first + len(lines) - 1)
        content = {"file": name, "lines": done.count, "first": done.first}
        record(company=company.id, actor=actor, action="batch.loaded", subject=batch.name, content=content)
    return done


def _read(company: CompanyFacts, batch: BatchFacts, row: Row) -> _Read:
    currency = row.checked("currency", currency_codes.validate, "") or company.currency
    kind = row.choice("account_type", _ACCOUNTS)
    written = row.text("document_type", most=20)
    settles = tuple(_one(text) for text in row.text("applies_to", most=2000).split(";") if text.strip())
    is_single = len(settles) == 1 and not settles[0][1]
    balancing = row.choice("balancing_type", _ACCOUNTS, default=batch.balancing_type or "-")
    balancing = "" if balancing == "-" else balancing
    number = row.text("balancing_account", most=30) or (batch.balancing_number if balancing else "")
    line = TypedFacts(
        id=0, journal_id=batch.journal_id, line_number=0, posting_date=row.day("posting_date", is_required=True),
        document_date=row.day("document_date"),
        document_type=row.choice("document_type", _TYPES, default="-") if written else "-",
        document_number=row.text("document_number", most=50),
        external_document_number=row.text("external_document_number", most=100), account_type=kind,
        account_number=row.text("account", most=30, is_required=True),
        description=row.text("description", most=250), currency=currency,
        amount_minor=row.minor("amount", currency, is_required=True),
        local_minor=row.minor("local_amount", company.currency) or None, balancing_type=balancing,
        balancing_number=number,
        applies_to_type=row.choice("applies_to_type", _TYPES, default="-").replace("-", ""),
        applies_to_number=settles[0][0] if is_single else "", applies_to_id="",
        accepts_late_discount=_word(row, "late_discount"), accepts_tolerance=_word(row, "tolerance"),
        on_hold=row.text("on_hold", most=3), is_correction=row.choice("correction", _YES_NO, default="0") == "1",
        vat_code=row.text("vat_code", most=20),
        cost_center=row.text("cost_center", most=20), project=row.text("project", most=20),
        comment=row.text("comment", most=250), state="OPEN", voucher_id=None,
    )  # fmt: skip
    return _Read(row, line, () if is_single else settles)


def _one(text: str) -> tuple[str, str]:
    number, _equals, amount = text.strip().rpartition("=") if "=" in text else (text.strip(), "", "")
    return number.strip(), amount.strip()


def _word(row: Row, column: str) -> bool | None:
    found = row.choice(column, _WORDS, default="-")
    return None if found == "-" else found == "1"


def _parties(company: CompanyFacts, read: Sequence[_Read]) -> dict[tuple[str, str], PartySummary]:
    """The customers and vendors that the rows name; what is unknown is a finding."""
    found: dict[tuple[str, str], PartySummary] = {}
    for ledger in PARTIES:
        numbers = {one.line.party[1] for one in read if one.line.party and one.line.party[0] == ledger}
        for number, party in parties_by_number(company=company, ledger=ledger, numbers=numbers).items():
            found[(ledger, number)] = party
    for one in read:
        if one.line.party and one.line.party[1] and one.line.party not in found:
            ledger, number = one.line.party
            one.row.refuse(PartyNotLoaded(ledger=ledger.lower(), number=number), "account")
    return found


def _settle(company: CompanyFacts, read: Sequence[_Read], parties: dict[tuple[str, str], PartySummary]) -> None:
    """Marks for rows that name several documents, or amounts of them."""
    numbers = {number for one in read for number, _ in one.settles}
    ids = [row[0] for row in entries_by_number(company=company, numbers=numbers)]
    known = facts_by_id(company=company, ids=ids)
    by_key = {(f.ledger, f.party_id, f.document_number): f for f in known.values() if f.remaining_minor}
    held = {holder.entry_id: holder for holder in holders_of(company=company, entry_ids=ids)}
    for one in read:
        party = parties.get(one.line.party) if one.line.party else None
        marks = []
        for number, amount in one.settles:
            fact = by_key.get((party.ledger, party.id, number)) if party else None
            if fact is None:
                named = party.number if party else one.line.account_number
                one.row.refuse(DocumentNotFound(party=named, document=number), "applies_to")
                continue
            if holder := held.get(fact.entry_id):
                refusal = DocumentHeld(document=number, line=holder.line_number, batch=holder.batch)
                one.row.refuse(refusal, "applies_to")
            marks.append(Marked(fact.entry_id, _minor(one.row, amount, fact.currency)))
        one.line = replace(one.line, marks=tuple(marks))


def _minor(row: Row, amount: str, currency: str) -> int | None:
    try:
        return parse_minor(amount, currency) if amount else None
    except Malformed as finding:
        row.refuse(finding, "applies_to")
        return None


def _finished(batch: BatchFacts, line: TypedFacts, parties: dict[tuple[str, str], PartySummary]) -> TypedFacts:
    """The type and text that a row leaves out."""
    party = parties.get(line.party) if line.party else None
    kind = line.document_type
    if kind == "-":
        settles = bool(line.marks or line.applies_to_number)
        kind = proposed_type(batch.kind, party.ledger, line.party_minor, settles=settles) if party else ""
    return replace(line, document_type=kind, description=line.description or (party.name if party else ""))


def _numbered(company: CompanyFacts, batch: BatchFacts, lines: Sequence[TypedFacts]) -> list[TypedFacts]:
    """Document numbers from the batch's series where rows have none; what a line settles is known by its number."""
    found: list[TypedFacts] = []
    shape = shape_of(company=company, series=batch.series) if batch.series else None
    used = highest(shape, numbers_in_use(company=company, prefix=shape.prefix)) if shape else 0
    current, balance = "", 0
    for line in lines:
        number = line.document_number
        if not number and shape:
            if not balance:
                used, current = used + 1, shape.name(used + 1)
            number = current
            balance += 0 if line.balancing_type else line.amount_minor
        found.append(replace(line, document_number=number, applies_to_id=number if line.marks else ""))
    return found
