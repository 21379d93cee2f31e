"""Mandates, collections and debits as programs are told them."""

from __future__ import annotations

from datetime import date
from typing import Any

from reskontra.core.money import format_minor
from reskontra.receivables.direct_debit import MandateLine, RejectedLine
from reskontra.receivables.direct_debits.collections import CollectionShown, DebitShown
from reskontra.receivables.direct_debits.debit_answers import DebitAnswered
from reskontra.receivables.direct_debits.debit_setup import DebitSetupFacts
from reskontra.receivables.direct_debits.mandate_list import DebitOfMandate, MandateShown
from reskontra.receivables.direct_debits.request_answers import MandateRequestShown


def mandate_data(one: MandateShown) -> dict[str, Any]:
    """Days are ISO 8601, None where open; expected None: as many debits as may come."""
    return {
        "number": one.number, "scheme": one.scheme.lower(), "customer": one.customer, "name": one.name,
        "account": one.account, "bic": one.bic, "payer_number": one.payer_number, "valid_from": _day(one.valid_from),
        "valid_to": _day(one.valid_to), "signed": _day(one.signed_date), "one_off": one.is_one_off,
        "expected": one.expected, "debits": one.counter, "state": one.state.lower(), "next_sequence": one.sequence,
        "bank_told": one.told.lower(),
    }  # fmt: skip


def collection_data(one: CollectionShown) -> dict[str, Any]:
    """amount: without debits that are rejected; faulty: debits that are kept from the bank."""
    return {
        "number": one.number, "scheme": one.scheme.lower(), "bank_account": one.bank_account,
        "state": one.state.lower(), "from_date": _day(one.from_date), "to_date": one.to_date.isoformat(),
        "debits": one.debits, "amount": format_minor(one.amount.minor, one.amount.currency),
        "currency": one.amount.currency, "faulty": one.faulty, "message_id": one.message_id,
        "created_by": one.created_by, "exported_by": one.exported_by,
    }  # fmt: skip


def debit_data(one: DebitShown) -> dict[str, Any]:
    """findings: codes of what keeps it from the bank."""
    return {
        "number": one.number, "debit": one.transaction_id, "customer": one.customer, "name": one.name,
        "document": one.document, "mandate": one.mandate, "day": one.transfer_date.isoformat(),
        "amount": format_minor(one.amount.minor, one.amount.currency), "currency": one.amount.currency,
        "state": one.state.lower(), "sequence": one.sequence, "message": one.message,
        "findings": [code.lower() for code in one.findings], "voucher": one.voucher, "reason": one.reason,
        "reason_text": one.reason_text, "returned": _day(one.returned_date),
    }  # fmt: skip


def debit_of_mandate_data(one: DebitOfMandate) -> dict[str, Any]:
    """A debit that used a mandate."""
    return {
        "debit": one.transaction_id, "document": one.document, "day": one.transfer_date.isoformat(),
        "amount": format_minor(one.amount.minor, one.amount.currency), "currency": one.amount.currency,
        "sequence": one.sequence, "state": one.state.lower(),
        "reason": one.reason,
    }  # fmt: skip


def rejected_data(one: RejectedLine) -> dict[str, Any]:
    """due: None where the bank named no day; told: the day of its file."""
    return {
        "payer_number": one.payer_number, "customer": one.customer, "name": one.name, "document": one.document,
        "reference": one.reference, "amount": format_minor(one.amount.minor, one.amount.currency),
        "currency": one.amount.currency, "due": _day(one.due_date), "told": one.told_date.isoformat(),
        "reason": one.reason,
    }  # fmt: skip


def told_mandate_data(one: MandateLine) -> dict[str, Any]:
    """What Bankgirot told last of a mandate; customer "" where nobody is known by it."""
    return {
        "payee": one.payee, "payer_number": one.payer_number, "customer": one.customer, "name": one.name,
        "account": one.account, "id_number": one.id_number, "state": one.state.lower(), "comment": one.comment,
        "changed": one.changed_date.isoformat(),
    }  # fmt: skip


def request_data(one: MandateRequestShown) -> dict[str, Any]:
    """What Bankgirot was asked of a mandate; answer: awaited until it has told."""
    return {
        "file": one.file, "day": one.day.isoformat(), "payee": one.payee, "asked": one.kind.lower(),
        "mandate": one.mandate, "customer": one.customer, "payer_number": one.payer_number,
        "answer": one.answer.lower() or "awaited", "comment": one.comment, "answered": _day(one.answered_date),
    }  # fmt: skip


def answer_data(one: DebitAnswered) -> dict[str, Any]:
    """What an answer of the bank did."""
    return {
        "kind": one.kind, "collection": one.collection, "accepted": one.accepted, "waiting": one.waiting,
        "known": one.known, "mandates": one.mandates,
        "rejected": [
            {
                "debit": debit.debit, "document": debit.document, "reason": debit.reason, "counter": debit.counter,
                "amount": format_minor(debit.amount.minor, debit.amount.currency), "currency": debit.amount.currency,
            }
            for debit in one.rejected
        ],
        "untaken": [{"code": fault.code, "detail": str(fault)} for fault in one.untaken],
    }  # fmt: skip


def setup_data(one: DebitSetupFacts) -> dict[str, Any]:
    """How is collected to a bank account."""
    terms = one.terms
    return {
        "bank_account": one.account.number, "iban": one.account.iban, "bankgiro": one.account.bankgiro,
        "creditor_id": terms.creditor_id, "creditor_name": terms.name, "bic": terms.bic, "version": terms.version,
        "batch_booking": terms.is_batch, "other_currencies": terms.allows_other_currencies,
        "bankgirot_number": terms.bankgirot_number,
    }  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
