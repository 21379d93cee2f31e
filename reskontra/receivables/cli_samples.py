"""report audit-sample: vouchers or entries drawn for an auditor."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.interface.tables import Output, ReportFormat, print_report
from reskontra.ledger.cli import report
from reskontra.ledger.cli_reports import From, To, day_of
from reskontra.receivables.samples import SIZE, sample_report
from reskontra.receivables.samples_asked import sample_asked


@command(report, "audit-sample")
def audit_sample(  # noqa: PLR0913 - one option for each thing that may be asked
    session: Session,
    of: Annotated[str, typer.Option(metavar="WORD", help="vouchers, customers or vendors (their entries).")] = "",
    draw: Annotated[str, typer.Option(metavar="WORD", help="random, amounts (every unit of money) or above.")] = "",
    size: Annotated[int, typer.Option(help="How many are drawn.")] = SIZE,
    seed: Annotated[str, typer.Option(help="The same seed draws the same; the day if left out.")] = "",
    above: Annotated[str, typer.Option(metavar="AMOUNT", help="With --draw above: all over more than this.")] = "",
    since: From = None,
    until: To = None,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """Draw a sample of what was posted: by seed and size, by amounts, or all above an amount; as CSV and XLSX too."""
    company = find_company(name=session.company_name)
    asked = {"of": of, "draw": draw, "size": str(size), "seed": seed, "above": above}
    order = replace(sample_asked(company, asked), since=day_of(since), until=day_of(until))
    print_report(session, sample_report(company=company, order=order), format=format, output=output)
