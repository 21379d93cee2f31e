"""bank-reconciliation import, suggest, change, number: where lines come from, and what the document says."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.bank.cli import ImportOptions, import_and_tell
from reskontra.bank.reconciliation.cli import Date, Name, OpeningDiffers, bank_reconciliation
from reskontra.bank.reconciliation.documents import change_reconciliation, change_statement_number
from reskontra.bank.reconciliation.importing import take_statements
from reskontra.bank.reconciliation.later import later_words
from reskontra.bank.reconciliation.queries import ReconciliationFacts, find_reconciliation
from reskontra.bank.reconciliation.suggesting import suggest_lines
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.money import parse_minor
from reskontra.core.wording import worded
from reskontra.interface.console import Session, command
from reskontra.interface.display import money

OptionalDate = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day, as 2026-03-31.")]


@command(bank_reconciliation, "import")
def import_lines(
    session: Session,
    name: Name,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The bank's file, of any format.")],
    statement: Annotated[str, typer.Option(help="One of several statements in the file, as the bank calls it.")] = "",
    format: Annotated[
        str, typer.Option(help="auto, the format the file must have, or csv:NAME for an import definition.")
    ] = "auto",
    override: Annotated[list[str] | None, typer.Option(help="A doubt that does not count; repeatable.")] = None,
    reason: Annotated[str, typer.Option(help="Why the file is right; kept with the import.")] = "",
) -> None:
    """Import a statement, or take one that was imported, as lines; they leave their payment journal, if untouched."""
    company = find_company(name=session.company_name)
    found = find_reconciliation(company=company, name=name)
    options = ImportOptions(found.bank_account.number, format, frozenset(override or ()), reason)
    done = import_and_tell(session, company, path, options)
    taken = take_statements(
        company=company, actor=session.actor, name=name, import_number=done.number, statement_id=statement
    )
    said = _("{reconciliation} has {lines:line|lines} of {statements}; {moved} moved from payment journals.")
    names = ", ".join(taken.statements)
    session.say(worded(said, reconciliation=name, lines=taken.lines, statements=names, moved=taken.moved))
    now = find_reconciliation(company=company, name=name)
    _tell(session, company, now)


@command(bank_reconciliation, "suggest")
def suggest(
    session: Session,
    name: Name,
    to_date: Date,
    from_date: OptionalDate = None,
    exclude_reversed: Annotated[
        bool, typer.Option("--exclude-reversed", help="Without entries that were reversed, and their reversals.")
    ] = False,
    include_checks: Annotated[
        bool, typer.Option("--include-checks", help="What a check pays as the check, not as its bank entry.")
    ] = False,
) -> None:
    """Suggest a line for every open bank entry of these days, matched with it."""
    count = suggest_lines(
        company=find_company(name=session.company_name),
        actor=session.actor,
        name=name,
        ending=to_date.date(),
        starting=from_date.date() if from_date else None,
        reversed_too=not exclude_reversed,
        checks_too=include_checks,
    )
    session.say(worded(_("{reconciliation} has {count:line|lines} more."), reconciliation=name, count=count))


@command(bank_reconciliation, "change")
def change(
    session: Session,
    name: Name,
    statement_date: OptionalDate = None,
    opening_balance: Annotated[str, typer.Option(help="What the statement begins with.")] = "",
    ending_balance: Annotated[str, typer.Option(help="What the statement ends with.")] = "",
    opening_differs: OpeningDiffers = False,
) -> None:
    """Change the statement's day or balances; lines and matches stay."""
    company = find_company(name=session.company_name)
    currency = find_reconciliation(company=company, name=name).bank_account.currency
    opening, ending = (parse_minor(text, currency) if text else None for text in (opening_balance, ending_balance))
    day = statement_date.date() if statement_date else None
    now = change_reconciliation(
        company=company, actor=session.actor, name=name, statement_date=day, opening_minor=opening,
        ending_minor=ending, is_opening_meant=opening_differs,
    )  # fmt: skip
    _tell(session, company, now)


@command(bank_reconciliation, "number")
def number(
    session: Session,
    name: Name,
    to: Annotated[str, typer.Argument(metavar="NUMBER", help="The statement's number.")],
) -> None:
    """Give the statement another number, which the document is named after."""
    company = find_company(name=session.company_name)
    now = change_statement_number(company=company, actor=session.actor, name=name, number=to)
    session.say(_("{before} is now {reconciliation}.").format(before=name, reconciliation=now.name))


def _tell(session: Session, company: CompanyFacts, now: ReconciliationFacts) -> None:
    day, ending = now.statement_date.isoformat(), money(now.ending_minor, now.bank_account.currency)
    said = _("{reconciliation} is of {day} and is to end with {ending}.")
    session.say(said.format(reconciliation=now.name, day=day, ending=ending))
    if later := later_words(company=company, name=now.name):
        session.say(later)
