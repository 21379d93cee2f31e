"""payment-plan letter: what confirms a plan to the customer, in writing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_claims import CaseNumber, payment_plan
from reskontra.collections.plan_letters import plan_letter
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
