"""reminders suggest|change|delete-lines|line-fee|update-text: drafts changed before they are issued."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_reminders import Number, app, day_of
from reskontra.collections.editing_reminders import (
    LineFeeChange,
    ReminderChange,
    change_line_fee,
    change_reminder,
    delete_lines,
    suggest_lines,
    update_texts,
)
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.collections.reminder_queries import ReminderFacts, find_reminder
from reskontra.companies.queries import find_company
from reskontra.core.money import parse_minor
from reskontra.interface.console import Session, command
from reskontra.interface.display import money

Line = Annotated[int, typer.Argument(metavar="LINE", help="As reminders show counts them.")]


@command(app, "suggest")
def suggest(
    session: Session,
    number: Number,
    day: Annotated[
        datetime | None,
        typer.Option("--document-date", formats=["%Y-%m-%d"], help="Of another day; without it the draft's own."),
    ] = None,
    not_due: Annotated[bool, typer.Option("--not-due", help="Tell of what is not due yet, too.")] = False,
    on_hold: Annotated[bool, typer.Option("--on-hold", help="Tell of what is on hold, too.")] = False,
    earlier: Annotated[bool, typer.Option("--earlier", help="Tell of what was reminded lately, too.")] = False,
    one_level: Annotated[bool, typer.Option("--one-level", help="All lines get the highest level.")] = False,
) -> None:
    """Make a draft's lines anew."""
    company = find_company(name=session.company_name)
    known = find_reminder(company=company, number=number)
    order = MakeOrder(
        day_of(day) or known.document_date, None if day else known.posting_date, is_overdue_only=not not_due,
        has_on_hold=on_hold, has_earlier=earlier, is_at_one_level=one_level,
    )  # fmt: skip
    _tell(session, suggest_lines(company=company, actor=session.actor, number=number, order=order))


@command(app, "change")
def change(
    session: Session,
    number: Number,
    posting_date: Annotated[
        datetime | None, typer.Option("--posting-date", formats=["%Y-%m-%d"], help="Of voucher and entry.")
    ] = None,
    due: Annotated[datetime | None, typer.Option("--due", formats=["%Y-%m-%d"], help="When it is to be paid.")] = None,
    post_interest: Annotated[
        bool | None, typer.Option("--post-interest/--no-post-interest", help="Issuing posts it.")
    ] = None,
    post_fee: Annotated[
        bool | None, typer.Option("--post-fee/--no-post-fee", help="Issuing posts the letter's fee.")
    ] = None,
    post_line_fee: Annotated[
        bool | None, typer.Option("--post-line-fee/--no-post-line-fee", help="Issuing posts fees per document.")
    ] = None,
) -> None:
    """Change the dates of a draft, and what of it is posted."""
    company = find_company(name=session.company_name)
    wanted = ReminderChange(day_of(posting_date), day_of(due), post_interest, post_fee, post_line_fee)
    _tell(session, change_reminder(company=company, actor=session.actor, number=number, change=wanted))


@command(app, "delete-lines")
def remove(
    session: Session,
    number: Number,
    lines: Annotated[list[int], typer.Argument(metavar="LINE…", help="As reminders show counts them.")],
) -> None:
    """Take lines off a draft; a document's interest and fee go with it."""
    company = find_company(name=session.company_name)
    _tell(session, delete_lines(company=company, actor=session.actor, number=number, positions=lines))


@command(app, "line-fee")
def line_fee(
    session: Session,
    number: Number,
    line: Line,
    amount: Annotated[str | None, typer.Option(help="In the reminder's currency.")] = None,
    text: Annotated[str | None, typer.Option(help="What it is for.")] = None,
    account: Annotated[str | None, typer.Option(help="G/L account.")] = None,
) -> None:
    """Change the fee of one document on a draft."""
    company = find_company(name=session.company_name)
    currency = find_reminder(company=company, number=number).currency
    minor = None if amount is None else parse_minor(amount, currency)
    wanted = LineFeeChange(minor, text, account)
    _tell(session, change_line_fee(company=company, actor=session.actor, number=number, position=line, change=wanted))


@command(app, "update-text")
def update_text(
    session: Session,
    number: Number,
    level: Annotated[int | None, typer.Option(help="With the texts and the due date of this level.")] = None,
) -> None:
    """Write a draft's texts anew, with its totals as they are now."""
    company = find_company(name=session.company_name)
    _tell(session, update_texts(company=company, actor=session.actor, number=number, level=level))


def _tell(session: Session, one: ReminderFacts) -> None:
    told = _("{number}: {total} {currency} to pay, due {due}, level {level}.")
    total = money(one.sums.total_minor, one.currency)
    session.say(told.format(number=one.name, total=total, currency=one.currency, due=one.due_date, level=one.level))
