"""rule: the rule table on the command line."""

from __future__ import annotations

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.matching.setup import restore_rules, rules_of

rule = typer.Typer(no_args_is_help=True, help="The rule table of automatic application.")


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
