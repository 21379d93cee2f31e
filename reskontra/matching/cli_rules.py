"""rule: the rule table on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.matching.rulebook import Rulebook, read_rulebook, write_rulebook
from reskontra.interface.console import Session, command
from reskontra.interface.files import opened
from reskontra.interface.tables import write_file
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.setup import restore_rules, rules_of, set_rulebook, settings_of

RULEBOOK_BYTES_MAX = 1_000_000
File = Annotated[Path, typer.Argument(metavar="FILE", help="As rule export wrote it, edited.")]

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


@command(rule, "export")
def export(
    session: Session,
    path: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Standard output if left out.")] = None,
) -> None:
    """Write rules, thresholds and charge limits as a file to edit, try with matching try, and set."""
    company = find_company(name=session.company_name)
    banks = bank_accounts(company=company)
    text = write_rulebook(
        rules=rules_of(company=company), settings=settings_of(company=company, banks=banks), currency=company.currency
    )
    if path is None:
        typer.echo(text, nl=False)
        return
    write_file(path, text.encode())
    session.say(_("{file} is written.").format(file=path))


@command(rule, "set")
def set_(session: Session, path: File) -> None:
    """Take rules, thresholds and charge limits from a file; what it leaves out stays as it is."""
    company = find_company(name=session.company_name)
    book = rulebook_in(path, company=company)
    set_rulebook(company=company, actor=session.actor, book=book)
    session.say(
        _("{rules} rules, {limits} charge limits and {thresholds} thresholds are set.").format(
            rules=len(book.rules or ()), limits=len(book.charge_limits or ()), thresholds=len(book.thresholds or ())
        )
    )


def rulebook_in(path: Path, *, company: CompanyFacts) -> Rulebook:
    """The rules in a file that a user names.

    refuses   what opened() and read_rulebook() refuse
    """
    with opened(path) as stream:
        content = stream.read(RULEBOOK_BYTES_MAX)
    return read_rulebook(content, file=path.name, currency=company.currency)
