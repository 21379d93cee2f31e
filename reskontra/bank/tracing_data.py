"""What "find" found, as JSON carries it."""

from __future__ import annotations

from collections.abc import Sequence

from reskontra.bank.trace import TracedTransaction
from reskontra.bank.tracing import Trace
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money, format_minor
from reskontra.ledger.reports_voucher import BankLine, GLLine
from reskontra.ledger.trace import TracedVoucher
from reskontra.receivables.trace import TracedEntry, TracedRow

Data = dict[str, object]


def trace_data(company: CompanyFacts, found: Trace) -> Data:
    """Amounts as decimal strings, days as ISO 8601; what does not exist is null."""
    lines: dict[str, list[Data]] = {}
    for line in found.gl_lines:
        lines.setdefault(line.voucher, []).append(_gl_line(company, line))
    names = {one.id: one.name for one in found.vouchers}
    return {
        "number": found.number,
        "found": list(found.found),
        "entries": _entries(found.entries),
        "rows": [_row(row) for row in found.rows],
        "other_entries": _entries(found.others),
        "vouchers": [_voucher(one, lines.get(one.name, [])) for one in found.vouchers],
        "bank_entries": [_bank_entry(one) for one in found.bank_entries],
        "bank_transactions": [_transaction(one, names) for one in found.transactions],
    }


def _amount(money: Money) -> str:
    return format_minor(money.minor, money.currency)


def _entries(entries: Sequence[TracedEntry]) -> list[Data]:
    return [
        {
            "ledger": one.ledger.lower(),
            "account": one.account,
            "name": one.name,
            "document_type": one.document_type.lower(),
            "document_number": one.document_number,
            "external_document_number": one.external_document_number,
            "payment_reference": one.payment_reference,
            "posting_date": one.posting_date.isoformat(),
            "due_date": one.due_date.isoformat(),
            "currency": one.amount.currency,
            "amount": _amount(one.amount),
            "remaining_amount": _amount(one.remaining),
            "voucher": one.voucher,
            "reverses": one.reverses or None,
            "reversed_by": one.reversed_by or None,
        }
        for one in entries
    ]


def _row(row: TracedRow) -> Data:
    return {
        "document_type": row.document_type.lower(),
        "document_number": row.document_number,
        "date": row.posting_date.isoformat(),
        "row": row.kind.lower(),
        "currency": row.amount.currency,
        "amount": _amount(row.amount),
        "local_amount": _amount(row.local),
        "against": row.against or None,
        "application": row.application or None,
        "unapplied": row.is_unapplied,
        "voucher": row.voucher or None,
    }


def _voucher(one: TracedVoucher, lines: list[Data]) -> Data:
    return {
        "voucher": one.name,
        "date": one.posting_date.isoformat(),
        "source": one.source.lower(),
        "text": one.description,
        "external_document_number": one.external_document_number,
        "amount": _amount(one.debit),
        "run": one.run,
        "actor": one.actor,
        "reverses": one.reverses or None,
        "reversed_by": one.reversed_by or None,
        "lines": lines,
    }


def _gl_line(company: CompanyFacts, line: GLLine) -> Data:
    return {
        "account": line.account,
        "name": line.name,
        "party": line.party or None,
        "text": line.description,
        "amount": format_minor(line.amount_minor, company.currency),
        "currency": line.currency,
        "currency_amount": format_minor(line.currency_minor, line.currency),
        "correction": line.is_correction,
    }


def _bank_entry(one: BankLine) -> Data:
    return {
        "bank_account": one.bank_account,
        "date": one.posting_date.isoformat(),
        "currency": one.currency,
        "amount": format_minor(one.amount_minor, one.currency),
        "text": one.description,
        "state": one.state.lower(),
        "voucher": one.voucher,
    }


def _transaction(one: TracedTransaction, vouchers: dict[int, str]) -> Data:
    return {
        "bank_account": one.bank_account,
        "statement": one.statement,
        "statement_date": one.statement_date.isoformat(),
        "number": one.number,
        "state": one.state.lower(),
        "date": one.booking_date.isoformat() if one.booking_date else None,
        "currency": one.amount.currency,
        "amount": _amount(one.amount),
        "bank_reference": one.bank_reference or None,
        "entry_reference": one.entry_reference or None,
        "end_to_end_id": one.end_to_end_id or None,
        "payer": one.payer or None,
        "journal": one.journal or None,
        "line": one.line or None,
        "voucher": vouchers.get(one.voucher_id),
    }
