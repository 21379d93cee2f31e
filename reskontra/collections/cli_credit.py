"""report credit-metrics."""

from __future__ import annotations

from typing import Annotated

import typer

from reskontra.collections.credit_history import credit_report
from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.interface.tables import Output, ReportFormat, print_report
from reskontra.ledger.cli import report
from reskontra.ledger.cli_reports import From, To, day_of, time_of
from reskontra.parties.queries import find_party
from reskontra.receivables.credit_facts import fiscal_year_until


@command(report, "credit-metrics")
def credit_metrics(
    session: Session,
    since: From = None,
    until: To = None,
    customer: Annotated[str, typer.Option("--customer", metavar="NUMBER", help="The figures of this one.")] = "",
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """DSO, collection period, days to payment and the like; of the fiscal year so far if no days are given."""
    company = find_company(name=session.company_name)
    first, last = time_of(day_of(since), day_of(until), begins=lambda day: fiscal_year_until(company=company, day=day))
    party = find_party(company=company, ledger="CUSTOMER", number=customer) if customer else None
    found = credit_report(company=company, since=first, until=last, party=party)
    print_report(session, found, format=format, output=output)
