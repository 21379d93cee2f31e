"""Documents as programs see them: amounts as decimal strings, dates as ISO 8601."""

from __future__ import annotations

from collections.abc import Sequence

from reskontra.core.money import format_minor, minor_digits
from reskontra.core.vat import PRICE, QUANTITY
from reskontra.receivables.documents.queries import DocumentFacts, LineFacts
from reskontra.receivables.documents.written import written


def document_data(document: DocumentFacts) -> dict[str, object]:
    """A draft or posted document with its lines; amounts as people write them, positive on either type."""
    return {
        "draft": document.draft_number,
        "number": document.number,
        "type": document.document_type.lower(),
        "status": document.state.lower(),
        "party": document.party,
        "name": document.party_name,
        "date": document.document_date.isoformat(),
        "posting_date": document.posting_date.isoformat(),
        "due_date": document.due_date.isoformat() if document.due_date else None,
        "terms": document.payment_terms,
        "currency": document.currency,
        "net": format_minor(document.net.minor, document.currency),
        "vat": format_minor(document.vat.minor, document.currency),
        "total": format_minor(document.total.minor, document.currency),
        "external_number": document.external_document_number,
        "reference": document.payment_reference,
        "applies_to": document.applies_to_number,
        "text": document.description,
        "lines": [_line_data(line, document.currency) for line in document.lines],
    }


def _line_data(line: LineFacts, currency: str) -> dict[str, object]:
    quantity, price = quantity_and_price(line, currency)
    return {
        "line": line.line_number,
        "account": line.account_number,
        "text": line.description,
        "quantity": quantity or None,
        "price": price or None,
        "amount": format_minor(line.amount_minor, currency),
        "vat_code": line.vat_code,
        "vat": format_minor(line.vat_minor, currency),
        "cost_center": line.cost_center,
        "project": line.project,
    }


def quantity_and_price(line: LineFacts, currency: str) -> tuple[str, str]:
    """As people write them; "" twice where the amount alone was written."""
    if line.quantity_e4 is None or line.price_e4 is None:
        return "", ""
    decimals = minor_digits(currency)
    price = written(line.price_e4, PRICE * 10**decimals, decimals=decimals)
    return written(line.quantity_e4, QUANTITY), price


def vat_by_code_of(lines: Sequence[LineFacts]) -> dict[str, tuple[int, int]]:
    """VAT code → (net, VAT) of a document's lines, by code."""
    found: dict[str, tuple[int, int]] = {}
    for line in sorted(lines, key=lambda one: one.vat_code):
        net, vat = found.get(line.vat_code, (0, 0))
        found[line.vat_code] = (net + line.amount_minor, vat + line.vat_minor)
    return found
