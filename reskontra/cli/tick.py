"""tick: the one clock of all that is run by schedule."""

from __future__ import annotations

import typer

from reskontra.cli.root import program
from reskontra.companies.queries import companies, find_company
from reskontra.interface.console import REFUSED, Session, command
from reskontra.matching.actions.run_feed import run_due
from reskontra.matching.cli_feeds import tell_runs


@command(program, "tick")
def tick(session: Session) -> None:
    """Do what is due in every company, or in one; for cron or a timer, every few minutes. Ends with 1 on trouble."""
    chosen = [find_company(name=session.company_name)] if session.company_name else companies()
    is_troubled = False
    for company in chosen:
        is_troubled |= tell_runs(session, company, run_due(company=company, actor=session.actor))
    if is_troubled:
        raise typer.Exit(REFUSED)
