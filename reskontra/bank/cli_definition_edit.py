"""import-definition edit: settings and columns changed in place, as its page does; saved as the next version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.bank.actions.definitions import save_definition
from reskontra.bank.cli_definitions import Name, import_definition, saved_told
from reskontra.bank.definition_editing import changed
from reskontra.bank.definitions import find_definition
from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command


@command(import_definition, "edit")
def edit(
    session: Session,
    name: Name,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="separator, currency, decimal, date or account; repeatable."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=PLACE",
            help="Where a field stands: titles parted by |, a path or a position. text:2 is the second text; "
            "nothing behind = takes the column out. Repeatable.",
        ),
    ] = None,
    optional: Annotated[
        list[str] | None, typer.Option(metavar="FIELD", help="The column may be empty or missing; repeatable.")
    ] = None,
    required: Annotated[
        list[str] | None, typer.Option(metavar="FIELD", help="The column must be filled; repeatable.")
    ] = None,
    save_as: Annotated[str, typer.Option("--name", metavar="NEW", help="Save it under another name.")] = "",
) -> None:
    """Change a definition where it stands: it gets a next version, and all before it stay."""
    company = find_company(name=session.company_name)
    settings, columns = _pairs(setting, "--set"), _pairs(column, "--column")
    if save_as and settings.get("name", save_as) != save_as:
        raise _contradiction("name", settings["name"], save_as, "--set, --name")
    for one in optional or ():
        if one in (required or ()):
            raise _contradiction(one, "--optional", "--required", "--optional, --required")
    for one in (*(optional or ()), *(required or ())):
        if columns.get(one) == "":
            raise _contradiction(one, f"--column {one}=", "--optional / --required", "--column")
    definition = changed(
        find_definition(company=company, name=name),
        name=save_as,
        settings=settings,
        columns=columns,
        optional=dict.fromkeys(optional or (), True) | dict.fromkeys(required or (), False),
    )
    session.say(saved_told(save_definition(company=company, actor=session.actor, definition=definition)))


def _pairs(typed: Sequence[str] | None, option: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for one in typed or ():
        key, sign, text = one.partition("=")
        if not (key and sign):
            told = _('"{text}" has no "=" in it. Write it as {example}.')
            raise typer.BadParameter(told.format(text=one, example="amount=Belopp"), param_hint=option)
        if pairs.setdefault(key.strip(), text.strip()) != text.strip():
            raise _contradiction(key.strip(), pairs[key.strip()], text.strip(), option)
    return pairs


def _contradiction(key: str, first: str, second: str, option: str) -> typer.BadParameter:
    told = _('"{key}" is said to be "{first}" and "{second}". Say one of them.')
    return typer.BadParameter(told.format(key=key, first=first, second=second), param_hint=option)
