"""Entries as programs see them: amounts as decimal strings, dates as ISO 8601."""

from __future__ import annotations

from typing import Any

from reskontra.core.money import format_minor
from reskontra.receivables.applying import Applied
from reskontra.receivables.history import DetailLine, EntryLine


def entry_data(one: EntryLine) -> dict[str, Any]:
    """An entry, signed as it is stored: what is owed to us is positive."""
    currency = one.amount.currency
    return {
        "ledger": one.ledger.lower(),
        "account": one.account,
        "document_type": one.document_type.lower(),
        "document_number": one.document_number,
        "external_document_number": one.external_document_number,
        "posting_date": one.posting_date.isoformat(),
        "due_date": one.due_date.isoformat(),
        "currency": currency,
        "amount": format_minor(one.amount.minor, currency),
        "remaining_amount": format_minor(one.remaining.minor, currency),
        "discount_amount": format_minor(one.discount.minor, currency),
        "discount_date": one.discount_date.isoformat() if one.discount_date else None,
        "discount_tolerance_date": one.discount_tolerance_date.isoformat() if one.discount_tolerance_date else None,
        "max_tolerance": format_minor(one.max_tolerance.minor, currency),
        "payment_reference": one.payment_reference,
        "on_hold": one.on_hold,
        "promised_date": one.promised_date.isoformat() if one.promised_date else None,
        "dispute_status": one.dispute_status,
        "description": one.description,
    }


def detail_data(one: DetailLine) -> dict[str, Any]:
    """A row of an entry: its initial one, or what an application moved."""
    return {
        "posting_date": one.posting_date.isoformat(),
        "kind": one.kind.lower(),
        "amount": format_minor(one.amount.minor, one.amount.currency),
        "local_amount": format_minor(one.local.minor, one.local.currency),
        "application": one.application or None,
        "voucher": one.voucher,
        "against": one.against,
        "unapplied": one.is_unapplied,
    }


def applied_data(done: Applied) -> dict[str, Any]:
    """What an application did, or would do: with what each entry was settled, and what is left of it."""
    return {
        "application": done.number,
        "voucher": done.voucher,
        "date": done.day.isoformat(),
        "settled": [
            {
                "document_number": one.document,
                "applied": format_minor(one.applied.minor, one.applied.currency),
                "granted": format_minor(one.granted.minor, one.granted.currency),
                "remaining_amount": format_minor(one.remaining.minor, one.remaining.currency),
                "currency": one.remaining.currency,
            }
            for one in done.settled
        ],
        "left": format_minor(done.left.minor, done.left.currency),
        "currency": done.left.currency,
        "questions": [one.code for one in done.questions],
        "readjusted": list(done.readjusted),
    }
