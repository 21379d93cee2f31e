"""entry move: corrections of posted entries by vouchers."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.money import format_minor
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import value
from reskontra.receivables.cli_entries import Day, Number, entry, parse_name
from reskontra.receivables.move import MoveOrder, move_entry
from reskontra.receivables.moving import MovedEntry

Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the voucher.")]
Amount = Annotated[str, typer.Option("--amount", help="How much of it; all that is left without.")]
Preview = Annotated[bool, typer.Option("--preview", help="Show what would come of it; store nothing.")]


@command(entry, "move")
def move(
    session: Session,
    number: Number,
    to: Annotated[str, typer.Option("--to", metavar="ACCOUNT", help="The customer or vendor it belongs to.")],
    reason: Reason = "",
    day: Day = None,
    preview: Preview = False,
    format: FormatOption = "table",
) -> None:
    """Move an open entry to the customer or vendor it belongs to, by a voucher."""
    company = find_company(name=session.company_name)
    order = MoveOrder(parse_name(number), to, reason, day.date() if day else None)
    done = move_entry(company=company, actor=session.actor, order=order, is_preview=preview)
    if format == "json":
        session.json(moved_data(done, to, preview))
        return
    session.say(
        _("{document}: {amount} moved to {account} on {day}, voucher {voucher}.").format(
            document=done.document,
            amount=value(done.amount),
            account=to,
            day=done.day.isoformat(),
            voucher=done.voucher,
        )
    )
    if preview:
        session.say(_("A preview: nothing was stored."))


def moved_data(done: MovedEntry, to: str, preview: bool) -> dict[str, object]:
    """What moving an entry did, as data."""
    return {
        "preview": preview, "document_number": done.document, "to": to,
        "amount": format_minor(done.amount.minor, done.amount.currency), "currency": done.amount.currency,
        "posting_date": done.day.isoformat(), "voucher": done.voucher,
    }  # fmt: skip
