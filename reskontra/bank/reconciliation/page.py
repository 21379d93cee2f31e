"""What the page of one bank reconciliation shows, and what its address asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _

from reskontra.bank.reconciliation.closing import DIFFERENCES_CANCEL
from reskontra.bank.reconciliation.later import LATER_WARNINGS, later_warnings
from reskontra.bank.reconciliation.opening import statement_before
from reskontra.bank.reconciliation.panes import Panes, Shown, panes
from reskontra.bank.reconciliation.queries import ReconciliationFacts, ReconciliationUnknown, find_reconciliation
from reskontra.companies.queries import CompanyFacts, company_by_id, setting
from reskontra.core.as_typed import day_typed
from reskontra.core.money import minor_digits
from reskontra.core.wording import worded
from reskontra.interface.auth import Access
from reskontra.interface.refusals import told as told_of
from reskontra.ledger.check_entries import has_checks

ASKED = ("show", "reversed", "until", "l", "e")


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line as it was typed."""

    day: str = ""
    text: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True)
class ReconciliationPage:
    """missing_minor: what the statement's end has more than opening and lines; digits: decimals of the currency.

    is_ready   nothing differs any more, or what does cancels out where the company allows it: it may be posted
    told_left  how many lines differ, in words
    closed     entries that posting closes
    has_checks     anything was ever drawn on the account by check
    later          what is of a day after the statement, in words
    before_minor   what the statement before ended with; None where this one opens with it, or is posted
    """

    panes: Panes
    missing_minor: int
    digits: int
    is_ready: bool
    told_left: str
    closed: int
    before_minor: int | None
    has_checks: bool
    later: tuple[str, ...]


def reconciliation_found(access: Access, name: str) -> tuple[CompanyFacts, ReconciliationFacts]:
    """The company and the document that an address names; 404 where there is none."""
    company = company_by_id(id=access.company_id)
    try:
        return company, find_reconciliation(company=company, name=name)
    except ReconciliationUnknown as unknown:
        raise Http404 from unknown


def reconciliation_page(*, company: CompanyFacts, found: ReconciliationFacts, shown: Shown) -> ReconciliationPage:
    """The document with its rows; as many queries for many rows as for few."""
    both = panes(company=company, found=found, shown=shown)
    missing = found.ending_minor - both.total_minor
    cancels = bool(both.left_over) and setting(company=company, key=DIFFERENCES_CANCEL, default=False)
    differs = bool(both.difference_minor) if cancels else bool(both.left_over)
    is_ready = not found.is_posted and not missing and not differs
    told = worded(_("{count:line differs|lines differ}"), count=both.left_over)
    before = None if found.is_posted else statement_before(company=company, found=found).ended_minor
    return ReconciliationPage(
        panes=both,
        missing_minor=missing,
        digits=minor_digits(found.bank_account.currency),
        is_ready=is_ready,
        told_left=told,
        closed=both.held,
        before_minor=None if before == found.opening_minor else before,
        later=tuple(told_of(LATER_WARNINGS[code], values) for code, values in later_warnings(found, both.later)),
        has_checks=has_checks(company=company, bank_account_id=found.bank_account.id),
    )


def shown_of(asked: Mapping[str, str], found: ReconciliationFacts) -> Shown:
    """What the address asks for.

    refuses   DayNotRead
    """
    until = asked.get("until", "").strip()
    return Shown(
        unmatched=asked.get("show") == "unmatched",
        reversed_too=asked.get("reversed") == "1",
        until=day_typed(until, today=found.statement_date) if until else None,
        line_page=_number(asked.get("l", "")),
        entry_page=_number(asked.get("e", "")),
    )


def query_of(asked: Mapping[str, str], *, without: str = "") -> str:
    """What of an address says which rows are shown; without a part of it, and ready for another value of that."""
    found = urlencode({key: asked[key] for key in ASKED if asked.get(key) and key != without})
    return f"{found}&" if without and found else found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 1
