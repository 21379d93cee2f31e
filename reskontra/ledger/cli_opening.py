"""load opening-balances."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.wording import worded
from reskontra.interface.console import Session, command
from reskontra.interface.display import money
from reskontra.interface.files import opened
from reskontra.ledger.cli_parties import load
from reskontra.ledger.opening import OpeningLoaded, OpeningOrder, load_opening


@command(load, "opening-balances")
def opening_balances(  # noqa: PLR0913 - one option for each thing that may be said of it
    session: Session,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="CSV (account, balance, name), or SIE 1 to 4.")],
    day: Annotated[
        datetime | None,
        typer.Option(
            "--date", formats=["%Y-%m-%d"], help="The balances as this day begins; SIE: else its year's first."
        ),
    ] = None,
    result_account: Annotated[
        str, typer.Option(metavar="NUMBER", help="Takes the result of a year that was not carried over: 2099.")
    ] = "",
    plain_account: Annotated[
        list[str] | None,
        typer.Option(metavar="NUMBER", help="Kept for a bank account, and none here; may be repeated."),
    ] = None,
    add_accounts: Annotated[bool, typer.Option("--add-accounts", help="Add accounts that the chart lacks.")] = False,
    correct: Annotated[bool, typer.Option("--correct", help="Post what differs from the balances known.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Show what would come of it; store nothing.")] = False,
) -> None:
    """Open the G/L accounts with the balances of the books before, as one voucher.

    What control accounts and bank accounts held goes to their contra account, where loaded entries and the bank
    accounts' own openings meet it: report take-over shows what differs.
    """
    company = find_company(name=session.company_name)
    order = OpeningOrder(
        day=day.date() if day else None,
        result_account=result_account,
        plain_accounts=frozenset(plain_account or ()),
        adds_accounts=add_accounts,
        corrects=correct,
        is_preview=preview,
    )
    with opened(path) as stream:
        session.file = path.name
        done = load_opening(company=company, actor=session.actor, name=path.name, stream=stream, order=order)
    _tell(session, company, (path.name, done))
    if preview:
        session.say(_("A preview: nothing was stored."))


def _tell(session: Session, company: CompanyFacts, loaded: tuple[str, OpeningLoaded]) -> None:
    name, done = loaded
    if not done.voucher:
        session.say(_("{file}: all balances were loaded before.").format(file=name))
        return
    told = _("{file}: {count:account|accounts} opened on {date} by voucher {voucher}.")
    session.say(worded(told, file=name, count=done.accounts, date=done.day.isoformat(), voucher=done.voucher))
    if done.added:
        session.say(_("Added to the chart: {accounts}.").format(accounts=", ".join(done.added)))
    if done.brought:
        amounts = ", ".join(f"{number} {money(minor, company.currency)}" for number, minor in done.brought)
        session.say(_("Left to open entries and bank accounts: {amounts}.").format(amounts=amounts))
        session.say(_("reskontra report take-over shows what they brought."))
