"""reskontra find NUMBER: everything posted for any number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.bank.tracing import Trace, trace
from reskontra.bank.tracing_data import trace_data
from reskontra.cli.root import program
from reskontra.companies.queries import find_company
from reskontra.core.money import Money
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import value
from reskontra.ledger.cli_reports import source_word
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.trace import TracedEntry

Columns = Sequence[tuple[str, bool]]
Rows = Sequence[Sequence[str]]

STATES = {
    "OPEN": noop("open"),
    "MATCHED": noop("matched"),
    "CLOSED": noop("closed"),
    "BOOKED": noop("booked"),
    "EXPECTED": noop("expected"),
    "KNOWN": noop("on another statement too"),
    "DETAIL": noop("part of a sum"),
}


@command(program, "find")
def find(
    session: Session,
    number: Annotated[str, typer.Argument(help="Document, draft, voucher, external number, or reference.")],
    format: FormatOption = "table",
) -> None:
    """Find everything posted for a number: entries, what settled them, vouchers, bank entries, what reversed what.

    The number is that of a document or its draft, of a voucher (A-2026-17), the other side's number, a payment
    reference, or a reference on a bank statement.
    """
    company = find_company(name=session.company_name)
    found = trace(company=company, number=number)
    if format == "json":
        session.json(trace_data(company, found))
        return
    parts = [
        (_("Entries"), _entries(found.entries)),
        (_("What moved them"), _rows(found)),
        (_("Entries at the other end"), _entries(found.others)),
        (_("Vouchers"), _vouchers(found)),
        (_("Bank entries"), _bank_entries(found)),
        (_("On bank statements"), _transactions(found)),
    ]
    shown = [(heading, columns, rows) for heading, (columns, rows) in parts if rows]
    for index, (heading, columns, rows) in enumerate(shown):
        session.say(f"\n{heading}" if index else heading)
        session.table(columns, rows)


def _entries(entries: Sequence[TracedEntry]) -> tuple[Columns, Rows]:
    columns = (
        (_("Type"), False), (_("Document"), False), (_("External number"), False), (_("Account"), False),
        (_("Name"), False), (_("Date"), False), (_("Due"), False), (_("Amount"), True), (_("Remaining"), True),
        (_("Voucher"), False), (_("Reversal"), False),
    )  # fmt: skip
    rows = [
        (
            kind_word(one.document_type), one.document_number, one.external_document_number, one.account, one.name,
            value(one.posting_date), value(one.due_date), value(one.amount), value(one.remaining), one.voucher,
            _reversal(one.reverses, one.reversed_by),
        )
        for one in entries
    ]  # fmt: skip
    return columns, rows


def _reversal(reverses: str, reversed_by: str) -> str:
    if reversed_by:
        return _("reversed by {voucher}").format(voucher=reversed_by)
    return _("reverses {voucher}").format(voucher=reverses) if reverses else ""


def _rows(found: Trace) -> tuple[Columns, Rows]:
    columns = (
        (_("Document"), False), (_("Date"), False), (_("Row"), False), (_("Amount"), True), (_("Against"), False),
        (_("Application"), True), (_("Unapplied"), False), (_("Voucher"), False),
    )  # fmt: skip
    rows = [
        (
            row.document_number, value(row.posting_date), kind_word(row.kind), value(row.amount), row.against,
            str(row.application or ""), _("yes") if row.is_unapplied else "", row.voucher,
        )
        for row in found.rows
    ]  # fmt: skip
    return columns, rows


def _vouchers(found: Trace) -> tuple[Columns, Rows]:
    columns = (
        (_("Voucher"), False), (_("Date"), False), (_("Source"), False), (_("Text"), False), (_("Amount"), True),
        (_("Accounts"), False), (_("By"), False), (_("Reversal"), False),
    )  # fmt: skip
    accounts: dict[str, list[str]] = {}
    for line in found.gl_lines:
        held = accounts.setdefault(line.voucher, [])
        if line.account not in held:
            held.append(line.account)
    rows = [
        (
            one.name, value(one.posting_date), source_word(one.source), one.description, value(one.debit),
            ", ".join(accounts.get(one.name, ())), one.actor, _reversal(one.reverses, one.reversed_by),
        )
        for one in found.vouchers
    ]  # fmt: skip
    return columns, rows


def _bank_entries(found: Trace) -> tuple[Columns, Rows]:
    columns = (
        (_("Bank account"), False), (_("Date"), False), (_("Amount"), True), (_("Text"), False), (_("State"), False),
        (_("Voucher"), False),
    )  # fmt: skip
    rows = [
        (
            one.bank_account, value(one.posting_date), value(Money(one.amount_minor, one.currency)), one.description,
            _(STATES[one.state]), one.voucher,
        )
        for one in found.bank_entries
    ]  # fmt: skip
    return columns, rows


def _transactions(found: Trace) -> tuple[Columns, Rows]:
    columns = (
        (_("Bank account"), False), (_("Statement"), False), (_("Date"), False), (_("Amount"), True),
        (_("Bank reference"), False), (_("Payer"), False), (_("State"), False), (_("Journal"), False),
    )  # fmt: skip
    rows = [
        (
            one.bank_account, one.statement, value(one.booking_date) if one.booking_date else "", value(one.amount),
            one.bank_reference or one.entry_reference, one.payer, _(STATES[one.state]),
            _("{journal} line {line}").format(journal=one.journal, line=one.line) if one.journal else "",
        )
        for one in found.transactions
    ]  # fmt: skip
    return columns, rows
