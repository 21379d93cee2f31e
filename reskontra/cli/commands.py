"""Commands that compose rooms: init, check, migrate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from django.conf import settings
from django.utils.translation import gettext as _

from reskontra.audit.sealing import seal_books
from reskontra.cli.checks import SEALED, violations
from reskontra.cli.root import program
from reskontra.cli.setup import prepare_database
from reskontra.companies.actions import CompanyExists
from reskontra.companies.archiving import being_deleted
from reskontra.companies.queries import CompanyFacts, companies, each_in_its_place, find_company
from reskontra.core.errors import Refused
from reskontra.core.identifiers import country as country_codes
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.wording import worded
from reskontra.founding.company import add_years, make_company
from reskontra.interface.clock import today
from reskontra.interface.console import REFUSED, Session, command
from reskontra.interface.database import trouble_in_words
from reskontra.interface.display import value
from reskontra.interface.people import is_anyone_there
from reskontra.interface.refusals import violation_wording
from reskontra.privacy.telling import told_of_erasures


class NameMissing(Refused):
    code = "company_name_missing"
    template = "The company has no name in {command}. Add --company NAME."


@command(program, "init")
def init(
    session: Session,
    country: Annotated[str, typer.Option(help="ISO 3166 code, such as SE.")] = "",
    currency: Annotated[str, typer.Option(help="Local currency, ISO 4217.")] = "",
    preset: Annotated[str, typer.Option(help="se-bas or ifrs.")] = "se-bas",
    year_begins: Annotated[int, typer.Option(min=1, max=12, help="Month in which the fiscal year begins.")] = 1,
) -> None:
    """Make a company with a chart of accounts, posting groups, terms and fiscal years."""
    if not session.company_name:
        raise NameMissing(command="reskontra init")
    prepare_database()
    if any(known.name.casefold() == session.company_name.casefold() for known in companies()):
        raise CompanyExists(name=session.company_name)
    company = make_company(
        name=session.company_name,
        actor=session.actor,
        preset_code=preset,
        country=country_codes.validate(country) if country else "",
        currency=currency_codes.validate(currency) if currency else "",
    )
    years = add_years(company=company, actor=session.actor, first_month=year_begins, today=today())
    session.say(
        _("{company}: {preset}, {currency}, fiscal years {years}.").format(
            company=company.name, preset=company.preset, currency=company.currency, years=", ".join(years)
        )
    )
    if not is_anyone_there():
        told = _("To use it in a browser: reskontra user add NAME --role administrator --company {company}")
        session.say(told.format(company=f'"{company.name}"'))


@command(program, "check")
def check(
    session: Session,
    seal: Annotated[
        bool, typer.Option("--seal", help="Then seal what is posted, so that a later check tells what was changed.")
    ] = False,
) -> None:
    """Prove every invariant of the books; print each that does not hold, and end with 1."""
    chosen = [find_company(name=session.company_name)] if session.company_name else companies()
    tell_violations(session, chosen or [find_company(name="")])
    for company in each_in_its_place(one for one in chosen if seal and not one.is_archived):
        told = seal_books(company=company.id, actor=session.actor, tables=SEALED)
        said = _("{company}: {rows:row|rows} sealed, {new} of them now. Keep the digest elsewhere: {digest}")
        session.say(worded(said, company=company.name, rows=told.rows, new=value(told.new), digest=told.digest))


def tell_violations(session: Session, chosen: Sequence[CompanyFacts]) -> None:
    """Print what does not hold in the books of the companies, and end with 1; else that they are whole.

    One whose place cannot be reached does not hold, and the others are looked at. One being deleted is named, no more.
    """
    found, going = 0, being_deleted()

    def lost(company: CompanyFacts, trouble: Exception) -> None:
        nonlocal found
        found += 1
        session.say(f"{company.name}, {company.place}: {trouble_in_words(trouble)}")

    for company in (one for one in chosen if one.id in going):
        going_on = _("{company} is being deleted. Repeat reskontra company delete NAME until it is done.")
        session.say(going_on.format(company=company.name))
    whole = [one for one in chosen if one.id not in going]
    for company in each_in_its_place(whole, lost=lost):
        for violation in violations(company=company):
            found += 1
            session.say(f"{company.name}: {violation_wording(violation)}")
    if found:
        raise typer.Exit(REFUSED)
    for company in whole:
        if told := told_of_erasures(company=company):
            session.say(f"{company.name}: {told}")
    if whole:
        session.say(_("The books of {companies} are whole.").format(companies=", ".join(c.name for c in whole)))


@command(program, "migrate")
def migrate(session: Session) -> None:
    """Bring the database's tables up to this version."""
    prepare_database()
    session.say(_("{database} is up to date.").format(database=settings.DATABASES["default"]["NAME"]))
