"""load entries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.interface.display import money
from reskontra.interface.files import opened
from reskontra.parties.cli import load
from reskontra.receivables.load import load_entries


@command(load, "entries")
def entries(
    session: Session,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file with a header row.")],
) -> None:
    """Load open documents: each becomes an entry, posted as one voucher of what remains of it."""
    company = find_company(name=session.company_name)
    with opened(path) as stream, session.progress(_("Posting open documents")) as show:
        session.file = path.name
        done = load_entries(company=company, actor=session.actor, name=path.name, stream=stream, show=show)
    session.say(
        _("{file}: {new} new, {unchanged} loaded before.").format(
            file=path.name, new=done.new, unchanged=done.unchanged
        )
    )
    for ledger, minor in ((_("Customers"), done.customer_minor), (_("Vendors"), done.vendor_minor)):
        if minor:
            session.say(f"{ledger}: {money(minor, company.currency)} {company.currency}")
