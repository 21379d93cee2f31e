"""report bank-position."""

from __future__ import annotations

from reskontra.bank.position import position_report
from reskontra.companies.queries import find_company
from reskontra.interface.clock import today
from reskontra.interface.console import Session, command
from reskontra.interface.tables import Output, ReportFormat, print_report
from reskontra.ledger.cli import report
from reskontra.ledger.cli_reports import AsOf, day_of


@command(report, "bank-position")
def bank_position(session: Session, as_of: AsOf = None, format: ReportFormat = "", output: Output = None) -> None:
    """Each bank account by the books and by its last statement, with what is not posted and what still differs."""
    company = find_company(name=session.company_name)
    found = position_report(company=company, as_of=day_of(as_of) or today())
    print_report(session, found, format=format, output=output)
