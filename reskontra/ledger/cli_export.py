"""export sie4."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.database import bulk
from reskontra.interface.console import Session, command
from reskontra.interface.display import value
from reskontra.interface.tables import bytes_out
from reskontra.ledger.sie_export import ExportOrder, export_sie

export = typer.Typer(no_args_is_help=True, help="Files for other programs.")


class SieType(StrEnum):
    WHOLE = "4"
    VOUCHERS = "4i"


@command(export, "sie4")
def sie4(
    session: Session,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    type: Annotated[SieType, typer.Option(help="4: a fiscal year with balances; 4i: vouchers alone.")] = SieType.WHOLE,
    fiscal_year: Annotated[str, typer.Option(metavar="CODE", help="Which; else the last with a voucher.")] = "",
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Type 4i: vouchers from this day.")
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Type 4i: vouchers up to this day.")
    ] = None,
) -> None:
    """Write the posted vouchers as a SIE 4 file, for the main books."""
    company = find_company(name=session.company_name)
    order = ExportOrder(
        is_whole=type is SieType.WHOLE,
        fiscal_year=fiscal_year,
        first=first.date() if first else None,
        last=last.date() if last else None,
    )
    done = export_sie(company=company, order=order, written=bulk.moment().date())
    with bytes_out(path) as stream:
        stream.writelines(done.pieces)
    told = _("{file}: {vouchers:voucher|vouchers} with {rows:row|rows}, {first} to {last}.")
    session.say(worded(told, file=path.name, vouchers=done.vouchers, rows=done.rows, first=done.first, last=done.last))
    if done.unclosed:
        told = _("The opening balances sum to {sum}: the results of earlier years are not carried over.")
        session.say(told.format(sum=value(done.unclosed)))
