"""journal return: a returned payment undoes the one it returns."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.interface.display import value
from reskontra.journals.queries import find_journal
from reskontra.matching.actions.return_payment import left_over, undo_returned
from reskontra.matching.cli import LINE_MAX, One, journal


@command(journal, "return")
def return_payment(
    session: Session,
    number: One,
    line: Annotated[int, typer.Argument(metavar="LINE", min=1, max=LINE_MAX)],
) -> None:
    """Undo the payment that a line returns: what it had settled is open again, and the line is applied to it."""
    company = find_company(name=session.company_name)
    chosen = find_journal(company=company, number=number)
    done = undo_returned(company=company, actor=session.actor, journal=chosen, line_number=line)
    for payment in done.payments:
        session.say(
            _("Line {line} returns {payment} of {account}; open again: {documents}.").format(
                line=line, payment=payment.document, account=payment.account, documents=", ".join(payment.opened) or "–"
            )
        )
    rest = left_over(company=company, journal=chosen, proposal=done.proposal)
    if rest.minor:
        session.say(
            _("{rest} of the line is left, such as the bank's charge. Put it on an account: {command}").format(
                rest=value(rest), command=f"reskontra journal apply {number} {line} --account gl:NUMBER"
            )
        )
