"""change|delete-lines|line-fee|add-text|line-text|preview-letter of reminders and of finance charge memos alike."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_reminders import Number, day_of
from reskontra.collections.document_letters import preview_of
from reskontra.collections.draft_lines import (
    LineFeeChange,
    ReminderChange,
    add_text,
    change_line_fee,
    change_reminder,
    change_text,
    delete_lines,
)
from reskontra.collections.issuing import find_row
from reskontra.collections.reminder_queries import ReminderFacts
from reskontra.companies.queries import find_company
from reskontra.core.errors import Refused
from reskontra.core.money import parse_minor
from reskontra.interface.console import Session, command
from reskontra.interface.display import money
from reskontra.interface.tables import write_file

Line = Annotated[int, typer.Argument(metavar="LINE", help="As show counts them.")]
Document = Annotated[str, typer.Argument(metavar="DOCUMENT", help="Number of an open document of the customer.")]
Reason = Annotated[str, typer.Option(help="Why, where a fee is changed or taken away.")]


class PreviewNotMade(Refused):
    code = "letter_preview_not_made"
    template = (
        "There is no preview of {document}: it is no draft any more, or its customer is blocked for privacy. "
        "Print an issued letter with send --print-to."
    )


def add_line_commands(app: typer.Typer, kind: str) -> None:
    """Give a noun its commands to change drafts of that kind line by line."""
    _add_head(app, kind)
    _add_fees(app, kind)
    _add_texts(app, kind)
    _add_preview(app, kind)


def _add_head(app: typer.Typer, kind: str) -> None:
    @command(app, "change")
    def change(
        session: Session,
        number: Number,
        posting_date: Annotated[
            datetime | None, typer.Option("--posting-date", formats=["%Y-%m-%d"], help="Of voucher and entry.")
        ] = None,
        due: Annotated[
            datetime | None, typer.Option("--due", formats=["%Y-%m-%d"], help="When it is to be paid.")
        ] = None,
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
        done = change_reminder(company=company, actor=session.actor, number=number, change=wanted, kind=kind)
        tell_draft(session, done)


def _add_fees(app: typer.Typer, kind: str) -> None:
    @command(app, "delete-lines")
    def remove(
        session: Session,
        number: Number,
        lines: Annotated[list[int], typer.Argument(metavar="LINE…", help="As show counts them.")],
        reason: Reason = "",
    ) -> None:
        """Take lines off a draft; a document's interest and fee go with it."""
        company = find_company(name=session.company_name)
        done = delete_lines(
            company=company, actor=session.actor, number=number, positions=lines, reason=reason, kind=kind
        )
        tell_draft(session, done)

    @command(app, "line-fee")
    def line_fee(
        session: Session,
        number: Number,
        line: Line,
        amount: Annotated[str | None, typer.Option(help="In the draft's currency.")] = None,
        text: Annotated[str | None, typer.Option(help="What it is for.")] = None,
        account: Annotated[str | None, typer.Option(help="G/L account.")] = None,
        reason: Reason = "",
    ) -> None:
        """Change a fee on a draft, of the letter or of one document."""
        company = find_company(name=session.company_name)
        currency = find_row(company=company, kind=kind, number=number).currency
        wanted = LineFeeChange(None if amount is None else parse_minor(amount, currency), text, account)
        done = change_line_fee(
            company=company, actor=session.actor, number=number, position=line, change=wanted, reason=reason, kind=kind
        )
        tell_draft(session, done)


def _add_texts(app: typer.Typer, kind: str) -> None:
    @command(app, "add-text")
    def add(
        session: Session, number: Number, text: Annotated[str, typer.Argument(metavar="TEXT", help="One paragraph.")]
    ) -> None:
        """Write a paragraph on a draft, before the text that ends it."""
        company = find_company(name=session.company_name)
        tell_draft(session, add_text(company=company, actor=session.actor, number=number, text=text, kind=kind))

    @command(app, "line-text")
    def line_text(
        session: Session,
        number: Number,
        line: Line,
        text: Annotated[str, typer.Argument(metavar="TEXT", help="As it will be printed.")],
    ) -> None:
        """Change the words of a text on a draft."""
        company = find_company(name=session.company_name)
        done = change_text(company=company, actor=session.actor, number=number, position=line, text=text, kind=kind)
        tell_draft(session, done)


def _add_preview(app: typer.Typer, kind: str) -> None:
    @command(app, "preview-letter")
    def preview_letter(
        session: Session,
        number: Number,
        file: Annotated[Path | None, typer.Argument(metavar="[PDF]", help="Without it NUMBER.pdf here.")] = None,
    ) -> None:
        """Write the letter of a draft as a PDF that is marked as a draft; nothing is kept or changed."""
        company = find_company(name=session.company_name)
        found = preview_of(company=company, id=find_row(company=company, kind=kind, number=number).id)
        if found is None:
            raise PreviewNotMade(document=number[:40])
        place = file or Path(found.name)
        write_file(place, found.content)
        session.say(_("The letter of {number} as it would be is in {file}.").format(number=number, file=place))


def tell_draft(session: Session, one: ReminderFacts) -> None:
    """What a draft comes to by now."""
    told = (
        _("{number}: {total} {currency} to pay, due {due}, level {level}.")
        if one.level
        else _("{number}: {total} {currency} to pay, due {due}.")
    )
    total = money(one.sums.total_minor, one.currency)
    session.say(told.format(number=one.name, total=total, currency=one.currency, due=one.due_date, level=one.level))
