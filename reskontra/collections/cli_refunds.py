"""repayment letter|send: what tells a customer that credit is paid back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_sending import AgainOption, PaperOption, PrintTo, WasSent, send_kept
from reskontra.collections.kept_post import KeptOrder
from reskontra.collections.refund_letters import refund_letter
from reskontra.collections.refund_sending import RefundPost
from reskontra.companies.queries import find_company
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
    paper: PaperOption = False,
    print_to: PrintTo = None,
    again: AgainOption = False,
    was_sent: WasSent = False,
) -> None:
    """Tell customers of approved repayments: by e-mail with the letter attached, or on paper."""
    post = RefundPost(find_company(name=session.company_name), session.actor)
    send_kept(session, post, KeptOrder(tuple(numbers), "PRINT" if paper else "", again), print_to, was_sent)
