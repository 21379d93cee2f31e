"""currency list, currency set."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.currencies import CurrencyChange, CurrencyFacts, currencies, set_currency
from reskontra.companies.queries import find_company
from reskontra.core.money import format_minor
from reskontra.interface.console import FormatOption, Session, command

currency = typer.Typer(no_args_is_help=True, help="Currencies: payment tolerance and rounding.")

Amount = Annotated[str | None, typer.Option(help="An amount in the currency.")]


@command(currency, "list")
def list_currencies(session: Session, format: FormatOption = "table") -> None:
    """List the currencies with what is tolerated and rounded off."""
    found = [currency_data(one) for one in currencies(company=find_company(name=session.company_name))]
    if format == "json":
        session.json(found)
        return
    columns = [
        (_("Currency"), False), (_("Tolerance %"), True), (_("At most"), True), (_("Rounding"), True),
        (_("Between currencies"), True),
    ]  # fmt: skip
    session.table(columns, [tuple(row.values()) for row in found])


@command(currency, "set")
def change(
    session: Session,
    code: Annotated[str, typer.Argument(metavar="CURRENCY", help="ISO 4217.")],
    tolerance_percent: Annotated[str | None, typer.Option(help="Payment tolerance in per cent of an invoice.")] = None,
    max_tolerance: Amount = None,
    rounding_limit: Amount = None,
    application_rounding: Amount = None,
) -> None:
    """Change what is tolerated and rounded off; open documents follow with entry recompute-tolerance."""
    wanted = CurrencyChange(tolerance_percent, max_tolerance, rounding_limit, application_rounding)
    company = find_company(name=session.company_name)
    done = set_currency(company=company, actor=session.actor, code=code, change=wanted)
    session.say(
        _("{currency}: tolerance {percent} %, at most {most}.").format(
            currency=done.code, percent=_percent(done), most=format_minor(done.tolerance.max_minor, done.code)
        )
    )


def _percent(one: CurrencyFacts) -> str:
    whole, rest = divmod(one.tolerance.basis_points, 100)
    return f"{whole}.{rest:02d}"


def currency_data(one: CurrencyFacts) -> dict[str, str]:
    """What is tolerated and rounded off."""
    return {
        "currency": one.code,
        "tolerance_percent": _percent(one),
        "max_tolerance": format_minor(one.tolerance.max_minor, one.code),
        "rounding_limit": format_minor(one.rounding_limit_minor, one.code),
        "application_rounding": format_minor(one.application_rounding_minor, one.code),
    }
