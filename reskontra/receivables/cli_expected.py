"""report expected-receipts, expected-payments, prediction-quality."""

from __future__ import annotations

from typing import Annotated

import typer

from reskontra.companies.queries import find_company
from reskontra.interface.clock import today
from reskontra.interface.console import Session, command
from reskontra.interface.tables import Output, ReportFormat, print_report
from reskontra.ledger.cli import report
from reskontra.ledger.cli_reports import AsOf, From, To, day_of, time_of
from reskontra.parties.queries import find_party
from reskontra.receivables.expected import WEEKS, expected_weeks
from reskontra.receivables.expected_tables import Which, payments_report, receipts_report
from reskontra.receivables.prediction_quality import prediction_report

MOST_WEEKS = 52


@command(report, "expected-receipts")
def expected_receipts(
    session: Session,
    as_of: AsOf = None,
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=MOST_WEEKS, help="How many weeks, 1 to 52.")] = WEEKS,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """What customers are expected to pay week by week, by how they have paid before, and what of it is uncertain."""
    company = find_company(name=session.company_name)
    day = day_of(as_of) or today()
    found = expected_weeks(company=company, as_of=day, weeks=weeks)
    table = receipts_report(company=company, as_of=day, found=found)
    print_report(session, table, format=format, output=output)


@command(report, "prediction-quality")
def prediction_quality(
    session: Session, since: From = None, until: To = None, format: ReportFormat = "", output: Output = None
) -> None:
    """How often late or in time would have been told rightly of invoices that are paid now; a year without --from."""
    company = find_company(name=session.company_name)
    first, last = time_of(day_of(since), day_of(until))
    print_report(session, prediction_report(company=company, since=first, until=last), format=format, output=output)


@command(report, "expected-payments")
def expected_payments(
    session: Session,
    as_of: AsOf = None,
    customer: Annotated[str, typer.Option("--customer", metavar="NUMBER", help="Documents of this one.")] = "",
    late: Annotated[bool, typer.Option("--late", help="Those not due yet that are expected late.")] = False,
    uncertain: Annotated[bool, typer.Option("--uncertain", help="Those whose week cannot be told.")] = False,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """Open documents with the day on which payment is expected, how sure that is, and why."""
    company = find_company(name=session.company_name)
    account = find_party(company=company, ledger="CUSTOMER", number=customer).number if customer else ""
    which = Which(account=account, is_late=late, is_uncertain=uncertain)
    found = payments_report(company=company, as_of=day_of(as_of) or today(), which=which)
    print_report(session, found, format=format, output=output)
