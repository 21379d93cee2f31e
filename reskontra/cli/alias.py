"""party alias: another name by which a customer or vendor pays."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.matching.actions.facts import WantedFact, add_fact
from reskontra.parties.cli_parties import party


@command(party, "alias")
def alias(
    session: Session,
    means: Annotated[str, typer.Argument(metavar="LEDGER:NUMBER", help="customer:C1 or vendor:V1.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="As it may stand on a bank statement.")],
) -> None:
    """Give a customer or vendor another name by which its payments are known; see matching facts for all of them."""
    company = find_company(name=session.company_name)
    wanted = WantedFact(kind="name", value=name, means=means)
    view = add_fact(company=company, actor=session.actor, wanted=wanted)
    session.say(
        _("{name} means {means} {party}, by fact {number}.").format(
            name=name, means=view.means, party=view.name, number=view.fact.number
        )
    )
