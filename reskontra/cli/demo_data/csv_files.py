"""Writes the files that load the demo company: its customers, its vendors and what is open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from reskontra.cli.demo_data import company
from reskontra.cli.demo_data.records import Document, Party

PARTY_COLUMNS = (
    "number",
    "name",
    "address",
    "postal_code",
    "city",
    "country",
    "organisation_number",
    "vat_number",
    "email",
    "phone",
    "language",
    "currency",
    "payment_terms",
    "reminder_terms",
    "finance_charge_terms",
    "application_method",
    "iban",
    "bankgiro",
    "plusgiro",
)
ENTRY_COLUMNS = (
    "ledger",
    "account",
    "document_type",
    "document_number",
    "external_document_number",
    "payment_reference",
    "posting_date",
    "due_date",
    "currency",
    "amount",
    "remaining_amount",
    "discount_date",
    "discount_amount",
    "description",
    "on_hold",
)


def parties_file(parties: Sequence[Party], *, terms_codes: Mapping[int, str], is_reminded: bool = False) -> bytes:
    """terms_codes: the company's code for so many days; a cell is empty where there is none.

    is_reminded   each has the terms of reminders and of interest that the law gives its kind
    """
    return _file(PARTY_COLUMNS, (_party_row(party, terms_codes, is_reminded) for party in parties))


def entries_file(documents: Sequence[Document]) -> bytes:
    return _file(ENTRY_COLUMNS, (_entry_row(document) for document in documents))


def decimal(minor: int) -> str:
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def _file(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _party_row(party: Party, terms_codes: Mapping[int, str], is_reminded: bool) -> tuple[str, ...]:
    reminders = company.CONSUMER_TERMS if party.is_person else company.BUSINESS_TERMS
    return (
        party.number,
        party.name,
        party.street,
        party.postal_code,
        party.city,
        party.country,
        party.organisation_number,
        party.vat_number,
        party.email,
        party.phone,
        party.language,
        company.CURRENCY,
        terms_codes.get(party.terms_days, ""),
        reminders if is_reminded else "",
        company.INTEREST_TERMS if is_reminded else "",
        "manual",
        party.iban,
        party.bankgiro,
        party.plusgiro,
    )


def _entry_row(document: Document) -> tuple[str, ...]:
    return (
        document.ledger,
        document.party,
        document.document_type,
        document.number,
        document.external_number,
        document.payment_reference,
        document.posting_date.isoformat(),
        document.due_date.isoformat(),
        company.CURRENCY,
        decimal(document.amount_minor),
        decimal(document.remaining_minor),
        document.discount_date.isoformat() if document.discount_date else "",
        decimal(document.discount_minor) if document.discount_date else "",
        document.description,
        "",
    )
