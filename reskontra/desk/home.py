"""What needs a person today, and the figures above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import journals
from reskontra.ledger.queries import bank_accounts, bank_balance, control_balances
from reskontra.matching.pages import JournalRow, journal_rows
from reskontra.matching.paging import tab_sums


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


def home_page(*, company: CompanyFacts, today: date | None = None) -> HomePage:
    """The start page of a company, as of today."""
    day = today or datetime.now(UTC).astimezone().date()
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
    balance = sum(bank_balance(company=company, bank_account_id=bank.id) for bank in local)
    yield Figure(_("In the bank"), balance, _("bank accounts: {count}").format(count=len(local)))


def _cues(company: CompanyFacts) -> Iterator[Cue]:
    rows = journal_rows(company=company, journals=journals(company=company, state="OPEN"))
    for row, decide, ready, lines in _decisions(company, rows):
        told = _("{account}, statement {statement} · {ready} of {lines} are ready")
        detail = told.format(account=row.bank_account, statement=row.statement, ready=ready, lines=lines)
        if decide:
            yield Cue(decide, _("lines to decide"), detail, row.url, "half_disc", "warn")
        elif ready:
            yield Cue(ready, _("lines to post"), detail, f"{row.url}?tab=ready", "disc_check", "ok")


def _decisions(company: CompanyFacts, rows: Sequence[JournalRow]) -> Iterator[tuple[JournalRow, int, int, int]]:
    by_number = {journal.number: journal for journal in journals(company=company, state="OPEN")}
    for row in rows[:9]:
        sums = tab_sums(company=company, journal_id=by_number[row.number].id)
        yield row, sums["decide"].lines, sums["ready"].lines, sums["all"].lines
