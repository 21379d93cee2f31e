"""Writes truth.json: what each bank transaction truly is, by its bank reference.

    "202611200000007": {
        "kind": "discount_taken", "date": "2026-11-20", "amount": "980.00",
        "ledger": "customer", "party": "10012", "is_booked": true, "file": "camt.054", "entry": "202611200000001",
        "documents": [{"ledger": "customer", "document_type": "invoice", "document_number": "310412",
                       "cash": "980.00", "discount": "20.00", "charge": "0.00", "rounding": "0.00",
                       "settled": "1000.00"}],
        "unapplied": "0.00", "returns": ""}

Cash of all documents + unapplied = amount. settled is what the document is closed with: cash, discount, charge
and rounding. file says where the transaction has its details; entry is the reference of the entry it is part of.
returns is the end-to-end id of the payment that comes back.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from reskontra.cli.demo_data.csv_files import decimal
from reskontra.cli.demo_data.records import BankEntry, BookedPayment, Settlement, Statement


def truth_file(statements: Sequence[Statement]) -> bytes:
    truth = {
        part.own_reference or entry.reference: _transaction(entry, part)
        for statement in statements
        for entry in statement.entries
        for part in entry.parts
    }
    return (json.dumps(truth, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _transaction(entry: BankEntry, part: BookedPayment) -> dict[str, object]:
    payment = part.payment
    return {
        "kind": payment.kind.value,
        "date": payment.day.isoformat(),
        "amount": decimal(payment.amount_minor),
        "ledger": payment.ledger,
        "party": payment.party,
        "is_booked": not entry.is_pending,
        "file": "camt.054" if entry.is_detailed_elsewhere else "camt.053",
        "entry": entry.reference,
        "documents": [_document(settlement) for settlement in payment.settlements],
        "unapplied": decimal(payment.unapplied_minor),
        "returns": payment.returns,
    }


def _document(settlement: Settlement) -> dict[str, str]:
    document = settlement.document
    return {
        "ledger": document.ledger,
        "document_type": document.document_type,
        "document_number": document.number,
        "cash": decimal(settlement.cash_minor),
        "discount": decimal(settlement.discount_minor),
        "charge": decimal(settlement.charge_minor),
        "rounding": decimal(settlement.rounding_minor),
        "settled": decimal(settlement.settled_minor),
    }
