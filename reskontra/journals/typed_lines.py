"""The lines of a journal filled by hand, with the entries they are to settle."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Max, Sum

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.core.settlement import Marked
from reskontra.database import bulk
from reskontra.journals.models import TypedLine
from reskontra.ledger.check_entries import LONGEST_NUMBER

PARTIES = ("CUSTOMER", "VENDOR")


class TypedLineUnknown(Refused):
    code = "typed_line_unknown"
    template = "Batch {batch} has no open line {line}. See its lines with list {batch}."


class LinePrinted(Refused):
    code = "line_printed"
    template = "Line {line} is printed as check {check}. Void the check first: reskontra check-ledger void."


class CheckNumberLong(Refused):
    code = "check_number_long"
    template = 'The check number "{check}" has {count} letters. Write at most {most}.'


@dataclass(frozen=True, slots=True)
class TypedFacts:
    """One line. amount_minor is from the account's point of view, debit +; the balancing account gets the opposite.

    local_minor   None where the rate of the posting date decides
    is_correction a positive amount is posted as a negative credit, a negative one as a negative debit
    check_kind    MANUAL where a check written by hand pays it, COMPUTER where one is printed; "" for none
    marks         the entries it is to settle, in order
    """

    id: int
    journal_id: int
    line_number: int
    posting_date: date | None
    document_date: date | None
    document_type: str
    document_number: str
    external_document_number: str
    account_type: str
    account_number: str
    description: str
    currency: str
    amount_minor: int
    local_minor: int | None
    balancing_type: str
    balancing_number: str
    applies_to_type: str
    applies_to_number: str
    applies_to_id: str
    accepts_late_discount: bool | None
    accepts_tolerance: bool | None
    on_hold: str
    is_correction: bool
    vat_code: str
    cost_center: str
    project: str
    comment: str
    state: str
    voucher_id: int | None
    check_kind: str = ""
    check_number: str = ""
    printed_check_id: int | None = None
    marks: tuple[Marked, ...] = ()

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def account(self) -> str:
        return f"{self.account_type.lower()}:{self.account_number}" if self.account_type else ""

    @property
    def balancing(self) -> str:
        return f"{self.balancing_type.lower()}:{self.balancing_number}" if self.balancing_type else ""

    @property
    def party(self) -> tuple[str, str] | None:
        """(ledger, number) of the customer or vendor on either side; of the account where both are one."""
        if self.account_type in PARTIES:
            return self.account_type, self.account_number
        if self.balancing_type in PARTIES:
            return self.balancing_type, self.balancing_number
        return None

    @property
    def party_minor(self) -> int:
        """What the customer or vendor gets, debit +."""
        return self.amount_minor if self.account_type in PARTIES else -self.amount_minor

    @property
    def drawn_on(self) -> tuple[str, int] | None:
        """(number, what it is moved by) of the one own bank account on either side; None for none, or for two."""
        if (self.account_type == "BANK") == (self.balancing_type == "BANK"):
            return None
        if self.account_type == "BANK":
            return self.account_number, self.amount_minor
        return self.balancing_number, -self.amount_minor

    @property
    def place(self) -> str:
        return f"line {self.line_number}"


_LINE = (
    "id", "journal_id", "line_number", "posting_date", "document_date", "document_type", "document_number",
    "external_document_number", "account_type", "account_number", "description", "currency", "amount_minor",
    "local_minor", "balancing_type", "balancing_number", "applies_to_type", "applies_to_number", "applies_to_id",
    "accepts_late_discount", "accepts_tolerance", "on_hold", "is_correction", "vat_code", "cost_center", "project",
    "comment", "state", "voucher_id", "check_kind", "check_number", "printed_check_id",
)  # fmt: skip


def typed_lines(*, company: CompanyFacts, journal_id: int, states: Collection[str] = ("OPEN",)) -> list[TypedFacts]:
    """The batch's lines by number, with their marks."""
    rows = TypedLine.objects.filter(company=company.id, journal=journal_id, state__in=list(states))
    found: list[Any] = list(rows.order_by("line_number").values_list(*_LINE))
    marks = marks_of(company=company, line_ids=[row[0] for row in found])
    return [TypedFacts(*(*row, marks.get(row[0], ()))) for row in found]


def typed_page(*, company: CompanyFacts, journal_id: int, first: int, most: int) -> list[TypedFacts]:
    """A part of the batch's open lines by number, with their marks."""
    rows = TypedLine.objects.filter(company=company.id, journal=journal_id, state="OPEN").order_by("line_number")
    found: list[Any] = list(rows.values_list(*_LINE)[first : first + most])
    marks = marks_of(company=company, line_ids=[row[0] for row in found])
    return [TypedFacts(*(*row, marks.get(row[0], ()))) for row in found]


def last_open_line(*, company: CompanyFacts, journal_id: int) -> TypedFacts | None:
    """The open line with the highest number."""
    rows = TypedLine.objects.filter(company=company.id, journal=journal_id, state="OPEN").order_by("-line_number")
    for row in rows.values_list(*_LINE)[:1]:
        values: Any = row
        line = TypedFacts(*values)
        return replace(line, marks=marks_of(company=company, line_ids=[line.id]).get(line.id, ()))
    return None


def open_balances(*, company: CompanyFacts, journal_id: int) -> dict[str, int]:
    """Currency → what the open lines without a balancing account lack; 0 where they balance."""
    rows = TypedLine.objects.filter(company=company.id, journal=journal_id, state="OPEN", balancing_type="")
    return dict(rows.order_by("currency").values_list("currency").annotate(total=Sum("amount_minor")))


def place_of(*, company: CompanyFacts, journal_id: int, number: int) -> int:
    """How many open lines stand before the line of that number."""
    rows = TypedLine.objects.filter(company=company.id, journal=journal_id, state="OPEN", line_number__lt=number)
    return rows.count()


def find_typed_line(*, company: CompanyFacts, journal_id: int, batch: str, number: int) -> TypedFacts:
    """refuses   TypedLineUnknown"""
    rows = TypedLine.objects.filter(company=company.id, journal=journal_id, line_number=number, state="OPEN")
    for row in rows.values_list(*_LINE):
        values: Any = row
        line = TypedFacts(*values)
        return replace(line, marks=marks_of(company=company, line_ids=[line.id]).get(line.id, ()))
    raise TypedLineUnknown(batch=batch, line=number)


def refuse_printed(lines: Sequence[TypedFacts]) -> None:
    """A line stays as it is while a printed check bears it.

    refuses   LinePrinted
    """
    for line in lines:
        if line.printed_check_id is not None:
            raise LinePrinted(line=line.line_number, check=line.check_number).at(line.place)


def fit_check_number(number: str) -> str:
    """refuses   CheckNumberLong"""
    if len(number) > LONGEST_NUMBER:
        raise CheckNumberLong(check=number[: 2 * LONGEST_NUMBER], count=len(number), most=LONGEST_NUMBER)
    return number


def marks_of(*, company: CompanyFacts, line_ids: Collection[int]) -> Mapping[int, tuple[Marked, ...]]:
    """By line, what it is to settle, in the order it was marked."""
    sql = (
        "SELECT m.line_id, m.entry_id, m.amount_minor, m.accepts_late_discount FROM {values} "
        "CROSS JOIN journals_mark m WHERE m.company_id = %s AND m.line_id = v.value ORDER BY m.line_id, m.position"
    )
    found: dict[int, list[Marked]] = {}
    for line, entry, amount, word in bulk.lookup(sql, line_ids, company.id):
        found.setdefault(line, []).append(Marked(entry, amount, None if word is None else bool(word)))
    return {line: tuple(marks) for line, marks in found.items()}


@dataclass(frozen=True, slots=True)
class Holder:
    """An unposted line that is to settle an entry already."""

    entry_id: int
    batch: str
    line_number: int


def holders_of(*, company: CompanyFacts, entry_ids: Collection[int], besides: int | None = None) -> list[Holder]:
    """Open lines, but for one of them, that hold marks on these entries."""
    sql = (
        "SELECT m.entry_id, j.number, l.line_number, l.id FROM {values} CROSS JOIN journals_mark m "
        "JOIN journals_typedline l ON l.id = m.line_id JOIN journals_journal j ON j.id = l.journal_id "
        "WHERE m.company_id = %s AND m.entry_id = v.value AND l.state = 'OPEN' ORDER BY j.number, l.line_number"
    )
    return [Holder(*row[:3]) for row in bulk.lookup(sql, entry_ids, company.id) if row[3] != besides]


def last_number(*, company: CompanyFacts, journal_id: int) -> int:
    """The highest line number the batch has used; 0 before the first."""
    rows = TypedLine.objects.filter(company=company.id, journal=journal_id)
    return rows.aggregate(last=Max("line_number"))["last"] or 0


def numbers_in_use(*, company: CompanyFacts, prefix: str) -> list[str]:
    """Document numbers of this form on open lines of any batch."""
    rows = TypedLine.objects.filter(company=company.id, state="OPEN", document_number__startswith=prefix)
    return list(rows.order_by().values_list("document_number", flat=True).distinct())
