"""reminders suggest|add-line|line-level|update-text, and what memos have too: drafts changed before they are issued."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from reskontra.collections.cli_draft_lines import Document, Line, add_line_commands, tell_draft
from reskontra.collections.cli_reminders import Number, app, day_of
from reskontra.collections.editing_reminders import (
    add_document,
    set_line_level,
    suggest_lines,
    update_texts,
)
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.collections.reminder_queries import find_reminder
from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command


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
    tell_draft(session, suggest_lines(company=company, actor=session.actor, number=number, order=order))


@command(app, "add-line")
def add_line(
    session: Session,
    number: Number,
    document: Document,
    level: Annotated[int | None, typer.Option(help="Of the terms; without it the next one of the document.")] = None,
) -> None:
    """Put an open document of the customer on a draft; one that is not due yet is told of, and not asked for."""
    company = find_company(name=session.company_name)
    tell_draft(session, add_document(
        company=company, actor=session.actor, number=number, document=document, level=level
    ))  # fmt: skip


@command(app, "line-level")
def line_level(
    session: Session,
    number: Number,
    line: Line,
    level: Annotated[int, typer.Argument(metavar="LEVEL", help="From 1 to the last one of the terms.")],
) -> None:
    """Give a document on a draft another level, with its interest and fee."""
    company = find_company(name=session.company_name)
    tell_draft(session, set_line_level(
        company=company, actor=session.actor, number=number, position=line, level=level
    ))  # fmt: skip


@command(app, "update-text")
def update_text(
    session: Session,
    number: Number,
    level: Annotated[int | None, typer.Option(help="With the texts and the due date of this level.")] = None,
    with_fee: Annotated[bool, typer.Option("--with-fee", help="Reckon the letter's own fee anew, too.")] = False,
) -> None:
    """Write a draft's texts anew, with its totals as they are now."""
    company = find_company(name=session.company_name)
    tell_draft(
        session, update_texts(company=company, actor=session.actor, number=number, level=level, has_fee=with_fee)
    )


add_line_commands(app, "REMINDER")
