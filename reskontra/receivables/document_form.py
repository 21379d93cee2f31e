"""An invoice or credit memo as it is typed on a page: fields and lines, read, and what is wrong put beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from reskontra.companies.payment_terms import payment_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.as_typed import amount_typed, day_typed
from reskontra.core.documents import DocumentLineText
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.money import format_minor
from reskontra.interface.display import decimal
from reskontra.interface.forms import Choices, Field
from reskontra.interface.refusals import told
from reskontra.interface.typed_form import FieldEmpty
from reskontra.ledger.account_facts import accounts_by_number, vat_by_code
from reskontra.parties.choices import party_choices
from reskontra.parties.queries import parties_by_number
from reskontra.receivables.documents.queries import DocumentFacts
from reskontra.receivables.documents.written import NewDocument, as_written

MOST_LINES = 200
MORE_LINES, FEWEST_LINES = 5, 3
MOST_CHOICES = 100
_DAYS = ("date", "posting_date", "due_date")
_HEAD = ("party", "type", *_DAYS, "terms", "currency", "external_number", "reference", "applies_to", "text")
_PARTS = ("account", "text", "vat_code", "amount", "cost_center", "project")
_TIMES = re.compile(r"\s*[xX×*]\s*")
_BLANKS = re.compile(r"[\s\u00a0\u202f]")
_OF_LINE = re.compile(r"line (\d+), (\w+)")
Said = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line as it was typed. amount: net of VAT, or quantity x price; said: what is wrong with it."""

    number: int
    account: str = ""
    text: str = ""
    vat_code: str = ""
    amount: str = ""
    cost_center: str = ""
    project: str = ""
    said: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not any(getattr(self, name) for name in _PARTS if name != "vat_code")


@dataclass(frozen=True, slots=True)
class TypedDocument:
    """values: field → as it was typed."""

    ledger: str
    values: Mapping[str, str]
    lines: tuple[LineRow, ...] = ()

    def text(self, name: str) -> str:
        return self.values.get(name, "")


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """What the page shows. name: of the fields' ids; said: what is wrong that belongs to no field."""

    fields: tuple[Field, ...]
    more: tuple[Field, ...]
    lines: tuple[LineRow, ...]
    accounts: Choices
    vat_codes: Choices
    said: tuple[str, ...] = ()
    name: str = "document"

    @property
    def is_more_open(self) -> bool:
        return any(one.refused or one.value for one in self.more)


def typed_document(ledger: str, data: QueryDict) -> TypedDocument:
    """What a form says; lines of which nothing was typed are left out."""
    columns = {name: [text.strip()[:300] for text in data.getlist(f"line-{name}")] for name in _PARTS}
    count = min(max(map(len, columns.values()), default=0), MOST_LINES)
    rows = []
    for at in range(count):
        account, text, vat_code, amount, cost_center, project = (
            found[at] if at < len(found) else "" for found in columns.values()
        )
        rows.append(LineRow(0, account, text, vat_code, amount, cost_center, project))
    kept = [row for row in rows if not row.is_blank]
    return TypedDocument(
        ledger,
        {name: data.get(name, "").strip()[:300] for name in _HEAD},
        tuple(replace(row, number=number) for number, row in enumerate(kept, 1)),
    )


def typed_again(document: DocumentFacts) -> TypedDocument:
    """A draft as it would be typed."""
    new = as_written(document)
    lines = [
        LineRow(
            number,
            account=one.account,
            text=one.text,
            vat_code=one.vat_code,
            amount=decimal(one.amount or f"{one.quantity} x {one.price}"),
            cost_center=one.cost_center,
            project=one.project,
        )
        for number, one in enumerate(new.lines, 1)
    ]
    values = {
        "party": document.party_number,
        "type": document.document_type,
        "date": new.document_date.isoformat(),
        "posting_date": "" if new.posting_date in (None, new.document_date) else str(new.posting_date),
        "due_date": new.due_date.isoformat() if new.due_date else "",
        "terms": new.terms,
        "currency": new.currency,
        "external_number": new.external_number,
        "reference": new.reference,
        "applies_to": new.applies_to,
        "text": new.text,
    }
    return TypedDocument(document.ledger, values, tuple(lines))


# Reading what was typed


@dataclass(slots=True)
class _Reading:
    """The findings on the way; each with its place, as documents name it."""

    today: date
    findings: list[Refused | Malformed] = field(default_factory=list)

    def day(self, name: str, text: str) -> date | None:
        try:
            return day_typed(text, today=self.today) if text else None
        except Refused as refusal:
            self.findings.append(refusal.at(name))
            return None

    def line(self, row: LineRow, currency: str) -> DocumentLineText:
        common = DocumentLineText(
            row.account.partition(" ")[0],
            vat_code=row.vat_code,
            text=row.text,
            cost_center=row.cost_center,
            project=row.project,
        )
        quantity, times, price = _parted(row.amount)
        if times:
            return replace(common, quantity=_plain(quantity), price=_plain(price))
        try:
            return replace(common, amount=format_minor(amount_typed(row.amount, currency), currency))
        except (Refused, Malformed) as refusal:
            refusal.place = f"line {row.number}, amount"
            self.findings.append(refusal)
            return replace(common, amount="0")


def _parted(text: str) -> tuple[str, bool, str]:
    parts = _TIMES.split(text, maxsplit=1)
    return (parts[0], True, parts[1]) if len(parts) == 2 else (text, False, "")


def _plain(text: str) -> str:
    """A quantity or price as lines are told it: without blanks, with a point."""
    return _BLANKS.sub("", text).replace(",", ".")


def read_document(*, company: CompanyFacts, typed: TypedDocument, today: date) -> NewDocument:
    """What was typed as a document to be drafted; without a date it is of today.

    refuses   Findings with their places: FieldEmpty, DayNotRead, AmountNotRead, TooManyDecimals
    """
    reading = _Reading(today)
    number, own_currency = _party_told(company, typed)
    currency = typed.text("currency").upper()
    days = {name: reading.day(name, typed.text(name)) for name in _DAYS}
    lines = tuple(reading.line(row, currency or own_currency) for row in typed.lines)
    if not number:
        reading.findings.append(FieldEmpty(field=_party_word(typed)).at("party"))
    if reading.findings:
        raise Findings(reading.findings)
    return NewDocument(
        party=f"{typed.ledger.lower()}:{number}",
        lines=lines,
        document_date=days["date"] or today,
        is_credit_memo=typed.text("type") == "CREDIT_MEMO",
        applies_to=typed.text("applies_to"),
        posting_date=days["posting_date"],
        due_date=days["due_date"],
        terms=typed.text("terms"),
        currency=currency,
        external_number=typed.text("external_number"),
        reference=typed.text("reference"),
        text=typed.text("text"),
    )


def _party_word(typed: TypedDocument) -> str:
    return _("Vendor") if typed.ledger == "VENDOR" else _("Customer")


def _party_told(company: CompanyFacts, typed: TypedDocument) -> tuple[str, str]:
    """Number and currency of who was typed: by number, or by enough of a name that one alone fits.

    What fits nobody, or several, is given back as it was typed, with the company's own currency.
    """
    text = typed.text("party")
    found = parties_by_number(company=company, ledger=typed.ledger, numbers=[text] if text else [])
    if text and not found:
        fitting = party_choices(company=company, ledger=typed.ledger, text=text, most=2)
        if len(fitting) == 1:
            text = fitting[0][0]
            found = parties_by_number(company=company, ledger=typed.ledger, numbers=[text])
    return text, (found[text].currency if text in found else "") or company.currency


# What the page shows


def document_form(
    *, company: CompanyFacts, typed: TypedDocument, refusal: Refused | Malformed | None = None, more: int = 0
) -> DocumentForm:
    """The form with what was typed, and what is wrong beside it. more: how many lines are wanted besides."""
    said = _said(refusal)
    fields, further = (
        tuple(replace(one, value=typed.text(one.name), refused=tuple(said.pop(one.name, ()))) for one in several)
        for several in (_fields(company, typed), _more_fields(company, typed))
    )
    rows = [replace(row, said=tuple(said.pop(f"line {row.number}", ()))) for row in typed.lines]
    blank = max(FEWEST_LINES - len(rows), 1) + more
    count = min(len(rows) + blank, MOST_LINES)
    rows += [LineRow(number, vat_code=_usual_vat(rows)) for number in range(len(rows) + 1, count + 1)]
    return DocumentForm(
        fields=fields,
        more=further,
        lines=tuple(rows),
        accounts=_accounts(company),
        vat_codes=_vat_codes(company),
        said=tuple(text for texts in said.values() for text in texts),
    )


def _usual_vat(rows: Sequence[LineRow]) -> str:
    return rows[-1].vat_code if rows else ""


def _said(refusal: Refused | Malformed | None) -> dict[str, list[str]]:
    """Field, "line 2", or "" for the document as a whole → what is wrong there."""
    found: dict[str, list[str]] = {}
    if refusal is None:
        return found
    for one in refusal.findings if isinstance(refusal, Findings) else (refusal,):
        of_line = _OF_LINE.fullmatch(one.place)
        place = f"line {of_line[1]}" if of_line else one.place
        found.setdefault(place, []).append(told(one.template, one.values))
    return found


def _fields(company: CompanyFacts, typed: TypedDocument) -> tuple[Field, ...]:
    is_vendor = typed.ledger == "VENDOR"
    parties = tuple(party_choices(company=company, ledger=typed.ledger, text="", most=MOST_CHOICES))
    return (
        Field("party", _party_word(typed), is_needed=True, choices=parties,
              hint=_("A number, or part of a name")),
        Field("type", _("Type"), kind="select",
              choices=(("INVOICE", _("Invoice")), ("CREDIT_MEMO", _("Credit memo")))),
        *([Field("external_number", _("Vendor's number"))] if is_vendor else []),
        Field("date", _("Date"), example=_("Today")),
        Field("due_date", _("Due"), example=_("By the payment terms")),
        Field("text", _("Text")),
    )  # fmt: skip


def _more_fields(company: CompanyFacts, typed: TypedDocument) -> tuple[Field, ...]:
    known = sorted(code for code in payment_terms(company=company) if code)
    own = _("The vendor's own") if typed.ledger == "VENDOR" else _("The customer's own")
    return (
        Field("posting_date", _("Posting date"), example=_("As the date")),
        Field("terms", _("Payment terms"), kind="select", choices=(("", own), *((one, one) for one in known))),
        Field("currency", _("Currency"), example=company.currency),
        Field(
            "reference", _("Payment reference"), example="" if typed.ledger == "VENDOR" else _("Made as it is posted")
        ),
        Field("applies_to", _("Settles invoice"), hint=_("Of a credit memo: the number of the invoice")),
    )


def _accounts(company: CompanyFacts) -> Choices:
    """Those that lines may be posted to."""
    return tuple(
        sorted(
            (one.number, one.name)
            for one in accounts_by_number(company=company).values()
            if one.kind == "POSTING" and one.is_direct_posting and not one.is_blocked and not one.bank_account
        )
    )


def _vat_codes(company: CompanyFacts) -> Choices:
    codes = sorted(vat_by_code(company=company).values(), key=lambda one: one.code)
    return (("", _("Without VAT")), *((one.code, _rate(one.code, one.rate_basis_points)) for one in codes))


def _rate(code: str, basis_points: int) -> str:
    rate = f"{basis_points / 100:g}"
    return f"{code} %" if rate == code else f"{code} ({rate} %)"
