"""report customer-balances, vendor-balances, aged-receivables, aged-payables, credit-limits, detailed-ledger."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.interface.clock import today
from reskontra.interface.console import Session, command
from reskontra.interface.tables import Output, ReportFormat, print_report
from reskontra.ledger.cli import report
from reskontra.ledger.cli_reports import AsOf, day_of
from reskontra.parties.queries import find_party
from reskontra.receivables.report_tables import (
    Aged,
    aged_report,
    balances_report,
    credit_limits_report,
    detailed_report,
)
from reskontra.receivables.reports import DAYS

Days = Annotated[str, typer.Option("--days", metavar="DAYS", help="Where each bucket ends: 30,60,90.")]


def known_day(by: str) -> str:
    """The callback of --by: another word is wrong usage."""
    if by not in DAYS:
        raise typer.BadParameter(_('"{by}" is no date of a document. Use due, posting or document.').format(by=by))
    return by


By = Annotated[str, typer.Option("--by", callback=known_day, metavar="DATE", help="due, posting or document.")]
InCurrency = Annotated[
    str, typer.Option("--currency", metavar="CODE", help="Only entries in it, counted in it; all, in the company's.")
]


def _today(as_of: datetime | None) -> date:
    return day_of(as_of) or today()


@command(report, "customer-balances")
def customer_balances(session: Session, as_of: AsOf = None, format: ReportFormat = "", output: Output = None) -> None:
    """What each customer owes, with the sum tied to the control accounts."""
    _balances(session, "CUSTOMER", _today(as_of), (format, output))


@command(report, "vendor-balances")
def vendor_balances(session: Session, as_of: AsOf = None, format: ReportFormat = "", output: Output = None) -> None:
    """What each vendor is owed (negative), with the sum tied to the control accounts."""
    _balances(session, "VENDOR", _today(as_of), (format, output))


def _balances(session: Session, ledger: str, as_of: date, printing: tuple[str, Output]) -> None:
    company, (format, output) = find_company(name=session.company_name), printing
    print_report(session, balances_report(company=company, ledger=ledger, as_of=as_of), format=format, output=output)


@command(report, "aged-receivables")
def aged_receivables(
    session: Session,
    as_of: AsOf = None,
    by: By = "due",
    days: Days = "30,60,90",
    currency: InCurrency = "",
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """What customers owe, by how long it has been due or how old the documents are."""
    _aged(session, "CUSTOMER", (_today(as_of), Aged(by, days, currency.upper())), (format, output))


@command(report, "aged-payables")
def aged_payables(
    session: Session,
    as_of: AsOf = None,
    by: By = "due",
    days: Days = "30,60,90",
    currency: InCurrency = "",
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """What vendors are owed (negative), by how long it has been due or how old the documents are."""
    _aged(session, "VENDOR", (_today(as_of), Aged(by, days, currency.upper())), (format, output))


def _aged(session: Session, ledger: str, asked: tuple[date, Aged], printing: tuple[str, Output]) -> None:
    (as_of, aged), (format, output) = asked, printing
    company = find_company(name=session.company_name)
    found = aged_report(company=company, ledger=ledger, as_of=as_of, aged=aged)
    print_report(session, found, format=format, output=output)


@command(report, "credit-limits")
def show_credit_limits(
    session: Session,
    as_of: AsOf = None,
    passed: Annotated[bool, typer.Option("--passed", help="Only customers over their limit.")] = False,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """Each customer's balance and drafts not posted yet beside the credit limit: what is left, and what is overdue."""
    company, day = find_company(name=session.company_name), _today(as_of)
    print_report(
        session, credit_limits_report(company=company, as_of=day, is_passed=passed), format=format, output=output
    )


@command(report, "detailed-ledger")
def show_detailed_ledger(
    session: Session,
    account: Annotated[str, typer.Argument(metavar="[LEDGER:]ACCOUNT", help="C1, customer:C1 or vendor:V1.")],
    as_of: AsOf = None,
    is_open: Annotated[bool, typer.Option("--open", help="Only entries that were open then.")] = False,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """Every entry of a customer or vendor with each row that moved it, and what remains."""
    company, day = find_company(name=session.company_name), _today(as_of)
    ledger, _colon, number = account.rpartition(":")
    party = find_party(company=company, ledger=ledger.upper() or "CUSTOMER", number=number)
    found = detailed_report(company=company, party=party, as_of=day, is_open=is_open)
    print_report(session, found, format=format, output=output)
