"""Statements and their lines as programs see them: amounts as decimal strings, dates as ISO 8601."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reskontra.bank.queries import ImportFacts, StatementFacts
from reskontra.bank.transactions import TransactionFacts
from reskontra.core.money import format_minor


def statement_data(one: StatementFacts) -> dict[str, Any]:
    """A statement or an advice."""
    return {
        "import": one.import_number,
        "bank_account": one.bank_account,
        "format": one.format,
        "number": one.statement_id,
        "date": one.statement_date.isoformat(),
        "currency": one.currency,
        "opening_balance": None if one.opening_minor is None else format_minor(one.opening_minor, one.currency),
        "ending_balance": None if one.closing_minor is None else format_minor(one.closing_minor, one.currency),
        "new": one.new,
        "known": one.known,
        "expected": one.expected,
    }


def expected_data(one: TransactionFacts, bank_account: str) -> dict[str, Any]:
    """A payment that is announced and not booked yet."""
    day = one.booking_date or one.value_date
    return {
        "bank_account": bank_account,
        "date": day.isoformat() if day else None,
        "amount": format_minor(one.amount_minor, one.currency),
        "currency": one.currency,
        "payer_name": one.counterparty.name or one.counterparty.ultimate_name or None,
        "text": " ".join(text.text for text in one.texts),
        "bank_reference": one.bank_reference or one.entry_bank_reference,
    }


def import_data(found: ImportFacts, own: Sequence[StatementFacts]) -> dict[str, Any]:
    """A file that was imported, with its statements."""
    return {
        "import": found.number,
        "file": found.file,
        "format": found.format,
        "by": found.actor,
        "at": found.imported_at.isoformat(),
        "overrides": list(found.overrides),
        "reason": found.reason,
        "statements": [one.statement_id for one in own],
        "new": found.new,
        "known": found.known,
        "expected": found.expected,
    }


def line_data(head: StatementFacts, one: TransactionFacts) -> dict[str, Any]:
    """A line of a statement."""
    party = one.counterparty
    return {
        "import": head.import_number,
        "bank_account": head.bank_account,
        "statement": head.statement_id,
        "line": one.number,
        "date": one.booking_date and one.booking_date.isoformat(),
        "value_date": one.value_date and one.value_date.isoformat(),
        "amount": format_minor(one.amount_minor, one.currency),
        "currency": one.currency,
        "name": party.name or party.ultimate_name,
        "account": party.iban or party.other_account,
        "references": [reference.raw for reference in one.references],
        "text": " ".join(text.text for text in one.texts),
        "bank_reference": one.bank_reference or one.entry_bank_reference,
        "end_to_end_id": one.end_to_end_id,
        "code": one.transaction_code,
        "state": one.state.lower(),
    }
