"""voucher show: one voucher, whole."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.money import format_minor
from reskontra.core.voucher import debit_and_credit
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money, value
from reskontra.ledger.cli_reports import source_word
from reskontra.ledger.reports_voucher import BankLine, GLLine, VoucherFacts, voucher_facts

voucher = typer.Typer(no_args_is_help=True, help="Vouchers as they were posted.")


@command(voucher, "show")
def show(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="VOUCHER", help="Series, fiscal year and number: A-2026-17.")],
    format: FormatOption = "table",
) -> None:
    """Show a voucher: what it is of, its lines as debit and credit, and what it moved in the bank."""
    company = find_company(name=session.company_name)
    found = voucher_facts(company=company, name=name)
    if format == "json":
        session.json(voucher_data(company, found))
        return
    _tell_head(session, found)
    _print_lines(session, company, found)
    if found.bank_entries:
        _print_bank_entries(session, found)


def _tell_head(session: Session, found: VoucherFacts) -> None:
    head = found.head
    session.say(f"{head.name}  {head.posting_date}  {source_word(head.source)}  {head.description}".rstrip())
    facts = [
        (_("External number"), head.external_document_number),
        (_("Reverses"), head.reverses),
        (_("Reversed by"), head.reversed_by),
        (_("By"), f"{head.actor}, {value(head.posted_at)}"),
        (_("Posting run"), str(head.run)),
    ]
    for label, text in facts:
        if text:
            session.say(f"{label}: {text}")
    if any(line.is_correction for line in found.lines):
        session.say(_("A correction: debits and credits are negative."))


def _print_lines(session: Session, company: CompanyFacts, found: VoucherFacts) -> None:
    columns = [
        (_("Account"), False), (_("Name"), False), (_("Customer or vendor"), False), (_("Text"), False),
        (_("Debit"), True), (_("Credit"), True), (_("Amount in currency"), True), (_("VAT code"), False),
        (_("Cost center"), False), (_("Project"), False),
    ]  # fmt: skip
    rows = [
        (
            line.account, line.name, line.party, line.description,
            *(money(minor, company.currency) if minor else "" for minor in _sides(line)),
            f"{money(line.currency_minor, line.currency)} {line.currency}" if line.currency != company.currency else "",
            line.vat_code, line.cost_center, line.project,
        )
        for line in found.lines
    ]  # fmt: skip
    kept = [index for index, column in enumerate(columns) if index in (0, 4, 5) or any(row[index] for row in rows)]
    session.table([columns[index] for index in kept], [[row[index] for index in kept] for row in rows])


def _print_bank_entries(session: Session, found: VoucherFacts) -> None:
    session.say()
    session.table(
        [(_("Bank account"), False), (_("Amount"), True), (_("Currency"), False), (_("Text"), False)],
        [
            (line.bank_account, money(line.amount_minor, line.currency), line.currency, line.description)
            for line in found.bank_entries
        ],
    )


def _sides(line: GLLine) -> tuple[int, int]:
    return debit_and_credit(line.amount_minor, is_correction=line.is_correction)


def voucher_data(company: CompanyFacts, found: VoucherFacts) -> dict[str, object]:
    """Amounts as decimal strings, debit +; what does not exist is null."""
    head = found.head
    return {
        "voucher": head.name,
        "date": head.posting_date.isoformat(),
        "source": head.source.lower(),
        "text": head.description,
        "external_document_number": head.external_document_number or None,
        "run": head.run,
        "actor": head.actor,
        "posted_at": head.posted_at.isoformat(),
        "reverses": head.reverses or None,
        "reversed_by": head.reversed_by or None,
        "currency": company.currency,
        "lines": [_line(company, line) for line in found.lines],
        "bank_entries": [_bank_entry(line) for line in found.bank_entries],
    }


def _line(company: CompanyFacts, line: GLLine) -> dict[str, object]:
    debit, credit = _sides(line)
    return {
        "line": line.line_number,
        "account": line.account,
        "name": line.name,
        "party": line.party or None,
        "text": line.description,
        "amount": format_minor(line.amount_minor, company.currency),
        "debit": format_minor(debit, company.currency),
        "credit": format_minor(credit, company.currency),
        "correction": line.is_correction,
        "currency": line.currency,
        "currency_amount": format_minor(line.currency_minor, line.currency),
        "vat_code": line.vat_code or None,
        "cost_center": line.cost_center or None,
        "project": line.project or None,
    }


def _bank_entry(line: BankLine) -> dict[str, object]:
    return {
        "bank_account": line.bank_account,
        "currency": line.currency,
        "amount": format_minor(line.amount_minor, line.currency),
        "text": line.description,
        "state": line.state.lower(),
    }
