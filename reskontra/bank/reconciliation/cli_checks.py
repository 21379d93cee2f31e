"""bank-reconciliation check-apply, check-remove: the checks that a line of the statement is."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.bank.reconciliation.applying_checks import apply_checks, remove_check
from reskontra.bank.reconciliation.check_warnings import CHECK_WARNINGS, check_warnings
from reskontra.bank.reconciliation.cli import NUMBER_MAX, Name, bank_reconciliation
from reskontra.bank.reconciliation.cli_statements import OptionalDate
from reskontra.bank.reconciliation.queries import find_reconciliation, line_numbered
from reskontra.bank.reconciliation.words import applied_words
from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.interface.refusals import told


@command(bank_reconciliation, "check-apply")
def check_apply(
    session: Session,
    name: Name,
    checks: Annotated[list[str], typer.Argument(metavar="CHECK...", help="Numbers of checks.")],
    line: Annotated[
        int | None, typer.Option(min=1, max=NUMBER_MAX, help="The line that they are; without it they are a new one.")
    ] = None,
    date: OptionalDate = None,
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Also what another open reconciliation has moves here.")
    ] = False,
) -> None:
    """Apply checks to a line by their numbers, or make a line of them, of the statement's day or --date."""
    company = find_company(name=session.company_name)
    done = apply_checks(
        company=company, actor=session.actor, name=name, checks=checks, line=line,
        day=date.date() if date else None, takes_over=take_over,
    )  # fmt: skip
    found = find_reconciliation(company=company, name=name)
    session.say(applied_words(found=found, done=done))
    own = [line_numbered(company=company, found=found, number=done.line)]
    for code, values in check_warnings(company=company, found=found, lines=own):
        session.say(told(CHECK_WARNINGS[code], values))


@command(bank_reconciliation, "check-remove")
def check_remove(
    session: Session, name: Name, check: Annotated[str, typer.Argument(metavar="CHECK", help="Number of the check.")]
) -> None:
    """Take a check off its line; it is open again, and the line stays."""
    company = find_company(name=session.company_name)
    line = remove_check(company=company, actor=session.actor, name=name, check=check)
    session.say(_("Check {check} is off line {line} of {reconciliation}.").format(
        check=check, line=line, reconciliation=name
    ))  # fmt: skip
