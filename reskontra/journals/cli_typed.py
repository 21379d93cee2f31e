"""cash-receipts, payments, general-journal: the journals that are filled by hand, one set of commands for all three."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.money import format_minor
from reskontra.core.wording import worded
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money
from reskontra.interface.files import opened
from reskontra.interface.refusals import notice_wording
from reskontra.journals.batches import BatchFacts, find_batch
from reskontra.journals.cli_batches import add_batch_commands
from reskontra.journals.entering import NewTyped, add_line, change_line, delete_line, mark_line, renumber
from reskontra.journals.load_typed import load_lines
from reskontra.journals.post_typed import PostChoice, PostedBatch, post_batch
from reskontra.journals.show_typed import document_names, line_data
from reskontra.journals.typed_lines import TypedFacts, typed_lines
from reskontra.ledger.queries import account_names, voucher_names
from reskontra.receivables.kinds import kind_word

Batch = Annotated[str, typer.Argument(metavar="BATCH", help="Name of the batch.")]
Line = Annotated[int, typer.Argument(metavar="LINE", help="Number of the line.")]
Account = Annotated[str, typer.Argument(metavar="ACCOUNT", help="customer:C1, vendor:V1, gl:3740 or bank:B1.")]
Settles = Annotated[
    list[str] | None,
    typer.Option("--apply", metavar="NUMBER[=AMOUNT]", help="A document that the line settles; may be repeated."),
]
Day = Annotated[datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Posting date.")]
Amount = Annotated[str, typer.Option(help="Debit +, credit -; without it what the documents come to.")]
Type = Annotated[
    str | None,
    typer.Option("--type", help="payment, refund, invoice, credit-memo, finance-charge, reminder or blank."),
]
Balancing = Annotated[str | None, typer.Option(metavar="ACCOUNT", help='bank:B1 or gl:1930; "" for none.')]
Word = Annotated[bool | None, typer.Option(help="What you decide where the settings ask.")]
Check = Annotated[str, typer.Option(metavar="NUMBER", help="Paid by this check, written by hand.")]
PrintCheck = Annotated[bool, typer.Option("--print-check", help="Paid by a check that is printed: check-ledger print.")]
TYPES = {"blank": "", **{code.lower().replace("_", "-"): code for code in
                         ("INVOICE", "CREDIT_MEMO", "PAYMENT", "REFUND", "FINANCE_CHARGE", "REMINDER")}}  # fmt: skip


def typed_journal(kind: str, help: str) -> typer.Typer:
    """The commands of one kind of journal."""
    app = typer.Typer(no_args_is_help=True, help=help)
    add_batch_commands(app, kind)
    _add_typing(app, kind)
    _add_changes(app, kind)
    _add_listing(app, kind)
    _add_posting(app, kind)
    return app


def document_type(text: str | None) -> str | None:
    """payment as PAYMENT; blank as ""; None where nothing is said."""
    if text is None:
        return None
    if text.lower() not in TYPES:
        raise typer.BadParameter(_('"{text}" is no document type. Use {known}.').format(
            text=text, known=", ".join(TYPES)))  # fmt: skip
    return TYPES[text.lower()]


def _add_typing(app: typer.Typer, kind: str) -> None:
    @command(app, "add")
    def add(  # noqa: PLR0913 - each is a field of the line
        session: Session,
        name: Batch,
        account: Account,
        amount: Amount = "",
        day: Day = None,
        type: Type = None,
        number: Annotated[str, typer.Option(help="Document number; without it the next of the series.")] = "",
        external_number: Annotated[str, typer.Option(help="The other side's number.")] = "",
        text: Annotated[str, typer.Option(help="What it is about.")] = "",
        currency: Annotated[
            str, typer.Option(help="ISO 4217; without it the customer's, vendor's or bank account's.")
        ] = "",
        accept_currency: Annotated[
            bool, typer.Option("--accept-currency", help="It is in the currency of the documents it settles.")
        ] = False,
        local_amount: Annotated[str, typer.Option(help="In the company's currency, where no rate is to decide.")] = "",
        balancing: Balancing = None,
        settles: Settles = None,
        accept_late_discount: Word = None,
        accept_tolerance: Word = None,
        on_hold: Annotated[str, typer.Option(help="Code of at most 3 letters that it takes off hold.")] = "",
        correction: Annotated[
            bool, typer.Option("--correction", help="Post it as a negative debit or credit: it takes back another.")
        ] = False,
        vat_code: Annotated[str, typer.Option(help="VAT inside the amount on a G/L account.")] = "",
        cost_center: Annotated[str, typer.Option(help="Cost center of a G/L account.")] = "",
        project: Annotated[str, typer.Option(help="Project of a G/L account.")] = "",
        check: Check = "",
        print_check: PrintCheck = False,
        line: Annotated[int | None, typer.Option(help="Type this line anew instead of adding one.")] = None,
    ) -> None:
        """Type a line, or type an open one anew."""
        company, batch = _found(session, kind, name)
        new = NewTyped(
            account=account, amount=amount, posting_date=day.date() if day else None,
            document_type=document_type(type), document_number=number, external_document_number=external_number,
            description=text, currency=currency, accepts_currency=accept_currency, local_amount=local_amount,
            balancing=balancing, settles=tuple(settles or ()), accepts_late_discount=accept_late_discount,
            accepts_tolerance=accept_tolerance, on_hold=on_hold, is_correction=correction, vat_code=vat_code,
            cost_center=cost_center, project=project, check_number="" if print_check else check,
            check_kind="COMPUTER" if print_check else "MANUAL" if check else "",
        )  # fmt: skip
        if line is None:
            done = add_line(company=company, actor=session.actor, batch=batch, new=new, today=today())
        else:
            done = change_line(company=company, actor=session.actor, batch=batch, number=line, new=new, today=today())
        _tell_line(session, done)


def _add_changes(app: typer.Typer, kind: str) -> None:
    @command(app, "load")
    def load(session: Session, name: Batch, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
        """Add lines from a CSV file: all of them, or none."""
        company, batch = _found(session, kind, name)
        session.file = str(file)
        with session.progress(_("Loading")), opened(file) as stream:
            done = load_lines(company=company, actor=session.actor, batch=batch, name=file.name, stream=stream)
        session.say(
            worded(
                _("{count:line was|lines were} added: {first} to {last}."),
                count=done.count,
                first=done.first,
                last=done.last,
            )
        )

    @command(app, "apply")
    def apply(session: Session, name: Batch, line: Line, settles: Settles = None) -> None:
        """Say which documents a line settles, instead of those it named before; none takes them away."""
        company, batch = _found(session, kind, name)
        done = mark_line(company=company, actor=session.actor, batch=batch, number=line, settles=settles or [])
        _tell_line(session, done)

    @command(app, "delete")
    def delete(session: Session, name: Batch, line: Line) -> None:
        """Take an open line away, with its marks."""
        company, batch = _found(session, kind, name)
        delete_line(company=company, actor=session.actor, batch=batch, number=line)
        session.say(_("Line {line} is deleted.").format(line=line))

    @command(app, "renumber")
    def renumber_batch(session: Session, name: Batch) -> None:
        """Give the documents of a batch the next numbers of its series."""
        company, batch = _found(session, kind, name)
        numbers = renumber(company=company, actor=session.actor, batch=batch)
        session.say(worded(_("{count:document has a new number|documents have new numbers}."), count=len(numbers)))


def _add_listing(app: typer.Typer, kind: str) -> None:
    @command(app, "list")
    def list_lines(
        session: Session,
        name: Batch,
        all: Annotated[bool, typer.Option("--all", help="Posted lines too, with their vouchers.")] = False,
        format: FormatOption = "table",
    ) -> None:
        """List the lines of a batch with what they settle, and what they sum to."""
        company, batch = _found(session, kind, name)
        states = ("OPEN", "POSTED") if all else ("OPEN",)
        found = typed_lines(company=company, journal_id=batch.journal_id, states=states)
        vouchers = voucher_names(company=company, ids={line.voucher_id for line in found if line.voucher_id})
        documents = document_names(company=company, lines=found)
        if format == "json":
            session.json([line_data(line, documents, vouchers) for line in found])
            return
        _print_lines(session, found, documents, vouchers, is_all=all)


def _print_lines(
    session: Session,
    lines: list[TypedFacts],
    documents: dict[int, str],
    vouchers: dict[int, str],
    *,
    is_all: bool,
) -> None:
    columns = [
        (_("Line"), True), (_("Date"), False), (_("Type"), False), (_("Number"), False), (_("Account"), False),
        (_("Text"), False), (_("Amount"), True), (_("Currency"), False), (_("Balancing"), False),
        (_("Settles"), False), *([(_("Voucher"), False)] if is_all else []),
    ]  # fmt: skip
    rows = [
        (
            str(line.line_number), line.posting_date.isoformat() if line.posting_date else "",
            _type(line), line.document_number, line.account,
            line.description, money(line.amount_minor, line.currency), line.currency, line.balancing,
            line.applies_to_number or ", ".join(_mark(mark.entry_id, mark.amount_minor, line, documents)
                                                for mark in line.marks),
            *([vouchers.get(line.voucher_id or 0, "")] if is_all else []),
        )
        for line in lines
    ]  # fmt: skip
    session.table(columns, rows)
    alone = [line for line in lines if line.state == "OPEN" and not line.balancing_type]
    for currency in sorted({line.currency for line in alone}):
        total = sum(line.amount_minor for line in alone if line.currency == currency)
        session.say(_("Balance: {amount} {currency}.").format(amount=money(total, currency), currency=currency))


def _type(line: TypedFacts) -> str:
    kind = kind_word(line.document_type) if line.document_type else ""
    return ", ".join(word for word in (kind, _("correction") if line.is_correction else "") if word)


def _mark(entry_id: int, minor: int | None, line: TypedFacts, documents: dict[int, str]) -> str:
    number = documents[entry_id]
    return number if minor is None else f"{number}={format_minor(minor, line.currency)}"


def _add_posting(app: typer.Typer, kind: str) -> None:
    @command(app, "post")
    def post(
        session: Session,
        name: Batch,
        lines: Annotated[list[int] | None, typer.Argument(metavar="[LINE]...", help="Only these lines.")] = None,
        preview: Annotated[bool, typer.Option("--preview", help="Show what would be posted; store nothing.")] = False,
        ahead: Annotated[bool, typer.Option("--ahead", help="Dates that have not come yet are meant.")] = False,
    ) -> None:
        """Check every line, then post them all, or none."""
        company, batch = _found(session, kind, name)
        choice = PostChoice(tuple(lines or ()), is_preview=preview, today=None if ahead else today())
        with session.progress(_("Posting")):
            done = post_batch(company=company, actor=session.actor, batch=batch, choice=choice)
        tell_posted(session, company, done, is_preview=preview)

    @command(app, "check")
    def check(session: Session, name: Batch) -> None:
        """Check every line as posting does, tell everything that forbids it, and store nothing."""
        company, batch = _found(session, kind, name)
        choice = PostChoice(is_preview=True, today=today())
        done = post_batch(company=company, actor=session.actor, batch=batch, choice=choice)
        session.say(worded(_("{count:line|lines} can be posted."), count=done.lines))
        _tell_asked(session, done)


def tell_posted(session: Session, company: CompanyFacts, done: PostedBatch, *, is_preview: bool) -> None:
    """What was posted, or would be: vouchers, entries, and the accounts they move."""
    template = _(
        "{vouchers:voucher|vouchers} would be posted for {lines:line|lines}, {entries:entry|entries} "
        "made, {applied:document|documents} settled."
    )
    if not is_preview:
        template = _(
            "{vouchers:voucher|vouchers} posted for {lines:line|lines}, {entries:entry|entries} "
            "made, {applied:document|documents} settled."
        )
    session.say(
        worded(template, vouchers=len(done.vouchers), lines=done.lines, entries=done.entries, applied=done.applied)
    )
    first, last = done.vouchers[0], done.vouchers[-1]
    span = _("Voucher {first}, posting run {run}.")
    if first != last:
        span = _("Vouchers {first} to {last}, posting run {run}.")
    session.say(span.format(first=first[0], last=last[0], run=done.run))
    if done.is_renumbered:
        numbers = _("Documents {first} to {last}.") if first != last else _("Document {first}.")
        session.say(numbers.format(first=first[1], last=last[1]))
    names = account_names(company=company, ids=done.accounts)
    rows = [
        (*names[id], money(minor, company.currency))
        for id, minor in sorted(done.accounts.items(), key=lambda pair: names[pair[0]])
        if minor
    ]
    if rows:
        session.table([(_("Account"), False), (_("Name"), False), (_("Amount"), True)], rows)
    _tell_asked(session, done)


def _tell_asked(session: Session, done: PostedBatch) -> None:
    for asked in done.asked:
        template = (
            _("Line {line}: a late discount of {amount} {currency} is left open; --accept-late-discount grants it.")
            if asked.code == "late_discount"
            else _("Line {line}: {amount} {currency} within tolerance are left open; --accept-tolerance posts them.")
        )
        amount = asked.amount
        session.say(
            template.format(
                line=asked.line_number, amount=money(amount.minor, amount.currency), currency=amount.currency
            )
        )
    for notice in done.notices:
        session.say(notice_wording(notice))


def _tell_line(session: Session, line: TypedFacts) -> None:
    session.say(
        _("Line {line}: {number}, {account}, {amount} {currency}.").format(
            line=line.line_number, number=line.document_number, account=line.account,
            amount=money(line.amount_minor, line.currency), currency=line.currency,
        )
    )  # fmt: skip


def _found(session: Session, kind: str, name: str) -> tuple[CompanyFacts, BatchFacts]:
    company = find_company(name=session.company_name)
    return company, find_batch(company=company, kind=kind, name=name)


cash_receipts = typed_journal("CASH_RECEIPT", "Cash receipts typed by hand.")
payments = typed_journal("PAYMENT", "Payments to vendors, and refunds, typed by hand.")
general_journal = typed_journal("GENERAL", "Journal vouchers typed by hand.")
