"""mapping, rule: standing decisions on the command line."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.matching.actions.mappings import add_mapping, mappings_of, remove_mapping
from reskontra.matching.setup import restore_rules, rules_of

mapping = typer.Typer(no_args_is_help=True, help="Text mappings: a text on the statement means an account.")
rule = typer.Typer(no_args_is_help=True, help="The rule table of automatic application.")

Text = Annotated[str, typer.Argument(metavar="TEXT", help="Text that the transaction holds.")]
Account = Annotated[str, typer.Option("--account", metavar="TYPE:NUMBER", help="gl:6570, customer:C1, vendor:V1.")]
Direction = Annotated[str, typer.Option(help="in or out; both if left out.")]
Priority = Annotated[int, typer.Option(min=1, max=9999, help="The lowest number goes first.")]


@command(mapping, "add")
def add(session: Session, text: Text, account: Account, direction: Direction = "", priority: Priority = 100) -> None:
    """Let a text mean an account from now on; lines with it are ready at the next match."""
    company = find_company(name=session.company_name)
    chosen = add_mapping(
        company=company, actor=session.actor, text=text, account=account, direction=direction, priority=priority
    )
    session.say(_('"{text}" is posted to {account}.').format(text=chosen.text, account=account))


@command(mapping, "remove")
def remove(session: Session, text: Text) -> None:
    """Take a text mapping away."""
    company = find_company(name=session.company_name)
    count = remove_mapping(company=company, actor=session.actor, text=text)
    session.say(_('{count} mappings of "{text}" removed.').format(count=count, text=text))


@command(mapping, "list")
def list_mappings(session: Session) -> None:
    """List the text mappings, strongest first."""
    company = find_company(name=session.company_name)
    rows = [
        (str(m.priority), m.text, m.direction.lower(), f"{m.account_type.lower()}:{m.account_number}")
        for m in mappings_of(company=company)
    ]
    columns = [(_("Priority"), True), (_("Text"), False), (_("Direction"), False), (_("Account"), False)]
    session.table(columns, rows)


@command(rule, "list")
def list_rules(session: Session) -> None:
    """List the rules, strongest first."""
    company = find_company(name=session.company_name)
    rows = [
        (r.name, *(str(v.value).lower() for v in (r.party, r.document, r.amount, r.direct_debit)))
        for r in sorted(rules_of(company=company), key=lambda r: -r.score)
    ]
    columns = [(_("Rule"), False), (_("Payer"), False), (_("Document"), False), (_("Amount"), False)]
    session.table([*columns, (_("Direct debit"), False)], rows)


@command(rule, "restore")
def restore(session: Session) -> None:
    """Restore the default rules."""
    company = find_company(name=session.company_name)
    count = restore_rules(company=company, actor=session.actor)
    session.say(_("{count} rules restored.").format(count=count))
