"""Each fiscal year of a company: until when it is kept, what lies in it, and what holds it longer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, F, Model, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from reskontra.companies.queries import CompanyFacts, fiscal_years, periods
from reskontra.companies.settings import keeping
from reskontra.core.retention import FiscalYear, kept_until, year_of
from reskontra.privacy.models import LegalHold

Days = Iterable[tuple[date, int]]  # (day, how many)
# What holds a year longer than the law, in the order it is told; each is a business that is not done.
OPEN_PERIODS, OPEN_ENTRIES, DRAFTS, DISPUTES, PLANS, HANDED_OVER, MANDATES, LEGAL_HOLD = HOLDS = (
    "open_periods", "open_entries", "drafts", "disputes", "payment_plans", "handed_over", "mandates", "legal_hold",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class YearKept:
    """code: "" where days are in no fiscal year; then a calendar year stands for it.

    file_bytes   of files that came or were made in the year, before they were compressed
    holds        what holds it longer, (one of HOLDS, how many)
    """

    code: str
    start: date
    end: date
    until: date
    vouchers: int
    documents: int
    files: int
    file_bytes: int
    holds: tuple[tuple[str, int], ...]

    @property
    def name(self) -> str:
        return self.code or str(self.end.year)

    @property
    def is_empty(self) -> bool:
        return not (self.vouchers or self.documents or self.files)

    def has_passed(self, today: date) -> bool:
        return self.until < today

    def may_go(self, today: date) -> bool:
        """Whether no law keeps what is in it, and nothing holds it."""
        return self.has_passed(today) and not self.holds


def years_kept(*, company: CompanyFacts, today: date) -> list[YearKept]:
    """Every fiscal year, and every calendar year outside them of which something is there, in order of time."""
    years, kept = fiscal_years(company=company), keeping(company=company)
    vouchers, documents = _of_years(_vouchers(company), years), _of_years(_documents(company), years)
    files, sizes = _of_years(_files(company), years), _of_years(_file_sizes(company), years)
    holds = {word: _of_years(days, years) for word, days in _holding(company, today)}
    found = {*years, *vouchers, *documents, *files, *(year for counts in holds.values() for year in counts)}
    holds[LEGAL_HOLD] = _legal_holds(company, found)
    return [
        YearKept(
            code=year[0], start=year[1], end=year[2], until=kept_until(year_end=year[2], years=kept.years),
            vouchers=vouchers[year], documents=documents[year], files=files[year], file_bytes=sizes[year],
            holds=tuple((word, holds[word][year]) for word in HOLDS if holds[word][year]),
        )
        for year in sorted(found, key=lambda year: year[1])
    ]  # fmt: skip


def _of_years(days: Days, years: list[FiscalYear]) -> Counter[FiscalYear]:
    found: Counter[FiscalYear] = Counter()
    for day, count in days:
        found[year_of(day=day, years=years)] += count
    return found


def _rows(company: CompanyFacts, table: str) -> QuerySet[Model, Any]:
    rows: QuerySet[Model, Any] = apps.get_model(table)._default_manager.filter(company_id=company.id)
    return rows


def _by_day(rows: QuerySet[Model, Any], column: str) -> Iterator[tuple[date, int]]:
    """How many rows a day, of a column that is a day or a moment; rows without one are left out."""
    name = column.rpartition("__")[2]
    day = TruncDate(column) if name.endswith("_at") else F(column)
    found = rows.filter(**{f"{column}__isnull": False}).values(on_day=day).annotate(count=Count("id", distinct=True))
    yield from found.values_list("on_day", "count")


def _vouchers(company: CompanyFacts) -> Days:
    return _by_day(_rows(company, "ledger.Voucher").filter(posted_at__isnull=False), "posting_date")


def _documents(company: CompanyFacts) -> Days:
    """Invoices and credit memos that were made here, reminders, finance charge memos and statements of account."""
    yield from _by_day(_rows(company, "receivables.Document").filter(state="POSTED"), "document_date")
    issued = _rows(company, "collections.CollectionDocument").filter(issued_at__isnull=False)
    yield from _by_day(issued, "posting_date")
    yield from _by_day(_rows(company, "collections.CustomerStatement"), "run__end_date")


def _files(company: CompanyFacts) -> Days:
    return _by_day(_rows(company, "companies.StoredFile").filter(erased_at__isnull=True), "stored_at")


def _file_sizes(company: CompanyFacts) -> Days:
    rows = _rows(company, "companies.StoredFile").filter(erased_at__isnull=True)
    yield from rows.values(on_day=TruncDate("stored_at")).annotate(sum=Sum("size")).values_list("on_day", "sum")


def _holding(company: CompanyFacts, today: date) -> Iterator[tuple[str, Days]]:
    """What of business is not done, by the day that it is of."""
    is_open = ~Q(remaining_minor=0)
    is_left = ~Q(entry__remaining_minor=0)
    yield OPEN_PERIODS, [(one.end_date, 1) for one in periods(company=company) if one.state == "OPEN"]
    yield OPEN_ENTRIES, _by_day(_rows(company, "receivables.Entry").filter(is_open), "posting_date")
    yield DRAFTS, _by_day(_rows(company, "receivables.Document").filter(state="DRAFT"), "document_date")
    disputes = _rows(company, "collections.Dispute").filter(closed_at__isnull=True)
    yield DISPUTES, _by_day(disputes, "entry__posting_date")
    plans = _rows(company, "collections.PlanEntry").filter(is_left, plan__cancelled_at__isnull=True)
    yield PLANS, _by_day(plans, "entry__posting_date")
    claims = _rows(company, "collections.HandOverEntry").filter(is_left, hand_over__taken_back_at__isnull=True)
    yield HANDED_OVER, _by_day(claims, "entry__posting_date")
    ended = Q(is_closed=True) | Q(cancelled_at__isnull=False) | Q(valid_to__lt=today)
    yield MANDATES, _by_day(_rows(company, "receivables.CustomerMandate").exclude(ended), "created_at")


def _legal_holds(company: CompanyFacts, years: Iterable[FiscalYear]) -> Counter[FiscalYear]:
    """How many hold each year; one that names no year holds all of them."""
    held = LegalHold.objects.filter(company=company.id, lifted_at__isnull=True)
    counts = Counter(code or "" for code in held.values_list("fiscal_year__code", flat=True))
    return Counter({year: counts[""] + (counts[year[0]] if year[0] else 0) for year in years})
