"""setting list, setting set."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.companies.settings import SettingFacts, company_settings, set_setting
from reskontra.interface.console import FormatOption, Session, command

setting = typer.Typer(no_args_is_help=True, help="What the company does by itself, asks about, or leaves.")


def setting_data(one: SettingFacts) -> dict[str, Any]:
    """A setting as programs see it."""
    return {"setting": one.key, "value": one.value, "choices": list(one.choices)}


@command(setting, "list")
def list_settings(session: Session, format: FormatOption = "table") -> None:
    """List every setting with what it is now, and what it may be."""
    found = company_settings(company=find_company(name=session.company_name))
    if format == "json":
        session.json([setting_data(one) for one in found])
        return
    columns = [(_("Setting"), False), (_("Value"), False), (_("May be"), False), (_("What it is"), False)]
    session.table(columns, [(one.key, one.value, ", ".join(one.choices), _(one.help)) for one in found])


@command(setting, "set")
def change(
    session: Session,
    key: Annotated[str, typer.Argument(metavar="SETTING", help="As the list names it.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="One of what it may be.")],
) -> None:
    """Change a setting; the audit trail keeps what it was."""
    set_setting(company=find_company(name=session.company_name), actor=session.actor, key=key, value=value)
    session.say(_("{setting} is {value}.").format(setting=key, value=value))
