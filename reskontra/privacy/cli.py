"""privacy export, erase: what is known of a person, handed out and erased."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.companies.settings import keeping
from reskontra.core.errors import Refused
from reskontra.core.wording import worded
from reskontra.database.bulk import moment
from reskontra.interface.console import Session, command, is_confirmed
from reskontra.interface.files import shown
from reskontra.privacy import erasing
from reskontra.privacy.handing_out import hand_out, note_taken
from reskontra.privacy.persons import person_of
from reskontra.privacy.telling import told_of

privacy = typer.Typer(no_args_is_help=True, help="Personal data: handed out, erased where no law keeps it.")

Customer = Annotated[str, typer.Option("--customer", metavar="NUMBER", help="Of a customer.")]
Vendor = Annotated[str, typer.Option("--vendor", metavar="NUMBER", help="Of a vendor.")]


@command(privacy, "export")
def export(
    session: Session,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="A new folder, or an empty one.")],
    customer: Customer = "",
    vendor: Vendor = "",
    user: Annotated[str, typer.Option("--user", metavar="NAME", help="Of a user of Reskontra.")] = "",
    account: Annotated[str, typer.Option("--account", metavar="ACCOUNT", help="Of whoever pays from it.")] = "",
) -> None:
    """Write all that is known of a person: each row, where it came from, why it is kept and until when."""
    company = find_company(name=session.company_name)
    person = person_of(company=company, customer=customer, vendor=vendor, user=user, account=account)
    known = hand_out(company=company, person=person, folder=out, at=moment())
    counts = known.counts
    note_taken(company=company, actor=session.actor, known=known)
    told = _(
        "{folder}: {rows:row|rows} of {tables:table|tables}, {events:event|events} of the audit trail, "
        "{files:file|files}."
    )
    session.say(worded(told, folder=shown(Path(os.path.realpath(out))), **counts))


class ErasureUnconfirmed(Refused):
    code = "erasure_unconfirmed"
    template = "{number} was to be erased, and nobody said yes. Answer yes, or say --yes."


@command(privacy, "erase")
def erase_person(
    session: Session,
    customer: Customer = "",
    vendor: Vendor = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; kept, so name nobody in it.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show what would go and stay; erase nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Erase what is known of a customer or vendor, but for what the law keeps: vouchers and whom they name."""
    company = find_company(name=session.company_name)
    person = person_of(company=company, customer=customer, vendor=vendor)
    found = erasing.preview(company=company, person=person)
    for line in told_of(found, kept=keeping(company=company)):
        session.say(line)
    if preview:
        session.say(_("A preview: nothing was stored."))
        return
    question = _("Erase this of {number}? It cannot be taken back.").format(number=person.number)
    if not (yes or is_confirmed(question)):
        raise ErasureUnconfirmed(number=person.number)
    done = erasing.erase(company=company, actor=session.actor, person=person, reason=reason)
    told = _("{number} waits for another administrator.") if done.is_waiting else _("{number} is erased.")
    session.say(told.format(number=person.number))
