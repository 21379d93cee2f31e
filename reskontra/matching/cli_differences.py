"""bank-reconciliation transfer: what lines lack, on a general journal."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.bank.reconciliation.cli import Lines, Name, bank_reconciliation, line_numbers
from reskontra.bank.reconciliation.queries import find_reconciliation, lines_numbered
from reskontra.bank.reconciliation.transferring import transfer_differences
from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.interface.clock import today
from reskontra.interface.console import Session, command
from reskontra.matching.differences import mapped_accounts


@command(bank_reconciliation, "transfer")
def transfer(
    session: Session,
    name: Name,
    lines: Lines,
    batch: Annotated[str, typer.Option(metavar="BATCH", help="Of a general journal.")],
    account: Annotated[
        str,
        typer.Option(
            help="What it is for, as gl:6570. Left out: what a text mapping says, else the batch's balancing account."
        ),
    ] = "",
) -> None:
    """Put what lines lack in the books on a general journal; posted there, it is matched with them by itself."""
    company = find_company(name=session.company_name)
    found, numbers = find_reconciliation(company=company, name=name), line_numbers(lines)
    known = lines_numbered(company=company, found=found, numbers=numbers)
    accounts = dict.fromkeys(numbers, account) if account else mapped_accounts(
        company=company, found=found, lines=known
    )  # fmt: skip
    made = transfer_differences(
        company=company, actor=session.actor, name=name, numbers=numbers, batch=batch, today=today(),
        accounts=accounts,
    )  # fmt: skip
    said = _("{count:line is|lines are} on batch {batch}: post it with reskontra general-journal post {batch}.")
    session.say(worded(said, count=len(made), batch=batch))
