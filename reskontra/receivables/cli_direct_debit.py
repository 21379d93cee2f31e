"""direct-debit take|mandates|rejected: what the bank tells of direct debit beside the money."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import value
from reskontra.interface.files import opened
from reskontra.receivables.direct_debit import (
    MandateLine,
    RejectedLine,
    Taken,
    mandates,
    rejected,
    take_answers,
)
from reskontra.receivables.direct_debit_words import comment_told, reason_told, state_told, taken_told, untaken_told
from reskontra.receivables.direct_debits.debit_data import rejected_data, told_mandate_data

direct_debit = typer.Typer(no_args_is_help=True, help="Direct debit (Autogiro): mandates, and payments not tried.")


@command(direct_debit, "take")
def take(session: Session, path: Annotated[Path, typer.Argument(metavar="FILE", help="The bank's file.")]) -> None:
    """Take a mandate advice, a mandate register, or a list of rejected payments; statement import does so too."""
    take_and_tell(session, find_company(name=session.company_name), path)


def take_and_tell(session: Session, company: CompanyFacts, path: Path) -> Taken:
    session.file = path.name
    with opened(path) as stream:
        taken = take_answers(company=company, actor=session.actor, name=path.name, stream=stream)
    if taken.mandates:
        _tell_mandates(session, taken.mandates)
    if taken.rejected:
        _tell_rejected(session, taken.rejected)
    session.say(taken_told(taken))
    for told in untaken_told(taken):
        session.say(told)
    return taken


@command(direct_debit, "mandates")
def list_mandates(
    session: Session,
    all_states: Annotated[bool, typer.Option("--all", help="Cancelled and rejected ones too.")] = False,
    format: FormatOption = "table",
) -> None:
    """List the mandates that stand, with the customers they are of."""
    found = mandates(company=find_company(name=session.company_name), state="" if all_states else "ACTIVE")
    if format == "json":
        session.json([told_mandate_data(one) for one in found])
        return
    _tell_mandates(session, found)


@command(direct_debit, "rejected")
def list_rejected(session: Session, format: FormatOption = "table") -> None:
    """List payments that the bank did not try, the last first, and why."""
    found = rejected(company=find_company(name=session.company_name))
    if format == "json":
        session.json([rejected_data(one) for one in found])
        return
    _tell_rejected(session, found)


def _tell_mandates(session: Session, found: Sequence[MandateLine]) -> None:
    columns = [
        (_("Payer number"), False), (_("Customer"), False), (_("Name"), False), (_("Account"), False),
        (_("State"), False), (_("Since"), False), (_("Comment"), False),
    ]  # fmt: skip
    session.table(
        columns,
        [
            (
                one.payer_number, one.customer or "-", one.name, one.account, state_told(one.state),
                one.changed_date.isoformat(), comment_told(one.comment),
            )
            for one in found
        ],
    )  # fmt: skip


def _tell_rejected(session: Session, found: Sequence[RejectedLine]) -> None:
    columns = [
        (_("Payer number"), False), (_("Customer"), False), (_("Name"), False), (_("Document"), False),
        (_("Reference"), False), (_("Due"), False), (_("Amount"), True), (_("Reason"), False),
    ]  # fmt: skip
    session.table(
        columns,
        [
            (
                one.payer_number, one.customer or "-", one.name, one.document or "-", one.reference,
                one.due_date.isoformat() if one.due_date else "-", value(one.amount), reason_told(one.reason),
            )
            for one in found
        ],
    )  # fmt: skip
