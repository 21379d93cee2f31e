"""Statements of account as data for programs: decimal strings, ISO days."""

from __future__ import annotations

from typing import Any

from reskontra.collections.customer_statements import Said
from reskontra.core.customer_statement import Asked, Block, age_headings, check
from reskontra.core.money import format_minor


def statement_data(said: Said, asked: Asked) -> dict[str, Any]:
    """A customer's statement, with a part for each currency."""
    return {
        "customer": said.card.number,
        "name": said.card.name,
        "language": said.card.language,
        "from": asked.start.isoformat(),
        "to": asked.end.isoformat(),
        "style": asked.style,
        "currencies": [_block_data(block, asked) for block in said.blocks],
    }


def _block_data(block: Block, asked: Asked) -> dict[str, Any]:
    def amount(minor: int | None) -> str | None:
        return None if minor is None else format_minor(minor, block.currency)

    spans = age_headings(check(asked))
    return {
        "currency": block.currency,
        "opening_balance": amount(block.opening_minor),
        "lines": [
            {
                "date": line.posting_date.isoformat(),
                "kind": line.kind,
                "document_type": line.document_type,
                "document": line.document_number,
                "description": line.description,
                "due_date": line.due_date.isoformat() if line.due_date else None,
                "amount": amount(line.amount_minor),
                "remaining": amount(line.remaining_minor),
                "balance": amount(line.running_minor),
            }
            for line in block.lines
        ],
        "closing_balance": amount(block.closing_minor),
        "overdue": [
            {
                "due_date": item.due_date.isoformat(),
                "document_type": item.document_type,
                "document": item.document_number,
                "date": item.posting_date.isoformat(),
                "original": amount(item.original_minor),
                "remaining": amount(item.remaining_minor),
            }
            for item in block.overdue
        ],
        "ages": [
            {"from": first.isoformat() if first else None, "to": last.isoformat(), "amount": amount(minor)}
            for (first, last), minor in zip(spans, block.ages, strict=False)
        ],
    }
