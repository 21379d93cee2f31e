"""mapping: texts that mean an account, on the command line."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.matching.mappings import Mapping
from reskontra.core.money import format_minor
from reskontra.core.wording import worded
from reskontra.interface.clock import today
from reskontra.interface.console import USAGE, FormatOption, Session, command, yes_no
from reskontra.interface.display import money
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.actions.mappings import add_mapping, mappings_of, remove_mapping, wanted_mapping
from reskontra.matching.conditions import written_conditions, written_splits
from reskontra.matching.preview import Caught, caught_lines

mapping = typer.Typer(no_args_is_help=True, help="Text mappings: a text on the statement means an account.")

Text = Annotated[str, typer.Argument(metavar="TEXT", help="Text that the transaction holds.")]
Account = Annotated[str, typer.Option("--account", metavar="TYPE:NUMBER", help="gl:6570, customer:C1, vendor:V1.")]
Direction = Annotated[str, typer.Option(help="in or out; both if left out.")]
Priority = Annotated[int, typer.Option(min=1, max=9999, help="The lowest number goes first.")]
Conditions = Annotated[
    list[str] | None,
    typer.Option(
        "--if",
        metavar="NAME=VALUE",
        help="A further condition, repeatable: amount=100..500, bank=B1, payer=IBAN, code=PMNT, field=name, "
        "match=words, match=pattern, from=2026-01-01, to=2026-12-31.",
    ),
]
Splits = Annotated[
    list[str] | None,
    typer.Option("--split", metavar="TYPE:NUMBER=SHARE", help="A part elsewhere, repeatable: gl:2641=20% or =50.00."),
]
Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day; a year ago if left out.")]


@command(mapping, "add")
def add(
    session: Session,
    text: Text,
    account: Account,
    direction: Direction = "",
    priority: Priority = 100,
    conditions: Conditions = None,
    splits: Splits = None,
) -> None:
    """Let a text mean an account from now on; lines with it are ready at the next match."""
    company = find_company(name=session.company_name)
    wanted = wanted_mapping(
        company=company,
        text=text,
        account=account,
        direction=direction,
        priority=priority,
        conditions=conditions or (),
        splits=splits or (),
    )
    chosen = add_mapping(company=company, actor=session.actor, mapping=wanted)
    session.say(_('"{text}" is posted to {account}.').format(text=chosen.text, account=account))


@command(mapping, "try")
def try_mapping(
    session: Session,
    text: Text,
    account: Account,
    direction: Direction = "",
    conditions: Conditions = None,
    since: Since = None,
    format: FormatOption = "table",
) -> None:
    """Show which lines a mapping would have caught, and what they were put on; nothing is stored."""
    company = find_company(name=session.company_name)
    wanted = wanted_mapping(
        company=company, text=text, account=account, direction=direction, conditions=conditions or ()
    )
    first = since.date() if since else today() - timedelta(days=365)
    caught = caught_lines(company=company, mapping=wanted, since=first)
    if format == "json":
        session.json([caught_data(one) for one in caught])
        return
    headings = [(_("Journal"), False), (_("Line"), True), (_("Date"), False), (_("Amount"), True), (_("Text"), False)]
    rows = [
        (
            one.journal,
            str(one.line),
            one.date.isoformat(),
            money(one.amount_minor, one.currency),
            one.text,
            _accounts(one),
            yes_no(one.agrees),
        )
        for one in caught
    ]
    session.table([*headings, (_("Applied to"), False), (_("Agrees"), False)], rows)
    agreeing = sum(one.agrees for one in caught)
    session.say(
        worded(
            _("{count:line|lines} since {date}, {agreeing} of them on that account already."),
            count=len(caught),
            date=first.isoformat(),
            agreeing=agreeing,
        )
    )


def _accounts(one: Caught) -> str:
    return ", ".join(dict.fromkeys(f"{part.account_type.lower()}:{part.account_number}" for part in one.parts))


def caught_data(one: Caught) -> dict[str, object]:
    """A line that a mapping would have caught, as data."""
    return {
        "journal": one.journal,
        "line": one.line,
        "date": one.date.isoformat(),
        "amount": format_minor(one.amount_minor, one.currency),
        "currency": one.currency,
        "text": one.text,
        "state": one.state,
        "accounts": [f"{part.account_type.lower()}:{part.account_number}" for part in one.parts],
        "agrees": one.agrees,
    }


@command(mapping, "remove")
def remove(
    session: Session,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Text of the mappings.")] = "",
    number: Annotated[int | None, typer.Option(min=1, max=999_999_999, help="Only the one of this number.")] = None,
) -> None:
    """Take a text mapping away."""
    if bool(text) == (number is not None):
        typer.echo(_("Name the text, or one mapping with --number."), err=True)
        raise typer.Exit(USAGE)
    company = find_company(name=session.company_name)
    count = remove_mapping(company=company, actor=session.actor, text=text, number=number)
    session.say(worded(_('{count:mapping|mappings} of "{text}" removed.'), count=count, text=text or number))


@command(mapping, "list")
def list_mappings(session: Session, format: FormatOption = "table") -> None:
    """List the text mappings, strongest first."""
    company = find_company(name=session.company_name)
    rows = [mapping_data(company, one) for one in mappings_of(company=company)]
    if format == "json":
        session.json(rows)
        return
    columns = [(_("No."), True), (_("Priority"), True), (_("Text"), False), (_("Direction"), False)]
    columns += [(_("Account"), False), (_("Conditions"), False), (_("Splits"), False)]
    session.table(columns, [tuple(_cell(value) for value in row.values()) for row in rows])


def mapping_data(company: CompanyFacts, one: Mapping) -> dict[str, object]:
    """A mapping as data, as people write it."""
    banks = {bank.id: bank for bank in bank_accounts(company=company)}
    return {
        "number": one.number,
        "priority": one.priority,
        "text": one.text,
        "direction": one.direction.lower(),
        "account": f"{one.account_type.lower()}:{one.account_number}",
        "conditions": written_conditions(one, banks, company.currency),
        "splits": written_splits(one, company.currency),
    }


def _cell(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
