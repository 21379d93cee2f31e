"""reminders make|list|show: who is reminded of what, at which level and cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.issuing import Done, Outcome
from reskontra.collections.making_reminders import Blocks, Made, MadeReminders, make_reminders
from reskontra.collections.reminder_drafts import Sums
from reskontra.collections.reminder_plans import MakeOrder, Why, overdue_lines
from reskontra.collections.reminder_queries import (
    STATES,
    ReminderFacts,
    ReminderLineFacts,
    find_reminder,
    reminder_lines,
    reminders,
)
from reskontra.collections.reminder_words import ROLE_WORDS, STATE_WORDS, why_wording, with_covered
from reskontra.collections.sending_queries import LetterOut
from reskontra.companies.queries import find_company
from reskontra.core.money import format_minor
from reskontra.core.wording import worded
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money
from reskontra.interface.refusals import wording
from reskontra.receivables.kinds import kind_word

MOST_NAMED = 10  # customers without terms, one by one

app = typer.Typer(no_args_is_help=True, help="Reminders of what is overdue: made, looked at, issued, cancelled.")

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Of a reminder, or of its draft.")]


def day_of(value: datetime | None) -> date | None:
    return value.date() if value else None


@command(app, "make")
def make(  # noqa: PLR0913 - each is a word of its own on whom, of what and when
    session: Session,
    customer: Annotated[list[str] | None, typer.Option("--customer", help="Number; may be repeated.")] = None,
    terms: Annotated[list[str] | None, typer.Option("--terms", help="Customers on these terms.")] = None,
    day: Annotated[
        datetime | None,
        typer.Option("--document-date", formats=["%Y-%m-%d"], help="What is due before it is overdue; today."),
    ] = None,
    posting_day: Annotated[
        datetime | None, typer.Option("--posting-date", formats=["%Y-%m-%d"], help="Without it the document date.")
    ] = None,
    last_level: Annotated[
        list[int] | None, typer.Option("--last-level", help="Entries reminded at this level last; 0 for never.")
    ] = None,
    not_due: Annotated[bool, typer.Option("--not-due", help="Tell of what is not due yet, too.")] = False,
    on_hold: Annotated[bool, typer.Option("--on-hold", help="Tell of what is on hold, too.")] = False,
    earlier: Annotated[bool, typer.Option("--earlier", help="Tell of what was reminded lately, too.")] = False,
    one_level: Annotated[bool, typer.Option("--one-level", help="All lines get the highest level.")] = False,
    override: Annotated[
        str, typer.Option(metavar="REASON", help="Remind though a receipt waits, or a statement is missing.")
    ] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show what would come of it; store nothing.")] = False,
    format: FormatOption = "table",
) -> None:
    """Draft reminders of all that is overdue, and tell who gets none and why."""
    company = find_company(name=session.company_name)
    order = MakeOrder(
        document_date=day_of(day) or today(), posting_date=day_of(posting_day), customers=tuple(customer or ()),
        terms=tuple(terms or ()), last_levels=frozenset(last_level) if last_level else None,
        is_overdue_only=not not_due, has_on_hold=on_hold, has_earlier=earlier, is_at_one_level=one_level,
        override=override.strip(),
    )  # fmt: skip
    with session.progress(_("Drafting")) as told:
        done = make_reminders(
            company=company, actor=session.actor, order=order, is_preview=preview, blocks=Blocks(on_progress=told)
        )
    if format == "json":
        session.json(made_data(done, preview))
        return
    _tell_made(session, done, preview)


def _tell_made(session: Session, done: MadeReminders, preview: bool) -> None:
    if done.made:
        columns = [
            (_("Draft"), False), (_("Customer"), False), (_("Name"), False), (_("Level"), True), (_("Lines"), True),
            (_("Overdue"), True), (_("Interest"), True), (_("Fees"), True), (_("Total"), True), (_("Currency"), False),
            (_("Due"), False),
        ]  # fmt: skip
        session.table(columns, [_made_row(one) for one in done.made])
    for made in done.made:
        for refusal in made.draft.left_out:
            session.say(f"{made.draft.planned.account.party.number}: {wording(refusal)}")
    if done.not_made:
        session.say(_("No reminder for:"))
    without = [one for one in done.not_made if one.why is Why.NO_TERMS and not one.about]
    if len(without) > MOST_NAMED:  # told together: a company that has not chosen terms has them all
        named = ", ".join(one.party for one in without[:MOST_NAMED])
        session.say(_("{count} customers have no reminder terms: {named} …").format(count=len(without), named=named))
    for one in done.not_made:
        if len(without) > MOST_NAMED and one.why is Why.NO_TERMS and not one.about:
            continue
        owed = f"{money(one.overdue_minor, one.currency)} {one.currency}"
        session.say(_("{customer} {name} ({owed} overdue) {why}.").format(
            customer=one.party, name=one.name, owed=owed, why=why_wording(one)
        ))  # fmt: skip
    told = worded(_("{count:reminder|reminders} drafted."), count=len(done.made))
    session.say(_("A preview: nothing was stored.") if preview else told)


def _made_row(one: Made) -> tuple[str, ...]:
    planned, sums = one.draft.planned, one.draft.sums
    currency = planned.account.currency
    return (
        one.number, planned.account.party.number, planned.account.party.name, str(planned.plan.level or ""),
        str(len(overdue_lines(planned.plan))), money(sums.remaining_minor, currency),
        money(sums.interest_minor, currency), money(sums.fee_minor + sums.line_fee_minor, currency),
        money(sums.total_minor, currency), currency, one.draft.due_date.isoformat(),
    )  # fmt: skip


def made_data(done: MadeReminders, preview: bool) -> dict[str, object]:
    """What was drafted, and who got none and why."""
    return {
        "preview": preview,
        "made": [
            {
                "draft": one.number,
                "customer": one.draft.planned.account.party.number,
                "level": one.draft.planned.plan.level,
                "currency": one.draft.planned.account.currency,
                "due_date": one.draft.due_date.isoformat(),
                **sums_data(one.draft.sums, one.draft.planned.account.currency),
                "documents": [
                    {
                        "document_number": one.draft.planned.entries[line.entry.id].document_number,
                        "level": line.level,
                    }
                    for line in overdue_lines(one.draft.planned.plan)
                ],
                "left_out": [refusal.code for refusal in one.draft.left_out],
            }
            for one in done.made
        ],
        "not_made": [
            {
                "customer": one.party,
                "currency": one.currency,
                "why": one.why.value.lower(),
                "about": one.about,
                "overdue": format_minor(one.overdue_minor, one.currency),
            }
            for one in done.not_made
        ],
    }


def sums_data(sums: Sums, currency: str) -> dict[str, str]:
    """What a reminder comes to, as programs read it."""
    return {
        "remaining": format_minor(sums.remaining_minor, currency),
        "interest": format_minor(sums.interest_minor, currency),
        "fee": format_minor(sums.fee_minor, currency),
        "line_fees": format_minor(sums.line_fee_minor, currency),
        "rounding": format_minor(sums.rounding_minor, currency),
        "total": format_minor(sums.total_minor, currency),
    }


def done_data(one: Done) -> dict[str, str]:
    """What became of a reminder or memo that was issued or cancelled, as programs read it."""
    return {
        "number": one.document,
        "draft": one.draft,
        "customer": one.party,
        "currency": one.total.currency,
        "total": format_minor(one.total.minor, one.total.currency),
        "posted": format_minor(one.posted.minor, one.posted.currency),
        "due_date": one.due_date.isoformat(),
        "voucher": one.voucher,
    }


def outcome_data(outcome: Outcome, out: Sequence[LetterOut] = ()) -> dict[str, list[dict[str, str]]]:
    """What became of many, reminders or memos alike: each that was done, and each that was refused with the reason's
    code; and of those that were cancelled, whose letter is out."""
    done = {one.document for one in outcome.done}
    return {
        "done": [done_data(one) for one in outcome.done],
        "refused": [{"number": one.place, "code": one.code} for one in outcome.refused],
        "letters_out": [letter_out_data(one) for one in out if one.number in done],
    }


def letter_out_data(one: LetterOut) -> dict[str, str]:
    """A letter that went out."""
    return {"number": one.number, "channel": one.channel.lower(), "to": one.to, "date": one.day.isoformat()}


@command(app, "list")
def list_reminders(
    session: Session,
    customer: Annotated[str, typer.Option("--customer", help="Number of a customer.")] = "",
    drafts: Annotated[bool, typer.Option("--drafts", help="Drafts alone.")] = False,
    all: Annotated[bool, typer.Option("--all", help="Cancelled and deleted ones too.")] = False,
    format: FormatOption = "table",
) -> None:
    """List reminders, the newest first."""
    company = find_company(name=session.company_name)
    states = STATES if all else ("DRAFT",) if drafts else ("DRAFT", "ISSUED")
    found = reminders(company=company, states=states, party=customer)
    if format == "json":
        session.json([reminder_data(one) for one in found])
        return
    columns = [
        (_("Number"), False), (_("State"), False), (_("Date"), False), (_("Customer"), False), (_("Name"), False),
        (_("Level"), True), (_("Total"), True), (_("Currency"), False), (_("Due"), False), (_("Terms"), False),
    ]  # fmt: skip
    rows = [
        (
            one.name, _(STATE_WORDS[one.state]), one.document_date.isoformat(), one.party, one.party_name,
            str(one.level or ""), money(one.sums.total_minor, one.currency), one.currency, one.due_date.isoformat(),
            one.terms,
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


def reminder_data(one: ReminderFacts) -> dict[str, object]:
    """A reminder as programs see it."""
    return {
        "number": one.number,
        "draft": one.draft_number,
        "state": one.state.lower(),
        "customer": one.party,
        "name": one.party_name,
        "currency": one.currency,
        "document_date": one.document_date.isoformat(),
        "posting_date": one.posting_date.isoformat(),
        "due_date": one.due_date.isoformat(),
        "level": one.level,
        "reminder_terms": one.terms,
        **sums_data(one.sums, one.currency),
    }


@command(app, "show")
def show(session: Session, number: Number, format: FormatOption = "table") -> None:
    """Show a reminder with its lines."""
    company = find_company(name=session.company_name)
    one = find_reminder(company=company, number=number)
    lines = reminder_lines(company=company, id=one.id)
    if format == "json":
        session.json({**reminder_data(one), "lines": [reminder_line_data(line, one.currency) for line in lines]})
        return
    head = _("{number}, {state}: {customer} {name}, {date}, due {due}, level {level}.")
    session.say(head.format(
        number=one.name, state=_(STATE_WORDS[one.state]).lower(), customer=one.party, name=one.party_name,
        date=one.document_date, due=one.due_date, level=one.level,
    ))  # fmt: skip
    columns = [
        (_("Line"), True), (_("Part"), False), (_("Document"), False), (_("Due"), False), (_("Level"), True),
        (_("Remaining"), True), (_("Amount"), True), (_("Text"), False),
    ]  # fmt: skip
    session.table(columns, [_line_row(line, one.currency) for line in lines])
    session.say(_("To pay: {total} {currency}.").format(
        total=money(one.sums.total_minor, one.currency), currency=one.currency
    ))  # fmt: skip


def _line_row(line: ReminderLineFacts, currency: str) -> tuple[str, ...]:
    document = f"{kind_word(line.document_type)} {line.document_number}" if line.document_number else ""
    return (
        str(line.position), _(ROLE_WORDS[line.role]), document if line.role != "LINE_FEE" else "",
        line.due_date.isoformat() if line.due_date else "", str(line.level or ""),
        money(line.remaining_minor, currency) if line.remaining_minor else "",
        money(line.amount_minor, currency) if line.amount_minor else "",
        with_covered(line.text, line.covered_minor, currency),
    )  # fmt: skip


def reminder_line_data(line: ReminderLineFacts, currency: str) -> dict[str, object]:
    """A line of a reminder."""
    return {
        "line": line.position,
        "part": line.role.lower(),
        "document_type": line.document_type.lower(),
        "document_number": line.document_number,
        "due_date": line.due_date.isoformat() if line.due_date else None,
        "level": line.level,
        "remaining": format_minor(line.remaining_minor, currency),
        "demanded": format_minor(line.demanded_minor, currency),
        "amount": format_minor(line.amount_minor, currency),
        "covered": format_minor(line.covered_minor, currency),
        "cost": line.cost.lower(),
        "text": line.text,
    }
