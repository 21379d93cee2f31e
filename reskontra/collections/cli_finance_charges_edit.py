"""finance-charges suggest|add-line|update-text, and what reminders have too: drafts changed before they are issued."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from reskontra.collections.cli_draft_lines import Document, add_line_commands, tell_draft
from reskontra.collections.cli_finance_charges import Number, app
from reskontra.collections.cli_reminders import day_of
from reskontra.collections.editing_memos import add_memo_document, suggest_memo_lines, update_memo_texts
from reskontra.collections.finance_charge_plans import MemoOrder
from reskontra.collections.finance_charges import KIND
from reskontra.collections.issuing import find_row
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
    paid_since: Annotated[
        datetime | None,
        typer.Option("--paid-since", formats=["%Y-%m-%d"], help="Charge what was paid late from then on; a year."),
    ] = None,
) -> None:
    """Make a draft's lines anew."""
    company = find_company(name=session.company_name)
    known = find_row(company=company, kind=KIND, number=number)
    order = MemoOrder(
        day_of(day) or known.document_date, None if day else known.posting_date, paid_since=day_of(paid_since)
    )
    tell_draft(session, suggest_memo_lines(company=company, actor=session.actor, number=number, order=order))


@command(app, "add-line")
def add_line(session: Session, number: Number, document: Document) -> None:
    """Put a late document of the customer on a draft, with the interest that it bears."""
    company = find_company(name=session.company_name)
    done = add_memo_document(company=company, actor=session.actor, number=number, document=document)
    tell_draft(session, done)


@command(app, "update-text")
def update_text(session: Session, number: Number) -> None:
    """Write a draft's texts anew, with its totals as they are now."""
    company = find_company(name=session.company_name)
    tell_draft(session, update_memo_texts(company=company, actor=session.actor, number=number))


add_line_commands(app, KIND)
