"""bank-account, account; opening balances and reports have modules of their own."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import format_minor, parse_minor
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money
from reskontra.ledger.bank_accounts import (
    NewBankAccount,
    add_bank_account,
    post_opening,
    set_auto_match,
    set_last_check,
)
from reskontra.ledger.chart import NewAccount, add_account
from reskontra.ledger.queries import BankAccountFacts, accounts, bank_accounts, bank_balances, find_bank_account

bank_account = typer.Typer(no_args_is_help=True, help="The company's own bank accounts.")
account = typer.Typer(no_args_is_help=True, help="The chart of accounts.")
report = typer.Typer(no_args_is_help=True, help="Reports.")

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


@command(bank_account, "add")
def add(  # noqa: PLR0913 - one option for each thing a bank account has
    session: Session,
    number: str,
    iban: Annotated[str, typer.Option(help="IBAN.")] = "",
    name: Annotated[str, typer.Option(help="What you call it.")] = "",
    currency: Annotated[str, typer.Option(help="ISO 4217; the company's if left out.")] = "",
    bankgiro: Annotated[str, typer.Option(help="Bankgiro number.")] = "",
    plusgiro: Annotated[str, typer.Option(help="Plusgiro number.")] = "",
    account_number: Annotated[str, typer.Option("--account", help="Account number that is no IBAN.")] = "",
    gl_account: Annotated[str, typer.Option(help="G/L account; the next free one if left out.")] = "",
    opening_balance: Annotated[str, typer.Option(help="Balance at the end of the opening date.")] = "",
    opening_date: Day = None,
) -> None:
    """Add an own bank account; its opening balance is posted as a voucher."""
    company = find_company(name=session.company_name)
    chosen = currency_codes.validate(currency) if currency else company.currency
    found = add_bank_account(
        company=company,
        actor=session.actor,
        account=NewBankAccount(
            number=number,
            name=name,
            currency=chosen,
            iban=iban,
            other_account=account_number,
            bankgiro=bankgiro,
            plusgiro=plusgiro,
            gl_account=gl_account,
            opening_minor=parse_minor(opening_balance, chosen) if opening_balance else None,
            opening_date=opening_date.date() if opening_date else None,
        ),
    )
    session.say(
        _("Bank account {number} added, G/L account {gl_account}.").format(
            number=found.number, gl_account=found.gl_account
        )
    )


@command(bank_account, "opening")
def opening(
    session: Session,
    number: str,
    balance: Annotated[str, typer.Option(help="Balance at the end of the day.")],
    date: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day before the first statement.")],
) -> None:
    """Post the opening balance of a bank account that was added without one."""
    company = find_company(name=session.company_name)
    currency = find_bank_account(company=company, number=number).currency
    minor = parse_minor(balance, currency)
    post_opening(company=company, actor=session.actor, number=number, minor=minor, day=date.date())
    session.say(
        _("Bank account {number} begins with {balance} {currency}.").format(
            number=number, balance=money(minor, currency), currency=currency
        )
    )


@command(bank_account, "set")
def set_(
    session: Session,
    number: str,
    auto_match: Annotated[
        bool | None, typer.Option("--auto-match/--no-auto-match", help="Match what is imported at once, or not.")
    ] = None,
    last_check: Annotated[str, typer.Option(metavar="NUMBER", help="The check that was drawn last on it.")] = "",
) -> None:
    """Change what a bank account does by itself, or the number its checks go on from."""
    if auto_match is None and not last_check:
        raise typer.BadParameter(_("Say what to set: --auto-match, --no-auto-match or --last-check."))
    company = find_company(name=session.company_name)
    if last_check:
        set_last_check(company=company, actor=session.actor, number=number, last_check=last_check)
        session.say(_("The last check of {number} is {check}.").format(number=number, check=last_check))
    if auto_match is None:
        return
    set_auto_match(company=company, actor=session.actor, number=number, is_on=auto_match)
    told = _("Imports of {number} are matched at once.") if auto_match else _("Imports of {number} wait to be matched.")
    session.say(told.format(number=number))


def bank_account_data(one: BankAccountFacts, balance_minor: int) -> dict[str, Any]:
    """A bank account as programs see it; balance_minor: in its currency."""
    return {
        "number": one.number,
        "name": one.name,
        "currency": one.currency,
        "iban": one.iban,
        "gl_account": one.gl_account,
        "balance": format_minor(balance_minor, one.currency),
        "auto_match": not one.disables_auto_match,
    }


@command(bank_account, "list")
def list_bank_accounts(session: Session, format: FormatOption = "table") -> None:
    """List the bank accounts with what the bank ledger says is on them."""
    company = find_company(name=session.company_name)
    balances = bank_balances(company=company)
    rows = [(a, balances.get(a.id, 0)) for a in bank_accounts(company=company)]
    if format == "json":
        session.json([bank_account_data(a, balance) for a, balance in rows])
        return
    columns = [(_("Number"), False), (_("Name"), False), ("IBAN", False), (_("G/L"), False), (_("Balance"), True)]
    session.table(
        columns,
        [(a.number, a.name, a.iban, a.gl_account, f"{money(b, a.currency)} {a.currency}") for a, b in rows],
    )


@command(account, "list")
def list_accounts(session: Session, format: FormatOption = "table") -> None:
    """List the chart of accounts."""
    rows = accounts(company=find_company(name=session.company_name))
    if format == "json":
        session.json([{"account": number, "name": name} for number, name in rows])
        return
    session.table([(_("Account"), False), (_("Name"), False)], rows)


@command(account, "add")
def add_to_chart(
    session: Session,
    number: str,
    name: str,
    income: Annotated[
        bool | None, typer.Option("--income/--balance", help="The side it is on; else its first digit says it.")
    ] = None,
) -> None:
    """Add an account to the chart."""
    company = find_company(name=session.company_name)
    add_account(company=company, actor=session.actor, account=NewAccount(number, name, income))
    session.say(_("Account {account} {name} added.").format(account=number, name=name))
