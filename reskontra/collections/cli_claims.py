"""promise, dispute and payment-plan: what customers say of what they owe."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.claim_lists import DisputeLine, Of, PlanLine, PromiseLine, disputes, payment_plans, promises
from reskontra.collections.claim_words import (
    PLAN_WORDS,
    PROMISE_WORDS,
    REASON_WORDS,
    cancelled_plan,
    closed_dispute,
    outcome_words,
)
from reskontra.collections.claims import overdue_names
from reskontra.collections.disputes import (
    DisputeChange,
    DisputeEnd,
    DisputeOrder,
    change_dispute,
    close_dispute,
    open_dispute,
)
from reskontra.collections.payment_plans import (
    DEFAULT_GRACE_DAYS,
    PlanOrder,
    cancel_payment_plan,
    make_payment_plan,
)
from reskontra.collections.promises import PromiseOrder, make_promise, withdraw_promise
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.dates import within_years
from reskontra.core.errors import Refused
from reskontra.core.money import Money, format_minor
from reskontra.core.wording import worded
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money, value
from reskontra.parties.queries import find_party
from reskontra.receivables.applying import EntryName
from reskontra.receivables.cli_entries import parse_name

promise = typer.Typer(no_args_is_help=True, help="What customers promise to pay, and by when.")
dispute = typer.Typer(no_args_is_help=True, help="What customers object to, and what came of it.")
payment_plan = typer.Typer(no_args_is_help=True, help="Debts that are paid in instalments.")

Names = Annotated[list[str], typer.Argument(metavar="[NUMBER]...", help="INV-1, or INV-1@C1 if several have it.")]
Customer = Annotated[str, typer.Option("--customer", help="All that is overdue of this customer.", metavar="NUMBER")]
WhoseOption = Annotated[str, typer.Option("--customer", help="Of this customer alone.", metavar="NUMBER")]
Ended = Annotated[bool, typer.Option("--all", help="Those that are over, too.")]
Note = Annotated[str, typer.Option("--note", help="What was said.")]
CaseNumber = Annotated[int, typer.Argument(metavar="NUMBER", min=1, max=2**31)]
AMOUNT_HELP = "How much of it; all that is left without."


class InstalmentNotWritten(Refused):
    code = "instalment_not_written"
    template = '"{text}" is no instalment. Write a day and an amount, such as 2026-03-31=500.00.'


def claim_name(text: str) -> EntryName:
    """A customer's document: INV-1, customer:INV-1, INV-1@C1."""
    has_ledger = text.lower().startswith(("customer:", "vendor:"))
    return parse_name(text if has_ledger else f"customer:{text}")


def claim_names(company: CompanyFacts, numbers: list[str], customer: str) -> tuple[EntryName, ...]:
    """The documents that are named, of the customer where one is; all that is overdue of it where none is named."""
    if not customer:
        return tuple(claim_name(text) for text in numbers)
    party = find_party(company=company, ledger="CUSTOMER", number=customer)
    overdue = overdue_names(company=company, customer=party, day=today()) if not numbers else []
    return (*(claim_name(f"{text}@{customer}" if "@" not in text else text) for text in numbers), *overdue)


def _of(company: CompanyFacts, customer: str, with_ended: bool) -> Of:
    party = find_party(company=company, ledger="CUSTOMER", number=customer).id if customer else None
    return Of(party_id=party, with_ended=with_ended)


@command(promise, "make")
def promise_make(
    session: Session,
    day: Annotated[datetime, typer.Option("--day", formats=["%Y-%m-%d"], help="The promised day.")],
    numbers: Names = [],  # noqa: B006 - typer makes its own
    customer: Customer = "",
    amount: Annotated[str, typer.Option("--amount", help=AMOUNT_HELP)] = "",
    note: Note = "",
) -> None:
    """Keep a promise to pay: reminders wait until it is broken."""
    company = find_company(name=session.company_name)
    order = PromiseOrder(claim_names(company, numbers, customer), day.date(), amount, note)
    done = make_promise(company=company, actor=session.actor, order=order, today=today())
    told = _("Promise {number}: {customer} pays {amount} of {documents} on {day}.").format(
        number=done.number,
        customer=done.customer,
        amount=value(done.amount),
        documents=", ".join(done.documents),
        day=done.day.isoformat(),
    )
    waits = _("Reminders wait until {day} has gone.").format(day=done.last_date.isoformat())
    session.say(f"{told} {waits}" if done.is_pausing else told)


@command(promise, "withdraw")
def promise_withdraw(session: Session, number: CaseNumber) -> None:
    """Forget a promise: reminders go on."""
    company = find_company(name=session.company_name)
    withdraw_promise(company=company, actor=session.actor, number=number)
    session.say(_("Promise {number} is withdrawn.").format(number=number))


@command(promise, "list")
def promise_list(
    session: Session, customer: WhoseOption = "", all: Ended = False, format: FormatOption = "table"
) -> None:
    """List promises that stand and that are broken, the broken ones first."""
    company = find_company(name=session.company_name)
    found = promises(company=company, as_of=today(), of=_of(company, customer, all))
    if format == "json":
        session.json([promise_data(one) for one in found])
        return
    if not found:
        session.say(_("No promise stands or is broken.") if not all else _("There is no promise."))
        return
    columns = [
        (_("Number"), True), (_("Customer"), False), (_("Name"), False), (_("Documents"), False),
        (_("Promised for"), False), (_("Amount"), True), (_("Remaining"), True), (_("Currency"), False),
        (_("State"), False), (_("Note"), False),
    ]  # fmt: skip
    rows = [
        (
            str(one.number), one.customer, one.name, _documents(one.documents), one.promised_date.isoformat(),
            _money(one.amount), _money(one.left), one.amount.currency, _(PROMISE_WORDS[one.state]), one.note,
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


@command(dispute, "open")
def dispute_open(
    session: Session,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="INV-1, or INV-1@C1 if several have it.")],
    reason: Annotated[str, typer.Option("--reason", help="goods, delivery, price, quantity, not_ordered, paid, other")],
    amount: Annotated[str, typer.Option("--amount", help=AMOUNT_HELP)] = "",
    owner: Annotated[str, typer.Option("--owner", help="The user who answers it.")] = "",
    deadline: Annotated[datetime | None, typer.Option("--deadline", formats=["%Y-%m-%d"], help="By when.")] = None,
    note: Note = "",
) -> None:
    """Hold back what a customer disputes of a document; the rest is asked for as before."""
    company = find_company(name=session.company_name)
    by = deadline.date() if deadline else None
    order = DisputeOrder(claim_name(number), reason, amount, owner, by, note)
    done = open_dispute(company=company, actor=session.actor, order=order, today=today())
    told = _("Dispute {number}: {amount} of {document} is held back, {left} is asked for as before.")
    said = {"number": done.number, "amount": value(done.amount), "document": done.document, "left": value(done.left)}
    session.say(told.format(**said))


@command(dispute, "change")
def change(
    session: Session,
    number: CaseNumber,
    owner: Annotated[str | None, typer.Option("--owner", help='Who answers now; "" for nobody.')] = None,
    deadline: Annotated[
        datetime | None, typer.Option("--deadline", formats=["%Y-%m-%d"], help="Another day to answer by.")
    ] = None,
    comment: Annotated[str, typer.Option("--comment", help="Kept beside the document.")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", exists=True, dir_okay=False, help="Kept beside the document.")
    ] = None,
) -> None:
    """Give a dispute to another, move its deadline, keep a comment or a file."""
    company = find_company(name=session.company_name)
    stream = BytesIO(file.read_bytes()) if file else None
    wanted = DisputeChange(owner, deadline.date() if deadline else None, comment, file.name if file else "", stream)
    change_dispute(company=company, actor=session.actor, number=number, change=wanted, today=today())
    session.say(_("Dispute {number} is changed.").format(number=number))


@command(dispute, "close")
def dispute_close(
    session: Session,
    number: CaseNumber,
    outcome: Annotated[str, typer.Option("--outcome", help="credit_memo, paid, rejected, withdrawn")],
    credited: Annotated[
        str, typer.Option("--credited", help="With credit_memo: in how much it was right; else what was credited.")
    ] = "",
    note: Note = "",
) -> None:
    """Tell what came of a dispute: what is left is asked for again, with the interest of all but what is credited."""
    company = find_company(name=session.company_name)
    end = DisputeEnd(outcome, note, credited)
    session.say(closed_dispute(close_dispute(company=company, actor=session.actor, number=number, end=end)))


@command(dispute, "list")
def dispute_list(
    session: Session, customer: WhoseOption = "", all: Ended = False, format: FormatOption = "table"
) -> None:
    """List open disputes, the earliest deadline first, and those whose credit memo is still to be made."""
    company = find_company(name=session.company_name)
    found = disputes(company=company, as_of=today(), of=_of(company, customer, all))
    if format == "json":
        session.json([dispute_data(one) for one in found])
        return
    if not found:
        session.say(_("No dispute is open.") if not all else _("There is no dispute."))
        return
    columns = [
        (_("Number"), True), (_("Customer"), False), (_("Name"), False), (_("Document"), False),
        (_("Disputed"), True), (_("Currency"), False), (_("Reason"), False), (_("Owner"), False),
        (_("Deadline"), False), (_("Outcome"), False), (_("Note"), False),
    ]  # fmt: skip
    rows = [
        (
            str(one.number), one.customer, one.name, one.document, _money(one.amount), one.amount.currency,
            _(REASON_WORDS[one.reason]), one.owner, one.deadline.isoformat() if one.deadline else "",
            outcome_words(one), one.closing_note or one.note,
        ) for one in found
    ]  # fmt: skip
    session.table(columns, rows)


@command(payment_plan, "make")
def plan_make(  # noqa: PLR0913 - one option for each thing that may be agreed
    session: Session,
    numbers: Names = [],  # noqa: B006 - typer makes its own
    customer: Customer = "",
    count: Annotated[int, typer.Option("--count", min=0, max=120, help="So many even instalments.")] = 0,
    first: Annotated[
        datetime | None, typer.Option("--first", formats=["%Y-%m-%d"], help="The first one's day.")
    ] = None,
    instalment: Annotated[list[str], typer.Option("--instalment", metavar="DAY=AMOUNT", help="One of its own.")] = [],  # noqa: B006
    fee: Annotated[str, typer.Option("--fee", help="Agreed for the plan, and posted; at most 170 SEK.")] = "",
    grace: Annotated[
        int, typer.Option("--grace", help="Days after an instalment until it is late.")
    ] = DEFAULT_GRACE_DAYS,
    note: Note = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show the plan; store nothing.")] = False,
) -> None:
    """Let a customer pay in instalments; reminders wait while they are paid in time."""
    company = find_company(name=session.company_name)
    if bool(instalment) == bool(count and first):
        raise typer.BadParameter(_("Give --count and --first, or --instalment for each."))
    order = PlanOrder(
        names=claim_names(company, numbers, customer),
        first=first.date() if first else None,
        count=count,
        instalments=tuple(_instalment(text) for text in instalment),
        fee=fee,
        grace_days=grace,
        note=note,
    )
    done = make_payment_plan(company=company, actor=session.actor, order=order, today=today(), is_preview=preview)
    told = _("Payment plan {number}: {customer} pays {amount} of {documents} in {count:instalment|instalments}.")
    documents = ", ".join(done.documents)
    size = len(done.instalments)
    amount = value(done.total)
    session.say(
        worded(told, number=done.number, customer=done.customer, amount=amount, documents=documents, count=size)
    )
    rows = [(one.due_date.isoformat(), money(one.amount_minor, done.total.currency)) for one in done.instalments]
    session.table([(_("Date"), False), (_("Amount"), True)], rows)
    if done.fee.document:
        told = _("The fee for the plan, {fee}, is posted as {document} and paid with the first instalment.")
        session.say(told.format(fee=value(done.fee.amount), document=done.fee.document))
    if preview:
        session.say(_("A preview: nothing was stored."))


def _instalment(text: str) -> tuple[date, str]:
    """refuses   InstalmentNotWritten"""
    day, equals, amount = text.partition("=")
    try:
        return within_years(date.fromisoformat(day.strip())), amount.strip() if equals else ""
    except ValueError as reason:
        raise InstalmentNotWritten(text=text[:40]) from reason


@command(payment_plan, "cancel")
def plan_cancel(session: Session, number: CaseNumber) -> None:
    """End a plan: what is left is asked for again."""
    company = find_company(name=session.company_name)
    session.say(cancelled_plan(number, cancel_payment_plan(company=company, actor=session.actor, number=number)))


@command(payment_plan, "list")
def plan_list(session: Session, customer: WhoseOption = "", all: Ended = False, format: FormatOption = "table") -> None:
    """List payment plans that run, the broken ones first."""
    company = find_company(name=session.company_name)
    found = payment_plans(company=company, as_of=today(), of=_of(company, customer, all))
    if format == "json":
        session.json([plan_data(one) for one in found])
        return
    if not found:
        session.say(_("No payment plan runs.") if not all else _("There is no payment plan."))
        return
    columns = [
        (_("Number"), True), (_("Customer"), False), (_("Name"), False), (_("Documents"), False), (_("Total"), True),
        (_("Paid"), True), (_("Currency"), False), (_("Next instalment"), False), (_("Amount"), True),
        (_("Behind"), True), (_("State"), False), (_("Note"), False),
    ]  # fmt: skip
    session.table(columns, [_plan_row(one) for one in found])


def _plan_row(one: PlanLine) -> tuple[str, ...]:
    standing, currency = one.standing.standing, one.total.currency
    return (
        str(one.number), one.customer, one.name, _documents(one.documents), _money(one.total), _money(one.paid),
        currency, standing.next.due_date.isoformat() if standing.next else "",
        money(standing.next.amount_minor, currency) if standing.next else "",
        money(standing.behind_minor, currency) if standing.behind_minor else "", _(PLAN_WORDS[standing.state]),
        one.note,
    )  # fmt: skip


def _documents(documents: tuple[tuple[int, str], ...]) -> str:
    return ", ".join(number for _id, number in documents)


def _money(amount: Money) -> str:
    return money(amount.minor, amount.currency)


def _plain(amount: Money) -> str:
    return format_minor(amount.minor, amount.currency)


def promise_data(one: PromiseLine) -> dict[str, object]:
    """A promise as programs see it."""
    return {
        "number": one.number,
        "customer": one.customer,
        "documents": [number for _id, number in one.documents],
        "promised_date": one.promised_date.isoformat(),
        "last_date": one.last_date.isoformat(),
        "currency": one.amount.currency,
        "amount": _plain(one.amount),
        "remaining_amount": _plain(one.left),
        "state": one.state.value.lower(),
        "note": one.note,
        "made_by": one.made_by,
        "made_on": one.made_at.isoformat(),
    }


def dispute_data(one: DisputeLine) -> dict[str, object]:
    """A dispute as programs see it."""
    return {
        "number": one.number,
        "customer": one.customer,
        "document_number": one.document,
        "currency": one.amount.currency,
        "disputed_amount": _plain(one.amount),
        "held_amount": _plain(one.left) if one.closed_at is None else _plain(Money(0, one.amount.currency)),
        "reason": one.reason.lower(),
        "owner": one.owner,
        "deadline": one.deadline.isoformat() if one.deadline else None,
        "late": one.is_late,
        "note": one.note,
        "opened_by": one.opened_by,
        "opened_on": one.opened_at.isoformat(),
        "closed_on": one.closed_at.isoformat() if one.closed_at else None,
        "outcome": one.outcome.lower(),
        "credited_amount": _plain(one.credited),
        "to_credit_amount": _plain(one.to_credit),
        "closing_note": one.closing_note,
    }


def plan_data(one: PlanLine) -> dict[str, object]:
    """A payment plan as programs see it."""
    standing, currency = one.standing.standing, one.total.currency
    return {
        "number": one.number,
        "customer": one.customer,
        "documents": [number for _id, number in one.documents],
        "currency": currency,
        "total": _plain(one.total),
        "paid": _plain(one.paid),
        "fee": _plain(one.fee),
        "behind": format_minor(standing.behind_minor, currency),
        "state": standing.state.value.lower(),
        "instalments": [
            {"due_date": part.due_date.isoformat(), "amount": format_minor(part.amount_minor, currency)}
            for part in one.standing.instalments
        ],
        "note": one.note,
        "made_by": one.made_by,
        "made_on": one.made_at.isoformat(),
    }
