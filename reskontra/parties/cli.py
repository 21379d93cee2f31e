"""load customers, load vendors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.interface.files import opened
from reskontra.parties.load import load_parties

load = typer.Typer(no_args_is_help=True, help="Load customers, vendors and open entries from CSV files.")

File = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file with a header row.")]


def _load(session: Session, ledger: str, path: Path) -> None:
    company = find_company(name=session.company_name)
    with opened(path) as stream:
        session.file = path.name
        done = load_parties(company=company, actor=session.actor, ledger=ledger, name=path.name, stream=stream)
    session.say(
        _("{file}: {new} new, {changed} changed, {unchanged} unchanged.").format(
            file=path.name, new=done.new, changed=done.changed, unchanged=done.unchanged
        )
    )


@command(load, "customers")
def customers(session: Session, path: File) -> None:
    """Load customers: new ones are added, changed ones updated."""
    _load(session, "CUSTOMER", path)


@command(load, "vendors")
def vendors(session: Session, path: File) -> None:
    """Load vendors: new ones are added, changed ones updated."""
    _load(session, "VENDOR", path)
