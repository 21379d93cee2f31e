"""statement show, lines, file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.bank.cli import statement
from reskontra.bank.queries import ImportFacts, StatementFacts, find_import, statements
from reskontra.bank.shown import chosen_statement, lines_between, raw_line, statement_line, stored_fields, stored_file
from reskontra.bank.statement_data import import_data
from reskontra.bank.transactions import TransactionFacts
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.money import Money
from reskontra.interface.console import USAGE, FormatOption, Session, command
from reskontra.interface.display import value
from reskontra.interface.tables import Cell, Column, Output, Report, ReportFormat, bytes_out, print_report
from reskontra.ledger.queries import find_bank_account

NUMBER_MAX = 999_999_999

Import = Annotated[int, typer.Argument(metavar="NO", min=1, max=NUMBER_MAX, help="The import, by its number.")]
Which = Annotated[str, typer.Option("--statement", metavar="ID", help="Which statement, where the import has several.")]


@command(statement, "show")
def show(
    session: Session,
    number: Import,
    statement_id: Which = "",
    line: Annotated[int | None, typer.Option(metavar="N", min=1, max=NUMBER_MAX, help="One line in full.")] = None,
    raw: Annotated[bool, typer.Option("--raw", help="With --line: all that the bank's file says of it.")] = False,
    format: FormatOption = "table",
) -> None:
    """Show an import with its statements, or all of one line: as it is stored, or in the file's own words."""
    company = find_company(name=session.company_name)
    found = find_import(company=company, number=number)
    if line is None:
        if raw:
            typer.echo(_("--raw shows one line: name it with --line."), err=True)
            raise typer.Exit(USAGE)
        _show_import(session, company, found, format)
        return
    chosen = chosen_statement(company=company, found=found, statement_id=statement_id)
    one = statement_line(company=company, statement=chosen, line=line)
    fields = raw_line(company=company, found=found, statement=chosen, line=one) if raw else list(stored_fields(one))
    if format == "json":
        head = {"import": number, "statement": chosen.statement_id, "line": line}
        session.json({**head, "fields": [{"name": name, "value": text} for name, text in fields]})
        return
    session.table([(_("Field"), False), (_("Value"), False)], fields)


def _show_import(session: Session, company: CompanyFacts, found: ImportFacts, format: str) -> None:
    own = statements(company=company, file_import_id=found.id)
    if format == "json":
        session.json(import_data(found, own))
        return
    told = _("Import {number}: {file}, {format}, on {at} by {actor}; {new} new, {known} known, {expected} expected.")
    session.say(
        told.format(
            number=found.number, file=found.file, format=found.format, at=value(found.imported_at), actor=found.actor,
            new=found.new, known=found.known, expected=found.expected,
        )
    )  # fmt: skip
    if found.overrides:
        told = _("Overrides {overrides}: {reason}")
        session.say(told.format(overrides=", ".join(found.overrides), reason=found.reason))
    for one in own:
        told = _("{statement}  {account}  {date}  {lines} lines")
        count = one.new + one.known + one.expected
        session.say(
            told.format(statement=one.statement_id, account=one.bank_account, date=one.statement_date, lines=count)
        )
        for warning in one.warnings.splitlines():
            session.say("  " + warning)


@command(statement, "lines")
def lines(
    session: Session,
    number: Annotated[
        int | None, typer.Argument(metavar="[NO]", min=1, max=NUMBER_MAX, help="Of one import alone.")
    ] = None,
    bank_account: Annotated[str, typer.Option(metavar="NO", help="Of one own account alone.")] = "",
    first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="From this day.")] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Up to this day.")] = None,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """List what stands on the statements, line by line, as a table, JSON, CSV or a worksheet."""
    company = find_company(name=session.company_name)
    import_id = find_import(company=company, number=number).id if number is not None else None
    account_id = find_bank_account(company=company, number=bank_account).id if bank_account else None
    own = statements(company=company, file_import_id=import_id, bank_account_id=account_id)
    days = first.date() if first else None, last.date() if last else None
    found = lines_between(company=company, own=own, first=days[0], last=days[1])
    facts = {"company": company.name, "from": days[0], "to": days[1]}
    columns = (
        Column("import", _("Import"), is_number=True), Column("bank_account", _("Account")),
        Column("statement", _("Statement")), Column("line", _("Line"), is_number=True), Column("date", _("Date")),
        Column("value_date", _("Value date"), is_shown=False), Column("amount", _("Amount"), is_number=True),
        Column("currency", _("Currency")), Column("name", _("From or to")),
        Column("account", _("Their account"), is_shown=False), Column("references", _("References"), is_shown=False),
        Column("text", _("Text")), Column("bank_reference", _("Bank reference"), is_shown=False),
        Column("end_to_end_id", _("End-to-end id"), is_shown=False), Column("code", _("Code"), is_shown=False),
        Column("state", _("State")),
    )  # fmt: skip
    rows = (_cells(head, one) for head, one in found)
    printed = Report(name="statement-lines", facts=facts, columns=columns, rows=rows, rows_key="lines")
    print_report(session, printed, format=format, output=output)


def _cells(head: StatementFacts, one: TransactionFacts) -> tuple[Cell, ...]:
    party = one.counterparty
    return (
        head.import_number, head.bank_account, head.statement_id, one.number, one.booking_date, one.value_date,
        Money(one.amount_minor, one.currency), one.currency, party.name or party.ultimate_name,
        party.iban or party.other_account, " ".join(reference.raw for reference in one.references),
        " ".join(text.text for text in one.texts), one.bank_reference or one.entry_bank_reference, one.end_to_end_id,
        one.transaction_code, one.state.lower(),
    )  # fmt: skip


@command(statement, "file")
def file(
    session: Session,
    number: Import,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
) -> None:
    """Write the bank's file as it was imported."""
    company = find_company(name=session.company_name)
    content = stored_file(company=company, found=find_import(company=company, number=number))
    with bytes_out(path) as stream:
        stream.write(content)
    session.say(_("{file}: {bytes} bytes.").format(file=path.name, bytes=len(content)))
