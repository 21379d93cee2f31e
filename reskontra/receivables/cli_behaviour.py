"""report payment-behaviour, paid-invoices."""

from __future__ import annotations

from typing import Annotated

import typer

from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.interface.tables import Output, ReportFormat, print_report
from reskontra.ledger.cli import report
from reskontra.ledger.cli_reports import From, To, day_of, time_of
from reskontra.parties.queries import find_party
from reskontra.receivables.behaviour import behaviour_report, paid_report

Customer = Annotated[str, typer.Option("--customer", metavar="NUMBER", help="The invoices of this one.")]


@command(report, "payment-behaviour")
def payment_behaviour(
    session: Session,
    since: From = None,
    until: To = None,
    customer: Customer = "",
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """How customers pay: days to payment and past due of invoices paid in full, of the last year if left out."""
    company = find_company(name=session.company_name)
    first, last = time_of(day_of(since), day_of(until))
    if customer:
        party = find_party(company=company, ledger="CUSTOMER", number=customer)
        found = paid_report(company=company, since=first, until=last, account=party.number)
    else:
        found = behaviour_report(company=company, since=first, until=last)
    print_report(session, found, format=format, output=output)


@command(report, "paid-invoices")
def paid_invoices(
    session: Session,
    since: From = None,
    until: To = None,
    customer: Customer = "",
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """Invoices paid in full, with days to payment and past due, of the last year if left out."""
    company = find_company(name=session.company_name)
    first, last = time_of(day_of(since), day_of(until))
    account = find_party(company=company, ledger="CUSTOMER", number=customer).number if customer else ""
    found = paid_report(company=company, since=first, until=last, account=account)
    print_report(session, found, format=format, output=output)
