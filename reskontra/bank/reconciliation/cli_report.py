"""bank-reconciliation report and line: the test report, before posting and after; a line in full."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reskontra.bank.reconciliation.cli import (
    Line,
    Name,
    bank_reconciliation,
    data_of,
    entry_data,
    entry_table,
    line_data,
    show_lines,
)
from reskontra.bank.reconciliation.details import LineDetails, line_details
from reskontra.bank.reconciliation.outstanding import checks_apart
from reskontra.bank.reconciliation.paper import figures_of, report_pdf, report_sheet, warnings_of
from reskontra.bank.reconciliation.queries import find_reconciliation
from reskontra.bank.reconciliation.report import ReconciliationReport, reconciliation_report
from reskontra.companies.queries import find_company
from reskontra.core.errors import plain
from reskontra.core.money import format_minor
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money, value
from reskontra.interface.tables import Output, ReportFormat, bytes_out, print_report


@command(bank_reconciliation, "report")
def report(session: Session, name: Name, format: ReportFormat = "", output: Output = None) -> None:
    """Show balances, what is outstanding, whether it proves the bank ledger, and what looks wrong."""
    company = find_company(name=session.company_name)
    found = reconciliation_report(company=company, name=name)
    if format == "json":
        session.json(report_data(found))
        return
    if format == "pdf" or (not format and output and output.suffix.lower() == ".pdf"):
        with bytes_out(output) as stream:
            stream.write(report_pdf(company, found))
        return
    if output or format in ("csv", "xlsx"):
        print_report(session, report_sheet(company, found), format=format, output=output)
        return
    currency = found.found.bank_account.currency
    session.table([(_("Figure"), False), (_("Amount"), True)], [
        (label, money(minor, currency)) for label, minor in figures_of(found)
    ])  # fmt: skip
    show_lines(session, list(found.lines), currency)
    others, checks = checks_apart(found.outstanding)
    for title, entries in ((_("Outstanding bank entries"), others), (_("Outstanding checks"), checks)):
        if entries:
            session.say(f"{title}:")
            session.table(*entry_table(entries, currency))
    for warning in warnings_of(found):
        session.say(warning)


@command(bank_reconciliation, "line")
def line(session: Session, name: Name, number: Line, format: FormatOption = "table") -> None:
    """Show a line in full: all that the bank's file says of it, which file that is, and what it is matched with."""
    company = find_company(name=session.company_name)
    found = find_reconciliation(company=company, name=name)
    details = line_details(company=company, found=found, number=number)
    currency = found.bank_account.currency
    if format == "json":
        session.json(details_data(details, currency))
        return
    show_lines(session, [details.line], currency)
    if details.file and details.statement:
        told = _("Statement {statement} of import {number}: {file}, {format}, on {at} by {actor}.")
        session.say(told.format(
            statement=details.statement.statement_id, number=details.file.number, file=details.file.file,
            format=details.file.format, at=value(details.file.imported_at), actor=details.file.actor,
        ))  # fmt: skip
    columns = [(_("Field"), False), (_("Value"), False)]
    for rows in (details.stored, details.raw):
        if rows:
            session.table(columns, list(rows))
    for said in details.unread:
        session.say(said)
    if details.file is None:
        session.say(_("The line was typed: no file stands behind it."))


def details_data(details: LineDetails, currency: str) -> dict[str, object]:
    """A line with what its file says of it, as data."""
    file = details.file
    return {
        **line_data(details.line, currency),
        "import": file.number if file else None,
        "file": file.file if file else None,
        "statement": details.statement.statement_id if details.statement else None,
        "stored": [{"name": name, "value": text} for name, text in details.stored],
        "raw": [{"name": name, "value": text} for name, text in details.raw],
    }


def report_data(found: ReconciliationReport) -> dict[str, object]:
    """The report on a reconciliation, as data."""
    currency = found.found.bank_account.currency
    figures = {
        "lines_sum": found.lines_minor,
        "outstanding_entries": found.outstanding_minor,
        "outstanding_checks": found.checks_minor,
        "proof": found.proof_minor,
        "bank_ledger": found.ledger_minor,
        "gl": found.gl_minor,
        "difference": found.difference_minor,
    }
    return {
        **data_of(found.found),
        **{key: format_minor(minor, currency) for key, minor in figures.items()},
        "lines": [line_data(line, currency) for line in found.lines],
        "outstanding": [{**entry_data(one, currency), "check": one.check_number} for one in found.outstanding],
        "warnings": [
            {"code": one.code, **{key: plain(value) for key, value in one.values.items()}} for one in found.warnings
        ],
    }
