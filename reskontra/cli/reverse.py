"""reskontra reverse VOUCHER | --run N: a correction by another voucher."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.cli.root import program
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.errors import Refused
from reskontra.core.wording import worded
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money
from reskontra.matching.actions.reverse_lines import Reversed, Wanted, reversal_data, reverse_run, reverse_voucher
from reskontra.receivables.cli_entries import say_readjusted


class VoucherOrRun(Refused):
    code = "voucher_or_run"
    template = 'One thing is reversed, and "{voucher}" and run {run} were named. Name a voucher, or a run with --run.'


@command(program, "reverse")
def reverse(
    session: Session,
    voucher: Annotated[str, typer.Argument(metavar="[VOUCHER]", help="As B-2026-17.")] = "",
    run: Annotated[int, typer.Option(min=0, help="All that one command posted, by the number it gave.")] = 0,
    reason: Annotated[str, typer.Option(help="Why; kept with the counter voucher.")] = "",
    description: Annotated[str, typer.Option(help="Text of the counter voucher.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show what would come of it; store nothing.")] = False,
    format: FormatOption = "table",
) -> None:
    """Reverse a voucher by another; its entries are settled by mirrors, a bank line is open again."""
    if bool(voucher) == bool(run):
        raise VoucherOrRun(voucher=voucher, run=run)
    company = find_company(name=session.company_name)
    wanted = Wanted(reason, description, preview)
    if voucher:
        done = reverse_voucher(company=company, actor=session.actor, voucher=voucher, wanted=wanted)
    else:
        done = reverse_run(company=company, actor=session.actor, run=run, wanted=wanted)
    if format == "json":
        session.json(reversal_data(company, done, is_preview=preview))
        return
    _tell(session, company, done, preview)


def _tell(session: Session, company: CompanyFacts, done: Reversed, preview: bool) -> None:
    vouchers = ", ".join(done.vouchers)
    if done.lines:
        session.say(
            worded(
                _("{lines:line is|lines are} open again, reversed by {vouchers}."), lines=done.lines, vouchers=vouchers
            )
        )
    else:
        session.say(
            worded(
                _("Reversed by {vouchers}; {count:entry is|entries are} settled."),
                vouchers=vouchers,
                count=done.entries,
            )
        )
    say_readjusted(session, done.readjusted)
    if preview:
        rows = [(one.account, one.name, money(one.minor, company.currency)) for one in done.moved]
        session.table([(_("Account"), False), (_("Name"), False), (_("Amount"), True)], rows)
        session.say(_("A preview: nothing was stored."))
