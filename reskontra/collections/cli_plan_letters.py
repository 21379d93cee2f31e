"""payment-plan letter|send: what confirms a plan to the customer, in writing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_claims import CaseNumber, payment_plan
from reskontra.collections.cli_sending import AgainOption, PaperOption, PrintTo, WasSent, send_kept
from reskontra.collections.kept_post import KeptOrder
from reskontra.collections.plan_letters import plan_letter
from reskontra.collections.plan_sending import PlanPost
from reskontra.companies.queries import find_company
from reskontra.interface.clock import today
from reskontra.interface.console import Session, command
from reskontra.interface.tables import write_file


@command(payment_plan, "letter")
def letter(
    session: Session,
    number: CaseNumber,
    file: Annotated[Path, typer.Argument(metavar="PDF", help="To be written.")],
) -> None:
    """Write the letter of a plan, with its days and amounts, for the customer; a fee is owed for a written plan."""
    found = plan_letter(company=find_company(name=session.company_name), number=number, on=today())
    write_file(file, found.content)
    session.say(_("The letter of payment plan {number} is in {file}.").format(number=number, file=str(file)))


@command(payment_plan, "send")
def send(
    session: Session,
    numbers: Annotated[
        list[int], typer.Argument(metavar="[NUMBER]...", help="All that run without, whose letter was not sent.")
    ] = [],  # noqa: B006 - typer makes its own
    paper: PaperOption = False,
    print_to: PrintTo = None,
    again: AgainOption = False,
    was_sent: WasSent = False,
) -> None:
    """Confirm payment plans to the customers: by e-mail with the letter attached, or on paper."""
    post = PlanPost(find_company(name=session.company_name), session.actor)
    send_kept(session, post, KeptOrder(tuple(numbers), "PRINT" if paper else "", again), print_to, was_sent)
