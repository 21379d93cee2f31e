"""repayment propose|approve|cancel|list: credit that is paid back."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import find_company
from reskontra.core.errors import Refused
from reskontra.core.money import format_minor
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money, value
from reskontra.receivables.cli_entries import parse_name
from reskontra.receivables.repayments import (
    ProposedRepayment,
    RepaymentOrder,
    approve_repayment,
    cancel_repayment,
    propose_repayment,
)
from reskontra.receivables.repayments_list import RepaymentLine, repayments

repayment = typer.Typer(no_args_is_help=True, help="Credit that is paid back: proposed by one, approved by another.")

STATES = {
    "PROPOSED": noop("Proposed"), "APPROVED": noop("Approved"), "CANCELLED": noop("Cancelled"),
    "CLOSED": noop("Closed"),
}  # fmt: skip

Number = Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="As the list shows it.")]


class CustomerOrEntry(Refused):
    code = "customer_or_entry"
    template = '"{customer}" and entry "{entry}" were named. Name a customer, or one of its entries with --entry.'


@command(repayment, "propose")
def propose(
    session: Session,
    customer: Annotated[str, typer.Argument(metavar="[CUSTOMER]", help="By number.")] = "",
    entry: Annotated[str, typer.Option("--entry", metavar="NUMBER", help="One credit entry: customer:K-7.")] = "",
    amount: Annotated[str, typer.Option("--amount", help="How much; all that is free without.")] = "",
    account: Annotated[str, typer.Option("--account", help="Which account of the customer, if it has several.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with the repayment.")] = "",
    format: FormatOption = "table",
) -> None:
    """Propose to pay a customer's credit back; somebody else approves it."""
    if bool(customer) == bool(entry):
        raise CustomerOrEntry(customer=customer, entry=entry)
    company = find_company(name=session.company_name)
    name = parse_name(entry if ":" in entry else f"customer:{entry}") if entry else None
    order = RepaymentOrder(reason=reason, customer=customer, entry=name, amount=amount, account=account)
    found = propose_repayment(company=company, actor=session.actor, order=order)
    if format == "json":
        session.json([_proposed(one) for one in found])
        return
    for one in found:
        session.say(
            _("Repayment {number}: {amount} of {document} to {account}, waits for approval.").format(
                number=one.number, amount=value(one.amount), document=one.document, account=one.account
            )
        )


@command(repayment, "approve")
def approve(session: Session, number: Number) -> None:
    """Approve a repayment that somebody else has proposed."""
    company = find_company(name=session.company_name)
    one = approve_repayment(company=company, actor=session.actor, number=number)
    session.say(
        _("Repayment {number} is approved: pay {amount} to {account}.").format(
            number=number, amount=value(one.amount), account=one.account
        )
    )


@command(repayment, "cancel")
def cancel(session: Session, number: Number) -> None:
    """Give a repayment up; the credit is free again."""
    company = find_company(name=session.company_name)
    one = cancel_repayment(company=company, actor=session.actor, number=number)
    session.say(
        _("Repayment {number} is cancelled: {amount} of {document} is free again.").format(
            number=number, amount=value(one.amount), document=one.document
        )
    )


@command(repayment, "list")
def list_repayments(
    session: Session,
    all: Annotated[bool, typer.Option("--all", help="Closed and cancelled ones too.")] = False,
    format: FormatOption = "table",
) -> None:
    """List repayments that wait for approval or for the bank."""
    company = find_company(name=session.company_name)
    found = repayments(company=company, with_all=all)
    if format == "json":
        session.json([repayment_data(one) for one in found])
        return
    rows = [
        (
            str(one.number), _(STATES[one.state]), one.account, one.name, one.document,
            money(one.amount.minor, one.amount.currency), one.amount.currency, one.account_number, one.proposed_by,
            one.decided_by, one.reason,
        )
        for one in found
    ]  # fmt: skip
    columns = [
        (_("Number"), True), (_("State"), False), (_("Account"), False), (_("Name"), False), (_("Document"), False),
        (_("Amount"), True), (_("Currency"), False), (_("To"), False), (_("Proposed by"), False),
        (_("Decided by"), False), (_("Reason"), False),
    ]  # fmt: skip
    session.table(columns, rows)


def _proposed(one: ProposedRepayment) -> dict[str, object]:
    return {
        "number": one.number,
        "document_number": one.document,
        "currency": one.amount.currency,
        "amount": format_minor(one.amount.minor, one.amount.currency),
        "account_number": one.account,
    }


def repayment_data(one: RepaymentLine) -> dict[str, object]:
    """A repayment as data."""
    return {
        "number": one.number,
        "state": one.state.lower(),
        "account": one.account,
        "name": one.name,
        "document_number": one.document,
        "currency": one.amount.currency,
        "amount": format_minor(one.amount.minor, one.amount.currency),
        "remaining_amount": format_minor(one.remaining.minor, one.remaining.currency),
        "account_kind": one.account_kind.lower(),
        "account_number": one.account_number,
        "reason": one.reason,
        "proposed_by": one.proposed_by,
        "decided_by": one.decided_by,
    }
