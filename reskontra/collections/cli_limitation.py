"""report limitation."""

from __future__ import annotations

from typing import Annotated

import typer

from reskontra.collections.limitation import WITHIN, limitation_report
from reskontra.companies.queries import find_company
from reskontra.core.limitation import FARTHEST, SOONEST
from reskontra.interface.clock import today
from reskontra.interface.console import Session, command
from reskontra.interface.tables import Output, ReportFormat, print_report
from reskontra.ledger.cli import report
from reskontra.ledger.cli_reports import AsOf, day_of

Within = Annotated[int, typer.Option("--within", metavar="DAYS", min=SOONEST, max=FARTHEST, help="How far ahead.")]


@command(report, "limitation")
def show_limitation(
    session: Session, as_of: AsOf = None, within: Within = WITHIN, format: ReportFormat = "", output: Output = None
) -> None:
    """Claims on customers that are barred by the years gone, or soon will be, and what last interrupted that."""
    company = find_company(name=session.company_name)
    found = limitation_report(company=company, as_of=day_of(as_of) or today(), within=within)
    print_report(session, found, format=format, output=output)
