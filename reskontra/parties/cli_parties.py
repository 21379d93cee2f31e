"""party list|show|block|unblock|credit-limit|activate|deactivate: customers and vendors."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import find_company
from reskontra.core.money import Money, parse_minor
from reskontra.interface.console import FormatOption, Session, command, yes_no
from reskontra.interface.display import value
from reskontra.interface.forms import stamp
from reskontra.parties.actions import activate_party, block_party, limit_credit
from reskontra.parties.edit import party_values
from reskontra.parties.listing import PartyLine, list_parties, party_card

party = typer.Typer(no_args_is_help=True, help="Customers and vendors: what is known of them, blocks, merging.")

BLOCKS = {"SHIP": noop("Deliveries"), "INVOICE": noop("Invoices"), "PAYMENT": noop("Payments"), "ALL": noop("All")}


def known_ledger(ledger: str) -> str:
    """The callback of every --ledger option: another word is wrong usage."""
    if ledger.lower() not in ("customer", "vendor"):
        raise typer.BadParameter(_('"{ledger}" is no ledger. Use customer or vendor.').format(ledger=ledger))
    return ledger.upper()


Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Of the customer or vendor.")]
LedgerOption = Annotated[
    str, typer.Option("--ledger", callback=known_ledger, metavar="LEDGER", help="customer or vendor.")
]


@command(party, "list")
def list_all(
    session: Session,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="How number or name begins.")] = "",
    ledger: LedgerOption = "customer",
    all: Annotated[bool, typer.Option("--all", help="Inactive ones too.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = 500,
    format: FormatOption = "table",
) -> None:
    """List customers or vendors by number; inactive ones are hidden."""
    company = find_company(name=session.company_name)
    found = list_parties(company=company, ledger=ledger, text=text, with_inactive=all, most=limit)
    if format == "json":
        session.json([party_data(one) for one in found])
        return
    rows = [
        (
            one.number, one.name, one.city, one.organisation_number, one.currency, _block(one), yes_no(one.is_active),
            one.merged_into,
        )
        for one in found
    ]  # fmt: skip
    columns = [
        (_("Number"), False), (_("Name"), False), (_("City"), False), (_("Organisation number"), False),
        (_("Currency"), False), (_("Blocked"), False), (_("Active"), False), (_("Merged into"), False),
    ]  # fmt: skip
    session.table(columns, rows)


@command(party, "show")
def show(session: Session, number: Number, ledger: LedgerOption = "customer", format: FormatOption = "table") -> None:
    """Show what is known of a customer or vendor."""
    company = find_company(name=session.company_name)
    card = party_card(company=company, ledger=ledger, number=number)
    if format == "json":
        accounts = [{"kind": kind.lower(), "number": account} for kind, account in card.accounts]
        seen = stamp(party_values(company=company, ledger=ledger, number=number))
        session.json({**party_data(card.line), "accounts": accounts, "merged": list(card.merged), "seen": seen})
        return
    line = card.line
    rows = [
        (_("Number"), line.number), (_("Name"), line.name), (_("City"), line.city),
        (_("Organisation number"), line.organisation_number), (_("Currency"), line.currency),
        (_("Payment terms"), line.payment_terms), (_("Posting group"), line.posting_group),
        (_("Accounts"), ", ".join(account for _kind, account in card.accounts)), (_("Blocked"), _block(line)),
        (_("Active"), yes_no(line.is_active)), (_("Merged into"), line.merged_into),
        (_("Merged with it"), ", ".join(card.merged)),
    ]  # fmt: skip
    session.table([(_("What"), False), (_("Value"), False)], [row for row in rows if row[1]])


@command(party, "block")
def block(
    session: Session,
    number: Number,
    level: Annotated[str, typer.Option("--level", help="ship, invoice or all; of a vendor payment or all.")] = "all",
    ledger: LedgerOption = "customer",
) -> None:
    """Block a customer or vendor from some postings, or from all."""
    company = find_company(name=session.company_name)
    block_party(company=company, actor=session.actor, ledger=ledger, number=number, level=level.lower())
    session.say(_("{number} is blocked: {level}.").format(number=number, level=_(BLOCKS[level.upper()])))


@command(party, "unblock")
def unblock(session: Session, number: Number, ledger: LedgerOption = "customer") -> None:
    """Lift the block of a customer or vendor."""
    company = find_company(name=session.company_name)
    block_party(company=company, actor=session.actor, ledger=ledger, number=number, level="")
    session.say(_("{number} is not blocked.").format(number=number))


@command(party, "credit-limit")
def credit_limit(
    session: Session,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Of the customer.")],
    limit: Annotated[str, typer.Argument(metavar="AMOUNT", help="In local currency; 0 for no limit.")],
) -> None:
    """Give a customer a credit limit; report credit-limits shows how much of it is used."""
    company = find_company(name=session.company_name)
    minor = parse_minor(limit, company.currency)
    limit_credit(company=company, actor=session.actor, number=number, limit_minor=minor)
    told = value(Money(minor, company.currency)) if minor else _("none")
    session.say(_("Credit limit of {number}: {limit}.").format(number=number, limit=told))


@command(party, "deactivate")
def deactivate(session: Session, number: Number, ledger: LedgerOption = "customer") -> None:
    """Hide a customer or vendor from lists; what is posted stays."""
    company = find_company(name=session.company_name)
    activate_party(company=company, actor=session.actor, ledger=ledger, number=number, is_active=False)
    session.say(_("{number} is inactive.").format(number=number))


@command(party, "activate")
def activate(session: Session, number: Number, ledger: LedgerOption = "customer") -> None:
    """Show a customer or vendor in lists again."""
    company = find_company(name=session.company_name)
    activate_party(company=company, actor=session.actor, ledger=ledger, number=number, is_active=True)
    session.say(_("{number} is active.").format(number=number))


def _block(line: PartyLine) -> str:
    return _(BLOCKS[line.blocked]) if line.blocked else ""


def party_data(one: PartyLine) -> dict[str, object]:
    """A customer or vendor in a list, as programs see it."""
    return {
        "ledger": one.ledger.lower(),
        "number": one.number,
        "name": one.name,
        "city": one.city,
        "organisation_number": one.organisation_number,
        "currency": one.currency,
        "payment_terms": one.payment_terms,
        "posting_group": one.posting_group,
        "blocked": one.blocked.lower(),
        "active": one.is_active,
        "merged_into": one.merged_into,
    }
