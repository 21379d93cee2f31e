"""reminders issue|test|cancel|delete: from draft to letter, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cancelling_reminders import cancel_reminders, delete_reminder_drafts
from reskontra.collections.cli_reminders import app, day_of, outcome_data
from reskontra.collections.issuing import Done, Outcome
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.making_reminders import Blocks
from reskontra.collections.sending_queries import LetterOut, letter_out_text, letters_out
from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.interface.console import FormatOption, Session, command, tell
from reskontra.interface.display import value
from reskontra.interface.refusals import wording

Numbers = Annotated[list[str] | None, typer.Argument(metavar="NUMBER…", help="Of drafts; all drafts with --all.")]
All = Annotated[bool, typer.Option("--all", help="All drafts.")]
PostingDay = Annotated[
    datetime | None, typer.Option("--posting-date", formats=["%Y-%m-%d"], help="Without it the drafts' own.")
]
Rounding = Annotated[bool, typer.Option("--accept-rounding", help="Agree to totals that are rounded.")]


def _chosen(numbers: list[str] | None, all: bool) -> list[str] | None:
    if bool(numbers) == all:
        raise typer.BadParameter(_("Name drafts, or say --all: one of the two."))
    return None if all else numbers


@command(app, "issue")
def issue(
    session: Session,
    numbers: Numbers = None,
    all: All = False,
    posting_date: PostingDay = None,
    accept_rounding: Rounding = False,
    format: FormatOption = "table",
) -> None:
    """Issue drafts: they take their numbers, and what their terms say is posted."""
    company = find_company(name=session.company_name)
    chosen = _chosen(numbers, all)
    with session.progress(_("Issuing")) as told:
        done = issue_reminders(
            company=company, actor=session.actor, drafts=chosen, posting_date=day_of(posting_date),
            accepts_rounding=accept_rounding, blocks=Blocks(on_progress=told),
        )  # fmt: skip
    _tell(session, done, format, worded(_("{count:reminder|reminders} issued."), count=len(done.done)))


@command(app, "test")
def try_out(
    session: Session,
    numbers: Numbers = None,
    all: All = False,
    posting_date: PostingDay = None,
    format: FormatOption = "table",
) -> None:
    """Test drafts as issuing would, and tell what is against each; nothing is changed."""
    company = find_company(name=session.company_name)
    done = issue_reminders(
        company=company, actor=session.actor, drafts=_chosen(numbers, all), posting_date=day_of(posting_date),
        accepts_rounding=True, is_preview=True,
    )  # fmt: skip
    _tell(session, done, format, worded(_("{count:draft|drafts} can be issued."), count=len(done.done)))


@command(app, "cancel")
def cancel(
    session: Session,
    numbers: Annotated[list[str], typer.Argument(metavar="NUMBER…", help="Of issued reminders.")],
    day: Annotated[
        datetime | None,
        typer.Option("--posting-date", formats=["%Y-%m-%d"], help="Of what takes them back; without it their own."),
    ] = None,
    own_number: Annotated[
        bool, typer.Option("--own-number", help="What takes them back has a number of its own.")
    ] = False,
    format: FormatOption = "table",
) -> None:
    """Cancel issued reminders: what was posted is taken back, and levels are what they were."""
    company = find_company(name=session.company_name)
    out = letters_out(company=company, kind="REMINDER", numbers=numbers)
    done = cancel_reminders(
        company=company, actor=session.actor, numbers=numbers, day=day_of(day), has_own_number=own_number
    )
    _tell(session, done, format, worded(_("{count:reminder|reminders} cancelled."), count=len(done.done)), out)


@command(app, "delete")
def delete(
    session: Session, numbers: Annotated[list[str], typer.Argument(metavar="NUMBER…", help="Of drafts.")]
) -> None:
    """Delete drafts; their numbers are not used again."""
    company = find_company(name=session.company_name)
    delete_reminder_drafts(company=company, actor=session.actor, drafts=numbers)
    session.say(worded(_("{count:draft|drafts} deleted."), count=len(set(numbers))))


def _tell(session: Session, outcome: Outcome, format: str, told: str, out: Sequence[LetterOut] = ()) -> None:
    """What was done, with what of it was sent; then on stderr what was not: then the program ends with 1."""
    if format == "json":
        session.json(outcome_data(outcome, out))
    else:
        if outcome.done:
            columns = [
                (_("Number"), False), (_("Draft"), False), (_("Customer"), False), (_("Total"), True),
                (_("Posted"), True), (_("Due"), False), (_("Voucher"), False),
            ]  # fmt: skip
            session.table(columns, [_row(one) for one in outcome.done])
        session.say(told)
        done = {one.document for one in outcome.done}
        for letter in out:
            if letter.number in done:
                session.say(letter_out_text(letter))
    if outcome.refused:
        tell(wording(one) for one in outcome.refused)


def _row(one: Done) -> tuple[str, ...]:
    return (
        one.document, one.draft, one.party, value(one.total), value(one.posted) if one.posted.minor else "",
        one.due_date.isoformat(), one.voucher,
    )  # fmt: skip
