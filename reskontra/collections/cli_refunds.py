"""repayment letter|send: what tells a customer that credit is paid back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_sending import tell_sent
from reskontra.collections.print_files import PrintFiles
from reskontra.collections.refund_letters import refund_letter
from reskontra.collections.refund_sending import RefundOrder, mark_refunds_sent, send_refunds
from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.interface.console import Session, command
from reskontra.interface.tables import write_file
from reskontra.receivables.cli_repayments import repayment


@command(repayment, "letter")
def letter(
    session: Session,
    number: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="Of an approved repayment.")],
    file: Annotated[Path, typer.Argument(metavar="PDF", help="To be written.")],
) -> None:
    """Write the letter of a repayment to look at it; nothing is sent or kept."""
    found = refund_letter(company=find_company(name=session.company_name), number=number)
    write_file(file, found.content)
    session.say(_("The letter of repayment {number} is in {file}.").format(number=number, file=str(file)))


@command(repayment, "send")
def send(
    session: Session,
    numbers: Annotated[
        list[int], typer.Argument(metavar="[NUMBER]...", help="All approved ones without, that were not told of.")
    ] = [],  # noqa: B006 - typer makes its own
    paper: Annotated[bool, typer.Option("--paper", help="On paper, also to those with an address.")] = False,
    print_to: Annotated[Path | None, typer.Option("--print-to", metavar="PDF", help="Of all to be printed.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Also what went out, or may have.")] = False,
    was_sent: Annotated[bool, typer.Option("--was-sent", help="Send nothing: say that these went out.")] = False,
) -> None:
    """Tell customers of approved repayments: by e-mail with the letter attached, or on paper."""
    company = find_company(name=session.company_name)
    if was_sent:
        count = mark_refunds_sent(company=company, actor=session.actor, numbers=numbers)
        session.say(worded(_("{count:letter is|letters are} marked as sent."), count=count))
        return
    write = PrintFiles(print_to) if print_to else None
    order = RefundOrder(tuple(numbers), "PRINT" if paper else "", again)
    tell_sent(session, send_refunds(company=company, actor=session.actor, order=order, write=write), write)
