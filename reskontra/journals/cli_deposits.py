"""deposit: what is paid in to an own bank account at once, entered, posted, undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.money import Money, format_minor, parse_minor
from reskontra.core.wording import worded
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money
from reskontra.interface.tables import Column, Output, Report, ReportFormat, print_report
from reskontra.journals.batches import BatchFacts
from reskontra.journals.cli_typed import Type, document_type, tell_posted
from reskontra.journals.deposit_posting import post_deposit, undo_deposit
from reskontra.journals.deposits import (
    STATES,
    DepositFacts,
    NewDeposit,
    add_deposit,
    batch_of_deposit,
    change_deposit,
    delete_deposit,
    deposits,
    find_deposit,
    lines_deposited,
    open_deposit,
)
from reskontra.journals.entering import NewTyped, add_line, delete_line
from reskontra.journals.show_typed import document_names, line_data
from reskontra.journals.typed_lines import TypedFacts
from reskontra.ledger.queries import find_bank_account

deposit = typer.Typer(no_args_is_help=True, help="Bank deposits: what is paid in to a bank account at once.")

Number = Annotated[str, typer.Argument(metavar="DEPOSIT", help="Number of the deposit.")]
Day = Annotated[datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Posting date; else today.")]
DocumentDay = Annotated[
    datetime | None, typer.Option("--document-date", formats=["%Y-%m-%d"], help="On the slip; else the posting date.")
]
Lump = Annotated[bool | None, typer.Option("--lump-sum/--per-line", help="One bank entry of the total, or one a line.")]
Text = Annotated[str, typer.Option(help="What it is about.")]


@command(deposit, "new")
def new(
    session: Session,
    bank_account: Annotated[str, typer.Argument(metavar="BANK_ACCOUNT", help="Number of the own bank account.")],
    total: Annotated[str, typer.Argument(metavar="TOTAL", help="What was paid in.")],
    date: Day = None,
    document_date: DocumentDay = None,
    text: Text = "",
    lump_sum: Lump = None,
) -> None:
    """Begin a deposit; its lines must come to the total before it is posted."""
    company = find_company(name=session.company_name)
    bank = find_bank_account(company=company, number=bank_account)
    header = NewDeposit(
        bank_account, date.date() if date else today(), parse_minor(total, bank.currency), text,
        document_date.date() if document_date else None, lump_sum,
    )  # fmt: skip
    done = add_deposit(company=company, actor=session.actor, new=header)
    said = _("Bank deposit {deposit} of {total} to {bank_account} is begun. Add its lines: deposit line-add {deposit}.")
    session.say(said.format(deposit=done.number, total=_written(done.total), bank_account=bank_account))


@command(deposit, "set")
def set_(  # noqa: PLR0913 - each is a field of the header
    session: Session,
    number: Number,
    bank_account: Annotated[str, typer.Option("--bank-account", help="Number of the own bank account.")] = "",
    total: Annotated[str, typer.Option(help="What was paid in.")] = "",
    date: Day = None,
    document_date: DocumentDay = None,
    text: Annotated[str | None, typer.Option(help="What it is about.")] = None,
    lump_sum: Lump = None,
) -> None:
    """Change what is said of an open deposit; its lines follow."""
    company = find_company(name=session.company_name)
    old = open_deposit(company=company, number=number)
    bank = find_bank_account(company=company, number=bank_account or old.bank.number)
    header = NewDeposit(
        bank.number, date.date() if date else old.posting_date,
        parse_minor(total, bank.currency) if total else old.total_minor, old.description if text is None else text,
        document_date.date() if document_date else None if date else old.document_date, lump_sum,
    )  # fmt: skip
    done = change_deposit(company=company, actor=session.actor, number=number, new=header)
    _tell_difference(session, done)


@command(deposit, "line-add")
def line_add(  # noqa: PLR0913 - each is a field of the line
    session: Session,
    number: Number,
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="customer:C1, vendor:V1, gl:1910 or bank:B2.")],
    amount: Annotated[str, typer.Option(help="Paid in +; without it what the documents come to.")] = "",
    settles: Annotated[
        list[str] | None,
        typer.Option("--apply", metavar="NUMBER[=AMOUNT]", help="A document that the line settles; may be repeated."),
    ] = None,
    external_number: Annotated[str, typer.Option(help="Number of a check paid in, or the like.")] = "",
    document_number: Annotated[str, typer.Option(help="Document number; without it that of the deposit.")] = "",
    type: Type = None,
    text: Text = "",
) -> None:
    """Add what was paid in by one customer or from one account."""
    company, batch = _batch(session, number)
    paid = find_deposit(company=company, number=number).bank.currency
    typed = NewTyped(
        account=account,
        amount=format_minor(-parse_minor(amount, paid), paid) if amount else "",
        settles=tuple(settles or ()),
        external_document_number=external_number,
        document_number=document_number,
        document_type=document_type(type),
        description=text,
        currency=paid,
    )
    line = add_line(company=company, actor=session.actor, batch=batch, new=typed, today=today())
    said = _("Line {line}: {account}, {amount}.")
    session.say(said.format(line=line.line_number, account=line.account, amount=_written(_paid(line))))
    _tell_difference(session, find_deposit(company=company, number=number))


@command(deposit, "line-delete")
def line_delete(
    session: Session, number: Number, line: Annotated[int, typer.Argument(metavar="LINE", help="Number of the line.")]
) -> None:
    """Take a line away, with its marks."""
    company, batch = _batch(session, number)
    delete_line(company=company, actor=session.actor, batch=batch, number=line)
    session.say(_("Line {line} is deleted.").format(line=line))
    _tell_difference(session, find_deposit(company=company, number=number))


@command(deposit, "list")
def list_(session: Session, format: ReportFormat = "", output: Output = None) -> None:
    """List deposits, the newest first."""
    company = find_company(name=session.company_name)
    report = Report(
        name="deposits",
        title=_("Bank deposits"),
        facts={"company": company.name},
        columns=(
            Column("deposit", _("Deposit")),
            Column("date", _("Date")),
            Column("bank_account", _("Bank account")),
            Column("text", _("Text")),
            Column("total", _("Total"), is_number=True),
            Column("currency", _("Currency")),
            Column("lines", _("Lines"), is_number=True),
            Column("state", _("State")),
            Column("voucher", _("Voucher")),
        ),
        rows=[
            (
                one.number, one.posting_date, one.bank.number, one.description, one.total, one.bank.currency,
                one.lines, _(STATES[one.state]), one.voucher,
            )
            for one in deposits(company=company)
        ],
        rows_key="deposits",
    )  # fmt: skip
    print_report(session, report, format=format, output=output)


@command(deposit, "show")
def show(session: Session, number: Number, format: FormatOption = "table") -> None:
    """A deposit with its lines, and what it was posted as."""
    company = find_company(name=session.company_name)
    found = find_deposit(company=company, number=number)
    lines = lines_deposited(company=company, deposit=found, states=["OPEN", "POSTED"])
    names = document_names(company=company, lines=lines)
    if format == "json":
        session.json(deposit_data(found) | {"lines": [deposited_data(line, names) for line in lines]})
        return
    session.say(f"{found.number}  {found.posting_date}  {found.bank.number}  {_(STATES[found.state])}  {found.voucher}")
    columns = [
        (_("Line"), True), (_("Account"), False), (_("Text"), False), (_("External number"), False),
        (_("Settles"), False), (_("Amount"), True),
    ]  # fmt: skip
    session.table(
        columns,
        [
            (
                str(line.line_number), line.account, line.description, line.external_document_number,
                ", ".join(names[mark.entry_id] for mark in line.marks), money(-line.amount_minor, line.currency),
            )
            for line in lines
        ],
    )  # fmt: skip
    _tell_difference(session, found)


@command(deposit, "post")
def post(
    session: Session,
    number: Number,
    preview: Annotated[bool, typer.Option("--preview", help="Show what would be posted; store nothing.")] = False,
    ahead: Annotated[bool, typer.Option("--ahead", help="A date that has not come yet is meant.")] = False,
) -> None:
    """Post a deposit, all of it or nothing."""
    company = find_company(name=session.company_name)
    day = None if ahead else today()
    done = post_deposit(company=company, actor=session.actor, number=number, today=day, is_preview=preview)
    tell_posted(session, company, done, is_preview=preview)


@command(deposit, "undo")
def undo(
    session: Session, number: Number, reason: Annotated[str, typer.Option(help="Why; kept with the voucher.")] = ""
) -> None:
    """Reverse a posted deposit: what it settled is open again."""
    company = find_company(name=session.company_name)
    counter = undo_deposit(company=company, actor=session.actor, number=number, reason=reason)
    session.say(_("Bank deposit {deposit} is undone by {voucher}.").format(deposit=number, voucher=counter))


@command(deposit, "delete")
def delete(session: Session, number: Number) -> None:
    """Take an open deposit away, with its lines."""
    company = find_company(name=session.company_name)
    count = delete_deposit(company=company, actor=session.actor, number=number)
    said = _("Bank deposit {deposit} is deleted with {count:line|lines}.")
    session.say(worded(said, deposit=number, count=count))


def _batch(session: Session, number: str) -> tuple[CompanyFacts, BatchFacts]:
    company = find_company(name=session.company_name)
    open_deposit(company=company, number=number)
    return company, batch_of_deposit(company=company, number=number)


def _paid(line: TypedFacts) -> Money:
    return Money(-line.amount_minor, line.currency)


def _written(amount: Money) -> str:
    return f"{money(amount.minor, amount.currency)} {amount.currency}"


def _tell_difference(session: Session, found: DepositFacts) -> None:
    lines, rest = Money(found.lines_minor, found.bank.currency), Money(found.difference_minor, found.bank.currency)
    said = _("The lines come to {lines} of {total}; {rest} are left.")
    if not rest.minor:
        said = _("The lines come to {lines}, the total of the deposit.")
    session.say(said.format(lines=_written(lines), total=_written(found.total), rest=_written(rest)))


def deposit_data(found: DepositFacts) -> dict[str, object]:
    """A deposit as data."""
    return {
        "deposit": found.number,
        "state": found.state.lower(),
        "bank_account": found.bank.number,
        "posting_date": found.posting_date.isoformat(),
        "document_date": found.document_date.isoformat(),
        "total": format_minor(found.total_minor, found.bank.currency),
        "currency": found.bank.currency,
        "text": found.description,
        "lump_sum": found.is_lump_sum,
        "voucher": found.voucher or None,
        "reversed_by": found.counter or None,
    }


def deposited_data(line: TypedFacts, documents: Mapping[int, str]) -> dict[str, object]:
    """A line of a deposit as data: paid in +."""
    return line_data(line, documents, {}) | {"amount": format_minor(-line.amount_minor, line.currency)}
