"""report take-over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.money import Money
from reskontra.interface.console import Session, command
from reskontra.interface.display import money
from reskontra.interface.tables import Cell, Column, Output, Report, ReportFormat, print_report
from reskontra.ledger.cli import report
from reskontra.receivables.take_over import ContraBalance, TakeOverLine, contra_balances, take_over

LEDGERS = {"customer": noop("Customers"), "vendor": noop("Vendors"), "bank": noop("Bank")}


@command(report, "take-over")
def show_take_over(session: Session, format: ReportFormat = "", output: Output = None) -> None:
    """Loaded open entries and bank openings beside what the old books held on their accounts.

    An account whose posting groups are several has a row for each, and one for the account.
    """
    company = find_company(name=session.company_name)
    lines, contras = take_over(company=company), contra_balances(company=company)

    def local(minor: int) -> Money:
        return Money(minor, company.currency)

    sums = [
        sum(figures)
        for figures in zip(
            *((one.entries, one.loaded_minor, one.given_minor, one.difference_minor) for one in lines), strict=True
        )
    ] or [0] * 4
    printed = Report(
        name="take-over",
        facts={"company": company.name, "currency": company.currency},
        columns=(
            Column("ledger", _("Ledger"), is_shown=False),
            Column("ledger_name", _("Ledger")),
            Column("account", _("Account")),
            Column("name", _("Name")),
            Column("part", _("Group")),
            Column("entries", _("Entries"), is_number=True),
            Column("loaded", _("Loaded"), is_number=True),
            Column("given", _("Opening"), is_number=True),
            Column("difference", _("Difference"), is_number=True),
        ),
        rows=[row for line in lines for row in _rows(company, line)],
        rows_key="accounts",
        total=("", _("Total"), "", "", "", sums[0], *map(local, sums[1:])),
        after={
            "difference": local(sums[3]),
            "contra_accounts": [{"account": one.account, "balance": local(one.balance_minor)} for one in contras],
        },
        notes=_notes(company, lines, contras),
    )
    print_report(session, printed, format=format, output=output)


def _rows(company: CompanyFacts, line: TakeOverLine) -> Iterator[tuple[Cell, ...]]:
    """The account's row; before it, where several groups share the account, a row for each without a difference."""
    head = (line.ledger, _(LEDGERS[line.ledger]), line.account, line.name)
    loaded = [part for part in line.parts if part.entries]
    if len(loaded) > 1:
        for part in loaded:
            yield (*head, part.code, part.entries, Money(part.loaded_minor, company.currency), None, None)
    code = "" if len(loaded) > 1 else (loaded or line.parts)[0].code
    amounts = (line.loaded_minor, line.given_minor, line.difference_minor)
    yield (*head, code, line.entries, *(Money(minor, company.currency) for minor in amounts))


def _notes(company: CompanyFacts, lines: Sequence[TakeOverLine], contras: Sequence[ContraBalance]) -> list[str]:
    told = [
        _("Contra account {account} holds {balance}.").format(
            account=one.account, balance=money(one.balance_minor, company.currency)
        )
        for one in contras
    ]
    if not any(line.difference_minor for line in lines):
        return [_("What was loaded is what the old books held."), *told]
    return told
