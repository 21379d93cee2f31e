"""The program: every room's commands."""

from __future__ import annotations

from typing import Annotated

import typer

from reskontra import __version__
from reskontra.bank.cli import statement
from reskontra.cli import demo as _demo  # noqa: F401 - adds its command
from reskontra.cli import reverse as _reverse  # noqa: F401 - adds its command
from reskontra.cli.commands import program
from reskontra.companies.cli import company, fiscal_year, rate
from reskontra.companies.cli_settings import setting
from reskontra.ledger.cli import account, bank_account, report
from reskontra.matching.cli import journal
from reskontra.matching.cli_relations import payer_relation
from reskontra.matching.cli_rules import mapping, rule
from reskontra.parties.cli import load
from reskontra.receivables import cli as _entries  # noqa: F401 - adds load entries
from reskontra.receivables.cli_currencies import exchange_rates
from reskontra.receivables.cli_entries import entry

__all__ = ["program"]

program.add_typer(load, name="load")
program.add_typer(bank_account, name="bank-account")
program.add_typer(statement, name="statement")
program.add_typer(journal, name="journal")
program.add_typer(mapping, name="mapping")
program.add_typer(rule, name="rule")
program.add_typer(payer_relation, name="payer-relation")
program.add_typer(report, name="report")
program.add_typer(account, name="account")
program.add_typer(fiscal_year, name="fiscal-year")
program.add_typer(rate, name="rate")
program.add_typer(exchange_rates, name="exchange-rates")
program.add_typer(company, name="company")
program.add_typer(setting, name="setting")
program.add_typer(entry, name="entry")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reskontra {__version__}")
        raise typer.Exit


@program.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")] = False,
) -> None:
    """Reskontra finds the invoices that payments belong to, and keeps unalterable books."""
