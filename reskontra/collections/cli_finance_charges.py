"""finance-charges make|list|show|test|issue|cancel|delete: memos that charge interest on late payment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_interest import tell_late
from reskontra.collections.cli_reminders import day_of, outcome_data
from reskontra.collections.finance_charge_plans import MemoOrder
from reskontra.collections.finance_charge_words import rate_of, why_not_wording
from reskontra.collections.finance_charges import KIND, MadeMemo, MadeMemos, make_memos, memo_rules
from reskontra.collections.interest_terms import E5
from reskontra.collections.issuing import (
    Done,
    Outcome,
    cancel_documents,
    delete_drafts,
    draft_numbers,
    find_row,
)
from reskontra.collections.issuing_blocks import issue_documents
from reskontra.collections.making_reminders import Blocks
from reskontra.collections.reminder_queries import ReminderFacts, ReminderLineFacts, reminder_by_id, reminder_lines
from reskontra.collections.reminder_queries import reminders as documents
from reskontra.collections.reminder_words import ROLE_WORDS, STATE_WORDS, with_covered
from reskontra.collections.sending_queries import LetterOut, letter_out_text, letters_out
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.money import format_minor
from reskontra.core.wording import worded
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command, tell
from reskontra.interface.display import money, value
from reskontra.interface.refusals import wording
from reskontra.receivables.kinds import kind_word

app = typer.Typer(no_args_is_help=True, help="Finance charge memos: interest on late payment, made, issued, cancelled.")

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Of a memo, or of its draft.")]
Drafts = Annotated[list[str] | None, typer.Argument(metavar="[DRAFT]...", help="Numbers; without them all drafts.")]
PostingDay = Annotated[
    datetime | None, typer.Option("--posting-date", formats=["%Y-%m-%d"], help="Instead of the documents' own.")
]


@command(app, "make")
def make(
    session: Session,
    customer: Annotated[list[str] | None, typer.Option("--customer", help="Number; may be repeated.")] = None,
    day: Annotated[
        datetime | None,
        typer.Option("--document-date", formats=["%Y-%m-%d"], help="To which interest is reckoned; today."),
    ] = None,
    posting_day: Annotated[
        datetime | None, typer.Option("--posting-date", formats=["%Y-%m-%d"], help="Without it the document date.")
    ] = None,
    paid_since: Annotated[
        datetime | None,
        typer.Option("--paid-since", formats=["%Y-%m-%d"], help="Charge what was paid late from then on; a year."),
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Show what would come of it; store nothing.")] = False,
    format: FormatOption = "table",
) -> None:
    """Draft memos of all interest that is not charged yet, and tell who gets none and why."""
    company = find_company(name=session.company_name)
    order = MemoOrder(
        document_date=day_of(day) or today(), posting_date=day_of(posting_day), customers=tuple(customer or ()),
        paid_since=day_of(paid_since),
    )  # fmt: skip
    with session.progress(_("Drafting")) as told:
        done = make_memos(
            company=company, actor=session.actor, order=order, is_preview=preview, blocks=Blocks(on_progress=told)
        )
    if format == "json":
        session.json(made_memos_data(done, preview))
        return
    _tell_made(session, done, preview)
    tell_late(session, company, order.document_date)


def _tell_made(session: Session, done: MadeMemos, preview: bool) -> None:
    if done.made:
        columns = [
            (_("Draft"), False), (_("Customer"), False), (_("Name"), False), (_("Entries"), True),
            (_("Interest"), True), (_("Fee"), True), (_("Total"), True), (_("Currency"), False), (_("Due"), False),
        ]  # fmt: skip
        session.table(columns, [_made_row(one) for one in done.made])
    for made in done.made:
        if made.fee_left_out is not None:
            session.say(f"{made.party}: {wording(made.fee_left_out)}")
    if done.not_made:
        session.say(_("No memo for:"))
    for one in done.not_made:
        session.say(_("{customer} {name} ({currency}) {why}.").format(
            customer=one.party, name=one.name, currency=one.currency, why=why_not_wording(one)
        ))  # fmt: skip
    told = worded(_("{count:memo|memos} drafted."), count=len(done.made))
    session.say(_("A preview: nothing was stored.") if preview else told)


def _made_row(one: MadeMemo) -> tuple[str, ...]:
    sums = one.sums
    return (
        one.number, one.party, one.name, str(len(one.documents)),
        *(money(minor, one.currency) for minor in (sums.interest_minor, sums.fee_minor, sums.total_minor)),
        one.currency, one.due_date.isoformat(),
    )  # fmt: skip


def made_memos_data(done: MadeMemos, preview: bool) -> dict[str, object]:
    """What was drafted, and who got none and why."""
    return {
        "preview": preview,
        "made": [
            {
                "draft": one.number,
                "customer": one.party,
                "currency": one.currency,
                "due_date": one.due_date.isoformat(),
                "interest": format_minor(one.sums.interest_minor, one.currency),
                "fee": format_minor(one.sums.fee_minor, one.currency),
                "vat": format_minor(one.sums.vat_minor, one.currency),
                "total": format_minor(one.sums.total_minor, one.currency),
                "documents": list(one.documents),
                "fee_left_out": one.fee_left_out.code if one.fee_left_out else "",
            }
            for one in done.made
        ],
        "not_made": [
            {"customer": one.party, "currency": one.currency, "why": one.why.value.lower(), "about": one.about}
            for one in done.not_made
        ],
    }


@command(app, "list")
def list_memos(
    session: Session,
    customer: Annotated[str, typer.Option("--customer", help="Number of a customer.")] = "",
    drafts: Annotated[bool, typer.Option("--drafts", help="Drafts alone.")] = False,
    all: Annotated[bool, typer.Option("--all", help="Cancelled and deleted ones too.")] = False,
    format: FormatOption = "table",
) -> None:
    """List memos, the newest first."""
    company = find_company(name=session.company_name)
    states = tuple(STATE_WORDS) if all else ("DRAFT",) if drafts else ("DRAFT", "ISSUED")
    found = documents(company=company, states=states, party=customer, kind=KIND)
    if format == "json":
        session.json([memo_data(one) for one in found])
        return
    columns = [
        (_("Number"), False), (_("State"), False), (_("Date"), False), (_("Customer"), False), (_("Name"), False),
        (_("Interest"), True), (_("Fee"), True), (_("Total"), True), (_("Currency"), False), (_("Due"), False),
    ]  # fmt: skip
    rows = [
        (
            one.name, _(STATE_WORDS[one.state]), one.document_date.isoformat(), one.party, one.party_name,
            *(money(minor, one.currency) for minor in (one.sums.interest_minor, one.sums.fee_minor,
                                                       one.sums.total_minor)),
            one.currency, one.due_date.isoformat(),
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


@command(app, "show")
def show(session: Session, number: Number, format: FormatOption = "table") -> None:
    """Show a memo with its lines, and how its interest comes about."""
    company = find_company(name=session.company_name)
    one = found_memo(company, number)
    lines = reminder_lines(company=company, id=one.id)
    if format == "json":
        session.json({**memo_data(one), "lines": [memo_line_data(line, one.currency) for line in lines]})
        return
    head = _("{number}, {state}: {customer} {name}, {date}, due {due}.")
    session.say(head.format(
        number=one.name, state=_(STATE_WORDS[one.state]).lower(), customer=one.party, name=one.party_name,
        date=one.document_date, due=one.due_date,
    ))  # fmt: skip
    columns = [
        (_("Line"), True), (_("Part"), False), (_("Document"), False), (_("Due"), False), (_("Days"), True),
        (_("Interest rate"), False),
        (_("Amount"), True), (_("Text"), False),
    ]  # fmt: skip
    session.table(columns, [_line_row(line, one.currency) for line in lines])
    session.say(_("To pay: {total} {currency}.").format(
        total=money(one.sums.total_minor, one.currency), currency=one.currency
    ))  # fmt: skip


def found_memo(company: CompanyFacts, number: str) -> ReminderFacts:
    """refuses   CollectionDocumentUnknown"""
    row = find_row(company=company, kind=KIND, number=number)
    found = reminder_by_id(company=company, id=row.id, kind=KIND)
    assert found is not None, "a memo that was found a moment ago"
    return found


def span(line: ReminderLineFacts) -> str:
    """The first and the last day that a rate counts on."""
    if line.from_date is None:
        return ""
    first, last = line.from_date + timedelta(days=1), line.from_date + timedelta(days=line.days)
    return f"{first} – {last}"


def _line_row(line: ReminderLineFacts, currency: str) -> tuple[str, ...]:
    document = f"{kind_word(line.document_type)} {line.document_number}" if line.document_number else ""
    is_rate = line.role == "RATE"
    return (
        str(line.position), span(line) if is_rate else _(ROLE_WORDS[line.role]), document,
        line.due_date.isoformat() if line.due_date else "", str(line.days) if line.days else "",
        rate_of(line) if is_rate else "", money(line.amount_minor, currency) if line.amount_minor else "",
        with_covered(line.text, line.covered_minor, currency),
    )  # fmt: skip


@command(app, "test")
def check_drafts(session: Session, draft: Drafts = None, posting_day: PostingDay = None) -> None:
    """Tell what keeps drafts from being issued; nothing is stored."""
    company = find_company(name=session.company_name)
    rules = memo_rules(company)
    numbers = draft or draft_numbers(company=company, kind=KIND)
    outcome = issue_documents(
        company=company, actor=session.actor, rules=rules, drafts=numbers, posting_date=day_of(posting_day),
        is_preview=True,
    )  # fmt: skip
    session.say(worded(_("{count:draft|drafts} can be issued."), count=len(outcome.done)))
    _tell_refused(outcome)


@command(app, "issue")
def issue(
    session: Session, draft: Drafts = None, posting_day: PostingDay = None, format: FormatOption = "table"
) -> None:
    """Issue drafts: number, voucher and customer entry; those that are refused stay drafts."""
    company = find_company(name=session.company_name)
    outcome = issue_documents(
        company=company, actor=session.actor, rules=memo_rules(company),
        drafts=draft or draft_numbers(company=company, kind=KIND), posting_date=day_of(posting_day),
    )  # fmt: skip
    _tell_done(session, outcome, format, _("{count:memo|memos} issued."))


@command(app, "cancel")
def cancel(
    session: Session,
    number: Annotated[list[str], typer.Argument(metavar="NUMBER...", help="Of issued memos.")],
    posting_day: PostingDay = None,
    own_number: Annotated[bool, typer.Option("--own-number", help="By a number of its own.")] = False,
    format: FormatOption = "table",
) -> None:
    """Take issued memos back one by one; their interest can be charged again."""
    company = find_company(name=session.company_name)
    out = letters_out(company=company, kind=KIND, numbers=number)
    outcome = cancel_documents(
        company=company, actor=session.actor, rules=memo_rules(company), numbers=number, day=day_of(posting_day),
        has_own_number=own_number,
    )  # fmt: skip
    _tell_done(session, outcome, format, _("{count:memo|memos} cancelled."), out)


@command(app, "delete")
def delete(
    session: Session, draft: Annotated[list[str], typer.Argument(metavar="DRAFT...", help="Numbers of drafts.")]
) -> None:
    """Delete drafts, all or none."""
    company = find_company(name=session.company_name)
    delete_drafts(company=company, actor=session.actor, rules=memo_rules(company), drafts=draft)
    session.say(worded(_("{count:draft|drafts} deleted."), count=len(draft)))


def _tell_done(session: Session, outcome: Outcome, format: str, template: str, out: Sequence[LetterOut] = ()) -> None:
    if format == "json":
        session.json(outcome_data(outcome, out))
    elif outcome.done:
        columns = [
            (_("Number"), False), (_("Draft"), False), (_("Customer"), False), (_("Total"), True), (_("Posted"), True),
            (_("Currency"), False), (_("Due"), False), (_("Voucher"), False),
        ]  # fmt: skip
        session.table(columns, [_done_row(one) for one in outcome.done])
    if format != "json":
        session.say(worded(template, count=len(outcome.done)))
        done = {one.document for one in outcome.done}
        for letter in out:
            if letter.number in done:
                session.say(letter_out_text(letter))
    _tell_refused(outcome)


def _tell_refused(outcome: Outcome) -> None:
    """On stderr, and status 1 where there is any."""
    if outcome.refused:
        tell(iter([wording(one) for one in outcome.refused]))


def _done_row(one: Done) -> tuple[str, ...]:
    return (
        one.document, one.draft, one.party, money(one.total.minor, one.total.currency),
        money(one.posted.minor, one.posted.currency), one.total.currency, value(one.due_date), one.voucher,
    )  # fmt: skip


def memo_data(one: ReminderFacts) -> dict[str, object]:
    """A memo as programs see it."""
    amounts: Sequence[tuple[str, int]] = (
        ("interest", one.sums.interest_minor), ("fee", one.sums.fee_minor), ("vat", one.sums.vat_minor),
        ("rounding", one.sums.rounding_minor), ("total", one.sums.total_minor),
    )  # fmt: skip
    return {
        "number": one.number, "draft": one.draft_number, "state": one.state.lower(), "customer": one.party,
        "name": one.party_name, "currency": one.currency, "document_date": one.document_date.isoformat(),
        "posting_date": one.posting_date.isoformat(), "due_date": one.due_date.isoformat(),
        "interest_terms": one.interest_terms, **{name: format_minor(minor, one.currency) for name, minor in amounts},
    }  # fmt: skip


def memo_line_data(line: ReminderLineFacts, currency: str) -> dict[str, object]:
    """A line of a memo."""
    return {
        "line": line.position, "part": line.role.lower(), "document_number": line.document_number,
        "due_date": line.due_date.isoformat() if line.due_date else None,
        "from_date": line.from_date.isoformat() if line.from_date else None, "days": line.days,
        "percent": f"{(Decimal(line.rate_e5) / E5).normalize():f}" if line.period_days else None,
        "period_days": line.period_days or None, "amount": format_minor(line.amount_minor, currency),
        "covered": format_minor(line.covered_minor, currency), "text": line.text,
    }  # fmt: skip
