"""company set, company show: the numbers by which documents name the company."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.cli import company
from reskontra.companies.identity import set_identity
from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command


@command(company, "set")
def change(
    session: Session,
    organisation_number: Annotated[
        str | None, typer.Option("--organisation-number", help='Such as 556047-3521; "" for none.')
    ] = None,
    vat_number: Annotated[str | None, typer.Option("--vat-number", help='Such as SE556047352101; "" for none.')] = None,
) -> None:
    """Say which organisation and VAT number the company has; electronic invoices name it by them."""
    if organisation_number is None and vat_number is None:
        raise typer.BadParameter(_("Say what to set: --organisation-number or --vat-number."))
    found = find_company(name=session.company_name)
    done = set_identity(
        company=found, actor=session.actor, organisation_number=organisation_number, vat_number=vat_number
    )
    session.say(
        _("{company}: organisation number {organisation_number}, VAT number {vat_number}.").format(
            company=found.name,
            organisation_number=done.organisation_number or "–",
            vat_number=done.vat_number or "–",
        )
    )
