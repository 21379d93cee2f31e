"""What needs a person today, and the figures above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from reskontra.journals.queries import journals
from reskontra.ledger.queries import bank_accounts, bank_balances, control_balances
from reskontra.matching.pages import journal_rows
from reskontra.matching.paging import sums_by_journal

MOST_CUES = 9  # each has a digit as its key


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    minor: int
    comment: str


@dataclass(frozen=True, slots=True)
class Cue:
    """How many of what wait, and the page where they are decided."""

    count: int
    word: str
    detail: str
    url: str
    shape: str
    role: str


@dataclass(frozen=True, slots=True)
class HomePage:
    title: str
    week: str
    currency: str
    figures: tuple[Figure, ...]
    cues: tuple[Cue, ...]


def home_page(*, company: CompanyFacts, on: date | None = None) -> HomePage:
    """The start page of a company, as of today or the day that is told."""
    day = on or today()
    told = _("Week {week} · amounts in {currency}")
    return HomePage(
        title=date_format(day, "l j F Y").capitalize(),
        week=told.format(week=day.isocalendar().week, currency=company.currency),
        currency=company.currency,
        figures=tuple(_figures(company)),
        cues=tuple(_cues(company)),
    )


def _figures(company: CompanyFacts) -> Iterator[Figure]:
    held = control_balances(company=company)
    yield Figure(
        _("Receivables"), sum(one.balance_minor for one in held if "CUSTOMER" in one.kinds), _("by the ledger")
    )
    yield Figure(_("Payables"), sum(one.balance_minor for one in held if "VENDOR" in one.kinds), _("by the ledger"))
    local = [bank for bank in bank_accounts(company=company) if bank.currency == company.currency]
    balances = bank_balances(company=company)
    balance = sum(balances.get(bank.id, 0) for bank in local)
    yield Figure(_("In the bank"), balance, _("bank accounts: {count}").format(count=len(local)))


def _cues(company: CompanyFacts) -> Iterator[Cue]:
    """The newest statements with open lines: those to decide, else those to post."""
    known = journals(company=company, state="OPEN")
    found = {journal.number: journal.id for journal in known}
    rows = journal_rows(company=company, journals=known)[:MOST_CUES]
    sums = sums_by_journal(company=company, journal_ids=[found[row.number] for row in rows]) if rows else {}
    for row in rows:
        tabs = sums[found[row.number]]
        decide, ready = tabs["decide"].lines, tabs["ready"].lines
        told = _("{account}, statement {statement} · {ready} of {lines} are ready")
        detail = told.format(account=row.bank_account, statement=row.statement, ready=ready, lines=tabs["all"].lines)
        if decide:
            yield Cue(decide, _("lines to decide"), detail, row.url, "half_disc", "warn")
        elif ready:
            yield Cue(ready, _("lines to post"), detail, f"{row.url}?tab=ready", "disc_check", "ok")
