"""collections worklist|contact: whom to collect from next, and what was said."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.contacts import CONTACT_WORDS, ContactOrder, log_contacts
from reskontra.collections.customer_setup import CustomerSetup, set_up_customer
from reskontra.collections.worklist import STATES, WORKLIST, worklist_listing
from reskontra.collections.worklist_actions import ManyOrder, do_with_many
from reskontra.companies.queries import find_company
from reskontra.core.money import format_minor
from reskontra.core.wording import worded
from reskontra.database.days import day_of
from reskontra.database.listing import Row, slice_of
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money
from reskontra.interface.list_kinds import Asked
from reskontra.parties.queries import find_party

collecting = typer.Typer(no_args_is_help=True, help="Whom to collect from, by hand and by itself.")


@command(collecting, "worklist")
def worklist(
    session: Session,
    which: Annotated[str, typer.Option("--which", help="now, broken, bounced, promised, disputed, plan, held")] = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 100,
    format: FormatOption = "table",
) -> None:
    """List customers with something overdue, the most urgent first."""
    known = [code for code, _word in WORKLIST.fields[1].options]
    if which not in known:
        told = _('"{text}" is none of {known}.').format(text=which, known=", ".join(filter(None, known)))
        raise typer.BadParameter(told)
    company = find_company(name=session.company_name)
    asked = Asked({"which": which}, "urgency", True, None, None, ())
    listing = worklist_listing(company=company, asked=asked, on=today())
    found = slice_of(listing, sort="urgency", is_descending=True, most=limit).rows
    if format == "json":
        session.json([worklist_data(row, company.currency) for row in found])
        return
    if not found:
        session.say(_("Nothing is overdue."))
        return
    columns = [
        (_("Number"), False), (_("Name"), False), (_("Overdue"), True), (_("Overdue since"), False), (_("Level"), True),
        (_("State"), False), (_("Last contact"), False), (_("Next action"), False), (_("Urgency"), True),
    ]  # fmt: skip
    rows = [
        (
            row["number"], row["name"], money(row["overdue"], company.currency), _day(row["oldest"]),
            str(row["level"] or ""), _(STATES[row["state"]][2]), _contact(row), _day(row["next_date"]),
            str(row["urgency"]),
        )
        for row in found
    ]  # fmt: skip
    session.table(columns, rows)


def _day(found: object) -> str:
    return day_of(found).isoformat() if found else ""


def _contact(row: Row) -> str:
    if not row["contact_kind"]:
        return ""
    return f"{_day(row['contact_on'])} {_(CONTACT_WORDS[row['contact_kind']])}"


def worklist_data(row: Row, currency: str) -> dict[str, object]:
    """A customer on the worklist."""
    return {
        "number": row["number"],
        "name": row["name"],
        "overdue": format_minor(row["overdue"], currency),
        "currency": currency,
        "entries": row["entries"],
        "overdue_since": _day(row["oldest"]),
        "level": row["level"],
        "state": row["state"],
        "broken_promises": row["broken"],
        "disputes": row["disputes"],
        "last_contact": _day(row["contact_on"]) or None,
        "last_contact_kind": row["contact_kind"].lower(),
        "owner": row["owner"],
        "next_action": _day(row["next_date"]) or None,
        "urgency": row["urgency"],
    }


@command(collecting, "contact")
def contact(
    session: Session,
    customers: Annotated[list[str], typer.Argument(metavar="CUSTOMER...", help="One, or several at once.")],
    text: Annotated[str, typer.Option("--text", help="What was said.")],
    kind: Annotated[str, typer.Option("--kind", help="call, email, letter, note")] = "note",
    day: Annotated[datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], help="When; today without.")] = None,
    following: Annotated[
        datetime | None, typer.Option("--next", formats=["%Y-%m-%d"], help="When to do something again.")
    ] = None,
) -> None:
    """Keep a call, an e-mail or a note in the log of a customer."""
    company = find_company(name=session.company_name)
    order = ContactOrder(
        tuple(customers), kind, text, day.date() if day else today(), following.date() if following else None
    )
    count = log_contacts(company=company, actor=session.actor, order=order, today=today())
    session.say(worded(_("Kept in the log of {count:customer|customers}."), count=count))


@command(collecting, "assign")
def assign(
    session: Session,
    customers: Annotated[list[str], typer.Argument(metavar="CUSTOMER...", help="One, or several at once.")],
    owner: Annotated[str, typer.Option("--owner", help='The user who looks after them; "" for nobody.')],
) -> None:
    """Say who collects from customers."""
    company = find_company(name=session.company_name)
    order = ManyOrder(tuple(customers), owner=owner)
    found = do_with_many(company=company, actor=session.actor, order=order, today=today())
    told = (
        _("{owner} looks after {count:customer|customers}.")
        if owner
        else _("Nobody looks after {count:customer|customers}.")
    )
    session.say(worded(told, owner=owner, count=found.customers))


@command(collecting, "hold")
def hold(
    session: Session,
    customers: Annotated[list[str], typer.Argument(metavar="CUSTOMER...", help="One, or several at once.")],
    code: Annotated[str, typer.Option("--code", help="Up to three characters, such as initials.")] = "X",
    release: Annotated[bool, typer.Option("--release", help="Take every hold off.")] = False,
) -> None:
    """Put what is overdue of customers on hold: no reminder and no finance charge memo is made of it."""
    company = find_company(name=session.company_name)
    order = ManyOrder(tuple(customers), hold="" if release else code)
    found = do_with_many(company=company, actor=session.actor, order=order, today=today())
    told = _("{count:hold|holds} taken off.") if release else _("{count:document is|documents are} on hold.")
    session.say(worded(told, count=found.documents))


@command(collecting, "customer")
def customer(  # noqa: PLR0913 - one option for each thing that is known of a customer
    session: Session,
    number: Annotated[str, typer.Argument(metavar="CUSTOMER")],
    channel: Annotated[
        str | None, typer.Option("--channel", help='email or print; "" for e-mail if there is one.')
    ] = None,
    email: Annotated[str | None, typer.Option("--email", help='For letters alone; "" for the card\'s.')] = None,
    consumer: Annotated[bool | None, typer.Option("--consumer/--business", help="What the law sees in it.")] = None,
    confirm: Annotated[
        bool, typer.Option("--confirm-address", help="Its address is right, though mail came back from it.")
    ] = False,
    due_agreed: Annotated[
        bool | None, typer.Option("--due-agreed/--due-not-agreed", help="Whether due dates are agreed in advance.")
    ] = None,
    fee_agreed: Annotated[
        bool | None, typer.Option("--fee-agreed/--fee-not-agreed", help="Whether a reminder fee was agreed.")
    ] = None,
    interest_told: Annotated[
        bool | None, typer.Option("--interest-told/--interest-not-told", help="Whether invoices tell of interest.")
    ] = None,
) -> None:
    """Set up how a customer is collected from; what is not named stays."""
    company = find_company(name=session.company_name)
    party = find_party(company=company, ledger="CUSTOMER", number=number)
    wanted = CustomerSetup(consumer, due_agreed, fee_agreed, channel, email, confirm, interest_told)
    set_up_customer(company=company, actor=session.actor, customer=party, wanted=wanted)
    session.say(_("{customer} is set up.").format(customer=f"{party.number} {party.name}"))
