"""report trial-balance, general-ledger, vouchers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.core.voucher import debit_and_credit
from reskontra.interface.clock import today
from reskontra.interface.console import Session, command
from reskontra.interface.tables import Cell, Column, Output, Report, ReportFormat, print_report
from reskontra.ledger.cli import report
from reskontra.ledger.queries import trial_balance
from reskontra.ledger.reports import LedgerLine, VoucherRow, general_ledger, vouchers

AsOf = Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="At the end of this day.")]
From = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day.")]
To = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day.")]

SOURCES = {
    "GENERAL": noop("Journal voucher"),
    "REVERSAL": noop("Reversal"),
    "APPLICATION": noop("Application"),
    "ADJUSTMENT": noop("Exchange rate adjustment"),
    "BAD_DEBT": noop("Bad debt"),
    "BANK": noop("Bank"),
    "DIRECT_DEBIT": noop("Direct debit"),
    "OPENING": noop("Opening"),
    "CUSTOMER_DOCUMENT": noop("Customer document"),
    "VENDOR_DOCUMENT": noop("Vendor document"),
}


class DaysBackwards(Refused):
    code = "report_days_backwards"
    template = "The report was to begin {first} and end {last}, which is earlier. Write an end that is not."


def day_of(moment: datetime | None) -> date | None:
    """The day that an option names."""
    return moment.date() if moment else None


def refuse_backwards(first: date | None, last: date | None) -> None:
    """refuses   DaysBackwards"""
    if first and last and last < first:
        raise DaysBackwards(first=first, last=last)


def a_year_before(last: date) -> date:
    """The first day of a year of which this is the end."""
    return last - timedelta(days=365)


def time_of(
    first: date | None, last: date | None, *, begins: Callable[[date], date] = a_year_before
) -> tuple[date, date]:
    """The days that a report is of: to today where no end is written, and from what begins() says of the end.

    refuses   DaysBackwards
    """
    until = last or today()
    since = first or begins(until)
    refuse_backwards(since, until)
    return since, until


def source_word(source: str) -> str:
    """What a voucher came from, for people."""
    return _(SOURCES[source]) if source in SOURCES else source


def trial_balance_report(*, company: CompanyFacts, as_of: date | None = None, since: date | None = None) -> Report:
    """Opening, debits, credits and balance of every account; the demo prints it too.

    refuses   DaysBackwards
    """
    refuse_backwards(since, as_of)
    rows = trial_balance(company=company, as_of=as_of, since=since)

    def local(*minors: int) -> list[Money]:
        return [Money(minor, company.currency) for minor in minors]

    figures = [(row.opening_minor, row.debit_minor, row.credit_minor, row.balance_minor) for row in rows]
    sums = [sum(column) for column in zip(*figures, strict=True)] or [0] * 4
    return Report(
        name="trial-balance",
        title=_("Trial balance"),
        facts={"company": company.name, "as_of": as_of, "from": since, "currency": company.currency},
        columns=(
            Column("account", _("Account")),
            Column("name", _("Name")),
            Column("opening", _("Opening"), is_number=True, is_shown=since is not None),
            Column("debit", _("Debit"), is_number=True),
            Column("credit", _("Credit"), is_number=True),
            Column("balance", _("Balance"), is_number=True),
        ),
        rows=[(row.account, row.name, *local(*minors)) for row, minors in zip(rows, figures, strict=True)],
        rows_key="accounts",
        total=("", _("Total"), *local(*sums)),
    )


@command(report, "trial-balance")
def show_trial_balance(
    session: Session, as_of: AsOf = None, since: From = None, format: ReportFormat = "", output: Output = None
) -> None:
    """Debits, credits and balance of every account; with --from also what was on it before.

    An opening counts everything before the first day, in earlier fiscal years too: years are closed in the main books.
    """
    company = find_company(name=session.company_name)
    found = trial_balance_report(company=company, as_of=day_of(as_of), since=day_of(since))
    print_report(session, found, format=format, output=output)


@command(report, "general-ledger")
def show_general_ledger(
    session: Session,
    account: Annotated[str, typer.Option("--account", metavar="NUMBER", help="This account alone.")] = "",
    since: From = None,
    until: To = None,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """Every line on the G/L accounts with the balance after it; an account's opening comes first."""
    company = find_company(name=session.company_name)
    found = general_ledger_report(company=company, account=account, since=day_of(since), until=day_of(until))
    print_report(session, found, format=format, output=output)


def general_ledger_report(
    *, company: CompanyFacts, account: str = "", since: date | None = None, until: date | None = None
) -> Report:
    """Every line on the accounts, or on one, with the balance after it; rows are read as they are asked for.

    refuses   DaysBackwards, AccountUnknown
    """
    refuse_backwards(since, until)
    found = general_ledger(company=company, account=account, since=since, until=until)
    facts = {"company": company.name, "from": since, "to": until, "currency": company.currency}
    columns = (
        Column("account", _("Account")),
        Column("name", _("Name"), is_shown=False),
        Column("date", _("Date")),
        Column("voucher", _("Voucher")),
        Column("text", _("Text")),
        Column("party", _("Customer or vendor")),
        Column("debit", _("Debit"), is_number=True),
        Column("credit", _("Credit"), is_number=True),
        Column("balance", _("Balance"), is_number=True),
        Column("currency", _("Currency"), is_shown=False),
        Column("currency_amount", _("Amount in currency"), is_number=True, is_shown=False),
        Column("correction", _("Correction"), is_shown=False),
    )
    rows = _ledger_rows(company, found)
    return Report("general-ledger", facts, columns, rows, rows_key="lines", title=_("General ledger"))


def _ledger_rows(company: CompanyFacts, lines: Iterator[LedgerLine]) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        is_opening = not line.voucher
        debit, credit = debit_and_credit(line.amount_minor, is_correction=line.is_correction)
        yield (
            line.account,
            line.name,
            line.posting_date,
            line.voucher,
            _("Opening balance") if is_opening else line.description,
            line.party,
            None if is_opening else Money(debit, company.currency),
            None if is_opening else Money(credit, company.currency),
            Money(line.balance_minor, company.currency),
            line.currency,
            None if is_opening else Money(line.currency_minor, line.currency),
            None if is_opening else line.is_correction,
        )


@command(report, "vouchers")
def show_vouchers(
    session: Session,
    since: From = None,
    until: To = None,
    series: Annotated[str, typer.Option(metavar="CODE", help="This voucher series alone.")] = "",
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """Every voucher with its sum, what it came from, who posted it and when, and what reverses it."""
    company = find_company(name=session.company_name)
    found = vouchers_report(company=company, since=day_of(since), until=day_of(until), series=series)
    print_report(session, found, format=format, output=output)


def vouchers_report(
    *, company: CompanyFacts, since: date | None = None, until: date | None = None, series: str = ""
) -> Report:
    """Every voucher, or those of a series; rows are read as they are asked for.

    refuses   DaysBackwards
    """
    refuse_backwards(since, until)
    columns = (
        Column("voucher", _("Voucher")),
        Column("date", _("Date")),
        Column("source", _("Source"), is_shown=False),
        Column("source_name", _("Source")),
        Column("text", _("Text")),
        Column("external_document_number", _("External number"), is_shown=False),
        Column("amount", _("Amount"), is_number=True),
        Column("run", _("Run"), is_number=True, is_shown=False),
        Column("actor", _("By")),
        Column("posted_at", _("Posted")),
        Column("reverses", _("Reverses")),
        Column("reversed_by", _("Reversed by")),
    )
    facts = {"company": company.name, "from": since, "to": until, "currency": company.currency}
    found = vouchers(company=company, since=since, until=until, series=series)
    rows = (voucher_cells(company, row) for row in found)
    return Report(name="vouchers", title=_("Vouchers"), facts=facts, columns=columns, rows=rows, rows_key="vouchers")


def voucher_cells(company: CompanyFacts, row: VoucherRow) -> tuple[Cell, ...]:
    return (
        row.name, row.posting_date, row.source.lower(), source_word(row.source), row.description,
        row.external_document_number, Money(row.debit_minor, company.currency), row.run, row.actor, row.posted_at,
        row.reverses, row.reversed_by,
    )  # fmt: skip
