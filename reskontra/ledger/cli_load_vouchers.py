"""load vouchers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.money import Money
from reskontra.core.wording import worded
from reskontra.interface.console import Session, command
from reskontra.interface.display import value
from reskontra.interface.files import opened
from reskontra.ledger.cli_parties import load
from reskontra.ledger.load_vouchers import LoadOrder, load_vouchers


@command(load, "vouchers")
def vouchers(
    session: Session,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A SIE 4 file, 4I or 4E.")],
    take_over: Annotated[
        bool,
        typer.Option(
            "--take-over",
            help="Rows on accounts of customers, vendors and banks go to their contra account, as opening balances do.",
        ),
    ] = False,
    add_accounts: Annotated[bool, typer.Option("--add-accounts", help="Add accounts that the chart lacks.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Show what would be posted; store nothing.")] = False,
) -> None:
    """Post the vouchers of a SIE 4 file, all or none.

    A row on a bank account's G/L account becomes a bank entry. Rows on accounts of customers and vendors have no
    entries: they are refused, or meet the entries that you load with --take-over, and report take-over shows what
    differs.
    """
    company = find_company(name=session.company_name)
    session.file = path.name
    with opened(path) as stream:
        order = LoadOrder(takes_over=take_over, adds_accounts=add_accounts, is_preview=preview)
        done = load_vouchers(company=company, actor=session.actor, name=path.name, stream=stream, order=order)
    if done.loaded_at:
        told = _("{file} was loaded on {at} by {actor}; 0 new vouchers.")
        session.say(told.format(file=path.name, at=value(done.loaded_at), actor=done.loaded_by))
        return
    told = _("{file}: {count:voucher|vouchers} with {rows:row|rows} posted, {first} to {last}.")
    session.say(worded(told, file=path.name, count=done.vouchers, rows=done.rows, first=done.first, last=done.last))
    for added in [", ".join(done.added)] if done.added else []:
        session.say(_("Accounts added: {accounts}.").format(accounts=added))
    moved = (
        (
            _("{rows:row|rows} on {account}, {amount}, went to {target}, where loaded entries meet them."),
            done.taken_over,
        ),
        (_("{rows:row|rows} on {account}, {amount}, became bank entries of {target}."), done.banked),
    )
    for text, several in moved:
        for one in several:
            amount = value(Money(one.minor, company.currency))
            session.say(worded(text, rows=one.rows, account=one.account, amount=amount, target=one.target))
    if preview:
        session.say(_("A preview: nothing was stored."))
