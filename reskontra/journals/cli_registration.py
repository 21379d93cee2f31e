"""payment-registration: the list of unpaid documents, what was received for them, and posting it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.errors import Refused
from reskontra.core.money import divide_minor, format_minor, parse_minor
from reskontra.core.wording import worded
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money
from reskontra.journals.cli_typed import tell_posted
from reskontra.journals.post_registration import Registering, post_registered
from reskontra.journals.registration import (
    Entered,
    RegisteredLine,
    clear,
    enter,
    registered_lines,
    set_up,
    setup_of,
    sign_of,
    totals,
)
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.unpaid import FoundDocument, Wanted, found_documents

payment_registration = typer.Typer(
    no_args_is_help=True, help="Register payments on the list of unpaid documents, and post them."
)

Number = Annotated[str, typer.Argument(metavar="NUMBER[@CUSTOMER]", help="Number of an unpaid document.")]
Day = Annotated[datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Day it was received.")]
Preview = Annotated[bool, typer.Option("--preview", help="Show what would be posted; store nothing.")]
Find = Annotated[str, typer.Option(help="Words in number, external number or customer's name.")]
Amount = Annotated[str, typer.Option(help="Only documents with this amount.")]
Percent = Annotated[str, typer.Option(help="How much the amount may differ, in per cent.")]
Vendors = Annotated[bool, typer.Option("--vendors", help="Payments to vendors, not receipts from customers.")]
STATES = {"draft": noop("draft, not posted yet"), "open": noop("open"), "paid": noop("paid already")}


class PercentOutside(Refused):
    code = "percent_outside"
    template = "A tolerance of {percent} % is outside 0 to 100 %. Write a whole number within these bounds."


@command(payment_registration, "setup")
def setup(
    session: Session,
    batch: Annotated[str, typer.Option(help="Batch of cash receipts, or of payments, to post through.")],
    account: Annotated[str, typer.Option(metavar="ACCOUNT", help="bank:B1 or gl:1930; the batch's if left out.")] = "",
    everybody: Annotated[bool, typer.Option(help="For everybody without a setup of her own.")] = False,
    fill_date: Annotated[bool, typer.Option(help="Fill in today as the day received.")] = True,
    default_account: Annotated[bool, typer.Option(help="Take this account without asking.")] = True,
    vendors: Vendors = False,
) -> None:
    """Say through which batch and against which account you register payments."""
    done = set_up(
        company=find_company(name=session.company_name),
        actor=session.actor,
        user="" if everybody else session.actor,
        batch=batch,
        account=account,
        is_default_account=default_account,
        fills_date=fill_date,
        ledger=_ledger(vendors),
    )
    session.say(
        _("Payments are registered through batch {batch} against {account}.").format(
            batch=done.batch.name, account=done.account
        )
    )


@command(payment_registration, "list")
def list_unpaid(  # noqa: PLR0913 - one option for each way to narrow it
    session: Session,
    customer: Annotated[str, typer.Option(help="Only this customer's.")] = "",
    find: Find = "",
    amount: Amount = "",
    tolerance_percent: Percent = "0",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = 500,
    vendors: Vendors = False,
    format: FormatOption = "table",
) -> None:
    """List unpaid documents by due date, with what you have entered and what will remain."""
    company = find_company(name=session.company_name)
    wanted = replace(wanted_documents(company, customer, find, amount, tolerance_percent), ledger=_ledger(vendors))
    found = registered_lines(company=company, user=session.actor, wanted=wanted, most=limit)
    chosen = setup_of(company=company, user=session.actor, ledger=wanted.ledger)
    footer = totals(company=company, setup=chosen)
    if format == "json":
        session.json(
            {
                "account": chosen.account,
                "lines": [registered_data(line) for line in found],
                "posted_balance": format_minor(footer.posted_minor, footer.currency),
                "unposted_balance": format_minor(footer.unposted_minor, footer.currency),
                "total": format_minor(footer.posted_minor + footer.unposted_minor, footer.currency),
            }
        )
        return
    _print(session, found)
    session.say(
        _("{account}: posted {posted}, unposted {unposted}, together {total} {currency}.").format(
            account=chosen.account,
            posted=money(footer.posted_minor, footer.currency),
            unposted=money(footer.unposted_minor, footer.currency),
            total=money(footer.posted_minor + footer.unposted_minor, footer.currency),
            currency=footer.currency,
        )
    )


def _print(session: Session, found: list[RegisteredLine]) -> None:
    columns = [
        (_("Paid"), False), (_("Document"), False), (_("Type"), False), (_("Customer"), False), (_("Name"), False),
        (_("Due"), False), (_("Received"), False), (_("Amount received"), True), (_("Remaining"), True),
        (_("Discount until"), False), (_("After discount"), True), (_("Currency"), False), (_("Note"), False),
    ]  # fmt: skip
    rows = []
    for line in found:
        document, currency = line.document, line.document.currency
        sign = sign_of(document.ledger)
        after = sign * (document.remaining_minor - document.discount_minor)
        rows.append(
            (
                "x" if line.is_made else "", document.document_number, kind_word(document.document_type),
                document.account, document.name, document.due_date.isoformat(),
                line.received_date.isoformat() if line.received_date else "",
                money(sign * line.received_minor, currency) if line.is_made else "",
                money(sign * line.remaining_minor, currency),
                line.discount_date.isoformat() if line.discount_date else "",
                money(after, currency) if document.discount_minor else "", currency, _note(line.warning),
            )
        )  # fmt: skip
    session.table(columns, rows)


def _note(warning: str) -> str:
    if warning == "overdue":
        return _("overdue; interest may be charged")
    if warning == "discount_late":
        return _("too late for the discount; a part will be left")
    return ""


@command(payment_registration, "enter")
def enter_payment(  # noqa: PLR0913 - one option for each thing that is entered
    session: Session,
    number: Number,
    day: Day = None,
    amount: Annotated[str, typer.Option(help="What was received; without it what is left to pay.")] = "",
    discount_date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Let the discount be taken until this day.")
    ] = None,
    takes_discount: Annotated[
        bool | None,
        typer.Option("--take-discount/--refuse-discount", help="Grant the discount though it is late, or refuse it."),
    ] = None,
    external_number: Annotated[str | None, typer.Option(help="The payer's own number.")] = None,
    untick: Annotated[bool, typer.Option("--untick", help="Take back what was entered.")] = False,
    vendors: Vendors = False,
) -> None:
    """Enter that a document was paid; it is kept until you post it."""
    company = find_company(name=session.company_name)
    document, _at, account = number.rpartition("@") if "@" in number else (number, "", "")
    entered = Entered(
        is_made=not untick,
        received_date=day.date() if day else None,
        amount=amount or None,
        discount_date=discount_date.date() if discount_date else None,
        external_document_number=external_number,
        takes_discount=takes_discount if not discount_date else None,
    )
    done = enter(
        company=company,
        user=session.actor,
        number=document,
        account=account,
        entered=entered,
        today=today(),
        ledger=_ledger(vendors),
    )
    currency, sign = done.document.currency, sign_of(done.document.ledger)
    session.say(
        _("{document}: {amount} {currency} received {date}, {remaining} will remain. {note}")
        .format(
            document=done.document.document_number,
            amount=money(sign * done.received_minor, currency),
            currency=currency,
            date=done.received_date.isoformat() if done.received_date else "–",
            remaining=money(sign * done.remaining_minor, currency),
            note=_note(done.warning),
        )
        .strip()
    )


@command(payment_registration, "clear")
def clear_all(session: Session, vendors: Vendors = False) -> None:
    """Forget everything you have entered and not posted."""
    company = find_company(name=session.company_name)
    count = clear(company=company, user=session.actor, ledger=_ledger(vendors))
    session.say(worded(_("{count:document is|documents are} as before."), count=count))


@command(payment_registration, "post")
def post(session: Session, preview: Preview = False, vendors: Vendors = False) -> None:
    """Post a payment for each document you have ticked, all of them or none."""
    _post(session, is_lump=False, is_preview=preview, ledger=_ledger(vendors))


@command(payment_registration, "post-lump")
def post_lump(session: Session, preview: Preview = False, vendors: Vendors = False) -> None:
    """Post one payment for all the documents you have ticked: of one account, received or paid on one day."""
    _post(session, is_lump=True, is_preview=preview, ledger=_ledger(vendors))


def _ledger(vendors: bool) -> str:
    return "VENDOR" if vendors else "CUSTOMER"


def _post(session: Session, *, is_lump: bool, is_preview: bool, ledger: str) -> None:
    company = find_company(name=session.company_name)
    with session.progress(_("Posting")):
        done = post_registered(
            company=company,
            actor=session.actor,
            order=Registering(ledger, is_lump=is_lump, is_preview=is_preview),
            today=today(),
        )
    session.say(
        worded(
            _("{count:document|documents}, {sum} {currency} paid.")
            if ledger == "VENDOR"
            else _("{count:document|documents}, {sum} {currency} received."),
            count=done.count,
            sum=money(done.sum.minor, done.sum.currency),
            currency=done.sum.currency,
        )
    )
    tell_posted(session, company, done.posted, is_preview=is_preview)


@command(payment_registration, "search")
def search(
    session: Session,
    find: Find = "",
    amount: Amount = "",
    tolerance_percent: Percent = "0",
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 100,
    format: FormatOption = "table",
) -> None:
    """Look for a document that is not on the list: not posted yet, or paid already."""
    company = find_company(name=session.company_name)
    wanted = wanted_documents(company, "", find, amount, tolerance_percent)
    found = found_documents(company=company, wanted=wanted, most=limit)
    if format == "json":
        session.json([found_data(one) for one in found])
        return
    columns = [
        (_("Status"), False), (_("Type"), False), (_("Document"), False), (_("Customer"), False), (_("Name"), False),
        (_("Amount"), True), (_("Remaining"), True), (_("Currency"), False),
    ]  # fmt: skip
    rows = [
        (
            _(STATES[one.state]), kind_word(one.document_type), one.number, one.account, one.name,
            money(one.amount_minor, one.currency), money(one.remaining_minor, one.currency), one.currency,
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


def wanted_documents(company: CompanyFacts, customer: str, find: str, amount: str, percent: str) -> Wanted:
    """What to look for; the bounds of the amount are (1 ± tolerance) times it, both included.

    refuses   PercentOutside, NotAnAmount, TooManyDecimals
    """
    if not percent.isascii() or not percent.isdigit() or int(percent) > 100:
        raise PercentOutside(percent=percent[:20])
    if not amount:
        return Wanted(customer, find)
    minor, share = parse_minor(amount, company.currency), int(percent)
    bounds = sorted(divide_minor(minor * (100 + sign * share), 100) for sign in (-1, 1))
    return Wanted(customer, find, bounds[0], bounds[1])


def registered_data(line: RegisteredLine) -> dict[str, object]:
    """A line of the list as data."""
    document, currency = line.document, line.document.currency
    sign = sign_of(document.ledger)
    return {
        "document_number": document.document_number,
        "document_type": document.document_type.lower(),
        "account": document.account,
        "name": document.name,
        "description": document.description,
        "external_document_number": document.external_document_number,
        "due_date": document.due_date.isoformat(),
        "currency": currency,
        "payment_made": line.is_made,
        "date_received": line.received_date.isoformat() if line.received_date else None,
        "amount_received": format_minor(sign * line.received_minor, currency),
        "remaining": format_minor(sign * line.remaining_minor, currency),
        "discount_date": line.discount_date.isoformat() if line.discount_date else None,
        "remaining_after_discount": format_minor(sign * (document.remaining_minor - document.discount_minor), currency),
        "warning": line.warning or None,
    }


def found_data(one: FoundDocument) -> dict[str, object]:
    """A document that was looked for, as data."""
    return {
        "state": one.state,
        "document_type": one.document_type.lower(),
        "number": one.number,
        "account": one.account,
        "name": one.name,
        "amount": format_minor(one.amount_minor, one.currency),
        "remaining": format_minor(one.remaining_minor, one.currency),
        "currency": one.currency,
        "date": one.day.isoformat(),
    }
