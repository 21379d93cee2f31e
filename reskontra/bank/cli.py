"""statement list, expected; and what an import prints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.bank.queries import statements
from reskontra.bank.statement_data import expected_data, statement_data
from reskontra.bank.transactions import expected_transactions
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.wording import worded
from reskontra.formats.reading import definition_named, require_format
from reskontra.interface.console import Session, command, known_format
from reskontra.interface.display import money, value
from reskontra.interface.files import opened
from reskontra.interface.refusals import told
from reskontra.ledger.queries import bank_accounts

Format = Annotated[str, typer.Option("--format", callback=known_format, metavar="FORMAT", help="table or json.")]

statement = typer.Typer(no_args_is_help=True, help="Bank statements.")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is to be imported; the options of statement import."""

    bank_account: str
    format: str
    overrides: frozenset[str]
    reason: str


def import_and_tell(session: Session, company: CompanyFacts, path: Path, options: ImportOptions) -> ImportOutcome:
    """Import a file and print the import, then the journals it made, one a line, then what is to be known of it."""
    session.file = path.name
    definition = definition_named(options.format)
    with opened(path) as stream, session.progress(_("Importing")):
        if options.format != "auto" and not definition:
            require_format(stream, options.format)
        done = import_statement(
            company=company,
            actor=session.actor,
            name=path.name,
            stream=stream,
            bank_account=options.bank_account,
            definition=definition,
            overrides=options.overrides,
            reason=options.reason,
        )
    _tell_import(session, path, done)
    return done


def _tell_import(session: Session, path: Path, done: ImportOutcome) -> None:
    if done.already_imported_at:
        session.say(
            _("{file} was imported on {at} by {actor} as import {number}; 0 new.").format(
                file=path.name, at=value(done.already_imported_at), actor=done.already_imported_by, number=done.number
            )
        )
    else:
        session.say(
            _("Import {number}: {new} new, {known} known, {expected} expected.").format(
                number=done.number, new=done.new, known=done.known, expected=done.expected
            )
        )
    for journal in done.journals:
        session.say(
            worded(
                _("{journal}  statement {statement}  {date}  {lines:line|lines}"),
                journal=journal.number,
                statement=journal.statement_id,
                date=journal.date,
                lines=journal.lines,
            )
        )
    for message in done.messages:
        session.say(told(message.TEMPLATES[message.code], message.values))


@command(statement, "list")
def list_statements(session: Session, format: Format = "table") -> None:
    """List the imported statements and advices with their balances."""
    company = find_company(name=session.company_name)
    found = statements(company=company)
    if format == "json":
        session.json({"statements": [statement_data(one) for one in found]})
        return
    rows = [
        (
            str(one.import_number), one.bank_account, one.format, one.statement_id, one.statement_date.isoformat(),
            _balance(one.opening_minor, one.currency), _balance(one.closing_minor, one.currency), str(one.new),
            str(one.known), str(one.expected),
        )
        for one in found
    ]  # fmt: skip
    columns = [
        (_("Import"), True), (_("Account"), False), (_("Format"), False), (_("Statement"), False), (_("Date"), False),
        (_("Opening"), True), (_("Closing"), True), (_("New"), True), (_("Known"), True), (_("Expected"), True),
    ]  # fmt: skip
    session.table(columns, rows)


def _balance(minor: int | None, currency: str) -> str:
    return "" if minor is None else money(minor, currency)


@command(statement, "expected")
def list_expected(session: Session, format: Format = "table") -> None:
    """List payments that the bank has announced and not booked yet."""
    company = find_company(name=session.company_name)
    numbers = {account.id: account.number for account in bank_accounts(company=company)}
    found = expected_transactions(company=company)
    if format == "json":
        session.json({"expected": [expected_data(one, numbers[one.bank_account_id]) for one in found]})
        return
    rows = [
        (
            numbers[one.bank_account_id],
            (day.isoformat() if (day := one.booking_date or one.value_date) else ""),
            f"{money(one.amount_minor, one.currency)} {one.currency}",
            one.counterparty.name or one.counterparty.ultimate_name,
            " ".join([*(r.raw for r in one.references), *(t.text for t in one.texts)]),
        )
        for one in found
    ]
    columns = [
        (_("Account"), False), (_("Date"), False), (_("Amount"), True), (_("From or to"), False), (_("Text"), False)
    ]  # fmt: skip
    session.table(columns, rows)
    session.say(worded(_("{count:expected payment|expected payments}."), count=len(rows)))
