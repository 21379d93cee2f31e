"""reskontra reverse VOUCHER: a correction by another voucher."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.cli.commands import program
from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.matching.actions.reverse_lines import reverse_voucher


@command(program, "reverse")
def reverse(
    session: Session,
    voucher: Annotated[str, typer.Argument(metavar="VOUCHER", help="As B-2026-17.")],
    reason: Annotated[str, typer.Option(help="Why; kept with the counter voucher.")] = "",
) -> None:
    """Reverse the voucher of a bank line by another; the line is open again."""
    company = find_company(name=session.company_name)
    done = reverse_voucher(company=company, actor=session.actor, voucher=voucher, reason=reason)
    session.say(
        _("{lines} lines are open again, reversed by {vouchers}.").format(
            lines=done.lines, vouchers=", ".join(done.vouchers)
        )
    )
