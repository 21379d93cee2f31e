"""retention show, hold, lift, erase, withdraw: until when years are kept, what holds them longer, and files erased."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.companies.settings import keeping
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.privacy.erased_words import erased_as_data, told_of_erased, told_of_going
from reskontra.privacy.erasing_years import confirm, erase_year, preview
from reskontra.privacy.legal_holds import legal_holds, lift_hold, set_hold
from reskontra.privacy.retention import years_kept
from reskontra.privacy.retention_words import (
    held_year,
    told_of_holds,
    told_of_keeping,
    told_of_size,
    told_of_state,
    year_as_data,
)
from reskontra.privacy.two_administrators import is_one_alone, one_alone_text
from reskontra.privacy.year_asks import asked_years, withdraw

retention = typer.Typer(no_args_is_help=True, help="How long fiscal years are kept, and what holds them longer.")
Reason = Annotated[str, typer.Option("--reason", help="Why; kept, so name nobody in it.")]


@command(retention, "show")
def show(session: Session, format: FormatOption = "table") -> None:
    """Tell of each fiscal year until when it is kept, what lies in it, and what holds it longer."""
    company = find_company(name=session.company_name)
    years, kept, now = years_kept(company=company, today=today()), keeping(company=company), today()
    holds = [one for one in legal_holds(company=company) if one.lifted_at is None]
    asked = asked_years(company=company)
    if format == "json":
        session.json(
            {
                "years_kept": kept.years,
                "source": kept.law,
                "fiscal_years": [year_as_data(one, now, asked_by=asked.get(one.name, "")) for one in years],
                "legal_holds": [
                    {
                        "number": one.number, "fiscal_year": one.fiscal_year, "reason": one.reason,
                        "set_by": one.set_by, "set_at": one.set_at.isoformat(timespec="seconds"),
                    }
                    for one in holds
                ],
            }
        )  # fmt: skip
        return
    session.say(told_of_keeping(kept))
    columns = [
        (_("Year"), False), (_("From"), False), (_("To"), False), (_("Kept until"), False), (_("Vouchers"), True),
        (_("Documents"), True), (_("Files"), True), (_("State"), False), (_("Held by"), False),
    ]  # fmt: skip
    rows = [
        (
            one.name, one.start.isoformat(), one.end.isoformat(), one.until.isoformat(), str(one.vouchers),
            str(one.documents), told_of_size(one), told_of_state(one, now, asked_by=asked.get(one.name, "")),
            told_of_holds(one),
        )
        for one in years
    ]  # fmt: skip
    session.table(columns, rows)
    told = _("Legal hold {number}, {year}: {reason} ({actor}).")
    for hold in holds:
        session.say(told.format(number=hold.number, year=held_year(hold), reason=hold.reason, actor=hold.set_by))


@command(retention, "hold")
def hold(
    session: Session,
    reason: Reason = "",
    year: Annotated[str, typer.Option("--year", help="One fiscal year by its code; every year if left out.")] = "",
) -> None:
    """Keep a fiscal year, or every year, until the hold is lifted: a lawsuit, an audit of the tax agency."""
    company = find_company(name=session.company_name)
    number = set_hold(company=company, actor=session.actor, fiscal_year=year, reason=reason)
    session.say(_("Legal hold {number} is set.").format(number=number))


@command(retention, "lift")
def lift(session: Session, number: Annotated[int, typer.Argument(metavar="NUMBER")], reason: Reason = "") -> None:
    """Lift a legal hold; that it was set and lifted is kept."""
    company = find_company(name=session.company_name)
    lift_hold(company=company, actor=session.actor, number=number, reason=reason)
    session.say(_("Legal hold {number} is lifted.").format(number=number))


@command(retention, "erase")
def erase(
    session: Session,
    year: Annotated[str, typer.Option("--year", help="As retention show calls it.")],
    reason: Reason = "",
    again: Annotated[str, typer.Option("--again", metavar="YEAR", help="The year once more, to be sure.")] = "",
    only_shown: Annotated[bool, typer.Option("--preview", help="Show what would go and stay; erase nothing.")] = False,
) -> None:
    """Erase the files that came in a year and that no law keeps; the books, their figures and the audit trail stay.

    Broken off, repeat it: it takes the rest. Where four eyes are set the first asks for it, and another administrator
    does it.
    """
    company = find_company(name=session.company_name)
    if only_shown:
        for line in told_of_going(preview(company=company, year=year, today=today())):
            session.say(line)
        session.say(_("A preview: nothing was stored."))
        return
    confirm(year, again)
    with session.progress(_("Erasure")) as told:
        done = erase_year(company=company, actor=session.actor, year=year, reason=reason, today=today(), told=told)
    session.say(told_of_erased(erased_as_data(done)))
    if done.asked_by and is_one_alone(company=company):
        session.say(one_alone_text())


@command(retention, "withdraw")
def withdraw_(
    session: Session, year: Annotated[str, typer.Option("--year", help="As retention show calls it.")]
) -> None:
    """Take back that the files of a year are to be erased, where it waits for another administrator."""
    withdraw(company=find_company(name=session.company_name), actor=session.actor, year=year)
    session.say(_("The erasure of {year} is not asked for any more.").format(year=year))
