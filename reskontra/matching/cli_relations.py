"""payer-relation: who pays for whom."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.matching.actions.relations import Relation, add_relation, end_relation, relations_of

payer_relation = typer.Typer(no_args_is_help=True, help="Payers that pay for others: groups, factors, bill-to.")

Payer = Annotated[str, typer.Argument(metavar="PAYER", help="Number of the customer or vendor that pays.")]
Party = Annotated[str, typer.Argument(metavar="PARTY", help="Number of the one it pays for.")]
Kind = Annotated[str, typer.Option(help="bill-to, group, factor or pays-for.")]
Ledger = Annotated[str, typer.Option(help="customer or vendor.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


@command(payer_relation, "add")
def add(
    session: Session,
    payer: Payer,
    party: Party,
    kind: Kind = "pays-for",
    ledger: Ledger = "customer",
    valid_from: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    valid_to: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")] = None,
) -> None:
    """Let one customer or vendor pay for another; its payments are then looked for among both one's documents."""
    days = [day.date() if day else None for day in (valid_from, valid_to)]
    relation = Relation(ledger.upper(), payer, party, kind, days[0], days[1])
    add_relation(company=find_company(name=session.company_name), actor=session.actor, relation=relation)
    session.say(_("{payer} pays for {party}.").format(payer=payer, party=party))


@command(payer_relation, "end")
def end(session: Session, payer: Payer, party: Party, ledger: Ledger = "customer", on: Day = None) -> None:
    """End it, today or on another last day; what was decided stays."""
    day = on.date() if on else today()
    company = find_company(name=session.company_name)
    end_relation(company=company, actor=session.actor, ledger=ledger.upper(), payer=payer, party=party, last_day=day)
    session.say(_("{payer} pays for {party} until {date}.").format(payer=payer, party=party, date=day.isoformat()))


@command(payer_relation, "list")
def list_relations(session: Session, format: FormatOption = "table") -> None:
    """List who pays for whom."""
    found = relations_of(company=find_company(name=session.company_name))
    rows = [relation_data(one) for one in found]
    if format == "json":
        session.json(rows)
        return
    headings = (_("Ledger"), _("Payer"), _("Pays for"), _("Kind"), _("From"), _("To"))
    session.table([(heading, False) for heading in headings], [tuple(v or "" for v in row.values()) for row in rows])


def relation_data(one: Relation) -> dict[str, str | None]:
    """A payer relation as data."""
    return {
        "ledger": one.ledger.lower(), "payer": one.payer, "party": one.party, "kind": one.kind,
        "from": one.valid_from.isoformat() if one.valid_from else None,
        "to": one.valid_to.isoformat() if one.valid_to else None,
    }  # fmt: skip
