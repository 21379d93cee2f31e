"""Documents in short form, as they are read: drafts, and what was posted of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet

from reskontra.companies.queries import CompanyFacts
from reskontra.core.entries import DocumentType, Ledger
from reskontra.core.errors import Refused
from reskontra.core.matching.keys import reference_key
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.prepared import Prepared
from reskontra.receivables.models import Document

SERIES = {
    ("CUSTOMER", "INVOICE"): "KF",
    ("CUSTOMER", "CREDIT_MEMO"): "KK",
    ("VENDOR", "INVOICE"): "LF",
    ("VENDOR", "CREDIT_MEMO"): "LK",
}
DRAFTS = "UTK"
_DOCUMENT = (
    "id", "ledger", "document_type", "draft_number", "number", "party_id", "party__number", "party__name",
    "external_document_number", "document_date", "posting_date", "due_date", "payment_terms", "currency",
    "payment_reference", "applies_to_number", "description", "state", "entry_id", "file_id",
)  # fmt: skip
_LINE = (
    "document_id", "line_number", "account_number", "amount_minor", "vat_minor", "vat_code", "description",
    "quantity_e4", "price_e4", "cost_center", "project", "vat_basis_points",
)  # fmt: skip

_VENDORS_NUMBER = "CASE WHEN e.external_document_number = '' THEN e.document_number ELSE e.external_document_number END"


class DraftUnknown(Refused):
    code = "draft_unknown"
    template = 'There is no draft "{number}". See the drafts with reskontra invoice list --status draft.'


class DocumentNotFound(Refused):
    code = "short_document_unknown"
    template = 'There is no draft or document "{number}". See them with reskontra invoice list.'


@dataclass(frozen=True, slots=True)
class LineFacts:
    """Amounts as on DocumentLine: net, and the VAT on it, as people write them; vat_basis_points: its rate."""

    line_number: int
    account_number: str
    amount_minor: int
    vat_minor: int
    vat_code: str
    description: str
    quantity_e4: int | None
    price_e4: int | None
    cost_center: str
    project: str
    vat_basis_points: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """number is "" before it is posted; due_date None: the payment terms decide when it is."""

    id: int
    ledger: str
    document_type: str
    draft_number: str
    number: str
    party_id: int
    party_number: str
    party_name: str
    external_document_number: str
    document_date: date
    posting_date: date
    due_date: date | None
    payment_terms: str
    currency: str
    payment_reference: str
    applies_to_number: str
    description: str
    state: str
    entry_id: int | None
    file_id: int | None = None
    lines: tuple[LineFacts, ...] = ()

    @property
    def name(self) -> str:
        """Its number once it has one."""
        return self.number or self.draft_number

    @property
    def party(self) -> str:
        """customer:C1"""
        return f"{self.ledger.lower()}:{self.party_number}"

    @property
    def type(self) -> DocumentType:
        return DocumentType(self.document_type)

    @property
    def sub_ledger(self) -> Ledger:
        return Ledger(self.ledger)

    @property
    def series(self) -> str:
        """The number series that it is numbered in."""
        return SERIES[self.ledger, self.document_type]

    @property
    def net(self) -> Money:
        return Money(sum(line.amount_minor for line in self.lines), self.currency)

    @property
    def vat(self) -> Money:
        return Money(sum(line.vat_minor for line in self.lines), self.currency)

    @property
    def total(self) -> Money:
        """With VAT."""
        return self.net + self.vat


def documents(
    *, company: CompanyFacts, states: Collection[str] = ("DRAFT", "POSTED"), party_id: int | None = None
) -> list[DocumentFacts]:
    """Drafts and posted documents with their lines, in the order they were drafted; of one party where it is named."""
    if party_id is None:
        return list(_read(company, states=states))
    return list(_read(company, states=states, party_ids=[party_id]))


def drafts_by_number(*, company: CompanyFacts, numbers: Sequence[str] | None) -> list[DocumentFacts]:
    """The drafts of these numbers in the order they are named; all drafts for None.

    refuses   DraftUnknown
    """
    if numbers is None:
        return list(_read(company, states=("DRAFT",)))
    found = {one.draft_number: one for one in _read(company, states=("DRAFT",), draft_numbers=numbers)}
    for number in numbers:
        if number not in found:
            raise DraftUnknown(number=number)
    return [found[number] for number in dict.fromkeys(numbers)]


def drafted_from(*, company: CompanyFacts, file_id: int) -> list[DocumentFacts]:
    """Drafts of a file and what was posted of them, in its order; deleted ones are left out."""
    return list(_read(company, states=("DRAFT", "POSTED"), files=[file_id]))


def find_document_or_draft(*, company: CompanyFacts, number: str) -> DocumentFacts:
    """By draft number or, once posted, by its own.

    refuses   DocumentNotFound
    """
    found = list(_read(company, states=("DRAFT", "POSTED"), draft_numbers=[number])) or list(
        _read(company, states=("POSTED",), numbers=[number])
    )
    if not found:
        raise DocumentNotFound(number=number)
    return found[0]


def document_by_id(*, company: CompanyFacts, id: int) -> DocumentFacts | None:
    """The draft or posted document of that key; None where the company has none."""
    return next(_read(company, states=("DRAFT", "POSTED"), ids=[id]), None)


def documents_by_id(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, DocumentFacts]:
    """These drafts and posted documents, by key."""
    return {one.id: one for one in _read(company, states=("DRAFT", "POSTED"), ids=list(ids))}


def credit_memos_for(*, company: CompanyFacts, party_id: int, number: str) -> list[DocumentFacts]:
    """Drafted and posted credit memos that name an invoice of a party."""
    found = _read(company, states=("DRAFT", "POSTED"), applies_to_numbers=[number], party_ids=[party_id])
    return [one for one in found if one.document_type == "CREDIT_MEMO"]


def invoice_numbered(*, company: CompanyFacts, party_id: int, number: str) -> int | None:
    """The key of a party's posted invoice in short form; None where that number is of none."""
    found = Document.objects.filter(
        company=company.id, party=party_id, number=number, document_type="INVOICE", state="POSTED"
    )
    return found.values_list("id", flat=True).first()


def document_of_entry(*, company: CompanyFacts, entry_id: int) -> int | None:
    """The key of the short invoice or credit memo that an entry is of; None where it is of none."""
    rows = Document.objects.filter(company=company.id, entry=entry_id, entry__isnull=False)
    return rows.values_list("id", flat=True).first()


def _read(
    company: CompanyFacts, *, states: Collection[str], **narrow: Sequence[str] | Sequence[int]
) -> Iterator[DocumentFacts]:
    values: list[Any] = [list(one) for one in narrow.values()]
    found = _chosen_by(*narrow).rows(company.id, list(states), *values)
    lines = _lines(company, [row[0] for row in found])
    for row in found:
        yield replace(DocumentFacts(*row), lines=tuple(lines.get(row[0], ())))


@cache
def _chosen_by(*columns: str) -> Prepared[Any]:
    """Documents of some states, and of these values of columns; at most two."""
    names = [f"{column.removesuffix('s')}__in" for column in columns]

    def chosen(company: int, states: Sequence[str], *values: Sequence[Any]) -> QuerySet[Any, Any]:
        rows = Document.objects.filter(company=company, state__in=states, **dict(zip(names, values, strict=True)))
        return rows.order_by("id").values_list(*_DOCUMENT)

    if not columns:
        return Prepared(lambda company, states: chosen(company, states))
    if len(columns) == 1:
        return Prepared(lambda company, states, first: chosen(company, states, first))
    return Prepared(lambda company, states, first, second: chosen(company, states, first, second))


def _lines(company: CompanyFacts, ids: Sequence[int]) -> dict[int, list[LineFacts]]:
    names = ", ".join(f"l.{name}" for name in _LINE)
    sql = (
        f"SELECT {names} FROM {{values}} CROSS JOIN receivables_documentline l "
        "WHERE l.document_id = v.value AND l.company_id = %s ORDER BY l.document_id, l.line_number"
    )
    found: dict[int, list[LineFacts]] = {}
    for row in bulk.lookup(sql, ids, company.id):
        values: list[Any] = list(row[1:])
        found.setdefault(row[0], []).append(LineFacts(*values))
    return found


def vat_rates_of(*, company: CompanyFacts, entry_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """Entry → VAT code → the rate in basis points that its VAT was reckoned by; of documents in short form."""
    sql = (
        "SELECT DISTINCT d.entry_id, l.vat_code, l.vat_basis_points FROM {values} CROSS JOIN receivables_document d "
        "JOIN receivables_documentline l ON l.company_id = d.company_id AND l.document_id = d.id "
        "WHERE d.company_id = %s AND d.entry_id = v.value AND l.vat_basis_points IS NOT NULL"
    )
    found: dict[int, dict[str, int]] = {}
    for entry, code, rate in bulk.lookup(sql, entry_ids, company.id):
        found.setdefault(entry, {})[code] = rate
    return found


def external_numbers(*, company: CompanyFacts, numbers: Collection[str]) -> dict[tuple[int, str], str]:
    """(vendor, its own number) → the document that bears it: a posted invoice that stands, or a draft.

    An invoice from another system may say the vendor's number as its own. Found by the entries' keys, which are of
    digits; a number without any is looked for as it is written.
    """
    keys = {key for number in numbers if (key := reference_key(number)) is not None}
    unkeyed = {number for number in numbers if reference_key(number) is None}
    standing = (
        "e.company_id = %s AND e.ledger = 'VENDOR' AND e.document_type = 'INVOICE' AND e.reverses_id IS NULL AND "
        "NOT EXISTS (SELECT 1 FROM receivables_entry r WHERE r.company_id = e.company_id AND r.reverses_id = e.id)"
    )
    posted = f"SELECT e.party_id, {_VENDORS_NUMBER}, e.document_number FROM {{values}} CROSS JOIN "
    keyed = (
        f"{posted}receivables_entrykey k JOIN receivables_entry e ON e.company_id = k.company_id AND e.id = k.entry_id "
        f"WHERE k.company_id = %s AND k.key = v.value AND {standing}"
    )
    plain = f"{posted}receivables_entry e WHERE {_VENDORS_NUMBER} = v.value AND {standing}"
    drafted = (
        "SELECT d.party_id, d.external_document_number, d.draft_number FROM {values} CROSS JOIN receivables_document d "
        "WHERE d.company_id = %s AND d.ledger = 'VENDOR' AND d.document_type = 'INVOICE' "
        "AND d.external_document_number = v.value AND d.state = 'DRAFT'"
    )
    rows = (
        *bulk.lookup(drafted, numbers, company.id),
        *bulk.lookup(keyed, keys, company.id, company.id),
        *bulk.lookup(plain, unkeyed, company.id),
    )
    return {(party, external): number for party, external, number in rows if external in numbers}
