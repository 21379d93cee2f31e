"""company set, company show: what the company is called, where it is reached, its numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.cli import company
from reskontra.companies.edit import change_company, company_values
from reskontra.companies.logo import logo_head, remove_logo, set_logo
from reskontra.companies.queries import find_company
from reskontra.interface.column_words import column_word, refused_in_words
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.files import opened

Text = Annotated[str | None, typer.Option(help='"" takes it away.')]


@command(company, "set")
def change(  # noqa: PLR0913 - one option for each value
    session: Session,
    name: Annotated[str | None, typer.Option(help="What the company is called from now on.")] = None,
    organisation_number: Annotated[
        str | None, typer.Option("--organisation-number", help='Such as 556047-3521; "" for none.')
    ] = None,
    vat_number: Annotated[str | None, typer.Option("--vat-number", help='Such as SE556047352101; "" for none.')] = None,
    address: Text = None,
    postal_code: Text = None,
    city: Text = None,
    registered_office: Annotated[
        str | None, typer.Option(help='The place of its seat, as letters tell it; "" takes it away.')
    ] = None,
    email: Text = None,
    phone: Text = None,
    website: Text = None,
) -> None:
    """Say what the company is called, where it is reached, and the numbers by which documents name it."""
    given = {
        "name": name, "organisation_number": organisation_number, "vat_number": vat_number, "address": address,
        "postal_code": postal_code, "city": city, "registered_office": registered_office, "email": email,
        "phone": phone, "website": website,
    }  # fmt: skip
    wanted = {column: value for column, value in given.items() if value is not None}
    if not wanted:
        raise typer.BadParameter(_("Say what to set, such as --organisation-number or --address."))
    found = find_company(name=session.company_name)
    with refused_in_words():
        changes = change_company(company=found, actor=session.actor, wanted=wanted)
    if not changes:
        session.say(_("Nothing of {number} was changed.").format(number=found.name))
        return
    for column, (_before, value) in changes.items():
        session.say(f"{column_word(column)}: {value or '–'}")


@command(company, "logo")
def logo(
    session: Session,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A picture: PNG or JPEG.", show_default=False)
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the logo away.")] = False,
) -> None:
    """Choose the logo that printed documents bear, take it away, or without a file tell which it is."""
    if file and remove:
        raise typer.BadParameter(_("Say either FILE or --remove."))
    found = find_company(name=session.company_name)
    if file:
        with opened(file) as stream:
            set_logo(company=found, actor=session.actor, file_name=file.name, stream=stream)
    if remove and remove_logo(company=found, actor=session.actor):
        session.say(_("The logo is taken away."))
        return
    head = logo_head(company=found)
    if head is None:
        session.say(_("{company} has no logo.").format(company=found.name))
        return
    session.say(
        _("{file}: {width} × {height} pixels, {size} bytes.").format(
            file=head.file_name, width=head.width, height=head.height, size=head.size
        )
    )


@command(company, "show")
def show(session: Session, format: FormatOption = "table") -> None:
    """Show what is known of the company."""
    found = find_company(name=session.company_name)
    values = company_values(company=found)
    fixed = {"country": found.country, "currency": found.currency, "preset": found.preset}
    if format == "json":
        session.json({**values, **fixed, "sandbox": found.is_sandbox})
        return
    rows = [(column_word(column), value) for column, value in {**values, **fixed}.items() if value]
    session.table([(_("What"), False), (_("Value"), False)], rows)
