"""Open documents that wait for their payment, and what else bears a number or an amount."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, Sum

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Document, DocumentLine, Entry


@dataclass(frozen=True, slots=True)
class UnpaidDocument:
    """Amounts in minor units of its currency, signed as the entry."""

    entry_id: int
    account: str
    name: str
    document_type: str
    document_number: str
    external_document_number: str
    description: str
    due_date: date
    currency: str
    remaining_minor: int
    discount_minor: int
    discount_date: date | None
    ledger: str = "CUSTOMER"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents: of one account, with words in number, name or external number, with amounts between."""

    account: str = ""
    text: str = ""
    least_minor: int | None = None
    most_minor: int | None = None
    ledger: str = "CUSTOMER"


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document wherever it stands. state: draft, open or paid; amount: of the document, remaining: what is left."""

    state: str
    document_type: str
    number: str
    account: str
    name: str
    currency: str
    amount_minor: int
    remaining_minor: int
    day: date


_COLUMNS = (
    "id", "party__number", "party__name", "document_type", "document_number", "external_document_number",
    "description", "due_date", "currency", "remaining_minor", "discount_minor", "discount_date", "ledger",
)  # fmt: skip


def unpaid_documents(*, company: CompanyFacts, wanted: Wanted, most: int) -> list[UnpaidDocument]:
    """Open documents but for payments, by due date."""
    rows = Entry.objects.filter(company=company.id, ledger=wanted.ledger).exclude(document_type="PAYMENT")
    rows = rows.filter(~Q(remaining_minor=0) & _matching(wanted))
    return [UnpaidDocument(*row) for row in rows.order_by("due_date", "id").values_list(*_COLUMNS)[:most]]


def unpaid_by_id(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, UnpaidDocument]:
    """These entries as they now are, settled ones too."""
    rows: Any = Entry.objects.filter(company=company.id, id__in=list(ids)).values_list(*_COLUMNS)
    return {row[0]: UnpaidDocument(*row) for row in rows}


def found_documents(*, company: CompanyFacts, wanted: Wanted, most: int) -> list[FoundDocument]:
    """Customer documents by number or amount: drafts not posted yet, then posted ones, open and paid."""
    rows = Entry.objects.filter(company=company.id, ledger="CUSTOMER").exclude(document_type="PAYMENT")
    rows = rows.filter(reverses__isnull=True).filter(_matching(wanted, "document_minor"))
    posted = [
        FoundDocument(
            "open" if row.remaining_minor else "paid", row.document_type, row.document_number, row.party.number,
            row.party.name, row.currency, row.document_minor, row.remaining_minor, row.due_date,
        )
        for row in rows.select_related("party").order_by("-remaining_minor", "due_date", "id")[:most]
    ]  # fmt: skip
    return (_drafts(company, wanted) + posted)[:most]


def _drafts(company: CompanyFacts, wanted: Wanted) -> list[FoundDocument]:
    rows = Document.objects.filter(company=company.id, ledger="CUSTOMER", state="DRAFT").select_related("party")
    lines = DocumentLine.objects.filter(company=company.id, document__in=rows.order_by())
    totals = dict(lines.order_by().values_list("document").annotate(total=Sum(F("amount_minor") + F("vat_minor"))))
    found = []
    for row in rows.order_by("draft_number"):
        minor = totals.get(row.id, 0)
        words = (row.draft_number, row.party.number, row.party.name, row.external_document_number)
        is_named = any(wanted.text.lower() in word.lower() for word in words)
        is_within = wanted.least_minor is None or wanted.least_minor <= minor <= (wanted.most_minor or minor)
        if is_named and is_within:
            sign = -1 if row.document_type == "CREDIT_MEMO" else 1
            found.append(
                FoundDocument(
                    "draft", row.document_type, row.draft_number, row.party.number, row.party.name, row.currency,
                    sign * minor, sign * minor, row.document_date,
                )
            )  # fmt: skip
    return found


def _matching(wanted: Wanted, amount: str = "remaining_minor") -> Q:
    found = Q()
    if wanted.account:
        found &= Q(party__number=wanted.account)
    found &= matching_text(wanted.text)
    if wanted.least_minor is not None and wanted.most_minor is not None:
        found &= Q(**{f"{amount}__gte": wanted.least_minor, f"{amount}__lte": wanted.most_minor})
    return found


def matching_text(text: str) -> Q:
    """Entries with the text in their number, external number or name; all where there is none."""
    if not text:
        return Q()
    return (
        Q(document_number__icontains=text)
        | Q(external_document_number__icontains=text)
        | Q(party__name__icontains=text)
    )
