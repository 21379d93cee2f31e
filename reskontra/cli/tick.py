"""tick: the one clock of all that is run by schedule."""

from __future__ import annotations

import typer

from reskontra.cli.root import program
from reskontra.collections.cli_policies import tell_policy_runs
from reskontra.collections.policy_runs import run_due_policies
from reskontra.companies.delivering import deliver
from reskontra.companies.queries import CompanyFacts, companies, each_in_its_place, find_company
from reskontra.interface.clock import today
from reskontra.interface.console import REFUSED, Session, command
from reskontra.interface.database import trouble_in_words
from reskontra.interface.token_ends import tell_ending
from reskontra.interface.worker import queue_again
from reskontra.matching.actions.run_feed import run_due
from reskontra.matching.cli_feeds import tell_runs
from reskontra.operation.health import require_tables
from reskontra.operation.last_done import TICK, note_done


@command(program, "tick")
def tick(session: Session) -> None:
    """Do what is due in every company, or in one; for cron or a timer, every few minutes. Ends with 1 on trouble."""
    require_tables()
    chosen = [find_company(name=session.company_name)] if session.company_name else companies()
    is_troubled = False

    def lost(company: CompanyFacts, trouble: Exception) -> None:
        nonlocal is_troubled
        is_troubled = True
        session.say(f"{company.name}, {company.place}: {trouble_in_words(trouble)}")

    for company in each_in_its_place((one for one in chosen if one.is_written), lost=lost):
        is_troubled |= tell_runs(session, company, run_due(company=company, actor=session.actor))
        collected = run_due_policies(company=company, actor=session.actor, today=today())
        is_troubled |= tell_policy_runs(session, company, collected)
        deliver(company=company)
        if not company.is_sandbox:
            tell_ending(company=company.id)
    queue_again()
    note_done(TICK)
    if is_troubled:
        raise typer.Exit(REFUSED)
