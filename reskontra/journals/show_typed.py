"""Lines of a batch as data, for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor
from reskontra.journals.typed_lines import TypedFacts
from reskontra.receivables.queries import facts_by_id


def document_names(*, company: CompanyFacts, lines: Sequence[TypedFacts]) -> dict[int, str]:
    """Entry → the number of its document, for everything that the lines settle."""
    ids = {mark.entry_id for line in lines for mark in line.marks}
    return {id: fact.document_number for id, fact in facts_by_id(company=company, ids=ids).items()}


def line_data(line: TypedFacts, documents: Mapping[int, str], vouchers: Mapping[int, str]) -> dict[str, object]:
    """One line; amounts as decimal strings, an amount of null means all of a document."""
    return {
        "line": line.line_number,
        "state": line.state.lower(),
        "posting_date": line.posting_date.isoformat() if line.posting_date else None,
        "document_type": line.document_type.lower(),
        "document_number": line.document_number,
        "external_document_number": line.external_document_number,
        "account": line.account,
        "description": line.description,
        "amount": format_minor(line.amount_minor, line.currency),
        "currency": line.currency,
        "balancing": line.balancing or None,
        "correction": line.is_correction,
        "check": line.check_number or None,
        "settles": _settles(line, documents),
        "voucher": vouchers.get(line.voucher_id or 0),
    }


def _settles(line: TypedFacts, documents: Mapping[int, str]) -> list[dict[str, str | None]]:
    if line.applies_to_number:
        return [{"document": line.applies_to_number, "amount": None}]
    return [
        {
            "document": documents[mark.entry_id],
            "amount": None if mark.amount_minor is None else format_minor(mark.amount_minor, line.currency),
        }
        for mark in line.marks
    ]
