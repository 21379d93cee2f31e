"""doctor: whether the installation is as it should be, and what to do where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

import typer
from django.conf import settings
from django.utils.translation import gettext as _

from reskontra.cli.checks import missing_guards
from reskontra.cli.root import program
from reskontra.collections.account_mail import own_mail
from reskontra.collections.mail_setup import MailFacts, find_mail, opened
from reskontra.companies.queries import CompanyFacts, companies, each_in_its_place
from reskontra.core.errors import Refused
from reskontra.interface.console import REFUSED, FormatOption, Session, command
from reskontra.interface.refusals import violation_wording, wording
from reskontra.operation.doctor import BAD, GOOD, STATE_WORDS, Finding, findings
from reskontra.operation.health import missing_migrations, taken_away


@command(program, "doctor")
def doctor(session: Session, format: FormatOption = "table") -> None:
    """Look over the installation: each finding with its remedy; ends with 1 where something is to be mended."""
    found = [*findings()]
    if not (missing_migrations() or taken_away()):
        found += [*_guards(), *_mail()]
    if format == "json":
        session.json([asdict(one) for one in found])
    else:
        columns = [(_("About"), False), (_("State"), False), (_("Found"), False), (_("Remedy"), False)]
        session.table(columns, [(one.about, _(STATE_WORDS[one.state]), one.found, one.remedy) for one in found])
    if any(one.state == BAD for one in found):
        raise typer.Exit(REFUSED)


def _guards() -> Iterator[Finding]:
    about, lost = _("Guards"), missing_guards()
    for one in lost:
        remedy = _("Put a back-up into a new database, and find out who took the guard away.")
        yield Finding(about, BAD, violation_wording(one), remedy)
    if not lost:
        yield Finding(about, GOOD, _("The database keeps what is posted as it is."))


def _mail() -> Iterator[Finding]:
    def lost(_company: CompanyFacts, _trouble: Exception) -> None:
        """That its place does not answer is told by itself."""

    if own := own_mail():
        yield _reached(_("Mail to users"), own, password=settings.USER_MAIL.password)
    for company in each_in_its_place(companies(), lost=lost):
        mail = None if company.is_sandbox else find_mail(company=company)
        if mail is not None:
            yield _reached(_("Mail of {company}").format(company=company.name), mail)


def _reached(about: str, mail: MailFacts, *, password: str = "") -> Finding:
    """Whether its server takes mail: it is asked, and nothing is sent."""
    try:
        opened(mail, password=password).close()
    except Refused as refusal:
        found, _dot, remedy = wording(refusal).partition(". ")
        return Finding(about, BAD, f"{found}.", remedy)
    return Finding(about, GOOD, _("Its server answers."))
