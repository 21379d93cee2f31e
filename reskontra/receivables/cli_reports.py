"""report customer-balances, vendor-balances, aged-receivables, aged-payables, credit-limits, detailed-ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.aging import COLUMNS, MOST_BUCKETS
from reskontra.interface.clock import today
from reskontra.interface.console import Session, command
from reskontra.interface.tables import Output, ReportFormat, print_report
from reskontra.ledger.cli import report
from reskontra.ledger.cli_reports import AsOf, day_of
from reskontra.parties.queries import find_party
from reskontra.receivables.aged import EACH, HEADINGS, PERIOD, Aged, is_due_that_day
from reskontra.receivables.aged_tables import aged_report
from reskontra.receivables.narrowing import Narrowed
from reskontra.receivables.report_tables import balances_report, credit_limits_report, detailed_report
from reskontra.receivables.reports import DAYS

Days = Annotated[
    str, typer.Option("--days", metavar="DAYS", help="Ages instead of periods, where each ends: 30,60,90.")
]
Period = Annotated[
    str, typer.Option("--period", metavar="FORMULA", help="The length of a period, counted back: 1M, 30D, 1M+CM.")
]
Columns = Annotated[int, typer.Option("--columns", min=1, max=MOST_BUCKETS, help="How many columns, 1 to 12.")]
PerCurrency = Annotated[
    bool, typer.Option("--per-currency", help="Each currency in rows of its own, with a total of each.")
]
Details = Annotated[bool, typer.Option("--details", help="Every open entry, with what its account comes to so far.")]
SkipZero = Annotated[bool, typer.Option("--skip-zero", help="Leave out whose entries come to nothing.")]


Accounts = Annotated[list[str], typer.Argument(metavar="[ACCOUNT]...", help="Their numbers; everybody if left out.")]
CostCenter = Annotated[
    str, typer.Option("--cost-center", metavar="CODE", help="Only documents with a line of this cost centre.")
]
Project = Annotated[str, typer.Option("--project", metavar="CODE", help="Only documents with a line of this project.")]
NewPage = Annotated[
    bool, typer.Option("--new-page", help="In a PDF each customer or vendor on a page of its own, with its entries.")
]


def known_headings(headings: str) -> str:
    """The callback of --headings: another word is wrong usage."""
    if headings not in HEADINGS:
        raise typer.BadParameter(_('"{headings}" heads no column. Use dates or days.').format(headings=headings))
    return headings


Headings = Annotated[
    str, typer.Option("--headings", callback=known_headings, metavar="WORD", help="Periods as dates or as days.")
]


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
def aged_receivables(  # noqa: PLR0913 - one option for each thing that may be asked
    session: Session,
    accounts: Accounts = [],  # noqa: B006 - typer makes its own
    as_of: AsOf = None,
    by: By = "due",
    period: Period = PERIOD,
    columns: Columns = COLUMNS,
    headings: Headings = "dates",
    days: Days = "",
    currency: InCurrency = "",
    per_currency: PerCurrency = False,
    details: Details = False,
    skip_zero: SkipZero = False,
    cost_center: CostCenter = "",
    project: Project = "",
    new_page: NewPage = False,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """What customers owe, by how long it has been due or how old the documents are."""
    narrowed = Narrowed(tuple(accounts), cost_center, project)
    aged = Aged(
        by, days, EACH if per_currency else currency.upper(), period, columns, headings, details or new_page, skip_zero,
        narrowed=narrowed, is_paged=new_page,
    )  # fmt: skip
    _aged(session, "CUSTOMER", (_today(as_of), aged), (format, output))


@command(report, "aged-payables")
def aged_payables(  # noqa: PLR0913 - one option for each thing that may be asked
    session: Session,
    accounts: Accounts = [],  # noqa: B006 - typer makes its own
    as_of: AsOf = None,
    by: By = "due",
    period: Period = PERIOD,
    columns: Columns = COLUMNS,
    headings: Headings = "dates",
    days: Days = "",
    currency: InCurrency = "",
    per_currency: PerCurrency = False,
    details: Details = False,
    skip_zero: SkipZero = False,
    cost_center: CostCenter = "",
    project: Project = "",
    new_page: NewPage = False,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """What vendors are owed (negative), by how long it has been due or how old the documents are."""
    narrowed = Narrowed(tuple(accounts), cost_center, project)
    aged = Aged(
        by, days, EACH if per_currency else currency.upper(), period, columns, headings, details or new_page, skip_zero,
        narrowed=narrowed, is_paged=new_page,
    )  # fmt: skip
    _aged(session, "VENDOR", (_today(as_of), aged), (format, output))


def _aged(session: Session, ledger: str, asked: tuple[date, Aged], printing: tuple[str, Output]) -> None:
    (as_of, aged), (format, output) = asked, printing
    company = find_company(name=session.company_name)
    aged = replace(aged, is_due_that_day=is_due_that_day(company=company))
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
