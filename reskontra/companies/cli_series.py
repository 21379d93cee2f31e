"""number-series list, number-series add."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import find_company
from reskontra.companies.series import NewSeries, SeriesFacts, add_series, number_series
from reskontra.interface.console import FormatOption, Session, command

number_series_app = typer.Typer(no_args_is_help=True, help="Number series of vouchers, documents and journals.")
KINDS = {
    "VOUCHER": noop("Vouchers"),
    "DOCUMENT": noop("Documents"),
    "JOURNAL": noop("Journals"),
    "RUN": noop("Runs"),
}


@command(number_series_app, "list")
def list_series(session: Session, format: FormatOption = "table") -> None:
    """List number series with the last number that each has given."""
    found = number_series(company=find_company(name=session.company_name))
    if format == "json":
        session.json([series_data(one) for one in found])
        return
    columns = [(_("Code"), False), (_("Kind"), False), (_("Name"), False), (_("Last number"), False)]
    session.table(columns, [(one.code, _(KINDS[one.kind]), one.name, _last(one)) for one in found])


def _last(one: SeriesFacts) -> str:
    return ", ".join(f"{year}: {number}" if year else one.written(number) for year, number in one.last)


def series_data(one: SeriesFacts) -> dict[str, object]:
    """A number series."""
    return {
        "series": one.code,
        "kind": one.kind.lower(),
        "name": one.name,
        "prefix": one.prefix,
        "digits": one.digits,
        "last": [{"fiscal_year": year or None, "number": number} for year, number in one.last],
    }


@command(number_series_app, "add")
def add(
    session: Session,
    code: Annotated[str, typer.Argument(metavar="SERIES", help="Code of the series: letters, digits, hyphens.")],
    prefix: Annotated[str, typer.Option(help="What stands before its numbers.")] = "",
    digits: Annotated[int, typer.Option(help="How many digits a number is filled up to.")] = 6,
    name: Annotated[str, typer.Option(help="What people call it.")] = "",
) -> None:
    """Add a series of document numbers, for batches and templates of journals filled by hand."""
    new = NewSeries(code, name, prefix, digits)
    made = add_series(company=find_company(name=session.company_name), actor=session.actor, new=new)
    session.say(_("Series {series} begins with {number}.").format(series=made.code, number=made.written(1)))
