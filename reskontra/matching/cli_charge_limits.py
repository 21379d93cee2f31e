"""charge-limit: how much banks on the way may keep, on the command line."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.money import format_minor, minor_digits
from reskontra.interface.console import FormatOption, Session, command
from reskontra.matching.actions.charge_limits import (
    limits_in_order,
    parse_limit,
    remove_charge_limit,
    set_charge_limit,
)

_EXAMPLE = 1_000  # of the currency: what a limit comes to is told of this much owed
charge_limit = typer.Typer(no_args_is_help=True, help="How much banks on the way may keep of a payment.")

Bank = Annotated[str, typer.Option(metavar="ACCOUNT", help="Own bank account; any if left out.")]
Country = Annotated[str, typer.Option(help="Of the payer's account, as DE; any if left out.")]
Currency = Annotated[str, typer.Option(help="Of the payment, as EUR; any if left out.")]


@command(charge_limit, "list")
def list_limits(session: Session, format: FormatOption = "table") -> None:
    """List the limits in the order in which they decide: the one that names most goes first."""
    company = find_company(name=session.company_name)
    rows = [
        {
            "bank_account": one.bank,
            "country": one.country,
            "currency": one.currency,
            "max": format_minor(one.max_minor, one.currency or company.currency),
            "percent": one.percent,
        }
        for one in limits_in_order(company=company)
    ]
    if format == "json":
        session.json(rows)
        return
    headings = (_("Bank account"), _("Country"), _("Currency"), _("At most"), _("Percent"))
    columns = [(heading, number > 2) for number, heading in enumerate(headings)]
    anyone = _("any")
    session.table(columns, [tuple(value or anyone for value in row.values()) for row in rows])


@command(charge_limit, "set")
def set_limit(
    session: Session,
    max: Annotated[str, typer.Option("--max", help="The most that may be kept.")],
    percent: Annotated[str, typer.Option(help="The most of what is owed, in per cent; 100 leaves the amount alone.")],
    bank: Bank = "",
    country: Country = "",
    currency: Currency = "",
) -> None:
    """Set the limit of an own account, a country, a currency, or several of them."""
    company = find_company(name=session.company_name)
    limit = parse_limit(company=company, bank=bank, country=country, currency=currency, amount=max, percent=percent)
    set_charge_limit(company=company, actor=session.actor, limit=limit)
    code = currency or company.currency
    told = _(
        "A charge of {amount} {currency}, at most {percent} %, may be kept of payments of {scope}: "
        "of {owed} {currency} at most {charge} {currency}."
    )
    owed = _EXAMPLE * 10 ** minor_digits(code)
    session.say(
        told.format(
            amount=format_minor(limit.max_minor, code),
            currency=code,
            percent=limit.percent,
            scope=", ".join(part for part in limit.scope if part) or _("any bank"),
            owed=format_minor(owed, code),
            charge=format_minor(limit.on(owed), code),
        )
    )


@command(charge_limit, "remove")
def remove_limit(session: Session, bank: Bank = "", country: Country = "", currency: Currency = "") -> None:
    """Remove the limit of just this account, country and currency."""
    company = find_company(name=session.company_name)
    remove_charge_limit(company=company, actor=session.actor, scope=(bank, country, currency))
    session.say(_("The charge limit is removed."))
