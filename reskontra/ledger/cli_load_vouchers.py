"""load vouchers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.interface.console import Session, command
from reskontra.interface.display import value
from reskontra.interface.files import opened
from reskontra.ledger.cli_parties import load
from reskontra.ledger.load_vouchers import load_vouchers


@command(load, "vouchers")
def vouchers(
    session: Session,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A SIE 4 file, 4I or 4E.")],
    preview: Annotated[bool, typer.Option("--preview", help="Show what would be posted; store nothing.")] = False,
) -> None:
    """Post the vouchers of a SIE 4 file, all or none."""
    company = find_company(name=session.company_name)
    session.file = path.name
    with opened(path) as stream:
        done = load_vouchers(company=company, actor=session.actor, name=path.name, stream=stream, is_preview=preview)
    if done.loaded_at:
        told = _("{file} was loaded on {at} by {actor}; 0 new vouchers.")
        session.say(told.format(file=path.name, at=value(done.loaded_at), actor=done.loaded_by))
        return
    told = _("{file}: {count:voucher|vouchers} with {rows:row|rows} posted, {first} to {last}.")
    session.say(worded(told, file=path.name, count=done.vouchers, rows=done.rows, first=done.first, last=done.last))
    if preview:
        session.say(_("A preview: nothing was stored."))
