"""Where a figure of a report leads: to the rows behind it, the customer, the voucher or the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from reskontra.companies.queries import CompanyFacts
from reskontra.core.aging import COLUMNS, parse_columns
from reskontra.interface.clock import today
from reskontra.interface.tables import Cell
from reskontra.receivables.aged import EACH, PERIOD, Aged, is_due_that_day
from reskontra.receivables.narrowing import Narrowed, accounts_of
from reskontra.receivables.reports import DAYS


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a report. row: the cells beside it by column, empty for the total; asked: what the address says."""

    company: CompanyFacts
    asked: Mapping[str, str]
    row: Mapping[str, Cell]
    key: str
    cell: Cell

    @property
    def is_total(self) -> bool:
        return not self.row


Target = Callable[[Spot], str]
# Columns of reports on open entries that no entries stand behind.
_NO_ENTRIES = frozenset(
    {
        "name", "drafts", "limit", "currency", "document_type_name", "document_number", "document_date",
        "posting_date", "due_date", "days_overdue", "account_balance",
    }
)  # fmt: skip


def report_url(company: CompanyFacts, name: str, asked: Mapping[str, object]) -> str:
    """A report's address with what is asked of it; empty values are left out."""
    told = urlencode({key: str(value) for key, value in asked.items() if value})
    return reverse("report", args=[company.id, name]) + (f"?{told}" if told else "")


def party(ledger: str) -> Target:
    """The card of the customer or vendor whose number stands in the cell."""
    return lambda spot: reverse(ledger, args=[spot.company.id, str(spot.cell)]) if spot.cell else ""


def voucher(spot: Spot) -> str:
    return reverse("voucher", args=[spot.company.id, str(spot.cell)]) if spot.cell else ""


def journal(spot: Spot) -> str:
    return reverse("journal", args=[spot.company.id, str(spot.cell)]) if spot.cell else ""


def journal_of(column: str) -> Target:
    """The journal that stands in another column of the row."""
    return lambda spot: reverse("journal", args=[spot.company.id, name]) if (name := spot.row.get(column)) else ""


def journal_line(spot: Spot) -> str:
    name = spot.row.get("journal")
    return reverse("journal_line", args=[spot.company.id, name, spot.cell]) if name and spot.cell else ""


def journals(spot: Spot) -> str:
    """The list of journals, where there is anything to see."""
    return reverse("journals", args=[spot.company.id]) if spot.row.get("journal") else ""


def lines(spot: Spot) -> str:
    """The lines of the G/L account whose number stands in the cell, of the same days."""
    return _lines(spot, spot.cell)


def lines_of(column: str) -> Target:
    """The lines of the G/L account in another column of the row; the total leads to those of all accounts."""
    return lambda spot: _lines(spot, spot.row.get(column)) if spot.row or column == "account" else ""


def _lines(spot: Spot, account: Cell) -> str:
    if spot.key == "name" or not (account or spot.is_total):
        return ""
    until = spot.asked.get("as_of") or spot.asked.get("to")
    since = "" if spot.key == "balance" and account else spot.asked.get("from")
    return report_url(spot.company, "general-ledger", {"account": account, "from": since, "to": until})


def open_entries(name: str) -> Target:
    """The open entries of a bucket, of the overdue, or of a balance; of one customer or vendor, or of all."""

    def target(spot: Spot) -> str:
        if spot.key in _NO_ENTRIES:
            return ""
        kept = ("account", "as_of", "by", "currency", "cost_center", "project")
        asked = {key: spot.asked.get(key, "") for key in kept} | _currency(spot)
        since, until = _bounds(spot)
        if account := spot.row.get("account"):
            asked["account"] = account
        return report_url(spot.company, name, {**asked, "from": since, "to": until})

    return target


def aged_asked(company: CompanyFacts, asked: Mapping[str, str]) -> Aged:
    """How an aged report is laid out by what an address says; due_on_as_of is the setting where it is not there.

    refuses   ColumnsUnreadable
    """

    def text(name: str, otherwise: str) -> str:
        return asked.get(name, "").strip() or otherwise

    currencies = text("currencies", text("currency", ""))
    known = text("due_on_as_of", "")
    return Aged(
        by=text("by", "due") if text("by", "due") in DAYS else "due",
        days=text("days", ""),
        currency=EACH if currencies == EACH else currencies.upper()[:3],
        period=text("period", PERIOD),
        columns=parse_columns(text("columns", str(COLUMNS))),
        headings="days" if text("headings", "") == "days" else "dates",
        is_detailed=text("details", "") in ("1", "pages"),
        is_nonzero=text("zero", "") == "skip",
        is_due_that_day=known == "first_column" if known else is_due_that_day(company=company),
        narrowed=narrowed_asked(asked),
        is_paged=text("details", "") == "pages",
    )


def narrowed_asked(asked: Mapping[str, str]) -> Narrowed:
    """Of which accounts and codes a report is, by what an address says."""
    codes = {name: asked.get(name, "").strip() for name in ("cost_center", "project")}
    return Narrowed(accounts_of(asked.get("account", "")), **codes)


def _currency(spot: Spot) -> dict[str, Cell]:
    """The one currency of a report's amounts, or that of the row where each has its own."""
    asked = spot.asked.get("currencies", "")
    if not asked:
        return {}
    return {"currency": spot.row.get("currency", "") if asked == EACH else asked}


def _as_of(spot: Spot) -> date:
    return date.fromisoformat(spot.asked["as_of"]) if spot.asked.get("as_of") else today()


def _bounds(spot: Spot) -> tuple[date | None, date | None]:
    """The days of the bucket that the column is of."""
    as_of = _as_of(spot)
    if spot.key == "overdue":
        return None, as_of - timedelta(days=1)
    if spot.key in ("entries", "balance", "balance_local"):
        return None, None
    aged = aged_asked(spot.company, spot.asked)
    found = next(bucket for bucket in aged.buckets(as_of) if bucket.key == spot.key)
    return found.first_date, found.last_date


def paid(spot: Spot) -> str:
    """The invoices that a customer paid in the time."""
    if spot.key == "name" or spot.cell is None:
        return ""
    asked = {key: spot.asked.get(key, "") for key in ("from", "to")}
    return report_url(spot.company, "paid-invoices", {"account": spot.row.get("account"), **asked})


def expected(spot: Spot) -> str:
    """The documents whose payment is expected in the days of the row."""
    if spot.key in ("week", "from", "to", "expected_so_far") or not spot.cell:
        return ""
    asked = {"as_of": spot.asked.get("as_of"), "from": spot.row.get("from"), "to": spot.row.get("to")}
    if spot.key == "due":
        since = "" if spot.row.get("from") == _as_of(spot) else spot.row.get("from")  # what is overdue is in the first
        asked |= {"by": "due", "from": since, "credits": "documents"}
    show = "uncertain" if spot.key == "uncertain" else ""
    name = "open-receivables" if spot.key == "due" else "expected-payments"
    return report_url(spot.company, name, asked | {"show": show})


def matched(spot: Spot) -> str:
    """The lines that matching counts in the cell."""
    if not spot.cell or spot.is_total:
        return ""
    asked = {"month": spot.row["month"], "rule": spot.row["rule"], "way": "" if spot.key == "lines" else spot.key}
    return report_url(spot.company, "matched-lines", asked)
