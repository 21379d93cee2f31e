"""find and search: what a number leads to, and what fits a text."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Query
from pydantic import Field

from reskontra.bank.search import transactions_found
from reskontra.bank.tracing import trace
from reskontra.bank.tracing_data import trace_data
from reskontra.companies.called import company_of
from reskontra.core.as_typed import amount_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.core.money import Money, format_minor
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Data
from reskontra.ledger.trace import traced_vouchers, vouchers_numbered
from reskontra.parties.search import parties_found
from reskontra.receivables.search import entries_found

routes = Routes("reports", "Find and search")
MOST = 50


class FindAsked(Asked):
    """Of a document or its draft, a voucher, the other side's number, or a reference."""

    number: Annotated[str, Field(min_length=1, max_length=100)]


class TraceData(Data):
    """Everything posted for a number; found: what bears it itself."""

    number: str
    found: list[str]
    entries: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    other_entries: list[dict[str, Any]]
    vouchers: list[dict[str, Any]]
    bank_entries: list[dict[str, Any]]
    bank_transactions: list[dict[str, Any]]


class SearchText(Asked):
    """Part of a name, a number, or an amount in the company's currency."""

    q: Annotated[str, Field(min_length=1, max_length=100)]


class FoundParty(Data):
    """A customer or vendor."""

    ledger: str
    number: str
    name: str
    city: str


class FoundEntry(Data):
    """A document or payment."""

    entry: int
    document_type: str
    document_number: str
    name: str
    currency: str
    amount: str
    remaining_amount: str


class FoundVoucher(Data):
    """A voucher by its number."""

    voucher: str
    date: str
    source: str


class FoundTransaction(Data):
    """A line of a payment reconciliation journal."""

    journal: str
    line: int
    bank_account: str
    payer: str
    currency: str
    amount: str


class SearchFound(Data):
    """What fits the text, at most 50 of each kind."""

    parties: list[FoundParty]
    entries: list[FoundEntry]
    vouchers: list[FoundVoucher]
    bank_transactions: list[FoundTransaction]


@routes.get("/find", TraceData)
def find_number(request: Call, asked: Query[FindAsked]) -> dict[str, Any]:
    """Find everything posted for a number: entries, what settled them, vouchers, bank entries, what reversed what."""
    company = company_of(request)
    return trace_data(company, trace(company=company, number=asked.number))


@routes.get("/search", SearchFound)
def search_everything(request: Call, asked: Query[SearchText]) -> dict[str, Any]:
    """Search customers and vendors, documents, vouchers and payments for a text or an amount."""
    company = company_of(request)
    text = "".join(letter for letter in asked.q if letter.isprintable()).strip()
    minor = _minor(text, company.currency)
    vouchers = vouchers_numbered(company=company, number=text.upper())[:MOST]
    return {
        "parties": [
            {"ledger": one.ledger.lower(), "number": one.number, "name": one.name, "city": one.city}
            for one in parties_found(company=company, text=text, most=MOST)
        ],
        "entries": [
            {
                "entry": one.id, "document_type": one.document_type.lower(), "document_number": one.document_number,
                "name": one.name, "currency": one.amount.currency, "amount": _plain(one.amount),
                "remaining_amount": _plain(one.remaining),
            }
            for one in entries_found(company=company, text=text, minor=minor, most=MOST)
        ],
        "vouchers": [
            {"voucher": one.name, "date": one.posting_date.isoformat(), "source": one.source.lower()}
            for one in traced_vouchers(company=company, ids=vouchers)
        ],
        "bank_transactions": [
            {
                "journal": one.journal, "line": one.line, "bank_account": one.bank_account, "payer": one.payer,
                "currency": one.amount.currency, "amount": _plain(one.amount),
            }
            for one in transactions_found(company=company, text=text, minor=minor, most=MOST)
            if one.journal
        ],
    }  # fmt: skip


def _plain(amount: Money) -> str:
    return format_minor(amount.minor, amount.currency)


def _minor(text: str, currency: str) -> int | None:
    """The amount that the text is, None where it is none."""
    try:
        return amount_typed(text, currency)
    except (Refused, Malformed):
        return None
