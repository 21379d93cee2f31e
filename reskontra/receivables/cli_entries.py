"""entry list|show|apply|unapply|edit: posted entries of customers and vendors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.errors import Refused
from reskontra.core.wording import worded
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money, value
from reskontra.parties.queries import find_party
from reskontra.receivables.applying import Applied, ApplyOrder, EntryName, Target, apply_entries, find_named
from reskontra.receivables.direct_debit import rejected
from reskontra.receivables.direct_debit_state_words import debit_state
from reskontra.receivables.direct_debit_words import came_back_told, reason_told
from reskontra.receivables.direct_debits.tried import debits_of_entry
from reskontra.receivables.edit import Edit, edit_entry
from reskontra.receivables.entry_data import detail_data, entry_data
from reskontra.receivables.grants import recompute_tolerance
from reskontra.receivables.history import DetailLine, EntryLine, details_of_entry, entries_of, entry_line
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.queries import typed_number
from reskontra.receivables.unapply import newest_application, unapply_application

entry = typer.Typer(no_args_is_help=True, help="Posted entries: what is open, what settled what, corrections.")

Number = Annotated[str, typer.Argument(metavar="LEDGER:NUMBER[@ACCOUNT]", help="customer:INV-1, vendor:77@V1.")]
Day = Annotated[datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Posting date.")]
Word = Annotated[bool | None, typer.Option(help="What you decide where the settings ask.")]


def day_or_nothing(text: str) -> date | str:
    """A day; "" takes away the one that is there. Anything else is wrong usage."""
    try:
        return date.fromisoformat(text) if text else ""
    except ValueError as reason:
        raise typer.BadParameter(_('"{text}" is no day. Write it as 2026-03-31.').format(text=text)) from reason


Date = Annotated[Any, typer.Option(parser=day_or_nothing, metavar="[YYYY-MM-DD]", help='A day; "" takes it away.')]


class EntryNotWritten(Refused):
    code = "entry_not_written"
    template = '"{text}" names no entry. Write customer:NUMBER or vendor:NUMBER, with @ACCOUNT if several have it.'


def parse_name(text: str) -> EntryName:
    """customer:INV-1, vendor:77@V1, or customer:credit_memo:77 where several types have the number.

    refuses   EntryNotWritten
    """
    ledger, _colon, rest = text.partition(":")
    number, _at, account = rest.rpartition("@") if "@" in rest else (rest, "", "")
    if ledger.lower() not in ("customer", "vendor") or not number:
        raise EntryNotWritten(text=text)
    document_type, number = typed_number(number)
    return EntryName(ledger.upper(), number, account, document_type)


def parse_target(text: str, ledger: str) -> Target:
    """INV-1, INV-1=400.00 or INV-1@C1=400.00, in the ledger of the applying entry."""
    name, _equals, amount = text.rpartition("=") if "=" in text else (text, "", "")
    has_ledger = name.lower().startswith(("customer:", "vendor:"))
    return Target(parse_name(name if has_ledger else f"{ledger}:{name}"), amount)


@command(entry, "list")
def list_entries(
    session: Session,
    account: Annotated[str, typer.Argument(metavar="[ACCOUNT]", help="C1, customer:C1 or vendor:V1.")] = "",
    all: Annotated[bool, typer.Option("--all", help="Settled ones too.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = 500,
    format: FormatOption = "table",
) -> None:
    """List open entries by due date."""
    company = find_company(name=session.company_name)
    ledger, _colon, number = account.rpartition(":")
    if account:
        ledger = find_party(company=company, ledger=ledger.upper() or "CUSTOMER", number=number).ledger
    found = entries_of(company=company, ledger=ledger, account=number, is_open=not all, most=limit)
    if format == "json":
        session.json([entry_data(one) for one in found])
        return
    rows = [
        (
            one.account, one.name, kind_word(one.document_type), one.document_number, one.due_date.isoformat(),
            money(one.amount.minor, one.amount.currency), money(one.remaining.minor, one.remaining.currency),
            one.amount.currency, one.on_hold,
        )
        for one in found
    ]  # fmt: skip
    columns = [
        (_("Account"), False), (_("Name"), False), (_("Type"), False), (_("Document"), False), (_("Due"), False),
        (_("Amount"), True), (_("Remaining"), True), (_("Currency"), False), (_("On hold"), False),
    ]  # fmt: skip
    session.table(columns, rows)


@command(entry, "show")
def show(session: Session, number: Number, format: FormatOption = "table") -> None:
    """Show an entry with all that moved it, and what settled what."""
    company = find_company(name=session.company_name)
    name = parse_name(number)
    fact = find_named(company=company, name=name)
    line = entry_line(company=company, entry_id=fact.entry_id)
    details = details_of_entry(company=company, entry_id=fact.entry_id)
    if format == "json":
        session.json({**entry_data(line), "details": [detail_data(detail) for detail in details]})
        return
    not_tried = rejected(company=company, entry_id=fact.entry_id)
    session.say(
        _("{kind} {number}, {account} {name}: {amount} {currency}, {remaining} left, due {due}.").format(
            kind=kind_word(line.document_type), number=line.document_number, account=line.account, name=line.name,
            amount=money(line.amount.minor, line.amount.currency), currency=line.amount.currency,
            remaining=money(line.remaining.minor, line.amount.currency), due=line.due_date.isoformat(),
        )
    )  # fmt: skip
    for word, told in _facts(line):
        if told:
            session.say(f"{word}: {told}")
    for debit in debits_of_entry(company=company, entry_id=fact.entry_id):
        told_of = _("Direct debit {debit}, {day}: {state}. {reason}")
        session.say(
            told_of.format(
                debit=debit.debit, day=debit.day.isoformat(), state=debit_state(debit.state),
                reason=came_back_told(debit.reason, debit.reason_text),
            ).strip()
        )  # fmt: skip
    for one in not_tried:
        told_on = _("Direct debit not tried, told {day}: {reason}.")
        session.say(told_on.format(day=one.told_date.isoformat(), reason=reason_told(one.reason)))
    columns = [
        (_("Date"), False), (_("Row"), False), (_("Amount"), True), (_("Local"), True), (_("Application"), True),
        (_("Voucher"), False), (_("Against"), False), (_("Taken back"), False),
    ]  # fmt: skip
    session.table(columns, [_detail_row(detail) for detail in details])


@command(entry, "apply")
def apply(
    session: Session,
    number: Number,
    to: Annotated[list[str], typer.Option("--to", metavar="NUMBER[@ACCOUNT][=AMOUNT]", help="What it settles.")],
    day: Day = None,
    accept_late_discount: Word = None,
    accept_tolerance: Word = None,
    preview: Annotated[bool, typer.Option("--preview", help="Show what would come of it; store nothing.")] = False,
) -> None:
    """Let a posted payment or credit memo settle posted documents."""
    company = find_company(name=session.company_name)
    name = parse_name(number)
    order = ApplyOrder(
        applying=name,
        targets=tuple(parse_target(text, name.ledger) for text in to),
        day=_date(day),
        accepts_late_discount=accept_late_discount,
        accepts_tolerance=accept_tolerance,
    )
    done = apply_entries(company=company, actor=session.actor, order=order, is_preview=preview)
    for one in done.settled:
        session.say(
            _("{document}: {applied} applied, {granted} granted, {remaining} left.").format(
                document=one.document,
                applied=value(one.applied),
                granted=value(one.granted),
                remaining=value(one.remaining),
            )
        )
    _tell(session, done, preview)


@command(entry, "unapply")
def unapply(
    session: Session,
    number: Annotated[str, typer.Argument(metavar="[LEDGER:NUMBER[@ACCOUNT]]", help="customer:INV-1.")] = "",
    application: Annotated[int, typer.Option(min=0, help="The application, by its number.")] = 0,
    day: Day = None,
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show what would come of it; store nothing.")] = False,
) -> None:
    """Take the newest application of an entry back, or one by its number: the whole of it."""
    company = find_company(name=session.company_name)
    chosen = application or newest_application(company=company, name=parse_name(number))
    done = unapply_application(
        company=company, actor=session.actor, number=chosen, day=_date(day), reason=reason, is_preview=preview
    )
    for one in done.settled:
        session.say(_("{document}: {remaining} left.").format(document=one.document, remaining=value(one.remaining)))
    if not preview:
        session.say(_("Application {number} was taken back.").format(number=chosen))
    _tell(session, done, preview)
    say_readjusted(session, done.readjusted)


@command(entry, "recompute-tolerance")
def recompute(
    session: Session,
    preview: Annotated[bool, typer.Option("--preview", help="Tell how many would change; store nothing.")] = False,
) -> None:
    """Give open invoices and credit memos the payment tolerance of today's settings."""
    company = find_company(name=session.company_name)
    count = recompute_tolerance(company=company, actor=session.actor, is_preview=preview)
    session.say(worded(_("The payment tolerance of {count:entry|entries} changes."), count=count))


@command(entry, "edit")
def edit(  # noqa: PLR0913 - one option for each thing that may be changed
    session: Session,
    number: Number,
    due_date: Annotated[
        Any, typer.Option(parser=day_or_nothing, metavar="YYYY-MM-DD", help="When it is to be paid.")
    ] = None,
    discount_date: Date = None,
    discount_amount: Annotated[str | None, typer.Option(help='Cash discount still possible; "" for none.')] = None,
    discount_tolerance_date: Date = None,
    max_tolerance: Annotated[str | None, typer.Option(help='What may be tolerated of a payment; "" for none.')] = None,
    payment_reference: Annotated[str | None, typer.Option(help="Reference a payer may quote.")] = None,
    on_hold: Annotated[str | None, typer.Option(help='Up to three characters; "" takes it off hold.')] = None,
    description: Annotated[str | None, typer.Option(help="What the entry is about.")] = None,
    promised_date: Date = None,
    dispute: Annotated[str | None, typer.Option(help="State of a dispute.")] = None,
) -> None:
    """Change what may be changed of a posted entry; the audit trail keeps what was."""
    company = find_company(name=session.company_name)
    wanted = Edit(
        due_date=due_date,
        discount_date=discount_date,
        discount_amount=discount_amount,
        discount_tolerance_date=discount_tolerance_date,
        max_tolerance=max_tolerance,
        payment_reference=payment_reference,
        on_hold=on_hold,
        description=description,
        promised_date=promised_date,
        dispute_status=dispute,
    )
    changed = edit_entry(company=company, actor=session.actor, name=parse_name(number), edit=wanted)
    session.say(worded(_("{number}: {count:value|values} changed."), number=number, count=len(changed)))


def _date(day: datetime | None) -> date | None:
    return day.date() if day else None


def say_readjusted(session: Session, vouchers: Sequence[str]) -> None:
    """Which vouchers brought open entries to the rate of the last exchange adjustment; nothing where none did."""
    if vouchers:
        told = ", ".join(vouchers)
        session.say(_("Adjusted to the rate of the last exchange adjustment by {vouchers}.").format(vouchers=told))


def _tell(session: Session, done: Applied, is_preview: bool) -> None:
    if is_preview:
        session.say(_("A preview: nothing was stored."))
    elif done.voucher:
        session.say(_("Application {number}, voucher {voucher}.").format(number=done.number, voucher=done.voucher))
    else:
        session.say(_("Application {number}.").format(number=done.number))
    for question in done.questions:
        if question.code == "late_discount":
            session.say(_("A late discount can be accepted with --accept-late-discount."))
        else:
            session.say(_("The rest is within the payment tolerance: post it with --accept-tolerance."))


def _facts(one: EntryLine) -> Iterator[tuple[str, str]]:
    """What is known of an entry besides, most of it open to change; "" for what there is not."""
    discount = value(one.discount) if one.discount.minor else ""
    if discount and one.discount_date:
        discount = _("{discount} until {day}").format(discount=discount, day=one.discount_date.isoformat())
    yield _("Cash discount still possible"), discount
    late = one.discount_tolerance_date
    yield _("Late discount until"), late.isoformat() if late and one.discount.minor else ""
    yield _("Payment tolerance"), value(one.max_tolerance) if one.max_tolerance.minor else ""
    yield _("External number"), one.external_document_number
    yield _("Payment reference"), one.payment_reference
    yield _("Description"), one.description
    yield _("On hold"), one.on_hold
    yield _("Promised for"), one.promised_date.isoformat() if one.promised_date else ""
    yield _("Dispute"), one.dispute_status


def _detail_row(one: DetailLine) -> tuple[str, ...]:
    return (
        one.posting_date.isoformat(), kind_word(one.kind), money(one.amount.minor, one.amount.currency),
        money(one.local.minor, one.local.currency), str(one.application or ""), one.voucher, one.against,
        _("yes") if one.is_unapplied else "",
    )  # fmt: skip
