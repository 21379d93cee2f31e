"""The program: every room's commands."""

from __future__ import annotations

from typing import Annotated

import typer

from reskontra import __version__
from reskontra.bank import cli_lines as _lines  # noqa: F401 - adds statement show, lines, file
from reskontra.bank import cli_position as _position  # noqa: F401 - adds a report
from reskontra.bank.cli import statement
from reskontra.bank.cli_definitions import import_definition
from reskontra.cli import alias as _alias  # noqa: F401 - adds party alias
from reskontra.cli import demo as _demo  # noqa: F401 - adds its command
from reskontra.cli import find as _find  # noqa: F401 - adds its command
from reskontra.cli import merge as _merge  # noqa: F401 - adds party merge
from reskontra.cli import reverse as _reverse  # noqa: F401 - adds its command
from reskontra.cli import serve as _serve  # noqa: F401 - adds its command
from reskontra.cli import tick as _tick  # noqa: F401 - adds its command
from reskontra.cli import worker as _worker  # noqa: F401 - adds its command
from reskontra.cli.commands import program
from reskontra.cli.notes import note
from reskontra.cli.user import user
from reskontra.companies import cli_identity as _identity  # noqa: F401 - adds company set
from reskontra.companies.cli import company, fiscal_year, rate
from reskontra.companies.cli_currencies import currency
from reskontra.companies.cli_series import number_series_app
from reskontra.companies.cli_settings import setting
from reskontra.companies.cli_terms import payment_terms
from reskontra.founding import cli as _sandbox  # noqa: F401 - adds company sandbox
from reskontra.interface.console import CompanyOption, LanguageOption, say_before
from reskontra.journals.cli_registration import payment_registration
from reskontra.journals.cli_typed import typed_journal
from reskontra.ledger import cli_load_vouchers as _load_vouchers  # noqa: F401 - adds load vouchers
from reskontra.ledger import cli_opening as _opening  # noqa: F401 - adds load opening-balances
from reskontra.ledger import cli_reports as _ledger_reports  # noqa: F401 - adds reports
from reskontra.ledger.cli import account, bank_account, report
from reskontra.ledger.cli_export import export
from reskontra.ledger.cli_parties import load
from reskontra.ledger.cli_vat import vat_code
from reskontra.ledger.cli_vouchers import voucher
from reskontra.matching import cli_imports as _imports  # noqa: F401 - adds statement import, undo-import
from reskontra.matching import cli_quality as _quality  # noqa: F401 - adds matching quality
from reskontra.matching import cli_returns as _returns  # noqa: F401 - adds journal return
from reskontra.matching import cli_try as _try  # noqa: F401 - adds matching try
from reskontra.matching.cli import journal
from reskontra.matching.cli_charge_limits import charge_limit
from reskontra.matching.cli_facts import matching
from reskontra.matching.cli_feeds import app as feeds
from reskontra.matching.cli_mappings import mapping
from reskontra.matching.cli_relations import payer_relation
from reskontra.matching.cli_rules import rule
from reskontra.parties.cli_parties import party
from reskontra.receivables import cli as _entries  # noqa: F401 - adds load entries
from reskontra.receivables import cli_behaviour as _behaviour  # noqa: F401 - adds a report
from reskontra.receivables import cli_corrections as _corrections  # noqa: F401 - adds entry move
from reskontra.receivables import cli_reports as _entry_reports  # noqa: F401 - adds reports
from reskontra.receivables import cli_take_over as _take_over  # noqa: F401 - adds a report
from reskontra.receivables.cli_bad_debts import bad_debt
from reskontra.receivables.cli_currencies import exchange_rates
from reskontra.receivables.cli_direct_debit import direct_debit
from reskontra.receivables.cli_entries import entry
from reskontra.receivables.cli_repayments import repayment
from reskontra.receivables.documents.cli import invoice

__all__ = ["program"]

program.add_typer(load, name="load")
program.add_typer(bank_account, name="bank-account")
program.add_typer(statement, name="statement")
program.add_typer(import_definition, name="import-definition")
program.add_typer(feeds, name="feeds")
program.add_typer(journal, name="journal")
program.add_typer(mapping, name="mapping")
program.add_typer(rule, name="rule")
program.add_typer(matching, name="matching")
program.add_typer(payer_relation, name="payer-relation")
program.add_typer(charge_limit, name="charge-limit")
program.add_typer(report, name="report")
program.add_typer(export, name="export")
program.add_typer(account, name="account")
program.add_typer(fiscal_year, name="fiscal-year")
program.add_typer(rate, name="rate")
program.add_typer(exchange_rates, name="exchange-rates")
program.add_typer(company, name="company")
program.add_typer(setting, name="setting")
program.add_typer(currency, name="currency")
program.add_typer(number_series_app, name="number-series")
program.add_typer(payment_terms, name="payment-terms")
program.add_typer(entry, name="entry")
program.add_typer(invoice, name="invoice")
program.add_typer(vat_code, name="vat-code")
program.add_typer(voucher, name="voucher")
program.add_typer(bad_debt, name="bad-debt")
program.add_typer(direct_debit, name="direct-debit")
program.add_typer(repayment, name="repayment")
program.add_typer(party, name="party")
program.add_typer(note, name="note")
program.add_typer(user, name="user")
program.add_typer(typed_journal("CASH_RECEIPT", "Cash receipts typed by hand."), name="cash-receipts")
program.add_typer(typed_journal("PAYMENT", "Payments to vendors, and refunds, typed by hand."), name="payments")
program.add_typer(typed_journal("GENERAL", "Journal vouchers typed by hand."), name="general-journal")
program.add_typer(payment_registration, name="payment-registration")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reskontra {__version__}")
        raise typer.Exit


@program.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")] = False,
    company: CompanyOption = "",
    lang: LanguageOption = "",
) -> None:
    """Reskontra finds the invoices that payments belong to, and keeps unalterable books."""
    say_before(company=company, language=lang)
