"""reskontra party merge FROM --into TO."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.matching.actions.merge_parties import MergeOrder, merge_parties
from reskontra.matching.merge_data import merged_data
from reskontra.parties.cli_parties import LedgerOption, Number, party
from reskontra.receivables.cli_entries import Day


@command(party, "merge")
def merge(  # noqa: PLR0913 - one option for each thing that may be said of it
    session: Session,
    number: Number,
    into: Annotated[str, typer.Option("--into", metavar="NUMBER", help="The one that it goes up in.")],
    ledger: LedgerOption = "customer",
    day: Day = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with the vouchers.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show what would come of it; store nothing.")] = False,
    format: FormatOption = "table",
) -> None:
    """Merge a customer or vendor into another: open entries are moved by vouchers, the old number finds the new."""
    company = find_company(name=session.company_name)
    order = MergeOrder(ledger, number, into, day.date() if day else today(), reason)
    done = merge_parties(company=company, actor=session.actor, order=order, is_preview=preview)
    if format == "json":
        session.json(merged_data(done, preview))
        return
    for one in done.moved:
        session.say(
            _("{document}: {amount}, voucher {voucher}.").format(
                document=one.document, amount=one.amount, voucher=one.voucher
            )
        )
    session.say(
        worded(
            _(
                "{number} is merged into {into}: {entries:entry|entries}, "
                "{accounts:account|accounts}, {relations:relation|relations}."
            ),
            number=number,
            into=into,
            entries=len(done.moved),
            accounts=done.accounts,
            relations=done.relations,
        )
    )
    if done.lines:
        session.say(worded(_("{count:line|lines} named what was moved, to be matched again."), count=done.lines))
    if preview:
        session.say(_("A preview: nothing was stored."))
