"""Type lines into a batch: add, change, delete and renumber them, and mark what they settle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.numbering import SeriesShape, shape_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import parse_minor
from reskontra.core.settlement import Marked
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.journals.batches import BatchFacts, parse_balancing
from reskontra.journals.deposit_lines import DEPOSIT, as_deposited
from reskontra.journals.document_checks import documents_of
from reskontra.journals.models import Mark, TypedLine
from reskontra.journals.proposing import (
    Named,
    account_text,
    brought_currency,
    named_document,
    proposed_minor,
    proposed_type,
)
from reskontra.journals.typed_lines import (
    TypedFacts,
    find_typed_line,
    fit_check_number,
    holders_of,
    last_number,
    numbers_in_use,
    refuse_printed,
    typed_lines,
)
from reskontra.ledger.queries import find_bank_account
from reskontra.parties.queries import PartySummary, find_party

ACCOUNT_KINDS = ("GL", "CUSTOMER", "VENDOR", "BANK")


class LineAccountNotWritten(Refused):
    code = "line_account_not_written"
    template = '"{text}" names no account. Write gl:NUMBER, customer:NUMBER, vendor:NUMBER or bank:NUMBER.'


class AmountNotSaid(Refused):
    code = "amount_not_said"
    template = "The line on {account} has no amount, and names no document to take it from. Write an amount."


class EntryHeld(Refused):
    code = "entry_held"
    template = "{document} is marked by line {line} of batch {batch}. Post or delete that line first."


class MarkedTwice(Refused):
    code = "marked_twice"
    template = "{document} is named twice on one line. Name it once, with the whole amount."


@dataclass(frozen=True, slots=True)
class NewTyped:
    """A line as a person types it; amounts as people write them. "" takes the batch's, the party's or the last line's.

    account     gl:3740, customer:C1, vendor:V1 or bank:B1
    amount      from the account's point of view, debit +; "" takes what the documents it settles come to
    settles     documents it settles: NUMBER or NUMBER=AMOUNT, in the ledger of its customer or vendor
    accepts_currency   the line is in the currency of the documents it settles, though its own is another
    """

    account: str
    amount: str = ""
    posting_date: date | None = None
    document_date: date | None = None
    document_type: str | None = None
    document_number: str = ""
    external_document_number: str = ""
    description: str = ""
    currency: str = ""
    accepts_currency: bool = False
    local_amount: str = ""
    balancing: str | None = None
    settles: tuple[str, ...] = ()
    accepts_late_discount: bool | None = None
    accepts_tolerance: bool | None = None
    on_hold: str = ""
    is_correction: bool = False
    vat_code: str = ""
    cost_center: str = ""
    project: str = ""
    comment: str = ""
    check_kind: str = ""
    check_number: str = ""


def add_line(*, company: CompanyFacts, actor: str, batch: BatchFacts, new: NewTyped, today: date) -> TypedFacts:
    """Type one line; it can be changed until it is posted.

    refuses   LineAccountNotWritten, PartyUnknown, BankAccountUnknown, NotACurrency, NotAnAmount, TooManyDecimals,
              DocumentUnknown, DocumentNotUnique, MarkedTwice, EntryHeld, CurrencyBrought, AmountNotSaid,
              DepositToItself
    """
    with transaction.atomic():
        lock_company(company.id)
        before = typed_lines(company=company, journal_id=batch.journal_id)
        line = drafted(company=company, batch=batch, new=new, before=before, today=today)
        number = last_number(company=company, journal_id=batch.journal_id) + 1
        line = replace(line, line_number=number)
        write_lines(company=company, actor=actor, lines=[line])
        content = {"line": number, "account": line.account, "amount": str(line.amount)}
        record(company=company.id, actor=actor, action="batch.line.added", subject=batch.name, content=content)
    return find_typed_line(company=company, journal_id=batch.journal_id, batch=batch.name, number=number)


def change_line(
    *, company: CompanyFacts, actor: str, batch: BatchFacts, number: int, new: NewTyped, today: date
) -> TypedFacts:
    """Type an open line anew: what it said before is gone, its marks too.

    refuses   TypedLineUnknown, LinePrinted, and as add_line()
    """
    with transaction.atomic():
        lock_company(company.id)
        old = find_typed_line(company=company, journal_id=batch.journal_id, batch=batch.name, number=number)
        refuse_printed([old])
        Mark.objects.filter(company=company.id, line=old.id).delete()
        bulk.execute_many(
            "DELETE FROM journals_typedline WHERE company_id = %s AND id = %s AND state = 'OPEN'",
            [(company.id, old.id)],
        )
        before = typed_lines(company=company, journal_id=batch.journal_id)
        kept = replace(new, document_number=new.document_number or old.document_number)
        line = drafted(company=company, batch=batch, new=kept, before=before, today=today)
        write_lines(company=company, actor=actor, lines=[replace(line, line_number=number)])
        content = {"line": number, "account": line.account, "amount": str(line.amount), "before": str(old.amount)}
        record(company=company.id, actor=actor, action="batch.line.changed", subject=batch.name, content=content)
    return find_typed_line(company=company, journal_id=batch.journal_id, batch=batch.name, number=number)


def delete_line(*, company: CompanyFacts, actor: str, batch: BatchFacts, number: int) -> None:
    """Take an open line and its marks away.

    refuses   TypedLineUnknown, LinePrinted
    """
    with transaction.atomic():
        lock_company(company.id)
        line = find_typed_line(company=company, journal_id=batch.journal_id, batch=batch.name, number=number)
        refuse_printed([line])
        _delete(company, line)
        content = {"line": number, "account": line.account, "amount": str(line.amount)}
        record(company=company.id, actor=actor, action="batch.line.deleted", subject=batch.name, content=content)


def mark_line(
    *, company: CompanyFacts, actor: str, batch: BatchFacts, number: int, settles: Sequence[str]
) -> TypedFacts:
    """Say which documents an open line settles, instead of those it named before; none takes them away.

    refuses   TypedLineUnknown, LineWithoutParty, DocumentUnknown, DocumentNotUnique, NotAnAmount, MarkedTwice,
              EntryHeld
    """
    with transaction.atomic():
        lock_company(company.id)
        line = find_typed_line(company=company, journal_id=batch.journal_id, batch=batch.name, number=number)
        found = _settled(company, line.party, settles, besides=line.id)
        Mark.objects.filter(company=company.id, line=line.id).delete()
        marked_by = line.document_number if found else ""
        TypedLine.objects.filter(company=company.id, id=line.id).update(
            applies_to_id=marked_by, applies_to_type="", applies_to_number=""
        )
        _write_marks(company, [(line.id, replace(line, marks=tuple(one.mark for one in found)))])
        content = {"line": number, "documents": list(settles)}
        record(company=company.id, actor=actor, action="batch.line.marked", subject=batch.name, content=content)
    return find_typed_line(company=company, journal_id=batch.journal_id, batch=batch.name, number=number)


def renumber(*, company: CompanyFacts, actor: str, batch: BatchFacts) -> list[str]:
    """Give the documents of the batch the next numbers of its series, in their order; gives the numbers.

    refuses   SeriesUnknown where the batch has none
    """
    with transaction.atomic():
        lock_company(company.id)
        lines = typed_lines(company=company, journal_id=batch.journal_id)
        shape = shape_of(company=company, series=batch.series)
        documents = documents_of(lines, forces_balance=True)
        names = [shape.name(shape.last + index) for index in range(1, len(documents) + 1)]
        changes = [
            (name, name if line.applies_to_id else "", company.id, line.id)
            for name, document in zip(names, documents, strict=True)
            for line in document
        ]
        bulk.execute_many(
            "UPDATE journals_typedline SET document_number = %s, applies_to_id = %s WHERE company_id = %s AND id = %s",
            changes,
        )
        content = {"documents": len(names), "numbers": [names[0], names[-1]] if names else []}
        record(company=company.id, actor=actor, action="batch.renumbered", subject=batch.name, content=content)
    return names


def drafted(
    *, company: CompanyFacts, batch: BatchFacts, new: NewTyped, before: Sequence[TypedFacts], today: date
) -> TypedFacts:
    """The line as it will be stored, with everything that was left out filled in.

    before    the open lines above it
    """
    if batch.kind == DEPOSIT:
        new = as_deposited(company=company, batch=batch, new=new)
    kind, number = parse_account(new.account)
    balancing = (batch.balancing_type, batch.balancing_number)
    if new.balancing is not None:
        balancing = parse_balancing(new.balancing) if not _is_party(new.balancing) else parse_account(new.balancing)
    ledger = kind if kind in ("CUSTOMER", "VENDOR") else balancing[0]
    own = number if ledger == kind else balancing[1]
    party = find_party(company=company, ledger=ledger, number=own) if ledger in ("CUSTOMER", "VENDOR") else None
    settled = _settled(company, (ledger, own) if party else None, new.settles)
    day = new.posting_date or (before[-1].posting_date if before else None) or today
    currency = _currency(company, new, party, balancing, settled)
    sign = 1 if ledger == kind else -1
    line = TypedFacts(
        id=0, journal_id=batch.journal_id, line_number=0, posting_date=day, document_date=new.document_date,
        document_type=new.document_type or "", document_number="", account_type=kind, account_number=number,
        external_document_number=new.external_document_number,
        description=new.description or account_text(company, party, kind, number), currency=currency,
        amount_minor=0, local_minor=parse_minor(new.local_amount, company.currency) if new.local_amount else None,
        balancing_type=balancing[0], balancing_number=balancing[1], applies_to_type="", applies_to_number="",
        applies_to_id="", accepts_late_discount=new.accepts_late_discount, accepts_tolerance=new.accepts_tolerance,
        on_hold=new.on_hold, is_correction=new.is_correction, vat_code=new.vat_code, cost_center=new.cost_center,
        project=new.project, comment=new.comment, state="OPEN", voucher_id=None, check_kind=new.check_kind,
        check_number=fit_check_number(new.check_number),
        marks=tuple(one.mark for one in settled),
    )  # fmt: skip
    line = replace(line, document_number=new.document_number or _next_number(company, batch, line, before))
    if new.amount:
        minor = parse_minor(new.amount, currency)
    elif settled and {one.currency for one in settled} == {currency}:
        minor = sign * proposed_minor(settled, day)
    elif batch.suggests_balancing_amount and not line.balancing_type:
        minor = -_balance(before, line)
    else:
        raise AmountNotSaid(account=new.account)
    if party and new.document_type is None:
        proposed = proposed_type(batch.kind, ledger, sign * minor, settles=bool(settled))
        line = replace(line, document_type=proposed)
    return replace(line, amount_minor=minor, applies_to_id=line.document_number if settled else "")


def parse_account(text: str) -> tuple[str, str]:
    """customer:C1 as (CUSTOMER, C1).

    refuses   LineAccountNotWritten
    """
    kind, _colon, number = text.partition(":")
    if kind.strip().upper() not in ACCOUNT_KINDS or not number.strip():
        raise LineAccountNotWritten(text=text)
    return kind.strip().upper(), number.strip()


def _is_party(text: str) -> bool:
    return text.partition(":")[0].lower() in ("customer", "vendor")


def _currency(
    company: CompanyFacts,
    new: NewTyped,
    party: PartySummary | None,
    balancing: tuple[str, str],
    settled: Sequence[Named],
) -> str:
    """As written; else a bank account's, the customer's or vendor's, or the company's; or that of what it settles.

    A balancing bank account in another currency than the company's takes its own alone: that is the line's then.
    """
    if new.currency:
        return currency_codes.validate(new.currency)
    kind, number = parse_account(new.account)
    own = (party.currency if party else "") or company.currency
    if kind == "BANK":
        own = find_bank_account(company=company, number=number).currency
    elif balancing[0] == "BANK" and settled:
        bank = find_bank_account(company=company, number=balancing[1]).currency
        own = own if bank == company.currency else bank
    return brought_currency(account=new.account, own=own, settled=settled, is_accepted=new.accepts_currency)


def _next_number(company: CompanyFacts, batch: BatchFacts, line: TypedFacts, before: Sequence[TypedFacts]) -> str:
    """The last line's document while it is out of balance; else the next of the series, that no open line has."""
    if before and not line.balancing_type and _balance(before, replace(line, document_number="")):
        return before[-1].document_number
    if not batch.series:
        return before[-1].document_number if before else ""
    shape = shape_of(company=company, series=batch.series)
    return shape.name(highest(shape, numbers_in_use(company=company, prefix=shape.prefix)) + 1)


def highest(shape: SeriesShape, texts: Iterable[str]) -> int:
    """The highest number of the series that is taken or on an open line."""
    return max([shape.last, *(number for text in texts if (number := shape.number_in(text)) is not None)])


def _balance(before: Sequence[TypedFacts], line: TypedFacts) -> int:
    """What the last line's document lacks, of lines without a balancing account in the line's currency."""
    if not before:
        return 0
    last = before[-1]
    same = [one for one in before if one.document_number == last.document_number and not one.balancing_type]
    return sum(one.amount_minor for one in same if one.currency == line.currency)


def _settled(
    company: CompanyFacts, party: tuple[str, str] | None, settles: Sequence[str], besides: int | None = None
) -> list[Named]:
    found = [named_document(company=company, party=party, text=text) for text in settles]
    for index, one in enumerate(found):
        if any(one.mark.entry_id == other.mark.entry_id for other in found[:index]):
            raise MarkedTwice(document=one.number)
    held = holders_of(company=company, entry_ids={one.mark.entry_id for one in found}, besides=besides)
    for holder in held:
        number = next(one.number for one in found if one.mark.entry_id == holder.entry_id)
        raise EntryHeld(document=number, line=holder.line_number, batch=holder.batch)
    return found


_LINE = (
    "id", "company_id", "journal_id", "line_number", "posting_date", "document_date", "document_type",
    "document_number", "external_document_number", "account_type", "account_number", "description", "currency",
    "amount_minor", "local_minor", "balancing_type", "balancing_number", "applies_to_type", "applies_to_number",
    "applies_to_id", "accepts_late_discount", "accepts_tolerance", "on_hold", "is_correction", "vat_code",
    "cost_center", "project", "comment", "state", "voucher_id", "created_by", "check_kind", "check_number",
)  # fmt: skip


def write_lines(*, company: CompanyFacts, actor: str, lines: Sequence[TypedFacts]) -> None:
    """Store drafted lines with their marks, many at once; line_number is set, id is not."""
    ids = bulk.reserve_ids(TypedLine, len(lines))
    rows = (
        (
            id, company.id, line.journal_id, line.line_number, line.posting_date, line.document_date,
            line.document_type, line.document_number, line.external_document_number, line.account_type,
            line.account_number, line.description[:250], line.currency, line.amount_minor, line.local_minor,
            line.balancing_type, line.balancing_number, line.applies_to_type, line.applies_to_number,
            line.applies_to_id, line.accepts_late_discount, line.accepts_tolerance, line.on_hold, line.is_correction,
            line.vat_code, line.cost_center, line.project, line.comment, "OPEN", None, actor,
            line.check_kind, line.check_number,
        )
        for id, line in zip(ids, lines, strict=True)
    )  # fmt: skip
    bulk.insert(TypedLine, _LINE, rows)
    _write_marks(company, list(zip(ids, lines, strict=True)))


def _write_marks(company: CompanyFacts, lines: Sequence[tuple[int, TypedFacts]]) -> None:
    def row(id: int, position: int, mark: Marked) -> tuple[object, ...]:
        return company.id, id, mark.entry_id, position, mark.amount_minor, mark.accepts_late_discount

    columns = ("company_id", "line_id", "entry_id", "position", "amount_minor", "accepts_late_discount")
    marks = [row(id, index, mark) for id, line in lines for index, mark in enumerate(line.marks)]
    bulk.insert(Mark, columns, marks)


def _delete(company: CompanyFacts, line: TypedFacts) -> None:
    Mark.objects.filter(company=company.id, line=line.id).delete()
    TypedLine.objects.filter(company=company.id, id=line.id).update(state="DELETED")
