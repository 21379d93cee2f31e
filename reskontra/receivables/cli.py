"""load entries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.formats.ubl import is_xml
from reskontra.interface.console import Session, command
from reskontra.interface.display import money, value
from reskontra.interface.files import opened
from reskontra.interface.refusals import wording
from reskontra.ledger.cli_parties import load
from reskontra.receivables.credited import Credited
from reskontra.receivables.load import load_entries
from reskontra.receivables.load_ubl import load_ubl


@command(load, "entries")
def entries(
    session: Session,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file with a header row, or a UBL document.")],
    account: Annotated[
        str, typer.Option(help="Customer or vendor of a UBL document; without it found by its numbers.")
    ] = "",
) -> None:
    """Load open documents: each becomes an entry, posted as one voucher of what remains of it.

    A UBL invoice or credit note (Peppol) of ours is a customer's entry, one to us a vendor's.
    """
    company = find_company(name=session.company_name)
    with opened(path) as stream, session.progress(_("Posting open documents")) as show:
        session.file = path.name
        is_ubl = is_xml(stream)
        if account and not is_ubl:
            raise typer.BadParameter(_("--account is for a UBL document. In a CSV file each row names its own."))
        if is_ubl:
            done = load_ubl(company=company, actor=session.actor, name=path.name, stream=stream, account=account)
        else:
            done = load_entries(company=company, actor=session.actor, name=path.name, stream=stream, show=show)
    session.say(
        _("{file}: {new} new, {unchanged} loaded before.").format(
            file=path.name, new=done.new, unchanged=done.unchanged
        )
    )
    for one in done.credited:
        session.say(_credited(one))
    for ledger, minor in ((_("Customers"), done.customer_minor), (_("Vendors"), done.vendor_minor)):
        if minor:
            session.say(f"{ledger}: {money(minor, company.currency)} {company.currency}")


def _credited(one: Credited) -> str:
    if one.refusal is not None:
        text = _("{memo} credits {invoice}, and was not applied to it. {reason}")
        return text.format(memo=one.memo, invoice=one.invoice, reason=wording(one.refusal))
    text = _("{memo} settles {amount} of {invoice}, which has {left} left.")
    return text.format(memo=one.memo, amount=value(one.applied), invoice=one.invoice, left=value(one.left))
