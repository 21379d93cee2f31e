"""From one number to everything posted for it, in all rooms.

What bears the number is the start: entries, vouchers, bank transactions. Each is followed one step: a voucher to what
it posted and settled, a transaction to its vouchers, an entry to the rows that moved it and the entries at their other
end. Entries at the other end are shown and not followed: one payment of many invoices would lead to all that ever paid
or were paid with them.
"""

from __future__ import annotations

from dataclasses import dataclass

from reskontra.bank.trace import TracedTransaction, traced_transactions, transactions_with
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.journals.trace import transactions_of_vouchers, vouchers_taken_back
from reskontra.ledger.reports_voucher import BankLine, GLLine, bank_lines, gl_lines
from reskontra.ledger.trace import TracedVoucher, traced_vouchers, vouchers_numbered, with_reversals
from reskontra.receivables.trace import (
    TracedEntry,
    TracedRow,
    entries_numbered,
    entries_of_vouchers,
    traced_entries,
    traced_rows,
)


class NumberUnknown(Refused):
    code = "number_unknown"
    template = (
        '"{number}" is the number of nothing posted and of no bank transaction. Write a whole document number, '
        "voucher, external number, or reference."
    )


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything posted for a number.

    found      what bears the number itself: entry, voucher, bank_transaction
    entries    those it leads to; others: the entries at the other end of their applications
    rows       what moved the entries
    vouchers   that posted any of it, and what reverses them or is reversed by them
    """

    number: str
    found: tuple[str, ...]
    entries: tuple[TracedEntry, ...]
    others: tuple[TracedEntry, ...]
    rows: tuple[TracedRow, ...]
    vouchers: tuple[TracedVoucher, ...]
    gl_lines: tuple[GLLine, ...]
    bank_entries: tuple[BankLine, ...]
    transactions: tuple[TracedTransaction, ...]


def trace(*, company: CompanyFacts, number: str) -> Trace:
    """refuses   NumberUnknown"""
    number = number.strip()
    starts = {
        "entry": set(entries_numbered(company=company, number=number)),
        "voucher": set(vouchers_numbered(company=company, number=number)),
        "bank_transaction": set(transactions_with(company=company, reference=number)),
    }
    if not any(starts.values()) or not number:
        raise NumberUnknown(number=number[:60])
    transactions = traced_transactions(company=company, ids=starts["bank_transaction"])
    leading = starts["voucher"] | {one.voucher_id for one in transactions if one.voucher_id}
    leading |= set(vouchers_taken_back(company=company, transaction_ids=starts["bank_transaction"]))
    leading = with_reversals(company=company, ids=leading)
    entries = starts["entry"] | set(entries_of_vouchers(company=company, ids=leading))
    rows = traced_rows(company=company, entry_ids=entries)
    moved = {row.voucher_id for row in rows if row.voucher_id}
    vouchers = with_reversals(company=company, ids=leading | moved)
    others = {row.against_id for row in rows if row.against_id} - entries
    banked = bank_lines(company=company, vouchers=vouchers)
    brought = {line.transaction_id for line in banked if line.transaction_id}
    brought.update(transactions_of_vouchers(company=company, ids=vouchers))
    return Trace(
        number=number,
        found=tuple(kind for kind, ids in starts.items() if ids),
        entries=tuple(traced_entries(company=company, ids=entries)),
        others=tuple(traced_entries(company=company, ids=others)),
        rows=tuple(rows),
        vouchers=tuple(traced_vouchers(company=company, ids=vouchers)),
        gl_lines=tuple(gl_lines(company=company, vouchers=vouchers)),
        bank_entries=tuple(banked),
        transactions=tuple(traced_transactions(company=company, ids=starts["bank_transaction"] | brought)),
    )
