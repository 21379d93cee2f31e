"""check-ledger: checks drawn on own bank accounts, written by hand or printed, voided, and not yet paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.interface.clock import today
from reskontra.interface.console import Session, command
from reskontra.interface.display import money
from reskontra.interface.tables import Output, ReportFormat, print_report
from reskontra.journals.batches import batch_named
from reskontra.journals.check_printing import PrintOrder, issue_check, print_line_checks
from reskontra.journals.check_voiding import VoidOrder, told_voided, void_check
from reskontra.ledger.check_entries import STATES, checks_of, outstanding_checks
from reskontra.ledger.check_register import check_register
from reskontra.ledger.queries import find_bank_account

check_ledger = typer.Typer(no_args_is_help=True, help="Checks drawn on own bank accounts.")

Batch = Annotated[str, typer.Argument(metavar="BATCH", help="Name of the batch with the lines that are paid.")]
Bank = Annotated[str, typer.Argument(metavar="BANK_ACCOUNT", help="Number of the own bank account.")]
AsOf = Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="At the end of this day.")]


@command(check_ledger, "issue")
def issue(
    session: Session,
    name: Batch,
    line: Annotated[int, typer.Argument(metavar="LINE", help="Number of the line that it pays.")],
    number: Annotated[str, typer.Argument(metavar="[NUMBER]", help="On the check; else the one after the last.")] = "",
) -> None:
    """Say that a line is paid by a check written by hand; it is drawn when the batch is posted."""
    company = find_company(name=session.company_name)
    batch = batch_named(company=company, name=name)
    done = issue_check(company=company, actor=session.actor, batch=batch, line=line, number=number)
    session.say(_("Line {line} is paid by check {check}.").format(line=line, check=done.check_number))


@command(check_ledger, "print")
def print_(
    session: Session,
    name: Batch,
    lines: Annotated[list[int] | None, typer.Argument(metavar="[LINE]...", help="Only these lines.")] = None,
    test: Annotated[bool, typer.Option("--test", help="Show what would be printed; use no number.")] = False,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """Print the checks that pay lines of a batch, and list them; the lines can be posted then."""
    company = find_company(name=session.company_name)
    batch = batch_named(company=company, name=name)
    order = PrintOrder(tuple(lines or ()), is_test=test)
    printed = [
        check for _line, check in print_line_checks(company=company, actor=session.actor, batch=batch, order=order)
    ]
    report = check_register(company=company, checks=printed, name="printed-checks", title=_("Printed checks"))
    if test:
        report = replace(report, title=_("Test print"), notes=(_("A test print: nothing was stored."),))
    print_report(session, report, format=format, output=output)


@command(check_ledger, "list")
def list_checks(
    session: Session,
    number: Bank,
    state: Annotated[str, typer.Option(help="printed, posted, voided or financially-voided.")] = "",
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """List the checks of a bank account, the oldest first."""
    company = find_company(name=session.company_name)
    bank = find_bank_account(company=company, number=number)
    wanted = state.upper().replace("-", "_")
    if state and wanted not in STATES:
        known = ", ".join(code.lower().replace("_", "-") for code in STATES)
        raise typer.BadParameter(_('"{state}" is no state of a check. Use {known}.').format(state=state, known=known))
    found = checks_of(company=company, bank_account=bank, states=(wanted,) if state else ())
    report = check_register(company=company, checks=found, name="checks", title=_("Checks"), bank=bank)
    print_report(session, report, format=format, output=output)


@command(check_ledger, "outstanding")
def outstanding(
    session: Session,
    number: Bank,
    as_of: AsOf = None,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """What was drawn on a bank account by check and the bank had not paid at the end of a day, with its sum."""
    company = find_company(name=session.company_name)
    bank = find_bank_account(company=company, number=number)
    day = as_of.date() if as_of else today()
    found = outstanding_checks(company=company, bank_account=bank, as_of=day)
    title = _("Outstanding checks")
    report = check_register(
        company=company, checks=found, name="outstanding-checks", title=title, bank=bank, facts={"as_of": day}
    )
    print_report(session, report, format=format, output=output)


@command(check_ledger, "void")
def void(
    session: Session,
    number: Bank,
    check: Annotated[str, typer.Argument(metavar="CHECK", help="Number of the check.")],
    day: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="When; without it the check's own date.")
    ] = None,
    keep_applied: Annotated[
        bool, typer.Option("--keep-applied", help="What it paid stays settled; the money is owed anew.")
    ] = False,
    reason: Annotated[str, typer.Option(help="Why; kept with the voucher.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show what would come of it; store nothing.")] = False,
) -> None:
    """Void a check: a printed one can be printed anew; a posted one is taken back by a voucher."""
    company = find_company(name=session.company_name)
    order = VoidOrder(number, check, day.date() if day else None, keep_applied, reason, preview)
    done = void_check(company=company, actor=session.actor, order=order)
    session.say(told_voided(done))
    if preview:
        rows = [(one.account, one.name, money(one.minor, company.currency)) for one in done.moved]
        session.table([(_("Account"), False), (_("Name"), False), (_("Amount"), True)], rows)
        session.say(_("A preview: nothing was stored."))
