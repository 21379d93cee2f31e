"""load customers|vendors, party posting-group: what of customers and vendors asks for the company's posting groups."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.interface.files import opened
from reskontra.ledger.cli_other_books import (
    ColumnOption,
    FromOption,
    PreviewOption,
    System,
    asked_of,
    converted_of,
    kept_unless_previewed,
    tell_converted,
)
from reskontra.ledger.party_groups import choose_posting_group
from reskontra.ledger.queries import group_codes
from reskontra.parties.cli_parties import LedgerOption, Number, party
from reskontra.parties.load import load_parties

load = typer.Typer(no_args_is_help=True, help="Load customers, vendors and open entries from CSV files.")

File = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file with a header row.")]


def _load(
    session: Session, ledger: str, path: Path, system: System | None, columns: list[str] | None, is_preview: bool
) -> None:
    company = find_company(name=session.company_name)
    groups = group_codes(company=company, ledger=ledger)
    if columns and not system:
        raise typer.BadParameter(_("--column is for a file of another system. Name it with --from."))
    with kept_unless_previewed(session, is_preview=is_preview), opened(path) as stream, ExitStack() as stack:
        session.file = path.name
        table, made = stream, None
        if system:
            kind = f"{ledger.lower()}s"
            asked = asked_of(columns)
            made = stack.enter_context(converted_of(stream, company=company, system=system, kind=kind, asked=asked))
            table = made.stream
        done = load_parties(
            company=company, actor=session.actor, ledger=ledger, name=path.name, stream=table, groups=groups
        )
        if made:
            tell_converted(session, made)
        session.say(
            _("{file}: {new} new, {changed} changed, {unchanged} unchanged.").format(
                file=path.name, new=done.new, changed=done.changed, unchanged=done.unchanged
            )
        )


@command(load, "customers")
def customers(
    session: Session,
    path: File,
    system: FromOption = None,
    column: ColumnOption = None,
    preview: PreviewOption = False,
) -> None:
    """Load customers: new ones are added, changed ones updated."""
    _load(session, "CUSTOMER", path, system, column, preview)


@command(load, "vendors")
def vendors(
    session: Session,
    path: File,
    system: FromOption = None,
    column: ColumnOption = None,
    preview: PreviewOption = False,
) -> None:
    """Load vendors: new ones are added, changed ones updated."""
    _load(session, "VENDOR", path, system, column, preview)


@command(party, "posting-group")
def posting_group(
    session: Session,
    number: Number,
    group: Annotated[str, typer.Argument(metavar="GROUP", help='Code of a posting group; "" for the default one.')],
    ledger: LedgerOption = "customer",
) -> None:
    """Choose to which accounts the documents of a customer or vendor are posted from now on."""
    company = find_company(name=session.company_name)
    choose_posting_group(company=company, actor=session.actor, ledger=ledger, number=number, group=group)
    said = _("{number} has the posting group {group}; what is posted already keeps its own.")
    session.say(said.format(number=number, group=group or _("of the company")))
